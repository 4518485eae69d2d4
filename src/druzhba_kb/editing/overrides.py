"""Overrides: a project's own files of the theme in; which there are, copies of more, and how they differ from the theme's, out.

The first line of a copy says which version it came from, so that after an upgrade an adopter sees what the theme has
changed since. A copy never takes the place of a file that is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from druzhba_kb import __version__
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.text import nearest
from druzhba_kb.theme import OWN, SHIPPED, files_below, is_source
from druzhba_kb.write import replace

# Jinja takes the line end behind a comment away in our templates, and with a dash in those of MkDocs too
COMMENTS = {".j2": ("{#", "#}"), ".html": ("{#-", "-#}"), ".css": ("/*", "*/"), ".js": ("/*", "*/")}
MARK = re.compile(rb"\S+ from druzhba-kb (\S+), ([0-9a-f]{12}) \S+\n")


@dataclass(frozen=True, slots=True)
class Override:
    """A project's own file: its bytes without the first line that says whence, the version and digest there, the theme's bytes."""

    name: str
    text: bytes
    version: str
    digest: str
    theirs: bytes | None

    @property
    def is_same(self) -> bool:
        """Whether the theme has the very file, so that the project needs none."""
        return self.text == self.theirs

    @property
    def is_behind(self) -> bool:
        """Whether the theme's file has changed since this one was copied."""
        return bool(self.theirs is not None and self.digest and self.digest != digest_of(self.theirs))

    def state(self) -> str:
        """Return in words what an adopter may do about the file."""
        if self.theirs is None:
            return "is not in the theme"
        if self.is_same:
            return "equals the theme's and can be deleted"
        if self.is_behind:
            return "the theme's has changed since"
        return "the theme's has not changed since" if self.version else "differs from the theme's"


def overrides(root: Path) -> list[Override]:
    """Return the project's own files; the source tree of the theme has none."""
    if is_source(root):
        return []
    theirs = files_below(SHIPPED)
    return [_read(name, file, theirs.get(name)) for name, file in files_below(root / OWN).items()]


def _read(name: str, file: Path, theirs: Path | None) -> Override:
    data = file.read_bytes()
    mark = MARK.match(data)
    version, digest = (mark[1].decode(), mark[2].decode()) if mark else ("", "")
    return Override(name, data[mark.end() if mark else 0 :], version, digest, theirs.read_bytes() if theirs else None)


def listed(root: Path) -> str:
    """Return a table of all files of the theme and of the project: name, whose, from which version, and what is to be known."""
    own = {one.name: one for one in overrides(root)}
    rows = [("NAME", "WHOSE", "FROM", "STATE")]
    for name in sorted({*files_below(SHIPPED), *own}):
        one = own.get(name)
        rows.append((name, "own", one.version or "unknown", one.state()) if one else (name, "theme", __version__, ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def eject(root: Path, names: Sequence[str]) -> Iterator[str]:
    """Copy files of the theme, each named or below a folder that is; yield what became of each."""
    if is_source(root):
        raise UsageError(f"'{OWN}' is the theme itself here; edit it")
    theirs = files_below(SHIPPED)
    for name in _chosen(names, theirs, "the theme"):
        copy, data = root / OWN / name, theirs[name].read_bytes()
        if copy.exists():
            yield f"kept {OWN}/{name}, which is there already"
            continue
        replace(copy, mark_of(name, data) + data)
        yield f"wrote {OWN}/{name}"


def compared(root: Path, names: Sequence[str]) -> tuple[str, bool]:
    """Return how the project's files differ from the theme's, and whether one of the theme's has changed since it was copied."""
    own = {one.name: one for one in overrides(root) if one.theirs is not None}
    shown = [own[name] for name in (_chosen(names, own, f"'{OWN}'") if names else own)]
    return "\n".join(line for one in shown for line in _difference(one)), any(one.is_behind for one in shown)


def _chosen(names: Sequence[str], known: Iterable[str], where: str) -> list[str]:
    """Return the files that are named, by their own names or by a folder that they are in."""
    found: dict[str, None] = {}
    for name in names:
        wanted = name.removeprefix(f"{OWN}/").rstrip("/")
        those = [one for one in known if one == wanted or one.startswith(f"{wanted}/")]
        if not those:
            raise UsageError(f"{where} has no '{wanted}'{nearest(wanted, list(known))}")
        found.update(dict.fromkeys(those))
    return list(found)


def _difference(one: Override) -> Iterator[str]:
    theirs, ours = ((data or b"").decode("utf-8", "replace").splitlines() for data in (one.theirs, one.text))
    yield from unified_diff(theirs, ours, f"theme/{one.name}", f"{OWN}/{one.name}", lineterm="")
    if one.is_behind:
        mark = mark_of(one.name, one.theirs or b"").decode().rstrip()
        yield f"{OWN}/{one.name}: the theme's has changed since {one.version}; once it holds what you want of that,"
        yield f"let its first line be: {mark}"


def mark_of(name: str, data: bytes) -> bytes:
    """Return the first line of a copy, which names the version and the digest; nothing for a file without comments."""
    if Path(name).suffix not in COMMENTS:
        return b""
    begin, end = COMMENTS[Path(name).suffix]
    return f"{begin} from druzhba-kb {__version__}, {digest_of(data)} {end}\n".encode()


def digest_of(data: bytes) -> str:
    """Return a short digest of a file."""
    return hashlib.sha256(data).hexdigest()[:12]
