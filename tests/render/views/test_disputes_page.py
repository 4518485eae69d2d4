"""Disputes: what one voice says of an attribute with several values is one side; what another says stands against it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.render.page_model import Link
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.views.disputes_page import (
    Dispute,
    Side,
    all_disputes,
    between,
    disputes_of,
    other_sides,
    spellings_of,
)
from druzhba_kb.render.views.evidence import ShownValue
from druzhba_kb.render.views.index_pages import kind_view
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

HEAD = "name: Skerry Light\nsummary: A tower that was held back.\nstatements:\n"
STORMS = "  - {cause: Storms, source: tidings-1931, quote: held back by storms}\n"
SNOW = "  - {cause: Snow, source: tidings-1931, quote: back by storms}\n"
LENS = "  - {cause: Snow, source: tidings-1931, quote: the old lens was sold, said_by: {words: a dealer}}\n"
MASONS = "  - {cause: Masons, source: courier-1931, quote: About 30 masons}\n"
DENIED = (
    "  - {cause: Storms, denies: true, source: courier-1931, quote: keeper has denied that the old lens was sold}\n"
)
DECLARED = "disagreements:\n  - {about: [cause], reason: unknown}\n"


def read(values: tuple[ShownValue, ...]) -> list[str]:
    return [f"{'not ' * value.denies}{value.text}" for value in values]


@pytest.mark.parametrize(
    ("statements", "sides"),
    [
        (STORMS + SNOW + MASONS, [["Snow", "Storms"], ["Masons"]]),
        (STORMS + LENS + MASONS, [["Masons"], ["Snow"], ["Storms"]]),
        (STORMS + DENIED, [["Storms"], ["not Storms"]]),
    ],
)
def test_values_stand_against_each_other_only_where_voices_differ(
    statements: str, sides: list[list[str]], tmp_path: Path
) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    kind = root / "entities/lighthouses/_kind.yml"
    kind.write_text(kind.read_text().replace("timeline:", "  cause: {label: Cause, type: text}\ntimeline:"))
    (root / "entities/lighthouses/skerry-light.yml").write_text(HEAD + statements + DECLARED)
    kb = check(root, report)
    assert kb, [str(finding) for finding in report.findings]
    index = index_site(kb)
    lights = kb.records.kinds["lighthouses"]
    listed = kind_view(index, lights, index.members(lights.id), "", [lights.attributes["cause"]]).entities
    (field,) = next(it for it in listed if it.name == "Skerry Light").fields
    assert sorted(sorted(read(tuple(one.shown for one in side))) for side in field.sides) == sorted(sides)
    (dispute,) = [one for one in all_disputes(index, "") if one.entity == "Skerry Light"]
    assert sorted(sorted(read(side.values)) for side in dispute.sides) == sorted(sides)


TYPED = (
    "aliases:\n  - {name: the tower, source: courier-1931}\n  - {name: The tower, source: tidings-1931}\n"
    "statements:\n"
    "  - {masons: 40, source: courier-1931, quote: Forty masons}\n"
    "  - {masons: ~30, source: courier-1931, quote: About 30 masons}\n"
    "  - {height: 27, source: courier-1931, quote: 27 metres high}\n"
    "  - {relit: 1931-05-06, source: tidings-1931, quote: relit on 6 May 1931}\n"
    "  - {relit: 1931-05-04, source: courier-1931, quote: was lit again on 4 May 1931, said_by: ada-finch}\n"
    "disagreements:\n"
    "  - {about: [height, masons], reason: definition, note: The masons may be counted in metres.}\n"
    "  - {about: [name], reason: transcription}\n"
)


@pytest.fixture
def typed(tmp_path: Path) -> SiteIndex:
    """Return the index of a site in which Gull Point has a fact, a scope and a spelling that sources differ on."""
    root = lay_out(None, tmp_path / "site")
    (root / "entities/lighthouses/gull-point.yml").write_text(f"name: Gull Point\nsummary: A tower.\n{TYPED}")
    report = Report()
    kb = check(root, report, guarded=False)
    assert kb, [str(finding) for finding in report.findings]
    return index_site(kb)


def shown(index: SiteIndex) -> tuple[tuple[Dispute, ...], tuple[Dispute, ...]]:
    entity = index.kb.records.entities["gull-point"]
    return disputes_of(index, entity, ""), spellings_of(index, entity, "")


def test_facts_come_first_and_spellings_stand_apart(typed: SiteIndex) -> None:
    disputes, spellings = shown(typed)
    assert [(one.label, one.type) for one in disputes] == [("Relit", "fact"), ("Height, Masons", "scope")]
    assert [(one.label, one.type) for one in spellings] == [("Name", "name")]
    assert [one.label for one in all_disputes(typed, "")] == ["Relit", "Height, Masons"]


def test_the_address_of_a_dispute_is_made_of_what_it_is_about_and_its_old_number_still_leads_there(
    typed: SiteIndex,
) -> None:
    disputes, spellings = shown(typed)
    assert [(one.anchor, one.id, one.former) for one in (*disputes, *spellings)] == [
        ("contest-relit", "gull-point-contest-relit", "d-3"),
        ("contest-height-masons", "gull-point-contest-height-masons", "d-1"),
        ("contest-name", "gull-point-contest-name", "d-2"),
    ]


def test_who_differs_is_said_in_words(typed: SiteIndex) -> None:
    disputes, _ = shown(typed)
    assert [one.between for one in disputes] == ["1 article against 1", "one article against itself"]


def test_speakers_of_one_article_are_counted(typed: SiteIndex) -> None:
    side = shown(typed)[0][1].sides[0]

    def of(*names: str) -> Side:
        quote, voices = side.quotes[0], tuple(Link(name, "") for name in names)
        return replace(side, quotes=(replace(quote, source=replace(quote.source, voices=voices)),))

    keeper, dealer, itself = of("a keeper"), of("a dealer"), of()
    assert between((keeper, dealer)) == "2 speakers in one article"
    assert between((keeper, keeper)) == "one speaker in one article"
    assert between((keeper, of("a keeper", "a clerk"))) == "one speaker in one article"
    assert between((itself, dealer)) == "one article against a speaker in it"
    assert between((itself, keeper, dealer)) == "3 values in 1 article"


def test_an_article_that_is_on_both_sides_is_counted_once(typed: SiteIndex) -> None:
    (one, other), both = shown(typed)[0][0].sides, shown(typed)[0][1].sides[0]
    assert {quote.source.article for quote in both.quotes} == {"The Courier 1931"}
    courier, tidings = sorted((one, other), key=lambda side: side.quotes[0].source.article, reverse=True)
    assert between((courier, tidings)) == "1 article against 1"
    mixed = replace(tidings, quotes=(*tidings.quotes, *both.quotes))
    assert between((courier, mixed)) == "2 values in 2 articles"
    twice = replace(tidings, values=tidings.values * 2)
    assert between((courier, twice, tidings)) == "4 values in 2 articles"


def test_an_attribute_is_contested_by_a_fact_or_in_what_it_counts_and_by_a_spelling_never(typed: SiteIndex) -> None:
    entity = typed.kb.records.entities["gull-point"]
    contested = [typed.contest(entity, name) for name in ("relit", "height", "masons", "name", "status")]
    assert contested == ["fact", "scope", "scope", "", ""]


def test_the_other_side_of_a_dispute_about_two_attributes_is_shown_with_each(typed: SiteIndex) -> None:
    entity = typed.kb.records.entities["gull-point"]
    found = {name: other_sides(typed, entity, name, "") for name in ("height", "masons", "relit")}
    assert {
        name: [(type, one.shown.label, one.shown.text) for type, one in those] for name, those in found.items()
    } == {
        "height": [("scope", "Masons", "40 masons"), ("scope", "Masons", "about 30 masons")],
        "masons": [("scope", "Height", "27 metres")],
        "relit": [],
    }
