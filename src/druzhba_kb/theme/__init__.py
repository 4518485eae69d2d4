"""Theme: a project's root in, the files of its look out: its own in `templates/`, and this program's for all the others.

Everything that reads a template, a style, a script or an override of MkDocs' theme asks here which file that is, so that a
project holds only what it changes, and a new version of the program brings it the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

OWN = "templates"
PACKAGE = Path(__file__).resolve().parent
# in a wheel they lie beside this module, in a source tree at its top, where people look for them
SHIPPED = next(filter(Path.is_dir, (PACKAGE / OWN, PACKAGE.parents[2] / OWN)), PACKAGE / OWN)
SETTINGS = PACKAGE / "mkdocs-defaults.yml"
# the first line of a copy, which is a comment and nothing else: what equals the theme's below it may do what that may
MARK = re.compile(rb"\A(?:\{#-?|/\*) from druzhba-kb ([\w.+!-]+), ([0-9a-f]{12}) (?:-?#\}|\*/)\n")
NAMED = f"druzhba_kb/theme/{OWN}"  # as a message names the folder of this program, wherever it is installed


@dataclass(frozen=True, slots=True)
class Theme:
    """The files of a look by name (`entity.md.j2`, `assets/site.css`), the names of the project's own, and their folders."""

    files: Mapping[str, Path] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    folders: tuple[Path, ...] = ()

    def below(self, folder: str, ending: str = "") -> dict[str, Path]:
        """Return the files of a folder, `assets/` or '' for all, by their whole names."""
        return {name: file for name, file in self.files.items() if name.startswith(folder) and name.endswith(ending)}

    def differs(self, folder: str = "", ending: str = "") -> bool:
        """Whether a file of the project's own is another than this program's."""
        own = {n: MARK.sub(b"", file.read_bytes()) for n, file in self.below(folder, ending).items() if n in self.own}
        return any(
            not (SHIPPED / name).is_file() or (SHIPPED / name).read_bytes() != text for name, text in own.items()
        )

    def place(self, name: str) -> str:
        """Return the file of a name as messages have it."""
        return f"{NAMED if name in self.files and name not in self.own else OWN}/{name}"

    def hint(self, name: str) -> str:
        """Return for the end of a message how a file that is not the project's own becomes so."""
        foreign = name in self.files and name not in self.own
        return f" (to change it: druzhba-kb templates eject {name})" if foreign else ""


def theme_of(root: Path) -> Theme:
    """Return the look of a project."""
    own, shipped = files_below(root / OWN), files_below(SHIPPED)
    return Theme(dict(sorted({**shipped, **own}.items())), frozenset(own), (root / OWN, SHIPPED))


def is_source(root: Path) -> bool:
    """Whether a project's folder is that of this program, of which nothing can be an override."""
    return (root / OWN).resolve() == SHIPPED.resolve()


def files_below(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their names, without the hidden ones and back-ups that editors leave."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): path
        for name, path in found.items()
        if not any(part.startswith(".") or part.endswith("~") for part in name.parts)
    }
