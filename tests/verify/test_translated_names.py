"""A name stands in a translation with another ending, and not as the name of another that begins as it does."""

from __future__ import annotations

import pytest

from druzhba_kb.locales import Interface
from druzhba_kb.verify.translations import _stands

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
