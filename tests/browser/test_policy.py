"""The policy in a real browser: a walk through the site by instant navigation asks no other host and has no error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.projects import make_project, run

Served = tuple[str, Path]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Served:
    """Build the site for the address at which it is served, without which instant navigation does not run."""
    project = make_project("other-topic", tmp_path_factory.mktemp("policy") / "site")
    address = serve(project / "build" / "site")
    config = project / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    config.write_text("\n".join(f"site_url: {address}" if x.startswith("site_url:") else x for x in lines), "utf-8")
    done = run(project)
    assert done.returncode == 0, done.stderr
    return address, project / "build" / "site"


@pytest.fixture
def errors(page: Page) -> list[str]:
    """Collect what the console reports and what scripts throw; a breach of the policy is among the first."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_walk_by_instant_navigation_asks_no_other_host(
    site: Served, page: Page, errors: list[str], foreign_requests: list[str]
) -> None:
    address, _ = site
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.__kept = true")
    page.keyboard.press("/")
    page.locator("#find-field").fill("Palm House")
    page.locator(".find-results a").first.click()
    page.wait_for_url(f"{address}greenhouses/palm-house/")
    expect(page.locator("h1")).to_contain_text("Palm House")
    page.locator("article a[href*='articles/']").first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Palm House")
    page.get_by_title("Switch to the dark scheme").click()
    for number, tab in enumerate(page.locator("nav.md-tabs a").evaluate_all("links => links.map(link => link.href)")):
        page.locator("nav.md-tabs a").nth(number).click()
        page.wait_for_url(tab)
    page.keyboard.press("s")
    page.locator("#find-field").fill("glass")
    expect(page.locator(".find-results mark").first).to_be_visible()
    assert page.evaluate("window.__kept"), "pages were loaded anew: instant navigation did not run"
    assert (errors, foreign_requests) == ([], [])


def test_every_page_has_one_and_the_same_policy_and_no_error(site: Served, page: Page, errors: list[str]) -> None:
    address, folder = site
    policies = set()
    for path in sorted(folder.rglob("*.html")):
        page.goto(f"{address}{path.relative_to(folder).as_posix()}")
        found = page.locator("meta[http-equiv=Content-Security-Policy]")
        policies.add(found.get_attribute("content"))
    assert len(policies) == 1
    assert errors == []


def test_a_script_in_an_article_and_one_of_another_host_are_refused(
    site: Served, page: Page, errors: list[str]
) -> None:
    address, folder = site
    home = (folder / "index.html").read_text("utf-8")
    planted = "<script>window.__pwned = 1</script><script src='https://other.example/x.js'></script></article>"
    (folder / "planted.html").write_text(home.replace("</article>", planted, 1), "utf-8")
    page.goto(f"{address}planted.html")
    page.wait_for_load_state("networkidle")
    (folder / "planted.html").unlink()
    assert page.evaluate("window.__pwned") is None
    assert len([error for error in errors if "Content Security Policy" in error]) == 2
