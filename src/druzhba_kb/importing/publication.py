"""Publication: the sorted lines of an article in, its publication data out, each with the rule that gave it.

Only what a line of the page names goes into the front matter; a line that stays in the article is asked last. The date
has a basis, for a knowledge base that reckons "this month" from it must know whether the page says it: `stated` by a
line of its own, `dateline`, else `inferred` with a note. What nothing gives stays null, for an editor to fill in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

import regex

from druzhba_kb.folding import words
from druzhba_kb.importing import bylines
from druzhba_kb.importing.blocks import BlockLines, day_of_post
from druzhba_kb.importing.lines import RawLine, RuledLine, SortedLines, is_paragraph
from druzhba_kb.importing.neighbours import NOTED
from druzhba_kb.importing.notices import EDGE_MARKS
from druzhba_kb.importing.rules import COPYRIGHT, DISCLAIMED, GENRE, WELCOME
from druzhba_kb.importing.scraped_page import unglue
from druzhba_kb.importing.text_language import language_of
from druzhba_kb.reading import Reading
from druzhba_kb.reading.language import language

# "PORT ALBA, May 4 (Nordwire) -" and "PORT ALBA /Nordwire/"
AGENCY = regex.compile(
    r"^\p{Lu}[\p{L}\p{M} .,’'/\d-]{2,60}?\s*(?:\((?P<publisher>\p{Lu}[\p{L} ]{2,40})\)\s*[-–—]"
    r"|/(?P<slashed>\p{Lu}[\p{L} ]{1,30})/[.:]?)"
)
DATED = ("byline", "date-line", "publication-label")
SLUG_WORDS = 3  # two words of a title stand in the addresses of its neighbours too
URL = regex.compile(r"https?://[^\s<>\"”)]+")
GENRE_IN_TITLE = regex.compile(r"\s[–—|-]\s(?P<genre>analysis|op-?ed|opinion|commentary)$", regex.IGNORECASE)
FIRST_ON = regex.compile(
    r"(?:appeared first|first appeared|(?:originally|first) (?:published|appeared|posted)) (?:on|in|by|at) (?:(?-i:the) )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.,;:()]{1,60})",
    regex.IGNORECASE,
)
AUTHORED = regex.compile(r"\b(?:author|writer|contributor|columnist|article|piece|column|essay)", regex.IGNORECASE)
GENRES = {"analysis": "analysis", "report": "report"}

ELSEWHERE = ("related-label", "related-headline", "teaser", "reader-comment")
ELSEWHERE_NOTE = "It stands somewhere in the page, which does not say that it is the day of publication."
BESIDE_NOTE = "It stands beside the title, with no word that says what day it is."
MOST_ABOVE, MOST_BELOW = 4, 12  # lines from the title to such a date, the empty ones between paragraphs too
DATELINE_PLACE = regex.compile(r"^\p{Lu}[\p{L}\p{M} .’'/-]{1,40}?\s*[;,:(–—-]\s*$")
DATELINE_END = regex.compile(r"^\)?\s*(?:\([^)]{1,40}\)|/[^/]{1,30}/)?\s*[:–—)-]")
OPENING, BEFORE = 300, 60  # characters in which a dateline stands, and "this month" before a day
THIS_MONTH = regex.compile(r"\bthis month,?\s+(?:on\s+)?(?:the\s+)?$", regex.IGNORECASE)
DATE_IN_ADDRESS = regex.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?(?=/|$)")
YEARS = regex.compile(r"(?<!\p{N})(?:19|20)\d\d(?!\p{N})")
DAYS_AFTER = 7  # a page is put up, printed or changed within a week of its dateline


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value of the front matter: what it is, by which rule, in which line of the raw text (0: given, not found)."""

    value: str
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PublicationDate(FoundValue):
    """The date of publication in EDTF, with its basis and how an inferred one was come by."""

    basis: str = "stated"
    note: str | None = None


def find_author(dropped: Sequence[RuledLine]) -> FoundValue | None:
    """Return the author that the first byline names; a byline at the foot counts too."""
    return (
        _first(dropped, _author, "byline", "publication-label")
        or _first(dropped, _person, "byline")
        or _first(dropped, _noted, "author-note")
    )


def _author(text: str) -> str | None:
    author = bylines.byline_author(text)
    return None if author is None or bylines.is_publisher(author) else " ".join(author.split())


def _noted(text: str) -> str | None:
    match = NOTED.match(text)
    return str(match["author"]) if match else None


def _person(text: str) -> str | None:
    bare = text.strip(EDGE_MARKS)
    return " ".join(bare.split()) if bylines.is_person(bare) else None


def find_publisher(parts: SortedLines, blocks: Sequence[BlockLines]) -> FoundValue | None:
    """Return the publisher that the page names: its header, the end of its title, a disclaimer, a notice of copyright."""
    return (
        # from the surest to the least sure: a notice of copyright may be that of the page's maker
        _first(parts.dropped, _named(WELCOME.fullmatch), "site-header")
        or _first(parts.dropped, bylines.printed_in, "printed-in")
        or _glued(parts)
        or _first(parts.dropped, _site_name, "site-name")
        or _first(parts.dropped, _publisher_in_byline, "byline")
        or _first(parts.dropped, _named(FIRST_ON.search), "source-line")
        or _first(parts.dropped, _named(DISCLAIMED.search), "disclaimer")
        or _first(parts.dropped, _named(_copyright), "copyright")
        or _agency(blocks)
    )


def _first(dropped: Sequence[RuledLine], read: Callable[[str], str | None], *rules: str) -> FoundValue | None:
    """Return what is read first in the lines that one of the rules dropped; the first rule names where it was found."""
    lines = (one for one in dropped if one.rule in rules)
    return next((FoundValue(value, rules[0], one.line) for one in lines if (value := read(one.text))), None)


def _named(match: Callable[[str], regex.Match[str] | None]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = match(text)
        return (found["publisher"] or "").strip(" \u00a0.!*") or None if found else None

    return read


def _site_name(text: str) -> str | None:
    parts = (part for part in bylines.PARTS.split(text.strip(EDGE_MARKS)) if part and not GENRE.fullmatch(part))
    return next((part.removeprefix("From ") for part in parts), None)


def _publisher_in_byline(text: str) -> str | None:
    named = [*bylines.PARTS.split(text), bylines.byline_author(text) or ""]
    return next((part for part in named if bylines.is_publisher(part) and not bylines.DESK.fullmatch(part)), None)


def _copyright(text: str) -> regex.Match[str] | None:
    sign = regex.search(r"©|\bcopyright\b", text, regex.IGNORECASE)
    return COPYRIGHT.fullmatch(text[sign.start() :]) if sign else None


def _glued(parts: SortedLines) -> FoundValue | None:
    titles = [(parts.title.number, parts.title.text)] if parts.title else []
    titles += [(one.line, one.text) for one in parts.dropped if one.rule == "repeated-title"]
    found = ((number, unglue(text)[1]) for number, text in titles)
    return next((FoundValue(name, "glued-publisher", number) for number, name in found if name), None)


def _agency(blocks: Sequence[BlockLines]) -> FoundValue | None:
    """Return the agency that a dateline names."""
    for block in blocks[:2]:
        if match := AGENCY.match(block.text):
            return FoundValue(match["publisher"] or match["slashed"], "dateline", block.lines[0].number)
    return None


def find_genre(parts: SortedLines) -> FoundValue | None:
    """Return the genre: by the label of the section, or opinion where a disclaimer says whose views these are."""
    labels = [one for one in parts.dropped if one.rule in ("genre-label", "site-name")]
    ordered = sorted(parts.dropped, key=lambda one: one.line)
    labels = [one for one in labels if not _in_menu(one, ordered)]
    if label := _first(labels, _genre, "genre-label") or _first(labels, _genre, "site-name"):
        return FoundValue(label.value, "genre-label", label.line)
    if parts.title and (match := GENRE_IN_TITLE.search(parts.title.text)):
        return FoundValue(GENRES.get(match["genre"].lower(), "opinion"), "title", parts.title.number)
    return _first(parts.dropped, lambda text: "opinion" if AUTHORED.search(text) else None, "disclaimer")


def _genre(text: str) -> str | None:
    found = filter(None, (GENRE.fullmatch(part.strip(EDGE_MARKS)) for part in bylines.PARTS.split(text)))
    return next((GENRES.get(match["genre"].lower().removeprefix("news "), "opinion") for match in found), None)


def _in_menu(label: RuledLine, ordered: Sequence[RuledLine]) -> bool:
    """Whether a label is followed by entries of the site's menu, so that it is one too."""
    start = bisect_right(ordered, label.line, key=lambda one: one.line)
    below = [one.rule for one in ordered[start : start + 2]]
    return any(rule in ("site-menu", "above-title") for rule in below) and not any(rule in DATED for rule in below)


def find_url(parts: SortedLines) -> FoundValue | None:
    """Return the address on the page that has the words of the title in it, as the article's own has."""
    title = _slug_words(parts.title.text) if parts.title else set()
    urls = ((url, one.line) for one in parts.dropped for url in URL.findall(one.text))
    own = (FoundValue(url, "address", line) for url, line in urls if len(title & _slug_words(url)) >= SLUG_WORDS)
    return next(own, None)


def _slug_words(text: str) -> set[str]:
    return {word.casefold() for word in words(text) if len(word) > 3}


def find_published(
    parts: SortedLines,
    blocks: Sequence[BlockLines],
    posts: Sequence[tuple[RawLine, ...]],
    url: str | None,
    declared: str | None = None,
    found_day: str | None = None,
) -> PublicationDate | None:
    """Return when the article was published, by the best basis: stated, dateline, then what can be inferred."""
    address = _from_address(url)
    is_day = address is not None and len(address.value) == len("2021-05-04")
    return (
        (PublicationDate(declared, "metadata") if declared else None)
        or _stated(parts)
        or _dateline(blocks)
        or _day_of_dateline(parts, blocks)
        or (address if is_day else None)
        or (_beside_title(parts) if found_day else None)
        or (PublicationDate(found_day, "markup", 0, "inferred", ELSEWHERE_NOTE) if found_day else None)
        or address
        # behind the address, which is never changed after the day of publication
        or _updated(parts)
        or _from_this_month(parts.title, blocks)
        or _from_posts(blocks, posts)
    )


def find_language(blocks: Sequence[BlockLines]) -> FoundValue | None:
    """Return the language of the paragraphs, and whether its numbers and dates are read."""
    code = language_of(block.text for block in blocks if block.kind == "p")
    rule = "commonest words" if language(code) else "commonest words; numbers and dates in it are not read"
    return FoundValue(code, rule) if code else None


def _first_day(text: str) -> str | None:
    return next((written.iso for written in bylines.dates_in(bylines.part_run_together(text))), None)


def _stated(parts: SortedLines) -> PublicationDate | None:
    """Return the date of a line of its own, rather one below the title; of two above it, one is the visit's."""
    title = parts.title.number if parts.title else 0
    above = {one.line for one in parts.dropped if one.rule == "date-line" and one.line < title}
    others = _first_of_others(parts)
    dropped = [one for one in parts.dropped if one.rule == "printed-in" or (one.rule in DATED and one.line <= others)]
    dropped = [
        one for one in dropped if (len(above) < 2 or one.line not in above) and bylines.is_of_publication(one.text)
    ]
    dated = ((one, _first_day(one.text)) for one in sorted(dropped, key=lambda one: one.line < title))
    return next((PublicationDate(day, one.rule, one.line) for one, day in dated if day), None)


def _first_of_others(parts: SortedLines) -> float:
    """Return the first line below the article with a headline of others, whose dates stand below it and are not its own."""
    last = max((line.number for line in parts.body), default=0)
    return min((one.line for one in parts.dropped if one.line > last and one.rule in ELSEWHERE), default=inf)


def _beside_title(parts: SortedLines) -> PublicationDate | None:
    """Return the date at an edge of the line of the page that stands nearest to the title, rather below it."""
    title = parts.title.number if parts.title else -MOST_BELOW
    near = (one for one in parts.dropped if -MOST_ABOVE <= one.line - title <= MOST_BELOW)
    lines = [one for one in near if bylines.is_of_publication(one.text) and not is_paragraph(one.text)]
    dated = ((one, _day_at_edge(one.text)) for one in sorted(lines, key=lambda one: (one.line < title, one.line)))
    return next((PublicationDate(day, one.rule, one.line, "inferred", BESIDE_NOTE) for one, day in dated if day), None)


def _day_at_edge(text: str) -> str | None:
    text = bylines.part_run_together(text)
    found = bylines.dates_in(text)
    if len(found) != 1 or len(words(text)) > bylines.STATED_WORDS:
        return None
    around = (text[: found[0].start], bylines.ANY_CLOCK.sub(" ", text[found[0].end :]))
    return None if all(map(words, around)) else found[0].iso


def _updated(parts: SortedLines) -> PublicationDate | None:
    first = next((line.number for line in parts.body if is_paragraph(line.text)), 0)
    labels = (one for one in parts.dropped if one.line <= first and one.rule in ("publication-label", "date-line"))
    note = "The page says when it was last changed, not when it was published."
    dated = ((one, _first_day(one.text)) for one in labels)
    return next((PublicationDate(f"{day}~", one.rule, one.line, "inferred", note) for one, day in dated if day), None)


def _dated_openings(blocks: Sequence[BlockLines]) -> Iterator[tuple[RawLine, Reading]]:
    """Yield the first date of each opening paragraph that nothing but a place stands before."""
    # a deck or a caption may stand above the paragraph with the dateline
    for line in [block.lines[0] for block in blocks[:3] if block.kind == "p"][:2]:
        for reading in bylines.date_readings(line.text[:OPENING])[:1]:
            if DATELINE_PLACE.match(line.text[: reading.start]):
                yield line, reading


def _dateline(blocks: Sequence[BlockLines]) -> PublicationDate | None:
    for line, reading in _dated_openings(blocks):
        whole = [day for day in bylines.dates_in(line.text[:OPENING]) if day.start == reading.start]
        if whole and DATELINE_END.match(line.text[reading.end :]):
            return PublicationDate(whole[0].iso, "dateline", line.number, "dateline")
    return None


def _day_of_dateline(parts: SortedLines, blocks: Sequence[BlockLines]) -> PublicationDate | None:
    """Return the day of a dateline without a year, where a date of the page is a few days later at most."""
    dated = (bylines.dates_in(bylines.part_run_together(one.text)) for one in parts.dropped)
    days = sorted({written.iso for found in dated for written in found})
    for line, reading in _dated_openings(blocks):
        said = reading.date
        if not (said and said.month and said.day) or said.year:
            continue
        for later in days:
            if day := _day_before(said.month, said.day, later):
                note = f"The dateline gives day and month; the year is that of the date {later} on the page."
                return PublicationDate(day, "dateline", line.number, "inferred", note)
    return None


def _day_before(month: int, day: int, iso: str) -> str | None:
    """Return a day without its year in ISO form where it is at most a week before another."""
    later = date.fromisoformat(iso)
    # a report of 30 December that is dated in January
    for found in (bylines.iso_day(later.year, month, day), bylines.iso_day(later.year - 1, month, day)):
        if found and 0 <= (later - date.fromisoformat(found)).days <= DAYS_AFTER:
            return found
    return None


def _from_address(url: str | None) -> PublicationDate | None:
    match = DATE_IN_ADDRESS.search(url or "")
    if not match or not 1 <= int(match["month"]) <= 12:
        return None
    month = f"{match['year']}-{int(match['month']):02}"
    value = bylines.iso_day(int(match["year"]), int(match["month"]), int(match["day"])) if match["day"] else month
    note = "The date in the address of the article."
    return PublicationDate(value, "address", 0, "inferred", note) if value else None


def _from_this_month(title: RawLine | None, blocks: Sequence[BlockLines]) -> PublicationDate | None:
    head = [title.text] if title else []
    years = set(YEARS.findall(" ".join(head + [block.text for block in blocks if block.kind == "d"])))
    for number, block in enumerate(blocks, 1):
        readings = bylines.date_readings(block.text) if "this month" in block.text.casefold() else ()
        days = [one.date for one in readings if THIS_MONTH.search(block.text[max(0, one.start - BEFORE) : one.start])]
        month = next((day.month for day in days if day and day.month and day.day), None)
        if month and len(years) == 1:
            note = (
                f"Block {number} dates a day of that month with “this month”; the year stands in the title or the deck."
            )
            return PublicationDate(f"{min(years)}-{month:02}", "this-month", block.lines[0].number, "inferred", note)
    return None


def _from_posts(blocks: Sequence[BlockLines], posts: Sequence[tuple[RawLine, ...]]) -> PublicationDate | None:
    """Return the month of the latest embedded post, unless the article names a later year."""
    dated = sorted((day, post[-1].number) for post in posts if (day := day_of_post(post)))
    years = YEARS.findall(" ".join(block.text for block in blocks))
    # a later year in the text says that the posts are old
    if not dated or max(years, default="") > dated[-1][0][:4]:
        return None
    day, line = dated[-1]
    note = f"The month of the latest embedded post, which was written on {day}."
    return PublicationDate(day[:7], "embedded-post", line, "inferred", note)


def given_date(value: str, found: PublicationDate | None) -> PublicationDate | None:
    """Return the date that the editor gives, on the text's own basis where it agrees; None where it is no date."""
    if not bylines.is_edtf(value):
        return None
    if found and found.value == value:
        return found
    inferred = value[-1] in "~?%"  # which needs a note
    return PublicationDate(value, "given", 0, *(("inferred", "Given by the editor.") if inferred else ("stated",)))
