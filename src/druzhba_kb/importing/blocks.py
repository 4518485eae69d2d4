"""Blocks: the lines of an article in, its embedded posts, its numbered blocks and their Markdown out.

Quotations and digests point at blocks by number, so the same lines must always give the same blocks, and a text that
was written out here must be read as the same blocks again. Posts are found before a line is judged, for their lines are
short, carry dates and marks, and belong to the article all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from druzhba_kb.folding import words
from druzhba_kb.importing.bylines import dates_in
from druzhba_kb.importing.lines import (
    BULLET,
    CERTAIN,
    LONG_WORDS,
    RawLine,
    RuledLine,
    SortedLines,
    is_closed,
    is_heading,
)
from druzhba_kb.model import BLOCK_KINDS, Block

DECK_WORDS = 12  # fewer words without a stop are a heading
HEADING_RUN = 3  # that many short lines in a row are a list
MARKS = {"t": "# ", "h": "## ", "e": "> ", "q": "> "}
BYLINES = ("byline", "date-line", "publication-label")

# `NO_TITLE` of tests/importing/pages.py: "— DG Harbour (@OfficialHarbour) June 5, 2019" closes a post.
HANDLE = regex.compile(r"^[—–-]{1,2}\s*[^()]{1,80}\(@\w{1,40}\)[\s,·]*(?P<when>.{0,40})$")
# as the embeds of photo networks close
SHARED = regex.compile(
    r"^A (?:post|video|photo|reel|status) shared by .{1,80}\(?@\w{1,40}\)?.{0,60}$", regex.IGNORECASE
)
# a post and its author in one line, as scrapers run them together
INLINE = regex.compile(r".[—–-]{1,2}\s*[^()—–]{1,80}\(@\w{1,40}\)\s*(?P<when>.{0,40})$")
LONGEST_POST = 400  # in characters; networks with handles allow fewer, so a longer line is the article's
# without one, a line before a handle may be a paragraph of the article
POST_MARKS = regex.compile(r"(?<!\w)[#@]\w|pic\.twitter\.com/|https?://t\.co/")


@dataclass(frozen=True, slots=True)
class BlockLines:
    """The raw lines that become one block."""

    kind: str
    lines: tuple[RawLine, ...]

    @property
    def text(self) -> str:
        """Return the text of the block, without Markdown's marks."""
        return "\n".join(line.text.removeprefix("> ") if self.kind == "q" else line.text for line in self.lines)


def find_posts(lines: Sequence[RawLine]) -> list[tuple[RawLine, ...]]:
    """Return the embedded posts: each ends with the line that names its author's handle."""
    posts: list[tuple[RawLine, ...]] = []
    taken = 0
    # where most lines adjoin, paragraphs do, and it says nothing of what a post is
    spaced = sum(line.adjoins for line in lines[1:]) <= len(lines) // 2
    for index, line in enumerate(lines):
        start, end = index, index + 1
        if index < taken:
            continue
        if line.mark == "post":
            while end < len(lines) and lines[end].mark == "post" and lines[end].adjoins:
                end += 1
        elif not _is_inline(line.text):
            if not _is_attribution(line.text):
                continue
            start = _post_start(lines, index, taken, spaced)
        posts.append(tuple(lines[start:end]))
        taken = end
    return posts


def _is_attribution(text: str) -> bool:
    match = HANDLE.match(text)
    return bool(match and (not match["when"] or _is_day(match["when"]))) or bool(SHARED.match(text))


def _is_day(text: str) -> bool:
    return bool(dates_in(text)) or bool(regex.fullmatch(r"[\p{L}]{3,9}\.? \d{1,2}|\d+ \w+ ago", text.strip()))


def _is_inline(text: str) -> bool:
    match = INLINE.search(text) if "(@" in text else None
    return bool(match and POST_MARKS.search(text[: match.start()]) and _is_day(match["when"]))


def _post_start(lines: Sequence[RawLine], end: int, floor: int, spaced: bool) -> int:
    """Return where the post begins: the line before its author, and those before that belong to it by their shape."""
    # in Markdown a post is one quotation, and what stands above that is none of it
    is_parted = lines[end].mark == "quotation" != lines[end - 1].mark
    if end == floor or is_parted or not _can_be_posted(lines[end - 1]):
        return end
    start = end - 1
    while start > floor and lines[start].adjoins and lines[start].mark == lines[start - 1].mark == "quotation":
        start -= 1
    while start > floor and _can_be_posted(lines[start - 1]) and lines[start].adjoins:
        above = lines[start - 1].text
        length = sum(len(line.text) for line in lines[start:end])
        if not POST_MARKS.search(above) and (not spaced or length + len(above) > LONGEST_POST):
            break
        start -= 1
    return start


def _can_be_posted(line: RawLine) -> bool:
    return line.mark in ("", "paragraph", "quotation") and len(line.text) <= LONGEST_POST


def day_of_post(post: Sequence[RawLine]) -> str | None:
    """Return the day on which a post was written, from the line that names its author."""
    found = dates_in(post[-1].text)
    return found[-1].iso if found else None


def group_lines(parts: SortedLines, posts: Sequence[tuple[RawLine, ...]]) -> list[BlockLines]:
    """Group the lines of the body into blocks and give each its kind."""
    groups = _groups(parts.body, posts)
    heads = _headings([not is_post and len(lines) == 1 and _is_heading(lines[0]) for is_post, lines in groups])
    has_deck = _has_deck([lines for _, lines in groups], parts)
    blocks = []
    for number, (is_post, lines) in enumerate(groups):
        is_quotation = lines[0].mark == "quotation" or lines[0].text.startswith("> ")
        kind = "q" if is_quotation else "h" if heads[number] else "p"
        blocks.append(BlockLines("e" if is_post else "d" if has_deck and number == 0 else kind, lines))
    return blocks


def _is_heading(line: RawLine) -> bool:
    return line.mark == "heading" or (not line.mark and is_heading(line.text))


def _groups(body: Sequence[RawLine], posts: Sequence[tuple[RawLine, ...]]) -> list[tuple[bool, tuple[RawLine, ...]]]:
    """Return posts, quotations of several lines and single lines in their order; of each whether it is a post."""
    starts = {id(post[0]): post for post in posts}
    inside = {id(line) for post in posts for line in post}
    groups: list[tuple[bool, tuple[RawLine, ...]]] = []
    for line in body:
        is_post, last = groups[-1] if groups else (False, (line,))
        if id(line) in inside:
            groups += [(True, starts[id(line)])] if id(line) in starts else []
        elif groups and not is_post and line.adjoins and line.mark == last[-1].mark == "quotation":
            groups[-1] = (False, (*last, line))
        else:
            groups.append((False, (line,)))
    return groups


def _has_deck(groups: Sequence[tuple[RawLine, ...]], parts: SortedLines) -> bool:
    """Whether the first line is a deck: alone between title and byline, or a long one that no stop closes."""
    if not groups or not parts.title or len(groups[0]) > 1 or groups[0][0].mark not in ("", "paragraph"):
        return False
    first = groups[0][0]
    after = groups[1][0].number if len(groups) > 1 else first.number
    byline = any(first.number < one.line < after and one.rule in BYLINES for one in parts.dropped)
    is_unclosed = not is_closed(first.text) and len(words(first.text)) >= DECK_WORDS
    return first.number > parts.title.number and (byline or is_unclosed)


def _headings(shaped: Sequence[bool]) -> list[bool]:
    """Return which short lines head a paragraph: a longer run of them is a list, and the last line heads nothing."""
    runs = [list(run) for _, run in groupby(shaped)]
    heads: list[bool] = []
    for number, run in enumerate(runs, 1):
        heads += [run[0] and number < len(runs) and len(run) < HEADING_RUN] * len(run)
    return heads


def odd_blocks(blocks: Sequence[BlockLines]) -> list[RuledLine]:
    """Return a flag for each paragraph that no full stop closes: it may be cut off, or be no paragraph."""
    odd = [
        block.lines[0]
        for block in blocks
        if block.kind == "p" and block.lines[0].mark not in ("item", *CERTAIN) and not is_closed(block.lines[-1].text)
    ]
    return [
        RuledLine(line.number, line.text, "no-full-stop", "a paragraph that no full stop closes")
        for line in odd
        if len(words(line.text)) >= LONG_WORDS or not BULLET.match(line.text)
    ]


def number_blocks(title: str | None, found: Sequence[BlockLines]) -> tuple[Block, ...]:
    """Return the blocks in their order; the title is block 0."""
    blocks = [Block(number, one.kind, one.text) for number, one in enumerate(found, 1)]
    return (Block(0, "t", title or ""), *blocks)


def clean_text(blocks: Sequence[Block]) -> str:
    """Return the clean text: the title and the blocks, with a blank line between each."""
    return "\n\n".join(map(_markdown, blocks)) + "\n"


def _markdown(block: Block) -> str:
    mark = MARKS.get(block.kind, "")
    return "\n".join((mark + line).rstrip() for line in block.text.split("\n"))


def skeleton(blocks: Sequence[Block]) -> str:
    """Return the numbered places where a digest goes."""
    return "".join(f"<!-- b{one.number} {BLOCK_KINDS[one.kind]}, {_count(one.text)} -->\n\n" for one in blocks[1:])[:-1]


def _count(text: str) -> str:
    count = len(words(text))
    return f"{count} word" if count == 1 else f"{count} words"
