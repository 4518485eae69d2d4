"""Load: the project's folders in, documents out: plain strings that know their file, line and column.

Nothing is read as more than text: YAML's own types would make a number of 1e9 and lose how it was written. It must never
repair what it reads, nor follow a link out of the project.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


Known = dict[str, tuple[str, Table]]


def load(root: Path, report: Report, known: Known | None = None) -> Sources:
    """Read articles/, entities/, references/, pages/ and sources/ below root; every file that cannot be read is a finding.

    `known` are entities and lists as they were read before, by their files; it is brought up to date.
    """
    sources = Sources(language=base_language(root), translations=read_translations(root, report))
    known = {} if known is None else known
    for name in NEEDED:
        if not (root / name).is_dir():
            message = f"there is no folder '{name}'; expected it beside mkdocs.yml"
            report.error(Place(name), "missing-folder", message)
    _refuse_links(root, report)
    _report_irregular(root, report)
    for path in _walk(root, "articles", 1, report):
        _load_article_file(root, path, sources, report, known)
    for path in _walk(root, "entities", 1, report, folders=True):
        _load_guard_file(root, path, sources, report, known)
    for path in _walk(root, "entities", 2, report):
        _load_entity_file(root, path, sources, report, known)
    for kind in sources.entities.keys() - sources.kinds.keys():
        message = f"the folder '{kind}' has no _kind.yml that says what it holds; 'druzhba-kb kind add' writes one"
        report.error(Place(f"entities/{kind}"), "unknown-kind", message)
    for path in _walk(root, "references", 1, report):
        if path.suffix != ".yml":
            _unexpected(root, path, "<id>.yml", report)
        elif _good_id(root, path, report):
            _load_list(root, path, sources.references, report, known)
    for path in _walk(root, "sources", 1, report):
        if path.suffix in (".md", ".key"):
            _load_plain(root, path, sources.texts if path.suffix == ".md" else sources.keys, report)
    for path in _walk_all(root, "pages", report):
        if path.suffix != ".md":
            _unexpected(root, path, "<name>.md, and pictures in 'assets'", report)
        elif _good_id(root, path, report) and (document := _read_article(root, path, report)):
            sources.pages.append(document)
    for path in _walk_all(root, ASSETS, report):
        _load_asset(root, path, sources, report)
    _report_lone_texts(root, sources, report)
    return sources


def _report_irregular(root: Path, report: Report) -> None:
    """Report what is neither a file nor a folder; opening a pipe would wait for a writer, perhaps for ever."""
    for name in READ:
        if name not in NEEDED and os.path.lexists(root / name) and not (root / name).is_dir():
            report.error(Place(name), "missing-folder", f"'{name}' is no folder; expected one, or nothing of that name")
    for inner, folders, files in (found for name in READ for found in os.walk(root / name)):
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
                report.error(Place(_relative(root, path)), "unreadable-file", fault)


def _report_lone_texts(root: Path, sources: Sources, report: Report) -> None:
    """Warn of a text whose article is gone or has another id, for nothing is checked against it."""
    by_text = {
        value.text: one.id
        for one in sources.articles
        for key, value in one.table.items
        if key.text == "source_sha256" and isinstance(value, Scalar)
    }
    for id, text in sources.texts.items():
        if ID.fullmatch(id) and not (root / f"articles/{id}.md").exists():
            owner = by_text.get(text.sha256)
            way = f"rename it to '{owner}.md', whose text it is" if owner else "import the article again, or remove it"
            message = f"there is no article '{id}', so nothing is checked against its text; {way}"
            report.warning(Place(text.file), "lone-text", message)


def _walk(root: Path, folder: str, depth: int, report: Report, folders: bool = False) -> Iterator[Path]:
    """Yield the files that stand exactly depth levels below root, sorted, leaving out hidden ones and editors' back-ups.

    `folders` says that folders belong beside the files; the walk a level deeper finds what is wrong with them.
    """
    base = root / folder
    if not base.is_dir():
        return
    home, resolved = root.resolve(), cache(Path.resolve)
    for path in sorted(base.glob("/".join("*" * depth))):
        if path.name.startswith(".") or LEFTOVER.fullmatch(path.name) or (folders and path.is_dir()):
            continue
        if not path.exists():  # a link to nothing, or in a circle
            continue
        if not (path.resolve() if path.is_symlink() else resolved(path.parent)).is_relative_to(home):
            report.error(Place(_relative(root, path)), "outside-link", "this link leads out of the project")
        elif path.is_file():
            yield path
        elif path.is_dir() and folder != "sources":
            message = f"no folder belongs here; expected files in '{folder}'"
            report.error(Place(_relative(root, path)), "unexpected-folder", message)


def _walk_all(root: Path, folder: str, report: Report) -> Iterator[Path]:
    """Yield the files below a folder, in folders too; what lies deeper than any should is a finding."""
    for depth in range(1, DEEPEST + 1):
        for path in _walk(root, folder, depth, report, folders=depth < DEEPEST):
            parts = path.relative_to(root).parts
            if any(part.startswith(".") for part in parts):
                continue
            if unfit := next(filter(None, map(no_file_name, parts)), ""):
                report.error(Place(_relative(root, path)), "bad-id", unfit)
            else:
                yield path


def _refuse_links(root: Path, report: Report) -> None:
    """Report each link by which a site would publish what is not of it."""
    for name in ("templates", "pages", ASSETS):
        folder = root / name
        for path in [folder] if folder.is_symlink() else folder.rglob("*"):
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root.resolve() / name):
                report.error(Place(_relative(root, path)), "outside-link", f"this link leads out of '{name}'")


def _load_asset(root: Path, path: Path, sources: Sources, report: Report) -> None:
    """Note a file that the site takes over as it is; one that could be a page or a program of the site is a finding."""
    place = Place(_relative(root, path))
    if path.suffix.lower() not in SERVED:
        message = f"the site does not take over '{path.suffix or path.name}'; expected one of {', '.join(SERVED)}"
        report.error(place, "unexpected-file", f"{message}; styles and scripts belong in 'templates/assets'")
    elif path.stat().st_size > MAX_BYTES:
        message = f"{path.stat().st_size:,} bytes; expected at most {MAX_BYTES:,}"
        report.error(place, "file-too-large", message)
    else:
        data, ending = path.read_bytes(), path.suffix.lower()
        size, faults = examined(data, ending) if ending in PICTURES else ((0, 0), [])
        for line, fault in faults:
            report.error(
                Place(place.file, line, 1),
                "bad-picture",
                f"{fault}; expected a whole picture that runs and fetches nothing",
            )
        sources.assets[place.file] = Asset(hashlib.sha256(data).hexdigest(), *size)


def _load_article_file(root: Path, path: Path, sources: Sources, report: Report, known: Known) -> None:
    if path.suffix == ".seals":
        _load_plain(root, path, sources.seals, report)
    elif path.name == CHANGES:
        _load_list(root, path, sources.changes, report, known)
    elif path.suffix != ".md":
        _unexpected(root, path, f"<id>.md, <id>.seals or {CHANGES}", report)
    elif _good_id(root, path, report) and (document := _read_article(root, path, report)):
        sources.articles.append(document)


def _load_guard_file(root: Path, path: Path, sources: Sources, report: Report, known: Known) -> None:
    guards = {ASSERTIONS: sources.assertions, RATCHETS: sources.ratchets, MOVED: sources.moved}
    if path.name in guards:
        _load_list(root, path, guards[path.name], report, known)
    else:
        _unexpected(root, path, f"<kind>/<id>.yml, {ASSERTIONS}, {RATCHETS} or {MOVED}", report)


def _load_list(root: Path, path: Path, into: list[Document], report: Report, known: Known) -> None:
    text = _read(root, path, report)
    table = _table(text, _relative(root, path), report, known) if text is not None else None
    into.extend([Document(path.stem, _relative(root, path), table)] if table else [])


def _load_entity_file(root: Path, path: Path, sources: Sources, report: Report, known: Known) -> None:
    kind = path.parent.name
    if not ID.fullmatch(kind):
        report.error(Place(_relative(root, path.parent)), "bad-id", no_id(kind))
        return
    if path.suffix != ".yml":
        _unexpected(root, path, "<id>.yml", report)
        return
    is_kind = path.name == "_kind.yml"
    if not is_kind:
        sources.entities.setdefault(kind, [])
    if not is_kind and not _good_id(root, path, report):
        return
    text = _read(root, path, report)
    table = _table(text, _relative(root, path), report, known) if text is not None else None
    if is_kind:
        sources.kinds[kind] = Document(kind, _relative(root, path), table or Table((), Place(_relative(root, path))))
    elif table:
        sources.entities[kind].append(Document(path.stem, _relative(root, path), table))


def _table(text: str, file: str, report: Report, known: Known) -> Table | None:
    before, table = known.get(file, ("", None))
    if table is None or before != text:
        told = len(report.findings)
        table = read_yaml(text, file, report)
        known.update({file: (text, table)} if table and len(report.findings) == told else {})
    return table


def _load_plain(root: Path, path: Path, into: dict[str, PlainText], report: Report) -> None:
    text = _read(root, path, report)
    if text is not None:
        into[path.stem] = PlainText(text, hashlib.sha256(text.encode()).hexdigest(), _relative(root, path))


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _unexpected(root: Path, path: Path, expected: str, report: Report) -> None:
    message = f"nothing reads '{path.name}' here; expected {expected}"
    report.error(Place(_relative(root, path)), "unexpected-file", message)


def _good_id(root: Path, path: Path, report: Report) -> bool:
    good = ID.fullmatch(path.stem) is not None
    if not good:
        report.error(Place(_relative(root, path)), "bad-id", no_id(path.stem))
    return good


def _read(root: Path, path: Path, report: Report) -> str | None:
    """Return the text of a UTF-8 file, or None with a finding."""
    file = _relative(root, path)
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                report.error(Place(file), "file-too-large", f"{size:,} bytes; expected at most {MAX_BYTES:,}")
                return None
            raw = stream.read()
    except OSError as error:
        report.error(Place(file), "unreadable-file", f"cannot be read: {error.strerror}")
        return None
    text = decode(raw, file, report)
    if text is None or file.startswith("sources/"):  # a private text is as its publisher wrote it
        return text
    told = list(islice(bad_characters(text), MOST))
    for at, message in told:
        report.error(place_of(text[:at], file), "bad-character", message)
    conflict = CONFLICT.search(text)
    if conflict is None:
        return None if told else text
    message = (
        f"'{conflict[0]}' marks a merge that was not finished; expected one of the two versions, without the marks"
    )
    report.error(place_of(text[: conflict.start()], file), "merge-conflict", message)
    return None


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


def _read_article(root: Path, path: Path, report: Report) -> Document | None:
    text = _read(root, path, report)
    if text is None:
        return None
    file = _relative(root, path)
    if not re.match(r"-{3,}[ \t]*\n", text):
        report.error(Place(file, 1, 1), "no-front-matter", "the file does not begin with '---'; expected front matter")
        return None
    try:
        front, body = YAMLHandler().split(text)
    except ValueError:
        report.error(
            Place(file, 1, 1), "unclosed-front-matter", "the front matter is not closed; expected a second line '---'"
        )
        return None
    lines_before = text[: text.index(front, 3)].count("\n")
    table = read_yaml("\n" * lines_before + front, file, report)
    body_line = text[: len(text) - len(body)].count("\n") + 1
    return Document(path.stem, file, table, body, body_line) if table else None
