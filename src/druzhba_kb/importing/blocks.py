"""The kept lines of an article in, its numbered blocks and their Markdown out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.importing.lines import BULLET, LONG_WORDS, Line, is_closed, is_heading
from druzhba_kb.importing.sorting import Dropped, Flag, Sorted
from druzhba_kb.model import BLOCK_KINDS, Block
from druzhba_kb.text import words

DECK_WORDS = 12
HEADING_RUN = 3
MARKS = {"t": "# ", "h": "## ", "e": "> ", "q": "> "}


@dataclass(frozen=True, slots=True)
class Unit:
    """The raw lines that become one block."""

    kind: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Return the text of the block, without Markdown's marks."""
        texts = [line.text.removeprefix("> ") if self.kind == "q" else line.text for line in self.lines]
        return "\n".join(texts)


def make_units(sorted_lines: Sorted, posts: Sequence[tuple[Line, ...]]) -> list[Unit]:
    """Group the kept lines into blocks and give each its kind."""
    groups = list(_groups(sorted_lines.kept, posts))
    posted = {id(post[0]) for post in posts}
    shaped = [len(group) == 1 and id(group[0]) not in posted and _is_heading(group[0]) for group in groups]
    heads = _headings(shaped)
    deck = _deck(groups, sorted_lines)
    kinds = [_kind(index, groups, posted, heads, deck) for index in range(len(groups))]
    return [Unit(kind, group) for kind, group in zip(kinds, groups, strict=True)]


def _is_heading(line: Line) -> bool:
    return line.mark == "heading" or (not line.mark and is_heading(line.text))


def _groups(kept: Sequence[Line], posts: Sequence[tuple[Line, ...]]) -> Iterator[tuple[Line, ...]]:
    starts = {id(post[0]): post for post in posts}
    inside = {id(line) for post in posts for line in post[1:]}
    quoted: tuple[Line, ...] = ()
    for line in kept:
        if quoted and not (line.mark == "quotation" and line.adjoins):
            yield quoted
            quoted = ()
        if line.mark == "quotation" and id(line) not in starts and id(line) not in inside:
            quoted = (*quoted, line)
        elif id(line) not in inside:
            yield starts.get(id(line), (line,))
    if quoted:
        yield quoted


def _deck(groups: Sequence[tuple[Line, ...]], sorted_lines: Sorted) -> int | None:
    """Return the index of the deck: alone between title and byline, or a long opening line that no stop closes."""
    if not groups or not sorted_lines.title or len(groups[0]) > 1 or groups[0][0].mark not in ("", "paragraph"):
        return None
    first = groups[0][0]
    after = groups[1][0].number if len(groups) > 1 else first.number
    byline = any(first.number < dropped.line < after and _is_byline(dropped) for dropped in sorted_lines.dropped)
    unclosed = not is_closed(first.text) and len(words(first.text)) >= DECK_WORDS
    return 0 if first.number > sorted_lines.title.number and (byline or unclosed) else None


def _is_byline(dropped: Dropped) -> bool:
    return dropped.rule in ("byline", "date-line", "publication-label")


def _kind(
    index: int, groups: Sequence[tuple[Line, ...]], posted: set[int], heads: Sequence[bool], deck: int | None
) -> str:
    line = groups[index][0]
    if id(line) in posted:
        return "e"
    if index == deck:
        return "d"
    if line.mark == "quotation" or line.text.startswith("> "):
        return "q"
    return "h" if heads[index] else "p"


def _headings(shaped: Sequence[bool]) -> list[bool]:
    """Tell which short lines head a paragraph: a longer run of them is a list, and the last line heads nothing."""
    runs = [list(run) for _, run in groupby(shaped)]
    heads: list[bool] = []
    for number, run in enumerate(runs, 1):
        heads += [run[0] and number < len(runs) and len(run) < HEADING_RUN] * len(run)
    return heads


def odd_units(units: Sequence[Unit]) -> list[Flag]:
    """Return a flag for each paragraph that no full stop closes: it may be cut off, or be no paragraph."""
    odd = [unit.lines[0] for unit in units if unit.kind == "p" and not is_closed(unit.lines[-1].text)]
    return [
        Flag(line.number, line.text, "no-full-stop", "a paragraph that no full stop closes")
        for line in odd
        if len(words(line.text)) >= LONG_WORDS or not BULLET.match(line.text)
    ]


def number_blocks(title: str | None, units: Sequence[Unit]) -> tuple[Block, ...]:
    """Return the blocks in their order; the title is block 0."""
    blocks = [Block(number, unit.kind, unit.text) for number, unit in enumerate(units, 1)]
    return (Block(0, "t", title or ""), *blocks)


def block_markdown(block: Block) -> str:
    """Return a block as it stands in the clean text."""
    mark = MARKS.get(block.kind, "")
    return "\n".join((mark + line).rstrip() for line in block.text.split("\n"))


def clean_text(blocks: Sequence[Block]) -> str:
    """Return the clean text: the title and the blocks, with a blank line between each."""
    return "\n\n".join(block_markdown(block) for block in blocks) + "\n"


def skeleton(blocks: Sequence[Block]) -> str:
    """Return the numbered places where a digest goes."""
    return "".join(
        f"<!-- b{block.number} {BLOCK_KINDS[block.kind]}, {_count(block.text)} -->\n\n" for block in blocks[1:]
    )[:-1]


def _count(text: str) -> str:
    count = len(words(text))
    return f"{count} word" if count == 1 else f"{count} words"
