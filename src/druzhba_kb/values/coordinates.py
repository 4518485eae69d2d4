"""The value type `coordinates`: latitude and longitude in decimal degrees, such as 33.95, 72.61.

Newspapers hardly ever print a point, so most are inferred, with a note; one that is quoted must stand there digit for
digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from druzhba_kb.folding import fold
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values.amounts import plain
from druzhba_kb.values.base import ValueType, quoted, strings, unexcused

PATTERN = r"-?[0-9]{1,3}(?:\.[0-9]{1,8})? ?, ?-?[0-9]{1,3}(?:\.[0-9]{1,8})?"
COORDINATES = re.compile(PATTERN)
LONGEST = 40


class CoordinatesType(ValueType):
    """A point on the earth."""

    name = "coordinates"
    cells = (
        ("lat", "number", "its latitude in degrees, north of the equator positive"),
        ("lon", "number", "its longitude in degrees, east of Greenwich positive"),
    )

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as latitude and longitude."""
        return ", ".join(plain(number) for number in _read(raw))

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '33.95° N, 72.61° E'."""
        latitude, longitude = _read(value)
        north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
        return f"{plain(abs(latitude))}° {north}, {plain(abs(longitude))}° {east}"

    def split(self, value: str) -> tuple[str, ...]:
        """Return latitude and longitude."""
        return tuple(plain(number) for number in _read(value))

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one point is the other, rounded."""
        return all(_rounds(a, b) for a, b in zip(_read(one), _read(other), strict=True))

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'value' when the numbers do not stand in the passages side by side."""
        latitude, longitude = (re.escape(plain(number)) for number in _read(value))
        # 33.95 within 133.95 or 33.957 is another place
        literal = re.compile(rf"(?<![\w.,-]){latitude} ?, ?{longitude}(?!\w|[.,][0-9])")
        given = any(literal.search(fold(words.text)) for words in passages)
        return unexcused([] if given else ["value"], inferred, attribute)

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for two numbers in a string."""
        return strings(f"^{PATTERN}$")


@lru_cache(maxsize=1024)
def _read(raw: str) -> tuple[Decimal, Decimal]:
    fault = f"{quoted(raw)} are no coordinates; expected latitude and longitude in degrees, such as 33.95, 72.61"
    if len(raw) > LONGEST or not COORDINATES.fullmatch(raw.strip()):
        raise ValueError(fault)
    latitude, longitude = (Decimal(number.strip()) + 0 for number in raw.split(","))  # + 0: no -0
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(fault + " (at most 90 and 180)")
    return latitude, longitude


def _rounds(one: Decimal, other: Decimal) -> bool:
    # sources round differently: 33.9, 72.6 is the same point told with fewer digits
    coarse = Decimal(1).scaleb(max(_exponent(one), _exponent(other)))
    return one.quantize(coarse) == other.quantize(coarse)


def _exponent(number: Decimal) -> int:
    return -len(plain(number).partition(".")[2])
