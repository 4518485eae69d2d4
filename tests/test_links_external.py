"""The links to other hosts: what lychee asks for, what it lets pass, and what an archived copy stands for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "src/druzhba_kb/starter/lychee.toml"
STATUS = {"/gone": 404, "/courier": 404, "/copy-of-nothing": 404, "/broken": 500, "/busy": 429, "/closed": 403}
ARTICLES = {
    "courier": "---\nurl: HOST/courier\narchived_url: HOST/copy\n---\n\nWords, [more](HOST/gone).\n",
    "tidings": "---\nurl: 'HOST/fine'\narchived_url: 'HOST/copy-of-nothing'\n---\n",
    "leaflet": "---\nurl: HOST/closed\narchived_url: null\n---\n",
}
ENTITY = """\
summary: See [the tower](../places/tower.yml) and [its keeper](HOST/busy).
statements:
  - {site: "HOST/fine#:~:text=any%20words", source: courier}
  - site: HOST/refused/by/us
"""
REPORT = """\
## Errors per input

### Errors in articles/courier.md

* [404] <HOST/gone> (at 6:8) | Rejected status code: 404 Not Found

### Errors in articles/tidings.md

* [404] <HOST/copy-of-nothing> (at 3:16) | Rejected status code: 404 Not Found

### Errors in mkdocs.yml

* [500] <HOST/broken> (at 1:11) | Rejected status code: 500 Internal Server Error
"""


@dataclass
class Host:
    """Another host: its address, how often each path was asked for, and by whom."""

    address: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str | None] = field(default_factory=set)


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    host: Host

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.host.asked[self.path] += 1
        self.host.agents.add(self.headers.get("User-Agent"))
        self.send_response(STATUS.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host() -> Iterator[Host]:
    """Serve another host on this machine."""
    started = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Handler,), {"host": started}))
    started.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield started
    server.shutdown()
    server.server_close()


@pytest.fixture
def project(tmp_path: Path, host: Host) -> Path:
    """Lay out a project whose files hold a link of each sort, with the configuration of ours, without its patience."""
    for id, text in ARTICLES.items():
        write(tmp_path, f"articles/{id}.md", text.replace("HOST", host.address))
    write(tmp_path, "entities/people/ada-finch.yml", ENTITY.replace("HOST", host.address))
    write(tmp_path, "mkdocs.yml", f"repo_url: {host.address}/broken\n")
    config = (
        (ROOT / "lychee.toml").read_text("utf-8").replace('"1s"', '"1ms"').replace("max_retries = 2", "max_retries = 0")
    )
    write(tmp_path, "lychee.toml", config.replace("exclude = [", rf"exclude = ['^{host.address}/refused/', "))
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    shutil.copy(ROOT / "Makefile", tmp_path)
    return tmp_path


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def links_external(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the target, past any proxy and without the variables of a make that may have started these tests."""
    environment = {key: value for key, value in os.environ.items() if "MAKE" not in key} | {"NO_PROXY": "127.0.0.1"}
    command = ["make", "--assume-old=.venv/.stamp", f"BIN={Path(sys.executable).parent}", "links-external"]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=60)


def test_a_dead_link_is_reported_at_its_line_and_fails_nothing(project: Path, host: Host) -> None:
    done = links_external(project)
    assert done.returncode == 0, done.stderr
    table, errors = done.stdout.replace(host.address, "HOST").split("\n\n## ", maxsplit=1)
    assert table.startswith("# Summary\n")
    assert f"## {errors}".strip() == REPORT.strip()


def test_each_address_is_asked_for_once_and_what_is_let_pass_or_archived_is_not(project: Path, host: Host) -> None:
    links_external(project)
    asked = ["/copy", "/gone", "/copy-of-nothing", "/closed", "/busy", "/fine"]
    assert {path: host.asked[path] for path in asked} == dict.fromkeys(asked, 1)
    assert set(host.asked) == {*asked, "/broken"}
    assert host.agents == {"druzhba-kb (link check)"}


def test_a_good_answer_is_remembered_and_a_bad_one_is_not(project: Path, host: Host) -> None:
    links_external(project)
    links_external(project)
    assert [host.asked[path] for path in ("/copy", "/fine", "/gone", "/busy")] == [1, 1, 2, 2]


def test_a_configuration_that_lychee_cannot_read_is_a_failure(project: Path) -> None:
    write(project, "lychee.toml", "acccept = []\n")
    assert links_external(project).returncode == 2


def test_a_new_knowledge_base_asks_as_patiently_as_this_one_and_lets_nothing_of_ours_pass() -> None:
    ours, theirs = (tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "lychee.toml", STARTER))
    assert theirs == {**ours, "exclude": []}
