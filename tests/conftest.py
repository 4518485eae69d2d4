"""Fixtures that many tests share: a browser, a page that reaches this machine only, a static server, the sources."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests import browser as chromium
from tests.waiting import PATIENCE

# A busy machine makes an example slow and a page late, and nothing wrong. Each run tries the same examples, so that a red one
# means a change; FUZZ=1 tries others.
settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("FUZZ"),
)
settings.load_profile("patient")
expect.set_options(timeout=1000 * PATIENCE)

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser, and deselect those of the raw articles where DRUZHBA_SOURCES is not set."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if os.environ.get("DRUZHBA_SOURCES"):
        return
    marked = [item for item in items if item.get_closest_marker("sources")]
    config.hook.pytest_deselected(items=marked)
    items[:] = [item for item in items if item not in marked]


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run the tests side by side: one more than cores, for a browser's test waits half of its time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of the raw articles; a test that asks for it carries the marker `sources`."""
    folder = Path(os.environ["DRUZHBA_SOURCES"])
    assert folder.is_dir(), f"DRUZHBA_SOURCES names '{folder}', which is no folder"
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests; a missing browser fails them."""
    sandbox = ["--no-sandbox"] if chromium.is_root() else []
    executable = chromium.ensure()  # before Playwright starts: it cannot be started within itself
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *sandbox])
        yield started
        started.close()


@pytest.fixture
def foreign_requests() -> list[str]:
    """Collect the addresses on other machines that the page asked for, none of which the browser finds."""
    return []


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Open the context of all pages: in one of its own a page fetches and compiles the same files anew, half of its time."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(1000 * PATIENCE)
    context.new_page()  # keeps the window open, which else is made anew for each page
    yield context
    context.close()


@pytest.fixture(scope="session")
def origins() -> set[str]:
    """Collect the origins that pages asked, where they may have left something."""
    return set()


@pytest.fixture
def page(profile: BrowserContext, origins: set[str], foreign_requests: list[str]) -> Iterator[Page]:
    """Open a page that reaches this machine only and finds nothing that a page before it left."""

    def note(request: Request) -> None:
        foreign_requests.extend(_foreign(request.url))
        if request.url.startswith("http"):
            origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url)))

    for late in profile.pages[1:]:
        late.close()
    profile.clear_permissions()
    opened = profile.new_page()
    session = profile.new_cdp_session(opened)
    for origin in origins:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
    profile.on("request", note)
    yield opened
    profile.remove_listener("request", note)
    opened.close()


def _foreign(url: str) -> Iterator[str]:
    address = urlsplit(url)
    if address.scheme in ("http", "https") and address.hostname != "127.0.0.1":
        yield url


class _Handler(SimpleHTTPRequestHandler):
    """Serve a folder quietly, with its own 404.html as hosts of static sites do."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's 404.html where there is one."""
        missing = Path(self.directory, "404.html")
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder on a free port of 127.0.0.1 and returns its address, with a last slash."""
    servers: list[ThreadingHTTPServer] = []

    @cache
    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
