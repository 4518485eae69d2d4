"""What templates do to text: quotations within quotation marks."""

from __future__ import annotations

import pytest

from druzhba_kb.render.templates import language, nested


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("plain words", "plain words"),
        ("“mountainous areas.”", "‘mountainous areas.’"),
        ('the "Gannet" and "Seabird', "the ‘Gannet’ and ‘Seabird"),
        ("army’s «Дружба»", "army’s ‹Дружба›"),
    ],
)
def test_double_marks_within_a_quotation_become_single(quote: str, shown: str) -> None:
    assert nested(quote) == shown


def test_a_language_is_named_and_what_is_none_keeps_its_code() -> None:
    codes = ("ru", "pt-BR", "zh-Hant", "xx", "not a code")
    assert [language(code) for code in codes] == [
        "Russian", "Portuguese (Brazil)", "Chinese (Traditional)", "xx", "not a code",
    ]  # fmt: skip
