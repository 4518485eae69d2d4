"""The sorted lines and the blocks of an article in, its date of publication with its basis out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.importing.blocks import Unit
from druzhba_kb.importing.bylines import tells_publication
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
from druzhba_kb.importing.lines import Line, is_paragraph
from druzhba_kb.importing.posts import day_of_post
from druzhba_kb.importing.sorting import Dropped, Sorted

ELSEWHERE = ("related-label", "related-headline", "teaser", "reader-comment")
DATELINE_PLACE = regex.compile(r"^\p{Lu}[\p{L}\p{M} .’'/-]{1,40}?\s*[;,:(–—-]\s*$")
DAY_OF_DATELINE = regex.compile(
    rf"^\p{{Lu}}[\p{{L}}\p{{M}} .’'/-]{{1,40}}?[;,:(–—-]\s*(?P<day>{MONTH_NAMES}\.?\s+\d{{1,2}}"
    rf"|\d{{1,2}}\s+{MONTH_NAMES}\.?)\b(?!,?\s+\d{{4}})"
)
DATELINE_END = regex.compile(r"^\)?\s*(?:\([^)]{1,40}\)|/[^/]{1,30}/)?\s*[:–—)-]")


@dataclass(frozen=True, slots=True)
class Published:
    """The date of publication in EDTF, its basis, and how an inferred one was come by."""

    value: str
    basis: str
    note: str | None
    rule: str
    line: int = 0


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
        or _updated(sorted_lines)
        or _from_this_month(sorted_lines.title, units)
        or _from_posts(units, posts)
    )


def _stated(parts: Sorted) -> Published | None:
    title = parts.title.number if parts.title else 0
    above = {one.line for one in parts.dropped if one.rule == "date-line" and one.line < title}
    dropped = [one for one in parts.dropped if (len(above) < 2 or one.line not in above) and not _of_others(one, parts)]
    dropped.sort(key=lambda one: one.line < title)
    dated = [(one, found[0].iso) for one in dropped if (found := dates_in(part_run_together(one.text)))]
    for one, iso in dated:
        if one.rule in ("date-line", "byline", "printed-in", "publication-label") and tells_publication(one.text):
            return Published(iso, "stated", None, one.rule, one.line)
    return None


def _of_others(one: Dropped, parts: Sorted) -> bool:
    """Whether a line below the article stands among the headlines of others, whose dates are not its own."""
    last = max((line.number for line in parts.kept), default=0)
    others = min(
        (other.line for other in parts.dropped if other.line > last and other.rule in ELSEWHERE), default=one.line
    )
    return others < one.line and one.rule != "printed-in"


def _updated(parts: Sorted) -> Published | None:
    first = next((line.number for line in parts.kept if is_paragraph(line.text)), 0)
    dropped = [one for one in parts.dropped if one.line <= first]
    for one in (one for one in dropped if one.rule in ("publication-label", "date-line")):
        for written in dates_in(part_run_together(one.text))[:1]:
            note = "The page says when it was last changed, not when it was published."
            return Published(f"{written.iso}~", "inferred", note, one.rule, one.line)
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
