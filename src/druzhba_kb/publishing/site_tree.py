"""Site tree: the folder of a finished site in, its files as a server would find them, and where an address leads, out.

Servers differ in what they forgive; here an address leads somewhere only if it does on the strictest, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from druzhba_kb.layout import files_of
from druzhba_kb.publishing.page_references import ReferencedPage, read_page

Kind = Literal["inside", "outside", "foreign", "script", "data", "other"]

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HOST = re.compile(r"(?:https?:/*|//+)([^/]*)(.*)", re.IGNORECASE | re.DOTALL)  # browsers take any number of slashes
IGNORED = re.compile(r"[\t\r\n]")  # "java\nscript:" runs
BLANK = "".join(map(chr, range(0x21)))  # as the WHATWG standard for addresses strips them


@dataclass(frozen=True, slots=True)
class Base:
    """Where the site will be served: host ('' where that is not known) and path with a slash at both ends."""

    url: str
    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to; inside the site with its path from there and its fragment, both decoded."""

    kind: Kind
    path: str = ""
    fragments: tuple[str, ...] = ()
    relative: bool = False


def base_of(address: str) -> Base:
    """Read the address of the site, or only its path."""
    parts = urlsplit(address)
    path = "/" + parts.path.strip("/") + "/" if parts.path.strip("/") else "/"
    return Base(f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else "", parts.netloc.lower(), path)


def resolve(address: str, source: str, base: Base) -> Target:
    """Return where address leads from source, a path in the site served at base."""
    text = cleaned(address)
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return Target(_kind(scheme[1].lower()))
    head, _, fragment = text.partition("#")
    return _locate(head.partition("?")[0].replace("\\", "/"), _fragments(fragment), source, base)


def cleaned(address: str) -> str:
    """Return address without what browsers overlook in it."""
    return IGNORED.sub("", address.strip(BLANK))


def _kind(scheme: str) -> Kind:
    if scheme in ("javascript", "vbscript"):
        return "script"
    return "data" if scheme == "data" else "other"


def _fragments(fragment: str) -> tuple[str, ...]:
    if not fragment:
        return ()
    name = fragment.partition(":~:")[0]  # what follows is for the browser: a text fragment
    return () if unquote(name).lower() in ("", "top") else (unquote(name), name)


def _locate(head: str, fragments: tuple[str, ...], source: str, base: Base) -> Target:
    if not head:
        return Target("inside", source, fragments)
    if full := HOST.fullmatch(head):
        path = _below(base, full[2] or "/") if base.host and full[1].lower() == base.host else None
        return Target("foreign") if path is None else _inside("", path, fragments)
    if head.startswith("/"):
        below = _below(base, head)
        return Target("outside") if below is None else _inside("", below, fragments)
    return _inside(source.rpartition("/")[0], head, fragments, relative=True)


def _below(base: Base, path: str) -> str | None:
    if path.startswith(base.path):
        return path.removeprefix(base.path)
    return "" if path + "/" == base.path else None


def _inside(folder: str, path: str, fragments: tuple[str, ...], relative: bool = False) -> Target:
    steps = folder.split("/") if folder else []
    *folders, last = unquote(path).split("/")
    for step in (*folders, last) if last in (".", "..") else folders:
        # browsers stop at the root; under a path of a host it would lead to another site
        if step == ".." and not steps:
            return Target("outside")
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    steps.append("" if last in (".", "..") else last)
    return Target("inside", "/".join(steps), fragments, relative)


HOME = "index.html"
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Tree:
    """The files of a site, the pages among them as read, and where the site will be served."""

    root: Path
    files: frozenset[str]
    pages: Mapping[str, ReferencedPage]
    base: Base
    drawings: dict[str, ReferencedPage] = field(default_factory=dict)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file."""
        return frozenset(file[:at] for file in self.files for at in range(len(file)) if file[at] == "/")

    @cached_property
    def by_lower_case(self) -> dict[str, str]:
        """Every file by its path in lower case."""
        return {file.lower(): file for file in sorted(self.files, reverse=True)}

    @cached_property
    def destinations(self) -> list[str]:
        """The addresses of the pages that a reader may be sent to."""
        pages = sorted(path for path, page in self.pages.items() if path != NOT_FOUND and not page.redirects)
        return [address_of(path) for path in pages if path != HOME]

    @cached_property
    def resources(self) -> list[str]:
        """The files that are no pages."""
        return sorted(self.files - self.pages.keys())

    def with_anchors(self, file: str) -> ReferencedPage | None:
        """Return what can be referred to in file, or None where that is not known."""
        if file.endswith(".svg") and file not in self.drawings:
            self.drawings[file] = read_page((self.root / file).read_bytes())
        return self.pages.get(file) or self.drawings.get(file)

    def file(self, path: str) -> str:
        """Return the file that a server sends for path, whether it exists or not."""
        if path == "" or path.endswith("/"):
            return path + HOME
        return f"{path}/{HOME}" if path not in self.files and path in self.folders else path

    def in_other_case(self, path: str) -> str | None:
        """Return the file that a server would send if it did not mind case."""
        lower = self.file(path).lower()
        return self.by_lower_case.get(lower) or self.by_lower_case.get(f"{lower}/{HOME}")


def read_tree(site: Path, base: str, apart: Collection[str] = ()) -> Tree:
    """Read the pages of site; base is where it will be served, and folders that stand `apart` are sites of their own."""
    files = frozenset(file for file in files_of(site) if file.partition("/")[0] not in apart)
    return Tree(site, files, _Pages(site, [file for file in sorted(files) if file.endswith(".html")]), base_of(base))


class _Pages(Mapping[str, ReferencedPage]):
    """The pages of a site by their paths, each read when it is first looked at."""

    def __init__(self, site: Path, paths: Sequence[str]) -> None:
        self.site = site
        self.read: dict[str, ReferencedPage | None] = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> ReferencedPage:
        page = self.read[path]
        if page is None:
            page = self.read[path] = read_page((self.site / path).read_bytes())
        return page

    def __contains__(self, path: object) -> bool:
        return path in self.read

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)


def address_of(file: str) -> str:
    """Return the address by which readers know file: a folder's page by the folder."""
    return file.removesuffix(HOME) if file.endswith("/" + HOME) else file
