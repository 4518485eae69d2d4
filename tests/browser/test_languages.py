"""No word of the interface is left in English: a base in Russian, each message in Cyrillic letters, and no Latin word shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import pytest
from babel.messages.pofile import write_po
from lxml import html
from playwright.sync_api import Page, expect

from druzhba_kb.locales.catalogue import HOLES
from tests.projects import run
from tests.sites_on_disk import SITES
from tools.messages import messages

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщ"
LETTERS = str.maketrans(ascii_lowercase + ascii_uppercase, CYRILLIC + CYRILLIC.upper())
# formats, styles of citation and licences, by the names that they have in every language
MARKS = (
    r"\b(?:CSV|GeoJSON|JSON Schema|JSON|YAML|BibTeX|RIS|CSL|SVG|PNG|Excel|XLSX|Chicago|APA|MLA|EDTF|SPDX|CC-BY-4\.0)\b"
)
ADDRESSES = r"https?://\S+|\b[\w/.-]+\.(?:json|csv|py|xlsx|txt|xml)\b|\b[0-9a-f]{12}\b"
KEPT = re.compile(rf"({HOLES.pattern}|&#?\w+;|{MARKS})")
SAME = re.compile(f"{ADDRESSES}|{MARKS}")
WORD = re.compile(r"[A-Za-z]{2,}")
# all that is or may come to be shown, but what is code and a citation in a style of its own language
SHOWN = """(within) => {
  const head = [document.title, document.querySelector("meta[name=description]")?.content ?? ""];
  const found = within === "body" ? head : [];
  const left = "script, style, code, pre, .cite-as";
  for (const node of document.querySelectorAll(`:is(${within}), :is(${within}) *`)) {
    if (node.closest(left)) continue;
    for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) found.push(child.data);
    for (const name of ["title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label"])
      found.push(node.getAttribute(name) ?? "");
    for (const side of ["::before", "::after"]) {
      const { content } = getComputedStyle(node, side);
      if (content.startsWith('"')) found.push(content);
    }
  }
  return found;
}"""


def in_cyrillic(text: str) -> str:
    """Return a message with a Cyrillic letter for each Latin one, but in its tags and placeholders."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(LETTERS) for part in KEPT.split(text) if part)


def pseudo_catalogue() -> bytes:
    catalogue, out = messages(), BytesIO()
    catalogue.locale = "ru"  # type: ignore[assignment] # Babel reads a code
    for one in catalogue:
        if one.id:
            forms = [one.id] if isinstance(one.id, str) else [one.id[0], one.id[1], one.id[1]]
            said = [in_cyrillic(form) for form in forms]
            one.string = said[0] if isinstance(one.id, str) else tuple(said)
    write_po(out, catalogue)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("russian") / "base"
    shutil.copytree(SITES / "russian", folder)
    (folder / "locales").mkdir()
    (folder / "locales" / "ru.po").write_bytes(pseudo_catalogue())
    done = run(folder)
    assert (done.returncode, done.stderr.count("warning")) == (0, 0), done.stderr
    return folder / "build" / "site"


@pytest.fixture
def site(made: Path, serve: Callable[[Path], str]) -> str:
    return serve(made)


def latin(texts: Iterable[str]) -> list[str]:
    """Return the texts with a Latin word that is no mark."""
    return sorted({" ".join(text.split()) for text in texts if WORD.search(SAME.sub("", text))})


def left(page: Page, within: str = "body") -> list[str]:
    return latin(page.evaluate(SHOWN, within))


def test_no_page_shows_a_word_that_is_not_in_the_catalogue(made: Path, site: str, page: Page) -> None:
    found = dict[str, list[str]]()
    for file in sorted(made.rglob("*.html")):
        name, text = file.relative_to(made).as_posix(), file.read_text("utf-8")
        if 'http-equiv="refresh"' in text:  # a browser is gone from it at once
            found[name] = latin(str(part) for part in html.fromstring(text).xpath("//text()[not(parent::script)]"))
            continue
        page.goto(site + ("нет/такой/страницы" if name == "404.html" else name))
        found[name] = left(page)
    told = "\n".join(f"{name} → {' | '.join(words)}" for name, words in found.items() if words)
    assert not told, told


def test_each_heading_has_an_anchor_of_its_own_letters(made: Path) -> None:
    ids = [
        str(id)
        for file in sorted(made.rglob("*.html"))
        for id in html.fromstring(file.read_bytes()).xpath("//h1/@id | //h2/@id")
    ]
    assert len(ids) > 30
    assert [id for id in ids if re.fullmatch(r"_\d+", id)] == []


def found_by(page: Page, words: str, least: str) -> list[str]:
    page.locator("#find-field").fill("")
    expect(page.locator(".find-results > *")).to_have_count(0)
    page.locator("#find-field").fill(words)
    expect(page.locator(least).first).to_be_visible()
    expect(page.locator(".find-state")).not_to_be_empty()
    return left(page, "dialog.find")


def test_the_search_says_all_in_the_language(site: str, page: Page) -> None:
    page.goto(site)
    page.keyboard.press("/")
    asked = {
        "Пальмовый дом": ".find-results li",
        "Пальмвый дом": ".find-results li",
        "гости": ".find-results .find-said",
        "гости цеппелин": ".find-results .find-said",
        "лиана": ".find-results mark",
        "цеппелин": ".find-results .find-ways",
    }
    found = {words: told for words, least in asked.items() if (told := found_by(page, words, least))}
    assert not found


def test_the_page_of_results_says_all_in_the_language(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=дом")
    expect(page.locator(".find-page .find-state")).not_to_be_empty()
    assert not left(page, ".find-results, .find-state, option")
    page.goto(f"{site}search/?q=дом&kind=Птица")
    expect(page.locator(".find-page .find-ways")).to_be_visible()
    assert not left(page, ".find-results, .find-state, option")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("сколько гостей пришло", "200"),
        ("когда открылся Пальмовый дом", "1912"),
        ("где стоит Папоротниковый дом", "Папоротниковый дом"),
        ("какая цена сундука", "200"),
    ],
)
def test_a_question_is_understood_in_the_language_of_the_base(
    site: str, page: Page, question: str, answer: str
) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.locator("#find-field").fill(question)
    expect(page.locator(".find-results li").first).to_contain_text(answer)


def test_citing_copying_and_previews_say_all_in_the_language(site: str, page: Page) -> None:
    page.goto(f"{site}greenhouses/palm-house/")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.locator("a.cite-fact").first.click()
    expect(page.locator("dialog.cite[open]")).to_be_visible()
    page.locator("dialog.cite[open] button").first.click()
    expect(page.locator("#copied")).not_to_be_empty()
    assert not left(page, "dialog.cite, #copied, button")
    page.keyboard.press("Escape")
    page.locator("main article a[href*='/articles/']:visible").first.hover()
    expect(page.locator("#peek")).to_be_visible()
    assert not left(page, "#peek")


def test_a_list_that_is_narrowed_says_all_in_the_language(site: str, page: Page) -> None:
    page.goto(f"{site}greenhouses/")
    page.locator("[data-narrow] input").first.fill("цеппелин")
    expect(page.locator("[data-narrow] + * + *")).to_be_visible()
    assert not left(page, "[data-narrow] + *, [data-narrow] + * + *, [name=sort], thead")


def test_a_question_without_its_words_is_looked_for_by_the_others(site: str, page: Page) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.locator("#find-field").fill("кто такая Ильза Норби")
    expect(page.locator(".find-results a").first).to_have_attribute("href", f"{site}gardeners/ilse-norrby/")
