"""Uncited passages: texts and quotations in, the sentences with a number, date or name that none cites out.

An editor asks what an article says that the base does not. A name is cited by any quotation that holds it or states
something of its entity; a number or a date only by a quotation that touches it, for the same number may be said of two
things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Article, Records
from druzhba_kb.reading.context import speakers_in
from druzhba_kb.relate.passages import BlockText, Sentence, day_of_post, sentences_of
from druzhba_kb.suggesting.lexicon import words
from druzhba_kb.suggesting.mention_index import MentionIndex
from druzhba_kb.suggesting.sentence_values import values_in
from druzhba_kb.suggesting.suggest_model import Span, UncitedDetail, UncitedPassage, touch
from druzhba_kb.verify.quotations import quotations

CAPITALISED = regex.compile(
    r"(?<![\p{L}\p{N}/@#_.])\p{Lu}[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{N}](?: \p{Lu}[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{N}])*"
)
OPENING = regex.compile(r"(?:^|[.!?:“‘\"'(\[—]) ?$")
POSSESSIVE = regex.compile(r"['’]s$")


def find_uncited(records: Records, index: MentionIndex, texts: Sequence[BlockText]) -> tuple[UncitedPassage, ...]:
    """Return the sentences, headings and titles in which numbers, dates or names are left that no quotation touches.

    A name counts as cited where a quotation from the article holds it, states something of its entity or has it speak.
    """
    cited, quoted, stated = _cited(records, texts), _quoted(records), _stated(records)
    found = []
    for text in texts:
        article = records.articles[text.article]
        for sentence in sentences_of(text):
            mentions = index.mentions(text.article, text.block, (sentence.start, sentence.end))
            taken = [one.span for one in mentions]
            figures = _figures(sentence, cited[text.article, text.block], taken, article)
            unstated = (one for one in mentions if one.subject.id not in stated[text.article])
            names = [*((one.span, one.subject.names) for one in unstated), *_capitalised(sentence, taken)]
            details = (*figures, *_names(text.text, names, quoted[text.article]))
            found += [UncitedPassage(sentence, details)] if details else []
    return tuple(found)


def find_all(records: Records, index: MentionIndex, texts: Sequence[BlockText]) -> tuple[UncitedPassage, ...]:
    """Return the passages as if nothing were cited, with those who speak in them."""
    bare = {id: replace(one, statements=(), aliases=()) for id, one in records.entities.items()}
    found = find_uncited(replace(records, entities=bare), index, texts)
    return tuple(replace(one, details=(*one.details, *_speakers(records, one.sentence))) for one in found)


def _speakers(records: Records, sentence: Sentence) -> Iterator[UncitedDetail]:
    spoken = speakers_in(sentence.text, records.articles[sentence.article].lang)
    yield from (UncitedDetail("speaker", who) for who in spoken)


def _quoted(records: Records) -> dict[str, str]:
    """Return all that is quoted from each article."""
    quotes: defaultdict[str, str] = defaultdict(str)
    for quotation in quotations(records):
        quotes[quotation.article] += f" | {quotation.quote}"
    return quotes


def _stated(records: Records) -> dict[str, set[str]]:
    """Return the entities of which something is stated from each article, and those who speak there."""
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for entity in records.entities.values():
        for item in (item for statement in entity.statements for item in statement.evidence):
            stated[item.article].update({entity.id}, (one.id for one in item.said_by if one.id))
    return stated


def _cited(records: Records, texts: Iterable[BlockText]) -> dict[tuple[str, int | None], list[Span]]:
    """Return where quotations stand, by article and block."""
    blocks: dict[tuple[str, int | None], str] = {(text.article, text.block): text.text for text in texts}
    cited: defaultdict[tuple[str, int | None], list[Span]] = defaultdict(list)
    for quotation in quotations(records):
        at = quotation.article, quotation.first_block
        cited[at] += find_whole(quotation.quote, blocks.get(at, ""))[:1]
    return cited


def _figures(
    sentence: Sentence, cited: Iterable[Span], names: Sequence[Span], article: Article
) -> Iterator[UncitedDetail]:
    for value in values_in(sentence, article.published, article.lang, names, post=day_of_post(article, sentence.block)):
        said = sentence.text[value.span[0] - sentence.start : value.span[1] - sentence.start]
        # "the second day", "about two": one and two in words count nothing that a reader would miss
        is_small = value.forms[0].strip("~<>=") in ("1", "2") and not any(map(str.isdigit, said))
        if value.type != "money" and not is_small and not any(touch(value.span, span) for span in cited):
            yield UncitedDetail("date" if value.type == "date" else "number", said)


def _capitalised(sentence: Sentence, taken: Sequence[Span]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield what else is written like a name: not what opens a sentence or a quotation, nor a people or a month alone."""
    for match in CAPITALISED.finditer(sentence.text):
        span = sentence.start + match.start(), sentence.start + match.end()
        opens = OPENING.search(sentence.text, 0, match.start())
        is_plain = all(word.lower() in words("ordinary", "demonyms", "months") for word in match[0].split())
        if not opens and not is_plain and not any(touch(span, other) for other in taken):
            yield span, ()


def _names(text: str, named: Sequence[tuple[Span, tuple[str, ...]]], quotes: str) -> list[UncitedDetail]:
    """Return the names that no quotation from the article holds in any of their forms."""
    missing = []
    for span, forms in sorted(named):
        spelt = POSSESSIVE.sub("", text[slice(*span)])
        if spelt != spelt.lower() and not any(find_whole(form, quotes) for form in {spelt, *forms}):
            missing.append(UncitedDetail("name", spelt))
    return list(dict.fromkeys(missing))
