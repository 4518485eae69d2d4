"""The workflows: what they run is what anybody can run, and they may do no more than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    assert len(WORKFLOWS) == 4
    files = [str(path) for path in WORKFLOWS]
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert done.returncode == 0, done.stdout
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == ["make lint", "make check"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_each_action_is_pinned_by_its_hash_with_its_version_beside_it(workflow: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in workflow.read_text("utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses: ") and "uses: $/" not in line]
    assert [line for line in used if not PINNED.match(line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_targets_of_the_makefile_and_nothing_else(workflow: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for command in (step["run"] for step in steps(workflow) if "run" in step):
        named = re.fullmatch(r'make ([a-z-]+)( [A-Z]+=[\w^]+)*( >> "\$GITHUB_STEP_SUMMARY")?', command)
        assert named, command
        assert named[1] in targets


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_and_its_jobs_only_what_they_name(workflow: Path) -> None:
    assert yaml.safe_load(workflow.read_text("utf-8"))["permissions"] == {}
    allowed = [set(job["permissions"].items()) for job in jobs(workflow).values()]
    publishing = {("pages", "write"), ("id-token", "write")}
    assert all(one == {("contents", "read")} or (one == publishing and workflow.stem == "publish") for one in allowed)
    assert "secrets." not in workflow.read_text("utf-8")
    assert "pull_request_target" not in workflow.read_text("utf-8")


def test_the_rehearsal_runs_every_target_that_a_pull_request_runs() -> None:
    run = {
        command.split()[1]
        for workflow in WORKFLOWS
        if workflow.stem in ("check", "site")
        for command in (step["run"] for step in steps(workflow) if "run" in step)
    }
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\npr:")[2].partition("\n\n")[0]
    assert run - {"published"} <= set(re.findall(r"[a-z-]+", recipe))
