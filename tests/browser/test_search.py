"""The search in a real browser: by name, alias, other script and slip of the pen, by hand and by keyboard, or without scripts."""

from __future__ import annotations

import json
import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from druzhba_kb.pipeline.checking import check
from druzhba_kb.publishing.search import FOLDER, indexed
from druzhba_kb.render.exports import search_index
from druzhba_kb.render.site_index import index_site
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


def search_anew(page: Page, words: str) -> None:
    """Search on a page, where it was searched before when nothing is left of what was found."""
    field = page.locator("#find-field")
    if not field.is_visible():
        search(page, words)
        return
    field.fill("")
    expect(page.locator(".find-results a")).to_have_count(0)
    field.fill(words)


SLIPS = {"Palmovyj dom", "Plam House", "Blue Lantenr Vine"}
NAMED = {
    "Palm House": "greenhouses/palm-house/",
    "palm hou": "greenhouses/palm-house/",
    "Пальмовый дом": "greenhouses/palm-house/",
    "Palmovyj dom": "greenhouses/palm-house/",
    "لالٹین": "plants/blue-lantern-vine/",
    "Plam House": "greenhouses/palm-house/",
    "Blue Lantenr Vine": "plants/blue-lantern-vine/",
    "Seed Chest": "gifts/seed-chest/",
    "greenhouses": "greenhouses/",
}


def test_the_search_answers_with_the_entity_first(garden: str, page: Page) -> None:
    page.goto(garden)
    for words, wanted in NAMED.items():
        search_anew(page, words)
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
    """Serve the site with lists of names and of facts that are too long for one file."""
    made, site = built("other-topic", tmp_path_factory.getbasetemp()), tmp_path_factory.mktemp("parted") / "site"
    shutil.copytree(made / "build" / "site", site)
    kb = check(made, Report())
    assert kb
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search_index, "MOST_NAMES", 1)
        patched.setattr(search_index, "MOST_FACTS", 1)
        patched.setattr(search_index, "PART", 1)
        index = index_site(kb)
        facts = (page for task in search_index.fact_index_tasks(index, {}) for page in task.make(index))
        for one in (*search_index.name_index_pages(index, {}), *facts):
            (site / one.path).parent.mkdir(exist_ok=True, parents=True)
            (site / one.path).write_text(one.text, "utf-8")
    return serve(site)


def test_of_a_long_list_of_names_a_part_is_read_and_all_of_it_for_a_slip(parted: str, page: Page) -> None:
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.removeprefix(parted)))
    for words, wanted in NAMED.items():
        page.goto(parted)
        read.clear()
        search(page, words)
        expect(page.locator(".find-results a").first).to_have_attribute("href", f"{parted}{wanted}")
        parts = [url for url in read if url.startswith("search/names/")]
        assert 0 < len(parts) <= len(words.split()) + (words in SLIPS), words
        assert ("search/names/all.json" in parts) == (words in SLIPS), words


def test_a_slip_in_the_first_letter_is_looked_for_in_all_names(parted: str, page: Page) -> None:
    page.goto(parted)
    search(page, "Zantern")
    expect(page.locator(".find-state")).to_have_text("No name is written “Zantern”. Did you mean Blue Lantern Vine?")


def test_a_part_that_cannot_be_had_leaves_the_passages(parted: str, page: Page) -> None:
    page.route("**/search/names/*.json", lambda route: route.abort())
    page.goto(parted)
    search(page, "glass")
    expect(page.locator(".find-results h2").last).to_have_text("Passages")
    expect(page.get_by_role("heading", name="Names")).to_have_count(0)


def test_the_script_looks_in_a_part_that_the_build_puts_the_name_into(garden: str, page: Page) -> None:
    rolled = random.Random(0)
    scripts = [range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x600), range(0x600, 0x700), range(0x1D00, 0x2200)]
    known_to_both = [[chr(code) for code in script if unicodedata.category(chr(code)) != "Cn"] for script in scripts]
    names = ["".join(rolled.choices(rolled.choice(known_to_both), k=rolled.randint(0, 9))) for _ in range(4000)]
    known = search_index.letters(names)
    page.goto(garden)
    search(page, "glass")
    parts = page.evaluate("([names, known]) => names.map((name) => nameFinder.part(name, known))", [names, known])
    wrong = [
        (n, p)
        for n, p in zip(names, parts, strict=True)
        if p not in (search_index.initials(n, known) or [search_index.OTHER])
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
    expect(page.locator(".find-results h2")).to_have_count(0)


def test_from_nothing_found_there_is_a_way_on(garden: str, page: Page) -> None:
    page.goto(f"{garden}timeline/")
    search(page, "xyzzyqwv")
    expect(page.locator(".find-results")).to_contain_text("Fewer words")
    page.locator(".find-results").get_by_role("link", name="Greenhouses").click()
    page.wait_for_url(f"{garden}greenhouses/")


OPENED = "greenhouses/palm-house/#e-"


FORMS = (
    "when did the Palm House open?", "3 May 1912", "may 3rd, 1912", "1912-05-03", "3.5.1912", "05/03/1912", "3 мая 1912",
    "1912-05", "5 mai", "opening day of the Palm House in May 1912",
)  # fmt: skip


def test_a_question_or_a_date_in_any_form_is_answered_with_the_fact_and_both_its_sides(garden: str, page: Page) -> None:
    page.goto(garden)
    for words in FORMS:
        search_anew(page, words)
        expect(page.locator(".find-results h2").first).to_have_text("Facts")
        fact = page.locator(".find-results li").first
        expect(fact).to_contain_text("3 May 1912 Low Meadow Circular 1912")
        expect(fact).to_contain_text("≠ 5 May 1912 a neighbour, in The Meadow Post 1913")
        expect(fact.locator("strong")).to_have_text("a neighbour")
        assert (fact.locator("a").get_attribute("href") or "").startswith(f"{garden}{OPENED}"), words
        assert page.locator(".find-results").get_by_text("3 May 1912", exact=True).count() == 1, words


FACTS = {
    "how many guests": "200 guests",
    "where is the vine": "Palm House",
    "what did Everyone say of a fair": "Accusation",
    "tall or height, in metres": "14 metres",
}


def test_the_type_of_value_that_a_question_asks_for_answers_it(garden: str, page: Page) -> None:
    page.goto(garden)
    for words, answer in FACTS.items():
        search_anew(page, words)
        expect(page.locator(".find-results h2", has_text="Facts")).to_have_count(1)
        expect(page.locator(".find-results h2:text-is('Facts') + ul > li").first).to_contain_text(answer)


@pytest.mark.parametrize("words", ["when did the Palm House open?", "how many guests at the Palm House"])
def test_of_a_long_list_of_facts_the_parts_of_the_pages_found_are_read(words: str, parted: str, page: Page) -> None:
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.removeprefix(parted)))
    page.goto(parted)
    search(page, words)
    expect(page.locator(".find-results h2").first).to_have_text("Facts")
    expect(page.locator(".find-results li").first).to_contain_text("Palm House")
    parts = {url for url in read if url.startswith("search/facts/")}
    assert 0 < len(parts) < len(list(fact_parts(parted, page)))


def fact_parts(address: str, page: Page) -> list[str]:
    return list(page.request.get(f"{address}search/facts.json").json()["parts"])


def test_where_nothing_has_all_words_most_are_enough_and_the_rest_is_named(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "zzyzx guests")
    expect(page.locator(".find-state")).to_contain_text("without “zzyzx”")
    expect(page.locator(".find-results li").first).to_contain_text("200 guests")
    expect(page.locator(".find-results li mark").first).to_contain_text("guests", ignore_case=True)


def test_a_name_within_a_longer_query_is_found(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "everything about Пальмовый дом and its keeper")
    names = page.locator(".find-results h2:text-is('Names') + ul > li a")
    expect(names.first).to_have_attribute("href", f"{garden}greenhouses/palm-house/")


def test_what_a_record_is_stands_below_its_name(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "Palm House")
    expect(page.locator(".find-results li").first).to_contain_text("The tallest house of the garden, 14 metres high")


# the page of results


def results(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search/{query}")
    expect(page.locator("main .find-state")).not_to_be_empty()


def test_all_results_have_a_page_with_an_address_of_its_own(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "guests")
    page.get_by_role("link", name="All results, by kind").click()
    page.wait_for_url(f"{garden}search/?q=guests")
    expect(page.locator("main .find-results h2")).to_have_text(["Facts", "Passages"])
    page.get_by_label("Search names, facts and passages").last.fill("Palm House")
    page.wait_for_url(f"{garden}search/?q=Palm+House")
    expect(page.locator("main .find-results a").first).to_have_attribute("href", f"{garden}greenhouses/palm-house/")


def test_results_are_narrowed_by_kind_in_the_address(garden: str, page: Page) -> None:
    results(page, garden, "?q=vine&kind=Plant")
    field = page.get_by_label("Kind")
    expect(field).to_have_value("Plant")
    expect(page.locator("main .find-results li").first).to_be_visible()
    assert {kind.split(",")[0] for kind in page.locator("main .find-kind").all_text_contents()} == {"Plant"}
    counts = {(option.text_content() or "").rpartition(" ")[0] for option in field.locator("option").all()}
    assert counts >= {"all", "Plant", "Article"}
    field.select_option("")
    page.wait_for_url(f"{garden}search/?q=vine")
    expect(page.locator("main .find-kind", has_text="Article").first).to_be_visible()


def test_a_kind_without_a_result_is_said(garden: str, page: Page) -> None:
    results(page, garden, "?q=vine&kind=Lamp")
    expect(page.locator("main .find-state")).to_have_text("Nothing of this kind for “vine”")
    expect(page.get_by_label("Kind").locator("option:checked")).to_have_text("Lamp (0)")


def test_more_results_are_shown_on_demand(garden: str, page: Page) -> None:
    many = [["Note", "text", [["", f"vine {number}", "#e-1", False, False, [["", "Post"]]]]] for number in range(25)]
    body = json.dumps({"facts": {"plants/blue-lantern-vine/": ["Blue Lantern Vine", "Plant", many]}})
    page.route("**/search/facts.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    results(page, garden, "?q=note")
    facts = page.locator("main .find-results h2:text-is('Facts') + ul > li")
    more = page.get_by_role("button", name="More facts")
    expect(facts).to_have_count(10)
    more.click()
    expect(facts).to_have_count(20)
    more.click()
    expect(facts).to_have_count(25)
    expect(more).to_have_count(0)
    expect(page.locator("main .find-state")).to_contain_text("25 facts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_page_of_results_is_accessible(scheme: str, size: dict[str, int], garden: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(size)
    results(page, garden, "?q=when was the Palm House opened")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_key_of_the_search_leads_to_the_field_of_the_page(garden: str, page: Page) -> None:
    results(page, garden, "?q=vine")
    page.locator("main a").first.focus()
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    expect(page.locator("dialog.find")).to_be_hidden()


def test_without_scripts_the_page_of_results_leads_to_the_names(garden: str, still: Page) -> None:
    still.goto(f"{garden}search/?q=vine")
    expect(still.locator("#search-field")).to_be_hidden()
    still.locator("main").get_by_role("link", name="Names A to Z").click()
    still.wait_for_url(f"{garden}names/")


def test_an_address_that_leads_nowhere_is_searched_for(garden: str, page: Page) -> None:
    page.route(
        "**/greenhouses/plam_house/", lambda route: route.fulfill(response=page.request.get(f"{garden}404.html"))
    )
    page.goto(f"{garden}greenhouses/plam_house/")
    page.locator("main").get_by_role("link", name="Search for “plam house”").click()
    expect(page.locator(".find-state")).to_have_text("No name is written “plam house”. Did you mean Palm House?")


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


# how a query is read


READ = {
    "When was the second house of glass opened?": (["2", "house", "glass", "opened"], [], ["date"]),
    "How many guests on 24.09.2016": (["guests"], [[{"y": 2016, "m": 9, "d": 24}]], ["quantity", "integer"]),
    "8/11/2020": ([], [[{"y": 2020, "m": 11, "d": 8}, {"y": 2020, "m": 8, "d": 11}]], []),
    "13/11/2020": ([], [[{"y": 2020, "m": 11, "d": 13}]], []),
    "45.67.2016": (["45", "67", "2016"], [], []),
    "2018-10 vine": (["vine"], [[{"y": 2018, "m": 10}]], []),
    "21 октября, September 24th and oct 2018": (
        [],
        [[{"m": 10, "d": 21}], [{"m": 9, "d": 24}], [{"y": 2018, "m": 10}]],
        [],
    ),
    "24th of September 2016": ([], [[{"y": 2016, "m": 9, "d": 24}]], []),
    "May I see Mrs March": (["see", "mrs", "march"], [], []),
    "who was that": (["who", "was", "that"], [], []),
    "where": ([], [], ["place"]),
    "how much did it cost": (["cost"], [], ["money", "quantity"]),
}


def test_a_query_is_read_as_words_that_matter_dates_and_the_type_asked_for(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "glass")
    read = """async ([queries, address]) => {
        const known = queryReader.prepare(await (await fetch(address)).json());
        const read = queries.map((query) => queryReader.read(query, known));
        return read.map(({ tokens, dates, types }) => [tokens, dates, types]);
    }"""
    found = page.evaluate(read, [list(READ), f"{garden}search/names.json"])
    assert {query: tuple(one) for query, one in zip(READ, found, strict=True)} == READ


def test_words_with_the_ends_that_english_gives_them_are_one(garden: str, page: Page) -> None:
    page.goto(garden)
    search(page, "glass")
    alike = [
        ["end", "ends", "ended", "ending"],
        ["plan", "planned", "planning"],
        ["force", "forces"],
        ["party", "parties"],
    ]
    stems = page.evaluate("(groups) => groups.map((words) => words.map(nameFinder.stem))", alike)
    assert [len(set(those)) for those in stems] == [1] * len(alike)
    assert page.evaluate("['war', 'press', 'f16s', 'bus'].map(nameFinder.stem)") == ["war", "press", "f16s", "bus"]
