"""Link check: a finished site in; each reference that leads nowhere, page that no click reaches and address that was lost out.

It looks at the finished pages, since templates and MkDocs write links too. Where a site whose links all held has changed in
a few pages, only what the change can have broken is asked again; the findings must be those of the whole check.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from posixpath import basename, commonpath, dirname
from urllib.parse import unquote, urlsplit

from lxml import etree

from druzhba_kb.folding import nearest
from druzhba_kb.layout import TRANSLATIONS
from druzhba_kb.locales import is_language
from druzhba_kb.publishing.atomic_publish import same_file
from druzhba_kb.publishing.page_references import PageReference, ReferencedPage, Use, addresses, line_of
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.publishing.site_tree import HOME, NOT_FOUND, Target, Tree, address_of, cleaned, read_tree, resolve
from druzhba_kb.publishing.sitemap import SITEMAP
from druzhba_kb.publishing.source_map import SourceMap
from druzhba_kb.render.views.changes_page import FEED
from druzhba_kb.report import Place, Report

# what a browser fetches unasked; a page that does so tells its readers to others
REQUESTS = frozenset({Use.FETCH, Use.FRAME, Use.REDIRECT})
# these types of data run scripts in a page of their own
RUNS = re.compile(r"data:\s*(?:text/html|[\w.+/-]*xml)", re.IGNORECASE)
KEPT_BY_BROWSER = ("about:", "blob:")


def check_parts(
    tree: Tree,
    pages: Mapping[str, Iterable[PageReference]],
    styles: Collection[str],
    report: Report,
    origins: SourceMap,
) -> None:
    """Check what some pages, but for references that are known to hold, and styles of a site refer to, its sitemap and feed."""
    check = _Check(tree, origins, report)
    for path, good in pages.items():
        check.page(path, tree.pages[path], good)
    for path in sorted(styles):
        check.references(path, _in_stylesheet(tree.root / path))
    for path, element in ((SITEMAP, "loc"), (FEED, "link")):
        check.references(path, _in_xml(tree.root / path, element))
    report.checked["pages checked"] += len(pages)


def check_site(
    site: Path, report: Report, base: str = "/", origins: SourceMap | None = None, apart: Collection[str] = ()
) -> None:
    """Check all that the files of site refer to; base is the address (or only its path) at which it will be served.

    With `origins`, messages say where a fault was written, and links to the project's own files are checked too.
    """
    tree, sources = read_tree(site, base, apart), origins or SourceMap(site)
    if HOME not in tree.files:
        report.error(Place(sources.folder + HOME), "missing-file", f"the site has no '{HOME}', expected a home page")
    check_parts(tree, dict.fromkeys(tree.pages, ()), _styles(tree), report, sources)
    _Check(tree, sources, report).orphans()


def _styles(tree: Tree) -> set[str]:
    return {file for file in tree.files if file.endswith(".css")}


def _in_stylesheet(path: Path) -> tuple[PageReference, ...]:
    css = path.read_text("utf-8", errors="replace")
    # an address of only a fragment belongs to the page that uses the stylesheet
    return tuple(PageReference(at, line, Use.FETCH) for at, line in addresses(css) if not at.startswith("#"))


def _in_xml(path: Path, element: str) -> tuple[PageReference, ...]:
    """Return the addresses of a sitemap (`loc`), all of this site, or of a feed (`link`)."""
    if not path.is_file():
        return ()
    use = Use.CANONICAL if element == "loc" else Use.NAMED
    found = xml_elements(path.read_bytes(), element)
    return tuple(PageReference((at.get("href") or at.text or "").strip(), line_of(at), use) for at in found)


def xml_elements(xml: bytes, name: str) -> list[etree._Element]:
    """Return the elements of a name, as far as the XML can be read."""
    try:
        # a sitemap may come from another host, so nothing in it is fetched or expanded
        root = etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return []
    return list(root.iter(f"{{*}}{name}")) if root is not None else []


@dataclass(frozen=True, slots=True)
class _Check:
    """A site with where its pages come from, and the report of what is wrong with it."""

    tree: Tree
    origins: SourceMap
    report: Report

    def page(self, path: str, page: ReferencedPage, good: Iterable[PageReference]) -> None:
        """Check a page and what it refers to, but for references whose address and use are those of good ones."""
        if not page.whole:
            message = "elements are nested too deeply to read, expected fewer than 2048"
            self.report.error(Place(self.origins.folder + path), "unreadable-page", message)
        # a browser goes to the first of two ids, which may be the wrong one
        for name, lines in page.ids.items():
            if len(lines) > 1:
                message = f"id '{name}' is given {len(lines)} times, first on line {lines[0]}; expected once"
                self._error(path, lines[1], ("duplicate-id", message), f"#{name}", name)
        held = {(one.address, one.use) for one in good}
        self.references(path, tuple(one for one in page.references if (one.address, one.use) not in held))

    def references(self, path: str, references: tuple[PageReference, ...]) -> None:
        """Check what a file refers to."""
        found: dict[tuple[str, Use], tuple[str, str] | None] = {}  # many lines of a page have the same link
        for reference in references:
            key = reference.address, reference.use
            if key not in found:
                found[key] = self._fault(path, reference)
            if fault := found[key]:
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
        place = Place(self.origins.folder + path, line)
        self.report.error(place, code, message + self.origins.origin_of(path, *texts))

    def _fault(self, path: str, reference: PageReference) -> tuple[str, str] | None:
        if file := self.origins.lacks(reference.address):
            return "broken-link", f"'{reference.address}' leads to '{file}', which the project does not have"
        return _fault(self.tree, path, reference)


def _fault(tree: Tree, path: str, reference: PageReference) -> tuple[str, str] | None:
    target = resolve(reference.address, path, tree.base)
    if target.kind in ("script", "data"):
        return _unsafe(reference, target)
    # a search engine that believed it would drop the page
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


def _unsafe(reference: PageReference, target: Target) -> tuple[str, str] | None:
    runs = reference.use is Use.FRAME or (reference.use is not Use.FETCH and RUNS.match(cleaned(reference.address)))
    if target.kind == "script" or runs:
        return "unsafe-link", f"'{_short(reference.address)}' may run a script, expected an address"
    return None


def _foreign(reference: PageReference) -> tuple[str, str] | None:
    if reference.use not in REQUESTS or cleaned(reference.address).lower().startswith(KEPT_BY_BROWSER):
        return None
    return "foreign-request", f"'{_short(reference.address)}' is fetched from elsewhere, expected a file of the site"


def _missing(tree: Tree, reference: PageReference, target: Target) -> tuple[str, str] | None:
    file = tree.file(target.path)
    if file in tree.files:
        return None
    # it works on the editor's disk, and not on the server
    if other := tree.in_other_case(target.path):
        return "wrong-case", f"'{reference.address}' differs in case from '{address_of(other)}'"
    known = tree.resources if reference.use in REQUESTS - {Use.REDIRECT} else tree.destinations
    hint = _nearest(address_of(file), tuple(known))
    return _absent(reference), f"'{reference.address}' leads to '{address_of(file)}', which is not there{hint}"


def _unanchored(tree: Tree, reference: PageReference, target: Target) -> tuple[str, str] | None:
    file = tree.file(target.path)
    page = tree.with_anchors(file) if target.fragments else None
    if page is None or any(name in page.ids or name in page.names for name in target.fragments):
        return None
    # ids with "__" are the theme's own
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
    # redirects and the page for errors are reached from outside alone
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
    page = tree.pages[path]
    for address, use in zip(page.addresses, page.uses, strict=True):
        if use in (Use.CLICK, Use.REDIRECT):
            target = resolve(address, path, tree.base)
            if target.kind == "inside":
                yield tree.file(target.path)


def _absent(reference: PageReference) -> str:
    return "missing-file" if reference.use in (Use.FETCH, Use.FRAME) else "broken-link"


def _short(address: str) -> str:
    return address if len(address) <= 80 else address[:79] + "…"


# a rename keeps some of the name; below that, the heir would be a guess
LIKE = 0.4


def published(sitemap: Path, report: Report) -> tuple[str, ...]:
    """Return the addresses in a sitemap, counted from its home page: `kind/id/`; a file that is none is a finding."""
    try:
        found = [urlsplit((at.text or "").strip()).path for at in xml_elements(sitemap.read_bytes(), "loc")]
    except OSError as error:
        report.error(Place(sitemap.name), "no-sitemap", f"cannot be read: {error.strerror}; expected a {SITEMAP}")
        return ()
    if not found:
        report.error(Place(sitemap.name), "no-sitemap", f"names no page; expected the {SITEMAP} of a published site")
        return ()
    home = commonpath(found).rstrip("/") + "/"
    return tuple(unquote(path.removeprefix(home)) for path in found)


def lost_addresses(before: Collection[str], now: Collection[str], report: Report) -> None:
    """Report each address that there was, `kind/id/`, and that is neither a page nor a redirect now.

    A page that is lost in several languages is told once, and so is a language.
    """
    added, lost, every = sorted(set(now) - set(before)), set(before) - set(now), {"", *before}
    for address in sorted(lost):
        code, _, rest = address.partition("/")
        is_translated = rest in every and is_language(code)
        if is_translated and rest and (rest in lost or f"{code}/" in lost):
            continue
        way = f"expected {TRANSLATIONS}/{code}.po, which made this site" if is_translated and not rest else ""
        message = f"was published and leads nowhere now; {way or _remedy(address, added)}"
        report.error(Place(address), "lost-address", message)


def _remedy(address: str, added: Collection[str]) -> str:
    """Return what to do: what was added in the same folder and is likest in name is what the page was renamed to."""
    folder, old = dirname(address.rstrip("/")), basename(address.rstrip("/"))
    new = [basename(at.rstrip("/")) for at in added if dirname(at.rstrip("/")) == folder]
    # a lone newcomer in the folder is the likeliest heir
    heirs = get_close_matches(old, new, n=1, cutoff=LIKE) or (new if len(new) == 1 else [])
    if heirs:
        return f"if '{heirs[0]}' was '{old}', 'druzhba-kb rename {old} {heirs[0]}' was forgotten: it needs 'formerly: [{old}]'"
    return f"expected 'formerly: [{old}]' in what takes its place, so that a redirect is left"


PLAIN = re.compile(r"[\w.-]+", re.ASCII)  # what an address names as it is


def check_change(
    before: Path, site: Path, report: Report, base: str, origins: SourceMap, apart: Collection[str] = ()
) -> None:
    """Check a site after one whose links all held, but for what stood `apart` there, in messages as those of a whole check."""
    old, new = read_tree(before, base, apart), read_tree(site, base)
    anew, styles = _changed(old, new, new.pages.keys()), _changed(old, new, _styles(new))
    anchors = {anchor for path in anew & old.pages.keys() for anchor in _anchors(old, path) - _anchors(new, path)}
    # in doubt all is checked: the short way may save time, never a finding
    if _files_differ(old, new) or not all(map(PLAIN.fullmatch, anchors)) or not _reached(old, new, anew):
        check_site(site, report, base, origins)
    else:
        naming = set(_naming(new, anchors))
        # what a page referred to before still holds, since no file is gone, but for an anchor that is
        held = {path: old.pages[path].references for path in (anew - naming) & old.pages.keys()}
        check_parts(new, {path: held.get(path, ()) for path in sorted(anew | naming)}, styles, report, origins)


def _changed(old: Tree, new: Tree, files: Collection[str]) -> set[str]:
    return {file for file in files if file not in old.files or not same_file(old.root / file, new.root / file)}


def _files_differ(old: Tree, new: Tree) -> bool:
    """Whether a file is gone, or another drawing, which has anchors too."""
    # the search index has names of its own at each build
    if any(not file.startswith(f"{FOLDER}/") for file in old.files - new.files):
        return True
    drawings = (file for file in old.files if file.endswith(".svg"))
    return any(not same_file(old.root / file, new.root / file) for file in drawings)


def _anchors(tree: Tree, path: str) -> frozenset[str]:
    return tree.pages[path].names | tree.pages[path].ids.keys()


def _naming(tree: Tree, anchors: Collection[str]) -> Iterator[str]:
    """Yield the pages that name one of the anchors."""
    wanted = [f"#{anchor}".encode() for anchor in sorted(anchors)]
    for path in tree.pages if wanted else ():
        # a search in the bytes is faster than a parse; a false hit only checks a page more
        html = (tree.root / path).read_bytes()
        if any(anchor in html for anchor in wanted):
            yield path


def _reached(old: Tree, new: Tree, anew: Collection[str]) -> bool:
    """Whether every page is still reached: what a page led to no more, and what is new, from home or a page one click away."""
    if HOME not in new.pages:
        return False
    led = {there for path in anew if path in old.pages for there in set(clicks(old, path)) - set(clicks(new, path))}
    added = {path for path in anew if path not in old.pages and not new.pages[path].redirects}
    near = set(clicks(new, HOME))
    far = (led | added) - near - {HOME, NOT_FOUND}
    lists = {parent: _listed(new, parent) for parent in map(_folder_of, far) if parent in near}
    return all(path in lists.get(_folder_of(path), ()) for path in far)


def _listed(tree: Tree, parent: str) -> set[str]:
    """Return the pages to which a page leads, itself or by the further pages of its list, which lie deeper."""
    found = set(clicks(tree, parent))
    deeper = (
        path for path in found if path.startswith(parent.removesuffix(HOME)) and path.count("/") > parent.count("/") + 1
    )
    return found.union(*(clicks(tree, path) for path in sorted(deeper)))


def _folder_of(path: str) -> str:
    folder = path.removesuffix(f"/{HOME}").rpartition("/")[0]
    return f"{folder}/{HOME}" if folder else HOME
