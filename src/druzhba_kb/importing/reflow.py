"""Lines of a file in, paragraphs out: what was broken over several lines is joined, what was run together is parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from druzhba_kb.importing.bylines import is_byline
from druzhba_kb.importing.lines import Line, is_closed
from druzhba_kb.importing.oneline import split_head
from druzhba_kb.text import words

WRAPPED_WIDTH = 110
WRAPPED_SHARE = 0.3
FULL_LINE = 0.6
LONG_TEXT = 600
FEW_LINES = 3
LETTERED = regex.compile(r"\p{L}{2,}")
CONTINUES = regex.compile(r"[,.;:)\]”’!?%]|\p{Ll}")
CUES = (
    r"(?i:read (?:more|also|next)|also read|see also|related(?: stor(?:y|ies)| articles?| news)?)\s*[:|»>]"
    r"|(?:ADVERTISEMENT|Advertisement|Leave a (?:Reply|Comment)|Your e-?mail address will not|Share this\b|Tags?:"
    r"|Follow us on"
    r"|Subscribe to (?:our|the) |Sign up (?:for|to) |Copyright ©|©|All rights reserved|Disclaimer:|The post "
    r"|Click here|Source link\b|Related (?:Articles|Posts|Stories|News|Links|Topics)\b"
    r"|You (?:may|might) also like|We use cookies|This (?:web)?site uses cookies|Please (?:disable|turn off"
    r"|support)\b|Recommended for you|Most read\b|More from\b)"
)
PARTING = regex.compile(rf"(?<=[.!?…”\"’)\]])[\s\u00a0]+(?={CUES})|[\s\u00a0]*(?<=[\p{{Ll}}.!?”\"])(?=ADVERTISEMENT\b)")
LEADS_ON = regex.compile(
    r"(?i:read (?:more|also|next)|also read|see also|related)[^.?!:|»>]{0,25}[:|»>][^?!.]{5,160}[?!.](?=\s+\S)"
)
LABEL_ONLY = regex.compile(r"ADVERTISEMENT|Advertisement(?=\s)")


def reflow(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each paragraph in one line; parts of one line keep its number."""
    joined = _join(lines, _is_wrapped(lines))
    alone = len(joined) <= FEW_LINES
    return [part for line in joined for part in _parts(line, alone)]


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the file breaks its paragraphs at a width: many lines go on in the middle of a sentence."""
    pairs = [(one, two) for one, two in pairwise(lines) if two.adjoins]
    broken = sum(not is_closed(one.text) and two.text[:1].islower() for one, two in pairs)
    width = max((len(line.text) for line in lines), default=0)
    return len(pairs) > 2 and width <= WRAPPED_WIDTH and broken >= WRAPPED_SHARE * len(pairs)


def _join(lines: Sequence[Line], wrapped: bool) -> list[Line]:
    width = max((len(line.text) for line in lines), default=0)
    joined: list[Line] = []
    last = ""
    for line in lines:
        if (
            joined
            and line.adjoins
            and not (line.mark or joined[-1].mark)
            and _continues(joined[-1], last, line, width * wrapped)
        ):
            space = "" if line.text[0] in ",.;:)]”’!?%" else " "
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}{space}{line.text}")
        else:
            joined.append(line)
        last = line.text
    return joined


def _continues(before: Line, last: str, line: Line, width: int) -> bool:
    if width:
        return len(last) >= FULL_LINE * width and len(words(last)) > 2
    running = len(LETTERED.findall(before.text)) >= 4 and "|" not in line.text and not is_closed(before.text)
    return running and bool(CONTINUES.match(line.text)) and not is_byline(line.text)


def _parts(line: Line, alone: bool) -> Iterator[Line]:
    """Yield the parts of a long line: what stands before the text where it is all in one line, and what is no text."""
    if line.mark or len(line.text) < LONG_TEXT // 3:
        yield line
        return
    head, rest = split_head(line.text) if alone and len(line.text) >= LONG_TEXT else ([], line.text)
    for number, text in enumerate([*head, *_furniture(rest)]):
        if bare := text.strip():
            yield replace(line, text=bare, adjoins=line.adjoins or number > 0)


def _furniture(text: str) -> Iterator[str]:
    """Yield the parts of a text between which a cue of the page stands after the end of a sentence."""
    start = 0
    for cut in PARTING.finditer(text):
        yield from _led_on(text[start : cut.start()])
        start = cut.end()
    yield from _led_on(text[start:])


def _led_on(text: str) -> Iterator[str]:
    """Yield a link to another article, or a label, and the text after it apart."""
    match = LEADS_ON.match(text) or LABEL_ONLY.match(text)
    yield from (text[: match.end()], text[match.end() :]) if match else (text,)
