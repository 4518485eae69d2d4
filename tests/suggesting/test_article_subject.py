"""What an article is mainly about, and which of its sentences mean that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suggesting.regattas import add, make_base, suggested

AMBER = "name: Amber Regatta\n"
DEALS = """label: Deal
plural: Deals
suggest: {as: described, cues: [deal, sale, purchase]}
attributes:
  status: {label: Status, type: choice, options: {signed: [signed], sold: [sold]}}
  date: {label: Date, type: date, single: true, cues: [signed]}
  giver: {label: Seller, type: ref, to: [places], cues: [sold, by]}
  receiver: {label: Buyer, type: ref, to: [places], cues: [bought, to]}
  regatta: {label: Regatta, type: ref, to: [regattas]}
timeline: {start: date}
"""


def of(folder: Path, entity: str, text: str, title: str = "Sails off the Coast") -> list[tuple[str, str]]:
    """Return the attributes and values that suggest drafts of an entity."""
    make_base(folder, text, title=title)
    add(folder, "regattas", "amber-regatta", AMBER)
    drafts = [draft for draft in suggested(folder).statements if draft.entity == entity]
    return [value for draft in drafts for value in draft.values]


def test_a_new_thing_that_an_article_is_about_is_drafted_with_what_is_said_of_it(tmp_path: Path) -> None:
    text = "The regatta Kestrel 2019 began on 3 June 2019.\n\nIt ends on 9 June 2019. Some 40 boats came."
    found = of(tmp_path, "kestrel-2019", text)
    assert [one for one in found if one[0] != "status"] == [
        ("start", "2019-06-03"),
        ("end", "2019-06-09"),
        ("boats", "~40"),
    ]


def test_a_title_tells_which_of_several_is_meant(tmp_path: Path) -> None:
    text = "Kestrel 2019, a regatta, is over.\n\nThe regatta began on 3 June 2019."
    assert ("start", "2019-06-03") in of(tmp_path, "amber-regatta", text, title="The Amber Regatta has begun")


@pytest.mark.parametrize(
    "sentence",
    [
        "The previous regatta began on 3 June 2019.",
        "A second Amber Regatta will begin on 3 June 2021.",
        "A year ago all began on 3 June 2018.",
    ],
)
def test_what_is_of_another_time_or_thing_is_not_meant(sentence: str, tmp_path: Path) -> None:
    assert of(tmp_path, "amber-regatta", f"The Amber Regatta is near.\n\n{sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("This is the third edition of the Amber Regatta.", ("edition", "3")),
        ("The regatta is the third of its kind.", ("edition", "3")),
        ("The regatta took place in Turku.", ("place", "turku")),
        ("The regatta, which opened on Monday, is fine.", ("start", "2019-06-03")),
    ],
)
def test_a_sentence_ties_its_values_to_the_subject(sentence: str, value: tuple[str, str], tmp_path: Path) -> None:
    kind = tmp_path / "entities/regattas/_kind.yml"
    make_base(tmp_path, f"The Amber Regatta is near.\n\n{sentence}")
    kind.write_text(kind.read_text() + "location: [place]\n")
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    assert value in [value for draft in suggested(tmp_path).statements for value in draft.values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Norway sold four boats of the Amber Regatta to Finland.",
            [("status", "sold"), ("giver", "norway"), ("receiver", "finland")],
        ),
        ("Finland bought boats of the Amber Regatta.", [("receiver", "finland")]),
        ("Finland likes boats.", []),
    ],
)
def test_a_deal_is_known_by_the_words_of_its_description(
    text: str, values: list[tuple[str, str]], tmp_path: Path
) -> None:
    make_base(tmp_path, text)
    (tmp_path / "entities/deals").mkdir()
    (tmp_path / "entities/deals/_kind.yml").write_text(DEALS)
    for country in ("Norway", "Finland"):
        add(tmp_path, "places", country.lower(), f"name: {country}\n")
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    add(tmp_path, "deals", "boat-sale", "name: Sale of boats of the Amber Regatta\n")
    found = [value for draft in suggested(tmp_path).statements if draft.entity == "boat-sale" for value in draft.values]
    assert sorted(one for one in found if one[0] != "regatta") == sorted(values)


def test_a_number_is_of_the_side_that_its_words_name(tmp_path: Path) -> None:
    make_base(tmp_path, "The Amber Regatta is near. It has 70 Finnish sailors, and 50 sailors from Norway.")
    kind = tmp_path / "entities/regattas/_kind.yml"
    sides = "".join(
        f"  {side}: {{label: {side}, type: quantity, unit: sailors, cues: [{words}]}}\n"
        for side, words in (("finns", "Finnish, Finland"), ("norwegians", "Norwegian, Norway"))
    )
    kind.write_text(kind.read_text().replace("  prize:", sides + "  prize:"))
    add(tmp_path, "regattas", "amber-regatta", AMBER)
    found = [value for draft in suggested(tmp_path).statements for value in draft.values]
    assert found == [("finns", "70"), ("norwegians", "50")]


@pytest.mark.parametrize(
    ("stated", "relation"),
    [
        ("start: 2019-06-03", "further evidence"),
        ("start: 2019-06-04", "disagreement"),
        ("boats: 40", "new"),
    ],
)
def test_a_draft_says_what_it_is_to_what_the_base_has(stated: str, relation: str, tmp_path: Path) -> None:
    make_base(tmp_path, "The Amber Regatta began on 3 June 2019.")
    (tmp_path / "articles/gazette.md").write_text((tmp_path / "articles/herald-2019.md").read_text())
    statement = f"statements:\n  - {{{stated}, source: gazette, quote: Amber Regatta began on 3 June 2019, inferred: [value]}}\n"
    add(tmp_path, "regattas", "amber-regatta", AMBER + statement.replace("value]", "value], note: So"))
    (found,) = [
        draft
        for draft in suggested(tmp_path).statements
        if draft.article == "herald-2019" and draft.values[0][0] == "start"
    ]
    place = None if relation == "new" else "entities/regattas/amber-regatta.yml:3"
    assert (found.relation, found.against) == (relation, place)


def test_names_are_left_out_where_their_language_is_not_read(tmp_path: Path) -> None:
    make_base(tmp_path, "Aino Lehtola, a warden of the port, rang the bell.")
    article = tmp_path / "articles/herald-2019.md"
    article.write_text(article.read_text().replace("rights: full", "rights: full\nlang: de"))
    found = suggested(tmp_path)
    assert (found.names, found.unread) == ((), (("herald-2019", "de"),))
