"""Text language: the running text of an article in, its language by script and by its commonest words out.

The word lists are jusText's, which trafilatura brings along. Where no list fits, or two fit alike, nothing is said: an
article in a wrong language would have its numbers and dates read wrongly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import regex
from babel import Locale
from justext import get_stoplist

from druzhba_kb.folding import words

LISTED = regex.findall(
    r"\w+", "ar bg ca cs da de el en es fa fi fr he hi hr hu id it kk lt lv nl pl pt ro ru sk sl sr sv tr uk ur uz vi"
)
# a script that one language is written in, the surest first: Japanese has Chinese signs, too
SCRIPTS: Mapping[str, regex.Pattern[str]] = {
    code: regex.compile(rf"\p{{{script}}}")
    for code, script in (("ja", "Hiragana"), ("ko", "Hangul"), ("th", "Thai"), ("zh", "Han"))
}
SCRIPT_SHARE = 0.2
FEWEST_WORDS = 15
LEAST_SHARE = 0.25  # of the words of a text; in sentences it is 0.4 to 0.65, in lists of names hardly any
LEAD = 1.1  # over the next language
MOST_WORDS = 1_000


def language_of(texts: Iterable[str]) -> str | None:
    """Return the language of the texts as an ISO 639 code; None where it cannot be known."""
    found = Counter(word.casefold() for text in texts for word in words(text)[:MOST_WORDS])
    count = found.total()
    for code, letters in SCRIPTS.items():
        if sum(number for word, number in found.items() if letters.search(word)) > SCRIPT_SHARE * count:
            return code
    shares = sorted((sum(found[word] for word in found.keys() & common_words(code)), code) for code in LISTED)
    (second, _), (first, code) = shares[-2:]
    is_sure = count >= FEWEST_WORDS and first >= LEAST_SHARE * count and first >= LEAD * second
    return code if is_sure else None


@cache
def common_words(code: str | None) -> frozenset[str]:
    """Return the commonest words of a language; none of one without a list."""
    name = Locale("en").languages.get(code, "") if code in LISTED else ""
    return frozenset(get_stoplist(name)) if name else frozenset()
