"""Whole projects for tests: a site of tests/sites with the project's own mkdocs.yml, and its builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from druzhba_kb.cli import main
from druzhba_kb.layout import ASSETS, CONTENT
from tests.sites_on_disk import SITES

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = "shipped"  # the content of this repository
OVER = {"good": ("good", "told"), "hostile": ("good", "hostile")}
COMMAND = (sys.executable, "-m", "druzhba_kb")

RENDERER = os.environ.get("DRUZHBA_RENDERER", "mkdocs")  # another has to pass the same tests of pages: make renderers


def make_project(name: str, folder: Path) -> Path:
    """Lay a site out in folder as a project and return folder: the good one with what is told of it, the hostile one over it."""
    for part in (part for part in (*CONTENT, ASSETS) if name == SHIPPED and (ROOT / part).is_dir()):
        shutil.copytree(ROOT / part, folder / part)
    for site in OVER.get(name, (name,)) if name != SHIPPED else ():
        shutil.copytree(SITES / site, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def override(folder: Path, name: str) -> Path:
    """Return the project's own copy of a file of the theme, made if there is none."""
    copy = folder / "templates" / name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "templates" / name, copy)
    return copy


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a build: this process's, without what could date it, with variables."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    path = os.pathsep.join(filter(None, (variables.pop("PYTHONPATH", ""), str(ROOT / "src"))))
    return {**kept, "PYTHONPATH": path, **variables}


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of druzhba-kb on the project in folder; in a process of its own where variables are given."""
    line = ["--root", str(folder), *(command or ("build", "--renderer", RENDERER))]
    if variables:
        return subprocess.run(
            [*COMMAND, *line], env=environment(**variables), capture_output=True, text=True, check=False
        )
    out, err = StringIO(), StringIO()
    with patch.dict(os.environ, environment(), clear=True), redirect_stdout(out), redirect_stderr(err):
        status = main(line)
    return subprocess.CompletedProcess(line, status, out.getvalue(), err.getvalue())


def make(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make in folder, without the variables of a make that may have started these tests."""
    inherited = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
    variables = {key: value for key, value in environment(**variables).items() if key not in inherited}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


@cache
def built(name: str, base: Path) -> Path:
    """Return a project of that name under base, built once in each run of the tests."""
    folder = base / f"built-{name}"
    done = run(folder if folder.exists() else make_project(name, folder))
    assert done.returncode == 0, done.stderr
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}


def times(folder: Path) -> dict[str, int]:
    """Return when each file below folder was last written, by path."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
