"""Sentences: a text in, where its sentences end out; a stop after an initial or an abbreviation ends none.

Nor does that of an ordinal, where the language of the text writes such: am 3. Oktober, im 19. Jahrhundert.

Contexts reach to the end of a sentence, so that a stop taken for an end would cut off a denial.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from druzhba_kb.reading.language import language

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
    |vs|etc|cf|ca|al|approx|resp|vol|pp|ed|eds|Mio|Mrd|Tsd|Nr|Bd|Chr|ген|полк|им|ул|гг|руб|тыс|см|стр|др))\Z""",
    re.VERBOSE,
)
LONGEST_ABBREVIATION = 12
ORDINAL = re.compile(r"(?<!\w)(?:(?P<before>\w+)\s+)?(?<![\d.,])(?:\d{1,3}|[IVXLC]+)\Z")
LONGEST_ORDINAL = 20
NEXT_WORD = re.compile(r"\s+(\w+)")
LONGEST_SENTENCE = 5_000  # in characters


@lru_cache(maxsize=1024)
def sentence_ends(text: str, lang: str | None = None) -> tuple[int, ...]:
    """Return the offsets at which the sentences of a text end, that of the last one only where a stop stands there."""
    ends: list[int] = []
    for end in (*(match.end() for match in ENDED.finditer(text) if _ends_sentence(text, match, lang)), len(text)):
        # what is longer is no sentence, and what looks at all of a sentence for each of its words would never end
        while end - (last := ends[-1] if ends else 0) > LONGEST_SENTENCE:
            ends.append(text.rfind(" ", last + 1, last + LONGEST_SENTENCE) + 1 or last + LONGEST_SENTENCE)
        ends.append(end)
    return tuple(ends[:-1])


def sentence_around(text: str, start: int, end: int, lang: str | None = None) -> tuple[int, int]:
    """Return where the sentence, or the run of sentences, that holds start to end begins and ends."""
    ends = sentence_ends(text, lang)
    before, behind = bisect_right(ends, start), bisect_left(ends, end)
    return ends[before - 1] if before else 0, ends[behind] if behind < len(ends) else len(text)


def _ends_sentence(text: str, match: re.Match[str], lang: str | None) -> bool:
    stop = match["stop"]
    if stop is None:
        return True
    following = text[match.end() : match.end() + 8].lstrip(OPENING)[:1]
    if following.islower():  # "approx. half", "p. 12 f. and": no sentence begins in small letters
        return False
    before = text[max(0, match.start() - LONGEST_ABBREVIATION) : match.start()]
    return stop != "." or not (ABBREVIATED.search(before) or _is_ordinal(text, match, lang))


def _is_ordinal(text: str, match: re.Match[str], lang: str | None) -> bool:
    """Return whether a stop makes an ordinal of a number: before a month, or a noun that an article has."""
    known, following = language(lang), NEXT_WORD.match(text, match.end("stop"))
    if known is None or following is None or not (articles := known.word_set("numbers", "before_ordinal_point")):
        return False
    number = ORDINAL.search(text, max(0, match.start() - LONGEST_ORDINAL), match.start())
    low = following[1].casefold()
    if number is None or low in known.month_names:
        return number is not None
    # "Es begann am 3. Die Boote": what a sentence begins with follows no ordinal
    return (number["before"] or "").casefold() in articles and low not in known.word_set("words", "stop")
