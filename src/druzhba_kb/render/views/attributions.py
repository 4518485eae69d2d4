"""Voices: the quotations of a value in, out on whose word it stands: who says it, in how many articles, from which origins.

A reader sees this beside every value, before anything is opened: a claim of a speaker must never look like a finding of
the article that repeats it, nor one release that two articles repeat like two sources. Articles stand in the order of
their dates, so that the squares of all values can be read down a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from druzhba_kb.locales import gettext
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import Evidence, Speaker
from druzhba_kb.relate.voices import ARTICLE, OPINION, SPEAKER, Origin, origins_of, strongest, voice_of
from druzhba_kb.render.page_model import Link, block_label, href
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Voice:
    """One link in the chain of those who say it."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a value in one article: `voice` is article, opinion or speaker; and the blocks in which it is said."""

    voice: str
    article: str
    href: str
    speakers: tuple[tuple[Voice, ...], ...]
    blocks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """An article, in the order of dates, and the strongest voice in which it gives a value; none where it does not."""

    article: str
    voice: str


@dataclass(frozen=True, slots=True)
class Voices:
    """On whose word a value stands: the strongest voice, who says it, in how many of all articles, and from where.

    `of` is nothing, and there are no squares, where the articles are too many to be overlooked.
    """

    strongest: str
    by: tuple[Attribution, ...]
    articles: int
    of: int
    origins: tuple[str, ...]
    squares: tuple[Square, ...]

    @property
    def speakers(self) -> tuple[tuple[Voice, ...], ...]:
        """Return the speakers of all articles, each once with those who report them."""
        return tuple(dict.fromkeys(chain for one in self.by for chain in one.speakers))


def voices_of(index: SiteIndex, items: Sequence[Evidence], here: str) -> Voices:
    """Return on whose word stands what rests on some quotations, as it is shown on the page here."""
    said = _said(index, items)
    giving: dict[str, list[str]] = defaultdict(list)
    for article, voice in said:
        giving[article].append(voice)
    squares = tuple(Square(index.labels[id], strongest(giving.get(id, ())) or "") for id in index.squares)
    origins = dict.fromkeys(origins_of(index.kb.records.articles, items))
    return Voices(
        strongest=strongest(voice for _, voice in said) or "",
        by=tuple(_attribution(index, *key, those, here) for key, those in said.items()),
        articles=len(giving),
        of=len(squares),
        origins=tuple(_named(index, origin) for origin in origins),
        squares=squares,
    )


def attributions_of(index: SiteIndex, items: Sequence[Evidence], here: str) -> tuple[Attribution, ...]:
    """Return who says what rests on some quotations, as it is shown on the page here."""
    return tuple(_attribution(index, *key, those, here) for key, those in _said(index, items).items())


def other_voice(index: SiteIndex, items: Sequence[Evidence], here: str) -> str:
    """Return in words who says what no article says in its own voice; nothing where one does."""
    voices = voices_of(index, items, here)
    return "" if voices.strongest in ("", ARTICLE) else "; ".join(map(in_words, voices.by))


def in_words(one: Attribution) -> str:
    """Return who says a value in one article."""
    return said_in(named_column(one.article, one.voice), one.speakers)


def said_in(article: str, speakers: Iterable[Sequence[Voice]]) -> str:
    """Return in words who says something in an article, which may be the article itself."""
    said = commas(map(chain_in_words, speakers))
    return gettext("{speakers}, in {article}").format(speakers=said, article=article) if said else article


def named_column(article: str, voice: str) -> str:
    """Return what an article is called, or a place in it, which says that it is an opinion column where it speaks as one."""
    return gettext("{article}, opinion column").format(article=article) if voice == OPINION else article


def chain_in_words(speakers: Sequence[Voice]) -> str:
    """Return who says it and who passes it on, one after the other."""
    reported = gettext("{speaker}, reported by {reporter}")
    names = (one.name for one in speakers)
    return reduce(lambda said, name: reported.format(speaker=said, reporter=name), names)


def speakers_of(index: SiteIndex, speakers: Iterable[Speaker], here: str) -> tuple[Voice, ...]:
    """Return a chain of speakers as it is shown on the page here."""
    return tuple(_voice(index, speaker, here) for speaker in speakers)


def _said(index: SiteIndex, items: Iterable[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    """Return quotations by article and voice, in the order of the articles' dates, speakers last."""
    said: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for item in items:
        said[item.article, voice_of(index.article(item.article), item)].append(item)
    ordered = sorted(said, key=lambda key: (index.dates[key[0]], key[1] == SPEAKER))
    return {key: said[key] for key in ordered}


def _attribution(index: SiteIndex, id: str, voice: str, items: Sequence[Evidence], here: str) -> Attribution:
    chains = dict.fromkeys(speakers_of(index, item.said_by, here) for item in items if item.said_by)
    blocks = tuple(dict.fromkeys(_blocks(index, items, here)))
    to = blocks[0].href if blocks else href(here, index.article(id).page)
    return Attribution(voice, index.labels[id], to, tuple(chains), blocks)


def _blocks(index: SiteIndex, items: Iterable[Evidence], here: str) -> Iterator[Link]:
    for item in items:
        if (block := item.quoted_block) is not None:
            article = index.article(item.article)
            yield Link(block_label(article, block), href(here, article.page, f"b{block}"))


def _named(index: SiteIndex, origin: Origin) -> str:
    entity = index.heads.get(origin.id or "")
    return entity.name if entity else index.labels.get(origin.id or "", origin.name)


def _voice(index: SiteIndex, speaker: Speaker, here: str) -> Voice:
    entity = index.heads.get(speaker.id or "")
    if entity is None:
        return Voice(speaker.words or speaker.id or "", None)
    # A link to the page on which it stands leads nowhere.
    return Voice(entity.name, None if entity.page == here else href(here, entity.page))
