"""Harm: a number of a text in, whether it is that of those who were hurt, killed or held out; such are no participants.

The words are data of the languages. Only who has the text can ask: what stands here is in no seal.
"""

from __future__ import annotations

from collections.abc import Sequence

from druzhba_kb.reading.language import Language, language
from druzhba_kb.reading.tokens import Text, tokenize

BEHIND = 8  # words of a noun phrase with its verb: paratroopers of the second battalion were injured


def says_harm(text: str, lang: str | None) -> bool:
    """Return whether words tell of harm: killed, casualties."""
    known = language(lang)
    return known is not None and known.may_say(text, "harm") and any(_found(tokenize(text), known))


def says_what_it_counts(label: str, lang: str | None) -> bool:
    """Return whether a label tells what its numbers count: Crew does, Number does not."""
    known = language(lang)
    return known is not None and not known.word_set("context", "neutral").issuperset(tokenize(label).lows)


def is_harmed(sentence: str, span: tuple[int, int], lang: str | None) -> bool:
    """Return whether the number at a place of a sentence counts those to whom harm was done."""
    known = language(lang)
    if known is None or not known.may_say(sentence, "harm"):
        return False
    text = tokenize(sentence)
    first, last = map(text.token_from, span)
    return any(_is_of(text, known, (first, last), harm) for harm in _found(text, known))


def _found(text: Text, known: Language) -> list[tuple[int, int]]:
    return list(known.found(text, "context", "harm", 0, len(text.tokens)))


def _is_of(text: Text, known: Language, number: tuple[int, int], harm: tuple[int, int]) -> bool:
    (first, last), (start, stop) = number, harm
    # killed two soldiers; killed at least two soldiers
    if stop <= first:
        hedges = known.hedge_words | known.word_set("words", "stop") - known.word_set("context", "clause_starts")
        return all(word in hedges for word in text.lows[stop:first])
    if start < last or start - last > BEHIND or _has_object(text, known, start, stop):
        return False
    between: Sequence[int] = range(last, start)
    if _is_of_whom(text, known, first) and any(known.is_number(text.at(at)) for at in between):
        return False  # "of the 412 sailors fourteen were injured"
    commas = [at for at in between if text.lows[at] == ","]
    if len(commas) == 2:  # "two rowers, both of Holm, were injured"
        between = [at for at in between if not commas[0] <= at <= commas[1]]
    ends = known.word_set("context", "barriers_behind")
    # "60 soldiers practised rescuing the wounded": an object has an article of its own
    return not any(
        text.lows[at] in ends or text.lows[at] in ",;:()!?" or _opens_object(text, known, at) for at in between
    )


def _is_of_whom(text: Text, known: Language, first: int) -> bool:
    """Return whether a preposition stands before a number and its article."""
    at = first - 1 - (text.low(first - 1) in known.word_set("numbers", "definite"))
    return text.low(at) in known.word_set("words", "stop") - known.articles


def _opens_object(text: Text, known: Language, position: int) -> bool:
    return text.low(position) in known.articles and text.low(position - 1) not in known.word_set("dates", "of")


def _has_object(text: Text, known: Language, start: int, stop: int) -> bool:
    """Return whether a verb of harm is active: 70 soldiers arrested three men, but were arrested."""
    is_passive = text.low(start - 1) in known.word_set("context", "auxiliaries")
    return not is_passive and (known.is_number(text.at(stop)) or text.low(stop) in known.articles)
