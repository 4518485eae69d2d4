"""New lines: a project in, the lines of its content out that git does not have yet, by file.

A limit on the whole content is exceeded by what is new, and nobody should look for that among what was there before. It is a
help for messages alone: where there is no git, nothing is new.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from druzhba_kb.layout import CONTENT

HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def new_lines(root: Path) -> Mapping[str, Collection[int]]:
    """Return the lines that the last commit does not have; where it has all, those that the one before it has not."""
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "--", *CONTENT).splitlines()
    found = {**_changed(root, "HEAD"), **{file: range(1, sys.maxsize) for file in untracked}}
    return found or _changed(root, "HEAD^")


def _changed(root: Path, base: str) -> dict[str, Collection[int]]:
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--relative")
    found: dict[str, Collection[int]] = {}
    file = ""
    for line in _git(root, "diff", *options, base, "--", *CONTENT).splitlines():
        if line.startswith("+++ "):
            file = line.removeprefix("+++ ").rstrip("\t")
        elif hunk := HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found[file] = {*found.get(file, ()), *range(first, first + count)}
    return found


def _git(root: Path, *arguments: str) -> str:
    """Return what git says, nothing where it fails or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
