"""The command line: exit statuses, what is printed where, and the way to the project's folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.publishing.atomic_publish import lock
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

COUNTS = (
    "checked: 2 articles, 3 entities, 3 disagreements, 4 names, 1 citation of references, 2 texts, 11 quotations, "
    "11 against the text, 14 values, 1 paraphrase, 11 contexts, 1 time, 1 in words, 6 digest paragraphs, 3 summaries, "
    "2 budgets, 4 assertions, 4 ratchets\n"
)


def site(tmp_path: Path, broken: str | None = None) -> Path:
    root = lay_out(broken, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def test_a_good_project_ends_with_the_counts_and_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(site(tmp_path)), "check"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (COUNTS, "")


def test_a_finding_ends_with_status_1_and_a_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(site(tmp_path, "unknown-reference")), "check"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "entities/people/ada-finch.yml:9:13: error[unknown-reference]: "
        "there is no 'gull-pont' among lighthouses; did you mean 'gull-point'?",
        "    9 |   - lights: gull-pont",
        "      |             ^^^^^^^^^",
        "1 error, 0 warnings",
        "more about a code: druzhba-kb explain unknown-reference",
        "the evidence was not checked: the errors above come first",
    ]


def test_a_warning_alone_ends_with_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(site(tmp_path, "block-not-told")), "check"]) == 0
    assert "\n0 errors, 1 warning\n" in capsys.readouterr().err


def test_wrong_usage_ends_with_status_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["polish"])
    assert stopped.value.code == 2


def test_a_folder_without_a_project_ends_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 2
    assert "there is no mkdocs.yml here or above" in capsys.readouterr().err


def test_any_folder_inside_the_project_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site(tmp_path) / "entities" / "people")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == COUNTS


def test_a_project_without_quotations_says_that_nothing_was_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path)
    for path in (root / "entities").rglob("*.yml"):
        if path.name != "_kind.yml":
            path.unlink()
    assert main(["--root", str(root), "check"]) == 0
    assert "checked: no quotation at all" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        "import",
        "suggest",
        "check",
        "coverage",
        "seal",
        "build",
        "serve",
        "init",
        "kind",
        "completion",
        "explain",
        "schema",
        "new",
        "cite",
        "rename",
        "withdraw",
        "diff",
    ],
)
def test_every_command_has_help_with_two_examples_or_more(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.partition("examples:")[2].count("  druzhba-kb ") >= 2


def test_output_into_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    command = f"{sys.executable} -m druzhba_kb --root {site(tmp_path)} check | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_colour_is_for_terminals_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(site(tmp_path, "unknown-reference")), "check"])
    assert "\033[" not in capsys.readouterr().err


def test_clean_deletes_what_builds_have_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    (root / "build/site").mkdir(parents=True)
    assert main(["--root", str(root), "clean"]) == 0
    assert not (root / "build").exists()
    assert capsys.readouterr().out == "build is deleted\n"


def test_clean_waits_for_no_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    with lock(root / "build/preview", Report()):
        assert main(["--root", str(root), "clean"]) == 1
    assert (root / "build").is_dir()
    assert "error[busy]" in capsys.readouterr().err


def test_a_full_disk_at_the_output_is_a_finding(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "druzhba_kb", "--root", str(site(tmp_path)), "check"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    first, counts, _ = ended.stderr.splitlines()
    assert first.startswith("output:1:1: error[cannot-write]: what is printed, or a file in ")
    assert first.endswith("cannot be read or written: No space left on device")
    assert counts == "1 error, 0 warnings"


def test_a_file_that_vanishes_while_it_is_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path)
    (root / "assets").mkdir()
    (root / "assets/tides.pdf").touch()

    def gone(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert main(["--root", str(root), "check"]) == 1
    message = "error[cannot-write]: cannot be read or written: No such file or directory\n"
    assert message in capsys.readouterr().err


def test_clean_removes_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "build").write_text("x")
    assert main(["--root", str(root), "clean"]) == 0
    assert not (root / "build").exists()


def test_a_command_starts_without_what_reads_checks_and_makes_pages() -> None:
    code = "import sys, druzhba_kb.cli; print(*{one.split('.')[1] for one in sys.modules if one.startswith('druzhba_kb.')})"
    rooms = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"reading", "sealing", "model", "values", "load", "parse", "relate", "verify", "render"}
    assert heavy & {*rooms} == set()
