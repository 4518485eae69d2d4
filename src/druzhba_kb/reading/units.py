"""Units: a reading and what an attribute counts in, whether the reading counts that out.

Only the head of the phrase behind a number is counted: '12 tanks of soldiers' are no 12 soldiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from druzhba_kb.reading.language import DEFAULT, Language, language, language_codes, split
from druzhba_kb.reading.readings import Reading

PERCENT = frozenset(("%", "percent", "per cent", "percentage", "٪"))
# Things that are counted, for which a kind may name further words, beside measures, which have but their own.
COUNTED = frozenset(("person", "soldier", "item"))


def is_percent(unit: str | None) -> bool:
    """Return whether an attribute counts in per cent, in any language that is read."""
    if unit is None:
        return False
    known = (one for code in language_codes() if (one := language(code)))
    return unit.casefold() in PERCENT or any(unit.casefold() in one.words("numbers", "percent") for one in known)


def is_rank(unit: str, reading: Reading) -> bool:
    """Return whether a unit says which one of several, and not how many: an edition, a round."""
    # a kind may name its unit in English and quote an article in another language
    known = (one for code in (reading.lang, DEFAULT) if (one := language(code)))
    return any(unit.casefold() in one.word_set("numbers", "labels") for one in known)


def counts(reading: Reading, unit: str, unit_words: Sequence[str]) -> bool:
    """Return whether a number counts what the unit says: by a measure's name or sign, or by one of the unit's words.

    The words must be the head of the phrase behind the number: 'soldiers' in '70 young soldiers', not in '12 tanks of
    soldiers' nor in '200 soldiers' families'.
    """
    known = language(reading.lang)
    if known is None:
        return False
    measure = _measure(unit, known)
    if measure is not None and reading.unit == measure:
        return not reading.is_rate
    if reading.unit and reading.unit not in COUNTED:
        return any(_measure(word, known) == reading.unit for word in unit_words)
    # a measure must stand beside its number; no noun of the phrase can take its place
    if measure is not None and measure not in COUNTED and not unit_words:
        return False
    words = [unit, *unit_words, *(known.words("units", measure) if measure in COUNTED else ())]
    phrases = [tuple(split(word)) for word in words]
    return not reading.is_rate and any(
        heads(reading, phrase, known)
        or _reached(reading, phrase, known)
        or _is_label(reading, phrase, known)
        or (reading.shared and heads(replace(reading, after=reading.shared), phrase, known))
        for phrase in phrases
    )


def singular(unit: str) -> str:
    """Return what one of a unit is called, where it is a measure or person of which English has both forms: week for weeks."""
    one, known = unit.removesuffix("s"), language(DEFAULT)
    measure = _measure(unit, known) if known else None
    return one if known and measure and _measure(one, known) == measure else unit


def names_another(reading: Reading) -> bool:
    """Return whether what a number counts stands behind it: a measure, or a noun, as far as the language shows one."""
    known = language(reading.lang)
    ending = known.data["words"].get("nouns") if known else None
    if reading.unit and reading.unit not in COUNTED:
        return True
    return bool(ending) and ending != "capitals" and any(word.endswith(str(ending)) for word in reading.after)


def heads(reading: Reading, phrase: tuple[str, ...], known: Language) -> bool:
    """Return whether a phrase heads the words behind a number; in some languages only adjectives stand before a head."""
    after, endings = reading.after, known.data["words"].get("before_head")
    for start in range(len(after) - len(phrase) + 1):
        if start and endings is not None and not after[start - 1].endswith(known.words("words", "before_head") or "-"):
            return False
        # "40 boats sailed": the verb is no head
        if start and after[start - 1].endswith("s") and after[start].endswith("ed"):
            return False
        if all(_same(mine, its) for mine, its in zip(phrase, after[start : start + len(phrase)], strict=True)):
            return _is_head(reading, after, start + len(phrase))
    return False


def _reached(reading: Reading, phrase: tuple[str, ...], known: Language) -> bool:
    """Return whether a phrase stands before a number that nothing follows: the number of birds reached 4 million."""
    ahead, links = reading.ahead, known.word_set("words", "countable_before") | known.hedge_words
    end = len(ahead)
    while end and ahead[end - 1] in links:
        end -= 1
    places = [end - len(phrase)]
    # the number of men underground at 53
    neutral, of = known.word_set("context", "neutral"), known.word_set("dates", "of")
    counted = (at for at in range(end - 2) if ahead[at] in neutral and ahead[at + 1] in of)
    places += [at + 2 for at in counted if "".join(ahead[at:end]).isalpha()]
    runs = (ahead[max(0, at) : min(end, at + len(phrase))] for at in places)
    return 0 < end < len(ahead) and any(len(run) == len(phrase) and all(map(_same, phrase, run)) for run in runs)


def _is_label(reading: Reading, phrase: tuple[str, ...], known: Language) -> bool:
    """Return whether a phrase heads the label before a number: Seats in the hall: 820, Number of seats: 820."""
    label, colon = reading.ahead[:-1], reading.ahead[-1:]
    idle = known.word_set("context", "neutral") | known.word_set("words", "stop")
    opened = max((at + 1 for at, low in enumerate(label) if not low.isalpha()), default=0)
    start = next((at for at in range(opened, len(label)) if label[at] not in idle), len(label))
    run = label[start : start + len(phrase)]
    return colon == (":",) and len(run) == len(phrase) and all(map(_same, phrase, run))


def _is_head(reading: Reading, after: tuple[str, ...], end: int) -> bool:
    """Return whether a word is no mere attribute of the next: the soldier of '200 soldier statues'."""
    # "a 70-sailor crew" counts sailors, whatever follows
    if end == len(after) or reading.joined or reading.high == 1:
        return True
    # "200 soldier statues" are statues; "70 sailors there" are sailors
    return after[end - 1].endswith("s") or not after[end].endswith("s")


@cache
def _same(one: str, other: str) -> bool:
    """Return whether two words are one, but for the ending of a plural."""
    return one == other or other in _plurals(one) or one in _plurals(other)


def _plurals(word: str) -> Iterator[str]:
    yield from (word + "s", word + "es")
    if word.endswith("y"):
        yield word[:-1] + "ies"


@cache
def measure_of(unit: str) -> str | None:
    """Return the measure that a unit names in any language that is read, as in metre; None for what is counted."""
    known = language(DEFAULT)
    measure = _measure(unit, known) if known else None
    return None if measure in COUNTED else measure


def _measure(unit: str, known: Language) -> str | None:
    """Return the measure that a unit names, in the language of the passage or in any other."""
    words = tuple(split(unit))
    others = (one for code in (DEFAULT, *language_codes()) if (one := language(code)))
    for one in (known, *others):
        found = one.table("units").at(words, 0)
        if found and found[0] == len(words):
            return str(found[1])
    return None
