"""Values are shown as readers of the language that is spoken write them, and checked in no language but that of their source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.model import Attribute
from druzhba_kb.values import TYPES
from druzhba_kb.values.date import show_year

from .examples import ATTRIBUTES, GOOD, missing

LANGUAGES = ("en", "de", "ru", "ur", "ar", "fa", "ar-EG", "ja", "hi", "tr", "sv", "zh", "he", "xx")
DATES = {
    "2018-10-22": ("22. Oktober 2018", "22 октября 2018 г.", "22 اکتوبر، 2018", "22 أكتوبر 2018"),
    "2018-10": ("Oktober 2018", "октябрь 2018 г.", "اکتوبر 2018", "أكتوبر 2018"),
    "2018": ("2018", "2018", "2018", "2018"),
    "2016-10-01/2016-10-04": ("1.–4. Oktober 2016", "1–4 октября 2016 г.", "1–4 اکتوبر 2016", "1–4 أكتوبر 2016"),
    "2016-09-24/2016-10-10": (
        "24. September – 10. Oktober 2016", "24 сентября – 10 октября 2016 г.", "24 ستمبر – 10 اکتوبر، 2016",
        "24 سبتمبر – 10 أكتوبر 2016",
    ),
    "2016-12-24/2017-01-02": (
        "24. Dezember 2016 – 2. Januar 2017", "24 декабря 2016 г. – 2 января 2017 г.", "24 دسمبر، 2016 – 2 جنوری، 2017",
        "24 ديسمبر 2016 – 2 يناير 2017",
    ),
    "2016-09/2016-10": ("September–Oktober 2016", "сентябрь – октябрь 2016 г.", "ستمبر–اکتوبر 2016", "سبتمبر – أكتوبر 2016"),
    "2016/2017": ("2016–2017", "2016–2017", "2016–2017", "2016–2017"),
    "20XX": ("2000 – 2099", "2000 – 2099", "2000 – 2099", "2000 – 2099"),
    "-0043-03-15": ("15. März 44 v. Chr.", "15 марта 44 г. до н. э.", "15 مارچ، 44 قبل مسیح", "15 مارس 44 ق.م"),
    "Y17000": ("17000", "17000", "17000", "17000"),
}  # fmt: skip
AMOUNTS = {
    ("integer", "14000"): ("14.000", "14 000", "14,000", "14,000"),
    ("integer", "1947"): ("1947", "1947", "1947", "1947"),
    ("quantity", "1000-1400.5"): (
        "1.000 – 1.400,5 sailors", "1 000 – 1 400,5 sailors", "1,000 – 1,400.5 sailors", "1,000 – 1,400.5 sailors",
    ),
    ("money", "5e9 USD"): ("5 Milliarden US-Dollar", "5 миллиардов долларов США", "5 ارب امریکی ڈالر", "5 مليار دولار أمريكي"),
    ("money", "1.5e6 EUR"): ("1,5 Millionen Euro", "1,5 миллиона евро", "15 لاکھ یورو", "1.5 مليون يورو"),
    ("money", "62000 USD"): ("62.000 US-Dollar", "62 000 долларов США", "62,000 امریکی ڈالر", "62,000 دولار أمريكي"),
}  # fmt: skip


def shown(type: str, value: str) -> tuple[str, ...]:
    found = []
    for code in ("de", "ru", "ur", "ar"):
        with speaking(Interface(code)):
            found.append(" ".join(TYPES[type].show(value, ATTRIBUTES[type]).split()))
    return tuple(found)


@pytest.mark.parametrize(("value", "expected"), DATES.items())
def test_a_date_is_shown_as_german_russian_urdu_and_arabic_have_it(value: str, expected: tuple[str, ...]) -> None:
    assert shown("date", value) == expected


MEASURES = {
    ("metres", "1"): ("1 Meter", "1 метр", "1 میٹر", "متر"),
    ("metres", "3"): ("3 Meter", "3 метра", "3 میٹر", "3 أمتار"),
    ("metres", "50-70"): ("50 – 70 Meter", "50 – 70 метров", "50 – 70 میٹر", "50 – 70 مترًا"),
    ("м", "27"): ("27 m", "27 м", "27 میٹر", "27 مترًا"),
    ("square kilometres", "22"): (
        "22 Quadratkilometer",
        "22 квадратных километра",
        "22 مربع کلو میٹر",
        "22 كيلومتر مربع",
    ),
    ("km/h", "80"): ("80 km/h", "80 км/ч", "80 kph", "80 كم/س"),
    ("weeks", "5"): ("5 Wochen", "5 недель", "5 ہفتے", "5 أسابيع"),
    ("sailors", "5"): ("5 sailors", "5 sailors", "5 sailors", "5 sailors"),
    ("degrees", "5"): ("5 degrees", "5 degrees", "5 degrees", "5 degrees"),
}


@pytest.mark.parametrize(("what", "expected"), MEASURES.items())
def test_a_measure_has_its_name_in_the_language_in_the_form_for_its_number(
    what: tuple[str, str], expected: tuple[str, ...]
) -> None:
    attribute, found = Attribute("size", "Size", "quantity", unit=what[0]), []
    for code in ("de", "ru", "ur", "ar"):
        with speaking(Interface(code)):
            found.append(" ".join(TYPES["quantity"].show(what[1], attribute).split()))
    assert tuple(found) == expected
    assert TYPES["quantity"].show("5", attribute) == f"5 {what[0]}"


@pytest.mark.parametrize(("what", "expected"), AMOUNTS.items())
def test_an_amount_is_shown_as_german_russian_urdu_and_arabic_have_it(
    what: tuple[str, str], expected: tuple[str, ...]
) -> None:
    assert shown(*what) == expected


def test_a_date_has_the_digits_of_its_readers() -> None:
    with speaking(Interface("fa")):
        assert TYPES["date"].show("2018-10-22", ATTRIBUTES["date"]) == "۲۲ اکتبر ۲۰۱۸"
        assert show_year("2018-10-22") == "۲۰۱۸"


NUMBERS = st.from_regex(r"[1-9][0-9]{0,17}(\.[0-9]{1,9})?", fullmatch=True)
SIGNS = st.sampled_from(["", "~", ">=", "<=", ">", "<", "-"])
DAYS = st.from_regex(r"-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]))?|-2[1-4])?[~?%]?", fullmatch=True)
RAW = st.one_of(
    st.tuples(st.just("date"), DAYS),
    st.tuples(st.just("date"), st.builds("{}/{}".format, DAYS, DAYS | st.sampled_from(["", ".."]))),
    st.tuples(st.just("date"), st.builds("{}/{}".format, st.sampled_from(["", ".."]), DAYS)),
    st.tuples(st.just("date"), st.builds("Y{}".format, st.integers(10_000, 10**11) | st.integers(-(10**11), -10_000))),
    st.tuples(st.just("quantity"), st.builds("{}{}".format, SIGNS, NUMBERS)),
    st.tuples(st.just("quantity"), st.builds("{}-{}".format, NUMBERS, NUMBERS)),
    st.tuples(st.just("money"), st.builds("{}{} {}".format, SIGNS, NUMBERS, st.sampled_from(["USD", "EUR", "XYZ"]))),
    st.tuples(st.just("integer"), st.integers(-(10**17), 10**17).map(str)),
)


@given(RAW, st.sampled_from(LANGUAGES))
def test_every_value_that_parses_is_shown_in_every_language_and_is_read_back(what: tuple[str, str], code: str) -> None:
    type, raw = what
    attribute = ATTRIBUTES[type]
    try:
        value = TYPES[type].parse(raw, attribute)
    except ValueError:
        return
    assert TYPES[type].parse(value, attribute) == value
    english = TYPES[type].show(value, attribute)
    with speaking(Interface(code)):
        assert TYPES[type].show(value, attribute)
    assert TYPES[type].show(value, attribute) == english


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in GOOD.items() for value in values])
def test_every_example_is_shown_in_every_language(name: str, value: str) -> None:
    for code in LANGUAGES:
        with speaking(Interface(code)):
            assert TYPES[name].show(value, ATTRIBUTES[name])


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_bears_a_value_out_is_the_same_in_every_language(code: str) -> None:
    words = "On 22 October 2018 about 200 sailors were paid 5 billion US dollars."
    with speaking(Interface(code)):
        shares = Attribute("share", "Share", "quantity", unit="%")
        assert TYPES["quantity"].show("70", shares)
        found = [missing(*one, words) for one in (("date", "2018-10-22"), ("quantity", "~200"), ("money", "5e9 USD"))]
    assert found == [[], [], []]
