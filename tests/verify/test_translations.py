"""A translation has the names of the original in their forms, and its numbers in their places."""

from __future__ import annotations

import pytest

from druzhba_kb.locales import Interface
from druzhba_kb.reading import Words
from druzhba_kb.verify.translations import _stands, _swapped

FORMS = """\
ru Иран: Ирана Ираном ; Ирака Ирак Ираке
ru Нигер: Нигера Нигером ; Нигерии Нигерия Нигерией
ru Нигерия: Нигерии Нигерию ; Нигера
ru Австрия: Австрии Австрией ; Австралии Австралия
ru Мали: Мали ; Мальта Мальты Малайзия
ru Мальта: Мальты ; Мали Малави
ru Павел: Павла Павлом ; Павиан
ru Орёл: Орла ; Орск
ru Ада: Ады Адой ; Аня
de Iran: Iran Irans ; Irak Iraks
de Österreich: Österreichs ; Australien
en Guinea: Guinea Guineas ; Guyana
en Austria: Austria ; Australia Australian
en Niger: Niger Nigers ; Nigeria Nigerian
pl Niger: Nigru Nigrem ; Nigerii
fi Helsinki: Helsingin Helsingissä ; Heinola"""


@pytest.mark.parametrize("line", FORMS.splitlines())
def test_a_name_is_found_in_its_forms_and_not_in_another_that_is_like_it(line: str) -> None:
    head, _, forms = line.partition(": ")
    code, name = head.split()
    right, wrong = (part.split() for part in forms.split(" ;"))
    countries = frozenset(it.casefold() for it in Interface(code).locale.territories.values())
    assert [form for form in (*right, *wrong) if _stands(name, [form.casefold()], countries)] == right


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("3 officers and 40 soldiers", "3 офицера и 40 солдат", []),
        ("3 officers and 40 soldiers", "40 солдат и 3 офицера", []),
        ("3 officers and 40 soldiers", "40 офицеров и 3 солдата", [("3", "'40' of 'soldier'")]),
        (
            "3 kilometres in 40 hours",
            "40 километров за 3 часа",
            [("40", "'3' of 'kilometre'"), ("3", "'40' of 'hour'")],
        ),
        ("3 officers and 40 officials", "40 офицеров и 3 чиновника", []),
        ("40 soldiers, 3 soldiers", "3 солдата, 40 солдат", []),
    ],
)
def test_numbers_that_have_changed_places_are_found_where_both_languages_know_what_one_counts(
    one: str, other: str, found: list[tuple[str, str]]
) -> None:
    assert [*_swapped(Words(one, "en"), Words(other, "ru"))] == found
