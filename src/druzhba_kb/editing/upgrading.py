"""What `upgrade` does: a project that an older version built in; what this one changes for it, and the files it can change, out.

The changes of each version are rows of `upgrades.toml`. Copies of the theme's files take over what the theme has changed, where
that does not collide with the project's own changes. Nothing of the content is ever changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import InvalidVersion, Version

from druzhba_kb import __version__
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.editing.generator_version import version_before, with_this_range
from druzhba_kb.editing.overrides import BEHIND, ORIGINALS, Override, copied, diff_of_bytes, merged, overrides
from druzhba_kb.editing.starting import AUTOMATION, STEPS, top_of
from druzhba_kb.journal import write_all
from druzhba_kb.theme import OWN

CHANGES = Path(__file__).with_name("upgrades.toml")
MOST = 3  # files that a change names


class Upgrade(NamedTuple):
    """What a version changes for a project, the files that follow from it, and what is left to an editor."""

    changes: list[str]
    files: dict[str, bytes]
    left: list[str]


def planned(root: Path, since: str | None) -> Upgrade:
    """Return what this version changes for a project that another built, the one it names if none is given."""
    before = _version(since) if since else version_before(root)
    if before > Version(__version__):
        raise UsageError(
            f"this project is of druzhba-kb {before}, and this is {__version__}; install that, or a newer one"
        )
    files, left = dict[str, bytes](), list[str]()
    for one in (one for one in overrides(root) if one.state == BEHIND):
        if (text := merged(root, one)) is None:
            left.append(_collision(one))
        else:
            files |= copied(one.name, text, one.theirs or b"")
    files |= {name: text.encode() for name, text in with_this_range(root).items()}
    steps = top_of(root) / STEPS
    if steps.is_file() and steps.read_bytes() != (AUTOMATION / "github" / STEPS).read_bytes():
        left.append(
            f"{STEPS} is not that of this version; delete it, and druzhba-kb init {root.name} --github writes it"
        )
    return Upgrade(list(_changes_since(root, before)), files, left)


def shown(root: Path, files: Mapping[str, bytes]) -> str:
    """Return what would be changed in files, line by line, but for what is kept of the theme."""
    names = (name for name in files if not name.startswith(ORIGINALS))
    diffs = (diff_of_bytes((root / name).read_bytes(), files[name], name, name) for name in names)
    return "\n".join(line for diff in diffs for line in diff)


def write_upgrade(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that follow, all of them or none."""
    write_all(root, files)


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        raise UsageError(f"'{text}' is no version; expected one such as 0.1.0") from None


def _changes_since(root: Path, before: Version) -> Iterator[str]:
    """Yield each change since a version that concerns the project, with the files in which it does."""
    for row in tomllib.loads(CHANGES.read_text("utf-8"))["change"]:
        if before < Version(row["version"]) <= Version(__version__):
            files = [file for glob in row.get("files", ()) for file in _holding(root, glob, row)]
            more = f" and {len(files) - MOST} more" * (len(files) > MOST)
            if files or "files" not in row:
                yield f"{row['version']}: {row['says']}{' → ' * bool(files)}{', '.join(files[:MOST])}{more}"


def _holding(root: Path, glob: str, row: Mapping[str, Any]) -> Iterator[str]:
    pattern = re.compile(row["holds"], re.MULTILINE)
    for path in sorted(root.glob(glob)):
        if path.is_file() and pattern.search(path.read_text("utf-8", "replace")):
            yield path.relative_to(root).as_posix()


def _collision(one: Override) -> str:
    way = f"compare them with druzhba-kb templates diff {one.name}"
    return f"{OWN}/{one.name} cannot take over what the theme has changed since {one.version} by itself; {way}"
