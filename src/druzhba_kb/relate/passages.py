"""Passages: articles in, the blocks that can be evidence out, a block's sentences with their offsets, and the day of its post.

Whoever proposes a quotation has to show it in its sentence, and by the very words of the text: nothing is trimmed,
joined or spelt anew here, so that an offset in a sentence leads back to the block.

Where an article is written bit by bit, "today" in a post of the second day is not the day of the article. A chronicle states
days too, of other years: only days about that of the publication are those on which posts were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

from druzhba_kb.folding import words
from druzhba_kb.model import Article, Block
from druzhba_kb.reading import read
from druzhba_kb.reading.language import language
from druzhba_kb.reading.sentences import LONGEST_ABBREVIATION, sentence_ends
from druzhba_kb.relate.prose import legible
from druzhba_kb.report import Report
from druzhba_kb.values.edtf import span

# "Brig. (retd.) Holm came": what is abbreviated in brackets behind a rank ends no sentence.
RETIRED = re.compile(r"\b(?:retd?|rtd)\.\W*\Z", re.IGNORECASE)
# "It rains in the U.S. However, …": letters with stops end a sentence where a word follows that opens one.
INITIALISM = re.compile(
    r"""(?:\b\w\.){2,}["'”’»›)\]*_]*(?=[\s“\"‘']+
    (?:The|It|He|She|They|We|However|But|In|On|As|After|This|That|A|An|Its|For|At|And|Meanwhile)\b)""",
    re.VERBOSE,
)
HEAD = 60  # in characters: a day and a time of day are shorter
NEAR = timedelta(days=31)
CLOCK = r"[\s,|·•–—-]*(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:\p{Lu}{2,5}\b)?"
BEHIND = regex.compile(rf"(?:{CLOCK})?(?:[\s.,\])]*$|\s*[\]:|–—-])")
BEFORE = regex.compile(rf"[\s\[(]*(?:{CLOCK})?[\s,|·•–—-]*")


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block of an article that can be evidence: its number, its kind letter ('t' for the title), its text and language."""

    article: str
    block: int
    kind: str
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `start` and `end` are its offsets in the block's text."""

    article: str
    block: int
    text: str
    start: int
    end: int


def texts_of(articles: Iterable[Article], report: Report) -> tuple[BlockText, ...]:
    """Return the blocks of the articles, titles included; an article whose text is not here is reported and left out."""
    found: list[BlockText] = []
    for article in articles:
        if article.text is None:
            message = f"'sources/{article.id}.md' is not here; expected the text, for a digest is no evidence"
            report.warning(article.place, "no-text", message)
        found += (BlockText(article.id, one.number, one.kind, one.text, article.lang) for one in article.text or ())
    return tuple(found)


def sentences_of(text: BlockText) -> tuple[Sentence, ...]:
    """Return the sentences of a text, without the white space between them."""
    visible = legible(text.text)
    stops = sentence_ends(visible, text.lang)
    plain = (end for end in stops if not RETIRED.search(visible, max(0, end - LONGEST_ABBREVIATION), end))
    ends = sorted({*plain, *(match.end() for match in INITIALISM.finditer(visible))})
    found = (_sentence(text, start, end) for start, end in zip([0, *ends], [*ends, len(visible)], strict=True))
    return tuple(sentence for sentence in found if sentence.text)


def _sentence(text: BlockText, start: int, end: int) -> Sentence:
    whole = text.text[start:end]
    start += len(whole) - len(whole.lstrip())
    return Sentence(text.article, text.block, whole.strip(), start, start + len(whole.strip()))


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
