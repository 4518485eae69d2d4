"""Integers, quantities and money: what is taken, shown, compared and borne out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.model import Attribute
from druzhba_kb.values import TYPES
from druzhba_kb.values.numerals import numerals

from .examples import ATTRIBUTES


def missing(name: str, value: str, passage: str) -> list[str]:
    return TYPES[name].missing(value, (), (passage,), ATTRIBUTES[name], ())


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
        ("70", "some 70 sailors"),
        ("70", "seventy sailors"),
        ("70", "a 70-strong crew"),
        ("1400", "at 1,400 meters"),
        ("1400", "at 1400m"),
        ("1400", "at 1\u00a0400 m"),
        ("14000", "14 thousand"),
        ("14000", "14k sailors"),
        ("14000", "fourteen thousand"),
        ("250000", "two hundred and fifty thousand"),
        ("24", "two dozen"),
        ("12", "a dozen"),
        ("6", "half a dozen"),
        ("75", "Seventy-five of them"),
        ("100", "a hundred"),
        ("2", "two-week tour"),
        ("~200", "Around 200."),
        ("50-70", "50–70 sailors"),
        ("50-70", "fifty to seventy"),
        ("100000", "1,00,000"),
        ("-5", "at minus 5"),
        ("70.5", "70.5"),
    ],
)
def test_quantity_borne_out(value: str, passage: str) -> None:
    assert missing("quantity", value, passage) == []


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
    ],
)
def test_quantity_not_borne_out(value: str, passage: str) -> None:
    assert missing("quantity", value, passage) == ["number"]


def test_percent_bears_out_a_percentage() -> None:
    share = Attribute("share", "Share", "quantity", unit="%")
    assert TYPES["quantity"].missing("70", (), ("70 per cent",), share, ()) == []
    assert TYPES["quantity"].show("70", share) == "70%"


@pytest.mark.parametrize(
    "passage", ["third tour", "the 3rd tour", "Tour-III", "Tour III", "three tours", "tour 3.", "Tour-3", "tour no. 3"]
)
def test_edition_borne_out(passage: str) -> None:
    assert missing("integer", "3", passage) == []


@pytest.mark.parametrize("passage", ["tour iii", "VIII", "3.5", "thirty-third", "13th", "2003", "three3", "3,000"])
def test_edition_not_borne_out(passage: str) -> None:
    assert missing("integer", "3", passage) == ["number"]


def test_single_roman_capitals_count_only_after_a_name() -> None:
    assert missing("integer", "1", "I sailed") == ["number"]
    assert missing("integer", "1", "Tour-I") == []
    assert missing("integer", "5", "Tour V") == []
    assert missing("integer", "5", "the v") == ["number"]


@pytest.mark.parametrize(
    ("value", "passage", "expected"),
    [
        ("5e9 USD", "a deal of $5 billion", []),
        ("62e9 USD", "62 bn dollars", []),
        ("62e9 USD", "US$62bn", []),
        ("62e9 USD", "the 62-billion-dollar road", []),
        ("3e6 USD", "$3m", []),
        ("3e6 USD", "3m long, $", ["number"]),
        ("5e9 USD", "five billion", ["currency"]),
        ("5e9 USD", "A$5 billion", ["currency"]),
        ("5e9 USD", "many dollars", ["number"]),
        ("5e9 USD", "$5", ["number"]),
        ("5e9 RUB", "5 billion roubles", []),
        ("5e9 GBP", "£5 billion", []),
        ("5e9 EUR", "€5 billion", []),
        ("5e9 SEK", "SEK 5 billion", []),
        ("5e9 USD", "USD5 billion", ["number"]),
        ("5e9 USD", "", ["number", "currency"]),
    ],
)
def test_money(value: str, passage: str, expected: list[str]) -> None:
    assert missing("money", value, passage) == expected


@given(
    before=st.sampled_from(["1,7", "1,", "17", "1.", "1:", "1/", "2,7"]),
    after=st.sampled_from(["00", "0", ".5", ",5", ":30"]),
)
def test_70_is_never_found_inside_another_number(before: str, after: str) -> None:
    for passage in ("1,700", before + "70", "70" + after, before + "70" + after):
        assert missing("quantity", "70", f"some {passage} of them") == ["number"]
        assert missing("integer", "70", f"some {passage} of them") == ["number"]


@given(st.integers(0, 10**12))
def test_a_number_bears_itself_out(number: int) -> None:
    assert missing("quantity", str(number), f"there were {number:,} of them") == []
    assert missing("quantity", str(number), f"there were {number} of them") == []


@given(st.text())
def test_any_text_has_numerals(passage: str) -> None:
    numerals(passage)
