"""Uncited: the texts and the base's quotations in, the sentences with a number, a date or a name that none cites out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.model import Article, Records
from druzhba_kb.relate.passages import BlockText, Sentence, sentences_of
from druzhba_kb.suggesting.counting import numbers_in
from druzhba_kb.suggesting.dating import dates_in
from druzhba_kb.suggesting.mention_index import Cast
from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.suggesting.vocabulary import words
from druzhba_kb.text import find_whole
from druzhba_kb.verify.quotations import quotations

CAPITALISED = regex.compile(
    r"(?<![\p{L}\p{N}/@#_.])\p{Lu}[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{N}](?: \p{Lu}[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{N}])*"
)
OPENING = regex.compile(r"(?:^|[.!?:“‘\"'(\[—]) ?$")
SEPARATOR = regex.compile(r"[ -]")
SMALL = {"first", "second", "two", "i", "ii"}
POSSESSIVE = regex.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage is worth a statement: a number, a date or a name, and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Uncited:
    """A sentence with something in it that no quotation gives."""

    sentence: Sentence
    reasons: tuple[Reason, ...]


def find_uncited(records: Records, cast: Cast, texts: Sequence[BlockText]) -> tuple[Uncited, ...]:
    """Return the sentences, headings and titles in which numbers, dates or names are left that no quotation touches.

    A name counts as cited where a quotation from the article holds it, states something of its entity or has it speak.
    """
    cited = _cited(records, texts)
    quoted, stated = _quotes(records), _stated(records)
    found = []
    for text in texts:
        quotes, spans = quoted.get(text.article, ""), cited.get((text.article, text.block), ())
        for sentence in sentences_of(text):
            seen = cast.seen(text.article, text.block, (sentence.start, sentence.end))
            named = [(one.start - sentence.start, one.end - sentence.start) for one in seen]
            figures = _figures(sentence, spans, named, records.articles[text.article])
            told = stated.get(text.article, set())
            names = [
                (span, one.subject.names) for span, one in zip(named, seen, strict=True) if one.subject.id not in told
            ]
            reasons = (*figures, *_names(sentence, [*names, *_capitalised(sentence, named)], quotes))
            found += [Uncited(sentence, reasons)] if reasons else []
    return tuple(found)


def _quotes(records: Records) -> dict[str, str]:
    """Return all that is quoted from each article."""
    quotes: dict[str, str] = {}
    for quotation in quotations(records):
        quotes[quotation.article] = f"{quotes.get(quotation.article, '')} | {quotation.quote}"
    return quotes


def _stated(records: Records) -> dict[str, set[str]]:
    """Return the entities of which something is stated from each article, and those who speak there."""
    stated: dict[str, set[str]] = {}
    for entity in records.entities.values():
        for item in (item for statement in entity.statements for item in statement.evidence):
            stated.setdefault(item.article, set()).update({entity.id}, (one.id for one in item.said_by if one.id))
    return stated


def _cited(records: Records, texts: Iterable[BlockText]) -> Mapping[tuple[str, int | None], list[Span]]:
    """Return where quotations stand, by article and block."""
    blocks: dict[tuple[str, int | None], str] = {(text.article, text.block): text.text for text in texts}
    cited: dict[tuple[str, int | None], list[Span]] = {}
    for quotation in quotations(records):
        at = quotation.article, quotation.first_block
        if at in blocks:
            cited.setdefault(at, []).extend(find_whole(quotation.quote, blocks[at])[:1])
    return cited


def _figures(sentence: Sentence, cited: Iterable[Span], names: Sequence[Span], article: Article) -> Iterator[Reason]:
    dates = [date.span for date in dates_in(sentence.text, article.published, article.lang)]
    numbers = [number for number in numbers_in(sentence.text, article.lang) if number.words.lower() not in SMALL]
    alone = [one.span for one in numbers if not any(_touch(one.span, other) for other in (*dates, *names))]
    for kind, spans in (("date", dates), ("number", alone)):
        for start, end in spans:
            if not any(_touch((sentence.start + start, sentence.start + end), other) for other in cited):
                yield Reason(kind, sentence.text[start:end])


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _capitalised(sentence: Sentence, taken: Sequence[Span]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield what else is written like a name: not what opens a sentence or a quotation, nor a people or a month alone."""
    for match in CAPITALISED.finditer(sentence.text):
        opens = OPENING.search(sentence.text, 0, match.start())
        plain = all(
            word.lower() in words("ordinary") | words("demonyms") | words("months") for word in match[0].split()
        )
        if not opens and not plain and not any(_touch(match.span(), span) for span in taken):
            yield match.span(), ()


def _names(sentence: Sentence, named: Sequence[tuple[Span, tuple[str, ...]]], quotes: str) -> list[Reason]:
    """Return the names that no quotation from the article holds in any of their forms."""
    missing = []
    for span, forms in sorted(named):
        spelt = POSSESSIVE.sub("", sentence.text[slice(*span)])
        if spelt != spelt.lower() and not any(find_whole(form, quotes) for form in {spelt, *forms}):
            missing.append(Reason("name", spelt))
    return list(dict.fromkeys(missing))
