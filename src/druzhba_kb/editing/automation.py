"""Automation: a folder with a knowledge base in; the files by which its repository checks and publishes it out.

They stand at the top of the repository, where its host looks for them, and install the generator as `requirements.txt` locks it.
None that is there is overwritten.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from druzhba_kb.editing.generator_version import this_range
from druzhba_kb.editing.starting import IGNORING, filled
from druzhba_kb.journal import recover

DATA = Path(__file__).resolve().parents[1] / "automation"
STEPS = ".github/workflows/knowledge-base.yml"  # of which this repository has the same file, for all to call
WANTED, LOCK = "requirements.in", "requirements.txt"
LOCKING = ("uv", "pip", "compile", WANTED, "--universal", "--generate-hashes", "--quiet", "--output-file", LOCK)


def automated(base: Path, top: Path, hosts: Iterable[str]) -> dict[str, str]:
    """Return the automation on these hosts, `github` or `ci`, of a knowledge base in a repository."""
    folder = base.relative_to(top).as_posix()
    words = {"{quoted folder}": json.dumps(folder, ensure_ascii=False), "{shell folder}": shlex.quote(folder)}
    texts = {WANTED: f"druzhba-kb{this_range()}\n", IGNORING: "/.cache/\n"}
    for host in hosts:
        texts |= filled(DATA / host, words)
    return texts


def top_of(folder: Path) -> Path:
    """Return the top of the git repository that a folder is in, or the folder itself, with nothing half done in it."""
    top = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    recover(top)
    return top


def lock(top: Path) -> str:
    """Have uv lock the generator with its hashes, where that is not done yet; return what is to be said of it, if anything."""
    if (top / LOCK).exists():
        return ""
    command, why = " ".join(one for one in LOCKING if one != "--quiet"), "uv is not installed"
    if shutil.which(LOCKING[0]):
        done = subprocess.run(LOCKING, cwd=top, capture_output=True, text=True, check=False)
        if not done.returncode:
            return f"wrote {LOCK}, by which the generator is installed with its hashes"
        why = (done.stderr.strip().splitlines() or ["uv failed"])[0]
    return f"{LOCK} is still to be made, by which the generator is installed with its hashes ({why}): {command}"
