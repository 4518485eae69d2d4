"""Fingerprint: a project and its site in; whether a build would change the site, and whether it stands as it was left, out.

An editor builds often and mostly in vain, so the answer must be cheap. It may call a site stale that is
not; it must never call one up to date that a build would change.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from druzhba_kb.load import CONTENT
from druzhba_kb.pipeline.settings import Edition
from druzhba_kb.publishing.page_cache import common
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.publishing.site_tree import files_of
from druzhba_kb.reviewing.attestation import ATTESTATION, SIGNATURE, SIGNERS
from druzhba_kb.theme import OWN, theme_of
from druzhba_kb.write import replace

INPUTS = (*CONTENT, "sources", OWN, "mkdocs.yml", ATTESTATION, SIGNATURE, SIGNERS)
SOURCE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Fingerprint:
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
        return self._known().get("inputs") == self.inputs and self.is_intact()

    def is_intact(self) -> bool:
        """Whether the site is as the last build left it, and no file is gone that its pages may lead to."""
        known = self._known()
        # pages link to files of the repository; one that is gone has to be looked for
        return known.get("state") == self.state and set(known["names"]) <= set(self.names)

    def put(self, clean: bool) -> None:
        """Stamp the site, which has been put in place; `clean` says whether nothing was found wrong."""
        content = {
            # a build with warnings is made again, so that they are said again
            "inputs": self.inputs if clean else "",
            "names": self.names,
            "state": _state(self.site, self.edition),
        }
        replace(self.file, json.dumps(content, ensure_ascii=False))

    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self.file.read_bytes() if self.file.is_file() else b"")
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) and isinstance(known.get("names"), list) else {}


def stamp(root: Path, site: Path, edition: Edition) -> Fingerprint:
    """Return the stamp of a project's site."""
    files = [file for name in INPUTS for file in files_below(root, name)]
    theme = {f"{OWN}/{name}": file for name, file in theme_of(root).files.items()}
    regular = {file: root / file for file in files if (root / file).is_file()}  # a pipe would be read for ever
    inputs = common([repr(edition), program(), *files], {**regular, **theme})
    names = tuple(map(_digest, files))
    return Fingerprint(site, edition, site.with_name(f"{site.name}.stamp"), inputs, names, _state(site, edition))


def files_below(root: Path, name: str) -> list[str]:
    """Return the files below a folder, or a file itself, by their paths from root; compiled modules are none."""
    if (root / name).is_file():
        return [name]
    return sorted(f"{name}/{file}" for file in files_of(root / name) if not file.endswith(".pyc"))


@cache
def program() -> str:
    """Return the digest of this program."""
    files = files_below(SOURCE.parent, SOURCE.name)
    return hashlib.sha256(b"".join((SOURCE.parent / file).read_bytes() for file in files)).hexdigest()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _state(site: Path, edition: Edition) -> str:
    """Return the digest of which files a site has, how long they are and when they were written, but for a later index."""
    digest = hashlib.sha256()
    for file in sorted(files_of(site)):
        if not (edition.at_once and file.startswith(FOLDER)):
            stat = (site / file).stat()
            digest.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
