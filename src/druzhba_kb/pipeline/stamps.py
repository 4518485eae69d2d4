"""Stamp: a project and its site in; whether a build would change the site, and whether it stands as it was left, out."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from druzhba_kb.pipeline.editions import Edition
from druzhba_kb.publishing.kept import common
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.write import replace

INPUTS = ("articles", "entities", "sources", "templates", "mkdocs.yml")
SOURCE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The site, its file of what the last build found, and what this one finds before it begins.

    `inputs` is the digest of all that a site is made of, `names` are digests of the names of its files, and `state` is one
    of the files of the site.
    """

    site: Path
    edition: Edition
    file: Path
    inputs: str
    names: tuple[str, ...]
    state: str

    def fits(self) -> bool:
        """Whether the site is what a build would make, and nothing was found wrong."""
        return self._known().get("inputs") == self.inputs and self.stands()

    def stands(self) -> bool:
        """Whether the site is as the last build left it, and no file is gone that its pages may lead to."""
        known = self._known()
        return known.get("state") == self.state and set(known["names"]) <= set(self.names)

    def put(self, clean: bool) -> None:
        """Stamp the site, which has been put in place; `clean` says whether nothing was found wrong."""
        content = {
            "inputs": self.inputs if clean else "",
            "names": self.names,
            "state": _state(self.site, self.edition),
        }
        replace(self.file, json.dumps(content, ensure_ascii=False))

    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) and isinstance(known.get("names"), list) else {}


def stamp(root: Path, site: Path, edition: Edition) -> Stamp:
    """Return the stamp of a project's site."""
    files = [file for name in INPUTS for file in files_below(root / name)]
    inputs = common([repr(edition), program()], root, files)
    names = tuple(_digest(file.relative_to(root).as_posix()) for file in files)
    return Stamp(site, edition, site.with_name(f"{site.name}.stamp"), inputs, names, _state(site, edition))


def files_below(path: Path) -> list[Path]:
    """Return the files below a folder, or a file itself; compiled modules are none."""
    if path.is_file():
        return [path]
    names = (f"{folder}{os.sep}{name}" for folder, _, names in os.walk(path) for name in names)
    return [Path(name) for name in sorted(names) if not name.endswith(".pyc")]


@cache
def program() -> str:
    """Return the digest of this program."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files_below(SOURCE))).hexdigest()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _state(site: Path, edition: Edition) -> str:
    """Return the digest of which files a site has, how long they are and when they were written, but for a later index."""
    digest, start = hashlib.sha256(), len(str(site)) + 1
    for path in map(str, files_below(site)):
        if not (edition.at_once and path.startswith(FOLDER, start)):
            stat = Path(path).stat()
            digest.update(f"{path[start:]} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
