"""Markdown of own pages: an editor's text in, its headings, its tags and the HTML between them out, in their order.

Python-Markdown reads it, with tables, footnotes and fenced code. Raw HTML stays text, and an address is what the caller makes
of it or none, so that nothing of a page can run. The check and the pages read it here alike, so that neither sees what the
other does not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify, slugify_unicode, unique
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from druzhba_kb.model import OwnPage
from druzhba_kb.relate.prose import BREAK, legible

TAGS = {"figure": "{figure: ID}", "list": "{list: KIND}", "map": "{map}", "table": "{table: KIND}"}
TAG = re.compile(r"^\{(?P<name>[^{}:\n]*)(?::(?P<of>[^{}\n]*))?\}[ \t]*$", re.MULTILINE)
TITLE = re.compile(r"^# |^(?=\S)[^\n]+\n=+[ \t]*$", re.MULTILINE)
PART = re.compile(r'<top-heading level="(?P<level>\d)">(?P<text>.*?)</top-heading>|<!--tag (?P<tag>\d+)-->', re.DOTALL)
ANCHOR = re.compile(r'\sid="([^"]+)"')
MARKUP = re.compile(r"<[^>]*>")
FIRST_SIGN = re.compile(r"^#", re.MULTILINE)  # a line of code that begins so is no heading
Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class PageTag:
    """A tag on a line of its own: its name, what it is to show, and where it stands in the Markdown."""

    name: str
    of: str
    start: int


@dataclass(frozen=True, slots=True)
class PagePart:
    """A heading with its level, a tag, or HTML."""

    text: str = ""
    level: int = 0
    tag: PageTag | None = None


def tags_in(markdown: str) -> Iterator[PageTag]:
    """Yield the tags of a page, those in code left out."""
    shown = legible(markdown)
    yield from (_tag(one) for one in TAG.finditer(markdown) if shown[one.start()] != BREAK)


def titles_in(markdown: str) -> Iterator[int]:
    """Yield where a heading of the first level stands, which is the page's own title."""
    shown = legible(markdown)
    yield from (one.start() for one in TITLE.finditer(markdown) if shown[one.start()] != BREAK)


def anchors_in(page: OwnPage, is_latin: bool) -> frozenset[str]:
    """Return the anchors of a page, those of footnotes too; in a language that `is_latin` headings have letters of ASCII alone."""
    _, of_footnotes = _headings(page.body.markdown)
    return of_footnotes.union(heading_anchors(page, is_latin), kept_anchors(page, is_latin)) - {""}


def heading_anchors(page: OwnPage, is_latin: bool) -> tuple[str, ...]:
    """Return the anchors that the title and the headings of a page get, as Python-Markdown makes them."""
    texts, found = (page.title, *_headings(page.body.markdown)[0]), set[str]()
    return tuple(unique((slugify if is_latin else slugify_unicode)(text, "-"), found) for text in texts)


def kept_anchors(page: OwnPage, is_latin: bool) -> tuple[str, ...]:
    """Return which anchor of its original each heading of a translated page, with as many, has besides, '' for none."""
    own = heading_anchors(page, is_latin)
    return tuple("" if one in own else one for one in page.anchors) if len(page.anchors) == len(own) else ()


@lru_cache(maxsize=256)  # many links may lead to one page
def _headings(markdown: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the headings of a page, and the anchors of its footnotes."""
    parts = [*page_parts(markdown, str)]
    footnotes = (anchor for part in parts if not part.level for anchor in ANCHOR.findall(part.text))
    return tuple(part.text for part in parts if part.level), frozenset(footnotes)


def _tag(match: re.Match[str]) -> PageTag:
    return PageTag(match["name"].strip(), (match["of"] or "").strip(), match.start())


def page_parts(markdown: str, resolve: Resolve) -> Iterator[PagePart]:
    """Yield the parts of a page; `resolve` returns where an address leads from it, or None where it must not lead there."""
    reader = _Reader(resolve)
    text, at = reader.convert(markdown), 0
    for found in PART.finditer(text):
        yield from _html(text[at : found.start()])
        if found["tag"]:
            yield PagePart(tag=reader.tags[int(found["tag"])])
        else:
            plain = " ".join(html.unescape(MARKUP.sub("", found["text"])).split())
            yield PagePart(plain, max(2, int(found["level"])))
        at = found.end()
    yield from _html(text[at:])


def _html(text: str) -> Iterator[PagePart]:
    if text.strip():
        yield PagePart(FIRST_SIGN.sub("&#35;", text.strip()))


class _Reader(Markdown):
    """Python-Markdown without raw HTML, with tags, and with each address resolved."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__(extensions=["tables", "footnotes", "fenced_code", _Confined(resolve)])
        self.tags: list[PageTag] = []


class _Confined(Extension):
    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self._resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:
        """Take out what passes HTML on, and hang in what reads tags and addresses."""
        md.preprocessors.deregister("html_block")
        for name in ("html", "automail"):
            md.inlinePatterns.deregister(name)
        md.preprocessors.register(_TagLines(md), "tags", 20)  # after fenced code, which is put away by then
        md.treeprocessors.register(_Addresses(md, self._resolve), "addresses", 5)  # after those in the text


class _TagLines(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [new for line in lines for new in self._line(line)]

    def _line(self, line: str) -> list[str]:
        match, reader = TAG.fullmatch(line), self.md
        if match is None or not isinstance(reader, _Reader):
            return [line]
        reader.tags.append(_tag(match))
        return ["", reader.htmlStash.store(f"<!--tag {len(reader.tags) - 1}-->"), ""]


class _Addresses(Treeprocessor):
    def __init__(self, md: Markdown, resolve: Resolve) -> None:
        super().__init__(md)
        self._resolve = resolve

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in {"href", "src"}.intersection(element.keys()):
                to = self._resolve(html.unescape(self.unescaped(element.attrib.pop(name))))
                element.attrib |= {} if to is None else {name: to}
        for element in root:
            if re.fullmatch("h[1-6]", element.tag):
                element.set("level", element.tag[1])
                element.tag = "top-heading"

    def unescaped(self, text: str) -> str:
        """Return an attribute with the signs that Python-Markdown has put away."""
        return re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
