"""Voices beside a value: who says it by the dates of the articles, how many, and never more than the sources are."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Evidence, KnowledgeBase, Speaker
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.attributions import Voices, other_voice, voices_of
from druzhba_kb.render.views.compare_page import matrix
from druzhba_kb.render.views.entity_page import entity_view
from druzhba_kb.render.views.home_page import home_view
from druzhba_kb.render.views.index_pages import kind_indexes
from tests.render.lighthouses import HERE, article, evidence, statement

KEEPER, HARBOUR = Speaker(None, "the keeper", HERE), Speaker("old-harbour", None, HERE)
MARCH, BURNING = "first lit in March 1899", "burning since March 1899"


def said(index: SiteIndex, *items: Evidence) -> Voices:
    return voices_of(index, items, "lights/north-light/")


def opinionated(kb: KnowledgeBase) -> SiteIndex:
    """Return the index of a base whose herald is an opinion column."""
    herald = replace(kb.records.articles["herald-1901"], genre="opinion")
    return index_site(replace(kb, records=replace(kb.records, articles={**kb.records.articles, herald.id: herald})))


def test_articles_speak_in_the_order_of_their_dates_and_before_their_speakers(kb: KnowledgeBase) -> None:
    found = said(
        index_site(kb),
        evidence("gazette-1902", "lit first in 1900", KEEPER, HARBOUR),
        evidence("gazette-1902", "a tower of modest height"),
        evidence("herald-1901", MARCH),
    )
    assert [(one.voice, one.article, [[v.name for v in chain] for chain in one.speakers]) for one in found.by] == [
        ("article", "Coast Herald 1901", []),
        ("article", "Gazette 1902", []),
        ("speaker", "Gazette 1902", [["the keeper", "Old Harbour"]]),
    ]
    assert [(block.name, block.href) for block in found.by[0].blocks] == [("¶3", "../../articles/herald-1901/#b3")]
    assert found.by[2].speakers[0][1].href == "../../towns/old-harbour/"
    assert (found.strongest, found.articles, found.of) == ("article", 2, 3)
    assert found.origins == ("Old Harbour", "Gazette 1902", "Coast Herald 1901")
    assert [(one.article, one.voice) for one in found.squares] == [
        ("Coast Herald 1901", "article"), ("Gazette 1902", "article"), ("Almanac", ""),
    ]  # fmt: skip


def test_a_speaker_is_named_once_for_all_that_an_article_has_of_them(kb: KnowledgeBase) -> None:
    first, again = (evidence("herald-1901", quote, KEEPER) for quote in (MARCH, BURNING))
    found = said(index_site(kb), first, again)
    assert [len(one.speakers) for one in found.by] == [1]
    assert (found.strongest, found.articles, found.origins) == ("speaker", 1, ("the keeper",))


def test_where_articles_are_too_many_for_squares_the_count_stands_alone(kb: KnowledgeBase) -> None:
    more = {f"daily-{n}": article(f"daily-{n}", f"Day {n}", ()) for n in range(6)}
    many = replace(kb, records=replace(kb.records, articles={**kb.records.articles, **more}))
    found = said(index_site(many), evidence("herald-1901", MARCH))
    assert (found.articles, found.of, found.squares) == (1, 0, ())
    few = dict(list(more.items())[:5])
    eight = replace(kb, records=replace(kb.records, articles={**kb.records.articles, **few}))
    assert said(index_site(eight), evidence("herald-1901", MARCH)).of == 8


def test_nothing_is_in_no_voice(kb: KnowledgeBase) -> None:
    found = said(index_site(kb))
    assert (found.strongest, found.by, found.articles, found.origins) == ("", (), 0, ())


def test_a_link_says_in_words_who_says_it_where_no_article_does(kb: KnowledgeBase) -> None:
    own, spoken = evidence("herald-1901", MARCH), evidence("gazette-1902", "lit first in 1900", KEEPER, HARBOUR)
    assert other_voice(index_site(kb), [own, spoken], "") == ""
    assert other_voice(index_site(kb), [spoken], "") == "the keeper, reported by Old Harbour, in Gazette 1902"
    assert other_voice(opinionated(kb), [own], "") == "Coast Herald 1901, opinion column"


def test_a_claim_stands_in_the_list_and_in_no_glance_card_table_or_comparison(kb: KnowledgeBase) -> None:
    def places(claim: bool) -> list[bool]:
        kind = kb.records.kinds["lights"]
        claimed = {a.name: replace(a, claim=claim and a.name in {"lit", "town"}) for a in kind.attributes.values()}
        kinds = {**kb.records.kinds, "lights": replace(kind, attributes=claimed)}
        index = index_site(replace(kb, records=replace(kb.records, kinds=kinds)))
        view, compared, home = entity_view(index, light), matrix(index), home_view(index)
        (listing,) = kind_indexes(index, index.kb.records.kinds["lights"], 100)
        assert compared and home.strip
        labels = [
            [row.label for row in view.glance], listing.view.columns,
            home.strip.columns, [row.label for row in compared.rows],
            [row.label for row in view.told],
        ]  # fmt: skip
        return [not {"First lit", "Town"}.isdisjoint(found) for found in labels]

    light = kb.records.entities["north-light"]
    assert places(claim=False) == [True, True, True, True, False]
    assert places(claim=True) == [False, False, False, False, True]


def test_what_is_told_stands_sentence_by_sentence_each_with_who_says_it(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    told = [("A.", (KEEPER,)), ("B.", ()), ("C.", (KEEPER,))]
    statements = tuple(
        statement(f"t{at}", {"fame": value}, evidence("herald-1901", MARCH, *by)) for at, (value, by) in enumerate(told)
    )
    kind = kb.records.kinds["lights"]
    fame = replace(kind.attributes["lit"], name="fame", label="Fame", type="text", claim=True, single=False)
    kinds = {**kb.records.kinds, "lights": replace(kind, attributes={**kind.attributes, "fame": fame})}
    entities = {**kb.records.entities, light.id: replace(light, statements=statements)}
    index = index_site(replace(kb, disagreements=(), records=replace(kb.records, kinds=kinds, entities=entities)))
    (row,) = entity_view(index, entities[light.id]).told
    said = [(value.shown.text, one.voices.strongest) for one in row.voiced for value in one.values]
    assert said == [("A.", "speaker"), ("B.", "article"), ("C.", "speaker")]


def test_values_of_one_voice_stand_in_one_row_unless_they_are_contested(kb: KnowledgeBase) -> None:
    def rows(*said: tuple[str, str]) -> list[list[str]]:
        statements = tuple(
            statement(f"n{at}", {"keepers": value}, evidence(article, MARCH))
            for at, (value, article) in enumerate(said)
        )
        entities = {**kb.records.entities, light.id: replace(light, statements=statements)}
        index = index_site(replace(kb, disagreements=(), records=replace(kb.records, entities=entities)))
        (row,) = entity_view(index, entities[light.id]).glance
        return [[value.shown.text for value in one.values] for one in row.voiced]

    light = kb.records.entities["north-light"]
    kind = kb.records.kinds["lights"]
    several = {**kind.attributes, "keepers": replace(kind.attributes["keepers"], single=False)}
    kb = replace(
        kb, records=replace(kb.records, kinds={**kb.records.kinds, "lights": replace(kind, attributes=several)})
    )
    assert rows(("3", "herald-1901"), ("4", "herald-1901"), ("5", "gazette-1902")) == [["3", "4"], ["5"]]


def test_what_articles_say_of_different_times_is_one_value(kb: KnowledgeBase) -> None:
    light = kb.records.entities["north-light"]
    then, later = (
        replace(evidence(article, "burns"), as_of=time)
        for article, time in (("herald-1901", "1901"), ("gazette-1902", "1902"))
    )
    entities = {
        **kb.records.entities, light.id: replace(light, statements=(statement("s", {"height": "27"}, then, later),)),
    }  # fmt: skip
    index = index_site(replace(kb, disagreements=(), records=replace(kb.records, entities=entities)))
    (row,) = entity_view(index, entities[light.id]).glance
    assert [(one.values[0].when, one.voices.articles) for one in row.voiced] == [("as of 1901; as of 1902", 2)]
