"""Fact index: the site index in, the facts by which the search answers a question out, each with who says it.

An index of words finds pages, and who asks how many or when wants a value, with its voice, and with what contradicts it. A
fact is an attribute of a record: all its values where only one can be true, or where sources differ; else one value. So the
search never gives one side of a disagreement alone. Nothing is here that the page of the record does not show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from druzhba_kb.model import Attribute, Entity
from druzhba_kb.relate.voices import OPINION
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, Task, coordinates
from druzhba_kb.render.views.attributions import Attribution, Voices
from druzhba_kb.render.views.evidence import ShownValue, StatedValue
from druzhba_kb.render.views.index_pages import Field, field_of
from druzhba_kb.render.views.reference_pages import CitedValue

FACTS = "search/facts.json"
PARTS = "search/facts"
MOST = 250  # records whose facts are one file, about 30 kB compressed
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
    if sum(counts.values()) <= MOST or site.get("whole_lists"):
        yield Task(FACTS, _whole)
        return
    yield Task(FACTS, _head)
    for kind, count in counts.items():
        yield from (Task(_part_file(kind, at), partial(_part, kind, at)) for at in range(0, count, PART))


def _whole(index: SiteIndex) -> list[Page]:
    pairs = [pair for kind in index.kinds for pair in _facts(index, index.ordered[kind.id])]
    return [_file(FACTS, {"facts": dict(pairs)})]


def _head(index: SiteIndex) -> list[Page]:
    """Make the list of the parts, each with the first page that it has, in the order of pages."""
    ids = {kind.id: sorted(index.ordered[kind.id]) for kind in index.kinds}
    parts = [
        (f"{kind}/{those[at]}/", _part_file(kind, at))
        for kind, those in ids.items()
        for at in range(0, len(those), PART)
    ]
    return [_file(FACTS, {"parts": sorted(parts)})]


def _part(kind: str, at: int, index: SiteIndex) -> list[Page]:
    return [_file(_part_file(kind, at), dict(_facts(index, sorted(index.ordered[kind])[at : at + PART])))]


def _part_file(kind: str, at: int) -> str:
    return f"{PARTS}/{kind}-{at // PART}.json"


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
    for contested, value in field.against:
        yield _stated(contested, value, page, f"{value.shown.label}: ")
    for cited in field.cited:
        yield "", _text(cited.shown), f"#{cited.anchor}", cited.shown.denies, False, [*_cited(cited)]


def _stated(contested: str, value: StatedValue, page: str, label: str = "") -> Value:
    link = value.evidence.removeprefix(page)
    return contested, label + _text(value.shown), link, value.shown.denies, value.inferred, [*_said(value.voices)]


def _text(shown: ShownValue) -> str:
    return f"“{shown.text}”" if shown.words else shown.text


def _said(voices: Voices) -> Iterator[Said]:
    for one in voices.by:
        yield ", ".join(", reported by ".join(voice.name for voice in line) for line in one.speakers), _where(one)


def _where(one: Attribution) -> str:
    return f"{one.article}, opinion column" if one.voice == OPINION else one.article


def _cited(value: CitedValue) -> Iterable[Said]:
    return (("", f"{entry.title}, a reference") for entry in value.entries)


def _file(path: str, content: object) -> Page:
    return Page(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")
