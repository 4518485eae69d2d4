"""Dates: a place in a passage in, the one date that begins there out, without what a joining word adds to it.

A date is read only where its parts stand side by side: a day beside its month, a year beside these or behind a word that
places in time. A month's name that is also a name or a verb (May, March, Jan) counts only beside a day or a year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from druzhba_kb.reading.digits import Number
from druzhba_kb.reading.language import Language
from druzhba_kb.reading.passage import PassageReader
from druzhba_kb.reading.tokens import Text

Role = Literal["", "start", "end", "before", "after"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date over the tokens first to end (exclusive), with what the words give of it; the rest is None.

    `season` is 21 to 24, `decade` the first year of ten or a hundred with `width` saying which, `vague` whether about
    or around stands before it.
    """

    first: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    width: int = 1
    role: Role = ""
    vague: bool = False
    until: Date | None = None
    clock: bool = False


class Dates(PassageReader):
    """Reads single dates at a place of one text."""

    def __init__(self, text: Text, known: Language, numbers: Sequence[Number]) -> None:
        super().__init__(text, known)
        self.by_first = {number.first: number for number in numbers}

    def one(self, position: int) -> Date | None:
        """Return the date that begins at position, without what a joining word adds."""
        date = self._day_first(position) or self._month_first(position) or self._season(position)
        return date or self._decade(position) or self._year_alone(position) or self._day_alone(position)

    def _day_first(self, position: int) -> Date | None:
        day = self._day(position)
        if day is None:
            return None
        here = day.end + (self.is_sign(".", day.end))  # German "22. Oktober"
        month = self._month(here + self.phrase_at("dates", "of", here))
        if month is None or self.text.joint(here) not in {" ", "-", "", "."}:
            return None
        return self._with_year(Date(position, month[0], None, month[1], day.whole))

    def _month_first(self, position: int) -> Date | None:
        month = self._month(position)
        if month is None:
            return None
        the = self.is_word("dates", "fillers", month[0])
        day = self._day(month[0] + the)
        date = Date(position, day.end if day else month[0], None, month[1], day.whole if day else None)
        dated = self._with_year(date)
        if dated.day or dated.year:
            return dated
        # "Jan said" and "April left": a bare month must be placed in time by the words around it
        if self.is_word("dates", "also_names", position):
            return None
        placed = self.phrase_before("dates", "before_month", position)
        placed = placed or self.phrase_at("dates", "after_month", date.end)
        return dated if placed else None

    def _is_also_a_word(self, position: int) -> bool:
        return self.is_word("dates", "also_words", position)

    def _month(self, position: int) -> tuple[int, int] | None:
        """Return where a month's name at position ends, with its point, and its number."""
        found = self.known.months.at(self.text.lows, position)
        if not found:
            return None
        token = self.text.tokens[position]
        if self._is_also_a_word(position) and not token.text[:1].isupper():  # "it may", "they march"
            return None
        end = position + found[0]
        point = self.is_sign(".", end) and len(token.text) <= 4  # "Sept." is shortened, "October." ends a sentence
        return end + point, int(found[1])

    def _day(self, position: int) -> Number | None:
        number = self.by_first.get(position)
        if number is None or number.value is None or number.label or number.roman:
            return None
        is_day = number.plain or number.ordinal or number.words
        return number if is_day and number.value == int(number.value) and 1 <= number.value <= 31 else None

    def _with_year(self, date: Date) -> Date:
        """Add the year that follows day and month: 2018, , 2018, of 2018, '18 (read, but not as a year)."""
        here = date.end
        if self.text.low(here) == "," and self._year(here + 1):
            here += 1
        else:
            here += self.phrase_at("dates", "of", here)
        # '18 is not said to be 1918 or 2018
        if self.text.low(here) == "'" and (number := self.by_first.get(here + 1)) and number.plain:
            return replace(date, end=number.end)
        year = self._year(here)
        if year is None or self.text.joint(here) not in {" ", "-", ""}:
            return date
        era = self._era(year.end)
        return replace(date, year=era[1](year.whole), end=self._past_year_words(era[0]))

    def _past_year_words(self, position: int) -> int:
        """Return where the words end that say that a number was a year: 2018 года."""
        return position + self.phrase_at("dates", "year_after", position) * (self.text.joint(position) in {"", " "})

    def _year(self, position: int) -> Number | None:
        number = self.by_first.get(position)
        if number is None or number.value is None or not number.plain or number.label:
            return None
        if self.phrase_at("dates", "other_eras", number.end):
            return None
        # other numbers behind a month are clocks, pages and counts
        is_year = 1000 <= number.value <= 2199 or self._era(number.end)[0] > number.end
        return number if is_year else None

    def _era(self, position: int) -> tuple[int, Callable[[int], int]]:
        """Return where an era at position ends and what it makes of a year: 44 BC is the year -43."""
        if found := self.phrase_at("dates", "bc", position):
            return position + found, lambda year: 1 - year  # ISO has a year 0, history has none
        if found := self.phrase_at("dates", "ad", position):
            return position + found, lambda year: year
        return position, lambda year: year

    def _season(self, position: int) -> Date | None:
        season = self.known.seasons.get(self.text.low(position))
        if season is None:
            return None
        dated = self._with_year(Date(position, position + 1, season=season))
        number = self.by_first.get(dated.end) if self.text.joint(dated.end) == "-" else None
        if number and dated.year and number.value == (dated.year + 1) % 100:
            return replace(dated, end=number.end)  # the winter of 1962-63
        return dated if dated.year else None

    def _decade(self, position: int) -> Date | None:
        """Return a decade or a century: the 1990s, the 19th century."""
        token, number = self.text.at(position), self.by_first.get(position)
        if token.kind == "digits" and len(token.text) in {2, 4} and token.text.endswith("0"):
            if self.phrase_before("dates", "decade_before", position):
                return self._ten_years(token.text, position, position + 1)
            # "the 90s" does not say of which century, so the words are taken and no year is read
            is_short = len(token.text) == 2 and self.text.joint(position + 1) in {"", "-"}
            if is_short and self.is_word("dates", "decade", position + 1):
                return Date(position, position + 2)
        if token.kind == "digits" and len(token.text) == 4 and token.text.endswith("0"):
            end = position + 1 + (self.text.low(position + 1) == "'" and self.text.joint(position + 1) in {"", " "})
            is_decade = self.is_word("dates", "decade", end) and self.text.joint(end) in {
                "",
                "-",
            }
            # "1990s of them" counts something
            if is_decade and not self.phrase_at("words", "of_which", end + 1):
                return self._ten_years(token.text, position, end + 1)
        return self._century(number) if number else None

    def _ten_years(self, digits: str, first: int, end: int) -> Date:
        """Return the decade, or the century, that digits begin; one of two digits does not say which."""
        return (
            Date(first, end, int(digits), width=100 if digits.endswith("00") else 10)
            if digits[2:]
            else Date(first, end)
        )

    def _century(self, number: Number) -> Date | None:
        after = self.phrase_at("dates", "century", number.end)
        before = self.phrase_before("dates", "century_before", number.first)
        # "the 101st century" is no date of any source
        if number.value is None or number.value > 30 or not ((number.ordinal and after) or before):
            return None
        end = number.end + after
        # centuries before our era count backwards; EDTF of level 1 has none, so nothing is read
        if era := self.phrase_at("dates", "bc", end):
            return Date(number.first, end + era)
        return Date(number.first, end, 100 * (int(number.value) - 1), width=100)

    def _year_alone(self, position: int) -> Date | None:
        """Return a year that words or its place show to be one: in 2017, the 2016 fair, AD 44; not 2016 soldiers."""
        number = self.by_first.get(position)
        if number is None or number.value is None or number.ordinal or number.label:
            return self._prefixed(position, number)
        era = self._era(number.end)
        before = self.phrase_before("dates", "ad", position)
        if (era[0] > number.end or before) and number.value == int(number.value):
            return Date(position - before, era[0], era[1](int(number.value)))
        if not (number.plain and self._year(position)):
            return None
        end = self._past_year_words(number.end)
        return Date(position, end, int(number.value)) if end > number.end or self._is_year(number) else None

    def _prefixed(self, position: int, number: Number | None) -> Date | None:
        """Return the year of mid-2018 or of Kestrel-2017, where a hyphen joins a word before four digits."""
        # further off it is a type number: Kestrel-1700
        if number is None or not number.plain or number.value is None or not 1900 <= number.value <= 2100:
            return None
        return Date(position, number.end, int(number.value)) if self.text.joint(position) == "-" else None

    def _day_alone(self, position: int) -> Date | None:
        """Return the day of 'on the 22nd', whose month the words do not say."""
        day = self._day(position)
        placed = self.phrase_before("dates", "before_day", position)
        # "on the 22nd" is a day, "on the third attempt" and "on the 22nd floor" are none
        if day is None or not day.ordinal or day.words or not placed or self._counts(day.end):
            return None
        return Date(position, day.end, day=day.whole)

    def _is_year(self, number: Number) -> bool:
        lows, first, end = self.text.lows, number.first, number.end
        if self._is_measured(first, end):
            return False
        if self.phrase_before("dates", "before_year", first, 3):
            return True
        if not self._counts(end) or (self.phrase_at("dates", "participles", end) and 1900 <= number.whole <= 2099):
            return True
        if self.phrase_before("dates", "either_before_year", first, 2):
            return False
        before = self.text.low(first - 1)
        if self.known.table("units").at(lows, end) or self.known.currencies.at(lows, end):
            return False
        # "the 2016 fair" is of that year, "the 2100 fair" counts visitors more likely
        if self.phrase_before("dates", "which_year", first, 2):
            return 1900 <= number.whole <= 2099
        return bool(before in {"(", ","} or before in self.known.weekdays)

    def _is_measured(self, first: int, end: int) -> bool:
        """Return whether signs or a hedge make an amount of a number: $2000, 2000 %, 1500m, 2000 or more."""
        after = self.text.at(end)
        signs = [token for token in (self.text.at(first - 1), after) if token.kind == "sign"]
        if any(self.known.currencies.at((sign.low,), 0) for sign in signs):
            return True
        is_glued = after.kind == "word" and not after.joint  # 1500m is a distance
        is_hedged = self.known.table("hedges_after").at(self.text.lows, end)
        if is_hedged and not self.phrase_at("dates", "end_behind", end):
            return True
        return is_glued or self.phrase_at("numbers", "percent", end) > 0

    def _counts(self, position: int) -> bool:
        """Return whether a word that a number may count stands at position."""
        if self.text.joint(position) not in {" ", ""}:
            return False
        stops, tokens = self.known.word_set("words", "stop"), self.text.tokens[position : position + 3]
        # in German a noun shows itself by its capital, in other languages any word may be counted
        if self.known.data["words"].get("nouns") != "capitals":
            return tokens[0].kind == "word" and tokens[0].low not in stops
        for token in tokens:
            if token.kind != "word" or token.low in stops or token.text[:1].isupper():
                return token.kind == "word" and token.low not in stops
        return False
