"""Rewording: a quotation that does not stand in its article in, the article's own words out where only marks and spaces differ."""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.model import Article
from druzhba_kb.relate.locations import locate
from druzhba_kb.text import QUOTES, WORD, find_whole, fold_with_offsets, words

DROPPED = " '"


def exact_words(article: Article, quote: str) -> str | None:
    """Return the article's words for quote, where it does not stand there and exactly one run of words has its letters."""
    if article.text is None or locate(article, quote) or not words(quote):
        return None
    found = {there for block in article.text for there in _runs(quote, block.text) if find_whole(there, block.text)}
    return found.pop() if len(found) == 1 else None


def _runs(quote: str, text: str) -> Iterator[str]:
    """Yield each run of whole words in text that has the letters, digits and other signs of quote in their order."""
    needle, _ = _loose(quote)
    hay, offsets = _loose(text)
    start = hay.find(needle)
    while start >= 0:
        first, last = offsets[start], offsets[start + len(needle) - 1] + 1
        if not _cuts(text, first) and not _cuts(text, last):
            yield " ".join(text[slice(*_with_marks(quote, text, first, last))].split())
        start = hay.find(needle, start + 1)


def _loose(text: str) -> tuple[str, list[int]]:
    """Return text folded, without quotation marks and spaces, and where each of its characters comes from."""
    kept = [(char, offset) for char, offset in zip(*fold_with_offsets(text), strict=True) if char not in DROPPED]
    return "".join(char for char, _ in kept), [offset for _, offset in kept]


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(WORD.match(text[at - 1]) and WORD.match(text[at]))


def _with_marks(quote: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Return the run with the quotation marks around it that quote has too."""
    opens = quote[0] in QUOTES and first > 0 and text[first - 1] in QUOTES
    closes = quote[-1] in QUOTES and text[last : last + 1] != "" and text[last] in QUOTES
    return first - opens, last + closes
