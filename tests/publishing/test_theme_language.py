"""The theme's own words come in the language of the site, also where the theme has none of it."""

from __future__ import annotations

import json

import pytest

from druzhba_kb.locales import Interface, speaking
from druzhba_kb.publishing.renderer import MKDOCS
from druzhba_kb.publishing.theme_language import theme_language


def given(code: str) -> dict[str, str]:
    with speaking(Interface(code)):
        return dict(theme_language(MKDOCS.theme))


@pytest.mark.parametrize("code", ["en", "ru", "de", "ur", "pt-BR"])
def test_a_language_that_the_theme_has_is_its_own(code: str) -> None:
    assert not given(code)


@pytest.mark.parametrize(("code", "direction"), [("kk", "ltr"), ("en-GB", "ltr"), ("ug", "rtl")])
def test_one_that_it_lacks_is_given_to_it_with_its_direction(code: str, direction: str) -> None:
    [(name, text)] = given(code).items()
    words = json.loads(text.removeprefix("{% macro t(key) %}{{ ").removesuffix("[key] }}{% endmacro %}\n"))
    assert name == f"partials/languages/{code}.html"
    assert (words["language"], words["direction"], words["toc"]) == (code, direction, "Table of contents")


@pytest.mark.parametrize("code", ["../../main", "", "a/b"])
def test_a_code_that_is_none_names_no_file(code: str) -> None:
    assert not given(code)
