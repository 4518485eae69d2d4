"""The site on another topic, built once and served, and a page without scripts, for every test in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.projects import built
from tests.waiting import PATIENCE

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("main *")].filter(node => node.getBoundingClientRect().right > width + 1)
    .map(node => `${node.tagName}.${node.className} ends at ${Math.round(node.getBoundingClientRect().right)}`);
}"""


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    return serve(built("other-topic", tmp_path_factory.getbasetemp()) / "build" / "site")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("hostile", tmp_path_factory.getbasetemp()) / "build" / "site"


@pytest.fixture(scope="session")
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(1000 * PATIENCE)
    context.new_page()  # keeps the window open
    yield context
    context.close()


@pytest.fixture
def still(scriptless: BrowserContext) -> Iterator[Page]:
    """Open a page that runs no scripts."""
    page = scriptless.new_page()
    yield page
    page.close()


@pytest.fixture
def alarms(page: Page) -> list[str]:
    """Collect what a page must not do: dialogs and errors of scripts."""
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.add_init_script("window.alert = window.prompt = message => { window.__pwned = message; };")
    return found


@pytest.fixture
def too_wide(page: Page) -> Callable[[], list[str]]:
    """Give a function that returns what is wider than the window."""
    return lambda: list(page.evaluate(TOO_WIDE))
