"""Articles: how one stands to the others, what it alone says, and what rests on each of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.model import Article, KnowledgeBase, Passage, Position, Speaker, Statement
from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.article_facts import BlockView
from druzhba_kb.render.views.article_page import alone, article_view, differences
from druzhba_kb.report import Place, Report
from tests.render.lighthouses import HERE, MARCH, evidence, statement
from tests.sites_on_disk import lay_out

KEEPER = Speaker(None, "the keeper", HERE)
TOWER = "a tower of modest height"


@pytest.fixture
def good(tmp_path: Path) -> SiteIndex:
    """Return the index of the good site, in which one article counts the masons of Gull Point twice."""
    kb = check(lay_out(None, tmp_path / "site"), Report())
    assert kb
    return index_site(kb)


def speakers(*names: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(None, name, Place("x")) for name in names)


def of_light(kb: KnowledgeBase, *statements: Statement) -> SiteIndex:
    """Return the index where just these statements are made of the North Light, and nothing is contested."""
    light = replace(kb.records.entities["north-light"], statements=statements)
    records = replace(kb.records, entities={**kb.records.entities, light.id: light})
    return index_site(replace(kb, records=records, disagreements=()))


def with_masons(good: SiteIndex, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[SiteIndex, Article]:
    """Return the index in which the two counts of the masons have speakers, and the article."""
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
    return index, index.article("courier-1931")


def labels(index: SiteIndex, article: Article) -> list[tuple[str, list[str]]]:
    return [(way, [one.label for one in those]) for way, those in differences(index, article)]


def block(blocks: Iterable[BlockView], anchor: str) -> BlockView:
    (found,) = (one for one in blocks if anchor in one.anchors)
    return found


# how it stands to the others


def test_an_article_contradicts_others_where_one_holds_another_side(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    assert labels(index, index.article("herald-1901")) == [("others", ["First lit", "Town"])]
    assert labels(index, index.article("almanac-1903")) == []


def test_what_may_count_something_else_contradicts_nothing(kb: KnowledgeBase) -> None:
    disagreements = tuple(replace(one, reason="scope") for one in kb.disagreements)
    index = index_site(replace(kb, disagreements=disagreements))
    assert labels(index, index.article("herald-1901")) == []


@pytest.mark.parametrize(
    ("one", "other", "way", "against"),
    [
        ((), (), "itself", {"itself"}),
        (("keeper",), ("keeper",), "voices", {"the same speaker"}),
        (("keeper",), ("mason",), "voices", {"another speaker here"}),
        ((), ("keeper",), "voices", {"a speaker here", "the article itself"}),
    ],
)
def test_an_article_contradicts_itself_only_in_its_own_voice(
    good: SiteIndex, one: tuple[str, ...], other: tuple[str, ...], way: str, against: set[str]
) -> None:
    index, article = with_masons(good, one, other)
    assert labels(index, article) == [(way, ["Masons"]), ("others", ["Relit", "Lens sold"])]
    facts = (fact for block in article_view(index, article).blocks for fact in block.facts)
    masons = [fact for fact in facts if fact.claims[0][0].label == "Masons" and fact.against]
    assert {fact.against.name for fact in masons if fact.against} == against
    assert {fact.against.href for fact in masons if fact.against} == {"../../lighthouses/gull-point/#contest-masons"}
    assert {fact.contested for fact in masons} == {"fact"}


def test_the_same_words_are_not_against_themselves(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    year = statement("s2", {"lit": "1900"}, MARCH)
    entity = replace(light, statements=(light.statements[0], year, *light.statements[2:]))
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, light.id: entity})))
    herald = index.article("herald-1901")
    assert labels(index, herald) == [("others", ["Town"])]
    assert [fact.contested for fact in block(article_view(index, herald).blocks, "b3").facts] == ["", ""]


def test_what_only_this_article_says_is_counted_by_record_with_its_speakers(kb: KnowledgeBase) -> None:
    index = of_light(
        kb,
        statement("a", {"lit": "1899-03"}, MARCH, evidence("gazette-1902", "lit first in 1900")),
        statement("b", {"height": "27", "town": "old-harbour"}, evidence("herald-1901", TOWER, KEEPER)),
        statement("c", {"height": "27"}, evidence("herald-1901", TOWER)),
    )
    (light,) = alone(index, index.article("herald-1901"))
    assert (light.entity.name, light.facts, light.whole, light.spoken, light.speakers) == (
        "North Light", 2, False, 1, ("the keeper",),
    )  # fmt: skip
    assert alone(index, index.article("gazette-1902")) == ()


def test_the_record_with_most_facts_comes_first_and_says_whether_no_other_article_speaks_of_it(
    kb: KnowledgeBase,
) -> None:
    south = replace(
        kb.records.entities["south-light"],
        statements=(statement("t", {"lit": "1899", "height": "9", "keepers": "2"}, MARCH),),
    )
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, south.id: south})))
    found = [(one.entity.name, one.facts, one.whole) for one in alone(index, index.article("herald-1901"))]
    assert found == [("South Light", 3, True), ("North Light", 2, False)]


def test_what_is_wholly_inferred_is_not_what_the_article_says(kb: KnowledgeBase) -> None:
    def facts(*inferred: str) -> int:
        proof = evidence("gazette-1902", TOWER)
        index = of_light(kb, statement("a", {"height": "27"}, proof, inferred=inferred))
        return sum(one.facts for one in alone(index, index.article("gazette-1902")))

    assert (facts(), facts("height"), facts("value")) == (1, 0, 0)


# what rests on a paragraph


def test_a_fact_stands_once_in_a_paragraph_with_all_its_quotations_and_voices(kb: KnowledgeBase) -> None:
    twice = statement("s1", {"lit": "1899-03"}, MARCH, evidence("herald-1901", "burning since March 1899", KEEPER))
    again = statement("s9", {"lit": "1899-03"}, evidence("herald-1901", "first lit in March 1899", KEEPER))
    index = of_light(kb, twice, again)
    (fact,) = block(article_view(index, index.article("herald-1901")).blocks, "b3").facts
    assert fact.quotes == ("first lit in March 1899", "burning since March 1899")
    assert [one.voice for one in fact.voices.by] == ["article", "speaker"]
    assert [[voice.name for voice in chain] for chain in fact.voices.speakers] == [["the keeper"]]


def test_of_two_claims_on_the_same_words_only_the_one_that_others_give_too_is_borne_by_them(kb: KnowledgeBase) -> None:
    index = of_light(
        kb,
        statement("a", {"lit": "1899-03", "height": "27", "keepers": "2"}, MARCH),
        statement("b", {"lit": "1899-03"}, evidence("gazette-1902", "lit first in 1900", KEEPER)),
    )
    found = block(article_view(index, index.article("herald-1901")).blocks, "b3")
    assert [([claim.label for claim, _ in fact.claims], fact.every.articles) for fact in found.facts] == [
        (["First lit"], 2), (["Height", "Keepers"], 1),
    ]  # fmt: skip
    assert [(one.article, one.voice) for one in found.facts[0].also] == [("Gazette 1902", "speaker")]
    assert found.facts[1].also == ()
    assert (found.state, found.agreeing, found.count) == ("agree", 1, 3)


def test_a_denial_is_not_the_same_as_what_it_denies(kb: KnowledgeBase) -> None:
    said = evidence("gazette-1902", "lit first in 1900")
    index = of_light(
        kb, statement("a", {"lit": "1899-03"}, MARCH), statement("b", {"lit": "1899-03"}, said, denies=True)
    )
    assert block(article_view(index, index.article("herald-1901")).blocks, "b3").state == "only"


def test_a_value_says_whether_it_is_inferred_in_this_article(kb: KnowledgeBase) -> None:
    index = of_light(kb, statement("a", {"lit": "1899-03", "keepers": "2"}, MARCH, inferred=("year",)))
    (fact,) = block(article_view(index, index.article("herald-1901")).blocks, "b3").facts
    assert [(claim.label, inferred) for claim, inferred in fact.claims] == [("First lit", True), ("Keepers", False)]


def test_the_state_of_a_paragraph_is_the_strongest_of_its_facts(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    view = article_view(index, index.article("herald-1901"))
    found = [(one.anchors, one.label, one.state, one.opponents) for one in view.blocks]
    assert found == [
        (("b1",), "¶1", "contested", ("Gazette 1902",)),
        (("b2", "b3"), "¶2–3", "contested", ("Gazette 1902",)),
        (("b4",), "¶4", "none", ()),
    ]
    assert view.states == (("contested", 2), ("none", 1))
    assert [one.state for one in article_view(index, index.article("almanac-1903")).blocks] == ["none"] * 4


def test_what_may_count_something_else_leaves_a_paragraph_uncontested(kb: KnowledgeBase) -> None:
    disagreements = tuple(replace(one, reason="scope") for one in kb.disagreements)
    index = index_site(replace(kb, disagreements=disagreements))
    found = block(article_view(index, index.article("herald-1901")).blocks, "b3")
    assert (found.state, found.opponents, [fact.contested for fact in found.facts]) == ("only", (), ["scope"])


def test_a_claim_is_contested_only_where_the_disagreement_is_about_its_attribute(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    both = replace(
        light.statements[0], claims=statement("s1", {"lit": "1899-03", "keepers": "2"}).claims, evidence=(MARCH,)
    )
    entity = replace(light, statements=(both, *light.statements[1:]))
    index = index_site(replace(kb, records=replace(kb.records, entities={**kb.records.entities, light.id: entity})))
    facts = block(article_view(index, index.article("herald-1901")).blocks, "b3").facts
    assert [(fact.claims[0][0].label, fact.contested) for fact in facts] == [("First lit", "fact"), ("Keepers", "")]


# the head


def test_the_byline_says_where_the_date_is_from_and_leads_to_the_web_alone(kb: KnowledgeBase) -> None:
    herald = kb.records.articles["herald-1901"]
    inferred = replace(herald, published_basis="inferred", published_note="From the tide.", url="file:///x")
    articles = {**kb.records.articles, herald.id: inferred}
    index = index_site(replace(kb, records=replace(kb.records, articles=articles)))
    view = article_view(index, inferred)
    by = view.byline
    assert (by.published, by.inferred, by.basis, by.note, by.url) == (
        "2 May 1901", True, "Date inferred.", "From the tide.", "",
    )  # fmt: skip
    assert (view.number, view.articles) == (1, 3)
    stated = article_view(index_site(kb), herald).byline
    assert (stated.inferred, stated.basis, stated.url) == (False, "", "https://herald.example/lights")


def test_how_much_rests_on_speakers_alone_is_counted_by_paragraph_and_whom_the_article_has_it_from(
    kb: KnowledgeBase,
) -> None:
    mayor = Speaker(None, "the mayor", HERE)
    index = of_light(
        kb,
        statement("a", {"lit": "1899-03"}, evidence("herald-1901", "first lit in March 1899", mayor, KEEPER)),
        statement("b", {"town": "old-harbour"}, evidence("herald-1901", "well-known, at Old Harbour")),
    )
    spoken = article_view(index, index.article("herald-1901")).spoken
    assert (spoken.paragraphs, spoken.of, [voice.name for voice in spoken.speakers]) == (1, 2, ["the keeper"])


def test_what_an_article_names_stands_by_kind(kb: KnowledgeBase) -> None:
    index = index_site(kb)
    named = article_view(index, index.article("herald-1901")).named
    assert [(kind, [link.name for link in links]) for kind, links in named] == [("Lights", ["North Light"])]


def test_whoever_says_otherwise_is_one_opponent_of_a_paragraph_however_many_of_its_facts_are_contested(
    kb: KnowledgeBase,
) -> None:
    light = kb.records.entities["north-light"]
    third = statement("s9", {"lit": "1901"}, evidence("almanac-1903", "lit first in 1900"))
    entity = replace(light, statements=(*light.statements, third))
    sides = (*kb.disagreements[0].positions, Position("1901", None, False, ("s9",)))
    contested = (replace(kb.disagreements[0], positions=sides), kb.disagreements[1])
    records = replace(kb.records, entities={**kb.records.entities, light.id: entity})
    index = index_site(replace(kb, records=records, disagreements=contested))
    herald = index.article("herald-1901")
    whole = replace(herald, body=(Passage(1, 4, "All.", HERE),))
    (found,) = article_view(index, whole).blocks
    assert [fact.opponents for fact in found.facts] == [("Gazette 1902",), ("Gazette 1902", "Almanac")]
    assert found.opponents == ("Gazette 1902", "Almanac")


def test_paragraphs_are_counted_one_by_one_though_a_digest_tells_several_together(kb: KnowledgeBase) -> None:
    index = of_light(
        kb,
        statement("a", {"lit": "1899-03"}, evidence("herald-1901", "first lit in March 1899", KEEPER)),
        statement("b", {"height": "27"}, evidence("herald-1901", TOWER, KEEPER)),
        statement("c", {"town": "old-harbour"}, evidence("herald-1901", "well-known, at Old Harbour")),
    )
    herald = index.article("herald-1901")
    spoken = article_view(index, replace(herald, body=(Passage(1, 4, "All.", HERE),))).spoken
    assert (spoken.paragraphs, spoken.of) == (2, 3)
