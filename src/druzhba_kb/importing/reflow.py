"""Reflow: lines of a file in, paragraphs out: what was broken is joined, what was run together is parted.

Scrapers break texts in both ways: some wrap them at a width, some give a page as one line with the menu and the byline
in front and the furniture of the page in between. Both are mended before any rule looks at a line. A part keeps the
number of its line, and no letter is added or left out; a line that its file marks is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

import regex

from druzhba_kb.folding import words
from druzhba_kb.importing.bylines import ANY_CLOCK, CALENDAR, LABEL, MONTH_NAMES, dates_in, is_byline, part_run_together
from druzhba_kb.importing.lines import RawLine, is_closed, is_headline, join_lines, known_words
from druzhba_kb.importing.notices import MENU, MENU_WORD

WRAPPED_WIDTH = 110  # a wrapped file has no longer line
WRAPPED_SHARE = 0.3  # of the pairs of lines that go on in the middle of a sentence; in lists and menus hardly any do
FULL_LINE = 0.6  # a shorter line ends a paragraph
LONG_TEXT = 600  # shorter lines are paragraphs, whatever stands in them
LONGEST_JOINED = 20_000  # no paragraph is as long
LONGEST_LABEL = 60  # in characters: a label and its date
FEWEST_GLUED = 4
FEW_LINES = 3  # a page that was scraped into one line may have its title and its address apart
LETTERED = regex.compile(r"\p{L}{2,}")
BROKEN_END = regex.compile(r"\p{L}{2}[-‐]$")  # a word is broken at the end of the line
CONTINUES = regex.compile(r"[,.;:)\]”’!?%]|\p{Ll}")

# oneline-aggregator, one-line: what parts the article from the page in a text that has no lines.
CUES = (
    r"(?i:read (?:more|also|next)|also read|see also|related(?: stor(?:y|ies)| articles?| news)?)\s*[:|»>]"
    r"|(?:ADVERTISEMENT|Advertisement|Leave a (?:Reply|Comment)|Your e-?mail address will not|Share this\b|Tags?:"
    r"|Follow us on|Subscribe to (?:our|the) |Sign up (?:for|to) |Copyright ©|©|All rights reserved|Disclaimer:|The post "
    r"|Click here|Source link\b|Related (?:Articles|Posts|Stories|News|Links|Topics)\b"
    r"|You (?:may|might) also like|We use cookies|This (?:web)?site uses cookies|Please (?:disable|turn off|support)\b"
    r"|Recommended for you|Most read\b|More from\b)"
)
PARTING = regex.compile(rf"(?<=[.!?…”\"’)\]])\s++(?={CUES})|(?<=[\p{{Ll}}.!?”\"])(?=ADVERTISEMENT\b)")
LEADS_ON = regex.compile(
    r"(?i:read (?:more|also|next)|also read|see also|related)[^.?!:|»>]{0,25}[:|»>][^?!.]{5,160}[?!.](?=\s+\S)"
)
LABEL_ONLY = regex.compile(r"ADVERTISEMENT|Advertisement(?=\s)")

HEAD = 600  # menu, title and byline end before that
MOST_TITLE_WORDS = 25
JOINT = "\u2028"  # a line separator, which raw text hardly has: it marks where a date is run together with a word
WORD = r"\p{Lu}[\p{L}.’'-]*"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATED = (
    rf"(?:{CALENDAR}\p{{Ll}}*\.?,?\s+)?"
    rf"(?:{MONTH_NAMES}\.?\s+{DAY},?\s+\d{{4}}|{DAY}\s+{MONTH_NAMES}\.?,?\s+\d{{4}})"
)
NAMED = rf"[Bb]y\s+{WORD}(?:\s+(?!(?:The|A|An|In|On|At|{CALENDAR}\p{{Ll}}*)\b|\p{{Lu}}{{3}}){WORD}){{1,2}}"
LABELLED = r"(?:Posted|Published|Updated|Last updated)(?:\s+on)?\s*:?"
CLOCK = r"[\s,|@·•–-]*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[apAP]\.?[mM]\.?)?(?:\s+(?:IST|PKT|GMT|EST|UTC|PST|BST)\b)?"
NETWORK = r"(?:Facebook|Twitter|WhatsApp|LinkedIn|Telegram|E-?mail|Print)"
SHARING = rf"(?:(?:Share (?:this )?(?:on |via )?)?{NETWORK}\s+){{2,}}"
SITE = rf"[-–|]\s+(?:{WORD}\s+){{1,3}}?(?=Home\b|{SHARING})"
BARS = regex.compile(rf"(?:[^\s|]+(?: [^\s|]+)?\s*\|\s*){{3,}}(?:{MENU_WORD})?\s*", regex.IGNORECASE)
# one-line-2, one-line-3: where a title ends is where the name of the site, the author, a date or the dateline begins.
AFTER_TITLE = regex.compile(
    rf"\s+(?={WORD}\s+{WORD}\s+{LABELLED}\s*{DATED}"
    rf"|{LABELLED}\s*(?:{DATED}|{NAMED})|{NAMED}|{DATED}|{SITE}|{SHARING})|(?<=\p{{Ll}})(?=By \p{{Lu}})"
    r"|\s+(?=\p{Lu}{4,}(?:[ ,/]+\p{Lu}{3,})*(?:\s*[:;–—-]|\s*\(|,\s+\p{Lu}\p{Ll}))"
)
PIECES = tuple(
    regex.compile(rf"\s*(?:{piece})", flags)
    for piece, flags in (
        (SITE, 0),
        (MENU.pattern, regex.IGNORECASE),
        (SHARING, 0),
        (rf"(?:{LABELLED}\s*)?{NAMED}(?:\s*\(\w+\))?(?:[\s,|·•–—-]*(?:{LABELLED}\s*)?{DATED}(?:{CLOCK})?)?", 0),
        (rf"(?:(?:{WORD}\s+{WORD}\s+)?{LABELLED}\s*)?{DATED}(?:{CLOCK})?", 0),
    )
)


def reflow(lines: Sequence[RawLine]) -> list[RawLine]:
    """Return the lines with each paragraph in one line; parts of one line keep its number."""
    joined = [part for line in _join(lines) for part in _labelled(line)]
    alone = len(joined) <= FEW_LINES
    return [part for line in joined for part in _parts(line, alone)]


def _join(lines: Sequence[RawLine]) -> list[RawLine]:
    width = max((len(line.text) for line in lines), default=0)
    full = FULL_LINE * width if width <= WRAPPED_WIDTH and _is_wrapped(lines) else 0
    joined: list[RawLine] = []
    known, last = known_words(lines), ""
    for line in lines:
        is_near = joined and line.adjoins and not (line.mark or joined[-1].mark)
        if is_near and _continues(joined[-1], last, line, full):
            joined[-1] = join_lines(joined[-1], line, known)
        else:
            joined.append(line)
        last = line.text
    return joined


def _is_wrapped(lines: Sequence[RawLine]) -> bool:
    """Whether the file breaks its paragraphs at a width: many lines go on in the middle of a sentence."""
    pairs = [(one, two) for one, two in pairwise(lines) if two.adjoins]
    broken = sum(not is_closed(one.text) and two.text[:1].islower() for one, two in pairs)
    return len(pairs) > 2 and broken >= WRAPPED_SHARE * len(pairs)


def _continues(before: RawLine, last: str, line: RawLine, full: float) -> bool:
    """Whether a line goes on with the paragraph before it, of which last is the last line."""
    if BROKEN_END.search(before.text[-3:]) and line.text[0].isalpha():
        return True
    if full:
        return len(last) >= full and len(words(last)) > 2
    # labels and menus are shorter, and bars stand in menus
    is_running = (
        len([*islice(LETTERED.finditer(before.text), 4)]) == 4
        and len(before.text) < LONGEST_JOINED
        and "|" not in line.text
        and not is_closed(before.text)
    )
    return is_running and bool(CONTINUES.match(line.text)) and not is_byline(line.text)


def _parts(line: RawLine, alone: bool) -> Iterator[RawLine]:
    """Yield the parts of a long line: what stands before the text where it is all in one line, and what is no text."""
    if line.mark or len(line.text) < LONG_TEXT // 3:
        yield line
        return
    head, rest = _split_head(line.text) if alone and len(line.text) >= LONG_TEXT else ([], line.text)
    for number, text in enumerate([*head, *_furniture(rest)]):
        if bare := text.strip():
            yield replace(line, text=bare, adjoins=line.adjoins or number > 0)


def _labelled(line: RawLine) -> Iterator[RawLine]:
    """Yield the label and date that a scraper set before a title or paragraph, and the rest of the line apart."""
    start = line.text[:LONGEST_LABEL]
    label = None if line.mark else LABEL.match(start)
    date = next(iter(dates_in(start)), None) if label else None
    if label and date and not start[label.end() : date.start].strip(" :"):
        rest = line.text[date.end :].lstrip(" -–—:|,")
        if is_headline(rest[:1]) and len(words(rest)) >= FEWEST_GLUED and not ANY_CLOCK.match(rest):
            yield replace(line, text=line.text[: date.end])
            line = replace(line, text=rest, adjoins=True)
    yield line


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


def _split_head(text: str) -> tuple[list[str], str]:
    """Return the menu, the title and the byline that a text begins with, and the rest of it."""
    if JOINT in text:
        return [], text
    head, rest = _cut_head(part_run_together(text[:HEAD], JOINT) + text[HEAD:])
    return [part.replace(JOINT, "") for part in head], rest.replace(JOINT, "")


def _cut_head(text: str) -> tuple[list[str], str]:
    menu = BARS.match(text) or MENU.match(text)
    start = menu.end() if menu else 0
    before = [text[:start]] if menu else []
    cut = AFTER_TITLE.search(text, start, start + 2 * HEAD)
    title = text[start : cut.start()] if cut else ""
    if not cut or len(words(title)) > MOST_TITLE_WORDS or not is_headline(title):
        return before, text[start:]
    found, end = [*before, title], cut.end()
    while match := next((one for piece in PIECES if (one := piece.match(text, end)) and one.end() > end), None):
        found.append(match[0])
        end = match.end()
    return found, text[end:]
