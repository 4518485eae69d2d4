"""Flips: a byte of what builds have left is changed, and the next build makes the right site or ends with a finding (`make flips`).

A disk that loses a byte keeps the length and the time of the file, so half of the flips do. The build after it is of the same
project, of one with an edited record or of one with another setting, so that all that is kept is used.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.projects import content, make_project, run

EDITS = {
    "the same": ("mkdocs.yml", "", ""),
    "a record": ("entities/people/ada-finch.yml", "summary: ", "summary: Known of old, "),
    "a setting": ("mkdocs.yml", "copyright: ", "copyright: Edited. "),
}
PLACES = ("build", "build/site")


@dataclass(frozen=True)
class Flip:
    """Which place and which build after it, and the chance that names file, bit and whether the time is kept."""

    place: str
    edit: str
    seed: int

    def __str__(self) -> str:
        return f"{self.place} {self.seed}, then {self.edit}"

    def make(self, root: Path) -> str:
        """Change one bit of a file; return its name and what it shows of the change."""
        chance = random.Random(f"{self}")
        site = root / "build/site"
        files = [one for one in sorted((root / self.place).rglob("*")) if one.is_file() and one.stat().st_size]
        file = chance.choice([one for one in files if self.place != "build" or site not in one.parents])
        time, data = file.stat().st_mtime_ns, bytearray(file.read_bytes())
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        with file.open("r+b") as stream:  # in its place: a page of the site and of the tree may be one file
            stream.write(data)
        if chance.random() < 0.5:
            os.utime(file, ns=(time, time))
        return f"{file.relative_to(root)} at {at}"


class Trial:
    """A built project, and the sites that clean builds make of it after each edit."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.start = folder, make_project("good", folder / "start")
        assert run(self.start).returncode == 0
        self.right = {name: self._clean(name) for name in EDITS}

    def _clean(self, edit: str) -> dict[str, bytes]:
        root = shutil.copytree(self.start, self.folder / "clean", ignore=shutil.ignore_patterns("build"))
        change(root, edit)
        assert run(root).returncode == 0
        found = content(root / "build/site")
        shutil.rmtree(root)
        return found

    def fault(self, flip: Flip) -> str:
        """Return what is wrong after a flip, nothing where it did no harm."""
        root = self.folder / "run"
        shutil.rmtree(root, ignore_errors=True)
        copied(self.start, root)
        where = flip.make(root)
        in_site = content(root / "build/site") != self.right["the same"]
        verified = run(root, "build", "--verify")
        change(root, flip.edit)
        done = run(root)
        said = done.stderr + verified.stderr
        if "Traceback" in said or done.returncode not in (0, 1):
            return f"{flip}: {where}: {said[-600:]}"
        if verified.returncode != (in_site or "site.stamp" in where):
            return f"{flip}: {where}: 'build --verify' ended with {verified.returncode}"
        if done.returncode == 0 and content(root / "build/site") != self.right[flip.edit]:
            return f"{flip}: {where}: a wrong site with status 0"
        return ""


def copied(folder: Path, there: Path) -> None:
    """Copy a folder with its times, and so that files that are one are one in the copy too."""
    seen: dict[int, str] = {}

    def copy(file: str, to: str) -> None:
        inode = Path(file).stat().st_ino
        os.link(seen[inode], to) if inode in seen else shutil.copy2(file, to)
        seen[inode] = to

    shutil.copytree(folder, there, copy_function=copy)


def change(root: Path, edit: str) -> None:
    name, old, new = EDITS[edit]
    (root / name).write_text((root / name).read_text("utf-8").replace(old, new, 1), "utf-8")


def flips(number: int, seed: int = 0) -> Iterator[Flip]:
    """Yield so many flips in each place."""
    for place in PLACES:
        yield from (Flip(place, [*EDITS][at % len(EDITS)], seed + at) for at in range(number))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make flips", description=__doc__)
    parser.add_argument("--number", type=int, default=100, help="of flips in build/ and of flips in the site")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial, wrong = Trial(Path(folder)), 0
        for fault in filter(None, map(trial.fault, flips(options.number, options.seed))):
            print(fault, flush=True)
            wrong += 1
    print(f"{options.number * len(PLACES)} flips, {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
