"""Mail text: the lines of a mail in, the same out, its signature and the mails that it answers marked as outside.

Nothing is marked of a mail that says hardly anything of its own: then what it quotes is what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

import regex

from druzhba_kb.folding import fold, length
from druzhba_kb.importing.lines import LONG_WORDS, RawLine
from druzhba_kb.importing.page_words import any_of

WROTE = regex.compile(rf"@|\b(?:{any_of('wrote')})", regex.IGNORECASE)
# the head of a mail, as Outlook sets it above one that it does not quote line by line
HEAD = regex.compile(
    rf"\W*(?:{any_of('from')})\s*[:：].{{2,200}}?\s\W*(?:{any_of('sent')})\s*[:：].{{4,100}}?\s\W*(?:{any_of('to')})\s*[:：]",
    regex.IGNORECASE,
)
HEAD_LINES = 4
LONGEST_HEAD = 1_000  # in characters: a copy may go to many
LONGEST_INTRODUCTION = 250  # in characters: day, name and address, on three lines at most
LONGEST_SIGNATURE = 12  # lines
RULE = regex.compile(r"--|_{10,}")
MARKS = "\u200e\u200f\u202a\u202b\u202c \t"  # which turn the direction of Arabic


def mark_quoted(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """Return the lines of a mail, those outside its own text with that mark."""
    outside = {*_answered(lines), *range(_unquoted(lines), len(lines))}
    outside |= set(_signature(lines, [index for index in range(len(lines)) if index not in outside]))
    if sum(length(line.text) for index, line in enumerate(lines) if index not in outside) < LONG_WORDS:
        return tuple(lines)
    return tuple(replace(line, mark="outside") if at in outside else line for at, line in enumerate(lines))


def _signature(lines: Sequence[RawLine], own: Sequence[int]) -> Sequence[int]:
    """Return the last few of a mail's own lines, below "--" or the rule of a list, that say less than those above."""
    total = list(accumulate((length(lines[index].text) for index in own), initial=0))
    for at in range(max(0, len(own) - LONGEST_SIGNATURE), len(own)):
        if RULE.fullmatch(lines[own[at]].text) and total[-1] - total[at] < total[at]:
            return own[at:]
    return ()


def _answered(lines: Sequence[RawLine]) -> Iterator[int]:
    """Yield the lines of other mails that are quoted below the words that somebody wrote them, and between the answers."""
    is_introduced = False
    for is_quoted, run in groupby(
        range(len(lines)), key=lambda index: lines[index].mark == "quotation" or lines[index].text == ">"
    ):
        indices = list(run)
        start = _introduction(lines, indices[0]) if is_quoted else None
        if start is not None:
            yield from range(start, indices[-1] + 1)
            is_introduced = True
        elif is_quoted and is_introduced:
            yield from indices


def _unquoted(lines: Sequence[RawLine]) -> int:
    """Return where a mail below another begins, with its head and the rule or the label of dashes above that; else the end."""
    for index in range(len(lines)):
        head = " ".join(line.text for line in lines[index : index + HEAD_LINES])
        if HEAD.match(fold(head[:LONGEST_HEAD])):
            return index - (index > 0 and lines[index - 1].text.startswith(("--", "__")))
    return len(lines)


def _introduction(lines: Sequence[RawLine], end: int) -> int | None:
    """Return where the words before a quoted mail begin that say who wrote it and when; none where there are none."""
    text = ""
    for index in range(end - 1, max(-1, end - 4), -1):
        if text and not lines[index + 1].adjoins:
            return None
        text = f"{lines[index].text} {text}".strip(MARKS)
        if len(text) > LONGEST_INTRODUCTION or text[-1:] not in ":：":
            return None
        if any(map(str.isdigit, text)) and WROTE.search(fold(text)):
            return index
    return None
