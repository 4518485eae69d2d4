"""Readings in short: a passage in, a line for each of its readings out, as the tables of these tests write them."""

from __future__ import annotations

from druzhba_kb.reading import Reading, read
from druzhba_kb.reading.dates import Date
from druzhba_kb.values.amounts import plain


def short_form(passage: str, lang: str | None = None) -> list[str]:
    """Return each reading as `its words = type, what it says`: `70 = quantity ~70 of sailors`."""
    return [f"{passage[one.start : one.end]} = {_reading(one)}" for one in read(passage, lang)]


def _reading(one: Reading) -> str:
    if one.date:
        return " ".join(filter(None, [one.type, one.date.role, one.hedge + dated(one.date)]))
    if one.type == "unread":
        return "unread"
    amount = plain(one.low) if one.low == one.high else f"{plain(one.low)}..{plain(one.high)}"
    what = "/".join(sorted(one.codes)) or (one.unit if one.unit != "%" else "") or " ".join(one.after)
    rate = "rate" if one.is_rate else ""
    return " ".join(filter(None, [one.type, one.hedge + amount, f"of {what}" if what else "", rate]))


def dated(date: Date) -> str:
    """Return a date as its parts: `2018-10-22`, `10-22` without a year, `1990+10` for a decade."""
    season = date.season or date.month
    year = "" if date.year is None else f"{'-' * (date.year < 0)}{abs(date.year):04}"
    parts = [year, *(f"{n:02}" for n in (season, date.day) if n)]
    shown = "-".join(filter(None, parts)) + (f"+{date.width}" if date.width > 1 else "")
    return f"{shown}/{dated(date.until)}" if date.until else shown
