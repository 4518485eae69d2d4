"""Offline: a finished site in, the same for a folder that is opened from a disk out: whole addresses, search in a script.

An editor hands such a folder to somebody without a server, where scripts may fetch nothing and a folder has no page.
The site itself must not know of it: all that differs is done to finished pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

HREF = re.compile(r"(?P<start>\b(?:href=|content=\"0;\s*url=)\"?)(?P<path>[^\"?#:]*/|\.{1,2})(?P<end>(?:#[^\"]*)?\")")
# text() of neighbours is joined by blanks, which would part a word from its full stop
STRAY = re.compile(r" (?=[,.;:!?)\]”’])")
KNOWN = Path("search/names.json")
FACTS = Path("search/facts.json")
SCRIPT = Path("search/offline.js")
PARTS = ["h1", "h2", "h3", "h4", "li", "tr", "div", "section", "p"]
# characters; shorter passages are labels and figures
SHORTEST = 12
BY = "by-"  # what the anchor begins with of who says what stands in a part


def make_offline(site: Path) -> None:
    """Rewrite site so that it works from file://, where a folder has no page of its own and nothing can be fetched."""
    (site / "404.html").unlink(missing_ok=True)  # no server shows it
    passages = [row for path in sorted(site.rglob("*.html")) for row in passages_of(path, site)]
    known = json.loads((site / KNOWN).read_text(encoding="utf-8"))
    known["names"] = [[name, kind, f"{page}index.html", *rest] for name, kind, page, *rest in known["names"]]
    facts = json.loads((site / FACTS).read_text(encoding="utf-8"))["facts"]
    facts = {f"{page}index.html": those for page, those in facts.items()}
    data = json.dumps({"known": known, "facts": facts, "passages": passages}, ensure_ascii=False, separators=(",", ":"))
    (site / SCRIPT).write_bytes(f"window.offlineData = {data};\n".encode())
    (site / KNOWN).unlink()
    (site / FACTS).unlink()
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(HREF.sub(_with_file, text).encode())


def _with_file(link: re.Match[str]) -> str:
    return f"{link['start']}{link['path'].rstrip('/')}/index.html{link['end']}"


def passages_of(path: Path, site: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield address, title, kind, section, who says it, and text of each passage of a page that the search may find."""
    page = html.fromstring(path.read_text(encoding="utf-8"))
    bodies = [body for body in page.iter("article") if "data-pagefind-body" in body.attrib]
    for body in bodies:
        address = path.relative_to(site).as_posix()
        title, section = "", ""
        for anchor, tag, by, text in _parts(body):
            title = text if tag == "h1" else title
            section = text if tag == "h2" else section
            if len(text) >= SHORTEST and not tag.startswith("h"):
                yield f"{address}#{anchor}" if anchor else address, title, body.get("data-kind", ""), section, by, text


def _parts(body: etree._Element) -> Iterator[tuple[str, str, str, str]]:
    """Yield the nearest anchor, the tag, who says it, and the text of each innermost part of a page."""
    anchor = ""
    for node in body.iter(*PARTS):
        anchor = node.get("id") or anchor
        if next(node.iterdescendants(*PARTS), None) is None and not _ignored(node):
            said = (_text(one) for one in node.iterdescendants() if _says_who(one))
            yield anchor, str(node.tag), next(said, ""), _text(node)


def _text(node: etree._Element) -> str:
    return STRAY.sub("", " ".join("".join(_texts(node)).split()))


def _says_who(node: etree._Element) -> bool:
    return node.get("id", "").startswith(BY)


def _ignored(node: etree._Element) -> bool:
    return any("data-pagefind-ignore" in one.attrib for one in (node, *node.iterancestors()))


def _texts(node: etree._Element) -> Iterator[str]:
    if "headerlink" not in node.get("class", ""):
        yield node.text or ""
        for child in node:
            if not _says_who(child) and "data-pagefind-ignore" not in child.attrib:
                yield from _texts(child)
            yield " " + (child.tail or "")
