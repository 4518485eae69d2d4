"""Voices: quotations in, out in whose voice each speaks, and which source each article has it from.

What an article says itself, what its columnist holds and what a speaker claims in it are not the same to a reader, and two
articles that repeat one release are not two witnesses. So both are worked out here alone, for every page and every export.
That no common origin is found never means that sources are independent, and nothing may say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from druzhba_kb.folding import find_whole, fold, words
from druzhba_kb.model import Article, Evidence, Speaker

ARTICLE, OPINION, SPEAKER = VOICES = ("article", "opinion", "speaker")  # the strongest first
FEWEST_WORDS = 4  # that two articles do not have in common by chance


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a quotation is from: an entity or an article by id, or the words that an article has for it.

    Equal words in two articles are two origins, since nothing says that 'officials' are the same people.
    """

    id: str | None
    words: str | None = None
    article: str | None = None

    @property
    def name(self) -> str:
        """Return the id, or the words for what has none."""
        return self.id or self.words or ""


def voice_of(article: Article, item: Evidence) -> str:
    """Return in whose voice a quotation speaks: that of a speaker, of an opinion column, or of the article itself."""
    return SPEAKER if item.said_by else own_voice(article)


def own_voice(article: Article) -> str:
    """Return in whose voice an article speaks where it names no speaker: that of an opinion column, or its own."""
    return OPINION if article.genre == "opinion" else ARTICLE


def strongest(voices: Iterable[str]) -> str | None:
    """Return the strongest of some voices, or None where there are none."""
    return min(voices, key=VOICES.index, default=None)


def origins_of(articles: Mapping[str, Article], items: Sequence[Evidence]) -> tuple[Origin, ...]:
    """Return the origin of each of the quotations that a value rests on, one for those that share their words."""
    origins = [_own(item) for item in items]
    texts = [fold(item.quote) for item in items]
    for one, other in combinations(range(len(items)), 2):
        if items[one].article == items[other].article or not _share_words(texts[one], texts[other]):
            continue
        if origins[one] != origins[other] and _agree(_named(items[one]), _named(items[other])):
            merged = {origins[one], origins[other]}
            common = min(merged, key=lambda origin: _rank(articles, origin))
            origins = [common if origin in merged else origin for origin in origins]
    return tuple(origins)


def _own(item: Evidence) -> Origin:
    """Return the origin that an article names, the last of those who say it, or the article itself."""
    source = item.origin or (item.said_by[-1] if item.said_by else None)
    if source is None:
        return Origin(item.article)
    return Origin(source.id) if source.id else Origin(None, source.words, item.article)


def _share_words(one: str, other: str) -> bool:
    """Whether of two folded quotations one stands in the other, and is no chance meeting."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    # of a thousand quotations of one entity each is held against each
    return short in long and len(words(short)) >= FEWEST_WORDS and bool(find_whole(short, long))


def _named(item: Evidence) -> Speaker | None:
    return item.origin or (item.said_by[-1] if item.said_by else None)


def _agree(one: Speaker | None, other: Speaker | None) -> bool:
    if one is None or other is None:
        return True
    return (one.id, fold(one.words or "")) == (other.id, fold(other.words or ""))


def _rank(articles: Mapping[str, Article], origin: Origin) -> tuple[bool, str, str]:
    """Order origins: whom an article names before an article, and of two articles the earlier."""
    article = articles.get(origin.article or origin.id or "")
    return (origin.id in articles, article.published or "9999" if article else "", origin.name)
