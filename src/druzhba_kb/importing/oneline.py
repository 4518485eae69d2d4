"""A text all in one line in, its menu, its title and its byline apart from the rest out."""

from __future__ import annotations

import regex

from druzhba_kb.importing.dates import CALENDAR, MONTH_NAMES, part_run_together
from druzhba_kb.importing.lines import is_headline
from druzhba_kb.importing.notices import MENU, MENU_WORD
from druzhba_kb.text import words

HEAD = 600
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


def split_head(text: str) -> tuple[list[str], str]:
    """Return the menu, the title and the byline that a text begins with, and the rest of it."""
    if JOINT in text:
        return [], text
    head, rest = _split(part_run_together(text[:HEAD], JOINT) + text[HEAD:])
    return [part.replace(JOINT, "") for part in head], rest.replace(JOINT, "")


def _split(text: str) -> tuple[list[str], str]:
    menu = BARS.match(text) or MENU.match(text)
    start = menu.end() if menu else 0
    before = [text[:start]] if menu else []
    cut = AFTER_TITLE.search(text, start)
    title = text[start : cut.start()] if cut else ""
    if not cut or len(words(title)) > MOST_TITLE_WORDS or not is_headline(title):
        return before, text[start:]
    pieces, end = _pieces(text, cut.end())
    return [*before, title, *pieces], text[end:]


def _pieces(text: str, start: int) -> tuple[list[str], int]:
    """Return the pieces of the page that follow each other from start on, and where they end."""
    found: list[str] = []
    while match := next((one for piece in PIECES if (one := piece.match(text, start)) and one.end() > start), None):
        found.append(match[0])
        start = match.end()
    return found, start
