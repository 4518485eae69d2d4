"""Numbers in running text: a text in, where each number stands and what it says as a value out: 70, ~200, >=50, 5e9 USD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from druzhba_kb.reading import Reading, read
from druzhba_kb.suggesting.quoting import Span
from druzhba_kb.values.amounts import SIGNS_OF, plain

COUNTS = ("number", "quantity", "duration", "percentage", "ordinal")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a text: where it stands with its hedge, its own words, and an amount with its sign or a sum of money."""

    start: int
    end: int
    words: str
    amount: str

    @property
    def span(self) -> Span:
        """Return where the number stands."""
        return self.start, self.end


def numbers_in(text: str, lang: str | None = None) -> list[Counted]:
    """Return the numbers of text that count or order, in their order; not 'one', nor 'the two'."""
    found = (reading for reading in read(text, lang) if reading.type in COUNTS)
    return [_counted(text, reading, _amount(reading)) for reading in found if not _is_article(text, reading)]


def sums_in(text: str, lang: str | None = None) -> list[Counted]:
    """Return the sums of money in text whose currency is certain."""
    return list(_sums(text, lang))


def _sums(text: str, lang: str | None) -> Iterator[Counted]:
    for reading in read(text, lang):
        if reading.type == "money" and len(reading.codes) == 1 and not reading.is_rate:
            yield _counted(text, reading, f"{_amount(reading)} {min(reading.codes)}")


def _counted(text: str, reading: Reading, amount: str) -> Counted:
    start = reading.start if reading.opens < 0 else min(reading.opens, reading.start)
    return Counted(start, reading.end, text[reading.start : reading.end], amount)


def _amount(reading: Reading) -> str:
    if reading.low != reading.high:
        return f"{plain(reading.low)}-{plain(reading.high)}"
    return SIGNS_OF[reading.hedge][0] + plain(reading.low)


def _is_article(text: str, reading: Reading) -> bool:
    written = text[reading.start : reading.end]
    return written.isalpha() and reading.type != "ordinal" and (reading.low == 1 or reading.is_definite)
