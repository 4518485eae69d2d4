"""Quoted words: what stands around each word of a quotation in, the context of the quotation out.

Words are read one by one, since seals prove them so: the marks of a quotation are those before its first word, those behind
its last, and who speaks all of it. With the text and without it this is the same; it must never look at the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.folding import WORD, fold, words


@dataclass(frozen=True, slots=True)
class Context:
    """The marks of one place where a quotation stands: the number of its first word in the block, and who speaks.

    `speakers` are the words of the text for whoever says it, as far as they are near; there may be none.
    """

    position: int
    marks: frozenset[str]
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordContext:
    """What stands around one word: the marks that the words before it give, and those behind it.

    'cut' tells of numbers, 'glued' of those that are cut even where the signs go with the word: 30 in "minus $30".
    `speech` says whether it stands inside quotation marks, `speakers` who says it, `beside` who else spoke there.
    """

    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    speech: bool = False
    speakers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def context_of(quote: str, position: int, around: Sequence[WordContext]) -> Context:
    """Return the context of a quotation from what stands around each of its words."""
    if not around:
        return Context(position, frozenset())
    first, last, (lead, trail) = around[0], around[-1], edges(quote)
    speech = all(one.speech for one in around)
    # who is named in part only is a part of what is quoted: "keeper said that the lamp was lit"
    behind = (who for who in last.speakers if who in first.speakers or not _begins_inside(quote, who))
    speakers = tuple(dict.fromkeys((*first.speakers, *behind)))
    if speech and not speakers:
        speakers = tuple(dict.fromkeys((*first.beside, *last.beside)))
    marks = set(first.before | last.behind)
    # "$30" and "30%" are whole with their signs
    is_cut = ("glued" if lead else "cut") in first.before or ("glued" if trail else "cut") in last.behind
    if "?" in trail:
        marks.discard("asked")
    if speech or speakers:
        marks.add("spoken")
    return Context(position, frozenset(marks - {"cut", "glued"} | ({"compared"} if is_cut else set())), speakers)


def _begins_inside(quote: str, speaker: str) -> bool:
    """Return whether a quotation begins in the midst of the words for a speaker."""
    quoted, named = words(quote), words(speaker)
    return any(quoted[:count] == named[-count:] for count in range(1, len(named)))


def edges(quote: str) -> tuple[str, str]:
    """Return the signs before the first word of a quotation, and those behind its last one."""
    folded = fold(quote)
    found = [match.span() for match in WORD.finditer(folded)]
    return (folded[: found[0][0]], folded[found[-1][1] :]) if found else (folded, "")
