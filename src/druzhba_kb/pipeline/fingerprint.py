"""Fingerprint: a project and its site in; whether a build would change the site, and whether it stands as it was left, out.

An editor builds often and mostly in vain, so the answer must be cheap. It may call a site stale that is
not; it must never call one up to date that a build would change.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from druzhba_kb.layout import ASSETS, ATTESTATION, CONTENT, LOCALES, SIGNATURE, SIGNERS, files_of
from druzhba_kb.pipeline.settings import Edition
from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.theme import OWN, files_below, theme_of

INPUTS = (*CONTENT, ASSETS, "sources", OWN, LOCALES, "mkdocs.yml", ATTESTATION, SIGNATURE, SIGNERS)
SOURCE = Path(__file__).parents[1]
MEND = "'druzhba-kb build' makes the site anew"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A site, what this build finds before it begins, and in `left` what the last one did.

    `inputs` is the digest of all that a site is made of, `names` are digests of the names of its files, and `files` those of
    the files of the site.
    """

    site: Path
    edition: Edition
    inputs: str
    names: tuple[str, ...]
    files: Mapping[str, str]
    left: Mapping[str, Any]

    @property
    def intact(self) -> frozenset[str]:
        """The files of the site that are as the last build left them."""
        left = self.left.get("files", {})
        return frozenset(name for name, digest in self.files.items() if left.get(name) == digest)

    @property
    def findings(self) -> list[Finding]:
        """What the last build found, which let it end well all the same; it is said again where nothing has changed."""
        return [Finding(Place(*place), *said) for place, said in self.left.get("findings", ())]

    def fits(self) -> bool:
        """Whether the site is what a build would make."""
        return self.left.get("inputs") == self.inputs and self.is_intact()

    def is_intact(self) -> bool:
        """Whether the site is as the last build left it, and no file is gone that its pages may lead to."""
        # pages link to files of the repository; one that is gone has to be looked for
        return self.left.get("files") == self.files and set(self.left["names"]) <= set(self.names)

    def put(self, findings: Iterable[Finding]) -> None:
        """Stamp the site, which has been put in place, with what was found."""
        content = {
            "inputs": self.inputs,
            "findings": [(astuple(one.place), (one.code, one.message, one.level)) for one in findings],
            "names": self.names,
            "files": _digests(self.site, self.edition),
        }
        keep(_file(self.site), json.dumps(content, ensure_ascii=False).encode())


def stamp(root: Path, site: Path, edition: Edition) -> Fingerprint:
    """Return the stamp of a project's site."""
    files = [name for name in INPUTS if (root / name).is_file()]
    files += sorted(f"{name}/{file}" for name in INPUTS for file in files_of(root / name))
    theme = {f"{OWN}/{name}": file for name, file in theme_of(root).files.items()}
    regular = {file: root / file for file in files if (root / file).is_file()}  # a pipe would be read for ever
    regular |= {"published": edition.sitemap} if edition.sitemap and edition.sitemap.is_file() else {}
    inputs = digest_of([repr(edition), *files], {**regular, **theme})
    names = tuple(hashlib.blake2b(file.encode(), digest_size=8).hexdigest() for file in files)
    return Fingerprint(site, edition, inputs, names, _digests(site, edition), _left(site))


def report_damage(site: Path, edition: Edition, report: Report) -> None:
    """Report each file of a site that is not as the last build left it."""
    found, left = _digests(site, edition), _left(site).get("files", {})
    if not left:
        message = f"there is no site, or what the build noted of it is lost; {MEND}"
        report.error(Place(f"build/{_file(site).name}"), "damaged-site", message)
        return
    for name in sorted({name for name, _ in found.items() ^ left.items()}):
        what = "is not as the last build left it" if name in found else "is gone"
        report.error(Place(f"build/{site.name}/{name}"), "damaged-site", f"{what}; {MEND}")


def _left(site: Path) -> dict[str, Any]:
    """Return what the last build noted of a site; nothing where that is lost."""
    return dict(json.loads(kept(_file(site)) or "{}"))


def _file(site: Path) -> Path:
    return site.with_name(f"{site.name}.stamp")


def digest_of(texts: Iterable[str], files: Mapping[str, Path]) -> str:
    """Return the digest of texts, of files by name, of this program, and of the libraries with their versions."""
    # another Python or library may render otherwise, and nobody would notice
    digest = hashlib.sha256("\n".join([sys.version, *_program(), *texts]).encode())
    for name, file in files.items():
        digest.update(f"\0{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def _program() -> tuple[str, ...]:
    """Return the digests of the files of this program, and the name and version of each library."""
    files = {name: file.read_bytes() for name, file in files_below(SOURCE).items() if file.suffix != ".pyc"}
    ours = (f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files.items())
    return (*ours, *sorted(f"{one.name} {one.version}" for one in distributions()))


def _digests(site: Path, edition: Edition) -> dict[str, str]:
    """Return the digest of each file of a site, but for an index that is made later.

    Files are read and not only looked at: a disk that loses a byte keeps the length and the time.
    """
    names = (name for name in sorted(files_of(site)) if not (edition.at_once and name.startswith(FOLDER)))
    files = ((name, site / name) for name in names)
    # a pipe would be read for ever
    return {name: hashlib.sha256(file.read_bytes() if file.is_file() else b"").hexdigest() for name, file in files}
