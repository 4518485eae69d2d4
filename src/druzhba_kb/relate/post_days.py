"""Post days: an article that is written bit by bit in, the days that it states above its posts out.

"Today" in a post of the second day is not the day of the article. A chronicle states days too, of other years: only days
about that of the publication are those on which posts were written.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import regex

from druzhba_kb.folding import words
from druzhba_kb.model import Article, Block
from druzhba_kb.reading import read
from druzhba_kb.reading.language import language
from druzhba_kb.values.edtf import span

HEAD = 60  # in characters: a day and a time of day are shorter
NEAR = timedelta(days=31)
CLOCK = r"[\s,|·•–—-]*(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:\p{Lu}{2,5}\b)?"
BEHIND = regex.compile(rf"(?:{CLOCK})?(?:[\s.,\])]*$|\s*[\]:|–—-])")
BEFORE = regex.compile(rf"[\s\[(]*(?:{CLOCK})?[\s,|·•–—-]*")


def day_of_post(article: Article, block: int) -> str | None:
    """Return the day that the article states above a block as that on which it was written; None where it states none."""
    days = _stated_days(article.text or (), article.published, article.lang)
    return next((day for number, day in reversed(list(days.items())) if number <= block), None)


@lru_cache(maxsize=256)
def _stated_days(blocks: tuple[Block, ...], published: str | None, lang: str | None) -> dict[int, str]:
    if published is None or len(published) != len("2018-10-23"):
        return {}
    about = span(published)[0]
    found = {block.number: _stated(block.text, about, lang) for block in blocks if block.number and block.kind in "hp"}
    days = {number: day for number, day in found.items() if day}
    is_near = all(abs(day - about) <= NEAR for day in days.values())
    return {number: day.isoformat() for number, day in days.items()} if is_near else {}


def _stated(text: str, about: date, lang: str | None) -> date | None:
    """Return the day with which a text begins, alone or with a mark behind it; without its year the nearest one."""
    head, known = text[:HEAD], language(lang)
    one = next((reading for reading in read(head, lang) if reading.type == "date" and reading.date), None)
    if known is None or one is None or one.date is None or one.date.until or not (one.date.month and one.date.day):
        return None
    before = " ".join(word for word in head[: one.start].split() if not set(words(word.lower())) & known.weekdays)
    if not BEFORE.fullmatch(before) or not BEHIND.match(text, one.end):
        return None
    years = [one.date.year] if one.date.year else [about.year - 1, about.year, about.year + 1]
    days = [day for year in years if (day := _day(year, one.date.month, one.date.day))]
    return min(days, key=lambda day: abs(day - about), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
