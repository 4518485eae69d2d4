"""Ages: a number in words in, whether it is somebody's age out: "Ada Finch, 52," and "the 52-year-old".

The words are data of the languages. A number of years alone may be how long something lasted, and is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from druzhba_kb.reading.language import language, language_codes
from druzhba_kb.reading.readings import Reading, Words
from druzhba_kb.reading.tokens import tokenize

OPENED, CLOSED = frozenset(",("), frozenset(("", *",.;)"))


def names_age(labels: Iterable[str]) -> bool:
    """Return whether one of the names of an attribute says that it is an age, in any language that is read."""
    known = [one for code in language_codes() if (one := language(code))]
    named = {low for label in labels for low in tokenize(label).lows}
    return any(not named.isdisjoint(one.words("numbers", "age")) for one in known)


def is_age(number: Reading, words: Words) -> bool:
    """Return whether a number of a passage is an age: by the words beside it, or in apposition to a name."""
    known = language(words.lang)
    if known is None or number.type not in {"number", "duration"}:
        return False
    text = tokenize(words.text)
    first, end = text.token_from(number.start), text.token_from(number.end)
    if known.phrases("numbers", "aged").before(text.lows, first) or known.phrases("numbers", "old").at(text.lows, end):
        return True
    behind = end + (text.low(end) in known.words("units", "year"))
    is_apposed = text.low(first - 1) in OPENED and text.at(first - 2).text[:1].isupper()
    return is_apposed and text.low(behind) in CLOSED
