"""Preview: what counts as a change, and what the server answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NoReturn
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from druzhba_kb.publishing.preview import Preview, changes, listen, serving
from tests.waiting import PATIENCE

Seen = Callable[[list[Path], Callable[[], object]], bool]


class Nothing(Exception):
    """A look has found nothing, so that the next one would be waited for."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Preview]:
    """Return a server that nobody asks for anything."""
    with listen(tmp_path, 0) as one:
        yield one


@pytest.fixture
def is_seen(monkeypatch: pytest.MonkeyPatch, server: Preview) -> Seen:
    """Return a function that says whether the first look after a change sees it."""

    def pause(_seconds: float) -> NoReturn:
        raise Nothing

    def is_seen(paths: list[Path], change: Callable[[], object]) -> bool:
        seen = changes(paths, server)
        next(seen)
        change()
        try:
            next(seen)
        except Nothing:
            return False
        return True

    monkeypatch.setattr("druzhba_kb.publishing.preview.time.sleep", pause)
    return is_seen


def test_pages_are_shown_anew_when_another_site_stands_there_or_findings_changed(server: Preview) -> None:
    site, next_one = server.folder, server.folder.with_name("next")

    def number(*findings: str) -> int:
        server.show(findings)
        return server.number

    assert [number(), number("a fault"), number("a fault"), number()] == [0, 1, 1, 2]
    next_one.mkdir()
    site.rmdir()
    next_one.rename(site)  # as a build does, this one's or that of another preview
    assert [number(), number()] == [3, 3]


def test_a_file_written_added_or_deleted_is_a_change(tmp_path: Path, is_seen: Seen) -> None:
    inside, config = tmp_path / "notes", tmp_path / "settings.yml"
    (inside / "deep").mkdir(parents=True)
    note = inside / "deep" / "a.md"
    for change in (
        lambda: note.write_text("one", "utf-8"),
        lambda: note.write_text("another", "utf-8"),
        lambda: config.write_text("name: x", "utf-8"),
        lambda: note.rename(inside / "b.md"),
        lambda: shutil.rmtree(inside),
    ):
        assert is_seen([inside, config], change)


def test_what_an_editor_leaves_behind_is_no_change(tmp_path: Path, is_seen: Seen) -> None:
    def leave() -> None:
        for name in (".a.md.swp", "a.md~"):
            (tmp_path / name).write_text("left", "utf-8")

    assert not is_seen([tmp_path], leave)


def test_a_stop_that_python_swallows_ends_the_looks_all_the_same(tmp_path: Path, server: Preview) -> None:
    with pytest.raises(KeyboardInterrupt):
        server.stop(2, None)
    assert not list(changes([tmp_path], server))


def test_pages_are_served_afresh_and_a_folder_without_a_page_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "index.html").write_text("home", "utf-8")
    with serving(listen(tmp_path, 0)) as address:
        with urlopen(address) as answer:
            assert (answer.read(), answer.headers["Cache-Control"]) == (b"home", "no-store")
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}data/")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "localhost:{port}"}, 200),
        ("/", {"Host": "[::1]:{port}", "Origin": "http://localhost:{port}"}, 200),
        ("/", {"Host": "evil.example"}, 421),
        ("/", {"Host": "evil.example:{port}"}, 421),
        ("/", {"Host": "127.0.0.1"}, 421),
        ("/", {"Host": ""}, 421),
        ("/", {"Origin": "http://evil.example"}, 421),
        ("/", {"Origin": "null"}, 421),
        ("/__preview.json", {"Host": "evil.example"}, 421),
        ("/%00", {}, 404),
        ("/a%00/../b", {}, 404),
        ("/%ff%fe", {}, 404),
        ("/" + "a" * 5000, {}, 404),
        ("/leak.txt", {}, 404),
        ("/out/secret.txt", {}, 404),
        ("/out/", {}, 404),
    ],
)
def test_each_request_is_answered_and_only_this_servers_pages_are_given(
    path: str, headers: dict[str, str], status: int, tmp_path: Path
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "index.html").write_text("home", "utf-8")
    for name in ("secret.txt", "index.html"):
        (outside / name).write_text("secret", "utf-8")
    (site / "leak.txt").symlink_to(outside / "secret.txt")
    (site / "out").symlink_to(outside)
    server = listen(site, 0)
    with serving(server):
        sent = {name: value.format(port=server.server_port) for name, value in headers.items()}
        asked = HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
        asked.request("GET", path, headers=sent)
        assert asked.getresponse().status == status
        asked.close()
