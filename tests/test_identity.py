"""Identity: whatever is edited in whatever order, a build that takes pages over makes the same bytes as a clean one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import pytest

from druzhba_kb.pipeline import PUBLIC, build
from druzhba_kb.publishing import search
from druzhba_kb.render.exports import search_index
from druzhba_kb.report import Report
from tests.projects import content, make_project, override

CLEAN = replace(PUBLIC, cached=False)
Edit = Callable[[Path, int], None]
SERIAL = count()


def made(root: Path, clean: bool = False, trusted: bool = False) -> list[str]:
    """Build, and return what was told on the way."""
    report, output = Report(), list[str]()
    assert build(root, report, output.append, replace(CLEAN if clean else PUBLIC, trusted=trusted)) is not None, (
        report.findings
    )
    return output


def add(name: str, text: str) -> Edit:
    """Return an edit that writes a text of ours below what stands in a file of the theme, which is the project's own then."""

    def write(root: Path, number: int) -> None:
        file = override(root, name)
        file.write_text(file.read_text() + text.format(number))

    return write


def swap(file: str, old: str, new: str) -> Edit:
    return lambda root, number: (root / file).write_text((root / file).read_text().replace(old, new.format(number)))


def keeper(file: str, more: str = "") -> Edit:
    """Return an edit that writes a person of a name, and of a former id, that nobody else has."""

    def write(root: Path, number: int) -> None:
        serial = next(SERIAL)
        text = f"name: Keeper {serial}\n{more.format(serial)}summary: A keeper.\n"
        (root / f"entities/people/{file.format(number)}.yml").write_text(text)

    return write


def gone(root: Path, number: int) -> None:
    for file in sorted((root / "entities/people").glob("keeper-*.yml"))[:1]:
        file.unlink()


def renamed(root: Path, number: int) -> None:
    for file in sorted((root / "entities/people").glob("keeper-*.yml"))[-1:]:
        file.rename(file.with_name(f"warden-{number}.yml"))


def damaged(root: Path, number: int) -> None:
    for file in sorted((root / "build/site" if number % 2 else root / "build/docs").rglob("index.*"))[number % 3 :: 3]:
        file.write_bytes(b"damaged" if number % 4 < 2 else b"")


def torn(root: Path, number: int) -> None:
    """Tear parts of the index."""
    for file in sorted((root / "build/site/search/pagefind/0/fragment").iterdir())[number % 4 :: 4]:
        file.write_bytes(file.read_bytes()[: 20 * number])


def foreign(root: Path, number: int) -> None:
    for folder in ("build/docs", "build/site/people"):
        (root / folder / "foreign.html").write_text("left by somebody else")


MASONS = "  - masons: 40\n    source: courier-1931\n    quote: Forty masons\n"
LIGHTS = "  - lights: gull-point\n    source: courier-1931\n    quote: lamp at Gull Point\n"
EDITS: dict[str, Edit] = {
    "summary": swap("entities/people/ada-finch.yml", "summary: ", "summary: Known of old, "),
    "name": swap("entities/people/ada-finch.yml", "name: Ada Finch", "name: Ada Mary Finch"),
    "entity": keeper("keeper-{0}"),
    "draft": keeper("keeper-{0}", "status: draft\n"),
    "moved": keeper("keeper-moved", "formerly: [former-{0}]\n"),
    "alias": swap("entities/lighthouses/gull-point.yml", "French form of the name.", "Its French form in edition {0}."),
    "disagreement": swap("entities/lighthouses/gull-point.yml", "days two apart.", "days two apart in edition {0}."),
    "statement": swap("entities/lighthouses/gull-point.yml", MASONS, ""),
    "backlink": swap("entities/people/ada-finch.yml", LIGHTS, ""),
    "publisher": swap("articles/courier-1931.md", "publisher: The Courier", "publisher: The Coast Courier {0}"),
    "gone": gone,
    "renamed": renamed,
    "digest": swap("articles/courier-1931.md", "A short post rejoices.", "A short post, with joy."),
    "kind": swap("entities/people/_kind.yml", "plural: ", "plural: Notable "),
    "template": add("entity.md.j2", "\n<p>Edited {0} times.</p>\n"),
    "page template": add("about.md.j2", "\n<p>Edited {0} times.</p>\n"),
    "style": add("assets/site.css", "\n.edited-{0}{{margin:0}}\n"),
    "theme": add("theme/partials/search.html", "<!-- edited {0} -->"),
    "theme's again": lambda root, number: shutil.rmtree(root / "templates", ignore_errors=True),
    "config": swap("mkdocs.yml", "copyright: ", "copyright: Edited {0}. "),
    "description": swap("mkdocs.yml", "site_description: >-\n", "site_description: >-\n  Edited {0}.\n"),
    "damaged": damaged,
    "torn": torn,
    "foreign": foreign,
}


@pytest.fixture(scope="module", autouse=True)
def dealt() -> Iterator[None]:
    """Deal the few pages out to several bundles, and the few names and facts to parts."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "PAGES", 3)
        patched.setattr(search_index, "MOST_NAMES", 3)
        patched.setattr(search_index, "MOST_FACTS", 1)
        patched.setattr(search_index, "PART", 1)
        yield


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project("good", tmp_path_factory.mktemp("identity") / "start")
    for file in ("_assertions", "_ratchets"):
        (root / f"entities/{file}.yml").unlink()
    made(root)
    return root


def dealt_out(times: int) -> list[list[list[str]]]:
    """Deal every edit out so many times, three to a build and three builds to a walk, in an order that is always the same."""
    rolled = Random(1)
    edits = [name for _ in range(times) for name in rolled.sample(sorted(EDITS), len(EDITS))]
    builds = [edits[at : at + 3] for at in range(0, len(edits), 3)]
    return [builds[at : at + 3] for at in range(0, len(builds), 3)]


@pytest.mark.parametrize("walk", dealt_out(2))
def test_builds_one_after_the_other_make_what_a_clean_build_makes(
    start: Path, tmp_path: Path, walk: list[list[str]]
) -> None:
    root = tmp_path / "kb"
    shutil.copytree(start, root)
    for number, several in enumerate(walk):
        for name in several:
            EDITS[name](root, number)
        made(root)
    clean = shutil.copytree(root, root.with_name("clean"), ignore=shutil.ignore_patterns("build"))
    made(clean, clean=True)
    assert content(root / "build/site") == content(clean / "build/site")


def test_a_project_can_be_built_from_within(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = shutil.copytree(start, tmp_path / "kb", ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(root)
    made(Path())
    assert content(root / "build/site") == content(start / "build/site")


def test_nothing_is_taken_over_from_a_site_that_was_touched(start: Path, tmp_path: Path) -> None:
    root, card = (
        shutil.copytree(start, tmp_path / "kb", ignore=shutil.ignore_patterns("build")),
        "build/site/assets/card.png",
    )
    served = replace(PUBLIC, settings={"site_url": "https://lights.example/"})
    build(root, Report(), lambda _: None, served)
    drawn = (root / card).read_bytes()
    for foreign in (False, True):
        if foreign:
            (root / card).write_bytes(b"foreign")
        EDITS["digest" if foreign else "summary"](root, 1)
        assert build(root, Report(), lambda _: None, served)
        assert (root / card).read_bytes() == drawn


def test_files_of_the_theme_that_a_project_has_for_a_while_leave_nothing_behind(start: Path, tmp_path: Path) -> None:
    root = shutil.copytree(start, tmp_path / "kb")
    for name in ("template", "page template", "style", "theme"):
        EDITS[name](root, 1)
    (root / "templates/theme/partials/logo.html").write_text("<b>Lamp</b>")
    made(root)
    clean = shutil.copytree(root, tmp_path / "clean", ignore=shutil.ignore_patterns("build"))
    made(clean, clean=True)
    assert content(root / "build/site") == content(clean / "build/site") != content(start / "build/site")
    EDITS["theme's again"](root, 1)
    made(root)
    assert content(root / "build/site") == content(start / "build/site")
    assert content(root / "build/docs.theme") == content(start / "build/docs.theme")


def test_one_edited_digest_renders_the_pages_that_show_it(start: Path, tmp_path: Path) -> None:
    root = shutil.copytree(start, tmp_path / "kb")
    EDITS["digest"](root, 1)
    every = sum(1 for _ in (root / "build/docs").rglob("*.md"))
    # no heading and no description has changed
    assert f"rendering 0 of {every} pages" in made(root)


def test_what_a_page_rests_on_has_the_same_digest_in_each_process(start: Path, tmp_path: Path) -> None:
    facts = []
    for seed in ("1", "2"):  # what has no order of its own, such as a set, has another one in each
        root = shutil.copytree(start, tmp_path / seed, ignore=shutil.ignore_patterns("build"))
        command = [sys.executable, "-m", "druzhba_kb", "build"]
        subprocess.run(command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        facts.append(json.loads((root / "build/docs.made").read_bytes().partition(b"\n")[2])["facts"])
    assert facts[0] == facts[1]


def test_settings_with_a_plugin_render_every_page_each_time(start: Path, tmp_path: Path) -> None:
    root = shutil.copytree(start, tmp_path / "kb", ignore=shutil.ignore_patterns("build"))
    EDITS["config"](root, 1)
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "plugins: [search]\n")
    made(root, trusted=True)
    EDITS["digest"](root, 1)
    every = sum(1 for _ in (root / "build/docs").rglob("*.md"))
    assert f"rendering {every} pages" in made(root, trusted=True)
    assert not (root / "build/site.made").exists()


def test_pages_are_what_mkdocs_alone_makes_of_the_tree(start: Path, tmp_path: Path) -> None:
    settings, alone = (start / "build/mkdocs.yml").read_text(), tmp_path / "alone"
    (start / "build/alone.yml").write_text(settings.replace("docs_dir: docs.outlines", "docs_dir: docs"))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "alone.yml", "-d", str(alone)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1600000000", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=start / "build", env=environment, check=True, capture_output=True)
    ours, theirs = content(start / "build/site"), content(alone)
    theirs = {name: text for name, text in theirs.items() if not name.startswith("sitemap.xml")}
    assert theirs.keys() <= ours.keys()
    assert {name: plain(ours[name], name) for name in theirs} == {name: plain(theirs[name], name) for name in theirs}


def plain(data: bytes, name: str) -> bytes:
    """Return a page without its policy, the marks of its sections and the blanks between its elements."""
    if not name.endswith(".html"):
        return data
    text = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>|<!--/?section \d+-->', b"", data)
    return re.sub(rb">\s+<", b"><", re.sub(rb"\s+", b" ", text))


def test_a_new_record_renders_the_pages_of_its_kind_and_those_across_alone(start: Path, tmp_path: Path) -> None:
    root = shutil.copytree(start, tmp_path / "kb")
    EDITS["entity"](root, 1)
    docs = {path: path.stat().st_mtime_ns for path in (root / "build/docs").rglob("*.md")}
    made(root)
    edited = {
        path.relative_to(root / "build/docs").as_posix() for path, at in docs.items() if path.stat().st_mtime_ns != at
    }
    assert edited == {
        "data/index.md",
        "about.md",
        "graph.md",
        "names/index.md",
        "people/index.md",
        "people/ada-finch.md",
        "coverage/index.md",
    }
