"""Swapping: the last good site survives whatever happens to a build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from druzhba_kb.publishing.atomic_publish import lock, publish, recover, staging
from druzhba_kb.report import Finding, Place, Report

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from druzhba_kb.publishing.atomic_publish import publish, staging

calls = []
def deadly(function, after):
    def call(*arguments, **options):
        if not after:
            die()
        result = function(*arguments, **options)
        calls.append(1)
        if len(calls) == after:
            die()
        return result
    return call

def die():
    os.kill(os.getpid(), signal.SIGKILL)

site, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "while deleting":
    def half(folder):
        (Path(folder) / "a").unlink()
        die()
    shutil.rmtree = half
else:
    Path.rename = deadly(Path.rename, int(moment))
publish(staging(site), site)
"""
HOLDER = """
import sys
from pathlib import Path
from druzhba_kb.publishing.atomic_publish import lock
from druzhba_kb.report import Report

with lock(Path(sys.argv[1]), Report()) as free:
    print(free, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "build" / "site"


def fill(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "a").write_text(text, encoding="utf-8")
    (folder / "b").write_text(text, encoding="utf-8")
    return folder


def state(site: Path) -> dict[str, str]:
    """Return the text of each file beside and in the site."""
    files = (path for path in site.parent.rglob("*") if path.is_file())
    return {path.relative_to(site.parent).as_posix(): path.read_text(encoding="utf-8") for path in files}


OLD = {"site/a": "old", "site/b": "old"}
NEW = {"site/a": "new", "site/b": "new"}


def test_the_first_site_is_published(site: Path) -> None:
    assert publish(fill(staging(site), "new"), site)
    assert state(site) == NEW


def test_a_new_site_takes_the_place_of_the_old_one(site: Path) -> None:
    fill(site, "old")
    assert publish(fill(staging(site), "new"), site)
    assert state(site) == NEW


def test_the_same_site_is_left_untouched(site: Path) -> None:
    fill(site, "old")
    os.utime(site / "a", (1, 1))
    before = [(path.stat().st_ino, path.stat().st_mtime_ns) for path in (site, site / "a", site / "b")]
    assert not publish(fill(staging(site), "old"), site)
    assert [(path.stat().st_ino, path.stat().st_mtime_ns) for path in (site, site / "a", site / "b")] == before
    assert state(site) == OLD


@pytest.mark.parametrize("change", ["a file more", "a file less", "a folder more", "a file for a folder"])
def test_every_difference_counts(site: Path, change: str) -> None:
    (fill(site, "old") / "c").mkdir()
    staged = fill(staging(site), "old")
    if change == "a file less":
        (staged / "b").unlink()
    if change == "a file for a folder":
        (staged / "c").write_text("", encoding="utf-8")
    else:
        (staged / "c").mkdir()
    if change == "a file more":
        (staged / "c" / "d").write_text("", encoding="utf-8")
    if change == "a folder more":
        (staged / "e").mkdir()
    assert publish(staged, site)


def test_a_change_of_the_same_length_and_time_counts(site: Path) -> None:
    for folder, text in ((site, "old"), (staging(site), "new")):
        fill(folder, text)
        for path in folder.iterdir():
            os.utime(path, (1, 1))
    assert publish(staging(site), site)
    assert state(site) == NEW


def test_a_rename_that_fails_brings_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site, "old")
    staged = fill(staging(site), "new")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path == staged:
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no"):
        publish(staged, site)
    assert state(site) == OLD | {"site.new/a": "new", "site.new/b": "new"}


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ({}, {}),
        ({"site": "old"}, OLD),
        ({"site.new": "half"}, {}),
        ({"site": "old", "site.new": "half"}, OLD),
        ({"site.old": "old", "site.new": "new"}, OLD),
        ({"site.old": "old"}, OLD),
        ({"site": "new", "site.old": "old"}, NEW),
        ({"site": "old", "site.old": "older", "site.new": "half"}, OLD),
    ],
)
def test_recovery_from_each_state(site: Path, folders: dict[str, str], expected: dict[str, str]) -> None:
    site.parent.mkdir()
    for name, text in folders.items():
        fill(site.parent / name, text)
    recover(site)
    assert state(site) == expected


@pytest.mark.parametrize(("moment", "expected"), [("0", OLD), ("1", OLD), ("2", NEW), ("while deleting", NEW)])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(site: Path, moment: str, expected: dict[str, str]) -> None:
    fill(site, "old")
    fill(staging(site), "new")
    done = run(KILLED, str(site), moment)
    assert done.wait() == -signal.SIGKILL
    recover(site)
    assert state(site) == expected


def test_a_link_in_the_place_of_the_site_does_not_lose_its_target(site: Path, tmp_path: Path) -> None:
    site.parent.mkdir()
    site.symlink_to(fill(tmp_path / "elsewhere", "old"))
    assert publish(fill(staging(site), "new"), site)
    assert state(site) == NEW
    assert (tmp_path / "elsewhere" / "a").read_text(encoding="utf-8") == "old"


def test_who_does_not_wait_is_told_that_the_site_is_busy(site: Path) -> None:
    report = Report()
    with lock(site, Report()) as first, lock(site, report) as second:
        assert (first, second) == (True, False)
    message = "another build of 'site' is running; expected it to end first"
    assert report.findings == [Finding(Place("site"), "busy", message)]


def test_a_lock_is_free_again_after_a_build(site: Path) -> None:
    for _ in range(2):
        with lock(site, Report()) as free:
            assert free


def test_a_lock_is_free_again_after_a_failure(site: Path) -> None:
    with pytest.raises(KeyError), lock(site, Report()):
        raise KeyError
    with lock(site, Report()) as free:
        assert free


def test_a_lock_holds_between_processes_and_dies_with_its_holder(site: Path) -> None:
    holder = run(HOLDER, str(site))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with lock(site, Report()) as free:
        assert not free
    holder.kill()
    holder.communicate()
    with lock(site, Report()) as free:
        assert free


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
