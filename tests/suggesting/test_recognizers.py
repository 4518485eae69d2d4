"""Recognizers: what each kind of name is known by, and what is none."""

from __future__ import annotations

import pytest

from tests.suggesting.texts import names, one


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Lt. Gen. A. S. Marlow opened the season.", "A. S. Marlow"),
        ("The prize went to Maj Gen Ada Brine of Hull.", "Ada Brine"),
        ("The club's chairman Jan Moss spoke first.", "Jan Moss"),
        ("Nils Holm, a retired pilot and prominent analyst, was not so sure.", "Nils Holm"),
        ("“It rains,” said Ina Quist.", "Ina Quist"),
        ("According to Ina Quist, it rains.", "Ina Quist"),
        ("The house belongs to Omar bin Talib today.", "Omar bin Talib"),
        ("A speech by Ikram ul Barr was read out.", "Ikram ul Barr"),
        ("The captain was General Oleg MARLOWSKI.", "Oleg MARLOWSKI"),
        ("Norwegian Ambassador to Iceland Ola Strand came late.", "Ola Strand"),
        ("UN Secretary-General Ina Quist came late.", "Ina Quist"),
        ("Captain\u00a0Ada\u00a0Brine waved.", "Ada Brine"),
    ],
)
def test_a_person(sentence: str, name: str) -> None:
    assert names(sentence)["people"] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Meanwhile the Cold War ended.",
        "The Norwegian Navy said so.",
        "Last Monday in New York it rained.",
        "Explaining Iceland takes time.",
        "DG ISMD was silent.",
    ],
)
def test_no_person(sentence: str) -> None:
    assert "people" not in names(sentence)


def test_titles_told_of_one_person_are_all_kept() -> None:
    person = one("people", "Foreign Minister Ada Brine arrived.", "Ada Brine, a retired judge, left. Brine smiled.")
    assert person.told("office") == ("Foreign Minister", "retired judge")
    assert person.count == 3
    assert [detail.at.words for detail in person.details] == ["Foreign Minister", "retired judge"]


def test_rank_office_and_affiliation_are_words_of_the_text() -> None:
    person = one(
        "people",
        "Harbour Ministry spokeswoman Ada Brine spoke.",
        "Maj. Gen. Ada Brine, chief of the Tide Office, left.",
    )
    assert person.told("rank") == ("Maj. Gen.",)
    assert person.told("office") == ("Harbour Ministry spokeswoman", "chief of the Tide Office")
    assert person.told("affiliation") == ("Harbour Ministry", "Tide Office")


def test_a_surname_of_two_persons_is_counted_to_neither() -> None:
    found = names("Captain Ada Brine met Captain Tom Brine. Brine laughed.")
    assert sorted(found["people"]) == ["Ada Brine", "Tom Brine"]


def test_short_forms_belong_to_the_full_name() -> None:
    person = one(
        "people", "Ada Maria Brine, a pilot, came.", "Ada Brine said so.", "A. M. Brine said more.", "Brine left."
    )
    assert person.name == "Ada Maria Brine"
    assert set(person.forms) == {"Ada Maria Brine", "Ada Brine", "A. M. Brine", "Brine"}
    assert person.count == 4


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("They sailed from Iceland.", "Iceland"),
        ("They met in New Delhi.", "New Delhi"),
        ("They landed near Skerrywick.", "Skerrywick"),
        ("It lies in the port city of Skerrywick.", "Skerrywick"),
        ("The Skerry training ground is closed.", "Skerry training ground"),
        ("The Gulf of Bothnia froze.", "Gulf of Bothnia"),
        ("Storms crossed the Norwegian Sea at night.", "Norwegian Sea"),
        ("Krasnodar Krai is warm.", "Krasnodar Krai"),
        ("PORT ALBA; Mar 14: It rained.", "PORT ALBA"),
        ("It was sold to the U.S. in spring.", "U.S."),
        ("The U.K. agreed.", "U.K."),
    ],
)
def test_a_place(sentence: str, place: str) -> None:
    assert names(sentence)["places"] == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Bank of Iceland paid.",
        "Moscow State University paid.",
        "The Norwegian team paid.",
        "Nobody said so in March.",
        "A Nice day, said General Jackson.",
    ],
)
def test_no_place(sentence: str) -> None:
    assert "places" not in names(sentence)


def test_names_of_one_country_are_one_place() -> None:
    place = one("places", "The US and the U.S. are the United States.")
    assert (place.name, place.count) == ("United States", 3)


@pytest.mark.parametrize(
    ("sentence", "club"),
    [
        ("The Norwegian Navy paid.", "Norwegian Navy"),
        ("The Ministry of Boats and Tides paid.", "Ministry of Boats and Tides"),
        ("The Skerry Institute for Tide Studies paid.", "Skerry Institute for Tide Studies"),
        ("The External Trade ministry paid.", "External Trade ministry"),
        ("The Mombasa Fishers’ Union paid.", "Mombasa Fishers’ Union"),
        ("The 6th Harbour Brigade paid.", "6th Harbour Brigade"),
        ("Tide Watch, a group based in Hull, paid.", "Tide Watch"),
        ("OSLO, March 3 (Tidewire) - It rained.", "Tidewire"),
    ],
)
def test_an_organization(sentence: str, club: str) -> None:
    assert names(sentence)["clubs"] == [club]


def test_an_acronym_belongs_to_what_it_shortens() -> None:
    club = one("clubs", "The Inter-Island Public Relations Bureau (IPRB) said so.", "IPRB said more.")
    assert club.name == "Inter-Island Public Relations Bureau"
    assert (club.count, "IPRB" in club.forms) == (3, True)


@pytest.mark.parametrize(
    ("sentence", "race", "details"),
    [
        ("The “Kestrel-III” (Falcon III) regatta began.", "Kestrel-III", {"edition": "3"}),
        ("The races called ‘Kestrel V’ began.", "Kestrel V", {"edition": "5"}),
        ("Regatta Kestrel began.", "Kestrel", {}),
        ("The Kestrel-2017 races began.", "Kestrel-2017", {"year": "2017"}),
        ("The regatta is called Blue Kestrel 2017.", "Blue Kestrel 2017", {"year": "2017"}),
        ("The regatta, Blue Kestrel, takes place in May.", "Blue Kestrel", {}),
        ("For Two Kestrels 2018, a regatta of boats, they paid.", "Two Kestrels 2018", {"year": "2018"}),
        ("The regatta “Kestrel-III 2017” began.", "Kestrel-III 2017", {"edition": "3", "year": "2017"}),
    ],
)
def test_a_named_thing(sentence: str, race: str, details: dict[str, str]) -> None:
    found = one("races", sentence)
    assert race in found.forms
    assert {key: found.told(key)[0] for key in ("edition", "year") if found.told(key)} == details


@pytest.mark.parametrize(
    "sentence",
    [
        "The joint Norway-Iceland regatta began.",
        "The Norwegian regatta began.",
        "Queen Elizabeth II saw it.",
        "He read “a book” at the race.",
    ],
)
def test_no_named_thing(sentence: str) -> None:
    assert "races" not in names(sentence)


def test_editions_are_not_merged_by_a_number_alone() -> None:
    found = names(
        "The Kestrel-III regatta and the Kestrel-2017 regatta.", "The Gannet-III regatta.", "The Kestrel-IV race."
    )
    assert sorted(found["races"]) == ["Gannet-III", "Kestrel-2017", "Kestrel-III", "Kestrel-IV"]


def test_a_name_without_its_year_is_the_only_edition_there_is() -> None:
    race = one("races", "The Kestrel 2017 regatta began.", "The Kestrel regatta ended.", "Kestrel will return.")
    assert (race.name, race.count) == ("Kestrel 2017", 3)


@pytest.mark.parametrize(
    ("sentence", "deal", "status"),
    [
        ("They signed the 2014 harbour cooperation agreement.", "2014 harbour cooperation agreement", ("signed",)),
        ("The deal for four RS-35 dinghies was blocked.", "deal for four RS-35 dinghies", ("blocked",)),
        ("The Treaty of Hull on Safe Ports stands.", "Treaty of Hull on Safe Ports", ()),
    ],
)
def test_a_described_thing(sentence: str, deal: str, status: tuple[str, ...]) -> None:
    found = one("deals", sentence)
    assert (found.name, found.told("status")) == (deal, status)


def test_a_deal_that_nothing_determines_is_none() -> None:
    assert "deals" not in names("A new deal was struck, said the people who want the deal.")


@pytest.mark.parametrize(
    ("sentence", "boat"),
    [
        ("They bought the RS-35.", "RS-35"),
        ("They bought the RS-17 Thunder from her.", "RS-17 Thunder"),
        ("They bought two Laser dinghies.", "Laser"),
        ("They bought the yacht RSV Larkspur.", "RSV Larkspur"),
        ("They bought a Finn 100 dinghy.", "Finn 100"),
    ],
)
def test_a_designation(sentence: str, boat: str) -> None:
    assert names(sentence)["boats"] == [boat]


def test_a_sickness_and_a_summit_are_no_designations() -> None:
    assert "boats" not in names("COVID-19 was the topic of the G-20.")


def test_a_headline_gives_only_what_its_capitals_do_not_hide() -> None:
    found = names(title="Iceland and Norway Open Third Great Kestrel-2017 Sailing Season")
    assert found == {"places": ["Iceland", "Norway"], "races": ["Kestrel-2017"]}
