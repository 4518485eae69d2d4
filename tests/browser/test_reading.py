"""Finished sites in a real browser: nothing hostile runs, and a reader can follow evidence and read anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 740}
PAGES = {
    "home": "",
    "kind": "greenhouses/",
    "entity": "greenhouses/palm-house/",
    "bare entity": "greenhouses/fern-house/",
    "denied": "plants/blue-lantern-vine/",
    "articles": "articles/",
    "full text": "articles/circular-1912/",
    "digest": "articles/post-1913/",
    "timeline": "timeline/",
    "disagreements": "disagreements/",
    "search": "search/?q=vine",
    "missing page": "404.html",
}
HOSTILE = "traps/snare/"
ACTIVE = """() => {
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("[data-md-component=palette]")) continue;
    for (const {name, value} of node.attributes) {
      if (/^on/i.test(name)) bad.push(`${name}=${value}`);
      if (/^(href|src|action|srcdoc|data|formaction)$/i.test(name) && /^\\s*(javascript|data|vbscript):/i.test(value))
        bad.push(`${name}=${value}`);
    }
  }
  for (const node of document.querySelectorAll("article :is(script, iframe, object, embed, svg[onload], img, style, form)"))
    bad.push(node.outerHTML);
  const marked = "s, u, i, del, pre:not([data-frame]), code:not([data-column]), blockquote, hr, b[onclick]";
  for (const node of document.querySelectorAll(`#pwned, article :is(${marked})`))
    bad.push(node.outerHTML);
  return bad;
}"""
HOVER = """() => {
  for (const link of document.querySelectorAll("main a"))
    for (const [Kind, name] of [[PointerEvent, "pointerover"], [MouseEvent, "mouseover"]])
      link.dispatchEvent(new Kind(name, {bubbles: true, pointerType: "mouse"}));
}"""
BELOW_THE_HEAD = """id => {
  const target = document.querySelector(":target");
  return target?.id === id && target.getBoundingClientRect().top >= 40;
}"""


def shown(page: Page) -> str:
    """Return the text of the page as a reader sees it, with single blanks."""
    return " ".join(page.locator("main").inner_text().split())


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


# the hostile site


def test_no_page_of_the_hostile_site_runs_anything(
    hostile: Path, page: Page, serve: Callable[[Path], str], alarms: list[str], foreign_requests: list[str]
) -> None:
    address = serve(hostile)
    for name in pages_of(hostile):
        page.goto(f"{address}{name}")
        page.evaluate(HOVER)
        assert page.evaluate("window.__pwned") is None, name
        assert page.evaluate(ACTIVE) == [], name
    assert (alarms, foreign_requests) == ([], [])


@pytest.mark.parametrize(
    "planted",
    [
        "<p onclick=x()>a",
        "<a href=' javascript:x()'>a</a>",
        "<img src=x.png>",
        "<script></script>",
        "<p id=pwned>",
        "<s>a</s>",
    ],
)
def test_what_runs_would_be_seen(planted: str, page: Page) -> None:
    page.set_content(f"<main><article>{planted}</article></main>")
    assert len(page.evaluate(ACTIVE)) == 1


def test_hostile_texts_are_shown_as_they_are(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(hostile)}{HOSTILE}")
    known = json.loads((hostile / "data/kb.json").read_text("utf-8"))
    snare = next(entity for entity in known["entities"] if entity["id"] == "snare")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    seen = shown(page)
    assert page.locator("h1").evaluate("node => node.firstChild.textContent") == snare["name"]
    assert page.title().startswith(snare["name"])
    for text in (alias["name"] for alias in snare["aliases"]):
        assert text in seen
    for row in snare["statements"]:
        assert (row["note"] or "") in seen
        for item in row["evidence"]:
            assert item["quote"] in seen
            assert all(voice in seen for voice in item["said_by"])


def test_a_hostile_digest_is_shown_as_it_is(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(hostile)}articles/pamphlet-1932/")
    seen = shown(page)
    for text in (
        "<script>window.__pwned=true;alert()</script> <img src=x onerror=window.__pwned=true>",
        "![x](http://evil.example/x.png) <http://evil.example/>",
        "# heading? {: #pwned onclick=window.__pwned=true } Setext? =======",
        "| a | b | |---|---|",
        "{{ config.site_name }} {% raw %} `code` :smile: --> ]]>",
        "[b](data:text/html,<script>window.__pwned=true</script>) [c](vbscript:pwned)",
        "</title><script>window.__pwned=1</script> & the *bold* {{ 7*7 }}",
    ):
        assert text in seen


@pytest.mark.parametrize("name", ["", HOSTILE, "traps/", "articles/pamphlet-1932/", "disagreements/", "traps/wall/"])
def test_very_long_words_do_not_widen_a_phone(
    name: str, hostile: Path, page: Page, serve: Callable[[Path], str], too_wide: Callable[[], list[str]]
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{serve(hostile)}{name}")
    assert too_wide() == []


# reading


def test_the_scheme_is_toggled_and_kept(garden: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(garden)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to the dark scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{garden}timeline/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to the light scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_row_opens_its_evidence_which_leads_to_the_block_and_back(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/palm-house/")
    # Until it has read the sitemap, the theme fetches the page anew at the first click, and its target is lost.
    page.wait_for_load_state("networkidle")
    page.locator(".fr summary").first.click()
    item = page.locator(".ev > li").first
    anchor = item.get_attribute("id") or ""
    expect(item).to_be_in_viewport()
    quote = item.locator("q").first.inner_text()
    item.locator(".by > a[href*='articles/']").first.click()
    page.wait_for_url(re.compile(r"/articles/[^/]+/#b\d+$"))
    block = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    expect(block).to_be_in_viewport()
    page.wait_for_load_state("networkidle")
    block.locator("details.taken > summary").click()
    expect(block).to_contain_text(quote)
    block.locator(f"ul a[href$='#{anchor}']").first.click()
    page.wait_for_url(f"{garden}greenhouses/palm-house/#{anchor}")
    page.wait_for_function(BELOW_THE_HEAD, arg=anchor)
    expect(item).to_be_in_viewport()


def test_on_paper_all_evidence_is_open_and_there_is_nothing_to_click(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/palm-house/")
    assert page.locator(".ev > li:visible").count() == 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".ev > li:visible").count() == page.locator(".ev > li").count()
    assert page.locator(".do:visible, .otp:visible, button.copy:visible").count() == 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".ev > li:visible").count() == 0


def test_a_phone_has_the_sections_of_a_page_below_its_lead_and_at_hand(garden: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{garden}greenhouses/palm-house/")
    page.wait_for_load_state("networkidle")
    sections = page.locator(".otp")
    sections.locator("summary").click()
    links = {
        f"#{urlsplit(link.get_attribute('href') or '').fragment}": link.inner_text()
        for link in sections.locator("a").all()
    }
    for anchor, name in links.items():
        heading = page.locator(f"{anchor} + h2")
        if heading.count():
            expect(heading).to_contain_text(name)
    sections.locator("a").nth(1).click()
    expect(sections).not_to_have_attribute("open", "")
    expect(sections).to_be_in_viewport()
    expect(page.locator(f"{list(links)[1]} + h2")).to_be_in_viewport()


def test_a_phone_says_what_a_row_counts_where_no_squares_stand_beside_the_number(garden: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(garden + PAGES["entity"])
    count = page.locator(".fr .co").first
    page.evaluate("document.querySelectorAll('.fr .sq').forEach(node => node.remove())")
    box = count.locator(".sr").first.bounding_box()
    assert box and box["width"] > 10


def test_on_a_phone_a_tap_says_what_a_link_to_evidence_leads_to(browser: Browser, garden: str) -> None:
    phone = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{garden}greenhouses/palm-house/")
    page.wait_for_load_state("networkidle")
    link = page.locator(".versus a[href*='#e-']").first
    link.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert not urlsplit(page.url).fragment
    link.tap()
    page.wait_for_url(re.compile("#e-"))
    phone.close()


def test_the_evidence_leads_out_to_the_quoted_words(garden: str, page: Page) -> None:
    page.goto(f"{garden}greenhouses/palm-house/")
    outward = [link.get_attribute("href") or "" for link in page.locator("a.out").all()]
    assert outward
    assert all(re.match(r"https://example\.org/[^#]+#:~:text=.", href) for href in outward)


@pytest.mark.parametrize("name", [name for name in PAGES.values() if name != "404.html"])
def test_a_page_is_read_without_scripts(name: str, garden: str, still: Page) -> None:
    still.goto(f"{garden}{name}")
    expect(still.locator("h1")).to_be_visible()
    expect(still.locator("nav.md-tabs a").first).to_be_visible()
    assert len(shown(still)) > 40


def test_a_page_is_dark_without_scripts_for_who_prefers_it_and_a_card_in_a_frame_is_not(
    garden: str, still: Page
) -> None:
    still.emulate_media(color_scheme="dark")
    for name, paper in (("map/", "rgb(16, 22, 28)"), ("embed/map/", "rgb(255, 255, 255)")):
        still.goto(f"{garden}{name}")
        assert still.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    still.emulate_media(media="print")
    still.goto(f"{garden}map/")
    assert still.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_evidence_is_followed_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}greenhouses/palm-house/")
    anchor = still.locator(".ev > li").first.get_attribute("id")
    still.locator(".fr summary").first.click()
    expect(still.locator(f"li[id='{anchor}']")).to_be_in_viewport()
    still.locator(f"li[id='{anchor}'] .by > a").first.click()
    expect(still.locator(f"[id='{urlsplit(still.url).fragment}']")).to_be_in_viewport()


def test_a_former_address_forwards_a_reader(garden: str, page: Page) -> None:
    page.goto(f"{garden}plants/blue-vine/")
    page.wait_for_url(f"{garden}plants/blue-lantern-vine/")
    expect(page.locator("h1")).to_contain_text("Blue Lantern Vine")


@pytest.mark.parametrize("old", ["greenhouses/fern-house/#e-0a1b2c3d4e-2", "plants/blue-vine/#e-2a1b2c3d4e-1"])
def test_an_old_address_of_a_fact_leads_on_to_it(garden: str, page: Page, old: str) -> None:
    page.goto(f"{garden}{old}")
    page.wait_for_url(re.compile(r"/(palm-house/#e-ec34881d77|blue-lantern-vine/#e-313ffd5d01)-1$"))


def test_without_scripts_an_old_address_says_where_the_fact_stands_now(garden: str, still: Page) -> None:
    still.goto(f"{garden}greenhouses/palm-house/#e-1a1b2c3d4e-1")
    expect(still.locator(".moved p:visible")).to_have_text("This fact now stands elsewhere on this page.")
    still.goto(f"{garden}greenhouses/fern-house/")
    expect(still.locator(".moved p:visible")).to_have_count(0)


# an article


def test_the_key_of_an_article_narrows_the_reading_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}articles/post-1913/")
    paragraphs, contested = still.locator(".para:visible"), still.locator(".para.contested")
    every = paragraphs.count()
    assert 0 < contested.count() < every
    still.locator("#show-contested").check()
    expect(paragraphs).to_have_count(contested.count())
    still.locator("#show-all").check()
    expect(paragraphs).to_have_count(every)


def test_a_link_to_a_paragraph_that_the_key_hides_shows_it(garden: str, page: Page) -> None:
    page.goto(f"{garden}articles/post-1913/")
    page.locator("#show-contested").check()
    hidden = page.locator(".para:not(.contested)").first
    expect(hidden).to_be_hidden()
    page.locator(f"ol.spine a[href$='#{hidden.get_attribute('id')}']").click()
    expect(hidden).to_be_in_viewport()


def test_the_facts_of_a_paragraph_open_by_keyboard_below_it_at_full_width(garden: str, page: Page) -> None:
    page.goto(f"{garden}articles/post-1913/")
    fold = page.locator("details.taken").first
    expect(fold.locator("ul")).to_be_hidden()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("ul")).to_be_visible()
    text = fold.locator("xpath=preceding-sibling::div").bounding_box()
    facts = fold.locator("ul").bounding_box()
    assert text and facts
    assert facts["y"] >= text["y"] + text["height"]
    assert facts["width"] > text["width"]


def test_print_shows_the_facts_of_every_paragraph_without_scripts(garden: str, still: Page) -> None:
    still.goto(f"{garden}articles/post-1913/")
    facts = still.locator("details.taken li").first
    expect(facts).to_be_hidden()
    still.emulate_media(media="print")
    expect(facts).to_be_visible()
