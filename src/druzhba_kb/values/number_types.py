"""The value types of numbers: a whole number, a quantity in a unit, a sum of money, a point on the earth.

An ordinal bears out an edition and no count, and a count bears out no edition. What is counted must be what the unit says: '200
soldiers' families' are no 200 soldiers. A sign that several currencies share bears out each of them; the currency's adjective or
the article's own word decides. Newspapers hardly ever print a point, so most are inferred, with a note; one that is quoted must
stand there digit for digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import get_currency_precision

from druzhba_kb.folding import fold
from druzhba_kb.locales import N_, formats, gettext
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Reading, Words, readings_of
from druzhba_kb.reading.ages import Certainty, age_told, names_age
from druzhba_kb.reading.language import language_codes
from druzhba_kb.reading.units import counts, is_percent, is_rank, measure_of, names_another, singular
from druzhba_kb.values import amounts
from druzhba_kb.values.amounts import Amount, digits, plain
from druzhba_kb.values.base import (
    INTEGER_SCHEMA,
    NUMBER_SCHEMA,
    OTHERWISE,
    ValueType,
    least,
    quoted,
    spans_of,
    strings,
    unexcused,
)

WHOLE_NUMBER = "-?[0-9]{1,18}"
INTEGER = re.compile(WHOLE_NUMBER)
GROUPED_FROM = 10_000
LONGEST_AMOUNT = 60
WORD = 4  # letters; a shorter unit is a sign such as km, and stays one


class IntegerType(ValueType):
    """A whole number."""

    name = "integer"
    parts = ("number",)
    cells = (("number", "integer", N_("the number alone")),)

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as a whole number without leading zeros."""
        if not INTEGER.fullmatch(raw.strip()):
            raise ValueError(
                f"{quoted(raw)} is no whole number; expected {digits(raw).lstrip('~<>=') or 'digits only, such as 3 or 1400'}"
            )
        return str(int(raw))

    def show(self, value: str, attribute: Attribute) -> str:
        """Return the number, grouped from 10,000 on, so that a year stays a year."""
        shown = formats.number(int(value), groups=abs(int(value)) >= GROUPED_FROM)
        unit = attribute.unit and (singular(attribute.unit) if int(value) == 1 else attribute.unit)
        return f"{shown} {unit}" if unit else shown

    def split(self, value: str) -> tuple[str, ...]:
        """Return the number."""
        return (value,)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'number' where no reading orders or counts so: an ordinal or edition mark, or a count of the unit.

        A unit or name such as edition or round is a rank, which no count bears out.

        Without a unit a number counts only where the attribute's own name says what: `goals: 3` on 'three goals',
        `age: 52` on 'Ada Finch, 52,'.
        """
        given = any(
            reading.low == reading.high and not reading.hedge and _bears(int(value), reading, words, attribute)
            for words in passages
            for reading in readings_of([words])
        )
        return unexcused([] if given else ["number"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the number stands."""
        return spans_of(readings_of([words]), lambda reading: reading.low == reading.high == int(value))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for whole numbers, bare or as strings."""
        return {"anyOf": [INTEGER_SCHEMA, strings(f"^{WHOLE_NUMBER}$")]}


def _bears(number: int, reading: Reading, words: Words, attribute: Attribute) -> bool:
    age, own = age_told(reading, words), _names_of(attribute)
    if age and is_age_attribute(attribute):
        return age.years == number
    # "in her 53rd year" she is 52
    if (
        reading.low != number
        or (reading.type == "ordinal" and is_age_attribute(attribute))
        or _is_of_age(reading, words, attribute)
    ):
        return False
    # `goals: 3` is borne out by "three goals" though the kind names no unit
    unit, *more = (attribute.unit, *attribute.unit_words) if attribute.unit else own
    ranks = is_rank(unit, reading)
    if reading.type in {"ordinal", "edition"}:
        # "the third regatta" are no three regattas
        return ranks or attribute.unit is None
    if ranks or reading.type not in {"quantity", "number", "duration"}:
        return False
    return counts(reading, unit, more) or (not attribute.unit and reading.before in {w.casefold() for w in own})


def _names_of(attribute: Attribute) -> tuple[str, ...]:
    return (attribute.name.replace("_", " "), attribute.label, *attribute.cues)


def is_age_attribute(attribute: Attribute) -> bool:
    """Return whether an attribute says how old somebody is."""
    return names_age(_names_of(attribute))


def _is_of_age(reading: Reading, words: Words, attribute: Attribute) -> bool:
    """Return whether a number is an age, and the attribute something else; years may be how long something lasted."""
    age = age_told(reading, words)
    least_sure = Certainty.SURE if attribute.unit else Certainty.LIKELY
    return age is not None and age.certainty >= least_sure and not is_age_attribute(attribute)


class QuantityType(ValueType):
    """How many or how much."""

    name = "quantity"
    parts = ("number", "unit", "hedge")
    cells = amounts.CELLS

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as an amount such as 70, ~200, >=50 or 50-70."""
        return _amount(raw, attribute.unit or "").written(amounts.plain)

    def show(self, value: str, attribute: Attribute) -> str:
        """Return 'about 200 soldiers'."""
        amount, unit = _amount(value), attribute.unit or ""
        measure = measure_of(unit)

        def counted(shown: str) -> str:
            if unit == "%":
                return formats.percent(shown)
            said = (
                formats.measured(shown, amount.high, measure, is_short=len(unit) < WORD or "/" in unit)
                if measure
                else None
            )
            return said or f"{shown} {singular(unit) if amount.low == amount.high == 1 else unit}".rstrip()

        return amount.shown(formats.number, counted)

    def split(self, value: str) -> tuple[str, ...]:
        """Return the bounds."""
        return _amount(value).bounds

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one number can be what both values say; '~' allows ten per cent."""
        return amounts.agree(_amount(one), _amount(other))

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return which of number, unit and hedge no one reading of the passages gives."""
        unit = attribute.unit
        # a share and a count never bear each other out
        types = {"percentage"} if is_percent(unit) else {"number", "quantity", "duration"}

        read = [(one, words) for words in passages for one in readings_of([words])]
        readings = [one for one, words in read if one.type in types and not _is_of_age(one, words, attribute)]
        is_of_ages = is_age_attribute(attribute)
        ages = {one for one, words in read if is_of_ages and age_told(one, words)}

        def fits(reading: Reading) -> bool:
            if unit is None or reading.type == "percentage" or reading in ages:
                return True
            return counts(reading, unit, attribute.unit_words)

        found = [
            # "70 masons" cannot be made 70 sailors by inferring the unit
            [f"unit ({OTHERWISE})" if part == "unit" and names_another(one) else part for part in missing]
            for one, missing in zip(readings, amounts.missing(_amount(value), readings, fits), strict=True)
        ]
        return least(found, ["number"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the number stands."""
        amount = _amount(value)
        return spans_of(readings_of([words]), lambda one: (one.low, one.high) == (amount.low, amount.high))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for numbers and for strings with a sign or a range."""
        return {"anyOf": [strings(f"^{amounts.PATTERN}$"), NUMBER_SCHEMA]}


def _amount(raw: str, unit: str = "") -> Amount:
    amount = amounts.read(raw.strip()) if len(raw) <= LONGEST_AMOUNT else None
    if amount is None:
        bare = raw.strip()[:LONGEST_AMOUNT].removesuffix(unit).rstrip()  # the kind says the unit of all of them
        known = amounts.digits(raw) or (bare if amounts.read(bare) else "70, ~200, >=50, <=9, >1400 or 50-70")
        raise ValueError(f"{quoted(raw)} is no quantity; expected {known}")
    return amount


SUM = rf"(?P<amount>{amounts.PATTERN}) (?P<code>[A-Z]{{3}})"
MONEY = re.compile(SUM)
POWERS = (12, 9, 6)
LEAST_NAMED = 1_000_000  # from a million on its word is shown


class MoneyType(ValueType):
    """A sum of money."""

    name = "money"
    parts = ("number", "currency", "hedge")
    cells = (*amounts.CELLS, ("currency", "string", N_("the ISO 4217 code of its currency")))

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as amount and code, millions and more with an exponent."""
        amount, code = _sum(raw)
        return f"{amount.written(_short)} {code}"

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '5 billion USD'."""
        amount, code = _sum(value)
        return amount.shown(_named, lambda shown: formats.money(shown, code, amount.high))

    def split(self, value: str) -> tuple[str, ...]:
        """Return the bounds and the currency."""
        amount, code = _sum(value)
        return (*amount.bounds, code)

    def compatible(self, one: str, other: str) -> bool:
        """Return whether both sums can be true; sums in two currencies cannot be compared and count as compatible."""
        (amount, code), (other_amount, other_code) = _sum(one), _sum(other)
        # rates change daily, and no source of the base gives them
        return code != other_code or amounts.agree(amount, other_amount)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return which of number, currency and hedge no one sum of the passages gives."""
        amount, code = _sum(value)
        # bare numbers too, so that the message can say that only the currency is missing
        sums = [reading for reading in readings_of(passages) if reading.type in {"money", "number", "quantity"}]
        found = amounts.missing(amount, sums, lambda reading: code in reading.codes)
        named = [
            [_of_currency(part, known=bool(one.codes)) for part in missing]
            for one, missing in zip(sums, found, strict=True)
        ]
        return least(named, ["number", "currency"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the sum stands."""
        amount, _ = _sum(value)
        return spans_of(readings_of([words]), lambda one: (one.low, one.high) == (amount.low, amount.high))

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for amount and code."""
        return strings(f"^{amounts.PATTERN} [A-Z]{{3}}$")


def _of_currency(part: str, *, known: bool) -> str:
    """Return a missing part by its name; a currency that the words give otherwise cannot be inferred."""
    return part if part != "unit" else f"currency ({OTHERWISE})" if known else "currency"


def _sum(raw: str) -> tuple[Amount, str]:
    match = MONEY.fullmatch(raw.strip()) if len(raw) <= LONGEST_AMOUNT else None
    amount = amounts.read(match["amount"]) if match else None
    if match is None or amount is None:
        known = " or ".join(_meant(raw.strip())) if len(raw) <= LONGEST_AMOUNT else ""
        known = known or "an amount and a currency code, such as 5e9 USD"
        raise ValueError(f"{quoted(raw)} is no sum of money; expected {known}")
    return amount, match["code"]


def _meant(raw: str) -> list[str]:
    """Return the sums that raw may be in the words of any language, where all of these read one amount."""
    readings = (one for lang in language_codes() for one in readings_of([Words(raw, lang)]))
    sums = [one for one in readings if one.type == "money" and _is_whole(one, raw) and not _is_split(one)]
    written = {Amount(one.hedge, one.low, one.high).written(_short) for one in sums}
    codes = sorted(frozenset[str]().union(*(one.codes for one in sums)))
    is_one = len(written) == 1 and all(map(amounts.read, written))
    return [f"{amount} {code}" for amount in written for code in codes] if is_one else []


def _is_whole(one: Reading, raw: str) -> bool:
    is_debt = one.low == one.high and "-" in fold(raw)  # no reading has a sign
    return (one.begins, one.end) == (0, len(raw)) and not is_debt


def _is_split(one: Reading) -> bool:
    """Whether a reading takes the mark between thousands for a point: few currencies have three places behind it."""
    is_short = 0 < one.high < 1000 and -3 in (one.low.as_tuple().exponent, one.high.as_tuple().exponent)
    return is_short and all(get_currency_precision(code) < 3 for code in one.codes)


def _short(number: Decimal) -> str:
    written = (f"{amounts.plain(number.scaleb(-power))}e{power}" for power in POWERS if abs(number) >= 10**power)
    # a number of many digits has more behind its point than is read
    return next(filter(amounts.read, written), amounts.plain(number))


def _named(number: Decimal) -> str:
    return formats.compact(number) if abs(number) >= LEAST_NAMED else formats.number(number)


POINT = r"-?[0-9]{1,3}(?:\.[0-9]{1,8})? ?, ?-?[0-9]{1,3}(?:\.[0-9]{1,8})?"
COORDINATES = re.compile(POINT)
LONGEST_POINT = 40


class CoordinatesType(ValueType):
    """A point on the earth."""

    name = "coordinates"
    cells = (
        ("lat", "number", N_("its latitude in degrees, north of the equator positive")),
        ("lon", "number", N_("its longitude in degrees, east of Greenwich positive")),
    )

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw as latitude and longitude."""
        return ", ".join(plain(number) for number in _point(raw))

    def show(self, value: str, attribute: Attribute) -> str:
        """Return '33.95° N, 72.61° E'."""
        latitude, longitude = _point(value)
        # L10n: a degree of latitude or longitude, and the first letter of its direction
        north = gettext("{degree}° S") if latitude < 0 else gettext("{degree}° N")
        east = gettext("{degree}° W") if longitude < 0 else gettext("{degree}° E")
        degrees = formats.number(abs(latitude)), formats.number(abs(longitude))
        return formats.commas(form.format(degree=one) for form, one in zip((north, east), degrees, strict=True))

    def split(self, value: str) -> tuple[str, ...]:
        """Return latitude and longitude."""
        return tuple(plain(number) for number in _point(value))

    def compatible(self, one: str, other: str) -> bool:
        """Return whether one point is the other, rounded."""
        return all(_rounds(a, b) for a, b in zip(_point(one), _point(other), strict=True))

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'value' when the numbers do not stand in the passages side by side."""
        latitude, longitude = (re.escape(plain(number)) for number in _point(value))
        # 33.95 within 133.95 or 33.957 is another place
        literal = re.compile(rf"(?<![\w.,-]){latitude} ?, ?{longitude}(?!\w|[.,][0-9])")
        given = any(literal.search(fold(words.text)) for words in passages)
        return unexcused([] if given else ["value"], inferred, attribute)

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for two numbers in a string."""
        return strings(f"^{POINT}$")


@lru_cache(maxsize=1024)
def _point(raw: str) -> tuple[Decimal, Decimal]:
    fault = f"{quoted(raw)} are no coordinates; expected latitude and longitude in degrees, such as 33.95, 72.61"
    if len(raw) > LONGEST_POINT or not COORDINATES.fullmatch(raw.strip()):
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
