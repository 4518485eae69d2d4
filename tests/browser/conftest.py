"""The site on another topic, built once and served, and a page without scripts, for every test in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.projects import built
from tests.waiting import PATIENCE


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    return serve(built("other-topic", tmp_path_factory.getbasetemp()) / "build" / "site")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("hostile", tmp_path_factory.getbasetemp()) / "build" / "site"


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """Open a page whose context runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(1000 * PATIENCE)
    yield context.new_page()
    context.close()
