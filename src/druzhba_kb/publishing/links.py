"""Link check: a finished site in; each reference that leads nowhere, and each page that no click reaches, out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from druzhba_kb.publishing.origins import Origins
from druzhba_kb.publishing.pages import Page, Reference, Use, line_of
from druzhba_kb.publishing.stylesheets import addresses
from druzhba_kb.publishing.targets import Target, cleaned, resolve
from druzhba_kb.publishing.tree import HOME, NOT_FOUND, Tree, address_of, read_tree
from druzhba_kb.report import Place, Report
from druzhba_kb.text import nearest

SITEMAP = "sitemap.xml"
FEED = "changes.xml"
REQUESTS = frozenset({Use.FETCH, Use.FRAME, Use.REDIRECT})
RUNS = re.compile(r"data:\s*(?:text/html|[\w.+/-]*xml)", re.IGNORECASE)
KEPT_BY_BROWSER = ("about:", "blob:")


def check_parts(tree: Tree, pages: Collection[str], report: Report, origins: Origins) -> None:
    """Check what some pages of a site refer to, and all that is no page."""
    check = _Check(tree, origins, report)
    for path in pages:
        check.page(path, tree.pages[path])
    for path in sorted(file for file in tree.files if file.endswith(".css")):
        check.references(path, _in_stylesheet(tree.root / path))
    for path, element in ((SITEMAP, "loc"), (FEED, "link")):
        check.references(path, _in_xml(tree.root / path, element))
    report.checked["pages checked"] += len(pages)


def check_site(site: Path, report: Report, base: str = "/", origins: Origins | None = None) -> None:
    """Check all that the files of site refer to; base is the address (or only its path) at which it will be served.

    With `origins`, messages say where a fault was written, and links to the project's own files are checked too.
    """
    tree, sources = read_tree(site, base), origins or Origins(site)
    if HOME not in tree.files:
        report.error(Place(HOME), "missing-file", f"the site has no '{HOME}', expected a home page")
    check_parts(tree, tree.pages.keys(), report, sources)
    _Check(tree, sources, report).orphans()


def _in_stylesheet(path: Path) -> tuple[Reference, ...]:
    css = path.read_text("utf-8", errors="replace")
    # an address of only a fragment belongs to the page that uses the stylesheet
    return tuple(Reference(at, line, Use.FETCH) for at, line in addresses(css) if not at.startswith("#"))


def _in_xml(path: Path, element: str) -> tuple[Reference, ...]:
    """Return the addresses of a sitemap (`loc`), all of this site, or of a feed (`link`)."""
    if not path.is_file():
        return ()
    use = Use.CANONICAL if element == "loc" else Use.NAMED
    found = xml_elements(path.read_bytes(), element)
    return tuple(Reference((at.get("href") or at.text or "").strip(), line_of(at), use) for at in found)


def xml_elements(xml: bytes, name: str) -> list[etree._Element]:
    """Return the elements of a name, as far as the XML can be read."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return []
    return list(root.iter(f"{{*}}{name}")) if root is not None else []


@dataclass(frozen=True, slots=True)
class _Check:
    """A site with where its pages come from, and the report of what is wrong with it."""

    tree: Tree
    origins: Origins
    report: Report

    def page(self, path: str, page: Page) -> None:
        """Check a page and what it refers to."""
        if not page.whole:
            message = "elements are nested too deeply to read, expected fewer than 2048"
            self.report.error(Place(path), "unreadable-page", message)
        for name, lines in page.ids.items():
            if len(lines) > 1:
                message = f"id '{name}' is given {len(lines)} times, first on line {lines[0]}; expected once"
                self._error(path, lines[1], ("duplicate-id", message), f"#{name}", name)
        self.references(path, page.references)

    def references(self, path: str, references: tuple[Reference, ...]) -> None:
        """Check what a file refers to."""
        for reference in references:
            if fault := self._fault(path, reference):
                target = resolve(reference.address, path, self.tree.base)
                self._error(path, reference.line, fault, reference.address, target.path)
        self.report.checked["links checked"] += len(references)

    def orphans(self) -> None:
        """Report the pages that no chain of clicks reaches from the home page."""
        if HOME in self.tree.pages:
            for path in sorted(_unreached(self.tree)):
                message = f"no chain of clicks leads here from '{HOME}'{_parent(self.tree, path)}"
                self._error(path, 0, ("orphan-page", message))

    def _error(self, path: str, line: int, fault: tuple[str, str], *texts: str) -> None:
        code, message = fault
        self.report.error(Place(path, line), code, message + self.origins.told(path, *texts))

    def _fault(self, path: str, reference: Reference) -> tuple[str, str] | None:
        if file := self.origins.lacks(reference.address):
            return "broken-link", f"'{reference.address}' leads to '{file}', which the project does not have"
        return _fault(self.tree, path, reference)


def _fault(tree: Tree, path: str, reference: Reference) -> tuple[str, str] | None:
    target = resolve(reference.address, path, tree.base)
    if target.kind in ("script", "data"):
        return _unsafe(reference, target)
    if reference.use is Use.CANONICAL and not reference.address.startswith(tree.base.url):
        return "broken-link", f"'{reference.address}' is not an address of this site, expected '{tree.base.url}…'"
    if target.kind in ("foreign", "other"):
        return _foreign(reference)
    if target.kind == "outside":
        message = f"'{reference.address}' leads out of the site, expected a path under '{tree.base.path}'"
        return _absent(reference), message
    if target.relative and path == NOT_FOUND:
        expected = tree.base.path + target.path
        return "broken-link", f"'{reference.address}' is relative in a page shown at any address, expected '{expected}'"
    return _missing(tree, reference, target) or _unanchored(tree, reference, target)


def _unsafe(reference: Reference, target: Target) -> tuple[str, str] | None:
    runs = reference.use is Use.FRAME or (reference.use is not Use.FETCH and RUNS.match(cleaned(reference.address)))
    if target.kind == "script" or runs:
        return "unsafe-link", f"'{_short(reference.address)}' may run a script, expected an address"
    return None


def _foreign(reference: Reference) -> tuple[str, str] | None:
    if reference.use not in REQUESTS or cleaned(reference.address).lower().startswith(KEPT_BY_BROWSER):
        return None
    return "foreign-request", f"'{_short(reference.address)}' is fetched from elsewhere, expected a file of the site"


def _missing(tree: Tree, reference: Reference, target: Target) -> tuple[str, str] | None:
    file = tree.file(target.path)
    if file in tree.files:
        return None
    if other := tree.in_other_case(target.path):
        return "wrong-case", f"'{reference.address}' differs in case from '{address_of(other)}'"
    known = tree.resources if reference.use in REQUESTS - {Use.REDIRECT} else tree.destinations
    hint = _nearest(address_of(file), tuple(known))
    return _absent(reference), f"'{reference.address}' leads to '{address_of(file)}', which is not there{hint}"


def _unanchored(tree: Tree, reference: Reference, target: Target) -> tuple[str, str] | None:
    file = tree.file(target.path)
    page = tree.with_anchors(file) if target.fragments else None
    if page is None or any(name in page.ids or name in page.names for name in target.fragments):
        return None
    hint = _nearest(target.fragments[0], tuple(name for name in page.ids if not name.startswith("__")))
    return "broken-anchor", f"'{reference.address}' names '#{target.fragments[0]}', which '{file}' does not have{hint}"


@lru_cache(maxsize=1024)
def _nearest(wrong: str, known: tuple[str, ...]) -> str:
    return nearest(wrong, list(known))


def _parent(tree: Tree, path: str) -> str:
    folder = path.removesuffix("/" + HOME).rpartition("/")[0]
    parent = f"{folder}/{HOME}" if folder else HOME
    return f", expected a link in '{parent}'" if parent in tree.pages else ""


def _unreached(tree: Tree) -> set[str]:
    unreached = {path for path, page in tree.pages.items() if path not in (HOME, NOT_FOUND) and not page.redirects}
    seen = {HOME}
    waiting = deque(seen)
    while waiting and unreached:
        new = set(clicks(tree, waiting.popleft())) - seen
        seen |= new
        unreached -= new
        waiting.extend(new & tree.pages.keys())
    return unreached


def clicks(tree: Tree, path: str) -> Iterator[str]:
    """Yield the files to which a page leads a reader."""
    for reference in tree.pages[path].references:
        if reference.use in (Use.CLICK, Use.REDIRECT):
            target = resolve(reference.address, path, tree.base)
            if target.kind == "inside":
                yield tree.file(target.path)


def _absent(reference: Reference) -> str:
    return "missing-file" if reference.use in (Use.FETCH, Use.FRAME) else "broken-link"


def _short(address: str) -> str:
    return address if len(address) <= 80 else address[:79] + "…"
