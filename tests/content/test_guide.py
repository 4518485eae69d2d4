"""The editor's guide, on copies of the shipped content: to the letter, and with an article and entities of our own."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from druzhba_kb.layout import ASSETS, CONTENT
from tests.editing.desk import commit
from tests.guided import Step, steps
from tests.projects import ROOT, SHIPPED, built, make, run
from tests.walker import Walker

SIXTH = Path(__file__).parent / "sixth"
# What an editor with another article types for the commands of the guide; its other commands stay as they are.
OURS = {
    "druzhba-kb import tests/guides/courier.txt --id courier-2018 --genre report": (
        "druzhba-kb import tests/content/sixth/visit.txt --id ledger-2031 --genre report"
    ),
    "druzhba-kb suggest courier-2018": "druzhba-kb suggest ledger-2031",
    "druzhba-kb new places Maple Hill": "druzhba-kb new organizations Quay News Agency",
    "druzhba-kb new people Irina Vell": "druzhba-kb new people Lena Orlik",
    "druzhba-kb new events Interpreters course of 2018": "druzhba-kb cite ledger-2031 eleven umpires arrived",
    "druzhba-kb cite courier-2018 teacher told newspaper": "druzhba-kb cite ledger-2031 range north",
    # our article has a number for a disagreement that is there already
    "druzhba-kb check": "druzhba-kb check --accept",
    "druzhba-kb coverage courier-2018": "druzhba-kb coverage ledger-2031",
    "ls build/site/articles/courier-2018/index.html build/site/places/maple-hill/index.html": (
        "ls build/site/articles/ledger-2031/index.html build/site/organizations/quay-news-agency/index.html"
    ),
}
FILES = {
    "articles/courier-2018.md": "articles/ledger-2031.md",
    "entities/places/maple-hill.yml": "entities/organizations/quay-news-agency.yml",
    "entities/people/irina-vell.yml": "entities/people/lena-orlik.yml",
}
# What the article says of entities that are there already, for the beginning of their statements.
STATED = {
    "entities/exercises/druzhba-2016.yml": """\
  - russian_troops: ~70
    source: ledger-2031
    quote: About 70 Russian servicemen came to the first drill in 2016
    said_by: lena-orlik
""",
    "entities/places/pabbi.yml": """\
  - site_of: A range to the north that no road leads to.
    source: ledger-2031
    quote: a range north of Pabbi. It has no road
""",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of the shipped content, whose site is built."""
    root = repository(tmp_path_factory.mktemp("shipped") / "kb")
    shutil.copytree(built(SHIPPED, tmp_path_factory.getbasetemp()) / "build", root / "build")
    done = run(root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "kb")


def test_it_leads_from_a_raw_article_to_its_page(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Walker(root, monkeypatch, capsys).follow("editor.md")
    page = (root / "build/site/events/interpreters-course-of-2018/index.html").read_text("utf-8")
    assert "14 May 2018" in page
    assert (root / "articles/courier-2018.seals").is_file()


def test_a_sixth_article_a_person_and_a_news_agency_pass_all_that_is_done_to_content(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Walker(root, monkeypatch, capsys).follow("editor.md", ours)
    commit(root)
    here = f"BIN={Path(sys.executable).parent}"  # this environment, in the place of one of the copy's own
    done = make(root, "content", "BASE=HEAD^", here, DRUZHBA_SOURCES="")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "people/lena-orlik/" in done.stdout
    assert done.stdout.count("\npassed") == 4


def repository(folder: Path) -> Path:
    """Copy what the lane of the content needs into a repository of its own, all but this test."""
    needed = (name for name in (*CONTENT, ASSETS, "templates", "tests") if (ROOT / name).is_dir())
    for name in needed:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", Path(__file__).name))
    for name in ("mkdocs.yml", "Makefile", "pyproject.toml", "requirements.lock", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    commit(folder)
    (folder / ".venv").mkdir()
    (folder / ".venv/.stamp").touch()
    return folder


def ours(step: Step) -> Step | None:
    """Return what our editor does for a step of the guide."""
    if step.language == "sh":
        return replace(step, body="\n".join(OURS.get(line, line) for line in step.body.splitlines()))
    if file := FILES.get(step.file):
        return replace(step, file=file, body=(SIXTH / file).read_text("utf-8"))
    if step.file:  # the guide's third entity; our article has more to say of two that are known
        for known, stated in STATED.items():
            text = Path(known).read_text("utf-8")
            Path(known).write_text(text.replace("statements:\n", f"statements:\n{stated}", 1), "utf-8")
    return None


def test_the_steps_of_our_editor_are_those_of_the_guide() -> None:
    lines = [line for step in steps("editor.md") for line in step.body.splitlines()]
    assert OURS.keys() <= set(lines)
    assert FILES.keys() <= {step.file for step in steps("editor.md")}
