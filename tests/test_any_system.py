"""What holds on Linux holds on macOS and Windows: paths, case, line ends, names that a system keeps, locks, what it lacks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from druzhba_kb import layout
from druzhba_kb.layout import files_of
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from druzhba_kb.values.word_types import no_file_name
from tests.projects import content, environment, make_project, run

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/druzhba_kb"
PAGE = "---\ntitle: Tides\nsection: More\n---\n\nSee [the light](../entities/lighthouses/gull-point.yml).\n"
RESERVED = ("con", "prn", "aux", "nul", "com1", "lpt9")
# what a system without it does: a lock that is a file, no process but a new one, no count of the cores, no hard links
POORER = """
import os, sys
sys.modules["fcntl"] = None
for name in ("fork", "forkpty", "sched_getaffinity", "register_at_fork", "mkfifo"):
    delattr(os, name)
def no_links(*_, **__):
    raise OSError("no links here")
os.link = no_links
from druzhba_kb.cli import main
sys.exit(main(sys.argv[1:]))
"""


def project(folder: Path) -> Path:
    """Return a small project that has a file of every kind that is read."""
    root = make_project("good", folder)
    (root / "pages").mkdir()
    (root / "pages/tides.md").write_bytes(PAGE.encode())
    return root


def site(root: Path) -> dict[str, bytes]:
    return content(root / "build/site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site of a project as it is built here."""
    root = project(tmp_path_factory.mktemp("plain") / "kb")
    done = run(root)
    assert done.returncode == 0, done.stderr
    return site(root)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_files_with_the_line_ends_of_windows_make_the_same_site(plain: dict[str, bytes], tmp_path: Path) -> None:
    root = project(tmp_path / "kb")
    texts = [path for path in root.rglob("*") if path.suffix in (".md", ".yml", ".seals", ".key")]
    assert {path.relative_to(root).parts[0] for path in texts} == {
        "articles", "entities", "references", "pages", "sources", "mkdocs.yml",
    }  # fmt: skip
    for path in texts:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = run(root)
    assert done.returncode == 0, done.stderr
    assert differing(site(root), plain) == []


def test_a_system_without_fork_affinity_fcntl_and_links_makes_the_same_site(
    plain: dict[str, bytes], tmp_path: Path
) -> None:
    root = project(tmp_path / "kb")
    command = [sys.executable, "-c", POORER, "--root", str(root), "build"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert differing(site(root), plain) == []


def test_a_lock_that_is_a_file_holds_and_is_gone_after_it(tmp_path: Path) -> None:
    code = """
import subprocess, sys
sys.modules["fcntl"] = None
from pathlib import Path
from druzhba_kb.publishing.atomic_publish import lock
from druzhba_kb.report import Report
from druzhba_kb.values.word_types import no_file_name
site, told = Path(sys.argv[1]), Report()
if len(sys.argv) > 2:
    with lock(site, told) as free:
        print(free, *(one.code for one in told.findings), flush=True)
else:
    with lock(site, told):
        subprocess.run([*sys.orig_argv, "inner"], check=True)
    subprocess.run([*sys.orig_argv, "inner"], check=True)
"""
    command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / "build/site")]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["False busy", "True"], done.stderr


@pytest.mark.parametrize(
    "path",
    [
        "articles/{}.md", "entities/{}/a.yml", "entities/people/{}.yml", "references/{}.yml", "pages/{}.md", "pages/{}/a.md",
        "assets/{}.pdf", "assets/{}/a.pdf",
    ],
)  # fmt: skip
def test_no_id_and_no_folder_has_a_name_that_windows_keeps(path: str, tmp_path: Path) -> None:
    root = project(tmp_path / "kb")
    for name in RESERVED:
        file = root / path.format(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(PAGE.encode())
    report = Report()
    assert check(root, report) is None
    told = [one.message for one in report.in_order() if one.code == "bad-id"]
    assert [name for name in RESERVED if not any(re.match(rf"'{name}\b.*Windows", one) for one in told)] == []


@pytest.mark.parametrize("name", ["a:b.pdf", "a\\b.pdf", "a?.pdf", "c./a.pdf", "c /a.pdf", "Con.pdf"])
def test_a_file_whose_name_windows_cannot_hold_is_told(name: str, tmp_path: Path) -> None:
    root = project(tmp_path / "kb")
    (root / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "assets" / name).write_bytes(b"")
    report = Report()
    assert check(root, report) is None
    assert [(one.place.file, one.code) for one in report.findings] == [(f"assets/{name}", "bad-id")]


@pytest.mark.parametrize(("one", "other"), [("assets/Lamp.pdf", "assets/lamp.pdf"), ("pages/A/b.md", "pages/a/b.md")])
def test_two_files_whose_paths_differ_in_case_alone_are_told(one: str, other: str, tmp_path: Path) -> None:
    root = project(tmp_path / "kb")
    for name in (one, other):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"---\ntitle: Tides\n---\n\nThey come and go.\n")
    done = run(root)
    assert done.returncode == 1 and "page-collision" in done.stderr
    assert not (root / "build/site").exists()


def test_every_file_of_this_repository_can_stand_on_a_disk_of_windows() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    files = listed.split("\0")[:-1]
    assert len(files) > 500
    assert [file for file in files if any(map(no_file_name, file.split("/")))] == []
    assert len({file.casefold() for file in files}) == len(files)


def test_the_files_of_a_folder_have_slashes_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(r"C:\kb\site", [], ["index.html"]), (r"C:\kb\site\a\b", [], ["x.css"])]
    monkeypatch.setattr(layout, "os", SimpleNamespace(walk=lambda _: found, sep="\\"))
    assert [*files_of(PureWindowsPath(r"C:\kb\site"))] == ["index.html", "a/b/x.css"]  # type: ignore[arg-type]


# what a terminal shows is in the way of writing of its system
NATIVE = ("commands/project.py", "editing/starting.py")
SITE_ROOMS = ("render", "publishing", "pipeline", "write.py")


def of_a_system(code: str, name: str) -> Iterator[str]:
    """Yield what in a module writes a path or a line end as the system does."""
    for node in ast.walk(ast.parse(code)):
        called = node.func if isinstance(node, ast.Call) else None
        shown = node.value if isinstance(node, ast.FormattedValue) else None
        if isinstance(called, ast.Name) and called.id == "str" and node.args:
            shown = node.args[0]
        if isinstance(shown, ast.Call) and isinstance(shown.func, ast.Attribute) and shown.func.attr == "relative_to":
            yield ast.unparse(node)
        if isinstance(node, ast.ImportFrom) and node.module == "os.path" and name not in NATIVE:
            yield ast.unparse(node)
        if isinstance(called, ast.Attribute) and called.attr == "write_text" and name.startswith(SITE_ROOMS):
            yield ast.unparse(node)


def test_no_path_in_a_text_and_no_line_end_of_a_site_is_that_of_a_system() -> None:
    files = {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    assert [f"{name}: {found}" for name, code in sorted(files.items()) for found in of_a_system(code, name)] == []


@pytest.mark.parametrize(
    "code",
    ["str(a.relative_to(b))", "f'{a.relative_to(b)}/c'", "from os.path import join", "a.write_text('b', 'utf-8')"],
)
def test_a_path_or_a_line_end_of_a_system_is_seen(code: str) -> None:
    assert len([*of_a_system(code, "render/page.py")]) == 1
