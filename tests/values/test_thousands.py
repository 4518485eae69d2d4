"""A number with marks between its thousands, and a sum as people write it, are told as they are to be written."""

from __future__ import annotations

import pytest

from druzhba_kb.model import Attribute
from druzhba_kb.values import TYPES
from druzhba_kb.values.amounts import digits


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1,200", "1200"), ("~14 000", "~14000"), ("1'200'000", "1200000"), ("1,20", ""), ("12000", ""), ("a few", "")],
)
def test_the_marks_between_thousands_are_left_out(raw: str, expected: str) -> None:
    assert digits(raw) == expected


@pytest.mark.parametrize(("type", "called"), [("quantity", "quantity"), ("integer", "whole number")])
def test_the_message_says_the_number_as_it_is_to_be_written(type: str, called: str) -> None:
    with pytest.raises(ValueError, match=f"^'1,200' is no {called}; expected 1200$"):
        TYPES[type].parse("1,200", Attribute("fish", "Fish", type, "…"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("£41,500", "41500 GBP"),
        ("1.200 €", "1200 EUR"),
        ("€1.200,50", "1200.5 EUR"),
        ("$5.5m", "5.5e6 USD"),
        (" 5 млн руб. ", "5e6 RUB"),
        ("more than 5 million dollars", ">5e6 USD"),
        ("5-6 million dollars", "5e6-6e6 USD"),
        ("¥500", "500 CNY or 500 JPY"),
    ],
)
def test_the_message_says_a_sum_as_it_is_to_be_written(raw: str, expected: str) -> None:
    money = Attribute("price", "Price", "money")
    with pytest.raises(ValueError, match=" is no sum of money; expected ") as fault:
        TYPES["money"].parse(raw, money)
    assert str(fault.value) == f"'{raw}' is no sum of money; expected {expected}"
    for one in expected.split(" or "):
        assert TYPES["money"].parse(one, money) == one


@pytest.mark.parametrize(
    "raw",
    ["KWD 1.200", "nearly £5", "£5 and £6", "a £5 note", "$-5", "£5-6m", "5", "£", "£1" + "0" * 20, "£1" + " " * 60],
)
def test_what_may_be_several_sums_or_none_is_told_with_an_example(raw: str) -> None:
    with pytest.raises(ValueError, match=r"; expected an amount and a currency code, such as 5e9 USD$"):
        TYPES["money"].parse(raw, Attribute("price", "Price", "money"))
