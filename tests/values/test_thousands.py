"""A number with marks between its thousands is told as it is to be written."""

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
