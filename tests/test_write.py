"""Write: only what changed touches the disk."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.report import Report
from druzhba_kb.write import Written, write


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    pages = [("index.md", "# Home\n"), ("people/ada.md", "# Ada\n")]
    assert write(pages, tmp_path / "docs", Report()) == Written(2, 0, 0)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")}
    assert write(pages, tmp_path / "docs", Report()) == Written(0, 0, 2)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*")} == before


def test_stale_files_and_empty_folders_go(tmp_path: Path) -> None:
    write([("index.md", "a"), ("people/ada.md", "b")], tmp_path, Report())
    assert write([("index.md", "c")], tmp_path, Report()) == Written(1, 1, 0)
    assert [path.name for path in tmp_path.rglob("*")] == ["index.md"]


def test_two_pages_for_one_file_are_refused_and_both_are_named(tmp_path: Path) -> None:
    report = Report()
    assert write([("people/ada.md", "a"), ("people/Ada.md", "b")], tmp_path, report) is None
    assert [finding.message for finding in report.findings] == ["'people/Ada.md' and 'people/ada.md' would be one file"]
    assert list(tmp_path.iterdir()) == []


def test_a_page_never_leaves_its_folder(tmp_path: Path) -> None:
    report = Report()
    assert write([("../escape.md", "a")], tmp_path / "docs", report) is None
    assert [finding.code for finding in report.findings] == ["outside-link"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file where the folder should be")
    report = Report()
    assert write([("index.md", "a")], tmp_path / "docs", report) is None
    assert [finding.code for finding in report.findings] == ["cannot-write"]


def test_a_full_disk_is_a_finding_and_leaves_no_half_file(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    write([("index.md", "old")], folder, Report())
    report = Report()

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:1])
        raise OSError(28, "No space left on device", str(self))

    original = Path.write_bytes
    Path.write_bytes = full  # type: ignore[method-assign, assignment]
    try:
        assert write([("index.md", "new")], folder, report) is None
    finally:
        Path.write_bytes = original  # type: ignore[method-assign]
    assert [finding.code for finding in report.findings] == ["cannot-write"]
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"index.md": "old"}
