"""An entity's facts, each once with its voices and its evidence, and where its name stands."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Change, Entity, KnowledgeBase, Statement
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.entity_page import EntityView, entity_view
from druzhba_kb.render.views.evidence import Footnote
from tests.render.lighthouses import HERE, MARCH, YEAR, evidence, rendered, statement

QUOTED = evidence("herald-1901", "well-known, at Old Harbour")


def with_statements(kb: KnowledgeBase, *statements: Statement) -> KnowledgeBase:
    light: Entity = replace(kb.records.entities["north-light"], statements=statements, declared=())
    return replace(
        kb,
        disagreements=(),
        backlinks={},
        records=replace(kb.records, entities={**kb.records.entities, light.id: light}),
    )


def view_of(kb: KnowledgeBase) -> EntityView:
    return entity_view(index_site(kb), kb.records.entities["north-light"])


def footnotes(kb: KnowledgeBase) -> list[Footnote]:
    return [item for row in view_of(kb).glance for voiced in row.voiced for item in voiced.evidence]


def test_a_block_that_two_quotations_of_a_value_come_from_is_named_once(kb: KnowledgeBase) -> None:
    again = evidence("herald-1901", "burning since March 1899")
    twice = statement("s1", {"lit": "1899-03"}, MARCH, again, inferred=YEAR, note="From the date.")
    page = rendered(with_statements(kb, twice))["lights/north-light.md"]
    row = page.split('<div class="row"')[1].split("</summary>")[0]
    assert "March 1899" in row
    assert row.count(">Coast Herald 1901</a>") == 1
    assert '1 of 3<span class="sr"> articles</span>' in row


def test_evidence_of_two_rows_has_one_number_and_its_address_in_the_first(kb: KnowledgeBase) -> None:
    both = statement("s1", {"lit": "1899-03", "town": "old-harbour"}, MARCH)
    other = statement("s2", {"town": "old-harbour"}, QUOTED)
    assert [(one.number, one.anchor, one.href) for one in footnotes(with_statements(kb, both, other))] == [
        (1, "e-s1-1", "#e-s1-1"), (1, "", "#e-s1-1"), (2, "e-s2-1", "#e-s2-1"),
    ]  # fmt: skip


def test_evidence_has_what_we_say_of_its_block_and_paper_has_that_once(kb: KnowledgeBase) -> None:
    first, second = (
        evidence("herald-1901", quote) for quote in ("first lit in March 1899", "burning since March 1899")
    )
    made = with_statements(kb, statement("s1", {"lit": "1899-03"}, first), statement("s2", {"height": None}, second))
    assert [("".join(one.digest), one.source.block, one.retold) for one in footnotes(made)] == [
        ("It has an <em>old</em> name.", "¶3", False), ("It has an <em>old</em> name.", "¶3", True),
    ]  # fmt: skip


def test_a_text_that_stands_on_its_own_page_is_not_told_again(kb: KnowledgeBase) -> None:
    herald = replace(kb.records.articles["herald-1901"], rights="full")
    made = replace(kb, records=replace(kb.records, articles={**kb.records.articles, herald.id: herald}))
    assert [one.digest for one in footnotes(with_statements(made, statement("s1", {"lit": "1899-03"}, MARCH)))] == [()]


def test_a_page_says_in_how_many_articles_it_is_and_when_it_last_changed(kb: KnowledgeBase) -> None:
    assert (view_of(kb).seen.articles, view_of(kb).seen.of) == (2, 3)
    page = rendered(kb)["lights/north-light.md"]
    assert "Statements from 2 of 3 articles" in page
    assert "2 disagreements of fact" in page
    assert "Last changed" not in page
    days = ("1902-12-31", "1903-02-01")
    changes = tuple(Change(day, "Read again", "Twice.", ("north-light",), HERE) for day in days)
    page = rendered(replace(kb, records=replace(kb.records, changes=changes)))["lights/north-light.md"]
    assert 'Last changed 1 February 1903, <a href="#history">history</a>' in page


def test_what_is_contested_leads_to_where_the_values_stand_beside_each_other(kb: KnowledgeBase) -> None:
    assert [(row.label, row.contested, row.contest) for row in view_of(kb).glance] == [
        ("First lit", "fact", "#contest-lit"), ("Town", "fact", "#contest-town"), ("Height", "", ""),
    ]  # fmt: skip


def test_the_lead_comes_before_all_facts(kb: KnowledgeBase) -> None:
    page = rendered(kb)["lights/north-light.md"]
    assert page.index('id="summary"') < page.index("## At a glance") < page.index("## Where the sources disagree")


def test_a_sentence_that_names_an_entity_twice_is_one_mention(kb: KnowledgeBase) -> None:
    first, *others = kb.mentions
    again = replace(first, start=40, end=51, linked=False)
    page = rendered(replace(kb, mentions=(first, again, *others)))["lights/north-light.md"]
    assert page.split('id="mentions"')[1].count("The North Light burns.") == 1
