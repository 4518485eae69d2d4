"""Page references: HTML or CSS in, what it refers to and what can be referred to in it out, each with its line.

The link check looks at what a browser would fetch or follow, so a reference that is not found here is not checked.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from lxml import etree


class Use(Enum):
    """What a browser does with a reference."""

    CLICK = "followed when a reader clicks"
    NAMED = "named, never fetched by itself"
    CANONICAL = "the address under which the page wants to be known"
    REDIRECT = "followed without a click"
    FRAME = "fetched, and may run"
    FETCH = "fetched"


class PageReference(NamedTuple):
    """An address in a page or a stylesheet, as it is written there."""

    address: str
    line: int
    use: Use


@dataclass(frozen=True, slots=True)
class ReferencedPage:
    """What the link check knows of an HTML file: references, ids with their lines, names; `whole` if all was read.

    The references stand in columns, and equal words are one object: a large site has a million of them.
    """

    addresses: tuple[str, ...]
    lines: array[int]
    uses: tuple[Use, ...]
    ids: dict[str, tuple[int, ...]]
    names: frozenset[str]
    whole: bool = True

    @property
    def references(self) -> Iterator[PageReference]:
        """Yield what the page refers to, in its order."""
        return map(PageReference._make, zip(self.addresses, self.lines, self.uses, strict=True))

    @property
    def redirects(self) -> bool:
        """Whether a browser leaves this page by itself."""
        return Use.REDIRECT in self.uses


# other relations, known or not, are taken as fetched: an unknown one must not pass
NAMED_RELATIONS = frozenset({"alternate", "author", "help", "license", "me", "next", "prev", "search", "up"})
USES = {
    "a": {"href": Use.CLICK, "xlink:href": Use.CLICK, "ping": Use.FETCH},
    "area": {"href": Use.CLICK, "ping": Use.FETCH},
    "form": {"action": Use.NAMED},
    "button": {"formaction": Use.NAMED},
    "input": {"formaction": Use.NAMED, "src": Use.FETCH},
    "script": {"src": Use.FRAME, "href": Use.FRAME, "xlink:href": Use.FRAME},
    "iframe": {"src": Use.FRAME},
    "frame": {"src": Use.FRAME},
    "embed": {"src": Use.FRAME},
    "object": {"data": Use.FRAME},
}
FETCHED = frozenset({"src", "poster", "background", "manifest"})
LISTS = frozenset({"srcset", "imagesrcset"})
FETCHED_IN_SVG = frozenset(
    {"use", "image", "feimage", "lineargradient", "radialgradient", "pattern", "textpath", "mpath"}
)
PAINTS = frozenset(
    {"style", "fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "cursor"}
)
CONTENT = frozenset({"style", "meta"})
# most elements have none of these, so that nothing else of them is looked at
REFERRING = frozenset({"href", *FETCHED, *LISTS, *PAINTS, *(name for uses in USES.values() for name in uses)})
# an address in a srcset may hold commas, so it ends at white space or at a comma before it
CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)


def read_page(html: bytes) -> ReferencedPage:
    """Read a page as a browser would, however broken it is."""
    # lxml stops at a depth of its own, which must be a finding and not half a page
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(html, parser) if html.strip() else None
    if root is None:
        return ReferencedPage((), array("I"), (), {}, frozenset())
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    referring = (element for element in elements if element.tag in CONTENT or not REFERRING.isdisjoint(element.keys()))
    found = [reference for element in referring for reference in _references(element)]
    names = frozenset(str(element.get("name")) for element in elements if element.tag == "a" and element.get("name"))
    whole = all(fault.level != etree.ErrorLevels.FATAL for fault in parser.error_log)
    return ReferencedPage(
        tuple(sys.intern(one.address) for one in found),
        array("I", (one.line for one in found)),
        tuple(one.use for one in found),
        _ids(elements),
        names,
        whole,
    )


def _ids(elements: list[etree._Element]) -> dict[str, tuple[int, ...]]:
    lines: dict[str, list[int]] = defaultdict(list)
    for element in elements:
        if name := element.get("id"):
            lines[name].append(line_of(element))
    return {sys.intern(name): tuple(those) for name, those in lines.items()}


def _references(element: etree._Element) -> Iterator[PageReference]:
    # the same page in another language is a page of another site, which is checked by itself and put beside this one
    if element.get("hreflang") and "alternate" in element.get("rel", "").split():
        return
    for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        if name in PAINTS:
            yield from _in_css(value, line_of(element))
        elif name in LISTS:
            for candidate in CANDIDATE.findall(value):
                yield PageReference(candidate, line_of(element), Use.FETCH)
        elif use := _use(element, name):
            yield PageReference(value, line_of(element), use)
    yield from _in_content(element)


def _in_content(element: etree._Element) -> Iterator[PageReference]:
    if element.tag == "style":
        yield from _in_css(element.text or "", line_of(element))
    if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
        target = REFRESH.match(element.get("content", ""))
        if target and target[1].strip():
            yield PageReference(target[1], line_of(element), Use.REDIRECT)


def _in_css(css: str, line: int) -> Iterator[PageReference]:
    if "(" in css or "@" in css:
        for address, at in addresses(css, line):
            yield PageReference(address, at, Use.FETCH)


def _use(element: etree._Element, name: str) -> Use | None:
    tag = str(element.tag)
    if tag == "link" and name == "href":
        return _link_use(element.get("rel", ""))
    if use := USES.get(tag, {}).get(name):
        return use
    if name in FETCHED or (tag in FETCHED_IN_SVG and name in ("href", "xlink:href")):
        return Use.FETCH
    return None


def _link_use(relation: str) -> Use:
    relations = set(relation.lower().split())
    if "canonical" in relations:
        return Use.CANONICAL
    harmless = relations & NAMED_RELATIONS and "stylesheet" not in relations  # "alternate stylesheet" is fetched
    return Use.NAMED if harmless else Use.FETCH


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins, or 0 where it is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
# comments and strings are tokens too, so that an address in them is none
TOKEN = re.compile(
    rf"/\*.*?\*/|@import\s+(?P<imported>{STRING})|url\(\s*(?P<url>{STRING}|(?:[^)\\]|\\.)*?)\s*\)|{STRING}",
    re.DOTALL | re.IGNORECASE,
)
ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\\r?\n|\\(.)", re.DOTALL | re.IGNORECASE)


def addresses(css: str, line: int = 1) -> Iterator[tuple[str, int]]:
    """Yield each address of an @import or url() with its line, counted from the line of the first character."""
    seen = 0
    for token in TOKEN.finditer(css):
        found = token["imported"] or token["url"]
        line += css.count("\n", seen, token.start())
        seen = token.start()
        if found:
            plain = found[1:-1] if found[0] in "\"'" else found
            yield ESCAPE.sub(_meaning, plain), line


def _meaning(escape: re.Match[str]) -> str:
    if escape[1]:
        code = int(escape[1], 16)
        return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
    return escape[2] or ""
