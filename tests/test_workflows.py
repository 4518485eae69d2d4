"""The workflows: what they run is what anybody can run, and they may do no more than they need."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editing.desk import commit, git
from tests.projects import make

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
BIN = Path(sys.executable).parent


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return read


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(workflow).values():
        yield from job.get("steps", [])


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, check=False, cwd=ROOT)


def test_zizmor_reports_nothing() -> None:
    done = tool("zizmor", "--offline", "--no-progress", "--color=never", ".github")
    assert done.returncode == 0, done.stdout


def test_the_workflows_and_hooks_keep_to_their_schemas() -> None:
    assert len(WORKFLOWS) == 6
    files = [str(path) for path in WORKFLOWS]
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert done.returncode == 0, done.stdout
    forms = [str(path) for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *forms)
    assert done.returncode == 0, done.stdout
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == ["make lint", "make check"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_each_action_is_pinned_by_its_hash_with_its_version_beside_it(workflow: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in workflow.read_text("utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses: ") and "uses: $/" not in line]
    assert [line for line in used if not PINNED.match(line)] == []


@pytest.mark.parametrize(
    "workflow", [one for one in WORKFLOWS if one.stem != "knowledge-base"], ids=lambda path: path.stem
)
def test_a_workflow_runs_targets_of_the_makefile_and_nothing_else(workflow: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for command in (step["run"] for step in steps(workflow) if "run" in step):
        named = re.fullmatch(r'make ([a-z-]+)( [A-Z]+=[\w^]+)*( >> "\$GITHUB_(STEP_SUMMARY|OUTPUT)")?', command)
        assert named or command == "exit 1", command
        assert not named or named[1] in targets


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_and_its_jobs_only_what_they_name(workflow: Path) -> None:
    assert yaml.safe_load(workflow.read_text("utf-8"))["permissions"] == {}
    allowed = [job["permissions"] for job in jobs(workflow).values()]
    more = {"publish": {"pages": "write", "id-token": "write"}, "release": {"id-token": "write"}}.get(workflow.stem, {})
    assert [one for one in allowed if one not in ({}, {"contents": "read"}, more)] == []
    assert "secrets." not in workflow.read_text("utf-8")
    assert "pull_request_target" not in workflow.read_text("utf-8")


def made(workflow: str) -> list[str]:
    """Return the targets of make that a workflow runs, in their order."""
    commands = [step.get("run", "") for step in steps(ROOT / f".github/workflows/{workflow}.yml")]
    return [command.split()[1] for command in commands if command.startswith("make ")]


def listed(name: str) -> list[str]:
    """Return the targets that a variable of the Makefile lists."""
    found = re.search(rf"^{name} := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert found, name
    return found[1].split()


def test_the_lane_of_the_content_is_the_same_here_and_there() -> None:
    assert made("site") == ["published", *listed("CONTENT")]


def test_the_rehearsal_runs_every_target_that_a_pull_request_runs_and_reviews_first() -> None:
    assert listed("PR")[0] == "review"
    assert set(listed("PR")) == {*made("site"), *made("check")} - {"published", "scope", "portable"}


def test_all_but_what_decides_and_reports_is_skipped_for_the_content_alone() -> None:
    check = jobs(ROOT / ".github/workflows/check.yml")
    engine = "github.event_name != 'pull_request' || needs.scope.outputs.engine == 'true'"
    assert {name: job.get("if") for name, job in check.items()} == {
        "scope": None, "engine": engine, "systems": engine, "browser": engine,
        "gate": "github.event_name == 'pull_request'", "passed": "always()",
    }  # fmt: skip
    assert check["passed"]["needs"] == ["scope", "engine", "systems", "browser", "gate"]


def test_the_gate_runs_what_the_base_holds_and_nothing_of_the_change() -> None:
    base, change, _, run = jobs(ROOT / ".github/workflows/check.yml")["gate"]["steps"]
    assert base["with"]["ref"] == "${{ github.event.pull_request.base.sha }}" and "path" not in base["with"]
    assert change["with"] == {"path": "change", "fetch-depth": 2, "persist-credentials": False}
    assert run["run"] == "make gate CHANGE=change BASE=HEAD^1 FORMAT=github" and "working-directory" not in run


@pytest.mark.parametrize(
    ("changed", "base", "engine"),
    [
        ([], "HEAD^", "false"),
        (["articles/a.md", "entities/people/b.yml", "references/c.yml", "translations/ru.po"], "HEAD^", "false"),
        (["articles/a.md", "src/c.py"], "HEAD^", "true"),
        (["templates/articles/d.j2"], "HEAD^", "true"),
        (["articles/a.md"], "gone", "true"),
    ],
)
def test_a_change_of_the_content_alone_is_told_from_all_others(
    changed: list[str], base: str, engine: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    commit(tmp_path)
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "change")
    assert make(tmp_path, "scope", f"BASE={base}").stdout == f"engine={engine}\n"


def test_each_step_is_made_and_told_also_after_one_that_fails(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml", ".venv/.stamp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    with (tmp_path / "Makefile").open("a") as makefile:
        makefile.write("\ngood bad last:\n\t@[ $@ != bad ] && echo $@ is done\n")
    done = make(tmp_path, "content", "CONTENT=good bad last")
    *shown, end = re.sub(r" +\d+ s", "", done.stdout).strip().split("\n\n")
    assert shown == ["== make good\ngood is done", "== make bad", "== make last\nlast is done"]
    assert end == "passed  good\nFAILED  bad\npassed  last"
    assert done.returncode == 2
