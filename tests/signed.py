"""The good site as a git repository whose content a maintainer has signed for, with a key made for the test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from druzhba_kb.cli import main
from druzhba_kb.layout import ATTESTATION, SIGNATURE, SIGNERS
from tests.editing.desk import commit, desk

MAINTAINER = "ada@lights.example"
IGNORED = "/sources/\n/build/\n/.cache/\n"


def make_key(file: Path) -> str:
    """Make a key and return its public part."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return file.with_suffix(".pub").read_text()


def signed(folder: Path) -> Path:
    """Return a project with its texts, signed for and committed; the maintainer's key is beside it."""
    root = desk(folder)
    (root / ".gitignore").write_text(IGNORED)
    (root / SIGNERS).write_text(f"{MAINTAINER} {make_key(folder / 'key')}")
    assert run(root, "check", "--require-texts", "--yes") == 0
    sign(root)
    commit(root)
    return root


def sign(root: Path, key: str = "key", namespace: str = "druzhba-kb") -> None:
    """Sign the attestation of a project with a key beside it."""
    (root / SIGNATURE).unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", f"../{key}", "-n", namespace, ATTESTATION]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def run(root: Path, *command: str) -> int:
    """Run a command of druzhba-kb on the project."""
    return main(["--root", str(root), *command])


def without_texts(root: Path) -> Path:
    """Take away the texts, as in a public clone."""
    shutil.rmtree(root / "sources")
    return root
