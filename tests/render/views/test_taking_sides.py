"""What takes no side contradicts nobody on any page, and what the editors reject is said to be rejected wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from druzhba_kb.model import Entity, KnowledgeBase, Statement
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.relate.references import relate_references
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.article_page import differences
from druzhba_kb.render.views.disputes_page import disputes_of
from druzhba_kb.render.views.entity_page import entity_view
from druzhba_kb.render.views.evidence import silence_on
from druzhba_kb.render.views.graph_page import relations
from druzhba_kb.render.views.index_pages import Field, field_of
from druzhba_kb.report import Report
from tests.render.lighthouses import MARCH, evidence, rendered, statement

KEEPER = evidence("gazette-1902", "lit first in 1900")
ALMANAC = evidence("almanac-1903", "a tower of modest height")


def with_statements(kb: KnowledgeBase, *statements: Statement) -> KnowledgeBase:
    light: Entity = replace(kb.records.entities["north-light"], statements=statements, declared=())
    records = replace(kb.records, entities={**kb.records.entities, light.id: light})
    backlinks: Mapping[str, tuple[object, ...]] = relate_references(records, Report())
    return replace(kb, records=records, disagreements=relate_disagreements(records), backlinks=backlinks)  # type: ignore[arg-type]


def field(index: SiteIndex, attribute: str) -> Field:
    light = index.kb.records.entities["north-light"]
    return field_of(index, light, index.attribute(light, attribute), "")


def sides(index: SiteIndex, attribute: str) -> tuple[list[list[str]], list[str]]:
    found = field(index, attribute)
    return [[one.shown.text for one in side] for side in found.sides], [one.shown.text for one in found.aside]


def test_a_year_in_which_all_days_lie_and_a_bound_that_holds_contradict_none(kb: KnowledgeBase) -> None:
    three = (
        statement("year", {"lit": "1899", "height": ">=2"}, KEEPER),
        statement("may", {"lit": "1899-05-01", "height": "3"}, MARCH),
        statement("june", {"lit": "1899-06-01", "height": "4"}, ALMANAC),
    )
    made = with_statements(kb, *three)
    index = index_site(made)
    light = made.records.entities["north-light"]
    assert [[one.values[0].text for one in found.sides] for found in disputes_of(index, light, "")] == [
        ["3 metres", "4 metres"], ["1 May 1899", "1 June 1899"],
    ]  # fmt: skip
    assert sides(index, "lit") == ([["1 May 1899"], ["1 June 1899"]], [])
    assert sides(index, "height") == ([["3 metres"], ["4 metres"]], ["at least 2 metres"])
    assert differences(index, made.records.articles["gazette-1902"]) == ()
    rows = {row.label: row for row in entity_view(index, light).glance}
    assert [(one.values[0].shown.text, one.contested, one.unlike) for one in rows["First lit"].voiced] == [
        ("1899", "", ""), ("1 May 1899", "fact", ""), ("1 June 1899", "fact", "fact"),
    ]  # fmt: skip


def test_of_values_that_can_all_be_true_the_longest_is_not_the_most_exact(kb: KnowledgeBase) -> None:
    made = with_statements(
        kb, statement("bound", {"height": ">=2"}, KEEPER), statement("three", {"height": "3"}, MARCH)
    )
    assert sides(index_site(made), "height") == ([["at least 2 metres", "3 metres"]], [])


def test_what_is_rejected_is_said_to_be_so_in_a_dispute_and_on_the_timeline(kb: KnowledgeBase) -> None:
    made = with_statements(
        kb,
        statement("may", {"lit": "1899-05-01"}, MARCH),
        statement("june", {"lit": "1899-06-01"}, KEEPER, standing="rejected", note="A misprint."),
    )
    pages = rendered(made)
    for page, times in {"timeline/index.md": 1, "disagreements/index.md": 1, "index.md": 1}.items():
        assert pages[page].count("<small>rejected by the editors</small>") == times, page


def test_where_all_is_rejected_it_is_not_said_that_nothing_is_recorded(kb: KnowledgeBase) -> None:
    made = with_statements(kb, statement("two", {"keepers": "2"}, KEEPER, standing="rejected", note="A guess."))
    index, light = index_site(made), made.records.entities["north-light"]
    keepers, height = (index.attribute(light, name) for name in ("keepers", "height"))
    assert silence_on(index, light, keepers, "").rejected
    assert not silence_on(index, light, height, "").rejected


def test_a_rejected_reference_relates_nothing(kb: KnowledgeBase) -> None:
    stated = statement("town", {"town": "old-harbour"}, MARCH)
    for one, many in ((stated, 1), (replace(stated, standing="rejected", note="No."), 0)):
        index = index_site(with_statements(kb, one))
        known = index.kb.records.entities
        assert [len(relations(index, known[id])) for id in ("north-light", "old-harbour")] == [many, many]
