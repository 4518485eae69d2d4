"""Load: the project's folders in, documents out: plain strings that know their file, line and column.

Nothing is read as more than text: YAML's own types would make a number of 1e9 and lose how it was written. It must never
repair what it reads, nor follow a link out of the project.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from stat import S_ISREG

from frontmatter.default_handlers import YAMLHandler

from druzhba_kb.characters import MOST, bad_characters
from druzhba_kb.layout import ASSERTIONS, ASSETS, CHANGES, MAX_BYTES, MOVED, NEEDED, PICTURES, RATCHETS, READ
from druzhba_kb.locales import base_language, read_translations
from druzhba_kb.locales.catalogue import Catalogue
from druzhba_kb.model import Asset
from druzhba_kb.pictures import examined
from druzhba_kb.report import Place, Report, place_of
from druzhba_kb.values.word_types import ID, no_file_name, no_id
from druzhba_kb.yaml_read import Scalar, Table, read_yaml

# none is read as a page or a script
SERVED = (*PICTURES, ".woff2", ".woff", ".pdf", ".csv", ".json", ".txt", ".xlsx", ".zip")
DEEPEST = 4  # folders below pages/ and assets/ in each other
# '=======' alone underlines a heading in Markdown
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .{0,60})?$", re.MULTILINE)
LEFTOVER = re.compile(
    r".*~|~\$.*|#.*#|(?i:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r)"
)  # of editors and file managers


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the project: the id from its name, its mapping, and the text behind the front matter."""

    id: str
    file: str
    table: Table
    body: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text file with its sha256, which does not depend on the line ends of a system."""

    text: str
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a build reads: entities and kinds by kind, articles, private texts, keys and seals by article id, lists."""

    kinds: dict[str, Document] = field(default_factory=dict)
    entities: dict[str, list[Document]] = field(default_factory=dict)
    articles: list[Document] = field(default_factory=list)
    texts: dict[str, PlainText] = field(default_factory=dict)
    seals: dict[str, PlainText] = field(default_factory=dict)
    keys: dict[str, PlainText] = field(default_factory=dict)
    changes: list[Document] = field(default_factory=list)
    assertions: list[Document] = field(default_factory=list)
    ratchets: list[Document] = field(default_factory=list)
    moved: list[Document] = field(default_factory=list)
    references: list[Document] = field(default_factory=list)
    pages: list[Document] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    translations: Mapping[str, Catalogue] = field(default_factory=dict)
    language: str | None = None


def load(root: Path, report: Report) -> Sources:
    """Read articles/, entities/, references/, pages/ and sources/ below root; every file that cannot be read is a finding."""
    sources = Sources(language=base_language(root), translations=read_translations(root, report))
    loader = _Loader(root, report, sources)
    loader.check_folders()
    loader.load_articles()
    loader.load_entities()
    loader.load_others()
    return sources


@dataclass(slots=True)
class _Loader:
    """Reads the files of one project."""

    root: Path
    report: Report
    sources: Sources

    def check_folders(self) -> None:
        """Report each folder that is missing, and what no folder of a project may hold."""
        for name in NEEDED:
            if not (self.root / name).is_dir():
                message = f"there is no folder '{name}'; expected it beside mkdocs.yml"
                self.report.error(Place(name), "missing-folder", message)
        # a link by which a site would publish what is not of it
        for name in ("templates", "pages", ASSETS):
            folder = self.root / name
            for path in [folder] if folder.is_symlink() else folder.rglob("*"):
                if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(self.root.resolve() / name):
                    self._error(path, "outside-link", f"this link leads out of '{name}'")
        for name in READ:
            if name not in NEEDED and os.path.lexists(self.root / name) and not (self.root / name).is_dir():
                message = f"'{name}' is no folder; expected one, or nothing of that name"
                self.report.error(Place(name), "missing-folder", message)
        self._report_irregular()

    def load_articles(self) -> None:
        """Read the articles with their seals, and the list of changes beside them."""
        for path in self._walk("articles", 1):
            if path.suffix == ".seals":
                self._load_plain(path, self.sources.seals)
            elif path.name == CHANGES:
                self.sources.changes.extend(self._documents(path))
            elif path.suffix != ".md":
                self._unexpected(path, f"<id>.md, <id>.seals or {CHANGES}")
            elif self._is_id(path) and (document := self._article(path)):
                self.sources.articles.append(document)

    def load_entities(self) -> None:
        """Read the entities and kinds, and the lists that guard the content."""
        sources = self.sources
        guards = {ASSERTIONS: sources.assertions, RATCHETS: sources.ratchets, MOVED: sources.moved}
        for path in self._walk("entities", 1, folders=True):
            if path.name in guards:
                guards[path.name].extend(self._documents(path))
            else:
                self._unexpected(path, f"<kind>/<id>.yml, {ASSERTIONS}, {RATCHETS} or {MOVED}")
        for path in self._walk("entities", 2):
            self._load_entity(path)
        for kind in sources.entities.keys() - sources.kinds.keys():
            message = f"the folder '{kind}' has no _kind.yml that says what it holds; 'druzhba-kb kind add' writes one"
            self.report.error(Place(f"entities/{kind}"), "unknown-kind", message)

    def _load_entity(self, path: Path) -> None:
        kind = path.parent.name
        if not ID.fullmatch(kind):
            self._error(path.parent, "bad-id", no_id(kind))
        elif path.suffix != ".yml":
            self._unexpected(path, "<id>.yml")
        elif path.name == "_kind.yml":
            empty = Document(kind, self._file(path), Table((), Place(self._file(path))))
            self.sources.kinds[kind] = next((replace(one, id=kind) for one in self._documents(path)), empty)
        else:
            entities = self.sources.entities.setdefault(kind, [])
            entities.extend(self._documents(path) if self._is_id(path) else ())

    def load_others(self) -> None:
        """Read references, private texts with their keys, own pages, and what the site takes over as it is."""
        for path in self._walk("references", 1):
            if path.suffix != ".yml":
                self._unexpected(path, "<id>.yml")
            elif self._is_id(path):
                self.sources.references.extend(self._documents(path))
        for path in self._walk("sources", 1):
            if path.suffix in (".md", ".key"):
                self._load_plain(path, self.sources.texts if path.suffix == ".md" else self.sources.keys)
        for path in self._walk_all("pages"):
            if path.suffix != ".md":
                self._unexpected(path, "<name>.md, and pictures in 'assets'")
            elif self._is_id(path) and (document := self._article(path)):
                self.sources.pages.append(document)
        for path in self._walk_all(ASSETS):
            self._load_asset(path)
        self._report_lone_texts()

    def _report_irregular(self) -> None:
        """Report what is neither a file nor a folder; opening a pipe would wait for a writer, perhaps for ever."""
        for inner, folders, files in (found for name in READ for found in os.walk(self.root / name)):
            folders[:] = [folder for folder in folders if not folder.startswith(".")]
            for path in (Path(inner, name) for name in files if not name.startswith(".")):
                try:
                    good = S_ISREG(path.stat().st_mode) or path.is_symlink()
                    fault = "" if good else "this is a pipe, a socket or a device; expected a file"
                except FileNotFoundError:
                    fault = "this link leads to nothing" if path.is_symlink() else ""
                except OSError as error:
                    fault = f"cannot be read: {error.strerror}"
                if fault:
                    self._error(path, "unreadable-file", fault)

    def _report_lone_texts(self) -> None:
        """Warn of a text whose article is gone or has another id, for nothing is checked against it."""
        digests = ((one.id, one.table.value("source_sha256")) for one in self.sources.articles)
        by_text = {value.text: id for id, value in digests if isinstance(value, Scalar)}
        for id, text in self.sources.texts.items():
            if ID.fullmatch(id) and not (self.root / f"articles/{id}.md").exists():
                owner = by_text.get(text.sha256)
                named = f"rename it to '{owner}.md', whose text it is"
                way = named if owner else "import the article again, or remove it"
                message = f"there is no article '{id}', so nothing is checked against its text; {way}"
                self.report.warning(Place(text.file), "lone-text", message)

    def _walk(self, folder: str, depth: int, folders: bool = False) -> Iterator[Path]:
        """Yield the files that are exactly depth levels below root, sorted, leaving out hidden ones and editors' back-ups.

        `folders` says that folders belong beside the files; the walk a level deeper finds what is wrong with them.
        """
        home, resolved = self.root.resolve(), cache(Path.resolve)
        for path in sorted((self.root / folder).glob("/".join("*" * depth))):
            if path.name.startswith(".") or LEFTOVER.fullmatch(path.name) or (folders and path.is_dir()):
                continue
            if not path.exists():  # a link to nothing, or in a circle
                continue
            if not (path.resolve() if path.is_symlink() else resolved(path.parent)).is_relative_to(home):
                self._error(path, "outside-link", "this link leads out of the project")
            elif path.is_file():
                yield path
            elif path.is_dir() and folder != "sources":
                self._error(path, "unexpected-folder", f"no folder belongs here; expected files in '{folder}'")

    def _walk_all(self, folder: str) -> Iterator[Path]:
        """Yield the files below a folder, in folders too; what lies deeper than any should is a finding."""
        for depth in range(1, DEEPEST + 1):
            for path in self._walk(folder, depth, folders=depth < DEEPEST):
                parts = path.relative_to(self.root).parts
                if any(part.startswith(".") for part in parts):
                    continue
                if unfit := next(filter(None, map(no_file_name, parts)), ""):
                    self._error(path, "bad-id", unfit)
                else:
                    yield path

    def _load_asset(self, path: Path) -> None:
        """Note a file that the site takes over as it is; one that could be a page or a program of the site is a finding."""
        ending, size = path.suffix.lower(), path.stat().st_size
        if ending not in SERVED:
            message = f"the site does not take over '{path.suffix or path.name}'; expected one of {', '.join(SERVED)}"
            self._error(path, "unexpected-file", f"{message}; styles and scripts belong in 'templates/assets'")
        elif size > MAX_BYTES:
            self._error(path, "file-too-large", f"{size:,} bytes; expected at most {MAX_BYTES:,}")
        else:
            file, data = self._file(path), path.read_bytes()
            extent, faults = examined(data, ending) if ending in PICTURES else ((0, 0), [])
            for line, fault in faults:
                message = f"{fault}; expected a whole picture that runs and fetches nothing"
                self.report.error(Place(file, line, 1), "bad-picture", message)
            self.sources.assets[file] = Asset(hashlib.sha256(data).hexdigest(), *extent)

    def _documents(self, path: Path) -> list[Document]:
        """Return the one document that a file in YAML is; none with a finding."""
        file, text = self._file(path), self._text(path)
        if text is None:
            return []
        table = read_yaml(text, file, self.report)
        return [Document(path.stem, file, table)] if table else []

    def _load_plain(self, path: Path, into: dict[str, PlainText]) -> None:
        text = self._text(path)
        if text is not None:
            into[path.stem] = PlainText(text, hashlib.sha256(text.encode()).hexdigest(), self._file(path))

    def _file(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _error(self, path: Path, code: str, message: str) -> None:
        self.report.error(Place(self._file(path)), code, message)

    def _unexpected(self, path: Path, expected: str) -> None:
        self._error(path, "unexpected-file", f"nothing reads '{path.name}' here; expected {expected}")

    def _is_id(self, path: Path) -> bool:
        if ID.fullmatch(path.stem) is None:
            self._error(path, "bad-id", no_id(path.stem))
            return False
        return True

    def _text(self, path: Path) -> str | None:
        """Return the text of a UTF-8 file, or None with a finding."""
        file = self._file(path)
        try:
            with path.open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > MAX_BYTES:
                    self._error(path, "file-too-large", f"{size:,} bytes; expected at most {MAX_BYTES:,}")
                    return None
                raw = stream.read()
        except OSError as error:
            self._error(path, "unreadable-file", f"cannot be read: {error.strerror}")
            return None
        text = decode(raw, file, self.report)
        if text is None or file.startswith("sources/"):  # a private text is as its publisher wrote it
            return text
        bad = list(islice(bad_characters(text), MOST))
        for at, message in bad:
            self.report.error(place_of(text[:at], file), "bad-character", message)
        conflict = CONFLICT.search(text)
        if conflict is None:
            return None if bad else text
        expected = "expected one of the two versions, without the marks"
        message = f"'{conflict[0]}' marks a merge that was not finished; {expected}"
        self.report.error(place_of(text[: conflict.start()], file), "merge-conflict", message)
        return None

    def _article(self, path: Path) -> Document | None:
        """Return a file with front matter, or None with a finding."""
        file, text = self._file(path), self._text(path)
        if text is None:
            return None
        if not re.match(r"-{3,}[ \t]*\n", text):
            message = "the file does not begin with '---'; expected front matter"
            self.report.error(Place(file, 1, 1), "no-front-matter", message)
            return None
        try:
            front, body = YAMLHandler().split(text)
        except ValueError:
            message = "the front matter is not closed; expected a second line '---'"
            self.report.error(Place(file, 1, 1), "unclosed-front-matter", message)
            return None
        lines_before = text[: text.index(front, 3)].count("\n")
        table = read_yaml("\n" * lines_before + front, file, self.report)
        body_line = text[: len(text) - len(body)].count("\n") + 1
        return Document(path.stem, file, table, body, body_line) if table else None


def decode(raw: bytes, file: str, report: Report) -> str | None:
    """Return raw as text with plain line ends; a bad encoding, a byte-order mark, a NUL or nothing at all is a finding."""
    if not raw.strip():
        report.error(Place(file), "empty-file", "the file is empty")
        return None
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        report.error(
            Place(file, 1, 1), "byte-order-mark", "the file begins with a byte-order mark; expected UTF-8 without one"
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_of(raw[: error.start].decode("utf-8"), file)
        report.error(place, "bad-encoding", f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8")
        return None
    if "\0" in text:
        report.error(place_of(text[: text.index("\0")], file), "nul-byte", "a NUL character stands here; expected text")
        return None
    return text.replace("\r\n", "\n")
