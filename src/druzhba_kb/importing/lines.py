"""Lines: text or Markdown in, its lines without inline markup out, each with what the file itself calls it.

All that follows judges lines, one by one and beside each other, so this is where a file stops being a format. A line
keeps the number that it has in the file, for that is what the report shows and what an editor corrects; no word may be
lost here, only marks. What is running text and what is a title is told by shape alone, in any language that has
capitals and stops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from typing import Literal

import regex
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from druzhba_kb.folding import QUOTES, length, words
from druzhba_kb.importing.text_tables import table_rows

LINE_END = regex.compile(r"\r\n|\r|\n")
TERMINAL = ".!?…:;。！？۔؟।"
# without ! and ?, which headlines have too
STOPS = ".…:;。۔।"
CLOSING = QUOTES + ")]}*”’»"
BULLET = regex.compile(r"^(?:[-•*·▪‣–—]|\(?\d{1,2}[.)])\s")
ITEM = regex.compile(rf"{BULLET.pattern}|^\+\s|^\|")
# three small letters before it: "Mr. Holm" and "No. 5" are no two sentences
LETTER = regex.compile(r"[\p{L}\p{N}]")
INNER_STOP = regex.compile(r"\p{Ll}{3}[.!?]\s+\p{Lu}")
PARAGRAPH_WORDS = 8  # a closed sentence of fewer words may be a heading or a caption
LONG_WORDS = 25  # no headline and no item of a menu is as long
HEADING_WORDS = 14  # a title may be longer, a heading between paragraphs is not

BROKEN = regex.compile(r"(?P<head>\p{L}{2,})[-‐]\n(?P<tail>\p{L}{2,})")
LONGEST_HALF = 40  # in characters, of a word that the end of a line breaks
HYPHENED = regex.compile(r"\p{L}{2,}-\p{L}{2,}")
JOINED = ",.;:)]”’!?%"  # what follows a word without a blank
LONGEST_LINE = 50_000  # beyond that the search for pairs of marks takes seconds
TARGET = regex.compile(r"(?:https?:|mailto:|data:image/|www\.|[/#]|\.\.?/|\S+\.\w{2,5}(?:[?#]|$))\S*", regex.IGNORECASE)
INLINE = regex.compile(r"[*_\\]|\]\(|\]\[")
CENSORED = regex.compile(r"(?<=[\p{L}\p{N}])\*+(?=[\p{L}\p{N}])")  # d**n is no emphasis
QUOTED = regex.compile(r"(?:>+(?=[ \t>]|$)[ \t]*)+")
HEADING = regex.compile(r"(?P<level>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]+#+)?")
UNDERLINE = regex.compile(r"=+|-{2,}")
DEFINITION = regex.compile(r"\[(?P<label>[^\]^]+)\]:\s*<?(?P<target>[^\s>]+)>?.*")
NO_TEXT = regex.compile(r"#{1,6}|([-*_=])(?:[ \t]*\1){2,}|<!--.*-->|\{:.*\}")
WRAPPED = 140  # editors wrap at 72 to 120 columns; a longer line was never wrapped
FULL = 0.6  # a line shorter than this share of the longest had room for the next word: it ends a paragraph

Mark = Literal["", "title", "heading", "paragraph", "item", "row", "time", "quotation", "post", "caption", "outside"]
CERTAIN = ("row", "time")  # the article's, whatever a row of a table or the time of a post says


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line that is not blank: its number in the file, its text without white space at the ends.

    `adjoins` says that no blank line stands between it and the line before; `mark` is what the file itself calls it;
    `broken` that a word of it was broken at the end of a line, and nothing says whether its hyphen is its own; `is_link`
    that the file makes hardly more of it than links to other pages.
    """

    number: int
    text: str
    adjoins: bool
    mark: Mark = ""
    broken: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line of the raw text with the rule that speaks against it: dropped, or kept in doubt for an editor to look at."""

    line: int
    text: str
    rule: str
    reason: str


@dataclass(slots=True)
class SortedLines:
    """The lines of an article in their order: the title's, the body's, those dropped, what is in doubt, and its end."""

    title: RawLine | None = None
    end: RawLine | None = None
    body: list[RawLine] = field(default_factory=list)
    dropped: list[RuledLine] = field(default_factory=list)
    flags: list[RuledLine] = field(default_factory=list)


def split_lines(raw: str) -> list[RawLine]:
    """Return the lines of raw that are not blank."""
    texts, rows = _with_rows(raw)
    lines = (
        RawLine(at, text, at > 1 and bool(texts[at - 2]), rows.get(at - 1, "")) for at, text in enumerate(texts, 1)
    )
    return [line for line in lines if line.text]


def _with_rows(raw: str) -> tuple[list[str], dict[int, Mark]]:
    """Return the lines of raw with the cells of tables apart, and the marks of the rows by their index."""
    texts = LINE_END.split(raw)
    rows = table_rows(texts)
    marks: dict[int, Mark] = {index: "row" if row else "outside" for index, row in rows.items()}
    return [(rows.get(index) or text).strip() for index, text in enumerate(texts)], marks


def join_lines(above: RawLine, below: RawLine, known: Set[str]) -> RawLine:
    """Return two lines as one; a word that is broken between them is whole again where a known word bears it out."""
    broken = BROKEN.search(f"{above.text[-LONGEST_HALF:]}\n{below.text[:LONGEST_HALF]}")
    if not broken:
        # links and emphasis become lines of their own in some scrapers
        space = "" if below.text[0] in JOINED else " "
        return replace(above, text=f"{above.text}{space}{below.text}")
    one = broken["head"] + broken["tail"]
    is_whole, has_hyphen = one.casefold() in known, broken["tail"][0].isupper() or broken[0].replace("\n", "") in known
    text = above.text[:-1] if is_whole and not has_hyphen else above.text
    return replace(above, text=text + below.text, broken=above.broken or not (is_whole or has_hyphen))


def known_words(lines: Iterable[RawLine]) -> frozenset[str]:
    """Return the words of lines in small letters, those with a hyphen whole too."""
    texts = [line.text for line in lines]
    return frozenset(word.casefold() for text in texts for word in (*words(text), *HYPHENED.findall(text)))


def last_mark(text: str) -> str:
    """Return the last character of text that is no closing quotation mark or bracket."""
    return text.rstrip(CLOSING)[-1:]


def is_closed(text: str) -> bool:
    """Whether text ends as a sentence does."""
    return last_mark(text) in TERMINAL


def is_paragraph(text: str) -> bool:
    """Whether text can only be running text: a sentence of some length that is closed by a stop, or many words."""
    count = length(text)
    return count >= LONG_WORDS or (count >= PARAGRAPH_WORDS and last_mark(text) in STOPS)


def is_headline(text: str) -> bool:
    """Whether text has the shape of a title: it is not closed as a sentence, and it is no item of a list."""
    if not 0 < length(text) < LONG_WORDS or text.endswith(",") or BULLET.match(text):
        return False
    first = LETTER.search(text)
    return first is not None and not first[0].islower() and last_mark(text) not in STOPS


def is_heading(text: str) -> bool:
    """Whether text has the shape of a heading between paragraphs: a short title, a question only in title case."""
    if not is_headline(text) or len(words(text)) > HEADING_WORDS or INNER_STOP.search(text):
        return False
    return not is_closed(text) or (text.endswith("?") and _is_title_case(text))


def _is_title_case(text: str) -> bool:
    long_words = [word for word in words(text) if len(word) > 3]
    return len(long_words) > 1 and all(not word[0].islower() for word in long_words)


def read_text(text: str) -> tuple[RawLine, ...]:
    """Return the lines of plain text."""
    return tuple(reduce_line(line) for line in split_lines(text))


def read_markdown(text: str, first: int = 1) -> tuple[RawLine, ...]:
    """Return the lines of Markdown, numbered from first, with the marks of their blocks."""
    texts, rows = _with_rows(text)
    shaped = _underlined([(line, rows[at]) if at in rows else _shape(line) for at, line in enumerate(texts)])
    lines = [
        RawLine(number, bare, bool(above), mark)
        for number, ((above, _), (bare, mark)) in enumerate(pairwise([("", ""), *shaped]), first)
        if bare
    ]
    targets = _targets(shaped)
    reduced = (line if line.mark == "outside" else reduce_line(line, targets) for line in _unwrapped(lines))
    return tuple(line if line.mark else replace(line, mark="paragraph") for line in reduced)


class _Inline(MarkdownIt):
    """CommonMark's emphasis, links and images; what leads nowhere is no link, as in "[the town](sic)"."""

    def validateLink(self, url: str) -> bool:
        return not url or bool(TARGET.fullmatch(url))


PARSER = _Inline("zero").enable(["balance_pairs", "emphasis", "escape", "image", "link"])


def plain(text: str, targets: Mapping[str, str] | None = None) -> str:
    """Return text without inline markup, reduced until nothing changes; asterisks inside a word stay."""
    before = None
    # links stand within emphasis, and emphasis within links
    while text != before and len(text) <= LONGEST_LINE and INLINE.search(text):
        before, text = text, "".join(token.content for token in _tokens(text, targets or {}))
    return text


def _tokens(text: str, targets: Mapping[str, str]) -> Sequence[Token]:
    safe = CENSORED.sub(lambda match: r"\*" * len(match[0]), text)
    references = {label: {"href": target, "title": ""} for label, target in targets.items()}
    return PARSER.parseInline(safe, {"references": references})[0].children or []


def _is_image(text: str) -> bool:
    shown = [token for token in _tokens(text, {}) if token.content.strip()] if "![" in text else []
    return bool(shown) and all(token.type == "image" for token in shown)


def reduce_line(line: RawLine, targets: Mapping[str, str] | None = None) -> RawLine:
    """Return the line without markup; an image is its caption, one without words is outside.

    What would be markup in the clean text is read so in every format, for the clean text must read as the same article.
    """
    text, shape = _shape(plain(line.text, targets).strip())
    while shape in ("title", "heading", "quotation") and text.strip():
        line = replace(line, mark=line.mark or ("quotation" if shape == "quotation" else "heading"))
        text, shape = _shape(plain(text, targets).strip())
    if not text or shape == "outside":
        return replace(line, mark="outside")
    return replace(line, text=text, mark=line.mark or ("caption" if _is_image(line.text) else ""))


def _shape(line: str) -> tuple[str, Mark]:
    """Return the text and the mark of a line of Markdown."""
    if quoted := QUOTED.match(line):
        return line[quoted.end() :], "quotation"
    if heading := HEADING.fullmatch(line):
        return heading["text"], "title" if heading["level"] == "#" else "heading"
    definition = DEFINITION.fullmatch(line)
    is_outside = NO_TEXT.fullmatch(line) or (definition and TARGET.fullmatch(definition["target"]))
    return line, "outside" if is_outside else ""


def _underlined(shaped: Sequence[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """Return the lines with the marks that a rule below them gives; below a paragraph it gives none."""
    lines = list(shaped)
    for index, ((above, mark), (line, _)) in enumerate(pairwise(shaped)):
        # scrapers set a rule of dashes below a paragraph, and no headline is meant
        if above and not mark and UNDERLINE.fullmatch(line) and not is_paragraph(above):
            lines[index] = (above, "title" if line[0] == "=" else "heading")
            lines[index + 1] = (line, "outside")
    return lines


def _targets(shaped: Sequence[tuple[str, Mark]]) -> dict[str, str]:
    """Return the addresses that the definitions of links give, by their label as the library looks it up."""
    found = (DEFINITION.fullmatch(line) for line, mark in shaped if mark == "outside")
    return {normalizeReference(match["label"]): match["target"] for match in found if match}


def _unwrapped(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Join the lines of each paragraph that was wrapped; a line that leaves room for more ends one."""
    known = known_words(lines)
    for run in _runs(lines):
        full = FULL * max(len(line.text) for line in run) if _is_wrapped(run) else inf
        joined = run[0]
        for above, below in pairwise(run):
            if len(above.text) >= full and not BULLET.match(below.text):
                joined = join_lines(joined, below, known)
            else:
                yield joined
                joined = below
        yield joined


def join_lists(lines: Iterable[RawLine]) -> Iterator[RawLine]:
    """Yield the lines with each list, and each table, as one of several lines; no empty line stands within it."""
    whole: RawLine | None = None
    for line in lines:
        is_inside = whole and (whole.mark == "row" if line.mark == "row" else ITEM.match(whole.text))
        if whole and line.adjoins and is_inside:
            whole = replace(whole, text=f"{whole.text}\n{line.text}")
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def _is_wrapped(run: Sequence[RawLine]) -> bool:
    """Whether an end of line cuts a sentence, and the lines are no longer than an editor makes them."""
    is_cut = any(not is_closed(above.text) and below.text[0].islower() for above, below in pairwise(run))
    return is_cut and all(len(line.text) <= WRAPPED for line in run)


def _runs(lines: Sequence[RawLine]) -> Iterator[list[RawLine]]:
    """Yield the runs of lines without a mark that no empty line parts; a marked line is one of its own."""
    run: list[RawLine] = []
    for line in lines:
        if run and (not line.adjoins or line.mark or run[-1].mark):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
