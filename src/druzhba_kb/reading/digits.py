"""Digits: a place in a passage in, the number that digits write there out, with the scales and fractions behind them.

A mark can part thousands or begin decimals, by language; where a language writes both (1.234 in Spanish), nothing is read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from druzhba_kb.reading.language import Language, NumberWord
from druzhba_kb.reading.passage import PassageReader

# 1,00,000: groups of two, as South Asian newspapers write
LAKHS = regex.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
DAY_AND_YEAR = regex.compile(r"([0-9]{1,2}),[12][0-9]{3}")
# a longer run is an identifier, and costs time
MOST_DIGITS = 40
# "D?C{0,3}" and not any order: only canonical numerals, or "CIVIC" and "VIVID" would count
ROMAN = regex.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(word: str) -> int | None:
    """Return the number that word writes in Roman capitals, or None."""
    if not ROMAN.fullmatch(word):
        return None
    digits = [ROMAN_DIGITS[char] for char in word]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))


def value_of(written: str, known: Language) -> Decimal | None:
    """Return the number that digits with their marks write in a language, or None where that is doubtful."""
    if len(written) > MOST_DIGITS:
        return None
    if written.isdigit():
        return Decimal(written)
    if "," in known.groups and LAKHS.fullmatch(written):
        return Decimal(written.replace(",", ""))
    match = known.written_number.fullmatch(written)
    # 1.234 is one thing in Madrid and another in Mexico
    if not match or (match["rest"] and len(match["rest"]) == 3 and written[-4] in known.doubtful):
        return None
    return Decimal("".join(filter(str.isdigit, match["whole"])) + (f".{match['rest']}" if match["rest"] else ""))


def vulgar(char: str) -> Decimal | None:
    """Return the fraction that one sign writes (½), or None."""
    if len(char) != 1 or unicodedata.category(char) != "No":
        return None
    # a third has no end in decimals; six places tell all fraction signs apart
    value = Decimal(str(round(unicodedata.numeric(char), 6)))
    # other signs of this category are counters: ① is no amount
    return value if 0 < value < 1 else None


MARKS = frozenset(".,'·:/")
HALF = Decimal("0.5")
MOST = Decimal(10**40)  # no scale is as large


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens first to end (exclusive); value is None where it cannot be read whole.

    `label` is a word that a hyphen or nothing joins before it (the Apollo of Apollo-11), `plain` says that nothing but
    digits without marks writes it.
    """

    first: int
    end: int
    value: Decimal | None
    ordinal: bool = False
    roman: bool = False
    plain: bool = False
    words: bool = False
    label: str = ""
    scale: Decimal = Decimal(1)

    @property
    def whole(self) -> int:
        """Return the value of a number that is read, without its decimals."""
        return int(self.value or 0)


class Digits(PassageReader):
    """Reads the numbers of digits in one text."""

    def _fraction_sign(self, position: int) -> Number | None:
        value = vulgar(self.text.low(position))
        return self._scaled(Number(position, position + 1, value)) if value is not None else None

    def _point(self, position: int) -> Number | None:
        """Read a decimal without its nought: .5 million."""
        is_first = position == 0 or self.text.joint(position) != ""
        if not is_first or "." not in self.known.decimals:
            return None
        digits = self.text.at(position + 1)
        if digits.kind != "digits" or digits.joint:
            return None
        return self._scaled(self._suffixed(Number(position, position + 2, Decimal("0." + digits.text))))

    def _digits(self, position: int) -> Number:
        end = self._chain(position)
        written = self.text.folded[self.text.tokens[position].start : self.text.tokens[end - 1].end]
        value = value_of(written, self.known)
        # "22,2018" without its space is a day and a year
        if value is None and (both := DAY_AND_YEAR.fullmatch(written)):
            value, end, written = Decimal(both[1]), position + 1, both[1]
        number = Number(position, end, value, plain=written.isdigit(), label=self._label(position))
        # "May 5 200 boats" would else be read as 5200 boats
        if self._follows_month(position) and " " in written:
            number = replace(number, value=None)
        if value is None:
            # of a scale only: "1/2 million"; alone it may be the first of February
            if written == "1/2":
                return self._half_of(number)
            return replace(number, end=self._run_of_scales(number.end)) if end == number.end else number
        return self._scaled(self._with_fraction(self._suffixed(number)))

    def _chain(self, position: int) -> int:
        """Return where the digits end that marks or spaces between groups hold together."""
        end = position + 1
        # a space may part thousands: three digits behind one to three, and nothing else in between
        spaced = len(self.text.tokens[position].text) <= 3
        while True:
            token, after = self.text.at(end), self.text.at(end + 1)
            # 192.168.0.1 is taken whole, and then not read
            if token.low in MARKS and token.joint == after.joint == "" and after.kind == "digits":
                end, spaced = end + 2, False
            elif spaced and token.kind == "digits" and token.joint == " " and len(token.text) == 3:
                end += 1
            else:
                return end

    def _label(self, position: int) -> str:
        """Return the word that nothing or a hyphen joins before the number: B-52, Apollo-11, F16."""
        before = self.text.at(position - 1)
        if before.kind != "word" or self.text.joint(position) not in {"", "-"} or self._follows_month(position):
            return ""
        # USD5 is a sum and no name
        return "" if before.low in self.known.word_set("numbers", "prefixes") else before.text

    def _follows_month(self, position: int) -> bool:
        return self.known.months.before(self.text.lows, position) is not None

    def _suffixed(self, number: Number) -> Number:
        """Read what is glued to the digits: an ordinal's ending or a scale; other letters but a unit's leave it unread."""
        if number.value is None:
            return number
        if end := self._ordinal_end(number.end):
            return replace(number, end=end, ordinal=True, plain=False)
        suffix, joint = self.text.low(number.end), self.text.joint(number.end)
        if joint in {"", "-"} and suffix in self.known.word_set("numbers", "cardinal_suffixes"):
            return replace(number, end=number.end + 1, plain=False)
        dated = (self.phrase_at("dates", key, number.end) for key in ("ad", "year_after"))
        if joint or any(dated):
            return number
        counted = self.known.table("units").at(self.text.lows, number.end + 1)
        # $3m is three million, 3m are three metres, 5m people are five million
        is_scale = self._has_currency(number.first) or (counted is not None and counted[1] == "person")
        is_scale |= self.known.currencies.at(self.text.lows, number.end + 1) is not None
        for table in ("suffixes", "money_suffixes") if is_scale else ("suffixes",):
            for factor in self.known.data.get(table, {}):
                if suffix in self.known.words(table, factor):
                    scale = Decimal(factor)
                    return replace(number, end=number.end + 1, value=number.value * scale, plain=False, scale=scale)
        # 1e9 and 5x are not read rather than read as 1 and 5
        if self.text.at(number.end).kind == "word" and not self.known.table("units").at(self.text.lows, number.end):
            return replace(number, end=self._glued(number.end), value=None, plain=False)
        return number

    def _glued(self, position: int) -> int:
        """Return where the letters and digits end that nothing parts from those at position: the e9 of 1e9."""
        position += 1
        while not self.text.joint(position) and self.text.at(position).kind != "sign":
            position += 1
        return position

    def _ordinal_end(self, position: int) -> int:
        """Return where what makes the digits before position an ordinal ends: 5th, 5-й, 5.º, 22. October; 0 if nothing."""
        suffixes, joint = self.known.word_set("numbers", "ordinal_suffixes"), self.text.joint(position)
        if joint in {"", "-"} and self.text.low(position) in suffixes:
            return position + 1
        apart = self.phrase_at("numbers", "ordinal_behind", position) if joint == " " else 0
        if apart:
            return position + apart
        if self.text.low(position) != "." or joint:
            return 0
        if self.text.joint(position + 1) == "" and self.text.low(position + 1) in suffixes:
            return position + 2
        return position + 1 if self.known.data["numbers"].get("ordinal_point") and self._is_pointed(position) else 0

    def _is_pointed(self, point: int) -> bool:
        """Return whether a point behind digits makes an ordinal of them, and does not end a sentence: 22. October."""
        digits, after = self.text.at(point - 1), point + 1
        # "im Jahr 2018." ends a sentence, "der 22. Oktober" does not
        if digits.kind != "digits" or len(digits.text) > 3:
            return False
        for key in ("join", "and", "or"):
            after += self.phrase_at("dates", key, after)
        if self.text.at(after).kind == "digits":
            is_joined = after > point + 1 or "-" in self.text.joint(after)
            return is_joined and self.is_sign(".", after + 1)
        token = self.text.at(point + 1)
        return token.kind == "word" and token.joint == " " and token.low not in self.known.word_set("words", "stop")

    def _has_currency(self, position: int) -> bool:
        return self.known.currencies.before(self.text.lows, position) is not None

    def _with_fraction(self, number: Number) -> Number:
        """Add a fraction that follows: 2½, 2 1/2, two and a half."""
        if number.value is None or number.ordinal:
            return number
        text, end = self.text, number.end
        if (value := vulgar(text.low(end))) is not None and text.joint(end) in {"", " "}:
            return replace(number, end=end + 1, value=number.value + value, plain=False)
        parts = text.lows[end : end + 3]
        # "2 3/2 miles" and dates are no mixed fractions
        if len(parts) == 3 and parts[1] == "/" and parts[0].isdigit() and parts[2] in {"2", "3", "4", "8"}:
            part = Decimal(parts[0]) / int(parts[2])
            if part < 1 and text.joint(end) == " " and not text.joint(end + 1):
                return replace(number, end=end + 3, value=number.value + part, plain=False)
        return self._and_half(number, Decimal(1))

    def _and_half(self, number: Number, of: Decimal) -> Number:
        half = self.phrase_at("numbers", "and_half", number.end)
        if half and number.value is not None:
            return replace(number, end=number.end + half, value=number.value + HALF * of, plain=False)
        return number

    def _half_of(self, number: Number) -> Number:
        scaled = self._scaled(replace(number, value=HALF))
        return scaled if scaled.end > number.end else number

    def _scaled(self, number: Number) -> Number:
        """Multiply by the scale words that follow digits: 5 million, 2 lakh crore, €5 m."""
        scale = Decimal(1)
        while number.value is not None and not number.ordinal and scale < MOST:
            word = self._scale(number.end) or self._money_scale(number)
            if word is None:
                break
            scale *= word[1]
            number = replace(number, end=number.end + word[0], value=number.value * word[1], plain=False, scale=scale)
            number = self._and_half(number, scale)
        return number

    def _scale(self, position: int) -> tuple[int, Decimal] | None:
        found = self.known.numbers.at(self.text.lows, position)
        if not found or self.text.joint(position) not in {" ", "-"}:
            return None
        word: NumberWord = found[1]
        is_scale = word.role in {"scale", "hundred"} and not word.ordinal and not word.joined
        return (found[0], word.value) if is_scale else None

    def _money_scale(self, number: Number) -> tuple[int, Decimal] | None:
        if self.text.joint(number.end) != " " or not self._has_currency(number.first):
            return None
        low = self.text.low(number.end)
        factor = next(
            (f for f in self.known.data.get("money_suffixes", {}) if low in self.known.words("money_suffixes", f)), None
        )
        return (1, Decimal(factor)) if factor else None

    def _run_of_scales(self, position: int) -> int:
        """Return where scale words end: the hundred thousand of 'several hundred thousand'."""
        while True:
            of = 1 if self.is_word("numbers", "of_a", position) else 0  # varios cientos de miles
            scale = self._scale(position + of)
            if scale is None:
                return position
            position += of + scale[0]
