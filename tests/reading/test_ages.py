"""Ages: numbers that tell how old somebody is."""

from __future__ import annotations

import pytest

from druzhba_kb.model import Attribute
from druzhba_kb.reading import Words, read
from druzhba_kb.reading.ages import Certainty, age_told, names_age
from druzhba_kb.values import TYPES

POSSIBLE, LIKELY, SURE = Certainty


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ada Finch, 52, won", (52, LIKELY)),
        ("en", "Finch (52)", (52, LIKELY)),
        ("en", "Ada Finch, 52", (52, LIKELY)),
        ("en", "Ada Finch, who was 52, won", (52, LIKELY)),
        ("en", "52, a rower, won", (52, POSSIBLE)),
        ("en", "Finch turned 52", (52, POSSIBLE)),
        ("en", "the 52-year-old Finch", (52, SURE)),
        ("en", "two of the 52-year-olds", (52, SURE)),
        ("en", "Finch, aged 52", (52, SURE)),
        ("en", "Finch, aged about 52", (52, SURE)),
        ("en", "Finch is 52 years old", (52, SURE)),
        ("en", "Finch is 52 years of age", (52, SURE)),
        ("en", "in her 53rd year Finch won", (52, SURE)),
        ("en", "on her 52nd birthday Finch won", (52, SURE)),
        ("en", "the dog, aged 52 months", None),
        ("en", "Finch has rowed for 52 years", None),
        ("en", "Finch, 52 boats and a dog", None),
        ("en", "who was 52 boats ahead", None),
        ("en", "the boat, 52, sank", None),
        ("en", "the 53rd year of the fair", None),
        ("de", "der 52-jährige Finch", (52, LIKELY)),
        ("de", "nach 52-jähriger Dienstzeit", (52, LIKELY)),
        ("de", "den 52-Jährigen", (52, SURE)),
        ("de", "Finch ist 52 Jahre alt", (52, SURE)),
        ("de", "Finch wurde 52", (52, POSSIBLE)),
        ("de", "im 53. Lebensjahr", (52, SURE)),
        ("ru", "Анна Зимина, 52 года, победила", (52, LIKELY)),
        ("ru", "52-летняя Зимина", (52, LIKELY)),
        ("ru", "с 52-летними гребцами", (52, LIKELY)),
        ("ru", "ей исполнилось 52 года", (52, POSSIBLE)),
        ("fr", "Jean Roux, 52 ans,", (52, LIKELY)),
        ("fr", "un homme de 52 ans", (52, POSSIBLE)),
        ("fr", "il y a 52 ans", (52, POSSIBLE)),
        ("es", "Juan Rojo, 52 años,", (52, LIKELY)),
        ("es", "Rojo tiene 52 años", (52, POSSIBLE)),
        ("es", "hace 52 años", None),
        ("ar", "يبلغ من العمر 52 عاما", (52, SURE)),
        ("ur", "جن کی عمر 52 سال ہے", (52, SURE)),
    ],
)
def test_an_age_stands_beside_a_name_or_words_of_age(
    lang: str, text: str, expected: tuple[int, Certainty] | None
) -> None:
    (reading,) = [one for one in read(text, lang) if one.low not in (1, 2)]
    assert age_told(reading, Words(text, lang)) == expected


AGE = Attribute("age", "Age", "integer")


@pytest.mark.parametrize(
    ("attribute", "value", "text", "expected"),
    [
        (AGE, "33", "In her 34th year Ada Finch won", []),
        (AGE, "34", "In her 34th year Ada Finch won", ["number"]),
        (AGE, "34", "Finch, who was 34, won", []),
        (AGE, "34", "Finch, aged 34 months", ["number"]),
        (Attribute("age", "Age", "quantity", unit="years"), "34", "Finch, who was 34, won", []),
        (Attribute("age", "Age", "quantity", unit="years"), "~34", "Finch, aged about 34, won", []),
        (Attribute("deaths", "Deaths", "quantity"), "34", "Finch, who was 34, won", ["number"]),
        (Attribute("deaths", "Deaths", "quantity"), "34", "the score was 34", []),
        (Attribute("deaths", "Deaths", "integer"), "34", "in her 34th year Ada Finch won", ["number"]),
        (Attribute("service", "Service", "quantity", unit="years"), "34", "the 34-year-old driver", ["number"]),
        (Attribute("service", "Service", "quantity", unit="years"), "34", "drove for 34 years", []),
    ],
)
def test_an_age_bears_out_an_age_and_nothing_else(
    attribute: Attribute, value: str, text: str, expected: list[str]
) -> None:
    assert TYPES[attribute.type].missing(value, [], [Words(text)], attribute, lambda _: ()) == expected


def test_an_attribute_is_an_age_by_its_names_in_any_language() -> None:
    assert [names_age([label]) for label in ("Age", "Alter", "Возраст", "Average")] == [True, True, True, False]
