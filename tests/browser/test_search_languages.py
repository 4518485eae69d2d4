"""The search of a base in another language than English: words in another form, and dates as that language writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.projects import ROOT, run

ARTICLE = """---
title: {title}
publisher: Chronicle
author: null
published: 1931-05-10
published_basis: stated
url: null
archived_url: null
genre: report
rights: full
---

{text}
"""
RECORD = """name: {title}
summary: ""
statements:
  - opened: 1931-05-03
    source: opening
    quote: {quote}
"""
KIND = (
    "label: K\nplural: K\nsummary: K\norder_by: opened\nattributes:\n  opened: {label: O, type: date, single: true}\n"
)
# What stands in the article, in another form that is asked for, and the words in which the day stands.
BASES = {
    "de": (
        "Neue Brücke",
        "Zwölf Arbeiter haben die alten Häuser abgerissen. Eröffnet wurde sie am 3. Mai 1931 um acht Uhr.",
        "am 3. Mai 1931",
        {"Arbeitern": "Arbeiter", "Haus": "Häuser", "alter": "alten"},
        ["3. Mai 1931", "1931-05-03", "Mai 1931"],
    ),
    "ru": (
        "Новый мост",
        "Рабочие снесли старые дома у реки. Открыли его 3 мая 1931 года при всём городе.",
        "Открыли его 3 мая 1931",
        {"рабочих": "Рабочие", "домами": "дома", "старым": "старые"},
        ["3 мая 1931", "03.05.1931", "май 1931"],
    ),
    "ur": (
        "نیا پل",
        "مزدوروں نے دریا پر پتھر رکھے۔ اسے 3 مئی 1931 کو کھولا گیا تھا۔",
        "3 مئی 1931 کو کھولا گیا",
        {"مزدوروں": "مزدوروں", "پتھر": "پتھر"},
        ["3 مئی 1931", "1931-05-03", "مئی 1931"],
    ),
}


def search(page: Page, address: str, words: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator("#find-field").fill(words)


FACTS = {"de": "Angaben", "ru": "Факты", "ur": "حقائق"}  # what the results call them


@pytest.mark.parametrize("language", BASES)
def test_words_are_found_in_another_form_and_dates_as_the_language_writes_them(
    language: str, tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    title, text, quote, forms, dates = BASES[language]
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("  language: en", f"  language: {language}")
    files = {
        "mkdocs.yml": settings,
        "articles/opening.md": ARTICLE.format(title=title, text=text),
        "entities/bridges/_kind.yml": KIND,
        "entities/bridges/new-bridge.yml": RECORD.format(title=title, quote=quote),
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    address = serve(tmp_path / "build" / "site")
    for asked, stands in forms.items():
        search(page, address, asked)
        expect(page.locator(".find-results li:has(mark) mark").first).to_contain_text(stands)
    for asked in dates:
        search(page, address, asked)
        expect(page.locator(".find-results h2").first).to_have_text(FACTS[language])
        expect(page.locator(".find-results li").first).to_contain_text(title)
