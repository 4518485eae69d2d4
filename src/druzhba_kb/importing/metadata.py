"""The sorted lines of an article in, its publication data out, each with the rule and the line that gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.importing.blocks import Unit
from druzhba_kb.importing.bylines import (
    DESK,
    PARTS,
    byline_author,
    is_person,
    is_publisher,
    printed_in,
    tells_publication,
)
from druzhba_kb.importing.dates import (
    MONTH_NAMES,
    date_of_address,
    dates_in,
    day_near,
    is_edtf,
    month_of_this_month,
    part_run_together,
    years_in,
)
from druzhba_kb.importing.lines import Line
from druzhba_kb.importing.neighbours import NOTED
from druzhba_kb.importing.notices import EDGE_MARKS
from druzhba_kb.importing.page import unglue
from druzhba_kb.importing.posts import day_of_post
from druzhba_kb.importing.rules import ADDRESS, COPYRIGHT, DISCLAIMED, GENRE, WELCOME
from druzhba_kb.importing.sorting import Dropped, Sorted
from druzhba_kb.text import words

SLUG_WORDS = 3
DATELINE_PLACE = regex.compile(r"^\p{Lu}[\p{L}\p{M} .’'/-]{1,40}?\s*[;,:(–—-]\s*$")
DAY_OF_DATELINE = regex.compile(
    rf"^\p{{Lu}}[\p{{L}}\p{{M}} .’'/-]{{1,40}}?[;,:(–—-]\s*(?P<day>{MONTH_NAMES}\.?\s+\d{{1,2}}"
    rf"|\d{{1,2}}\s+{MONTH_NAMES}\.?)\b(?!,?\s+\d{{4}})"
)
DATELINE_END = regex.compile(r"^\)?\s*(?:\([^)]{1,40}\)|/[^/]{1,30}/)?\s*[:–—)-]")
FIRST_ON = regex.compile(
    r"(?:appeared first|first appeared|(?:originally|first) (?:published|appeared|posted)) (?:on|in|by"
    r"|at) (?:(?-i:the) )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.,;:()]{1,60})",
    regex.IGNORECASE,
)
AUTHORED = regex.compile(r"\b(?:author|writer|contributor|columnist|article|piece|column|essay)", regex.IGNORECASE)
GENRES = {"analysis": "analysis", "news report": "report"}


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the front matter: what it is, by which rule, in which line of the raw text (0: given, not found)."""

    value: str
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """The date of publication in EDTF, its basis, and how an inferred one was come by."""

    value: str
    basis: str
    note: str | None
    rule: str
    line: int = 0


def find_author(dropped: Sequence[Dropped]) -> Found | None:
    """Return the author that the first byline names; a byline at the foot counts too."""
    lines = [one for one in dropped if one.rule in ("byline", "publication-label")]
    return (
        _first(lines, _author, "byline")
        or _first(_by(dropped, "byline"), _person, "byline")
        or _first(_by(dropped, "author-note"), _noted, "author-note")
    )


def _author(text: str) -> str | None:
    author = byline_author(text)
    return None if author and is_publisher(author) else author


def _noted(text: str) -> str | None:
    match = NOTED.match(text)
    return str(match["author"]) if match else None


def _person(text: str) -> str | None:
    bare = text.strip(EDGE_MARKS)
    return bare if is_person(bare) else None


def find_publisher(parts: Sorted) -> Found | None:
    """Return the publisher that the page names: its header, the end of its title, a disclaimer, a notice of copyright."""
    return (
        _first(_by(parts.dropped, "site-header"), _named(WELCOME.fullmatch), "site-header")
        or _first(_by(parts.dropped, "printed-in"), printed_in, "printed-in")
        or _glued(parts)
        or _first(_by(parts.dropped, "site-name"), _site_name, "site-name")
        or _first(_by(parts.dropped, "byline"), _publisher_in_byline, "byline")
        or _first(_by(parts.dropped, "source-line"), _named(FIRST_ON.search), "source-line")
        or _first(_by(parts.dropped, "disclaimer"), _named(DISCLAIMED.search), "disclaimer")
        or _first(_by(parts.dropped, "copyright"), _named(COPYRIGHT.fullmatch), "copyright")
    )


def _site_name(text: str) -> str | None:
    return next((part for part in PARTS.split(text) if part and not GENRE.fullmatch(part)), None)


def _publisher_in_byline(text: str) -> str | None:
    author = byline_author(text) or ""
    return next(
        (part for part in [*PARTS.split(text), author] if is_publisher(part) and not DESK.fullmatch(part)), None
    )


def _glued(parts: Sorted) -> Found | None:
    titles = [(parts.title.number, parts.title.text)] if parts.title else []
    titles += [(one.line, one.text) for one in _by(parts.dropped, "repeated-title")]
    found = ((number, unglue(text)[1]) for number, text in titles)
    return next((Found(name, "glued-publisher", number) for number, name in found if name), None)


def find_genre(dropped: Sequence[Dropped]) -> Found | None:
    """Return the genre: by the label of the section, or opinion where a disclaimer says whose views these are."""
    label = _first([*_by(dropped, "genre-label"), *_by(dropped, "site-name")], _genre, "genre-label")
    return label or _first(_by(dropped, "disclaimer"), _opinion, "disclaimer")


def _genre(text: str) -> str | None:
    match = next((found for part in PARTS.split(text) if (found := GENRE.fullmatch(part.strip(EDGE_MARKS)))), None)
    return GENRES.get(match["genre"].lower(), "opinion") if match else None


def _opinion(text: str) -> str | None:
    return "opinion" if AUTHORED.search(text) else None


def _by(dropped: Iterable[Dropped], rule: str) -> list[Dropped]:
    return [one for one in dropped if one.rule == rule]


def _first(dropped: Iterable[Dropped], read: Callable[[str], str | None], rule: str) -> Found | None:
    return next((Found(value, rule, one.line) for one in dropped if (value := read(one.text))), None)


def _named(match: Callable[[str], regex.Match[str] | None]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = match(text)
        name = (found["publisher"] or "").strip(" \u00a0.!*") if found else ""
        return name or None

    return read


def find_published(
    sorted_lines: Sorted,
    units: Sequence[Unit],
    posts: Sequence[tuple[Line, ...]],
    url: str | None,
    stated: str | None = None,
) -> Published | None:
    """Return when the article was published, by the best basis: stated, dateline, then what can be inferred."""
    return (
        (Published(stated, "stated", None, "metadata") if stated else None)
        or _stated(sorted_lines)
        or _dateline(units)
        or _day_of_dateline(sorted_lines, units)
        or _from_address(url)
        or _from_this_month(sorted_lines.title, units)
        or _from_posts(units, posts)
    )


def _stated(parts: Sorted) -> Published | None:
    above = {one.line for one in _by(parts.dropped, "date-line") if parts.title and one.line < parts.title.number}
    dropped = [one for one in parts.dropped if len(above) < 2 or one.line not in above]
    dated = [(one, found[0].iso) for one in dropped if (found := dates_in(part_run_together(one.text)))]
    for one, iso in dated:
        if one.rule in ("date-line", "byline", "printed-in", "publication-label") and tells_publication(one.text):
            return Published(iso, "stated", None, one.rule, one.line)
    return None


def _dateline(units: Sequence[Unit]) -> Published | None:
    opening = [unit.lines[0] for unit in units[:3] if unit.kind == "p"][:2]
    for line in opening:
        for written in dates_in(line.text)[:1]:
            if DATELINE_PLACE.match(line.text[: written.start]) and DATELINE_END.match(line.text[written.end :]):
                return Published(written.iso, "dateline", None, "dateline", line.number)
    return None


def _day_of_dateline(parts: Sorted, units: Sequence[Unit]) -> Published | None:
    """Return the day of a dateline without a year, where a date of the page is a few days later at most."""
    days = {written.iso: one.line for one in parts.dropped for written in dates_in(part_run_together(one.text))}
    opening = [unit.lines[0] for unit in units[:3] if unit.kind == "p"][:2]
    for line in opening:
        match = DAY_OF_DATELINE.match(line.text)
        near = [(iso, day) for iso in sorted(days) if match and (day := day_near(match["day"], iso))]
        for iso, day in near[:1]:
            note = f"The dateline gives day and month; the year is that of the date {iso} on the page."
            return Published(day, "inferred", note, "dateline", line.number)
    return None


def _from_address(url: str | None) -> Published | None:
    value = date_of_address(url) if url else None
    return Published(value, "inferred", "The date in the address of the article.", "address") if value else None


def find_url(parts: Sorted) -> Found | None:
    """Return the address on the page that has the words of the title in it, as the article's own has."""
    title = set(_slug_words(parts.title.text)) if parts.title else set()
    for one in _by(parts.dropped, "address"):
        match = ADDRESS.fullmatch(one.text)
        if match and len(title & set(_slug_words(match["url"]))) >= SLUG_WORDS:
            return Found(match["url"], "address", one.line)
    return None


def _slug_words(text: str) -> list[str]:
    return [word.casefold() for word in words(text) if len(word) > 3]


def _from_this_month(title: Line | None, units: Sequence[Unit]) -> Published | None:
    head = [title.text] if title else []
    years = years_in(" ".join(head + [unit.text for unit in units if unit.kind == "d"]))
    for number, unit in enumerate(units, 1):
        month = month_of_this_month(unit.text)
        if month and len(years) == 1:
            note = (
                f"Block {number} dates a day of that month with “this month”; the year stands in the title or the deck."
            )
            return Published(f"{min(years)}-{month}", "inferred", note, "this-month", unit.lines[0].number)
    return None


def _from_posts(units: Sequence[Unit], posts: Sequence[tuple[Line, ...]]) -> Published | None:
    """Return the month of the latest embedded post, unless the article names a later year."""
    dated = sorted((day, post[-1].number) for post in posts if (day := day_of_post(post)))
    years = years_in(" ".join(unit.text for unit in units))
    if not dated or max(years, default="") > dated[-1][0][:4]:
        return None
    day, line = dated[-1]
    note = f"The month of the latest embedded post, which was written on {day}."
    return Published(day[:7], "inferred", note, "embedded-post", line)


def given_date(value: str, found: Published | None) -> Published | None:
    """Return the date that the editor gives, on the text's own basis where it agrees; None where it is no date."""
    if not is_edtf(value):
        return None
    if found and found.value == value:
        return found
    basis = "inferred" if value[-1] in "~?%" else "stated"
    return Published(value, basis, "Given by the editor.", "given")
