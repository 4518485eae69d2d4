"""Lines in, those of teasers out: headline, date and the opening words of other articles, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from druzhba_kb.importing.bylines import byline_author, is_label, is_lone_date
from druzhba_kb.importing.lines import Line, is_headline
from druzhba_kb.text import fold, words

FEWEST = 2
LONGEST = 60


def find_teasers(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indices of all lines of each run of teasers, with the short labels above it."""
    index = 0
    while index < len(lines):
        units, end = _run(lines, index)
        if units >= FEWEST:
            yield from range(_labels(lines, index), end)
        index = max(end, index + 1)


def _run(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Return how many teasers follow each other from start on, and where they end."""
    units, end = 0, start
    while following := _teaser(lines, end):
        units, end = units + 1, following
    return units, end


def _teaser(lines: Sequence[Line], start: int) -> int | None:
    """Return the end of the teaser that begins at start: a headline with a date or with words that break off."""
    if start >= len(lines) or not is_headline(lines[start].text) or _is_dated(lines[start].text):
        return None
    end, dated = start + 1, False
    if start + 2 < len(lines) and _is_dated(lines[start + 2].text) and _sums_up(lines[start + 1].text):
        return start + 3
    while end < len(lines) and (_is_dated(lines[end].text) or fold(lines[end].text) == fold(lines[start].text)):
        dated = dated or _is_dated(lines[end].text)
        end += 1
    repeated = end > start + 1 and fold(lines[end - 1].text) == fold(lines[start].text)
    if end < len(lines) and (
        _breaks_off(lines[end].text) or (dated and repeated and len(words(lines[end].text)) <= LONGEST)
    ):
        return end + 1
    return end if dated else None


@lru_cache(maxsize=2**14)
def _is_dated(text: str) -> bool:
    return is_lone_date(text) or is_label(text) or (byline_author(text) is not None and any(map(str.isdigit, text)))


def _sums_up(text: str) -> bool:
    return 4 < len(words(text)) <= LONGEST // 2 and not _is_dated(text)


def _breaks_off(text: str) -> bool:
    return text.endswith(("...", "…", "[...]", "[…]")) and len(words(text)) <= LONGEST


def _labels(lines: Sequence[Line], start: int) -> int:
    """Return where the labels above a run of teasers begin, such as the name of a section."""
    while start > 0 and is_headline(lines[start - 1].text) and len(words(lines[start - 1].text)) <= 2:
        start -= 1
    return start
