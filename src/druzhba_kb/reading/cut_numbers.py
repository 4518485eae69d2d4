"""Cut numbers: a block and the edge at which a quotation parts it in, whether a number says something else then out.

"30" cut out of "30 thousand" or "minus 30" is another number. It never says which number is meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from druzhba_kb.reading.readings import Reading, read

UNIT = 30  # characters: as far behind a number its unit may end
ASIDE = 60  # characters: as far from a number all words stand that change it
LONGEST = 1000  # characters: what is longer is a row of figures, not to be read anew for each of them


def cuts(block: str, lang: str, first: int, end: int, *, before: bool) -> bool:
    """Return whether a number at the first edge of a part of a block, or else at the last, is another one in the part."""
    numbers = read(block, lang)
    near = overlapping(numbers, first, first + 1) if before else overlapping(numbers, end - UNIT - 1, end)
    if not near:
        return False
    if any(one.end - one.start > LONGEST for one in near):
        return True
    # words further off say nothing of these numbers, and most of them are in other edges' parts too
    end = min(end, max(one.end for one in near) + ASIDE) if before else end
    first = first if before else max(first, min(one.start for one in near) - ASIDE)
    for part in read(block[first:end], lang):
        over = overlapping(numbers, part.start + first, part.end + first)
        if any(one in near for one in over) and not any(_alike(part, one) for one in over):
            return True
    return False


def overlapping(numbers: Sequence[Reading], low: int, high: int) -> Sequence[Reading]:
    """Return those of a text's numbers that have some of the characters from low to high."""
    first = bisect_right(numbers, low, key=lambda one: one.end)
    return numbers[first : bisect_left(numbers, high, lo=first, key=lambda one: one.start)]


def _alike(part: Reading, whole_: Reading) -> bool:
    """Return whether a number in the quotation says there what it says in the whole text."""
    if part.date or whole_.date:
        one, other = part.date, whole_.date
        if one is None or other is None or one.clock != other.clock or bool(one.until) != bool(other.until):
            return False
        return part.hedge == whole_.hedge and _given(one.year, other.year) and _given(one.month, other.month)
    same = (part.low, part.high, part.hedge) == (whole_.low, whole_.high, whole_.hedge)
    if {part.type, whole_.type} & {"unread", "percentage"} and part.type != whole_.type:
        return False
    if part.codes and whole_.codes and part.codes != whole_.codes:
        return False
    # "30 metres" of "30 metres per second" is no length
    return same and (part.is_rate or not whole_.is_rate)


def _given(part: int | None, other: int | None) -> bool:
    # a quotation may leave the year out, and may not give another one
    return part is None or part == other
