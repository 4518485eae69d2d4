"""Quoted words: what stands around each word of a quotation in, the context of the quotation out.

Words are read one by one, since seals prove them so: the marks of a quotation are those before its first word, those behind
its last, and who speaks all of it. With the text and without it this is the same; it must never look at the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from druzhba_kb.folding import WORD, fold, words
from druzhba_kb.reading.language import language


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


def context_of(quote: str, position: int, around: Sequence[WordContext], lang: str | None) -> Context:
    """Return the context of a quotation from what stands around each of its words, and the language that it is in."""
    if not around:
        return Context(position, frozenset())
    first, last, (lead, trail) = around[0], around[-1], edges(quote)
    speech = all(one.speech for one in around)
    behind = (who for who in last.speakers if who in first.speakers or _is_said_inside(quote, who, around, lang))
    speakers = tuple(dict.fromkeys((*first.speakers, *behind)))
    if speech and not speakers:
        speakers = tuple(dict.fromkeys((*first.beside, *last.beside)))
    marks = set(first.before | last.behind)
    # "$30" and "30%" are whole with their signs
    if ("glued" if lead else "cut") in first.before or ("glued" if trail else "cut") in last.behind:
        marks.add("compared")
    if "?" in trail:
        marks.discard("asked")
    if speech or speakers:
        marks.add("spoken")
    return Context(position, frozenset(marks - {"cut", "glued"}), speakers)


def _is_said_inside(quote: str, who: str, around: Sequence[WordContext], lang: str | None) -> bool:
    """Return whether a quotation holds a verb of saying, and with it what somebody says, not what he does by it."""
    known, named = language(lang), words(who)
    folded = fold(quote)
    spans = [match.span() for match in WORD.finditer(folded)]
    quoted = [folded[slice(*span)] for span in spans]
    # who is named in part only is a part of what is quoted: "keeper said that the lamp was lit"
    if known is None or any(quoted[:count] == named[-count:] for count in range(1, len(named))):
        return False
    verb = len(around) - sum(1 for _ in takewhile(lambda one: who in one.speakers, reversed(around)))
    is_named = any(quoted[at : at + len(named)] == named for at in range(verb))
    if is_named or known.word_set("context", "deeds").isdisjoint(map(str.casefold, quoted[:verb])):
        return True
    # "denied entry to 14 people" tells what somebody does; "denied that", "denied: 14" and "denied 14 were there" do not
    ends = known.word_set("context", "barriers_behind") - known.word_set("context", "that")
    clause = set(takewhile(lambda word: word not in ends, map(str.casefold, quoted[verb:])))
    sign = folded[spans[verb - 1][1] : spans[verb][0]].strip(" -")
    return bool(sign) or any(clause & known.word_set("context", key) for key in ("that", "passive", "conditional"))


def edges(quote: str) -> tuple[str, str]:
    """Return the signs before the first word of a quotation, and those behind its last one."""
    folded = fold(quote)
    found = [match.span() for match in WORD.finditer(folded)]
    return (folded[: found[0][0]], folded[found[-1][1] :]) if found else (folded, "")
