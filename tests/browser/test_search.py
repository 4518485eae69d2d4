"""The search in a real browser: by name, alias, other script and slip of the pen, by hand and by keyboard, or without scripts."""

from __future__ import annotations

import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from druzhba_kb.pipeline import check
from druzhba_kb.publishing.search import FOLDER, indexed
from druzhba_kb.render.exports import name_index
from druzhba_kb.report import Report
from tests.projects import built, run
from tests.waiting import PATIENCE

PHONE = {"width": 390, "height": 800}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = built("other-topic", tmp_path_factory.getbasetemp())
    done = run(folder, "build", "--edition", "offline")
    assert done.returncode == 0, done.stderr
    return folder / "build" / "offline"


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    field = page.locator("#find-field")
    expect(field).to_be_focused()
    field.fill(words)
    expect(page.locator(".find-state")).not_to_be_empty()


SLIPS = {"Palmovyj dom", "Plam House", "Blue Lanternn Vine"}
NAMED = {
    "Palm House": "greenhouses/palm-house/",
    "palm hou": "greenhouses/palm-house/",
    "Пальмовый дом": "greenhouses/palm-house/",
    "Palmovyj dom": "greenhouses/palm-house/",
    "لالٹین": "plants/blue-lantern-vine/",
    "Plam House": "greenhouses/palm-house/",
    "Blue Lanternn Vine": "plants/blue-lantern-vine/",
    "Seed Chest": "gifts/seed-chest/",
    "greenhouses": "greenhouses/",
}


def test_the_search_answers_with_the_entity_first(garden: str, page: Page) -> None:
    page.goto(garden)
    page.keyboard.press("/")
    for words, wanted in NAMED.items():
        page.locator("#find-field").fill("")
        expect(page.locator(".find-results a")).to_have_count(0)
        page.locator("#find-field").fill(words)
        expect(page.locator(".find-results a").first).to_have_attribute("href", f"{garden}{wanted}")


def test_a_misspelt_name_is_suggested_in_words(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "Plam House")
    expect(page.locator(".find-state")).to_have_text("No name is written “Plam House”. Did you mean Palm House?")
    expect(page.locator(".find-results h2").first).to_have_text("Did you mean")


def test_a_passage_leads_to_the_place_where_it_stands(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "glass")
    found = page.locator(".find-results li:has(mark) a").first
    expect(found.locator("mark").first).to_contain_text("glass", ignore_case=True)
    address = found.get_attribute("href") or ""
    found.click()
    page.wait_for_url(address)
    expect(page.locator("dialog.find")).to_be_hidden()
    assert "#" in address
    assert page.evaluate("document.querySelector(':target') !== null")


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve the site with a list of names that is too long for one file."""
    made, site = built("other-topic", tmp_path_factory.getbasetemp()), tmp_path_factory.mktemp("parted") / "site"
    shutil.copytree(made / "build" / "site", site)
    kb = check(made, Report())
    assert kb
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(name_index, "MOST", 1)
        for one in name_index.name_index_pages(kb, {}):
            (site / one.path).parent.mkdir(exist_ok=True)
            (site / one.path).write_text(one.text, "utf-8")
    return serve(site)


@pytest.mark.parametrize(("words", "wanted"), NAMED.items())
def test_of_a_long_list_of_names_a_part_is_read_and_all_of_it_for_a_slip(
    words: str, wanted: str, parted: str, page: Page
) -> None:
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.removeprefix(parted)))
    page.goto(parted)
    search(page, words)
    expect(page.locator(".find-results a").first).to_have_attribute("href", f"{parted}{wanted}")
    part, *whole = (url for url in read if url.startswith("search/names/"))
    assert part != "search/names/all.json"
    assert whole == ["search/names/all.json"] * (words in SLIPS)


def test_a_slip_in_the_first_letter_is_looked_for_in_all_names(parted: str, page: Page) -> None:
    page.goto(parted)
    search(page, "Zantern")
    expect(page.locator(".find-state")).to_have_text("No name is written “Zantern”. Did you mean Blue Lantern Vine?")


def test_a_part_that_cannot_be_had_leaves_the_passages(parted: str, page: Page) -> None:
    page.route("**/search/names/*.json", lambda route: route.abort())
    page.goto(parted)
    search(page, "glass")
    expect(page.locator(".find-results h2")).to_have_text(["Passages"])


def test_the_script_looks_in_a_part_that_the_build_puts_the_name_into(garden: str, page: Page) -> None:
    rolled = random.Random(0)
    scripts = [range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x600), range(0x600, 0x700), range(0x1D00, 0x2200)]
    known_to_both = [[chr(code) for code in script if unicodedata.category(chr(code)) != "Cn"] for script in scripts]
    names = ["".join(rolled.choices(rolled.choice(known_to_both), k=rolled.randint(0, 9))) for _ in range(4000)]
    known = name_index.letters(names)
    page.goto(garden)
    parts = page.evaluate("([names, known]) => names.map((name) => nameFinder.part(name, known))", [names, known])
    wrong = [
        (n, p)
        for n, p in zip(names, parts, strict=True)
        if p not in (name_index.initials(n, known) or [name_index.OTHER])
    ]
    assert wrong == []


def passages(page: Page, address: str, words: str) -> set[str]:
    """Return the addresses of the passages found, from the root of the site."""
    page.goto(address)
    search(page, words)
    expect(page.locator(".find-results h2").last).to_have_text("Passages")
    links = page.locator(".find-results li:has(mark) a").all()
    return {str(link.get_attribute("href")).removeprefix(address) for link in links}


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve the site with an index of several bundles."""
    made, site = built("other-topic", tmp_path_factory.getbasetemp()), tmp_path_factory.mktemp("dealt") / "site"
    shutil.copytree(made / "build" / "site", site)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("druzhba_kb.publishing.search.PAGES", 2)
        with indexed(site, Report()):
            pass
    assert sum(path.is_dir() for path in (site / FOLDER).iterdir()) > 2
    return serve(site)


@pytest.mark.parametrize("words", ["glass", "vine", "seed chest"])
def test_bundles_asked_together_find_what_one_finds(words: str, dealt: str, garden: str, page: Page) -> None:
    assert passages(page, dealt, words) == passages(page, garden, words)


def test_nothing_found_is_said(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "xyzzyqwv")
    expect(page.locator(".find-state")).to_have_text("Nothing found for “xyzzyqwv”")
    expect(page.locator(".find-results a")).to_have_count(0)


def test_the_keyboard_opens_walks_follows_and_closes(garden: str, page: Page) -> None:
    page.goto(f"{garden}timeline/")
    page.keyboard.press("s")
    field = page.locator("#find-field")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.find")).to_be_hidden()
    expect(field).not_to_be_focused()
    search(page, "Palm House")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find-results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{garden}greenhouses/palm-house/")


def test_the_keys_write_in_a_field_of_the_page(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    field = page.get_by_label("Filter by words")
    field.focus()
    page.keyboard.press("s")
    expect(field).to_have_value("s")
    expect(page.locator("dialog.find")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_search_is_accessible(scheme: str, size: dict[str, int], garden: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(size)
    page.goto(garden)
    search(page, "Plam House")
    expect(page.locator(".find-results li").first).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_scripts_the_search_is_the_list_of_names(garden: str, still: Page) -> None:
    still.goto(f"{garden}timeline/")
    expect(still.locator("dialog.find")).to_be_hidden()
    still.get_by_role("link", name="Names A to Z").click()
    still.wait_for_url(f"{garden}names/")
    expect(still.locator("main")).to_contain_text("Palm House")


def test_hostile_names_are_shown_as_they_are(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(serve(hostile))
    page.add_init_script("window.alert = () => { window.__pwned = true; };")
    search(page, "Snare")
    expect(page.locator(".find-results a").first).to_contain_text("Snare")
    assert page.evaluate("window.__pwned") is None
    assert page.locator(".find-results :is(script, img, [onclick])").count() == 0


def test_a_folder_on_a_disk_is_read_and_searched(offline: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    context.set_default_timeout(1000 * PATIENCE)
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((offline / "index.html").as_uri())
    page.locator("nav.md-tabs a[href$='articles/index.html']").first.click()
    page.wait_for_url("**/articles/index.html")
    search(page, "Plam House")
    page.locator(".find-results a").first.click()
    page.wait_for_url("**/greenhouses/palm-house/index.html")
    search(page, "glass")
    page.locator(".find-results li:has(mark) a").first.click()
    page.wait_for_url("**/index.html#*")
    context.close()
    assert errors == []
