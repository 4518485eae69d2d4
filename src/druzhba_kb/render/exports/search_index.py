"""Search index: the site index in; the names by which the search knows pages, and the facts by which it answers, out.

Names find what is misspelt or in another script, which an index of words cannot. Once the search fetched all of them when it
was opened, 98 kB at 5,000 records; a long list has parts now, one for each letter with which a word of a name begins. What a
word begins with must be read here as `names.js` reads it, or names are lost.

Who asks how many or when wants a value, with its voice, and with what contradicts it. A fact is an attribute of a record: all
its values where only one can be true, or where sources differ; else one value. So the search never gives one side of a
disagreement alone. Nothing is here that the page of the record does not show.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import regex
from anyascii import anyascii

from druzhba_kb.locales import gettext, spoken
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import Attribute, Entity
from druzhba_kb.reading.digits import roman
from druzhba_kb.reading.language import language, language_codes
from druzhba_kb.relate.prose import plain as without_markup
from druzhba_kb.render.page_model import Page, cut
from druzhba_kb.render.site_index import SiteIndex, Task, coordinates
from druzhba_kb.render.views.attributions import chain_in_words, named_column
from druzhba_kb.render.views.evidence import ShownValue, StatedValue
from druzhba_kb.render.views.index_pages import Field, field_of

NAMES = "search/names.json"
NAME_PARTS = "search/names"
MOST_NAMES = 1500  # rows of one file, about 30 kB compressed
BLOCK = 0x100  # code points; a script's letters lie in a few of these
WORD = regex.compile(r"\p{N}+|\p{L}+")
UNSPOKEN = regex.compile(r"['’ʼ]|\p{M}")
ROMAN = frozenset("ivx")  # of which names.js reads numbers
OTHER = "other"  # what a word begins with that is no letter of ASCII once it is romanized
# no comma, behind which "to which, one article says, …" would lose what it is about; no point of "U.S. lawmakers"
CLAUSE = regex.compile(r"^.{20,}?(?=[;:] |(?<!\.\p{Lu})[.!?](?: |$)|$)")
LONGEST_CLAUSE = 90
# name, kind, page, other names, weight, what tells it from namesakes
NameRow = tuple[str, str, str, list[str], int, str]


def name_index_pages(index: SiteIndex, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the file that the search reads before anything else, and its parts; `whole_lists` are not parted."""
    rows = [*_kinds(index), *_entities(index), *_articles(index)]
    known = letters(text for row in rows for text in _names_in(row))
    head = {"letters": known, "months": months(), "questions": questions(spoken().code)}
    if len(rows) <= MOST_NAMES or site.get("whole_lists"):
        yield _file(NAMES, {**head, "names": rows})
        return
    parts: dict[str, list[NameRow]] = {}
    for row in rows:
        for part in sorted({part for text in _names_in(row) for part in initials(text, known)}):
            parts.setdefault(part, []).append(row)
    yield _file(NAMES, {**head, "parts": sorted(parts)})
    yield _file(f"{NAME_PARTS}/all.json", rows)
    yield from (_file(f"{NAME_PARTS}/{part}.json", those) for part, those in sorted(parts.items()))


def initials(text: str, known: Mapping[str, str]) -> list[str]:
    """Return with what each word of a name begins, as names.js reads it too."""
    plain = unicodedata.normalize("NFKD", "".join(known.get(char, char) for char in text.lower()))
    firsts = (_arabic(word)[0] for word in WORD.findall(UNSPOKEN.sub("", plain)))
    return [first if first.isascii() and not first.isupper() else OTHER for first in firsts]


def letters(names: Iterable[str]) -> dict[str, str]:
    """Return what each letter beyond ASCII is in ASCII, for every block of letters that the names use.

    The whole block, so that a reader may write in that script a name which stands here in another.
    """
    blocks = {ord(char) // BLOCK for name in names for char in name if not char.isascii() and char.isalpha()}
    codes = (block * BLOCK + at for block in sorted(blocks) for at in range(BLOCK))
    lower = (char for char in map(chr, codes) if char.isalpha() and char == char.lower() and not char.isascii())
    return {char: anyascii(char).lower() for char in lower}


def months() -> dict[str, int]:
    """Return the names of the months in all languages that are read, so that a date may be asked for in any."""
    known = (language(code) for code in language_codes())
    named = (pair for one in known if one for pair in one.month_names.items())
    return {name: number for name, number in named if WORD.fullmatch(name)}


def questions(code: str) -> dict[str, object]:
    """Return the words of questions in a language, and which number each ordinal is; nothing where it is not read."""
    if (one := language(code)) is None:
        return {}
    ordinals = {word: number for number in one.data["ordinals"] for word in one.words("ordinals", number)}
    return {**{key: words.split(", ") for key, words in one.data["questions"].items()}, "ordinals": ordinals}


def first_clause(text: str) -> str:
    """Return what a summary says first, without markup: enough to tell namesakes apart."""
    plain = without_markup(text)
    return cut(found[0] if (found := CLAUSE.match(plain)) else plain, LONGEST_CLAUSE)


def _kinds(index: SiteIndex) -> Iterator[NameRow]:
    for kind in index.kinds:
        yield kind.plural, gettext("Index"), f"{kind.id}/", [], len(index.ordered[kind.id]), first_clause(kind.summary)


def _entities(index: SiteIndex) -> Iterator[NameRow]:
    """Yield the entities; their weight is how often the articles speak of them."""
    kb = index.kb
    mentions = Counter(mention.entity for mention in kb.mentions)
    for entity in kb.records.entities.values():
        weight = len(entity.statements) + mentions[entity.id]
        yield entity.name, index.kind(entity).label, entity.page, _others(entity), weight, first_clause(entity.summary)


def _articles(index: SiteIndex) -> Iterator[NameRow]:
    for article in index.articles:
        others = [article.publisher] if article.publisher else []
        yield article.title, gettext("Article"), article.page, others, 0, index.labels[article.id]


def _others(entity: Entity) -> list[str]:
    """Return the other names; a metonym means more than this entity, so it does not lead to it."""
    names = [alias.name for alias in entity.aliases if alias.use != "metonym"]
    return [name for name in dict.fromkeys([*names, *entity.short_names]) if name != entity.name]


def _arabic(word: str) -> str:
    """Return the number that a word is in Roman letters, or the word: who asks for 18 means XVIII too."""
    number = roman(word.upper()) if ROMAN.issuperset(word) else None
    return word if number is None else str(number)


def _names_in(row: NameRow) -> tuple[str, ...]:
    return row[0], *row[3]


def _file(path: str, content: object) -> Page:
    return Page(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


FACTS = "search/facts.json"
FACT_PARTS = "search/facts"
MOST_FACTS = 250  # records whose facts are one file, about 30 kB compressed
PART = 80  # records of one part
UNASKED = frozenset(("coordinates", "url"))  # types of values that nobody asks for in words
Said = tuple[str, str]  # the speakers, none where an article speaks itself, and where they are quoted
# how it contradicts those before it, the value, the way to its evidence, whether it is denied and inferred, who says it
Value = tuple[str, str, str, bool, bool, list[Said]]
Fact = tuple[str, str, list[Value]]  # the attribute, what type of value it has, and the values
RecordFacts = tuple[str, str, Sequence[Fact]]  # with the record's name and kind


def fact_index_tasks(index: SiteIndex, site: Mapping[str, str]) -> Iterator[Task]:
    """Yield what makes the facts by the pages of their records: one file, or parts and a head that says where each begins."""
    counts = {kind.id: len(index.ordered[kind.id]) for kind in index.kinds}
    if sum(counts.values()) <= MOST_FACTS or site.get("whole_lists"):
        yield Task(FACTS, _whole)
        return
    yield Task(FACTS, _head)
    for kind, count in counts.items():
        yield from (Task(_part_file(kind, one), partial(_part, kind, one)) for one in range(-(-count // PART)))


def _whole(index: SiteIndex) -> list[Page]:
    pairs = [pair for kind in index.kinds for pair in _facts(index, index.ordered[kind.id])]
    return [_file(FACTS, {"facts": dict(pairs)})]


def _head(index: SiteIndex) -> list[Page]:
    """Make the list of the parts, each with the first page that it has, in the order of pages."""
    starts = ((kind.id, enumerate(sorted(index.ordered[kind.id])[::PART])) for kind in index.kinds)
    parts = [(f"{kind}/{id}/", _part_file(kind, number)) for kind, ids in starts for number, id in ids]
    return [_file(FACTS, {"parts": sorted(parts)})]


def _part(kind: str, number: int, index: SiteIndex) -> list[Page]:
    ids = sorted(index.ordered[kind])[number * PART : (number + 1) * PART]
    return [_file(_part_file(kind, number), dict(_facts(index, ids)))]


def _part_file(kind: str, number: int) -> str:
    return f"{FACT_PARTS}/{kind}-{number}.json"


def _facts(index: SiteIndex, ids: Iterable[str]) -> Iterator[tuple[str, RecordFacts]]:
    for entity in map(index.kb.records.entities.__getitem__, ids):
        if those := [*facts_of(index, entity)]:
            yield entity.page, (entity.name, index.kind(entity).label, those)


def facts_of(index: SiteIndex, entity: Entity) -> Iterator[Fact]:
    """Yield the facts that stand on the page of an entity, in the order of its kind."""
    stated = {claim.attribute for statement in entity.statements for claim in statement.claims}
    for attribute in index.kind(entity).attributes.values():
        if attribute.name not in stated or attribute.column or attribute.type in UNASKED:
            continue
        field = field_of(index, entity, attribute, "")
        values = [*_values(field, entity.page)]
        together = attribute.single or field.contested
        for those in [values] if together and values else [[value] for value in values]:
            yield attribute.label, _type(index, attribute), those


def _type(index: SiteIndex, attribute: Attribute) -> str:
    """Return the type of an attribute, 'place' where it is a reference that answers the question where."""
    kinds = [index.kb.records.kinds[kind] for kind in attribute.to]
    return "place" if kinds and all(map(coordinates, kinds)) else attribute.type


def _values(field: Field, page: str) -> Iterator[Value]:
    """Yield the values of a field, those that contradict it from elsewhere, and those of references."""
    for number, side in enumerate(field.sides):
        for at, value in enumerate(side):
            yield _stated(field.contested if number and not at else "", value, page)
    yield from (_stated("", value, page) for value in field.aside)
    for contested, value in field.against:
        yield _stated(contested, value, page, f"{value.shown.label}: ")
    for cited in field.cited:
        said = [("", gettext("{title}, a reference").format(title=entry.title)) for entry in cited.entries]
        yield "", _text(cited.shown), f"#{cited.anchor}", cited.shown.denies, False, said


def _stated(contested: str, value: StatedValue, page: str, label: str = "") -> Value:
    link, by = value.evidence.removeprefix(page), value.voices.by
    said = [(commas(map(chain_in_words, one.speakers)), named_column(one.article, one.voice)) for one in by]
    return contested, label + _text(value.shown), link, value.shown.denies, value.inferred, said


def _text(shown: ShownValue) -> str:
    return gettext("“{words}”").format(words=shown.text) if shown.words else shown.text
