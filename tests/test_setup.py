"""What a fresh clone relies on: the lock file, the targets of make, what the README and the pages around it say."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Error, Page

from tests.projects import make

LOCKS = ("requirements.lock", "locks/renderers.lock", "locks/tools.lock")
PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]


def plain(name: str) -> str:
    """Return a requirement's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0]).lower()


def locked(root: Path, lock: str = LOCKS[0]) -> dict[str, str]:
    """Return each requirement of a lock file with the lines that belong to it."""
    entries = re.split(r"^(?=[A-Za-z0-9])", (root / lock).read_text("utf-8"), flags=re.M)[1:]
    return {plain(entry): entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_its_hashes_and_comes_from_any_index(root: Path, lock: str) -> None:
    requirements = locked(root, lock)
    assert len(requirements) > 20
    assert [name for name, entry in requirements.items() if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?:|file:|--\w*index|find-links", (root / lock).read_text("utf-8"))


@pytest.mark.parametrize("group", ["renderers", "tools"])
def test_the_lock_of_a_group_holds_what_it_asks_for(root: Path, group: str) -> None:
    groups = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    found = locked(root, f"locks/{group}.lock")
    for name, _, version in (requirement.partition("==") for requirement in groups[group]):
        assert f"=={version}" in found[plain(name)]


def test_every_package_of_npm_is_locked_with_its_hash(root: Path) -> None:
    asked = json.loads((root / "locks/package.json").read_text("utf-8"))["dependencies"]
    found = json.loads((root / "locks/package-lock.json").read_text("utf-8"))["packages"]
    assert found.pop("")["dependencies"] == asked
    assert {name: found[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, one in found.items() if not one["integrity"].startswith("sha512-")] == []


# a call of what installs, in a shell or in a list of Python; `npm pack` unpacks nothing, and tools/outlines.py knows the digest
PROGRAMS = "pip|uv|pipx|npm|pnpm|yarn|conda|gem|cargo|go"
VERBS = "add|i|install|ci|run|exec|sync|tool"
INSTALLS = re.compile(rf"""(?<!`)\b(?:(?:{PROGRAMS})[\s",]+(?:\w+[\s",]+)?(?:{VERBS})|npx|uvx)\b.*""")
BY_HASH = re.compile(
    # the last two: the wheel, as somebody installs it who has no lock (tools/installed)
    r"--require-hashes -r \S+\.(?:lock|txt)$|--no-deps --no-build-isolation --editable \.$|npm\W+ci\b|--package-lock-only"
    r"|\"\$(?:wheel|pip)\"$"
)


def test_nothing_is_installed_but_by_a_hash(root: Path) -> None:
    targets = [line.split()[0] for line in make(root, "help").stdout.splitlines()]
    runs = [[target, f"UV={uv}"] for target in targets for uv in ("", "uv")]
    shown = [make(root, "--always-make", "--dry-run", *run, DRUZHBA_SOURCES=".").stdout for run in runs]
    others = [*(root / ".github").rglob("*.yml"), *(root / "tools").iterdir(), *(root / "tests").glob("*.py")]
    files = [file for file in (*others, root / ".ci/run") if file.is_file() and file != Path(__file__)]
    texts = [*(text.replace("\\\n", " ") for text in shown), *(file.read_text("utf-8") for file in files)]
    found = {match[0].strip() for text in texts for match in INSTALLS.finditer(text)}
    assert len([line for line in found if "--require-hashes" in line]) == 7
    assert [line for line in found if not BY_HASH.search(line)] == []


def test_the_lock_holds_what_the_project_asks_for(root: Path) -> None:
    extras = PROJECT["optional-dependencies"]
    asked = {plain(name) for name in [*PROJECT["dependencies"], *extras["dev"], *extras["sources"]]}
    assert asked - set(locked(root)) == {PROJECT["name"]}  # `dev` asks for the extra `sources`


def test_the_source_imports_only_what_it_declares(root: Path) -> None:
    declared = {plain(name) for name in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["sources"]]}
    distributions = packages_distributions()
    foreign = top_level_imports(root / "src") - set(sys.stdlib_module_names) - {"druzhba_kb"}
    undeclared = {name for name in foreign if not declared & {plain(found) for found in distributions.get(name, [])}}
    assert undeclared == set()


def top_level_imports(folder: Path) -> set[str]:
    nodes = [node for file in folder.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    plain_imports = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_imports = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain_imports | from_imports}


def test_private_texts_and_output_are_ignored(root: Path) -> None:
    assert {"/sources/", "/build/", "/.venv/"} <= set((root / ".gitignore").read_text("utf-8").splitlines())


def test_help_lists_each_target(root: Path) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (root / "Makefile").read_text("utf-8"), re.M)
    listed = [line.split()[0] for line in make(root, "help").stdout.splitlines()]
    assert phony and sorted(listed) == sorted(phony[1].split())


@pytest.mark.parametrize("target", ["site", "test"])
def test_the_two_commands_stand_in_the_readme(root: Path, target: str) -> None:
    first_screen = (root / "README.md").read_text("utf-8").splitlines()[:40]
    assert any(line.split("#")[0].strip() == f"make {target}" for line in first_screen)
    assert make(root, "--dry-run", target).returncode == 0


def test_the_readme_is_short_and_leads_to_every_page_of_docs_and_guides(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    assert len(text.encode()) <= 8_000
    pages = {
        path.relative_to(root).as_posix() for folder in ("docs", "guides") for path in (root / folder).glob("*.md")
    }
    assert len(pages) > 5
    assert pages - set(re.findall(r"\]\(([^)#]+)", text)) == set()


def test_the_pages_for_people_lead_to_places_that_exist(root: Path) -> None:
    pages = [
        root / "README.md",
        root / "CONTRIBUTING.md",
        *(root / "docs").glob("*.md"),
        *(root / "guides").glob("*.md"),
    ]
    assert [f"{page.name}: {link}" for page in pages for link in links(page) if not leads(page, link)] == []


def links(page: Path) -> list[str]:
    """Return the links of a page to other files and to headings, fenced blocks left out."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    return [link for link in re.findall(r"\]\(([^)]+)\)", text) if ":" not in link]


def leads(page: Path, link: str) -> bool:
    target, _, anchor = link.partition("#")
    file = page.parent / target if target else page
    return file.exists() and (not anchor or anchor in anchors(file))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = (line.lstrip("# ").lower() for line in page.read_text("utf-8").splitlines() if line[:1] == "#")
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


def test_sources_are_asked_for_by_name(root: Path) -> None:
    result = make(root, "--assume-old=.venv/.stamp", "test-sources", DRUZHBA_SOURCES="")
    assert result.returncode == 2
    assert "set DRUZHBA_SOURCES to the folder of the raw articles" in result.stderr


def test_an_old_python_is_named(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    result = make(tmp_path, "PYTHON=false", ".venv/.stamp")
    assert result.returncode == 2
    assert "false is not Python 3.11 or later" in result.stderr
    assert not (tmp_path / ".venv").exists()


def stub(folder: Path, name: str, script: str) -> None:
    """Write a program of this name, which has a line of its own in the log for each call."""
    (folder / name).write_text(f'#!/bin/sh\necho {name} "$@" >>"$LOG"\n{script}\n', "utf-8")
    (folder / name).chmod(0o755)


def test_a_python_without_environments_is_told_the_package(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    stub(tmp_path, "python", '[ "$1" = -c ]')
    result = make(tmp_path, "UV=", "PYTHON=./python", ".venv/.stamp", LOG=str(tmp_path / "log"))
    assert result.returncode == 2
    assert "./python makes no environment; on Debian it needs the package python3-venv\n" in result.stderr
    assert (tmp_path / "log").read_text("utf-8").splitlines()[1:] == ["python -m venv .venv"]


INSTALL = "apt-get install -qy --no-install-recommends"


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        ({}, ["apt-get update -q", f"{INSTALL} python3-venv chromium"]),
        ({"chrome": ""}, ["apt-get update -q", f"{INSTALL} python3-venv"]),
        ({"python3": "", "chrome": ""}, []),
        ({"uv": "", "chrome": ""}, []),
        ({"id": "echo 1000"}, []),
        ({"grep": "exit 1"}, []),
    ],
    ids=["a clean Debian", "with a browser", "nothing lacks", "with uv", "not root", "another system"],
)
def test_ci_runs_the_whole_suite_and_installs_what_debian_lacks(
    root: Path, tmp_path: Path, machine: dict[str, str], expected: list[str]
) -> None:
    shutil.copytree(root / ".ci", tmp_path / ".ci")
    programs = tmp_path / "bin"
    programs.mkdir()
    bare = {"python3": "exit 1", "id": "echo 0", "grep": "", "apt-get": "", "make": ""}
    for name, script in (bare | machine).items():
        stub(programs, name, script)
    for name in ("bash", "dirname"):
        (programs / name).symlink_to(shutil.which(name) or name)
    environment = {"PATH": str(programs), "LOG": str(tmp_path / "log")}
    subprocess.run([tmp_path / ".ci/run"], env=environment, check=True)
    called = (tmp_path / "log").read_text("utf-8").splitlines()
    assert [line for line in called if line.startswith(("apt-get", "make"))] == [*expected, "make test"]


def test_the_page_reaches_this_machine_only(
    page: Page, serve: Callable[[Path], str], foreign_requests: list[str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<h1>here</h1><img src='http://elsewhere.example/x.png'>", "utf-8")
    page.goto(serve(tmp_path))
    assert page.inner_text("h1") == "here"
    assert foreign_requests == ["http://elsewhere.example/x.png"]
    with pytest.raises(Error):
        page.goto("http://elsewhere.example/")


def test_a_missing_page_is_the_sites_own(serve: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("not on this site", "utf-8")
    with pytest.raises(HTTPError) as caught:
        urlopen(serve(tmp_path) + "nowhere/")
    with caught.value as answer:
        assert (answer.code, answer.read().decode()) == (404, "not on this site")
