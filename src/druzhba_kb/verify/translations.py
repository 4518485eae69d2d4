"""Translations: what a catalogue says of the content, held against the originals.

A translation has no quotation of its own: what proves it is the original, so it may say no other number and no other date, name
all whom that names, and lead nowhere else. Numbers are read in both languages; of one that is not read, digits alone. Names are
inflected in most languages, so a name is found where words begin as its words do. Where a translator knows better, a comment
`# checked: why` in the catalogue says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from druzhba_kb.folding import fold, words
from druzhba_kb.locales import Interface
from druzhba_kb.locales.catalogue import Catalogue
from druzhba_kb.model import Entity, Records
from druzhba_kb.reading import Words, read
from druzhba_kb.reading.agreement import unsaid
from druzhba_kb.reading.language import language
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.relate.coverage import ADDRESS
from druzhba_kb.relate.mentions import NameFinder, linking, longest
from druzhba_kb.relate.page_markdown import TAG
from druzhba_kb.relate.translated_records import context_of, translated, translated_into
from druzhba_kb.report import Place, Report

# letters that inflection may change at the end of a word, and of how many letters a name is short
ENDING, SHORT = 3, 5
LAST_VOWEL, FLEETING = re.compile(r"[aeiouyаеёиоуыэюяьйіїє]$"), re.compile(r"[eoеёо](?=\w$)")
NUMBER = re.compile(r"\d+(?:[.,\s']\d{3})*(?!\d)")
OTHER_LINK = re.compile(r"<(https?://[^>\s]+)>|^ {0,3}\[[^\]]+\]:\s*(\S+)", re.MULTILINE)


def verify_translations(records: Records, report: Report) -> None:
    """Report each translation that says something else than its original, or whose original is gone."""
    for code, catalogue in records.translations.items():
        check = _Check(records, code, catalogue, report)
        check.all()
        report.checked[f"translations into {code}"] += len(catalogue.lines)


@dataclass(frozen=True)
class _Check:
    records: Records
    code: str
    catalogue: Catalogue
    report: Report

    @cached_property
    def originals(self) -> dict[tuple[str, str], None]:
        """Every text that can be translated, by its context and itself."""
        found = dict[tuple[str, str], None]()

        def note(place: Place, part: str, text: str) -> str:
            found[context_of(place, part), text] = None
            return text

        translated(self.records, note)
        return found

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities as the other language has them."""
        return dict(translated_into(self.records, self.code).entities)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The names of countries in the other language, which are often alike: Niger and Nigeria."""
        named = Interface(self.code).locale.territories.items()
        return frozenset(fold(name).casefold() for code, name in named if code.isalpha())

    @cached_property
    def names(self) -> NameFinder:
        """The finder of names in the originals."""
        return NameFinder(linking(self.records.entities.values()))

    def all(self) -> None:
        for (context, original), line in self.catalogue.lines.items():
            if (context, original) in self.originals:
                said = self.catalogue.messages.pgettext(context, original)
                weighed = (context, original) in self.catalogue.weighed
                self.report.checked["weighed translations"] += weighed
                for code, message in self.faults(original, said, context.endswith(": name"), weighed):
                    self.report.error(Place(f"translations/{self.code}.po", line, 1), code, message)
            elif not context.startswith("mkdocs.yml: "):
                way = f"'druzhba-kb translate {self.code}' marks what is to be looked at"
                message = f"there is no such text any more in '{context}', so its translation is shown nowhere; {way}"
                self.report.warning(Place(f"translations/{self.code}.po", line, 1), "translation-outdated", message)

    def faults(self, original: str, said: str, is_name: bool, weighed: bool) -> Iterator[tuple[str, str]]:
        links = Counter(_links(original)), Counter(_links(said))
        for link in (links[0] - links[1]) | (links[1] - links[0]):
            lacks = "lacks" if link in links[0] else "has, unlike the original,"
            yield "translation-link", f"{lacks} {link}; expected the same as in the original"
        if weighed:
            return
        ours, theirs = _plain(original, self.records.language), _plain(said, self.code)
        lacking = _lacking if language(self.code) else _lacking_digits
        for number in lacking(theirs, ours):
            yield "translation-number", f"the number '{number}' does not stand in the original: {_short(original)}"
        for number in lacking(ours, theirs):
            yield "translation-number", f"lacks the number '{number}' of the original: {_short(original)}"
        for number, expected in _swapped(ours, theirs):
            yield "translation-number", f"'{number}' has changed places; expected {expected}: {_short(original)}"
        if not is_name:
            yield from self.lost_names(original, theirs)

    def lost_names(self, original: str, theirs: Words) -> Iterator[tuple[str, str]]:
        """Yield each entity that the original names and the translation does not."""
        low = [fold(word).casefold() for word in words(theirs.text)]
        text = ADDRESS.sub("]", original)
        for hit in longest(self.names.find(text)):
            named = [self.entities[id] for id in sorted(hit.owners.full)]
            if named and not any(_stands(name, low, self.countries) for one in named for name in one.names):
                name = text[hit.start : hit.end]
                expected = f"expected a name that '{named[0].id}' has in this language, such as '{named[0].name}'"
                yield "translation-name", f"does not name '{name}', as the original does; {expected}"


def _lacking(one: Words, other: Words) -> Iterator[str]:
    """Yield the numbers and dates of a text that another does not have; what is counted may be a sum in one of them alone."""
    amounts = {(it.low, it.high) for it in read(other.text, other.lang) if it.date is None}
    for number in unsaid(one, lambda: [other]):
        if not any((it.low, it.high) in amounts for it in read(number, one.lang) if it.date is None):
            yield number


def _swapped(one: Words, other: Words) -> Iterator[tuple[str, str]]:
    """Yield a number that both texts say, and with which one it has changed places: what it counts is read once in each."""
    ours, theirs = ([it for it in read(text.text, text.lang) if it.date is None] for text in (one, other))
    both = {(it.low, it.high) for it in ours} & {(it.low, it.high) for it in theirs}
    for mine, its in product(ours, theirs):
        counts = [sum(it.unit == mine.unit for it in some) for some in (ours, theirs)]
        differ = (mine.low, mine.high) != (its.low, its.high) and {(mine.low, mine.high), (its.low, its.high)} <= both
        if mine.unit and mine.unit == its.unit and counts == [1, 1] and differ:
            yield other.text[its.start : its.end], f"'{one.text[mine.start : mine.end]}' of '{mine.unit}'"


def _lacking_digits(one: Words, other: Words) -> Iterator[str]:
    """Yield the numbers in digits that another text does not have, whatever they count and however they are grouped."""
    known = Counter(_digits(other.text))
    yield from (Counter(_digits(one.text)) - known).elements()


def _digits(text: str) -> Iterator[str]:
    yield from (re.sub(r"[.,\s']", "", found) for found in NUMBER.findall(tokenize(text).folded))


def _links(text: str) -> Iterator[str]:
    """Yield what a text links to, and what the tags of an own page show in it."""
    yield from (f"the link to '{link[2:-1]}'" for link in ADDRESS.findall(text))
    yield from (f"the tag '{tag[0].strip()}'" for tag in TAG.finditer(text))
    yield from (f"the link to '{link[1] or link[2]}'" for link in OTHER_LINK.finditer(text))


def _plain(text: str, lang: str | None) -> Words:
    return Words(ADDRESS.sub("]", text), lang)


def _stands(name: str, low: Iterable[str], countries: Collection[str]) -> bool:
    """Whether each word of a name stands in a text, but for its ending, and is no form of the name of another country."""
    known = list(low)
    parts = [part.casefold() for part in words(fold(name))]
    return all(any(_is_form(one, part) and not _is_nearer(one, part, countries) for one in known) for part in parts)


def _is_form(word: str, name: str) -> bool:
    """Whether a word may be a name with another ending; a short name loses but a vowel, at its end or before its last letter."""
    whole = (name[:-ENDING],) if len(name) > SHORT else (name,)
    stems = (LAST_VOWEL.sub("", name), FLEETING.sub("", name)) if 2 < len(name) <= SHORT else whole
    return word.startswith(stems) and len(word) <= len(name) + ENDING


def _is_nearer(word: str, name: str, others: Collection[str]) -> bool:
    """Whether a word has more of its beginning in common with another name, or all of that."""
    shared = next((at for at, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]), len(name))
    nearer = {word[: shared + 1], word[:shared]}
    return any(one != name and one[: shared + 1] in nearer for one in others)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat[:70]}…”" if len(flat) > 71 else f"“{flat}”"
