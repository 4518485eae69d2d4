"""Articles: who contradicts an article, what it alone says, and what stands in its margin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase, Speaker
from druzhba_kb.pipeline import check
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.article_page import alone, article_view, contradicted, within
from druzhba_kb.report import Place, Report
from tests.render.lighthouses import HERE, MARCH, evidence, statement
from tests.sites_on_disk import lay_out


def test_an_article_is_contradicted_where_another_holds_another_side(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    assert [one.label for one in contradicted(index, index.article("herald-1901"))] == ["First lit", "Town"]
    assert contradicted(index, index.article("almanac-1903")) == ()


def test_only_single_attributes_that_no_other_article_gives_are_told(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    assert alone(index, index.article("herald-1901")) == ()
    (north,) = alone(index, index.article("gazette-1902"))
    (height,) = north.fields
    assert (height.label, height.contested) == ("Height", "")
    assert [(v.shown.text, v.evidence) for v in height.values] == [
        ("of modest height", "../../lights/north-light/#e-s4-1")
    ]


@pytest.fixture
def good(tmp_path: Path) -> SiteIndex:
    """Return the index of the good site, in which one article counts the masons of Gull Point twice."""
    kb = check(lay_out(None, tmp_path / "site"), Report())
    assert kb
    return index_site(kb)


def test_an_article_that_differs_with_itself_says_so_in_a_part_of_its_own(good: SiteIndex) -> None:
    courier = good.article("courier-1931")
    assert [(one.label, one.between) for one in within(good, courier)] == [("Masons", "one article against itself")]
    assert [one.label for one in contradicted(good, courier)] == ["Relit", "Lens sold"]
    assert within(good, good.article("tidings-1931")) == ()


def test_values_that_one_article_alone_gives_are_contested_where_they_differ(good: SiteIndex) -> None:
    (point,) = alone(good, good.article("courier-1931"))
    assert [(one.label, one.contested, len(one.values)) for one in point.fields] == [("Height", "", 1)]
    masons = [s for s in good.kb.records.entities["gull-point"].statements if s.claims[0].words is None]
    entity = replace(good.kb.records.entities["gull-point"], statements=tuple(masons))
    entities = {**good.kb.records.entities, entity.id: entity}
    bare = index_site(replace(good.kb, records=replace(good.kb.records, entities=entities)))
    (point,) = alone(bare, bare.article("courier-1931"))
    shown = [(one.label, one.contested, [value.shown.text for value in one.values]) for one in point.fields]
    assert shown == [("Height", "", ["27 metres"]), ("Masons", "fact", ["40 masons", "about 30 masons"])]


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ((), (), {"itself"}),
        (("keeper",), ("keeper",), {"another speaker here"}),
        ((), ("keeper",), {"a speaker here", "the article itself"}),
    ],
)
def test_the_margin_says_who_says_otherwise_in_the_same_article(
    good: SiteIndex, one: tuple[str, ...], other: tuple[str, ...], against: set[str]
) -> None:
    entity = good.kb.records.entities["gull-point"]
    said = iter((one, other))
    statements = tuple(
        replace(s, evidence=(replace(s.evidence[0], said_by=speakers(*next(said))),))
        if s.claims[0].attribute == "masons" and s.claims[0].value
        else s
        for s in entity.statements
    )
    entities = {**good.kb.records.entities, entity.id: replace(entity, statements=statements)}
    index = index_site(replace(good.kb, records=replace(good.kb.records, entities=entities)))
    view = article_view(index, index.article("courier-1931"))
    margin = (it for block in view.blocks for quoted in block.supports for it in quoted.statements)
    masons = [it for it in margin if it.claims[0].label == "Masons"]
    assert {it.against.name for it in masons if it.against} == against
    assert {it.against.href for it in masons if it.against} == {"../../lighthouses/gull-point/#contest-masons"}


def speakers(*names: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(None, name, Place("x")) for name in names)


def test_what_is_wholly_inferred_is_not_what_the_article_says(kb: KnowledgeBase) -> None:
    entity = kb.records.entities["north-light"]
    statements = tuple(replace(s, inferred=("height",)) for s in entity.statements)
    entities = {**kb.records.entities, "north-light": replace(entity, statements=statements)}
    index = index_site(replace(kb, records=replace(kb.records, entities=entities)))
    assert alone(index, index.article("gazette-1902")) == ()


def test_a_fact_stands_once_in_the_margin_with_all_its_quotations_and_voices(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    keeper = Speaker(None, "the keeper", HERE)
    twice = statement("s1", {"lit": "1899-03"}, MARCH, evidence("herald-1901", "burning since March 1899", keeper))
    again = statement("s9", {"lit": "1899-03"}, evidence("herald-1901", "first lit in March 1899", keeper))
    statements = (twice, again, *light.statements[1:])
    records = replace(kb.records, entities={**kb.records.entities, light.id: replace(light, statements=statements)})
    index = index_site(replace(kb, records=records, disagreements=()))
    blocks = article_view(index, index.article("herald-1901")).blocks
    (margin,) = (block.supports for block in blocks if "b3" in block.anchors)
    (group,) = margin
    assert group.quotes == ("first lit in March 1899", "burning since March 1899")
    (fact,) = group.statements
    assert [one.voice for one in fact.voices.by] == ["article", "speaker"]
    assert [[voice.name for voice in chain] for chain in fact.voices.speakers] == [["the keeper"]]
