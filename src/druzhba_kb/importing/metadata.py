"""The sorted lines of an article in, its publication data out, each with the rule and the line that gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.importing.blocks import Unit
from druzhba_kb.importing.dates import date_of_address, dates_in, is_edtf, month_of_this_month, years_in
from druzhba_kb.importing.lines import Line
from druzhba_kb.importing.posts import day_of_post
from druzhba_kb.importing.rules import COPYRIGHT, DISCLAIMED, GENRE, LABEL, WELCOME, byline_author
from druzhba_kb.importing.sorting import Dropped, Sorted

DATELINE_PLACE = regex.compile(r"^\p{Lu}[\p{L}\p{M} .’'/-]{1,40}?\s*[;,:(–—-]\s*$")
DATELINE_END = regex.compile(r"^\)?\s*(?:\([^)]{1,40}\)|/[^/]{1,30}/)?\s*[:–—)-]")
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
    return _first(lines, lambda text: byline_author(text), "byline")


def find_publisher(dropped: Sequence[Dropped]) -> Found | None:
    """Return the publisher that the site's header, a disclaimer or a notice of copyright names."""
    return (
        _first(_by(dropped, "site-header"), _named(WELCOME.fullmatch), "site-header")
        or _first(_by(dropped, "disclaimer"), _named(DISCLAIMED.search), "disclaimer")
        or _first(_by(dropped, "copyright"), _named(COPYRIGHT.fullmatch), "copyright")
    )


def find_genre(dropped: Sequence[Dropped]) -> Found | None:
    """Return the genre: by the label of the section, or opinion where a disclaimer says whose views these are."""
    label = _first(_by(dropped, "genre-label"), _genre, "genre-label")
    return label or _first(_by(dropped, "disclaimer"), lambda _: "opinion", "disclaimer")


def _genre(text: str) -> str | None:
    match = GENRE.fullmatch(text)
    return GENRES.get(match["genre"].lower(), "opinion") if match else None


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
    sorted_lines: Sorted, units: Sequence[Unit], posts: Sequence[tuple[Line, ...]], url: str | None
) -> Published | None:
    """Return when the article was published, by the best basis: stated, dateline, then what can be inferred."""
    return (
        _stated(sorted_lines.dropped)
        or _dateline(units)
        or _from_address(url)
        or _from_this_month(sorted_lines.title, units)
        or _from_posts(units, posts)
    )


def _stated(dropped: Sequence[Dropped]) -> Published | None:
    for one in dropped:
        found = dates_in(one.text)
        if found and (
            one.rule in ("date-line", "byline") or (one.rule == "publication-label" and _tells_publication(one.text))
        ):
            return Published(found[0].iso, "stated", None, one.rule, one.line)
    return None


def _tells_publication(text: str) -> bool:
    match = LABEL.match(text)
    return match is not None and not match["label"].lower().startswith(("last", "updated", "modified"))


def _dateline(units: Sequence[Unit]) -> Published | None:
    opening = [unit.lines[0] for unit in units[:3] if unit.kind == "p"][:2]
    for line in opening:
        for written in dates_in(line.text)[:1]:
            if DATELINE_PLACE.match(line.text[: written.start]) and DATELINE_END.match(line.text[written.end :]):
                return Published(written.iso, "dateline", None, "dateline", line.number)
    return None


def _from_address(url: str | None) -> Published | None:
    value = date_of_address(url) if url else None
    return Published(value, "inferred", "The date in the address of the article.", "address") if value else None


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
