"""The good site as a project in which editors' commands run, and as a git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.sites_on_disk import lay_out

GULL = "entities/lighthouses/gull-point.yml"
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


def desk(tmp_path: Path) -> Path:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_bytes().decode()
    assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {file}"
    (root / file).write_bytes(text.replace(old, new).encode())


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *IDENTITY, *arguments], check=True, capture_output=True)


def commit(root: Path) -> None:
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "state")
