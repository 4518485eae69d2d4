"""Statements that could be drafted: value, attribute, quotation, speaker, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.suggesting.regattas import add, make_base, suggested

AMBER = "name: Amber Regatta\n"


def drafted(folder: Path, text: str, entity: str = "amber-regatta", known: str = AMBER) -> list[dict[str, Any]]:
    """Return the statements that suggest drafts of one entity, in YAML's terms and without their source."""
    make_base(folder, text)
    add(folder, "regattas", "amber-regatta", known)
    found = [draft for draft in suggested(folder).statements if draft.entity == entity]
    return [
        {key: value for key, value in draft.as_yaml_data({"amber-regatta"}).items() if key != "source"}
        for draft in found
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The Amber Regatta began on 3 June 2019.", {"start": "2019-06-03", "quote": "3 June 2019"}),
        ("The Amber Regatta ended on 9 June 2019.", {"end": "2019-06-09", "quote": "9 June 2019"}),
        ("The Amber Regatta drew about 40 boats.", {"boats": "~40", "quote": "about 40 boats"}),
        ("The Amber Regatta drew at least 120 sailors.", {"sailors": ">=120", "quote": "at least 120 sailors"}),
        ("The Amber Regatta has a prize of $2.5 million.", {"prize": "2.5e6 USD", "quote": "$2.5 million"}),
        ("This is the third regatta, the Amber Regatta.", {"edition": "3", "quote": "the third regatta"}),
        ("The Amber Regatta took place again.", {"status": "held", "quote": "Regatta took place"}),
        ("The Amber Regatta is called off.", {"status": "called_off", "quote": "is called off"}),
    ],
)
def test_a_value_goes_to_the_attribute_whose_cue_or_unit_is_next_to_it(
    text: str, statement: dict[str, str], tmp_path: Path
) -> None:
    assert statement in drafted(tmp_path, text)


def test_the_nearest_cue_decides_between_attributes(tmp_path: Path) -> None:
    found = drafted(tmp_path, "The Amber Regatta began on 3 June 2019 and ended on 9 June 2019.")
    values = [{key: value for key, value in one.items() if key != "quote"} for one in found]
    assert values == [{"start": "2019-06-03"}, {"end": "2019-06-09"}]


def test_a_range_gives_both_ends_on_one_quotation(tmp_path: Path) -> None:
    (found,) = drafted(tmp_path, "Sails were set for the Amber Regatta (3-9 June 2019).")
    assert found == {"start": "2019-06-03", "end": "2019-06-09", "quote": "3-9 June 2019"}


@pytest.mark.parametrize(
    "text",
    [
        "The Amber Regatta is remembered; on 3 June 2019 it rained.",
        "The Amber Regatta made 40 people glad.",
        "The Amber Regatta was not held in 2019.",
        "Boats began to rot on 3 June 2019.",
        "The Amber Regatta mourns 18 Norwegian sailors.",
        "The Amber Regatta came to Turku.",
    ],
)
def test_without_a_cue_or_a_subject_nothing_is_suggested(text: str, tmp_path: Path) -> None:
    assert drafted(tmp_path, text) == []


def test_what_is_inferred_is_said(tmp_path: Path) -> None:
    (found,) = drafted(tmp_path, "The Amber Regatta began on 3 June.")
    assert (found["start"], found["inferred"]) == ("2019-06-03", ["year"])
    assert found["note"] == "The year nearest to the article's date, 2019-06-05."


def test_the_main_entity_is_meant_by_its_kind_and_in_its_paragraph(tmp_path: Path) -> None:
    text = "The Amber Regatta is near.\n\nThe regatta began on 3 June 2019. Some 40 boats came."
    assert [next(iter(one)) for one in drafted(tmp_path, text)] == ["start", "boats"]


def test_the_first_of_its_kind_is_another_one(tmp_path: Path) -> None:
    assert drafted(tmp_path, "The Amber Regatta is near.\n\nThe first regatta began on 3 June 2011.") == []


def test_last_years_of_its_kind_is_another_one_in_the_same_paragraph(tmp_path: Path) -> None:
    text = "The Amber Regatta is near. Last year's regatta had 30 boats."
    assert drafted(tmp_path, text) == []


def test_a_declared_subject_is_meant_where_nothing_names_it(tmp_path: Path) -> None:
    make_base(tmp_path, "Some 40 boats came.\n\nThe regatta began on 3 June 2019.\n\nLast year's regatta had 30 boats.")
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    article = tmp_path / "articles/herald-2019.md"
    article.write_text(article.read_text().replace("rights: full", "rights: full\nsubjects: [amber-regatta]"))
    assert [draft.values for draft in suggested(tmp_path).statements] == [
        (("boats", "~40"),),
        (("start", "2019-06-03"),),
    ]


def test_of_two_declared_subjects_of_a_kind_neither_is_meant(tmp_path: Path) -> None:
    make_base(tmp_path, "The regatta began on 3 June 2019.")
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    add(tmp_path, "regattas", "blue-regatta", "name: Blue Regatta\n")
    article = tmp_path / "articles/herald-2019.md"
    article.write_text(
        article.read_text().replace("rights: full", "rights: full\nsubjects: [amber-regatta, blue-regatta]")
    )
    assert suggested(tmp_path).statements == ()


def test_a_block_is_named_where_the_words_stand_twice(tmp_path: Path) -> None:
    found = drafted(tmp_path, "Rain fell on 3 June 2019, on 3 June 2019.\n\nThe Amber Regatta began on 3 June 2019.")
    assert found == [{"start": "2019-06-03", "quote": "3 June 2019", "block": 2}]


def test_a_reference_stands_right_behind_its_cue(tmp_path: Path) -> None:
    (found,) = drafted(tmp_path, "The Amber Regatta was held in Turku, far from Kotka.")[:1]
    assert found == {"place": "turku", "quote": "held in Turku"}


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("Tide School in Lund is old.", ["lund"]),
        ("Tide School sails in Lund.", []),
        ("They came from Lund to Tide School.", []),
        ("Tide School in Lund Chairman Tom Brine's words is old.", []),
    ],
)
def test_a_preposition_ties_only_what_stands_on_both_sides_of_it(text: str, homes: list[str], tmp_path: Path) -> None:
    make_base(tmp_path, text)
    kind = tmp_path / "entities/organizations/_kind.yml"
    kind.write_text(
        "label: Club\nplural: Clubs\nsuggest: {as: organization}\n"
        "attributes: {home: {label: Home, type: ref, to: [places], cues: [in, from]}}\n"
    )
    add(tmp_path, "organizations", "tide-school", "name: Tide School\n")
    found = [dict(draft.values) for draft in suggested(tmp_path).statements if draft.entity == "tide-school"]
    assert [one["home"] for one in found if "home" in one] == homes


def test_where_the_base_leads_to_countries_only_a_country_is_suggested(tmp_path: Path) -> None:
    make_base(tmp_path, "The Skerry Coast is in Kotka. Turku in Finland is old. Lund in Kotka is not.")
    kind = tmp_path / "entities/places/_kind.yml"
    kind.write_text(kind.read_text().replace("to: [places]", "to: [places], cues: [in]"))
    add(tmp_path, "places", "norway", "name: Norway\n")
    add(
        tmp_path,
        "places",
        "oslo",
        "name: Oslo\nstatements: [{country: norway, source: herald-2019, quote: Skerry Coast}]",
    )
    found = {draft.entity: dict(draft.values) for draft in suggested(tmp_path).statements if draft.kind == "places"}
    assert found == {"turku": {"country": "finland"}}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Amber Regatta began on 3 June 2019, officials said.", {"words": "officials"}),
        ("According to the port, the Amber Regatta began on 3 June 2019.", {"words": "the port"}),
        ("“The Amber Regatta began on 3 June 2019,” Aino Lehtola told the crowd.", {"words": "Aino Lehtola"}),
        ("Aino Lehtola, a warden of the port, said the Amber Regatta began on 3 June 2019.", {"words": "Aino Lehtola"}),
        ("“The Amber Regatta began on 3 June 2019. All were glad,” Aino Lehtola added.", {"words": "Aino Lehtola"}),
        ("The clerk said all was well. “The Amber Regatta began on 3 June 2019.”", {"words": "The clerk"}),
        ("The clerk said all was well. The Amber Regatta began on 3 June 2019.", None),
        ("“It is here,” said Aino Lehtola at the Amber Regatta, which began on 3 June 2019.", None),
        ("“Yes,” said the clerk, adding that the Amber Regatta began on 3 June 2019.", {"words": "the clerk"}),
        ("The day was, it was said, fine: the Amber Regatta began on 3 June 2019.", None),
    ],
)
def test_the_speaker_is_named(text: str, speaker: dict[str, str] | None, tmp_path: Path) -> None:
    (found,) = [one for one in drafted(tmp_path, text) if "start" in one]
    assert found.get("said_by") == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“We are glad,” Aino Lehtola said. “No boat sank. The Amber Regatta began on 3 June 2019.”",
            {"words": "Aino Lehtola"},
        ),
        ("Aino Lehtola: Yes, the Amber Regatta is here.\n\nIt began on 3 June 2019.", {"words": "Aino Lehtola"}),
        ("Aino Lehtola came.\n\nLehtola: The Amber Regatta began on 3 June 2019.", {"words": "Lehtola"}),
        ("Note: The Amber Regatta began on 3 June 2019.", None),
        ("Tide Society said no. The Amber Regatta began on 3 June 2019, the society added.", {"words": "the society"}),
        ("Tide Society said no. The Amber Regatta began on 3 June 2019, the group added.", {"words": "the group"}),
    ],
)
def test_speech_that_goes_on_has_the_speaker_of_what_came_before(
    text: str, speaker: dict[str, str] | None, tmp_path: Path
) -> None:
    (found,) = [one for one in drafted(tmp_path, text) if "start" in one]
    assert found.get("said_by") == speaker


def test_a_body_that_bears_the_word_of_a_kind_is_not_the_subject(tmp_path: Path) -> None:
    make_base(
        tmp_path, "The Amber Regatta is near.\n\nThe first regatta was in May. The Regatta Bay opened on 3 June 2019."
    )
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    add(tmp_path, "places", "regatta-bay", "name: Regatta Bay\n")
    assert suggested(tmp_path).statements == ()


def test_he_is_who_spoke_last(tmp_path: Path) -> None:
    text = "Aino Lehtola said all was well. The Amber Regatta began on 3 June 2019, she added."
    (found,) = [one for one in drafted(tmp_path, text) if "start" in one]
    assert found["said_by"] == {"words": "Aino Lehtola"}


def test_what_the_base_states_from_this_article_is_not_suggested_again(tmp_path: Path) -> None:
    stated = AMBER + "statements:\n  - {start: 2019-06-03, source: herald-2019, quote: began on 3 June 2019}\n"
    assert drafted(tmp_path, "The Amber Regatta began on 3 June 2019.", known=stated) == []


def test_offices_come_from_the_words_next_to_a_name(tmp_path: Path) -> None:
    found = drafted(tmp_path, "Aino Lehtola, a warden of the port, rang the bell.", "aino-lehtola")
    assert found == [{"office": "warden of the port", "quote": "warden of the port"}]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Ada Finch, who was 34, won the race.", ["34"]),
        ("The 34-year-old Ada Finch won the race.", ["34"]),
        ("In her 34th year Ada Finch won the race.", ["33"]),
        ("Ada Finch won 34 races.", []),
    ],
)
def test_an_age_beside_a_name_is_that_of_the_named(text: str, age: list[str], tmp_path: Path) -> None:
    make_base(tmp_path, text)
    add(tmp_path, "people", "ada-finch", "name: Ada Finch\n")
    found = [draft.as_yaml_data({"ada-finch"}) for draft in suggested(tmp_path).statements]
    assert [one["age"] for one in found if "age" in one] == age


@pytest.mark.parametrize(
    ("text", "boats"),
    [
        ("The Amber Regatta is near.\n\nThe race drew 40 boats, a third more than last year.", ["40"]),
        ("The Amber Regatta is near.\n\nThe race was bigger last year and drew 60 boats.", []),
        ("The Amber Regatta is near.\n\nThe race drew 40 boats; none had sailed in the Blue Regatta.", ["40"]),
        ("The Amber Regatta is near.\n\nA rival event drew 60 boats. It ended well with 70 boats.", []),
        ("The Amber Regatta drew 40 boats. Others were late: 30 boats.", ["40"]),
        ("The Amber Regatta drew 40 boats, among them 12 boats from Turku.", ["40"]),
    ],
)
def test_what_is_told_of_something_else_or_of_a_part_is_not_drafted(
    text: str, boats: list[str], tmp_path: Path
) -> None:
    assert [one["boats"] for one in drafted(tmp_path, text) if "boats" in one] == boats


def test_two_who_speak_may_give_two_values(tmp_path: Path) -> None:
    text = "The Amber Regatta drew 40 boats, the port said. The regatta drew 70 boats, sailors said."
    assert [one["boats"] for one in drafted(tmp_path, text) if "boats" in one] == ["40", "70"]


def test_a_description_of_the_subject_is_no_other_thing(tmp_path: Path) -> None:
    make_base(tmp_path, "The ban on Dreamy cots began on 3 June 2019.\n\nIn a ban of 90 pages it says 40 boats.")
    (tmp_path / "entities/bans").mkdir()
    boats = "{boats: {label: Boats, type: quantity, unit: boats}}"
    kind = f"label: Ban\nplural: Bans\nsuggest: {{as: described, cues: [ban]}}\nattributes: {boats}\n"
    (tmp_path / "entities/bans/_kind.yml").write_text(kind)
    add(tmp_path, "bans", "cots", "name: Ban on Dreamy cots\n")
    assert [draft.entity for draft in suggested(tmp_path).statements] == ["cots"]


def _with_leader(folder: Path, text: str) -> list[str]:
    """Return the leaders of a regatta that a text gives."""
    make_base(folder, text)
    kind = folder / "entities/regattas/_kind.yml"
    leader = "  leader: {label: Leader, type: ref, to: [people], cues: [led by, director, presided]}\n"
    kind.write_text(kind.read_text().replace("timeline:", f"{leader}timeline:"))
    add(folder, "regattas", "amber-regatta", AMBER)
    add(folder, "people", "aino-lehtola", "name: Aino Lehtola\n")
    values = (dict(draft.values) for draft in suggested(folder).statements if draft.entity == "amber-regatta")
    return [one["leader"] for one in values if "leader" in one]


@pytest.mark.parametrize(
    ("text", "leaders"),
    [
        ("The Amber Regatta was led by the old sailor Aino Lehtola.", ["aino-lehtola"]),
        ("The Amber Regatta pleased Aino Lehtola, the director.", ["aino-lehtola"]),
        ("The Amber Regatta is near. Aino Lehtola, who presided, was glad.", ["aino-lehtola"]),
        ("The Amber Regatta was led by the club of Aino Lehtola.", []),
    ],
)
def test_a_person_is_told_behind_a_description_and_before_an_apposition(
    text: str, leaders: list[str], tmp_path: Path
) -> None:
    assert _with_leader(tmp_path, text) == leaders


@pytest.mark.parametrize(
    "text",
    [
        "Aino Lehtola, the head of the Herring Club, was there.",
        "Aino Lehtola, Herring Club's director, was there.",
        "Aino Lehtola, who heads the Herring Club, was there.",
        "Aino Lehtola, who works for the Herring Club, was there.",
    ],
)
def test_whom_somebody_serves_is_told_between_commas(text: str, tmp_path: Path) -> None:
    make_base(tmp_path, text)
    kind = tmp_path / "entities/people/_kind.yml"
    kind.write_text(kind.read_text() + "  affiliation: {label: Affiliation, type: ref, to: [organizations]}\n")
    add(tmp_path, "people", "aino-lehtola", "name: Aino Lehtola\n")
    add(tmp_path, "organizations", "herring-club", "name: Herring Club\n")
    assert (("affiliation", "herring-club"),) in [draft.values for draft in suggested(tmp_path).statements]


def test_what_somebody_does_between_commas_is_no_office(tmp_path: Path) -> None:
    text = "Aino Lehtola, will become director and has a boat, rang. Aino Lehtola, with a guard of honour, left."
    assert drafted(tmp_path, text, "aino-lehtola") == []


def test_a_place_is_not_found_by_its_adjective(tmp_path: Path) -> None:
    make_base(tmp_path, "The Skerran regatta began on 3 June 2019.")
    add(tmp_path, "places", "skerra", "name: Skerra\nadjectives: [Skerran]\n")
    assert [name.name for name in suggested(tmp_path).names if name.name == "Skerran"] == []


@pytest.mark.parametrize(
    ("text", "material"),
    [("The Amber Regatta has boats of steel.", ["steel"]), ("The price of steel rose before the Amber Regatta.", [])],
)
def test_an_option_with_a_preposition_stands_behind_its_subject(text: str, material: list[str], tmp_path: Path) -> None:
    make_base(tmp_path, text)
    kind = tmp_path / "entities/regattas/_kind.yml"
    option = "  material: {label: Material, type: choice, options: {steel: [of steel]}}\n"
    kind.write_text(kind.read_text().replace("timeline:", f"{option}timeline:"))
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    values = (dict(draft.values) for draft in suggested(tmp_path).statements)
    assert [one["material"] for one in values if "material" in one] == material
