"""Sentence values: a sentence in, the values in it, the attributes that may take each, and its quotation out.

Numbers, dates and sums are read by `druzhba_kb.reading`; here they become values as the base writes them, a date that
lacks its year with the article's own day and a note. A value goes to an attribute by the words near it, the base's
cues, and to the subject that stands nearest: where nothing claims it there is no statement. A quotation is the shortest
that gives the value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import regex

from druzhba_kb.folding import WORD, fold, fold_with_offsets
from druzhba_kb.model import Attribute, Kind
from druzhba_kb.reading import Reading, read
from druzhba_kb.reading.dates import Date
from druzhba_kb.relate.passages import Sentence
from druzhba_kb.suggesting.lexicon import TITLES, words
from druzhba_kb.suggesting.suggest_model import (
    AttributeFit,
    PossibleSubject,
    Span,
    SubjectSentence,
    ValueCandidate,
    touch,
)
from druzhba_kb.values.amounts import SIGNS_OF, Amount, plain
from druzhba_kb.values.date import MONTHS
from druzhba_kb.values.edtf import canonical, precision, span
from druzhba_kb.verify.quotations import LONGEST, SHORTEST

COUNTS = ("number", "quantity", "duration", "percentage", "ordinal")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# not before a date, which says the day itself, nor "Monday's"
ON_WEEKDAY = regex.compile(
    rf"\b(?:on|last) (?P<weekday>{'|'.join(WEEKDAYS)})\b(?!'s|,? (?:the )?(?:[0-9]|{'|'.join(name[:3] for name in MONTHS)}))"
)
THIS_MONTH = regex.compile(r",? (?:of )?this month\b")
# of what is to come, "on Monday" is the next one
AHEAD = regex.compile(r"\b(?:will|shall|would|next|to be|to begin|to start|due|upcoming|scheduled|planned|expected)\b")

REACH = {"date": 8, "quantity": 3, "integer": 2, "money": 10, "ref": 1}  # words between a value and its cue
UNIT_REACH = 2  # "40 small boats" are boats, what stands further off is another thing
SUBJECT_REACH = 15  # words between a value and its subject
CALLED_REACH = 6  # words between a subject and an option or a cue of a reference
BESIDE = 1  # "Lund, 3 May": nothing but a word between
UNNAMED = 40  # a subject that the sentence does not name comes after all that it names
SHORT_CUE = 3  # letters: "in", "on" and "off" bind only right between subject and value
STOP = regex.compile(r"[.,;:()]")
TITLE = regex.compile(r"\s+(\p{Lu}[\p{L}-]+)")
PROPER = regex.compile(r"\b\p{Lu}[\p{L}-]+")
SHORTEST_WITH_ENDINGS = 4  # letters: "in" and "off" have no endings
ENDINGS = "(?:s|es|d|ed|ing)?"


def values_in(
    sentence: Sentence, published: str | None, lang: str | None, names: Iterable[Span]
) -> Iterator[ValueCandidate]:
    """Yield the dates, sums and numbers of a sentence with their places in the block; no number that is part of a name."""
    found = [*dates_in(sentence.text, published, lang), *sums_in(sentence.text, lang)]
    taken = [*(one.span for one in found), *((start - sentence.start, end - sentence.start) for start, end in names)]
    found += [one for one in numbers_in(sentence.text, lang) if not any(touch(one.span, other) for other in taken)]
    yield from (replace(one, span=in_block(sentence, one.span)) for one in found)


def in_block(sentence: Sentence, span: Span) -> Span:
    """Return a span of a sentence as one of its block."""
    return sentence.start + span[0], sentence.start + span[1]


def numbers_in(text: str, lang: str | None = None) -> list[ValueCandidate]:
    """Return the numbers of text that count or order, in their order; not 'one', nor 'the two'."""
    found = (reading for reading in read(text, lang) if reading.type in COUNTS and not _is_article(text, reading))
    return [ValueCandidate("quantity", _with_hedge(one), (_amount(one),)) for one in found]


def sums_in(text: str, lang: str | None = None) -> list[ValueCandidate]:
    """Return the sums of money in text whose currency is certain."""
    # "$5 million" of a paper that may mean another dollar is for the editor
    found = (one for one in read(text, lang) if one.type == "money" and len(one.codes) == 1 and not one.is_rate)
    return [ValueCandidate("money", _with_hedge(one), (f"{_amount(one)} {min(one.codes)}",)) for one in found]


def _with_hedge(reading: Reading) -> Span:
    return reading.start if reading.opens < 0 else min(reading.opens, reading.start), reading.end


def _amount(reading: Reading) -> str:
    return Amount(SIGNS_OF[reading.hedge][0], reading.low, reading.high).written(plain)


def _is_article(text: str, reading: Reading) -> bool:
    is_word = text[reading.start : reading.end].isalpha() and reading.type != "ordinal"
    return is_word and (reading.low == 1 or reading.is_definite)


def dates_in(text: str, published: str | None, lang: str | None = None) -> list[ValueCandidate]:
    """Return the dates of text in order; what they lack comes from published, and without it they are left out."""
    found = [_dated(text, reading, published) for reading in read(text, lang) if reading.type == "date"]
    return sorted([*filter(None, found), *_weekdays(text, published)], key=lambda one: one.span)


def _dated(text: str, reading: Reading, published: str | None) -> ValueCandidate | None:
    """Return a date of the words as a value; the second end of a range gives the first its year."""
    said = reading.date
    if said is None or said.width > 1:  # a decade is no date that a statement would have
        return None
    if said.day and not said.month:
        return _this_month(text, reading, said.day, published)
    ends = [one for one in (said, said.until) if one is not None]
    year = said.year if said.year is not None else _nearest_year(_tail(said), published) if said.day else None
    if year is None:
        return None
    values = tuple(f"{year if one.year is None else one.year:04}{_tail(one)}" for one in ends)
    if not all(map(_is_date, values)):
        return None
    inferred = () if said.year is not None else ("year",)
    note = f"The year nearest to the article's date, {published}." if inferred else None
    return ValueCandidate("date", (reading.start, reading.end), values, inferred=inferred, note=note)


def _tail(said: Date) -> str:
    return "".join(f"-{part:02}" for part in (said.season or said.month, said.day) if part)


def _this_month(text: str, reading: Reading, day: int, published: str | None) -> ValueCandidate | None:
    if not published or not _is_timely(published) or not THIS_MONTH.match(text, reading.end):
        return None
    value, note = f"{published[:7]}-{day:02}", f"The month of the article's date, {published}."
    found = ValueCandidate("date", (reading.start, reading.end), (value,), inferred=("month", "year"), note=note)
    return found if _is_date(value) else None


def _weekdays(text: str, published: str | None) -> Iterator[ValueCandidate]:
    """Yield the weekdays that a text speaks of as past, as the last such day before the article's own."""
    if not published or len(published) != len("2018-10-23") or AHEAD.search(text):
        return
    day = span(published)[0]
    for match in ON_WEEKDAY.finditer(text):
        value = day - timedelta(days=(day.weekday() - WEEKDAYS.index(match["weekday"])) % 7)
        note = f"The last {match['weekday']} up to the article's date, {published}."
        inferred = ("day", "month", "year")
        yield ValueCandidate("date", match.span("weekday"), (value.isoformat(),), inferred=inferred, note=note)


def _is_timely(published: str) -> bool:
    return precision(published) in {"day", "month"}


def _nearest_year(tail: str, published: str | None) -> int | None:
    """Return the year in which month and day lie nearest to the day of publication."""
    if not published or not _is_timely(published):
        return None
    day = span(published)[0]
    years = [year for year in (day.year, day.year - 1, day.year + 1) if _is_date(f"{year:04}{tail}")]
    return min(years, key=lambda year: abs(span(f"{year:04}{tail}")[0] - day), default=None)


def _is_date(value: str) -> bool:
    try:
        return bool(canonical(value))
    except ValueError:
        return False


def fits(
    sentence: SubjectSentence, value: ValueCandidate, possible: PossibleSubject, kind: Kind
) -> Iterator[AttributeFit]:
    """Yield each way in which attributes of a subject may take a value; the least is the best."""
    return _Fitter(sentence, value, possible, kind).fits()


class _Fitter:
    """One value and one subject of a sentence."""

    def __init__(self, sentence: SubjectSentence, value: ValueCandidate, possible: PossibleSubject, kind: Kind) -> None:
        self.text = sentence.text.text
        self.sentence = sentence
        self.value = value
        self.possible = possible
        self.subject = possible.span
        self.kind = kind

    def fits(self) -> Iterator[AttributeFit]:
        subject = self.possible.subject
        gap = self._gap(self.subject, self.value.span) if self.subject else UNNAMED
        if self.value.target == subject or (self.subject and gap > SUBJECT_REACH) or self._is_of_a_title():
            return
        for attributes in self._takers():
            if near := self._claim(attributes):
                names = tuple(attribute.name for attribute in attributes)
                gap_to_name = gap + (not self.possible.is_named)
                yield AttributeFit(near[0], gap_to_name, subject.id, names, subject, attributes, near[1])

    def _gap(self, one: Span, other: Span) -> int:
        return distance(self.text, one, other)

    def _is_of_a_title(self) -> bool:
        """Return whether a reference is but the first part of somebody's title: 'Tide Office Chairman …'."""
        after = TITLE.match(self.text, self.value.span[1]) if self.value.type == "ref" else None
        return bool(after and after[1].lower() in words(*TITLES))

    def _takers(self) -> list[tuple[Attribute, ...]]:
        """Return the attributes whose type takes the value: for a range of dates the two that bound the kind's timeline."""
        known, value = self.kind.attributes, self.value
        if len(value.forms) == 2:
            ends = [known[name] for end in ("start", "end") if (name := self.kind.timeline.get(end))]
            return [tuple(ends)] if len(ends) == 2 else []
        types = {"quantity", "integer"} if value.type == "quantity" else {value.type}
        fitting = [one for one in known.values() if one.type in types and value.attribute in (None, one.name)]
        return [(one,) for one in fitting if self._can_lead(one)]

    def _can_lead(self, attribute: Attribute) -> bool:
        return self.value.target is None or self.value.target.kind in attribute.to

    def _claim(self, attributes: tuple[Attribute, ...]) -> tuple[int, Span] | None:
        """Return how many words part a value from what claims it, and where that stands; None where nothing claims it."""
        value, subject = self.value, self.subject
        if value.type == "choice":
            return (0, subject) if subject and self._gap(subject, value.span) <= CALLED_REACH else None
        if len(attributes) == 2:  # a range needs no cue, for its two ends are what bounds a timeline
            return 0, subject or value.span
        (attribute,) = attributes
        rivals = [one for one in self.kind.attributes.values() if one.type == attribute.type and one != attribute]
        unit = self._unit(attribute) if attribute.unit and value.type == "quantity" else None
        if cue := self._nearest_cue(attribute):
            return cue[0], unit[1] if unit else cue[1]
        # two attributes in metres: only a cue can say which
        if unit and all(one.unit != attribute.unit for one in rivals):
            return unit
        is_sole = not attribute.cues and not attribute.unit and not any(map(self._can_lead, rivals))
        beside = is_sole and value.type != "quantity" and self.possible.is_named and subject
        return (UNNAMED, beside) if beside and self._gap(beside, value.span) <= BESIDE else None

    def _cues(self, cues: tuple[str, ...]) -> list[Span]:
        inner = self.sentence.sentence
        return [in_block(inner, cue) for cue in find_cues(inner.text, cues)]

    def _nearest_cue(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the cue nearest to the value, one before it first, with its distance; one inside the subject's name is none."""
        near = [
            (2 * gap + (cue[0] > self.value.span[0]), cue)
            for cue in self._cues(_cues_of(attribute))
            if (gap := self._gap(cue, self.value.span)) <= REACH[attribute.type]
            and not self._counts_a_part(cue, attribute)
            and not self._is_in_name(cue)
            and self._binds(cue)
        ]
        return min(near, default=None)

    def _is_in_name(self, cue: Span) -> bool:
        """Return whether a cue is but a part of the subject's name, and the value is none."""
        subject, value = self.possible.subject, self.value.span
        own = [one.span for one in self.sentence.mentions if one.subject == subject and touch(one.span, cue)]
        return any(not (start <= value[0] and value[1] <= end) for start, end in own)

    def _counts_a_part(self, cue: Span, attribute: Attribute) -> bool:
        """Return whether a number counts but a part of what the cue means: '18 Norwegian sailors' are not 'sailors'."""
        between = self.text[self.value.span[1] : cue[0]] if self.value.type == "quantity" else ""
        known = {word.casefold() for one in _cues_of(attribute) for word in one.split()}
        return any(word.casefold() not in known for word in PROPER.findall(between))

    def _binds(self, cue: Span) -> bool:
        """Return whether a cue ties the value to the subject: a word such as 'in' only right between the two.

        A cue of a reference stands right before the name it leads to, or is joined to it: 'held in Lund', 'Lund-based'.
        """
        value, subject = self.value.span, self.subject
        is_ref, is_before = self.value.type == "ref", cue[1] <= value[0]
        if is_ref and not (is_before and not STOP.search(self.text, cue[1], value[0])):
            return self.text[value[1] : cue[0]] == "-"
        if cue[1] - cue[0] > SHORT_CUE and self.text[slice(*cue)].lower() not in words("before_places"):
            return not is_ref or subject is None or self._gap(subject, cue) <= CALLED_REACH
        if subject is None or not self.possible.is_named or not (is_before and subject[1] <= cue[0]):
            return False
        return self._gap(subject, cue) <= (0 if is_ref else BESIDE) and not STOP.search(self.text, subject[1], cue[0])

    def _unit(self, attribute: Attribute) -> tuple[int, Span] | None:
        """Return the attribute's unit where it follows a number."""
        end = self.value.span[1]
        for unit in self._cues(_spellings(attribute.unit or "")):
            gap = self._gap(self.value.span, unit)
            follows = end <= unit[0] and gap <= UNIT_REACH and not STOP.search(self.text, end, unit[0])
            if follows and not self._counts_a_part(unit, attribute):
                return gap, unit
        return None


def _cues_of(attribute: Attribute) -> tuple[str, ...]:
    """Return the words near which a value of the attribute stands: its cues, else its own name and label."""
    return attribute.cues or tuple(dict.fromkeys((attribute.name.replace("_", " "), attribute.label.casefold())))


@lru_cache(maxsize=64)
def _spellings(unit: str) -> tuple[str, ...]:
    """Return a unit in singular and in both spellings of metre; the plural is an ending."""
    single = unit.removesuffix("s")
    return tuple({unit, single, single.replace("metre", "meter"), single.replace("meter", "metre")})


def find_cues(text: str, cues: tuple[str, ...]) -> list[Span]:
    """Return where cues stand in text, in any case, with the endings of English words."""
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in _pattern(cues).finditer(folded)]


@lru_cache(maxsize=1024)
def _pattern(cues: tuple[str, ...]) -> regex.Pattern[str]:
    forms = "|".join(_form(cue) for cue in sorted(cues, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{forms})(?![\p{{L}}\p{{N}}])")


def _form(cue: str) -> str:
    return regex.escape(fold(cue)).replace("\\ ", "[ -]") + (ENDINGS if len(cue) >= SHORTEST_WITH_ENDINGS else "")


@lru_cache(maxsize=1024)
def _word_spans(text: str) -> tuple[Span, ...]:
    """Return where the words of text stand, as quotations count them."""
    folded, offsets = fold_with_offsets(text)
    return tuple((offsets[match.start()], offsets[match.end() - 1] + 1) for match in WORD.finditer(folded))


def distance(text: str, one: Span, other: Span) -> int:
    """Return how many words of text stand between two spans."""
    first, last = sorted((one, other))
    return _count(text, first[1], last[0])


def _count(text: str, start: int, end: int) -> int:
    """Return how many words of text stand whole between two offsets."""
    spans = _word_spans(text)
    return max(
        0, bisect_right(spans, end, key=lambda span: span[1]) - bisect_left(spans, start, key=lambda span: span[0])
    )


def shortest(text: str, span: Span, within: Span, towards: Span, gives: Callable[[str], bool]) -> str | None:
    """Return the smallest quotation around span, inside within, that gives the value; of two as long, the one nearer to towards."""

    def size(run: Span) -> tuple[int, int]:
        return _count(text, *run), max(0, run[0] - towards[0]) + max(0, towards[1] - run[1])

    for run in sorted(_runs(text, span, within), key=size):
        quote = " ".join(text[slice(*run)].split())
        # a quotation of digits alone is found anywhere and says nothing to a reader
        if any(map(str.isalpha, quote)) and gives(quote):
            return quote
    return None


def _runs(text: str, span: Span, within: Span) -> Iterator[Span]:
    spans = [one for one in _word_spans(text) if within[0] <= one[0] and one[1] <= within[1]]
    first = bisect_right([end for _, end in spans], span[0])
    last = bisect_left([start for start, _ in spans], span[1])
    for start in range(max(0, last - LONGEST), first + 1):
        for end in range(max(last, start + SHORTEST), min(len(spans), start + LONGEST) + 1):
            yield min(spans[start][0], span[0]), max(spans[end - 1][1], span[1])
