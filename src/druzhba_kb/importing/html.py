"""HTML: a saved page in, its text lines out, each with its mark: what the page calls it, or outside of the article.

Every visible line comes out, in the order of the page, for only what is listed can be reported as dropped. trafilatura
finds the article better than any rule of ours, but it also leaves out paragraphs and headings: it only marks, and a
line that has the article's lines before and behind it in one element stays, whatever it says.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

import regex
import trafilatura
from lxml import etree, html

from druzhba_kb.folding import words
from druzhba_kb.importing.declared_metadata import stated_body
from druzhba_kb.importing.elements import (
    CELLS,
    LINKED,
    WRAPPERS,
    is_block,
    is_hidden,
    is_link,
    is_of_picture,
    is_silent,
    own_mark,
)
from druzhba_kb.importing.lines import BULLET, Mark, RawLine, is_paragraph, reduce_line

CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # lxml refuses them
# what parses and trafilatura take seconds for, or end in a RecursionError; saved pages nest 60 elements at most
MOST_ELEMENTS, DEEPEST = 50_000, 200
CROWDED = regex.compile(r"<\w++(?:\s++[^\s=<>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+){1000}")
# no-break spaces too, as a browser copies them
WHITE = regex.compile(r"[ \t\n\r\f\u00a0]+")
WHITE_OF_PRE = regex.compile(r"[ \t\r\f\u00a0]+")
LONG_KEY = 40  # shorter lines must be a line of the article, for their letters stand inside some word of it by chance
MOST_LINES = 4  # a cell of more lines is no value
ENOUGH = 400  # a page with more letters shows its text, in a script that parts no words
ELSEWHERE = ("caption", "outside")
MOST_LEADS = 2  # more paragraphs in boxes of their own are teasers
POSTS = ("article", "div", "li", "section")
MOST_HEADS = 3  # lines from the heading of a post to its text, with the time and the name between them
LONGEST_TIME = 60  # in characters, with the label or the name beside it
STAMP = regex.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d):(?P<minute>\d\d)")
CLOCK = regex.compile(r"\b(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)\b")
SUMMARY = "//meta[@name='description' or contains(@name, ':description') or @property='og:description']/@content"

for _logger in ("trafilatura", "htmldate"):
    logging.getLogger(_logger).addHandler(logging.NullHandler())


def excess(text: str) -> str | None:
    """Return of what a page has more than any page of an article, None where it can be parsed in time."""
    return "1,000 attributes in one tag" if CROWDED.search(text) else None


def excess_of(root: html.HtmlElement) -> str | None:
    """Return of what a parsed page has more than any page of an article, None where it can be read in time."""
    depth = 0
    for number, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return f"{DEEPEST} elements inside each other"
        if number > 2 * MOST_ELEMENTS:
            return f"{MOST_ELEMENTS:,} elements"
    return None


def parse_page(text: str) -> html.HtmlElement | None:
    """Return the root of the page, None where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(CONTROLS.sub("", text).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def page_lines(root: html.HtmlElement, is_whole: bool = False) -> tuple[RawLine, ...]:
    """Return the text lines of a page, numbered as in `page_text`; `is_whole` says that all of it is the article."""
    shown, stated = _chunks(root)
    article = "" if is_whole else "\n".join([_article(root), *(chunk.text for chunk in stated)])
    summary = "\n".join(map(_key, root.xpath(SUMMARY)))
    lines: list[RawLine] = []
    for chunk in _marked([*shown, *stated], article, summary):
        number = lines[-1].number + (1 if chunk.adjoins else 2) if lines else 1
        lines.append(reduce_line(RawLine(number, chunk.text, chunk.adjoins, chunk.mark, is_link=chunk.is_link)))
    return tuple(lines)


def _article(root: html.HtmlElement) -> str:
    """Return what trafilatura takes for the text of the article."""
    return trafilatura.extract(deepcopy(root), favor_recall=True, include_comments=False, include_tables=True) or ""


def page_text(lines: Sequence[RawLine]) -> str:
    """Return the lines as a text file in which each stands at its number."""
    return "".join(("" if line.adjoins or line.number == 1 else "\n") + line.text + "\n" for line in lines)


def _chunks(root: html.HtmlElement) -> tuple[list[_Chunk], list[_Chunk]]:
    """Return the lines of a page, and of one that shows no text those that it tells machines, or that scripts would show."""
    shown = _Walker().walk(root)
    if any(is_paragraph(chunk.text) for chunk in shown):
        return shown, []
    known = "".join(_key(chunk.text) for chunk in shown)
    body = stated_body(root) or ""
    if _key(body)[:LONG_KEY] not in known:
        lines = (line if "<p" in body else f"<p>{escape(line)}</p>" for line in body.splitlines())
        stated = parse_page("".join(lines))
        return shown, [] if stated is None else _Walker().walk(stated)
    hidden = _Walker(shows_hidden=True).walk(root) if len(known) <= ENOUGH else []
    return (hidden if any(is_paragraph(chunk.text) for chunk in hidden) else shown), []


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A line of the page, and the elements that hold it together with its neighbours, the nearest first.

    `time` is what it says with the day that the page gives it, where it is hardly more than a time.
    """

    text: str
    mark: Mark
    adjoins: bool
    holders: tuple[html.HtmlElement, ...]
    is_link: bool = False
    time: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """An open block element; `marker` is the one that gave it its mark."""

    element: html.HtmlElement
    mark: Mark = ""
    marker: html.HtmlElement | None = None


class _Walker:
    """Cuts the visible text of a page into lines, one for each block element."""

    def __init__(self, *, shows_hidden: bool = False) -> None:
        self.shows_hidden = shows_hidden
        self.chunks: list[_Chunk] = []
        self.parts: list[str] = []
        self.links = self.linked = 0  # links that are open, and letters in them
        self.open: list[_Block] = []
        self.times: list[html.HtmlElement] = []
        self.post: html.HtmlElement | None = None
        self.rows: dict[html.HtmlElement, str] = {}

    def walk(self, root: html.HtmlElement) -> list[_Chunk]:
        """Return the lines below root."""
        self.rows = {row: text for table in root.iter("table") if table is not root for row, text in _rows(table)}
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            hidden = is_silent(element) or (not self.shows_hidden and is_hidden(element))
            if event == "end":
                self._leave(element, hidden)
            elif hidden:
                walker.skip_subtree()
            else:
                self._enter(element)
                if element in self.rows:
                    self.open[-1] = _Block(element, "item", element)
                    self._add(self.rows[element])
                    walker.skip_subtree()
        return self.chunks

    def _enter(self, element: html.HtmlElement) -> None:
        self.links += is_link(element)
        if element.tag == "br":
            self.parts.append("\n")
        if is_block(element):
            self._flush()
            self.open.append(_block(element, self.open[-1] if self.open else None))
        if element.tag == "time":
            self.times.append(element)
        self._add(element.text)

    def _leave(self, element: html.HtmlElement, hidden: bool) -> None:
        if not hidden and is_block(element):
            self._flush()
            self.open.pop()
        self.links -= not hidden and is_link(element)
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        in_pre = bool(self.open) and self.open[-1].element.tag == "pre"
        part = (WHITE_OF_PRE if in_pre else WHITE).sub(" ", (text or "").replace("\u00ad", ""))
        self.parts.append(part)
        self.linked += len(part.strip()) if self.links else 0

    def _flush(self) -> None:
        text = "".join(self.parts)
        linked = self.linked > LINKED * len(text.strip())
        times = self.times if text.strip() else []
        self.parts.clear()
        self.linked, self.times = 0, [] if times else self.times
        for paragraph in _paragraphs(text):
            block = self.open[-1]
            post = block.marker if block.mark == "post" else None
            self.chunks.append(
                _Chunk(
                    paragraph,
                    block.mark,
                    post is not None and post is self.post,
                    _holders(block),
                    linked,
                    _time(paragraph, times),
                )
            )
            self.post = post


def _time(text: str, times: Sequence[html.HtmlElement]) -> str:
    """Return a line that is hardly more than a time, with its day where the markup alone says that; else nothing."""
    if not times or len(text) > LONGEST_TIME:
        return ""
    stamp, clock = STAMP.match(times[0].get("datetime", "")), CLOCK.search(text)
    if not stamp or not clock or regex.search(r"\p{Ll}{3}|\d{4}", text):
        return text
    # of another zone the markup may mean another day
    is_same = clock["minute"] == stamp["minute"] and int(clock["hour"]) % 12 == int(stamp["hour"]) % 12
    return f"{stamp['day']} {text}" if is_same else text


def _rows(table: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the rows of a table, each with its cells in one line; none where it only sets out the page."""
    if table.find(".//table") is not None or table.find(".//h1") is not None:
        return
    rows = [(row, [cell for cell in row if cell.tag in ("td", "th")]) for row in table.iter("tr")]
    lines = [[[chunk.text for chunk in _Walker().walk(cell)] for cell in cells] for _, cells in rows]
    values = [cell for row in lines for cell in row]
    is_layout = any(len(cell) > MOST_LINES or (len(cell) > 1 and any(map(is_paragraph, cell))) for cell in values)
    if not is_layout and any(sum(map(bool, row)) > 1 for row in lines):
        # no mark of a menu or a byline, and no number reads on over it
        yield from (
            (row, _row([" ".join(cell) for cell in texts])) for (row, _), texts in zip(rows, lines, strict=True)
        )


def _row(cells: Sequence[str]) -> str:
    """Return a row as a line. An empty cell between others keeps its place, else the next stood under another's head."""
    filled = [at for at, cell in enumerate(cells) if cell]
    return "; ".join(cells[filled[0] : filled[-1] + 1]) if filled else ""


def _block(element: html.HtmlElement, outer: _Block | None) -> _Block:
    own = own_mark(element)
    if outer and outer.mark == "item" and own in ("title", "heading"):
        return _Block(element, own, element)
    if outer and (
        outer.mark in ("post", "caption", "outside") or (outer.mark and own in ("", "item", "title", "heading"))
    ):
        return _Block(element, outer.mark, outer.marker)
    return _Block(element, own, element if own else None)


def _holders(block: _Block) -> tuple[html.HtmlElement, ...]:
    """Return the element whose children stand beside this block; an embedded one may have a few wrappers."""
    if block.marker is not None and block.mark in ("post", "quotation", "caption", "item"):
        return tuple(block.marker.iterancestors())[:WRAPPERS]
    element = block.element
    holds_blocks = element.tag in CELLS or any(is_block(child) for child in element)
    return (element if holds_blocks else next(element.iterancestors(), element),)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a block: an empty line parts them, a single break only two whole ones, or items of a list."""
    for part in regex.split(r"\n\s*\n", text):
        lines = [line for line in (regex.sub(" +", " ", line).strip() for line in part.split("\n")) if line]
        parted = (
            BULLET.match(below) or (is_paragraph(above) and is_paragraph(below)) for above, below in pairwise(lines)
        )
        starts = [0, *(end for end, is_parted in enumerate(parted, 1) if is_parted), len(lines)]
        yield from (" ".join(lines[start:end]) for start, end in pairwise(starts) if start < end)


def _marked(chunks: Sequence[_Chunk], article: str, summary: str) -> list[_Chunk]:
    """Mark what is outside of the article; a line that stands among its lines is not, nor is the title."""
    inside = {number for number in _inside(chunks, article) if chunks[number].mark != "outside"}
    if not inside:
        return list(chunks)
    spans = _spans(chunks, inside)
    posted = _posted(chunks, inside)
    stay = inside | _lead(chunks, inside, summary) | posted
    return [
        replace(chunk, mark="time", text=chunk.time)
        if chunk.time and number in posted
        else chunk
        if number in stay or _stays(number, chunk, spans)
        else replace(chunk, mark="outside")
        for number, chunk in enumerate(chunks)
    ]


def _posted(chunks: Sequence[_Chunk], inside: Collection[int]) -> set[int]:
    """Return the numbers of the lines of posts: of elements of one sort side by side, each with its heading or time.

    Most of them hold lines of the article, so they are a page that is written bit by bit, and no list of other articles.
    """
    lines: dict[html.HtmlElement, list[int]] = defaultdict(list)
    for number, chunk in enumerate(chunks):
        for element in (chunk.holders[0], *chunk.holders[0].iterancestors()):
            if element.tag in POSTS:
                lines[element].append(number)
    sorts: dict[tuple[html.HtmlElement | None, str, str], list[list[int]]] = defaultdict(list)
    for element, numbers in lines.items():
        heads = [chunks[number] for number in numbers if chunks[number].mark == "heading"]
        # a heading that leads to another page is that of an article there
        if any(chunks[number].time for number in numbers) or (heads and not any(head.is_link for head in heads)):
            sorts[element.getparent(), element.tag, element.get("class", "")].append(numbers)
    posts = [post for sort in sorts.values() if _is_ticker(sort, inside) for post in sort]
    return {number for post in posts for number in post if _is_of_post(chunks, number, post)}


def _is_ticker(posts: Sequence[Sequence[int]], inside: Collection[int]) -> bool:
    held = sum(any(number in inside for number in post) for post in posts)
    return held > 1 and 2 * held > len(posts)


def _is_of_post(chunks: Sequence[_Chunk], number: int, post: Sequence[int]) -> bool:
    """Whether a line is the time of a post, its text, or a heading right above that."""
    chunk = chunks[number]
    texts = [one for one in post if is_paragraph(chunks[one].text) and chunks[one].mark not in ELSEWHERE]
    is_head = chunk.mark == "heading" and texts and 0 < texts[0] - number <= MOST_HEADS
    return bool(chunk.time or is_head) or (number in texts and not chunk.is_link)


def _inside(chunks: Sequence[_Chunk], article: str) -> set[int]:
    """Return the numbers of the lines that stand in article, compared by their words."""
    # by words alone: trafilatura changes spaces, quotation marks and dashes
    lines = {_key(line) for line in article.splitlines()} - {""}
    whole = "".join(map(_key, article.splitlines()))
    keys = [_key(chunk.text) for chunk in chunks]
    return {number for number, key in enumerate(keys) if key in lines or (len(key) >= LONG_KEY and key in whole)}


def _key(text: str) -> str:
    return "".join(words(text))


def _spans(chunks: Sequence[_Chunk], inside: Collection[int]) -> dict[html.HtmlElement, range]:
    """Return from where to where each element holds the article: from its title on, or from its own first line."""
    opening = min(inside)
    reaches = [(opening, 0, opening), *((number, number, number) for number in inside)]
    for title in (number for number, chunk in enumerate(chunks) if chunk.mark == "title"):
        reaches.append((title, title, min((number for number in inside if number > title), default=title)))
    spans: dict[html.HtmlElement, range] = {}
    for number, first, last in reaches:
        holder = chunks[number].holders[0]
        old = spans.get(holder, range(first, last + 1))
        spans[holder] = range(min(old.start, first), max(old.stop, last + 1))
    return spans


def _stays(number: int, chunk: _Chunk, spans: Mapping[html.HtmlElement, range]) -> bool:
    if chunk.mark in ("title", "outside"):
        return chunk.mark == "title"
    near = [spans[holder] for holder in chunk.holders if holder in spans]
    return any(number in span or is_paragraph(chunk.text) for span in near)


def _lead(chunks: Sequence[_Chunk], inside: Collection[int], summary: str) -> set[int]:
    """Return the numbers of the lead, which pages set in a box of its own: paragraphs between title and article.

    They are all, where they are few, and those that the page's description says too.
    """
    first = min((number for number in inside if is_paragraph(chunks[number].text)), default=0)
    title = max((number for number in range(first) if chunks[number].mark == "title"), default=first)
    between = [
        number
        for number in range(title, first)
        if is_paragraph(chunks[number].text) and not chunks[number].is_link and chunks[number].mark not in ELSEWHERE
    ]
    is_short = len(between) <= MOST_LEADS
    return {
        number
        for number in between
        if _key(chunks[number].text)[:LONG_KEY] in summary
        or (is_short and not is_of_picture(chunks[number].holders[0]))
    }
