"""Attestation: a project in, the file out by which a maintainer says to have held its content against the texts; and the reverse.

The file says what was read, by digests; who says so, an SSH signature beside it, which is judged by a list of signers that the
reader trusts: that of the revision before a change, never that of the change. It must never hold a word of a text.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from druzhba_kb import __version__
from druzhba_kb.layout import ATTESTATION, CONTENT, MAX_BYTES, SIGNATURE, SIGNERS
from druzhba_kb.model import Attested, Records

FORMAT, NAMESPACE = 1, "druzhba-kb"
MOST = 2**53  # a number that every program reads
SIGN = f"ssh-keygen -Y sign -f KEY -n {NAMESPACE} {ATTESTATION}"
READ = (".md", ".seals", ".yml")


class BadSignature(Exception):
    """Why an attestation says nothing: what is wrong with it or its signature."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who says to have read which files against the texts, and on which day.

    `files` are the digests of what articles are, and of the list of signers; `content` is one of all content. `number` is
    higher with each attestation, so that an older one cannot stand in for it.
    """

    number: int
    date: str
    files: Mapping[str, str]
    content: str
    by: str = ""

    def covers(self, root: Path, file: str) -> bool:
        """Return whether a file, an article with its seals, is as it was read; where an article is gone, all that is left."""
        if file.startswith("articles/") and not (root / file).exists():
            return self.content == content_digest(root)
        article = file.removesuffix(".md").removesuffix(".seals")
        names = (f"{article}.md", f"{article}.seals") if file.startswith("articles/") else (file,)
        return file in self.files and all(self.files.get(name) == file_digest(root / name) for name in names)

    def text(self) -> str:
        """Return the content of the file."""
        tool = f"druzhba-kb {__version__}"
        said = {"format": FORMAT, "number": self.number, "date": self.date, "tool": tool, "content": self.content}
        return json.dumps({**said, "files": self.files}, indent=1) + "\n"


def attest(root: Path) -> Attestation:
    """Return what somebody says today who has read the project as it is."""
    names = (path.relative_to(root).as_posix() for path in (root / "articles").glob("*") if path.suffix in READ[:2])
    digests = {name: file_digest(root / name) for name in sorted((*names, SIGNERS))}
    files = {name: digest for name, digest in digests.items() if digest}
    last = last_attestation(root)
    return Attestation(last.number + 1 if last else 1, date.today().isoformat(), files, content_digest(root))


def last_attestation(root: Path) -> Attestation | None:
    """Return what the project's file says, whoever wrote it; None where it says nothing."""
    try:
        return _read(_bytes(root / ATTESTATION) or b"")
    except BadSignature:
        return None


def verified(root: Path, signers: bytes, base: bytes | None = None) -> Attestation | None:
    """Return the project's attestation, signed by one of the signers; None where there is none, BadSignature where it is bad.

    It must be that of the base, or newer.
    """
    said, signature = _bytes(root / ATTESTATION), _bytes(root / SIGNATURE)
    if said is None and signature is None and base is None:
        return None
    if said is None or signature is None:
        raise BadSignature(f"{ATTESTATION if said is None else SIGNATURE} is not there; sign with '{SIGN}'")
    found = replace(_read(said), by=_signer(said, signature, signers))
    if base is not None and said != base and found.number <= _read(base).number:
        raise BadSignature(
            f"number {found.number} is not newer than that of the base; run 'check --require-texts' again"
        )
    return found


def attested_articles(root: Path, records: Records) -> Records:
    """Return the records in which each article knows who has read it, by the project's own list of signers."""
    signers = _bytes(root / SIGNERS)
    found = verified(root, signers) if signers is not None else None
    if found is None:
        return records
    by = Attested(found.by, found.date)
    articles = {
        id: replace(article, attested=by) if found.covers(root, article.place.file) else article
        for id, article in records.articles.items()
    }
    return replace(records, articles=articles)


def file_digest(path: Path) -> str | None:
    """Return the sha256 of a file, None where there is none that can be read."""
    content = _bytes(path)
    return None if content is None else hashlib.sha256(content).hexdigest()


def content_digest(root: Path) -> str:
    """Return a digest of all articles, entities and references with their names."""
    found = (path for name in CONTENT for path in (root / name).rglob("*") if path.suffix in READ)
    names = sorted(path.relative_to(root).as_posix() for path in found if not path.name.startswith("."))
    return hashlib.sha256("".join(f"{file_digest(root / name)} {name}\0" for name in names).encode()).hexdigest()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None


def _read(said: bytes) -> Attestation:
    """Return what the content of a file says."""
    try:
        given = json.loads(said)
        found = Attestation(given["number"], given["date"], given["files"], given["content"])
        sound = given["format"] == FORMAT and isinstance(found.files, dict)
        sound = sound and isinstance(found.number, int) and 0 < found.number < MOST
        date.fromisoformat(found.date)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise BadSignature(f"{ATTESTATION} has not format {FORMAT}, which 'check --require-texts' writes")
    return found


def _signer(said: bytes, signature: bytes, signers: bytes) -> str:
    """Return who of the signers has signed what is said."""
    with TemporaryDirectory(prefix="druzhba-kb-") as folder:
        known, seal = Path(folder, "signers"), Path(folder, "signature")
        known.write_bytes(signers)
        seal.write_bytes(signature)
        at, trusted = ("-n", NAMESPACE, "-s", str(seal)), ("-f", str(known))
        key = _run(said, "check-novalidate", *at)
        if key.returncode:
            raise BadSignature(f"{SIGNATURE} is no signature of {ATTESTATION}, or that was changed since; {_why(key)}")
        found = _run(b"", "find-principals", *at[2:], *trusted)
        name = found.stdout.decode(errors="replace").partition("\n")[0].strip()
        if found.returncode or not name:
            signed = key.stdout.decode(errors="replace").strip().rpartition(" ")[2]
            raise BadSignature(f"the key '{signed}' that signed {ATTESTATION} is none of the base's {SIGNERS}")
        done = _run(said, "verify", *at, *trusted, "-I", name)
        if done.returncode:
            raise BadSignature(f"'{name}' may not sign {ATTESTATION} by the base's {SIGNERS}; {_why(done)}")
        return name


def _run(said: bytes, action: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", "-Y", action, *arguments], input=said, capture_output=True, check=False)
    except FileNotFoundError:
        raise BadSignature("there is no program 'ssh-keygen' here to verify it with; install OpenSSH") from None


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines() or ["no reason is given"]
    return f"ssh-keygen says: {lines[0]}"
