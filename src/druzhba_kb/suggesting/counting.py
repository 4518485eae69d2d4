"""Numbers in running text: a text in, where each number stands and what it says as a value out: 70, ~200, >=50, 5e9 USD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.text import fold_with_offsets
from druzhba_kb.values.amounts import plain
from druzhba_kb.values.money import CUES
from druzhba_kb.values.numerals import HARD_SPACE_IN_NUMBER, Numeral, numerals

SIGNS = {
    "~": r"about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|an estimated|close to|estimated at",
    ">=": r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of",
    "<=": r"up to|at most|no more than|not more than|a maximum of",
    ">": r"(?<!no |not )more than|over|above|in excess of",
    "<": r"(?<!no |not )(?:fewer|less) than|under|below",
}
BEFORE = {
    sign: regex.compile(rf"(?i)(?<!\p{{L}})(?:{words}) (?:the )?[A-Z]{{0,3}}\p{{Sc}}? ?$")
    for sign, words in SIGNS.items()
}
RANGE = regex.compile(r" ?(?:to|-|and) ?")
SIGN_BEFORE = regex.compile(r"[A-Z]{0,3}\p{Sc} ?$")
DETERMINED = regex.compile(r"(?i)\b(?:the|these|those|their|its|our|both|other|any|no|every|each) $")
UNIT_AFTER = regex.compile(r"[ -]?(?:%|per ?cent\b|(?:US )?\p{L}+)")
LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a text: where it stands, as a numeral and as an amount with its sign."""

    start: int
    end: int
    numeral: Numeral
    amount: str

    @property
    def span(self) -> Span:
        """Return where the number stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money in a text: where number and currency stand, and its value."""

    start: int
    end: int
    value: str

    @property
    def span(self) -> Span:
        """Return where the sum stands."""
        return self.start, self.end


def numbers_in(text: str) -> list[Counted]:
    """Return the numbers of text in order; two that make a range are one."""
    folded, offsets = fold_with_offsets(HARD_SPACE_IN_NUMBER.sub(",", text))
    found = _ranges(folded, list(_placed(text, folded)))
    return [replace(one, start=offsets[one.start], end=offsets[one.end - 1] + 1) for one in found]


def _placed(text: str, folded: str) -> Iterator[Counted]:
    done = 0
    for numeral in numerals(text):
        whole = regex.compile(rf"(?<![\p{{L}}\p{{N}}_]){regex.escape(numeral.raw)}(?![\p{{N}}_])")
        if match := whole.search(folded, done):
            done = match.end()
            if not _is_count(numeral, folded[: match.start()]):
                continue
            sign, start = _sign(folded, match.start())
            yield Counted(start, done, numeral, sign + plain(numeral.value))


def _is_count(numeral: Numeral, before: str) -> bool:
    """Return whether a number counts: not 'one', 'the two', nor the billion of 'multi-billion'."""
    in_words = not numeral.raw[:1].isdigit()
    return not (
        in_words and not numeral.ordinal and (numeral.value == 1 or numeral.designator or DETERMINED.search(before))
    )


def _sign(folded: str, start: int) -> tuple[str, int]:
    """Return the sign that the words before a number give it, and where number and words start."""
    for sign, pattern in BEFORE.items():
        if match := pattern.search(folded, max(0, start - LOOK_BACK), start):
            return sign, match.start()
    return "", start


def _ranges(folded: str, found: list[Counted]) -> list[Counted]:
    joined: list[Counted] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _makes_range(folded, last, one):
            joined[-1] = replace(last, end=one.end, amount=f"{last.amount.lstrip('~<>=')}-{one.amount}")
        else:
            joined.append(one)
    return joined


def _makes_range(folded: str, one: Counted, other: Counted) -> bool:
    joint = RANGE.fullmatch(folded, one.end, other.start)
    between = joint and (joint[0].strip() != "and" or folded[: one.start].endswith("between "))
    counts = all(n.numeral.value >= 0 and not n.numeral.ordinal and n.amount[-1:].isdigit() for n in (one, other))
    return bool(between) and counts and "-" not in one.amount and one.numeral.value < other.numeral.value


def sums_in(text: str) -> list[Sum]:
    """Return the sums of money in text whose currency is certain."""
    return [found for number in numbers_in(text) if (found := _sum(text, number))]


def _sum(text: str, number: Counted) -> Sum | None:
    after = UNIT_AFTER.match(text, number.end)
    before = SIGN_BEFORE.search(text, max(0, number.start - 6), number.start)
    start = before.start() if before else number.start
    end = number.end if number.numeral.currency or not after else after.end()
    codes = [code for code, cue in CUES.items() if regex.search(rf"(?i:{cue})|\b{code}\b", text[start:end])]
    if len(codes) != 1 or number.numeral.ordinal or number.numeral.percent:
        return None
    return Sum(start, end, f"{number.amount} {codes[0]}")
