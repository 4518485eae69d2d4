"""Ages: numbers that tell how old somebody is."""

from __future__ import annotations

import pytest

from druzhba_kb.reading import Words, read
from druzhba_kb.reading.ages import is_age, names_age


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ada Finch, 52, won", True),
        ("en", "Finch (52)", True),
        ("en", "Ada Finch, 52", True),
        ("en", "the 52-year-old Finch", True),
        ("en", "Finch, aged 52", True),
        ("en", "Finch is 52 years old", True),
        ("en", "Finch has rowed for 52 years", False),
        ("en", "Finch, 52 boats and a dog", False),
        ("en", "the boat, 52, sank", False),
        ("de", "der 52-jährige Finch", True),
        ("de", "Finch ist 52 Jahre alt", True),
        ("ru", "Анна Зимина, 52 года, победила", True),
        ("ru", "52-летняя Зимина", True),
        ("fr", "Jean Roux, 52 ans,", True),
        ("es", "Juan Rojo, 52 años,", True),
    ],
)
def test_an_age_stands_beside_a_name_or_words_of_age(lang: str, text: str, expected: bool) -> None:
    assert [is_age(one, Words(text, lang)) for one in read(text, lang)] == [expected]


def test_an_attribute_is_an_age_by_its_names_in_any_language() -> None:
    assert [names_age([label]) for label in ("Age", "Alter", "Возраст", "Average")] == [True, True, True, False]
