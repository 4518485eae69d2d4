"""Tables and the timeline in a real browser: sorted and narrowed by any hand, kept in the address, whole without scripts."""

from __future__ import annotations

import json

import rispy
from playwright.sync_api import Locator, Page, expect
from pybtex.database import parse_string

SHOWN = "table.index tbody tr:not([hidden])"
PHONE = {"width": 390, "height": 800}


def names(page: Page) -> list[str]:
    return [row.get_attribute("data-s") or "" for row in page.locator(f"{SHOWN} th").all()]


def test_words_narrow_the_table_and_stay_in_the_address(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    count = page.locator("main .count")
    every = len(names(page))
    expect(count).to_have_text(f"{every} of {every}")
    page.get_by_label("Filter by words").fill("palm")
    expect(count).to_contain_text(f" of {every}")
    assert 0 < len(names(page)) < every
    assert page.url.endswith("?words=palm")
    left = names(page)
    page.reload()
    assert names(page) == left
    page.get_by_role("button", name="Clear").click()
    expect(count).to_have_text(f"{every} of {every}")
    assert page.url.endswith("greenhouses/")


def test_an_alias_in_another_script_finds_its_row(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/?words=Пальмовый")
    assert names(page) == ["Palm House"]


def test_a_head_sorts_both_ways_by_keyboard(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    head = page.locator("th[data-key=name]")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    upwards = names(page)
    assert upwards == sorted(upwards)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names(page) == upwards[::-1]
    assert page.url.endswith("?sort=-name")
    expect(head.get_by_role("button")).to_be_focused()


def test_what_has_no_date_comes_last_in_both_directions(garden: str, page: Page) -> None:
    for order in ("1", "-1"):
        page.goto(f"{garden}greenhouses/?sort={order}")
        keys = page.locator(f"{SHOWN} td:nth-child(3)").evaluate_all("cells => cells.map(cell => cell.dataset.s)")
        known = [key for key in keys if key]
        assert keys == [*sorted(known, reverse=order == "-1"), *[""] * (len(keys) - len(known))]


def test_a_facet_leaves_as_many_rows_as_it_says(garden: str, page: Page) -> None:
    page.goto(f"{garden}plants/")
    field = page.locator(".narrow select:not([name=sort])").first
    option = field.locator("option").nth(1)
    said = (option.text_content() or "").rpartition("(")[2].rstrip(")")
    field.select_option(option.get_attribute("value"))
    assert len(names(page)) == int(said)


def test_the_choices_of_a_field_say_what_the_other_fields_leave(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    field = page.locator(".narrow select[name=article]")
    every = field.locator("option").nth(1).text_content() or ""
    page.get_by_label("Filter by words").fill("no such words")
    expect(field.locator("option").nth(1)).to_have_text(f"{every.rpartition(' ')[0]} (0)")
    assert field.locator("option").nth(1).is_disabled()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(field.locator("option").nth(1)).to_have_text(every)
    assert field.locator("option").nth(1).is_enabled()


def test_an_empty_list_says_so_and_which_field_to_leave_out(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    none = page.locator(".none-left")
    expect(none).to_be_hidden()
    page.get_by_label("Filter by words").fill("fern")
    left = len(names(page))
    assert left > 0
    expect(none).to_be_hidden()
    field = page.locator(".narrow select[name=contested]")
    page.goto(f"{garden}greenhouses/?words=fern&contested=yes")
    expect(none).to_contain_text("Nothing in this list has all of this.")
    assert names(page) == []
    none.get_by_role("button", name=f"without contested ({left})").click()
    assert len(names(page)) == left
    expect(none).to_be_hidden()
    expect(field).to_be_focused()
    assert page.url.endswith("?words=fern")


def test_an_unknown_state_in_the_address_is_no_state(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/")
    every = names(page)
    page.goto(f"{garden}greenhouses/?year=%3Cscript%3E&sort=nothing")
    assert names(page) == every


def test_the_whole_table_stands_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}greenhouses/")
    assert still.locator(SHOWN).count() == still.locator("table.index tbody tr").count() > 1
    expect(still.locator(".narrow")).to_be_hidden()
    assert still.locator("thead button").count() == 0


def test_a_phone_sorts_by_a_field(garden: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{garden}greenhouses/")
    assert page.locator("thead button").first.evaluate("node => node.tabIndex") == -1
    page.get_by_label("Sort by").select_option("-name")
    assert names(page) == sorted(names(page), reverse=True)


def test_the_timeline_is_narrowed_by_kind_or_certainty(garden: str, page: Page) -> None:
    page.goto(f"{garden}timeline/")
    every = page.locator(".chron > li").count()
    page.get_by_label("Filter by words").fill("no such words")
    expect(page.locator("main .count")).to_have_text(f"0 of {every}")
    assert page.locator("[data-group]:visible").count() == 0


def first_evidence(page: Page) -> Locator:
    """Unfold the first fact of a record and return the first row of its evidence."""
    page.locator(".fr summary").first.click()
    return page.locator(".fr .ev > li").first


def test_the_link_of_a_footnote_is_copied(garden: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{garden}greenhouses/palm-house/")
    item = first_evidence(page)
    item.get_by_role("button", name="Copy link").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#{item.get_attribute('id')}"


def test_a_citation_is_copied_as_it_stands(garden: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{garden}greenhouses/palm-house/")
    page.locator("details#cite > summary").click()
    page.get_by_role("button", name="Copy: CSL-JSON").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
    (cited,) = json.loads(page.evaluate("navigator.clipboard.readText()"))
    year, month, day = page.evaluate("[new Date().getFullYear(), new Date().getMonth() + 1, new Date().getDate()]")
    assert (cited["title"], cited["accessed"]) == ("Palm House", {"date-parts": [[year, month, day]]})


def test_what_programs_read_is_copied_with_its_lines_and_blanks(garden: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{garden}articles/post-1913/")
    page.locator("details#cite-article > summary").click()
    page.locator("#cite-article").get_by_role("button", name="Copy: RIS").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
    (entry,) = rispy.loads(page.evaluate("navigator.clipboard.readText()"))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["access_date"] == page.evaluate("new Date().toLocaleDateString('en-CA').replaceAll('-', '/') + '/'")


def test_one_fact_is_cited_by_its_claim_its_words_and_where_they_stand(garden: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{garden}greenhouses/palm-house/")
    item = first_evidence(page)
    item.get_by_role("link", name="Cite this fact").focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Cite this fact")
    expect(sheet).to_contain_text("Palm House, ")
    sheet.get_by_role("button", name="Copy: BibTeX").click()
    expect(page.locator("#copied")).to_contain_text("Copied")
    (entry,) = parse_string(page.evaluate("navigator.clipboard.readText()"), "bibtex").entries.values()
    words = item.locator("q").last.inner_text().strip('“”"')
    assert words in entry.fields["title"]
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "Cite this fact"


def test_without_scripts_a_page_is_cited_without_the_day_of_access(garden: str, still: Page) -> None:
    still.goto(f"{garden}greenhouses/palm-house/")
    still.locator("details#cite > summary").click()
    assert "Accessed" not in still.locator("#cite").inner_text()
    assert first_evidence(still).get_by_role("link", name="Cite this fact").get_attribute("href") == "#cite"


def test_a_comparison_is_narrowed_to_the_rows_that_differ_without_a_script(garden: str, still: Page) -> None:
    still.goto(f"{garden}compare/")
    rows = still.locator(".matrix tbody tr")
    every = rows.count()
    still.get_by_label("Only the").check()
    assert 0 < still.locator(".matrix tbody tr:visible").count() < every


def test_a_comparison_on_a_phone_says_in_one_line_where_nothing_is_recorded(garden: str, page: Page) -> None:
    page.goto(f"{garden}compare/")
    expect(page.locator(".matrix .mute").first).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".matrix td.no:visible")).to_have_count(0)
    silent = page.locator(".matrix tr", has_text="Guests").locator(".mute")
    expect(silent).to_have_text("nothing recorded: Fern House, Orchid Wing")


def test_disagreements_are_narrowed_by_speaker_and_one_without_others_leaves_a_way_out(garden: str, page: Page) -> None:
    page.goto(f"{garden}disagreements/")
    every = page.locator(".dis").count()
    page.get_by_label("Speaker").select_option("a neighbour")
    left = page.locator(".dis:visible")
    assert 0 < left.count() < every
    expect(left.first).to_contain_text("a neighbour")
    page.get_by_label("Filter by words").fill("no such words")
    expect(page.locator(".none-left")).to_contain_text("without “no such words”")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".dis:visible")).to_have_count(every)
