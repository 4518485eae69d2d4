"""Sentences: a text in, where its sentences end out; a stop after an initial or an abbreviation ends none.

Contexts reach to the end of a sentence, so that a stop taken for an end would cut off a denial.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

# \x01 stands for a break of Markdown (`relate.prose`); an item of a list is a sentence of its own
ENDED = re.compile(
    r"""
      (?<![.!?…؟।॥۔])(?P<stop>[.!?…؟।॥۔]++)["'”’»›)\]*_]*(?=\s|\Z)
    | [。！？｡．]+["'”’»›)\]*_」』）]*
    | \x01+
    | \n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])
    """,
    re.VERBOSE,
)
OPENING = " \n\t\"'“‘«‹([*_"
# "said Capt. Ada Finch" must not end at "Capt.", or the speaker is lost
ABBREVIATED = re.compile(
    r"""(?:(?<!\w)(?:[^\W\d_]|(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}
    |Gen|Lt|Col|Maj|Brig|Capt|Cmdr|Cdr|Sgt|Adm|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Hon|Rev|Gov|Sen|Rep|Pres|Amb|Min|Dept|Univ
    |Inc|Ltd|Co|Corp|Bros|No|Nos|Fig|Vol|Art|Sec|Ed|Eds|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec
    |vs|etc|cf|ca|al|approx|resp|vol|pp|ed|eds|ген|полк|им|ул|гг|руб|тыс|см|стр|др))\Z""",
    re.VERBOSE,
)
LONGEST_ABBREVIATION = 12
LONGEST_SENTENCE = 5_000  # in characters


@lru_cache(maxsize=1024)
def sentence_ends(text: str) -> tuple[int, ...]:
    """Return the offsets at which the sentences of a text end, that of the last one only where a stop stands there."""
    ends: list[int] = []
    for end in (*(match.end() for match in ENDED.finditer(text) if _ends_sentence(text, match)), len(text)):
        # what is longer is no sentence, and what looks at all of a sentence for each of its words would never end
        while end - (last := ends[-1] if ends else 0) > LONGEST_SENTENCE:
            ends.append(text.rfind(" ", last + 1, last + LONGEST_SENTENCE) + 1 or last + LONGEST_SENTENCE)
        ends.append(end)
    return tuple(ends[:-1])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence, or the run of sentences, that holds start to end begins and ends."""
    ends = sentence_ends(text)
    before, behind = bisect_right(ends, start), bisect_left(ends, end)
    return ends[before - 1] if before else 0, ends[behind] if behind < len(ends) else len(text)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop = match["stop"]
    if stop is None:
        return True
    following = text[match.end() : match.end() + 8].lstrip(OPENING)[:1]
    if following.islower():  # "approx. half", "p. 12 f. and": no sentence begins in small letters
        return False
    before = text[max(0, match.start() - LONGEST_ABBREVIATION) : match.start()]
    return stop != "." or not ABBREVIATED.search(before)
