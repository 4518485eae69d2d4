"""Write: only what changed touches the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from druzhba_kb.report import Report
from druzhba_kb.write import are_apart, put, tidy


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    assert put(tmp_path, "people/ada.md", "# Ada\n")
    before = (tmp_path / "people/ada.md").stat().st_mtime_ns
    assert not put(tmp_path, "people/ada.md", "# Ada\n")
    assert (tmp_path / "people/ada.md").stat().st_mtime_ns == before
    assert put(tmp_path, "people/ada.md", "# Ada Finch\n")
    assert (tmp_path / "people/ada.md").read_text() == "# Ada Finch\n"


def test_stale_files_and_empty_folders_go(tmp_path: Path) -> None:
    for name in ("index.md", "people/ada.md", "people/left/bo.md"):
        put(tmp_path, name, "a")
    (tmp_path / "link").symlink_to(tmp_path / "people")
    tidy(tmp_path, ["index.md", "people/ada.md"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "index.md", "people", "people/ada.md",
    ]  # fmt: skip


def test_a_stale_file_makes_room_for_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "people", "a file")
    assert put(tmp_path, "people/ada.md", "# Ada\n")
    assert (tmp_path / "people/ada.md").read_text() == "# Ada\n"


def test_two_pages_for_one_file_are_refused_and_both_are_named() -> None:
    report = Report()
    assert not are_apart(["people/ada.md", "people/Ada.md"], report)
    assert [finding.message for finding in report.findings] == ["'people/Ada.md' and 'people/ada.md' would be one file"]
    assert are_apart(["people/ada.md", "people/bo.md"], Report())


@pytest.mark.parametrize("name", ["../escape.md", "/escape.md", "a/../../escape.md", ""])
def test_a_page_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    report = Report()
    assert not are_apart([name], report)
    assert [finding.code for finding in report.findings] == ["outside-link"]
    with pytest.raises(ValueError, match="outside"):
        put(tmp_path / "docs", name, "a")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "index.md", "old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:1])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path, "index.md", "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"index.md": "old"}


def test_several_processes_may_write_a_file_at_once(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from druzhba_kb.write import replace\n"
    code += "for _ in range(200): replace(Path(sys.argv[1]), sys.argv[2] * 1000)"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lamp"), str(at)]) for at in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    text = (tmp_path / "lamp").read_text()
    assert text == text[0] * 1000
    assert [path.name for path in tmp_path.iterdir()] == ["lamp"]
