"""Speakers: an article's sentences in order in, who is speaking in each out: a known or suggested name, or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.suggesting.cast import Cast, Seen
from druzhba_kb.suggesting.nouns import Sentence
from druzhba_kb.suggesting.quoting import Span

VERBS = (
    r"(?:said|says|told|tells|added|adds|stated|states|announced|announces|reported|reports|claimed|claims|noted|notes"
    r"|explained|explains|confirmed|confirms|argued|argues|maintained|maintains|warned|warns|wrote|writes|tweeted|tweets"
    r"|insisted|insists|stressed|opined|opines|remarked|revealed|reveals|recalled|asserted|asserts|declared|believes)"
)
PASSIVE = "(?:was|were|is|are|be|been|being|has|have|had)"
TELLING = VERBS.replace("told|tells|", "")
ACCORDING = regex.compile(r"(?i:\baccording to) (?P<who>[^,;:()“”\"]+)")
AFTER = regex.compile(rf"(?:[”\"’'],?|(?P<bare>,)) ?(?P<verb>{TELLING}) (?P<who>[^,;:()“”\"]+)")
BEFORE = regex.compile(
    rf"(?P<who>[^;:()“”\"]+?),? (?:has |have |had |also |later |further |\p{{Ll}}+ly )*(?P<verb>{VERBS})\b(?! by\b)"
)
CLAUSE = regex.compile(
    r"(?:^|[,;:“”\"]|\b(?:and|but|while|as|that|which|whereas|because|when|where)\b) *(?P<who>[^,;:“”\"]*)$"
)
GOES_ON = regex.compile(rf"\b(?:that|adding|saying|{VERBS})\b|[“\"]")
PRONOUN = regex.compile(r"(?:he|she|they)", regex.IGNORECASE)
NOBODY = regex.compile(
    r"(?:it|who|which|that|this|these|we|i|one|some|many|others|in|on|at|after|to|there|what)\b", regex.IGNORECASE
)
QUOTED = regex.compile(r"[“\"«„].*?(?:[”\"»]|$)", regex.DOTALL)
MOST_WORDS = 7
MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker: the id of a known or suggested entity, or words."""

    id: str | None
    words: str


def speakers_of(sentences: Sequence[Sentence], cast: Cast) -> list[Said | None]:
    """Return who speaks in each sentence, None where the article does; 'he said' is who spoke last."""
    found: list[Said | None] = []
    last: Said | None = None
    for sentence in sentences:
        said = _speaker(sentence, cast, last)
        found.append(said)
        last = said or last
    return found


def speaker_at(number: int, span: Span, sentences: Sequence[Sentence], speakers: Sequence[Said | None]) -> Said | None:
    """Return who says the words at span (offsets in the block) of the sentence with that number.

    Words inside quotation marks whose own sentence names no speaker belong to that of the sentence before, or after;
    those outside where a quotation's speaker is named behind it belong to nobody but the article.
    """
    sentence = sentences[number]
    is_quoted = _is_quoted(sentence, span)
    if not is_quoted and _is_aside(sentence, span):
        return None
    if speakers[number] or not is_quoted:
        return speakers[number]
    near = [n for n in (number - 1, number + 1) if 0 <= n < len(sentences) and _same_block(sentences[n], sentence)]
    return next((speakers[n] for n in near if speakers[n]), None)


def _is_aside(sentence: Sentence, span: Span) -> bool:
    """Whether span only tells of who said the quotation before it: '“…,” said Aino Lehtola, head of …'."""
    start = span[0] - sentence.start
    match = next((one for one in AFTER.finditer(sentence.text, 0, start) if not one["bare"]), None)
    return bool(match) and not GOES_ON.search(sentence.text, match.end("verb") if match else 0, start)


def _same_block(one: Sentence, other: Sentence) -> bool:
    return (one.article, one.block) == (other.article, other.block)


def _is_quoted(sentence: Sentence, span: Span) -> bool:
    start, end = span[0] - sentence.start, span[1] - sentence.start
    return any(match.start() <= start and end <= match.end() for match in QUOTED.finditer(sentence.text))


def _speaker(sentence: Sentence, cast: Cast, last: Said | None) -> Said | None:
    for pattern in (ACCORDING, AFTER, BEFORE):
        for match in pattern.finditer(sentence.text):
            said = _before(sentence, match, cast, last) if pattern is BEFORE else _behind(sentence, match, cast, last)
            if said:
                return said
    return None


def _before(sentence: Sentence, match: regex.Match[str], cast: Cast, last: Said | None) -> Said | None:
    """Return who stands before the verb: in its own clause, or, with an apposition between, the sentence's person."""
    clause = CLAUSE.search(sentence.text, *match.span("who"))
    phrase = clause.span("who") if clause else match.span("who")
    apposed = sentence.text[phrase[1] : phrase[1] + 1] == ","
    seen = _seen(sentence, match.span("who") if apposed else phrase, cast)
    end = sentence.start + phrase[1]
    return _said(
        sentence, phrase, [one for one in seen if apposed or end - one.end <= 1 or _opens(sentence, one, phrase)], last
    )


def _behind(sentence: Sentence, match: regex.Match[str], cast: Cast, last: Said | None) -> Said | None:
    """Return who stands behind the verb: after a quotation or 'according to' any few words, after a bare comma only a name."""
    phrase = match.span("who")
    heads = [one for one in _seen(sentence, phrase, cast) if _titles(sentence, one, phrase) <= MOST_TITLES]
    if "bare" in match.groupdict() and match["bare"]:
        heads = [one for one in heads if not sentence.text[one.end - sentence.start : phrase[1]].strip(" .!?")]
        return _said(sentence, phrase, heads, last) if heads else None
    return _said(sentence, phrase, heads, last)


def _said(sentence: Sentence, phrase: Span, fitting: list[Seen], last: Said | None) -> Said | None:
    words = sentence.text[slice(*phrase)].strip(" .")
    if PRONOUN.fullmatch(words):
        return last
    if fitting:
        one = min(fitting, key=lambda one: not one.subject.speaks)
        return Said(one.subject.id, sentence.text[one.start - sentence.start : one.end - sentence.start])
    return Said(None, words) if _is_phrase(words) else None


def _seen(sentence: Sentence, span: Span, cast: Cast) -> list[Seen]:
    return cast.seen(sentence.article, sentence.block, (sentence.start + span[0], sentence.start + span[1]))


def _opens(sentence: Sentence, one: Seen, phrase: Span) -> bool:
    return one.subject.speaks and _titles(sentence, one, phrase) <= MOST_TITLES


def _titles(sentence: Sentence, one: Seen, phrase: Span) -> int:
    """Return how many words of a phrase stand before a name."""
    return len(sentence.text[phrase[0] : one.start - sentence.start].split())


def _is_phrase(words: str) -> bool:
    is_short = 0 < len(words.split()) <= MOST_WORDS
    return is_short and not NOBODY.match(words) and not regex.search(rf"\b(?:{VERBS}|{PASSIVE})\b", words)
