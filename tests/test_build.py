"""Builds of whole projects: the golden pages, the same bytes every time, and the last good site after every failure."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator

from druzhba_kb.pipeline import PUBLIC
from druzhba_kb.pipeline.fingerprint import stamp
from tests.projects import COMMAND, built, content, environment, make_project, override, run, times
from tests.renew_golden import GOLDEN, is_golden
from tests.waiting import eventually

SITES = ("good", "other-topic", "hostile")
RENEW = "if this change is meant, run 'python -m tests.renew_golden' and read the diff"
CLOCK = """
import time
_real = time.time
time.time = lambda: _real() + 5 * 365 * 86400
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp()


@pytest.fixture(params=SITES)
def project(request: pytest.FixtureRequest, base: Path) -> Path:
    """Return a built project, which no test changes."""
    return built(request.param, base)


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Path:
    """Return a built project that the test may break."""
    return shutil.copytree(built("good", base), tmp_path / "own")


def site(folder: Path) -> dict[str, bytes]:
    return content(folder / "build" / "site")


def knowledge(folder: Path) -> dict[str, list[dict[str, object]]]:
    return json.loads((folder / "build" / "site" / "data" / "kb.json").read_text("utf-8"))


def rows(folder: Path) -> list[dict[str, object]]:
    return [row for entity in knowledge(folder)["entities"] for row in entity["statements"]]


class Links(HTMLParser):
    """The links of a page that a click follows, and the address that it forwards to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.forwards = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.found.append(values.get("href") or "")
        self.forwards = self.forwards or (tag == "meta" and values.get("http-equiv") == "refresh")


# what a build makes


@pytest.mark.parametrize("name", SITES)
def test_the_content_has_no_finding(name: str, tmp_path: Path) -> None:
    done = run(make_project(name, tmp_path / "site"), "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_site_is_made_with_a_page_for_everything(project: Path) -> None:
    pages = site(project).keys()
    known = knowledge(project)
    wanted = {f"{entity['page']}index.html" for entity in known["entities"]}
    wanted |= {f"articles/{article['id']}/index.html" for article in known["articles"]}
    wanted |= {f"{entity['kind']}/index.html" for entity in known["entities"]}
    assert wanted | {"index.html", "404.html", "timeline/index.html", "disagreements/index.html"} <= pages


def test_every_page_is_reached_by_clicks_from_home(project: Path) -> None:
    pages = {name: Links(text.decode()) for name, text in site(project).items() if name.endswith(".html")}
    reached, waiting = set(), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached or page not in pages:
            continue
        reached.add(page)
        for link in pages[page].found:
            target = urlsplit(urljoin(f"http://site/{page}", link))
            if target.netloc == "site":
                path = unquote(target.path).lstrip("/")
                waiting.append(f"{path}index.html" if path.endswith("/") or not path else path)
    redirects = {name for name, links in pages.items() if links.forwards}
    assert pages.keys() - reached - redirects == {"404.html"}


def test_a_former_address_leads_to_the_page(base: Path) -> None:
    page = (built("other-topic", base) / "build/site/plants/blue-vine/index.html").read_text("utf-8")
    assert re.search(r'http-equiv="refresh" content="0; url=\.\./blue-lantern-vine/"', page)


def test_the_marks_of_a_full_text_are_not_shown(base: Path) -> None:
    page = (built("other-topic", base) / "build/site/articles/circular-1912/index.html").read_text("utf-8")
    assert '<p dir="auto">Two hundred guests</p>' in page
    assert '<p dir="auto">We planted nine seeds' in page


def test_the_pages_of_the_good_site_are_the_golden_ones(base: Path) -> None:
    made = content(built("good", base) / "build" / "docs")
    golden = content(GOLDEN)
    assert [name for name in made if is_golden(name)] == list(golden), RENEW
    for name, text in golden.items():
        assert made[name].decode() == text.decode(), f"{name}: {RENEW}"


# the data


def test_the_data_fit_their_schema(project: Path) -> None:
    schema = json.loads((project / "build/site/data/kb.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(knowledge(project))


def test_ids_are_unique_and_what_names_them_names_them_right(project: Path) -> None:
    known, ids = knowledge(project), [row["id"] for row in rows(project)]
    assert ids
    assert len(ids) == len(set(ids))
    sides = [side for dispute in known["disagreements"] for side in dispute["values"]]
    assert sides
    assert {id for side in sides for id in side["statements"]} <= set(ids)
    computed = [dispute for dispute in known["disagreements"] if dispute["about"] != ["name"]]
    assert all(side["statements"] for dispute in computed for side in dispute["values"])


def test_every_evidence_names_a_block_of_its_article(project: Path) -> None:
    blocks = {article["id"]: len(article["blocks"]) for article in knowledge(project)["articles"]}
    for row in rows(project):
        assert row["evidence"] or row["citations"]
        for item in row["evidence"]:
            assert 0 <= item["block"] <= blocks[item["article"]]


def test_another_topic_uses_every_type_of_value(base: Path) -> None:
    values = {row["attribute"]: row["value"] for row in rows(built("other-topic", base)) if row["value"]}
    assert values.keys() == {
        "brought", "descent", "guests", "height", "house", "office", "opened", "part_of", "plan", "rumour", "seeds", "site", "use",
        "worth",
    }  # fmt: skip
    assert (values["worth"], values["site"], values["guests"]) == ("1500 GBP", "57.25, 12.11", "~150")


# the same bytes, and no write without a change


def test_a_second_build_writes_nothing(project: Path) -> None:
    before = times(project)
    done = run(project)
    assert (done.returncode, "up to date" in done.stdout) == (0, True)
    assert times(project) == before


def test_a_change_is_built_and_taken_back_gives_the_same_bytes(own: Path) -> None:
    first, entity = site(own), own / "entities/lighthouses/skerry-light.yml"
    text = entity.read_text("utf-8")
    entity.write_text(text.replace("held back", "held up"), "utf-8")
    assert run(own).returncode == 0
    assert "held up" in (own / "build/site/lighthouses/skerry-light/index.html").read_text("utf-8")
    entity.write_text(text, "utf-8")
    assert run(own).returncode == 0
    assert site(own) == first


@pytest.mark.parametrize("name", SITES)
def test_two_clean_builds_are_the_same_bytes(name: str, base: Path, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, "utf-8")
    far = make_project(name, tmp_path / "far" / "away")
    variables = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(clock)}
    done = run(far, **variables)
    assert done.returncode == 0, done.stderr
    assert site(far) == site(built(name, base))


def test_nothing_is_taken_over_from_a_build_that_came_with_a_clone(own: Path) -> None:
    page = own / "build/site/index.html"
    good = page.read_bytes()
    subprocess.run(["git", "init", "-q", own], check=True)
    subprocess.run(["git", "-C", own, "add", "-f", "build"], check=True)
    page.write_bytes(b"forged")
    before = stamp(own, own / "build/site", PUBLIC)
    before.put([])  # as somebody would who knows how
    assert run(own).returncode == 0
    assert page.read_bytes() == good


def test_a_second_build_says_the_warnings_of_the_first_and_makes_nothing(own: Path) -> None:
    with (own / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("docs_dir: elsewhere\n")  # which has no effect
    first, second = run(own), run(own)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stderr.count("warning[") > 0
    assert [line for line in second.stderr.splitlines() if "warning[" in line] == [
        line for line in first.stderr.splitlines() if "warning[" in line
    ]
    assert "build/site is up to date: nothing has changed" in second.stdout


# failures: the last good site stays


def break_yaml(folder: Path) -> None:
    (folder / "entities/people/ada-finch.yml").write_text("name: [\n", "utf-8")


def break_config(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: [\n", "utf-8")


def break_settings(folder: Path) -> None:
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nothing_known: 1\n")


def break_template(folder: Path) -> None:
    override(folder, "entity.md.j2").write_text("{{ nothing_known }}\n", "utf-8")


def break_theme(folder: Path) -> None:
    override(folder, "theme/main.html").write_text("{% block %}\n", "utf-8")


def break_links(folder: Path) -> None:
    with override(folder, "timeline.md.j2").open("a", encoding="utf-8") as template:
        template.write('\n<a href="../nowhere/">nowhere</a>\n')


BREAKS = {
    break_yaml: r"entities/people/ada-finch.yml:\d+:\d+: error\[yaml-syntax\]",
    break_config: r"mkdocs.yml:\d+:\d+: error\[bad-config\]",
    break_settings: r"mkdocs.yml:1:1: error\[renderer\]",
    break_template: r"templates/entity.md.j2:1:4: error\[template\]",
    break_theme: r"templates/theme/main.html:1:1: error\[renderer\]",
    break_links: r"timeline/index.html:\d+:\d+: error\[[a-z-]+\]: .*nowhere",
}


@pytest.mark.parametrize(("breaks", "finding"), BREAKS.items(), ids=[breaks.__name__ for breaks in BREAKS])
def test_a_failed_build_leaves_the_last_good_site(own: Path, breaks: Callable[[Path], None], finding: str) -> None:
    before = site(own)
    breaks(own)
    done = run(own)
    assert done.returncode == 1
    assert re.search(finding, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert site(own) == before


@pytest.mark.parametrize(("stop", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_a_build_stopped_while_rendering_leaves_the_last_good_site(
    own: Path, stop: signal.Signals, status: int
) -> None:
    before = site(own)
    config = own / "mkdocs.yml"
    changed = re.sub("^site_author:.*$", "site_author: Ada Finch", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(f"{changed}hooks: [{own / 'slow.py'}]\n", "utf-8")
    (own / "slow.py").write_text(SLOW.format(own), "utf-8")
    assert stopped_while_rendering(own, stop) == status
    assert site(own) == before
    config.write_text(changed, "utf-8")
    done = run(own)
    assert done.returncode == 0, done.stderr
    assert site(own) != before
    names = {
        *{"docs", "docs.made", "docs.outlines", "docs.theme", "mkdocs.yml", "schemas"},
        *{"site", "site.checked", "site.lock", "site.made", "site.stamp"},
    }
    # the renderer of the stopped build may outlive it, and the next build takes away what it has written since
    assert eventually(lambda: run(own) and {path.name for path in (own / "build").iterdir()} == names)


SLOW = """
import time
from pathlib import Path

def on_pre_build(config):
    Path("{0}/rendering").touch()
    until = time.monotonic() + 600
    while not Path("{0}/go on").exists() and time.monotonic() < until:
        time.sleep(0.02)
"""


def stopped_while_rendering(folder: Path, stop: signal.Signals) -> int:
    """Start a build in a group of its own, stop it once it renders, and return its status."""
    with subprocess.Popen(
        [*COMMAND, "--root", str(folder), "build", "--trust-settings"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # a shell starts what runs in its background deaf to SIGINT
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        eventually((folder / "rendering").exists)
        os.killpg(process.pid, stop) if stop == signal.SIGINT else process.send_signal(stop)
        (folder / "go on").touch()  # a build that is asked to end lets its renderer come to an end first
        return process.wait()


@pytest.mark.parametrize("name", ["build", "build/docs"])
def test_a_folder_that_cannot_be_written_is_one_finding(name: str, tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("in the way", "utf-8")
    done = run(folder)
    assert done.returncode == 1
    assert re.findall(r"error\[([a-z-]+)\]", done.stderr) == ["cannot-write"], done.stderr
    assert not (folder / "build" / "site").exists()


def test_what_is_odd_in_the_folder_of_builds_is_told_with_true_words_and_its_remedy(tmp_path: Path) -> None:
    folder = make_project("good", tmp_path / "site")
    for pipe in ("docs", "site.made", "mkdocs.yml"):
        (folder / "build").mkdir(exist_ok=True)
        os.mkfifo(folder / "build" / pipe)
    (folder / "build/site.stamp").mkdir()
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "build/site/index.html").is_file()
    told = (
        "build/site.stamp:1:1: warning[cannot-write]: cannot be read or written: Is a directory; the site is in place, "
    )
    assert done.stderr.count("warning[") == 1
    assert told in done.stderr
    (folder / "build/mkdocs.yml").unlink()
    (folder / "build/mkdocs.yml").mkdir()
    done = run(folder)
    way = "the last good site is untouched; 'druzhba-kb clean' removes what is in the way"
    assert done.returncode == 1
    assert f"build/mkdocs.yml:1:1: error[cannot-write]: cannot be read or written: Is a directory; {way}" in done.stderr
    assert (run(folder, "clean").returncode, run(folder).returncode) == (0, 0)
