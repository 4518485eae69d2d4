"""Source map: the pages of a tree with what each was made of in; where a faulty address in a finished page was written out.

An editor can mend a line of YAML or a template, not a finished page, so a fault in a page is told at what wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

from druzhba_kb.layout import CONTENT
from druzhba_kb.theme import OWN, Theme


@dataclass(frozen=True, slots=True)
class Made:
    """What a page is made of: its template, and the file of the record that it shows, '' where it shows many."""

    template: str
    record: str = ""


@dataclass(frozen=True)
class SourceMap:
    """The project's root, what each page of its tree (`kind/id.md`) is made of, where its files can be seen, and its theme.

    `folder` is where the site will stand in the published one: `ru/`, or nothing.
    """

    root: Path
    pages: Mapping[str, Made] = field(default_factory=dict)
    repository: str = ""
    theme: Theme = field(default_factory=Theme)
    folder: str = ""

    def lacks(self, address: str) -> str | None:
        """Return the file of the project that an address into its repository names and that is not there."""
        if not self.repository or not address.startswith(self.repository):
            return None
        file = unquote(address.removeprefix(self.repository).partition("#")[0].partition("?")[0])
        return None if file in self._known else file

    @cached_property
    def _known(self) -> frozenset[str]:
        files = (path for folder in (*CONTENT, OWN) for path in (self.root / folder).rglob("*"))
        return frozenset(path.relative_to(self.root).as_posix() for path in files)

    def origin_of(self, page: str, *texts: str) -> str:
        """Return for a message where one of the texts in a finished page was written, or else what the page is made of."""
        made = next((self.pages[file] for file in tree_files(page) if file in self.pages), None)
        found = next((at for at in self._written(made, texts) if at), "")
        if found:
            return f"; written in {found}"
        if made is None:
            return ""
        record = f" of {made.record}" if made.record else ""
        return f"; made by {self.theme.place(made.template)}{record}{self.theme.hint(made.template)}"

    def _written(self, made: Made | None, texts: Sequence[str]) -> Iterator[str]:
        """Yield where one of the texts stands in each of the files that may have written it, the nearest first, or ''."""
        if made is not None and made.record:
            yield _line(self.root / made.record, made.record, texts)
        own = [made.template, *self.theme.below("partials/", ".j2")] if made is not None else []
        for name in [*own, *self.theme.below("theme/", ".html")]:
            file = self.theme.files.get(name)
            at = _line(file, self.theme.place(name), texts) if file else ""
            yield at and at + self.theme.hint(name)


def _line(path: Path, file: str, texts: Iterable[str]) -> str:
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
    # templates and YAML have it plain, overrides of the theme as HTML
    wanted = [_whole(form) for text in texts if text.strip("./#") for form in {text, escape(text)}]
    at = (number for number, line in enumerate(lines, 1) if any(one.search(line) for one in wanted))
    return next((f"{file}:{number}" for number in at), "")


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.#-]){re.escape(text)}(?![\w/.#-])")  # a/b is no place of b


def tree_files(page: str) -> tuple[str, ...]:
    """Return the files of the tree that a finished page may come from: `kind/id.md` or `kind/id/index.md`, or itself."""
    folder = page.removesuffix("index.html")
    return (f"{folder.rstrip('/')}.md", f"{folder}index.md") if folder != page else (page,)
