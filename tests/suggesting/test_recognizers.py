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
        ("UN Secretary-General Ina Quist came late.", "Ina Quist"),
        ("Captain\u00a0Ada\u00a0Brine waved.", "Ada Brine"),
        ("Vera Quist of the sailing group Tide Watch said so.", "Vera Quist"),
        ("King Olav II waved.", "Olav II"),
        ("Third came Oduya Brinef (Kenya) in a borrowed boat.", "Oduya Brinef"),
        ("All liked Robin Turku very much.", "Robin Turku"),
        ("All liked Robin Law very much.", "Robin Law"),
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
        "They sailed past the Admiral Brine at noon.",
        "They ran to the hills of Ash Skerry.",
        "The last round, Old Gannet-IV, was short.",
        "They signed the General Safety of Boats Agreement.",
        "They sailed in the Robin Turku for a day.",
        "They won with Robin Turku IV at last.",
    ],
)
def test_no_person(sentence: str) -> None:
    assert "people" not in names(sentence)


def test_an_office_that_ends_with_the_word_of_a_rank_is_no_rank() -> None:
    person = one("people", "Attorney General Ada Brine arrived.")
    assert (person.details_of("rank"), person.details_of("office")) == ((), ("Attorney General",))


def test_all_titles_of_one_person_stay() -> None:
    person = one("people", "Foreign Minister Ada Brine arrived.", "Ada Brine, a retired judge, left. Brine smiled.")
    assert person.details_of("office") == ("Foreign Minister", "retired judge")
    assert len(person.occurrences) == 3
    assert [detail.at.words for detail in person.details] == ["Foreign Minister", "retired judge"]


def test_rank_office_and_affiliation_are_words_of_the_text() -> None:
    person = one(
        "people",
        "Harbour Ministry spokeswoman Ada Brine spoke.",
        "Maj. Gen. Ada Brine, chief of the Tide Office, left.",
    )
    assert person.details_of("rank") == ("Maj. Gen.",)
    assert person.details_of("office") == ("Harbour Ministry spokeswoman", "chief of the Tide Office")
    assert person.details_of("affiliation") == ("Harbour Ministry", "Tide Office")


def test_a_surname_of_two_persons_is_counted_to_neither() -> None:
    found = names("Captain Ada Brine met Captain Tom Brine. Brine laughed.")
    assert sorted(found["people"]) == ["Ada Brine", "Tom Brine"]


def test_short_forms_belong_to_the_full_name() -> None:
    person = one(
        "people", "Ada Maria Brine, a pilot, came.", "Ada Brine said so.", "A. M. Brine said more.", "Brine left."
    )
    assert person.name == "Ada Maria Brine"
    assert set(person.forms) == {"Ada Maria Brine", "Ada Brine", "A. M. Brine", "Brine"}
    assert len(person.occurrences) == 4


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
        ("They slept north of Skerrywick.", "Skerrywick"),
        ("They rested in the Plain of Larks.", "Plain of Larks"),
        ("They anchored in Catherine the Great Bay.", "Catherine the Great Bay"),
        ("They rested in Mers el-Kebir.", "Mers el-Kebir"),
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
        "The regatta was named Winter Harbour 2018. Winter Harbour ended on Friday.",
    ],
)
def test_no_place(sentence: str) -> None:
    assert "places" not in names(sentence)


def test_names_of_one_country_are_one_place() -> None:
    place = one("places", "The US and the U.S. are the United States.")
    assert (place.name, len(place.occurrences)) == ("United States", 3)


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
        ("Tidewerk, which makes sails, paid.", "Tidewerk"),
        ("The 6th Brigade of Norway's coast paid.", "6th Brigade"),
        ("The Skerry Rifles paid.", "Skerry Rifles"),
        ("The Foreign Office paid.", "Foreign Office"),
        ("Commander Skerry Squadron paid.", "Skerry Squadron"),
    ],
)
def test_an_organization(sentence: str, club: str) -> None:
    assert names(sentence)["clubs"] == [club]


@pytest.mark.parametrize(
    ("sentence", "clubs"),
    [
        ("Turku 2 Ash Bay 1", ["Ash Bay", "Turku"]),
        ("Turku 9 4 3 2 11 8 15", ["Turku"]),
        ("At home Turku beat Gannets by two boats.", ["Gannets", "Turku"]),
        ("It was a good day for Turku captain Ada Brine.", ["Turku"]),
        ("It was a good day for the Gannets again.", ["Gannets"]),
        ("At home Norway beat Iceland by two boats.", []),
        ("It was a good day for the Kurds again.", []),
        ("1. Ada Brine 12:30", []),
    ],
)
def test_a_team_may_play_under_the_name_of_its_town(sentence: str, clubs: list[str]) -> None:
    assert sorted(names(sentence).get("clubs", [])) == clubs


def test_an_organization_and_the_one_it_belongs_to() -> None:
    assert names("The Tide Fund of the Herring Club paid.")["clubs"] == ["Herring Club", "Tide Fund"]


@pytest.mark.parametrize(
    "sentence",
    [
        "WHEN it rained, they went home.",
        "(LEAD) Boats set out for the island at dawn",
        "Second, a group from afar came.",
        "They met in Hull, the Agency said.",
    ],
)
def test_no_organization(sentence: str) -> None:
    assert "clubs" not in names(sentence)


def test_an_acronym_belongs_to_what_it_shortens() -> None:
    club = one("clubs", "The Inter-Island Public Relations Bureau (IPRB) said so.", "IPRB said more.")
    assert club.name == "Inter-Island Public Relations Bureau"
    assert (len(club.occurrences), "IPRB" in club.forms) == (3, True)


@pytest.mark.parametrize(
    ("sentence", "race", "details"),
    [
        ("The races called ‘Kestrel V’ began.", "Kestrel V", {"edition": "5"}),
        ("Regatta Kestrel began.", "Kestrel", {}),
        ("The Kestrel-2017 races began.", "Kestrel-2017", {"year": "2017"}),
        ("The regatta is called Blue Kestrel 2017.", "Blue Kestrel 2017", {"year": "2017"}),
        ("The regatta, Blue Kestrel, takes place in May.", "Blue Kestrel", {}),
        ("For Two Kestrels 2018, a regatta of boats, they paid.", "Two Kestrels 2018", {"year": "2018"}),
        ("The regatta “Kestrel-III 2017” began.", "Kestrel-III 2017", {"edition": "3", "year": "2017"}),
        ("They sailed in House of Reeds, a regatta of boats.", "House of Reeds", {}),
        ("They came to next year's Blue Kestrel (청운) race.", "Blue Kestrel", {}),
        ("The first round, Blue Kestrel I, was short.", "Blue Kestrel I", {"edition": "1"}),
        ("The pretext is called Blue Kestrel-2017.", "Blue Kestrel-2017", {"year": "2017"}),
        ("Pearl Guard-IV opened on Sunday.", "Pearl Guard-IV", {"edition": "4"}),
        ("The Peace Mission 2017 races began.", "Peace Mission 2017", {"year": "2017"}),
        ("A two-week regatta Blue Kestrel began.", "Blue Kestrel", {}),
    ],
)
def test_a_named_thing(sentence: str, race: str, details: dict[str, str]) -> None:
    found = one("races", sentence)
    assert race in found.forms
    assert {key: found.details_of(key)[0] for key in ("edition", "year") if found.details_of(key)} == details


@pytest.mark.parametrize(
    "sentence",
    [
        "The joint Norway-Iceland regatta began.",
        "The Norwegian regatta began.",
        "Queen Elizabeth II saw it.",
        "He read “a book” at the race.",
        "It was not a NATO race.",
        "Ten-day races began.",
        "The Norwegian-built race began.",
        "They saw a Lark 228 by the shore.",
        "The race left to Lark 10,200 boats.",
    ],
)
def test_no_named_thing(sentence: str) -> None:
    assert "races" not in names(sentence)


def test_editions_are_not_merged_by_a_number_alone() -> None:
    found = names(
        "The Kestrel-III regatta and the Kestrel-2017 regatta.", "The Gannet-III regatta.", "The Kestrel-IV race."
    )
    assert sorted(found["races"]) == ["Gannet-III", "Kestrel-2017", "Kestrel-III", "Kestrel-IV"]


def test_what_bears_the_name_of_an_edition_is_another_edition() -> None:
    found = names(
        "The Blue Kestrel V regatta began.", "More came than in Blue Kestrel IV.", "Blue Kestrel-III was wet."
    )
    assert found == {"races": ["Blue Kestrel IV", "Blue Kestrel V", "Blue Kestrel-III"]}


def test_the_name_of_a_series_is_no_edition() -> None:
    found = names("The Kestrel-III regatta and the Kestrel-IV regatta.", "They love #Kestrel.")
    assert found["races"] == ["Kestrel-III", "Kestrel-IV"]


def test_a_name_without_its_year_is_the_only_edition_there_is() -> None:
    race = one("races", "The Kestrel 2017 regatta began.", "The Kestrel regatta ended.", "Kestrel will return.")
    assert (race.name, len(race.occurrences)) == ("Kestrel 2017", 3)


@pytest.mark.parametrize(
    ("sentence", "deal"),
    [
        ("They signed the 2014 harbour cooperation agreement.", "2014 harbour cooperation agreement"),
        ("The deal for four RS-35 dinghies was blocked.", "deal for four RS-35 dinghies"),
        ("The Treaty of Hull on Safe Ports stands.", "Treaty of Hull on Safe Ports"),
        ("The Treaty on Safe Ports on Friday fell.", "Treaty on Safe Ports"),
        ("The Exchange of Notes Agreement stands.", "Exchange of Notes Agreement"),
        ("The Special Boats Agreement stands.", "Special Boats Agreement"),
        ("Both want the $3 million harbour deal.", "$3 million harbour deal"),
    ],
)
def test_a_described_thing(sentence: str, deal: str) -> None:
    assert one("deals", sentence).name == deal


@pytest.mark.parametrize(
    "sentence",
    ["The Northern Treaty Organization met.", "Norway and Iceland sign deals.", "A good deal of RS-35 rope."],
)
def test_a_body_and_a_verb_are_no_deals(sentence: str) -> None:
    assert "deals" not in names(sentence)


@pytest.mark.parametrize(
    ("title", "opening", "bans"),
    [
        ("Ban on Finn ordered", "The ban on the Finn dinghy began on Monday.", ["ban on the Finn dinghy"]),
        ("Two bans", "The bans Lund had were lifted.", []),
        ("Leaks", "The ban on Monday was short.", []),
    ],
)
def test_what_an_opening_speaks_of_is_one_described_thing(title: str, opening: str, bans: list[str]) -> None:
    assert names(opening, "Later the port banned Laser dinghies.", title=title).get("bans", []) == bans


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
        ("They bought a Finn 2A4 dinghy.", "Finn 2A4"),
        ("They bought the Finn racing dinghy.", "Finn"),
        ("They bought two Norwegian-built Finn dinghies.", "Finn"),
        ("They bought the K9 and no other dinghy.", "K9"),
        ("They bought the Larkspur TB2.", "Larkspur TB2"),
        ("They bought a Type 21A dinghy.", "Type 21A"),
        ("They have Project 636 dinghies.", "Project 636"),
        ("They came with HMS Larkspur.", "HMS Larkspur"),
        ("They bought a Sea Lark dinghy.", "Sea Lark"),
    ],
)
def test_a_designation(sentence: str, boat: str) -> None:
    assert names(sentence)["boats"] == [boat]


def test_a_sickness_and_a_summit_are_no_designations() -> None:
    assert names("COVID-19 was the topic of the G-20.", "K9 was there.", "The G7 met by a dinghy.") == {}


def test_a_headline_gives_only_what_its_capitals_do_not_hide() -> None:
    found = names(title="Iceland and Norway Open Third Great Kestrel-2017 Sailing Season")
    assert found == {"places": ["Iceland", "Norway"], "races": ["Kestrel-2017"]}
