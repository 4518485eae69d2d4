"""Integers, quantities and money: what is taken, shown, compared and borne out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values import TYPES

from .examples import ATTRIBUTES, counting, missing, missing_of

ANOTHER = "unit (another stands there)"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("integer", " 007 ", "7"),
        ("quantity", "70.0", "70"),
        ("quantity", ">= 50", ">=50"),
        ("quantity", "50 - 70", "50-70"),
        ("quantity", "14e3", "14000"),
        ("quantity", "-0", "0"),
        ("money", "5000000000 USD", "5e9 USD"),
        ("money", "~5.0e9 USD", "~5e9 USD"),
        ("money", "1500.50 EUR", "1500.5 EUR"),
        ("money", "1e9-2e9 USD", "1e9-2e9 USD"),
    ],
)
def test_canonical(name: str, raw: str, value: str) -> None:
    assert TYPES[name].parse(raw, ATTRIBUTES[name]) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        *[("integer", raw) for raw in ("", "third", "3.0", "1,400", "1_000", "٣", "+3", "0x1F", "9" * 19)],
        *[
            ("quantity", raw)
            for raw in ("", "1,400", "about 70", "~", "70-50", "70-70", "٣", "7e99", "1/2", "~50-70", "nan")
        ],
        *[("money", raw) for raw in ("", "5e9", "$5", "5e9 usd", "5e9 DOLLAR", "5,000 USD", "USD 5", "5e99 USD")],
    ],
)
def test_refused(name: str, raw: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        TYPES[name].parse(raw, ATTRIBUTES[name])


@pytest.mark.parametrize(("raw", "known"), [("4.2 metres", "4.2"), ("~4 metres", "~4"), ("4.2 yards", "70, ~200, .*")])
def test_the_unit_of_the_kind_is_left_out_of_a_quantity(raw: str, known: str) -> None:
    attribute = Attribute(name="height", label="Height", type="quantity", unit="metres")
    with pytest.raises(ValueError, match=f"^'{raw}' is no quantity; expected {known}$"):
        TYPES["quantity"].parse(raw, attribute)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("integer", "3", "3"),
        ("integer", "1947", "1947"),
        ("integer", "14000", "14,000"),
        ("quantity", "~200", "about 200 sailors"),
        ("quantity", ">=50", "at least 50 sailors"),
        ("quantity", "<=9", "at most 9 sailors"),
        ("quantity", ">1400", "more than 1,400 sailors"),
        ("quantity", "<5", "less than 5 sailors"),
        ("quantity", "1000-1400.5", "1,000 to 1,400.5 sailors"),
        ("money", "5e9 USD", "5 billion USD"),
        ("money", "~1.5e6 EUR", "about 1.5 million EUR"),
        ("money", "62000 USD", "62,000 USD"),
        ("money", "1e9-2e9 USD", "1 billion to 2 billion USD"),
    ],
)
def test_show(name: str, value: str, shown: str) -> None:
    assert TYPES[name].show(value, ATTRIBUTES[name]) == shown


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("integer", "3", "4", False),
        ("quantity", "70", "70", True),
        ("quantity", "70", "200", False),
        ("quantity", ">=50", "70", True),
        ("quantity", ">=50", "50", True),
        ("quantity", ">50", "50", False),
        ("quantity", "<=9", "10", False),
        ("quantity", "<9", "9", False),
        ("quantity", ">=50", "<=9", False),
        ("quantity", ">=50", ">=70", True),
        ("quantity", "<5", "<=3", True),
        ("quantity", "~200", "210", True),
        ("quantity", "~200", "221", False),
        ("quantity", "~200", "~210", True),
        ("quantity", "~70", "~200", False),
        ("quantity", "~200", ">=50", True),
        ("quantity", "~200", ">=230", False),
        ("quantity", "50-70", "60", True),
        ("quantity", "50-70", "71", False),
        ("quantity", "50-70", "60-80", True),
        ("money", "5e9 USD", "~5.2e9 USD", True),
        ("money", "5e9 USD", "~5.2e9 EUR", True),
        ("money", "5e9 USD", "62e9 USD", False),
    ],
)
def test_compatible(name: str, one: str, other: str, expected: bool) -> None:
    assert TYPES[name].compatible(one, other) is expected
    assert TYPES[name].compatible(other, one) is expected


@pytest.mark.parametrize(
    ("value", "passage"),
    [
        ("14000", "14 thousand"),
        ("14000", "fourteen thousand"),
        ("250000", "two hundred and fifty thousand"),
        ("24", "two dozen"),
        ("12", "a dozen"),
        ("6", "half a dozen"),
        ("75", "Seventy-five of them"),
        ("100", "a hundred"),
        ("~200", "Around 200."),
        ("50-70", "fifty to seventy"),
        ("100000", "1,00,000"),
        ("-5", "at minus 5"),
        ("70.5", "70.5"),
        ("1400", "at 1,400 meters"),
        ("1400", "at 1400m"),
        ("1400", "at 1\xa0400 m"),
        ("2", "two-week tour"),
        ("70", "a 70-strong crew"),
        ("70", "seventy sailors"),
        ("50-70", "50–70 sailors"),
        ("14000", "14k sailors"),
    ],
)
def test_a_quantity_without_a_unit_is_borne_out_by_its_number(value: str, passage: str) -> None:
    assert missing_of(counting(None), value, passage) == []


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("70", "seventy sailors", []),
        ("70", "70 Norish sailors", []),
        ("70", "70 sailors of Norland", []),
        ("14000", "14k sailors", []),
        ("50-70", "50–70 sailors", []),
        ("50-70", "between 50 and 70 sailors", []),
        ("70", "seventy", ["unit"]),
        ("70", "70 masons", [ANOTHER]),
        ("70", "a 70-strong crew", ["unit"]),
        ("70", "70 ships of sailors", [ANOTHER]),
        ("70", "70 sailors' families", [ANOTHER]),
        ("1400", "at 1,400 meters", [ANOTHER]),
        ("2", "two-week tour", [ANOTHER]),
        ("250000", "two hundred and fifty thousand", ["unit"]),
        ("70", "75 sailors", ["number"]),
        ("70", "70%", ["number"]),
        ("70", "70% of the sailors", ["number"]),
        ("70", "75 masons", ["number", ANOTHER]),
        ("~70", "70 sailors", ["hedge"]),
        ("70-80", "70 sailors", ["number"]),
    ],
)
def test_a_quantity_needs_number_and_unit_of_one_reading(value: str, passage: str, expected: list[str]) -> None:
    assert missing("quantity", value, passage) == expected


@pytest.mark.parametrize(
    ("unit", "unit_words", "value", "passage", "expected"),
    [
        ("metres", (), "27", "27 metres high", []),
        ("metres", (), "27", "27 m", []),
        ("metres", (), "27", "27 feet", [ANOTHER]),
        ("metres", (), "27", "27 metres per second", [ANOTHER]),
        ("metres", ("feet",), "27", "27 feet", []),
        ("soldiers", (), "70", "70 troops", []),
        ("soldiers", (), "70", "70 people", ["unit"]),
        ("sailors", ("hands", "crew"), "70", "70 hands", []),
        ("sailors", ("hands", "crew"), "70", "a 70-strong crew", []),
        ("weeks", (), "2", "two-week tour", []),
        ("days", (), "2", "two-week tour", [ANOTHER]),
        ("days", (), "14", "two-week tour", ["number", ANOTHER]),
    ],
)
def test_the_words_of_a_unit_are_its_own_and_those_of_the_kind(
    unit: str, unit_words: tuple[str, ...], value: str, passage: str, expected: list[str]
) -> None:
    assert missing_of(counting(unit, *unit_words), value, passage) == expected


SIGNED = ["70", "~70", ">=70", "<=70", ">70", "<70"]


@pytest.mark.parametrize(
    ("passage", "borne"),
    [
        ("70 sailors", ["70"]),
        ("about 70 sailors", ["~70"]),
        ("nearly 70 sailors", ["~70", "<70"]),
        ("just over 70 sailors", ["~70", ">70"]),
        ("at least 70 sailors", [">=70"]),
        ("up to 70 sailors", ["<=70"]),
        ("more than 70 sailors", [">70"]),
        ("fewer than 70 sailors", ["<70"]),
    ],
)
def test_the_sign_of_a_value_is_the_hedge_of_the_words_and_the_other_way_round(passage: str, borne: list[str]) -> None:
    assert {value: missing("quantity", value, passage) for value in SIGNED} == {
        value: [] if value in borne else ["hedge"] for value in SIGNED
    }


@pytest.mark.parametrize(("value", "expected"), [("2", []), (">2", []), ("~2", ["hedge"]), (">=2", ["hedge"])])
def test_a_word_that_may_mean_during_or_more_than_bears_both(value: str, expected: list[str]) -> None:
    assert missing_of(counting("days"), value, "over two days") == expected


def test_a_hedge_or_a_unit_may_be_inferred() -> None:
    assert missing("quantity", "70", "about 70") == ["unit", "hedge"]
    assert missing("quantity", "70", "about 70", inferred=("hedge",)) == ["unit"]
    assert missing("quantity", "70", "about 70", inferred=("unit", "hedge")) == []


def test_a_unit_that_the_words_give_otherwise_cannot_be_inferred() -> None:
    assert missing("quantity", "70", "70 masons", "75 sailors", inferred=("unit",)) == [ANOTHER]
    assert missing("quantity", "70", "70 feet", inferred=("unit",)) == [ANOTHER]
    assert missing("quantity", "70", "70 died", inferred=("unit",)) == []


@pytest.mark.parametrize(
    ("value", "passage"),
    [
        ("70", "1,700"),
        ("70", "70.5"),
        ("70", "1,070"),
        ("70", "170"),
        ("70", "70,000"),
        ("70", "70 thousand"),
        ("70", "70th"),
        ("70", "$70"),
        ("70", "70%"),
        ("70", "70 per cent"),
        ("70", "seventy-five"),
        ("5", "seventy-five"),
        ("70", "X70"),
        ("400", "an S-400"),
        ("10", "10:30"),
        ("22", "2018-10-22"),
        ("70", "70٣"),
        ("12", "half a dozen"),
        ("3", "the third"),
        ("100", "one hundred and five"),
        ("5", "one hundred and five"),
        ("5", "$5 billion"),
        ("50-70", "50 sailors"),
        ("5", "-5 degrees"),
        ("70", "several hundred and 70 thousand"),
        ("1931", "in 1931"),
        ("3", "a third of the crew"),
        ("2", "two thirds of the crew"),
        ("70", ""),
    ],
)
def test_a_quantity_is_not_borne_out_by_another_number_or_type(value: str, passage: str) -> None:
    assert missing_of(counting(None), value, passage) == ["number"]


SHARE = Attribute("share", "Share", "quantity", unit="%")


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("70 per cent", []),
        ("70%", []),
        ("70 of them", ["number"]),
        ("70 percentage points", ["number"]),
        ("about 70%", ["hedge"]),
        ("75%", ["number"]),
    ],
)
def test_a_percentage_bears_out_a_share_and_a_count_does_not(passage: str, expected: list[str]) -> None:
    assert missing_of(SHARE, "70", passage) == expected
    assert TYPES["quantity"].show("70", SHARE) == "70%"


@pytest.mark.parametrize(
    "passage",
    [
        "third tour",
        "the 3rd tour",
        "Tour-III",
        "Tour III",
        "Tour-3",
        "tour no. 3",
        "Tour 3.",
        "its third",
        "edition 3",
        "round 3",
    ],
)
def test_an_ordinal_or_the_number_of_a_name_bears_out_an_edition(passage: str) -> None:
    assert missing("integer", "3", passage) == []


@pytest.mark.parametrize(
    "passage",
    [
        "tour iii",
        "VIII",
        "3.5",
        "thirty-third",
        "13th",
        "2003",
        "3,000",
        "three tours",
        "tour 3.",
        "three",
        "3 of them",
        "3%",
        "$3",
        "3 o'clock",
        "2018-03-03",
        "about the 3 tours",
    ],
)
def test_a_count_or_another_number_does_not(passage: str) -> None:
    assert missing("integer", "3", passage) == ["number"]


def test_single_roman_capitals_count_only_after_a_name() -> None:
    assert missing("integer", "1", "I sailed") == ["number"]
    assert missing("integer", "1", "Tour-I") == []
    assert missing("integer", "5", "Tour V") == []
    assert missing("integer", "5", "the v") == ["number"]


COUNTS = {
    "goals": Attribute("goals", "Goals", "integer"),
    "seeds": Attribute("seeds", "Seeds planted", "integer", unit="seeds"),
    "age": Attribute("age", "Age", "integer"),
}


@pytest.mark.parametrize(
    ("name", "passage", "expected"),
    [
        ("age", "Ada Finch, 3, sang", []),
        ("age", "the 3-year-old Finch", []),
        ("age", "Finch sang for 3 years", ["number"]),
        ("age", "Finch, about 3, sang", ["number"]),
        ("goals", "Ada Finch, 3, sang", ["number"]),
        ("goals", "three goals", []),
        ("goals", "the third goal", []),
        ("goals", "three seeds", ["number"]),
        ("goals", "the third seed", []),
        ("goals", "about three goals", ["number"]),
        ("goals", "about three seeds", ["number"]),
        ("seeds", "three goals", ["number"]),
        ("seeds", "the third goal", ["number"]),
        ("seeds", "three seeds", []),
        ("seeds", "the third seed", ["number"]),
        ("seeds", "about three goals", ["number"]),
        ("seeds", "about three seeds", ["number"]),
    ],
)
def test_a_whole_number_counts_what_its_attribute_or_unit_names(name: str, passage: str, expected: list[str]) -> None:
    assert missing_of(COUNTS[name], "3", passage) == expected


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("5e9 USD", "a deal of $5 billion", []),
        ("62e9 USD", "62 bn dollars", []),
        ("62e9 USD", "US$62bn", []),
        ("62e9 USD", "the 62-billion-dollar road", []),
        ("3e6 USD", "$3m", []),
        ("3e6 USD", "3m long, $", ["number", "currency"]),
        ("5e9 USD", "five billion", ["currency"]),
        ("5e9 USD", "A$5 billion", ["currency (another stands there)"]),
        ("5e9 AUD", "A$5 billion", []),
        ("5e9 USD", "many dollars", ["number", "currency"]),
        ("5e9 USD", "$5", ["number"]),
        ("5e9 RUB", "5 billion roubles", []),
        ("5e9 GBP", "£5 billion", []),
        ("5e9 EUR", "€5 billion", []),
        ("5e9 SEK", "SEK 5 billion", []),
        ("5e9 USD", "USD5 billion", []),
        ("5e9 USD", "", ["number", "currency"]),
        ("5e9 CAD", "5 billion Canadian dollars", []),
        ("5e9 USD", "5 billion Canadian dollars", ["currency (another stands there)"]),
        ("5e9 SEK", "5 billion kronor", []),
        ("5e9 SEK", "5 billion Norwegian kroner", ["currency (another stands there)"]),
        ("5e9 INR", "Rs 500 crore", []),
        ("5e9 PKR", "Rs 500 crore", []),
        ("5e9 USD", "5 billion Norland dollars", ["currency"]),
        ("5e9 USD", "about $5 billion", ["hedge"]),
        ("~5e9 USD", "about $5 billion", []),
        ("~5e9 USD", "$5 billion", ["hedge"]),
        (">5e9 USD", "more than $5 billion", []),
        ("5e9-6e9 USD", "$5-6 billion", []),
        ("5 USD", "5 per cent of the dollars", ["number", "currency"]),
    ],
)
def test_a_sum_needs_number_currency_and_hedge_of_one_reading(value: str, passage: str, expected: list[str]) -> None:
    assert missing("money", value, passage) == expected


@given(
    before=st.sampled_from(["1,7", "1,", "17", "1.", "1:", "1/", "2,7"]),
    after=st.sampled_from(["00", "0", ".5", ",5", ":30"]),
)
def test_70_is_never_found_inside_another_number(before: str, after: str) -> None:
    for passage in ("1,700", before + "70", "70" + after, before + "70" + after):
        assert missing_of(counting(None), "70", f"some {passage} of them") != []
        assert missing("integer", "70", f"some {passage} of them") == ["number"]


@given(st.integers(0, 10**12))
def test_a_number_bears_itself_out(number: int) -> None:
    assert missing_of(counting(None), str(number), f"there were {number:,} of them") == []
    assert missing("quantity", str(number), f"there were {number:,} sailors") == []
    assert missing("quantity", str(number), f"there were {number} sailors") == []


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_number_bears_no_other_out(number: int, other: int) -> None:
    expected = [] if number == other else ["number"]
    assert missing("quantity", str(number), f"there were {other:,} sailors") == expected


def test_a_number_stands_where_it_is_found() -> None:
    words = Words("70 masons, 70 sailors and $70")
    assert TYPES["quantity"].spans("70", words, ATTRIBUTES["quantity"], Names()) == [(0, 2), (11, 13), (26, 29)]
    assert TYPES["integer"].spans("3", Words("the third of 3"), ATTRIBUTES["integer"], Names()) == [(4, 9), (13, 14)]
    assert TYPES["money"].spans("70 USD", words, ATTRIBUTES["money"], Names()) == [(0, 2), (11, 13), (26, 29)]


@pytest.mark.parametrize("length", [59, 60, 61, 200])
def test_a_number_is_written_in_sixty_characters_at_most(length: int) -> None:
    raw = "5 USD".rjust(length)
    if length > 60:
        with pytest.raises(ValueError, match="expected an amount"):
            TYPES["money"].parse(raw, ATTRIBUTES["money"])
    else:
        assert TYPES["money"].parse(raw, ATTRIBUTES["money"]).endswith(" USD")


@pytest.mark.parametrize(
    ("type", "value", "unit", "shown"),
    [
        ("quantity", "1", "weeks", "1 week"),
        ("quantity", "~1", "metres", "about 1 metre"),
        ("quantity", "2", "weeks", "2 weeks"),
        ("quantity", "1-2", "weeks", "1 to 2 weeks"),
        ("quantity", "1", "%", "1%"),
        ("quantity", "1", "fish", "1 fish"),
        ("quantity", "1", "glass", "1 glass"),
        ("integer", "1", "days", "1 day"),
        ("integer", "3", "days", "3 days"),
    ],
)
def test_one_of_a_measure_is_shown_as_one(type: str, value: str, unit: str, shown: str) -> None:
    assert TYPES[type].show(value, Attribute("a", "A", type, unit=unit)) == shown
