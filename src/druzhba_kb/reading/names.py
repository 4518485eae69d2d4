"""Names: whether a name stands in words for itself, and not as a part of a longer one.

Learnt from references that passed on New Mexico for Mexico and on Chad Olsen for Chad.
"""

from __future__ import annotations

from druzhba_kb.folding import find_whole
from druzhba_kb.reading.language import language
from druzhba_kb.reading.readings import Words
from druzhba_kb.reading.tokens import Text, tokenize

# of the longer words; a sentence full of names stays below
MOSTLY = 0.6


def has_whole_name(name: str, words: Words) -> bool:
    """Return whether a name stands in words as a whole name: not the Mexico of New Mexico nor the Chad of Chad Olsen.

    A following capital word makes another name of it only outside titles, in which most words have capitals.
    """
    places = find_whole(name, words.text)
    known = language(words.lang)
    if not places or known is None:
        return bool(places)
    if is_empty(name, words.lang):
        return False
    text = tokenize(words.text)
    prefixes = known.word_set("words", "name_prefixes")
    return any(not _is_part(text, start, end, prefixes, name) for start, end in places)


def has_adjective(adjective: str, words: Words) -> bool:
    """Return whether an adjective stands in words, and not in the name of a sea or a street: the Malay of no peninsula."""
    known = language(words.lang)
    places = find_whole(adjective, words.text)
    named = known.word_set("words", "named_otherwise") if known else frozenset()
    after = (words.text[end:].split(maxsplit=1)[:1] for _, end in places)
    return any(not word or word[0].strip(".,;:!?'’”").casefold() not in named for word in after)


def is_empty(phrase: str, lang: str | None) -> bool:
    """Return whether a phrase is made of words such as 'the' and 'over' alone, which say nothing of anything."""
    known = language(lang)
    return known is not None and all(
        token.text in known.word_set("words", "empty") for token in tokenize(phrase).tokens
    )


def _is_part(text: Text, start: int, end: int, prefixes: frozenset[str], name: str) -> bool:
    first, after = text.token_from(start), text.token_from(end)
    if first == after or not name[:1].isupper():  # a common noun is no part of a name
        return False
    before = first - 1
    if text.low(before) in prefixes and text.tokens[before].text[:1].isupper() and text.joint(first) == " ":
        return True
    if after >= len(text.tokens) or text.joint(after) != " " or _is_title(text):
        return False
    token = text.tokens[after]
    if text.low(after - 1).endswith("'s"):  # Norway's King is not called Norway King
        return False
    # an acronym that follows is another's name: "Norway UN envoy"
    return token.kind == "word" and token.text[:1].isupper() and token.text[1:].islower()


def _is_title(text: Text) -> bool:
    words = [token for token in text.tokens if token.kind == "word" and len(token.text) > 3]
    return sum(token.text[:1].isupper() for token in words) > MOSTLY * len(words) and len(words) > 3
