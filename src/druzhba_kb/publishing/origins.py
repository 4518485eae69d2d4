"""Origins: the pages of a tree with what each was made of in; where a faulty address in a finished page was written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

THEME = "templates/theme"
FORMS = "templates"


@dataclass(frozen=True, slots=True)
class Made:
    """What a page is made of: its template, and the file of the record that it shows, '' where it shows many."""

    template: str
    record: str = ""


@dataclass(frozen=True)
class Origins:
    """The project's root, what each page of its tree (`kind/id.md`) is made of, and where its files can be seen."""

    root: Path
    pages: Mapping[str, Made] = field(default_factory=dict)
    repository: str = ""

    def lacks(self, address: str) -> str | None:
        """Return the file of the project that an address into its repository names and that is not there."""
        if not self.repository or not address.startswith(self.repository):
            return None
        file = unquote(address.removeprefix(self.repository).partition("#")[0].partition("?")[0])
        return None if file in self._known else file

    @cached_property
    def _known(self) -> frozenset[str]:
        folders = ("articles", "entities", FORMS)
        return frozenset(file for folder in folders for file in self._below(folder, "**/*"))

    def told(self, page: str, *texts: str) -> str:
        """Return for a message where one of the texts in a finished page was written, or else what the page is made of."""
        made = next((self.pages[file] for file in tree_files(page) if file in self.pages), None)
        found = next((at for file in self._files(made) if (at := self._line(file, texts))), "")
        if found:
            return f"; written in {found}"
        if made is None:
            return ""
        return f"; made by {FORMS}/{made.template}" + (f" of {made.record}" if made.record else "")

    def _files(self, made: Made | None) -> Iterator[str]:
        """Yield the files that may have written it, the nearest first."""
        if made is not None:
            yield from (file for file in (made.record, f"{FORMS}/{made.template}") if file)
            yield from self._partials
        yield from self._theme

    @cached_property
    def _partials(self) -> list[str]:
        return self._below(FORMS, "partials/**/*.j2")

    @cached_property
    def _theme(self) -> list[str]:
        return self._below(THEME, "**/*.html")

    def _below(self, folder: str, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in (self.root / folder).glob(pattern))

    def _line(self, file: str, texts: Iterable[str]) -> str:
        path = self.root / file
        lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
        wanted = [_whole(form) for text in texts if text.strip("./#") for form in {text, escape(text)}]
        at = (number for number, line in enumerate(lines, 1) if any(one.search(line) for one in wanted))
        return next((f"{file}:{number}" for number in at), "")


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.#-]){re.escape(text)}(?![\w/.#-])")


def tree_files(page: str) -> tuple[str, ...]:
    """Return the files of the tree that a finished page may come from: `kind/id.md` or `kind/id/index.md`, or itself."""
    folder = page.removesuffix("index.html")
    return (f"{folder.rstrip('/')}.md", f"{folder}index.md") if folder != page else (page,)
