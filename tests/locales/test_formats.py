"""Numbers, sums, dates and lists are written as the Unicode CLDR has them for the language that is spoken."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from druzhba_kb.locales import Interface, formats, speaking


def told(languages: str, show: Callable[[], str]) -> dict[str, str]:
    shown = {}
    for code in languages.split():
        with speaking(Interface(code)):
            shown[code] = show()
    return shown


def test_a_number_has_the_groups_the_decimals_and_the_digits_of_its_readers() -> None:
    assert told("en de ru ur ar ar-EG fa hi", lambda: formats.number(Decimal("1234567.50"))) == {
        "en": "1,234,567.5",
        "de": "1.234.567,5",
        "ru": "1\xa0234\xa0567,5",
        "ur": "1,234,567.5",
        "ar": "1,234,567.5",
        "ar-EG": "١٬٢٣٤٬٥٦٧٫٥",
        "fa": "۱٬۲۳۴٬۵۶۷٫۵",
        "hi": "12,34,567.5",
    }


def test_a_great_number_is_told_with_its_power_in_the_form_that_its_count_takes() -> None:
    assert told("de ru ur ar ja", lambda: ", ".join(formats.compact(Decimal(n)) for n in ("1e6", "1.5e6", "5e9"))) == {
        "de": "1 Million, 1,5 Millionen, 5 Milliarden",
        "ru": "1 миллион, 1,5 миллиона, 5 миллиардов",
        "ur": "10 لاکھ, 15 لاکھ, 5 ارب",
        "ar": "1 مليون, 1.5 مليون, 5 مليار",
        "ja": "100万, 150万, 50億",
    }


def test_no_digit_of_a_great_number_is_lost() -> None:
    assert formats.compact(Decimal("123456789012345678.123456789")) == "123,456.789012345678123456789 trillion"


def test_a_list_and_what_only_commas_part_are_written_with_the_signs_of_the_language() -> None:
    assert told("en de ru ur ar ja", lambda: f"{formats.listed('abc')} | {formats.commas('abc')}") == {
        "en": "a, b and c | a, b, c",
        "de": "a, b und c | a, b, c",
        "ru": "a, b и c | a, b, c",
        "ur": "a، b، اور c | a، b، c",
        "ar": "a وb وc | a، b، c",
        "ja": "a、b、c | a、b、c",
    }


def test_a_share_stands_with_its_sign_where_the_language_has_it() -> None:
    assert told("en de tr", lambda: formats.percent("70")) == {"en": "70%", "de": "70\xa0%", "tr": "%70"}


@pytest.mark.parametrize(("code", "shown"), [("en", "place of birth"), ("de", "Place of Birth")])
def test_a_label_within_a_sentence_is_small_but_where_nouns_have_capitals(code: str, shown: str) -> None:
    with speaking(Interface(code)):
        assert formats.within("Place of Birth") == shown
