"""Times: the tokens and numbers of a passage in, its dates, ranges of dates and times of day out, each one expression.

3/4/2018 is the third of April or the fourth of March, by where it was written: only its year is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from druzhba_kb.reading.dates import Date, Dates, Role
from druzhba_kb.reading.digits import Number

NUMERIC = regex.compile(
    r"""(?<![\p{L}\p{N}_]|[0-9][-./:,])
    (?: (?P<year>[12][0-9]{3})(?P<a>[-/.])(?P<x>[0-9]{1,2})(?P=a)(?P<y>[0-9]{1,2})
      | (?P<x>[0-9]{1,2})(?P<b>[-/.])(?P<y>[0-9]{1,2})(?P=b)(?P<year>[12][0-9]{3})
      | (?P<year>[12][0-9]{3})-(?P<x>0[1-9]|1[0-2])
      | (?P<x>0?[1-9]|1[0-2])/(?P<year>[12][0-9]{3})
    )(?![\p{L}\p{N}_]|[-./:,][0-9])""",
    regex.VERBOSE,
)
PARTED = regex.compile(r"[0-9][-./年月]")
# 04/03/18 is a date of any order and century: taken, so that no number is made of it, and not read
SHORT_NUMERIC = regex.compile(r"(?<![\p{N}.,/:])[0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{2}(?![\p{N}]|[.,/:]\p{N})")
CJK = regex.compile(r"(?<![0-9])(?:(?P<year>[0-9]{4})年)?(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?")
CLOCK = regex.compile(r"(?<![\p{L}\p{N}:.,])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![:\p{N}])")


class Times(Dates):
    """Finds the dates and times of one text."""

    unlisted = 0  # the days before that token are a list that ends with no month

    def find(self, starts: Sequence[int]) -> list[Date]:
        """Return the dates in order; none overlaps another. Starts are the tokens with which one can begin."""
        found: list[Date] = []
        has_digits = any(token.kind == "digits" for token in self.text.tokens)
        numeric = {date.first: date for date in self._numeric()} if has_digits else {}
        done = 0
        for position in sorted({*starts, *numeric}):
            if position < done or not (position in numeric or self._may_begin(position)):
                continue
            dates = [numeric[position]] if position in numeric else self._clock(position) or self._dates(position)
            dates = [self._range(dates[0], numeric)] if len(dates) == 1 and position in numeric else dates
            found += [self._placed(date) for date in dates]
            done = max([done, *(date.end for date in dates)])
        return found

    def _may_begin(self, position: int) -> bool:
        """Return whether a date or a time can begin with a token: a number, a month or a season."""
        token = self.text.tokens[position]
        return position in self.by_first or token.kind == "digits" or token.low in self.known.date_openers

    # Dates of digits and times of day

    def _numeric(self) -> Iterator[Date]:
        if not PARTED.search(self.text.folded):
            return
        for match in NUMERIC.finditer(self.text.folded):
            if date := self._of_digits(match):
                yield date
        for match in SHORT_NUMERIC.finditer(self.text.folded):
            yield Date(*self._tokens(match.span()))
        for match in CJK.finditer(self.text.folded):
            if match["year"] or match["day"]:
                year, month, day = (int(match[key]) if match[key] else None for key in ("year", "month", "day"))
                yield Date(*self._tokens(match.span()), year, month, day)

    def _of_digits(self, match: regex.Match[str]) -> Date | None:
        first, end = self._tokens(match.span())
        year, x, y = int(match["year"]), int(match["x"]), int(match["y"]) if match["y"] else None
        if 0 in (x, y):
            return Date(first, end)
        if match["a"] or y is None:
            day, month = y, x
        # a point stands between day and month everywhere, a slash in both orders
        elif match["b"] == "." or self.known.data["dates"].get("order") == "dmy" or x > 12 or x == y:
            day, month = x, y
        elif y > 12:
            day, month = y, x
        else:
            return Date(first, end, year)  # 3/4/2018 is the third of April or the fourth of March
        return Date(first, end, year, month, day) if month <= 12 and (day or 1) <= 31 else Date(first, end)

    def _tokens(self, span: tuple[int, int]) -> tuple[int, int]:
        first, end = (bisect_left(self.text.tokens, offset, key=lambda token: token.start) for offset in span)
        return first, end

    def _clock(self, position: int) -> list[Date]:
        token = self.text.tokens[position]
        if token.kind == "sign":
            return []
        match = CLOCK.match(self.text.folded, token.start)
        number = self.by_first.get(position)
        end = self._tokens(match.span())[1] if match else number.end if number else 0
        after = self.phrase_at("dates", "clock_after", end) if end else 0
        if match or (after and number):
            return [Date(position, end + after, clock=True)]
        marked = self._marked_clock(position) if number else None
        return [Date(position, marked, clock=True)] if marked else []

    def _marked_clock(self, position: int) -> int | None:
        """Return where a time ends that a letter writes (15h30), or a word before it and the hours behind it."""
        parts = self.text.tokens[position : position + 3]
        marks = self.known.word_set("dates", "clock_marks")
        if len(parts) == 3 and parts[1].low in marks and parts[1].joint == parts[2].joint:
            minutes = parts[2].text
            if parts[2].kind == "digits" and len(minutes) == 2 and int(minutes) < 60:
                return position + 3
        number = self.by_first[position]
        before = self.phrase_before("dates", "clock_before", position)
        unit = self.known.table("units").at(self.text.lows, number.end)
        is_hour = before and unit and unit[1] == "hour" and number.value is not None and number.value <= 24
        return number.end + unit[0] if is_hour and unit else None

    # Dates of words

    def _dates(self, position: int) -> list[Date]:
        # "23 and 24 October" must not leave 23 as a number
        for read in (self._list, self._partial, self._whole):
            if found := read(position):
                return found
        return []

    def _whole(self, position: int) -> list[Date]:
        one = self.one(position)
        return [self._range(one, {})] if one else []

    # Ranges and lists

    def _partial(self, position: int) -> list[Date]:
        """Return a range whose first day leaves the month to the second: 24 to 26 October 2018."""
        day = self._day(position)
        join = self._join(day.end, position) if day else None
        if day is None or join is None:
            return []
        last = self._day_first(self._past_fillers(join))
        if last is None or last.day is None or day.whole >= last.day:
            return []
        return [Date(position, last.end, last.year, last.month, day.whole, until=last)]

    def _list(self, position: int) -> list[Date]:
        """Return the days of a list that shares its month: 23 and 24 October, October 23 and 24, 2018."""
        if position < self.unlisted:
            return []
        days: list[Number] = []
        here = position
        while day := self._day(here):
            days.append(day)
            here = day.end
            if self.text.low(here) not in {
                ",",
                *self.known.word_set("dates", "and"),
                *self.known.word_set("dates", "or"),
            }:
                break
            here = self._past_fillers(here + 1)
        if len(days) < 2:
            return []
        last = self._day_first(days[-1].first)
        self.unlisted = 0 if last else days[-1].end
        if last is None or self._is_between(position):
            return self._whole(position) if last and self._is_between(position) else []
        # two days in a row are one stretch of time, others are two dates
        if len(days) == 2 and days[0].whole + 1 == last.day:
            return [Date(position, last.end, last.year, last.month, days[0].whole, until=last)]
        firsts = [Date(one.first, one.end, last.year, last.month, one.whole) for one in days[:-1]]
        return [*firsts, last]

    def _is_between(self, position: int) -> bool:
        while self.is_word("dates", "articles", position - 1):
            position -= 1
        return self.is_word("dates", "between", position - 1)

    def _join(self, position: int, first: int) -> int | None:
        """Return where what follows a joining word or a dash begins."""
        if "-" in self.text.joint(position):
            return position
        if found := self.phrase_at("dates", "join", position):
            return position + found
        if self.is_word("dates", "and", position) and self._is_between(first):
            return position + 1
        return None

    def _past_fillers(self, position: int) -> int:
        low = self.text.low(position)
        while low and (low in self.known.weekdays or low in self.known.word_set("dates", "fillers") or low == ","):
            position += 1
            low = self.text.low(position)
        return position

    def _range(self, one: Date, numeric: dict[int, Date]) -> Date:
        join = self._join(one.end, one.first)
        if join is None or one.width > 1:
            return one
        here = self._past_fillers(join)
        last = numeric.get(here) or self._short_year(one, here) or self._last_day(one, here) or self.one(here)
        if last is None or not _is_range(one, last):
            return one
        if last.year is None and one.year and (last.month or 13) >= (one.month or 0):
            last = replace(last, year=one.year)
        return replace(one, end=last.end, year=one.year or last.year, month=one.month or last.month, until=last)

    def _last_day(self, one: Date, position: int) -> Date | None:
        """Return the last day of a range whose first one gave the month: October 24 to 26, 2018."""
        day = self._day(position)
        if day is None or not one.day or one.year or self._day_first(position) or self._counts(day.end):
            return None
        last = self._with_year(Date(position, day.end, None, one.month, day.whole))
        return last if (last.day or 0) > one.day else None

    def _short_year(self, one: Date, position: int) -> Date | None:
        """Return the second year of 2015-16 and of 2014 to 2016."""
        number = self.by_first.get(position)
        if number is None or not number.plain or number.value is None or one.month or one.season or not one.year:
            return None
        if self.text.joint(position) == "-" and 10 <= number.value <= 99:
            year = one.year - one.year % 100 + int(number.value)
            # 2016-16 is no range
            return Date(position, number.end, year) if year > one.year else None
        return Date(position, self._past_year_words(number.end), int(number.value)) if self._year(position) else None

    # What stands before

    def _placed(self, date: Date) -> Date:
        """Add the role and the vagueness that the words before a date give it."""
        if date.clock:
            return date
        lows, here = self.text.lows, date.first
        skipped = self.known.weekdays | self.known.word_set("dates", "articles") | {",", "the", "("}
        while here and self.text.low(here - 1) in skipped:
            here -= 1
        here -= self.phrase_before("dates", "qualifiers", here)
        hedge = self.known.table("hedges").before(lows, here)
        about = hedge[0] if hedge and "~" in hedge[1] else self.phrase_before("dates", "about", here)
        vague = about > 0
        here -= about
        if date.until:
            return replace(date, vague=vague)
        roles: tuple[Role, ...] = ("start", "end", "before", "after")
        role: Role = next((one for one in roles if self.phrase_before("dates", one, here)), "")
        behind: tuple[Role, ...] = ("before", "after", "start", "end")  # since 'from' may begin what says 'before'
        role = role or next((one for one in behind if self.phrase_at("dates", f"{one}_behind", date.end)), "")
        return replace(date, vague=vague, role=role)


def _is_range(one: Date, last: Date) -> bool:
    """Return whether two dates can be the ends of one range: as exact as each other, and in order."""
    # "October to 26 November" has no first day to begin with
    same = bool(one.day) == bool(last.day) and bool(one.month or last.month) == bool(last.month)
    year, month = one.year or last.year, one.month or last.month
    first = (year or 0, month or 0, one.day or 0)
    return same and not last.season and first < (last.year or year or 0, last.month or 0, last.day or 0)
