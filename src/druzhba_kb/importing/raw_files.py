"""Raw files: paths or standard input in, raw articles with their lines and what they declare of themselves out.

A file may hold many articles, and one that cannot be read stops none of the others. What cannot be read is a finding,
never an exception.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex
from frontmatter.default_handlers import YAMLHandler

from druzhba_kb.folding import fold, printable
from druzhba_kb.importing.article_files import CORRECTIONS
from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_front_matter, declared_by_page
from druzhba_kb.importing.formats import (
    MOST_BYTES,
    FoundArticle,
    SourceFile,
    UnreadableFile,
    documents,
    known_suffixes,
    refusal,
)
from druzhba_kb.importing.formats.page_files import take_reader_view, unarchived
from druzhba_kb.importing.html import excess, excess_of, page_lines, page_text, parse_page
from druzhba_kb.importing.lines import LINE_END, RawLine, read_markdown, read_text
from druzhba_kb.importing.mail_text import mark_quoted
from druzhba_kb.importing.options import ImportOptions
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import read_yaml

MOST_LINES = 20_000  # that are not blank; a long article has a thousand
FENCE = regex.compile(r"-{3,}[ \t]*\n")
HEAD_LINES = 8  # a title that the format gives stands among the first lines, or nowhere
EXPECTED = "expected a text, page, PDF, Word file, book, mail, feed, table or web archive"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A raw article: where it came from, its bytes and their format, its lines, what it declares, and its text.

    The text is that of the file, or that which the lines make; the numbers of the lines count in it. `is_note` says that its
    author wrote it in Markdown with front matter.
    """

    origin: str
    data: bytes
    suffix: str
    lines: tuple[RawLine, ...]
    declared: DeclaredMetadata
    text: str
    is_note: bool = False


def find_files(paths: Sequence[str], report: Report) -> list[str]:
    """Return the files that paths name, those of a folder in their order; what cannot be imported is a warning."""
    return [file for path in paths for file in (_in_folder(path, report) if _is_folder(path) else [path])]


def _is_folder(path: str) -> bool:
    try:
        return path != "-" and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _in_folder(folder: str, report: Report) -> list[str]:
    try:
        inside = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        _unreadable(folder, error, report)
        return []
    files = [path for path in inside if path.name.lower().endswith(known_suffixes()) and path.is_file()]
    # sources/raw has the text of each page beside the page
    texts = {path.with_suffix(".txt") for path in files if path.suffix.lower() != ".txt"}
    for path in inside:
        if path not in files and not _is_part_of_page(path) and not path.name.endswith(CORRECTIONS):
            message = f"'{printable(path.name)}' is skipped; {_beginning(path) or EXPECTED}"
            report.warning(Place(printable(path.as_posix())), "import-skipped", message)
    if not files:
        report.error(Place(printable(folder)), "import-empty", f"the folder holds no article; {EXPECTED}")
    return [str(path) for path in files if path not in texts]


def _beginning(path: Path) -> str | None:
    """Return what a file of a folder is and what to do with it, where its first bytes say so."""
    if not path.is_file():  # a pipe would be read for ever
        return None
    try:
        with path.open("rb") as stream:
            return refusal(stream.read(4096))
    except OSError:
        return None


def _is_part_of_page(path: Path) -> bool:
    """Whether path is the folder that a browser saves beside a page."""
    name = path.name.removesuffix("_files")
    return path.is_dir() and any(path.with_name(name + suffix).is_file() for suffix in (".html", ".htm"))


def read_raw(path: str, report: Report, options: ImportOptions | None = None) -> Iterator[RawArticle]:
    """Yield the raw articles of a file; '-' is standard input."""
    options = options or ImportOptions()
    try:
        data = _read_bytes(path)
    except (OSError, ValueError) as error:
        _unreadable(path, error, report)
        return
    if len(data) > MOST_BYTES:
        report.error(Place(_origin(path)), "import-unreadable", f"more than {MOST_BYTES:,} bytes; expected less")
        return
    for document in documents(SourceFile(path, data, options.columns), options.encoding):
        if isinstance(document, UnreadableFile):
            report.error(Place(_origin(path), document.line, document.column), document.code, str(document))
            continue
        origin = _origin(path) + (f"#{document.part}" if document.part else "")
        for code, doubt in document.doubts:
            report.warning(Place(origin), code, doubt)
        raw = _read_document(document, origin, report)
        if raw and len(raw.lines) > MOST_LINES:
            message = f"{len(raw.lines):,} lines; expected the text of one article, {MOST_LINES:,} at most"
            report.error(Place(origin), "import-unreadable", message)
        elif raw:
            yield raw


def _origin(path: str) -> str:
    return printable(path.replace("\\", "/"))


def _unreadable(path: str, error: Exception, report: Report) -> None:
    reason = (getattr(error, "strerror", None) or "this is no file name").lower()
    report.error(Place(_origin(path)), "import-unreadable", f"'{printable(path)}' cannot be read: {reason}")


def _read_bytes(path: str) -> bytes:
    most = MOST_BYTES + 1  # one more than is allowed, so that more can be told from as many
    if path == "-":
        return sys.stdin.buffer.read(most)
    with Path(path).open("rb") as stream:
        return stream.read(most)


def _read_document(document: FoundArticle, origin: str, report: Report) -> RawArticle | None:
    if document.form == "html":
        return _read_page(document, origin, report)
    if document.suffix in (".txt", ".md"):
        return _read_own_text(document, origin, report)
    lines = read_markdown(document.text) if document.form == "markdown" else read_text(document.text)
    lines = mark_quoted(lines) if document.is_letter else lines
    return _numbered(document, origin, lines, unarchived(document.declared))


def _read_page(document: FoundArticle, origin: str, report: Report) -> RawArticle | None:
    excessive = excess(document.text)
    root = None if excessive else parse_page(document.text)
    excessive = excessive or (excess_of(root) if root is not None else None)
    if excessive:
        message = f"the page has more than {excessive}; expected the page of one article"
        report.error(Place(origin), "import-unreadable", message)
        return None
    view = take_reader_view(root) if root is not None else DeclaredMetadata()
    lines = () if root is None else page_lines(root, document.is_whole)
    lines = mark_quoted(lines) if document.is_letter else lines
    if root is None or not lines:
        report.error(Place(origin), "import-empty", "the page shows no text; expected the text of an article")
        return None
    by_page = DeclaredMetadata() if document.is_whole else declared_by_page(root, document.text)
    declared = unarchived(document.declared.completed_by(view).completed_by(by_page))
    return _numbered(document, origin, lines, declared)


def _numbered(document: FoundArticle, origin: str, lines: Sequence[RawLine], declared: DeclaredMetadata) -> RawArticle:
    """Return an article whose lines are numbered as in the text that they make, below the title that its format gives."""
    numbered: list[RawLine] = []
    is_titled = document.is_whole or document.declared.title
    for line in _titled(lines, document.declared.title) if is_titled else lines:
        number = numbered[-1].number + (1 if line.adjoins else 2) if numbered else 1
        numbered.append(replace(line, number=number))
    return RawArticle(origin, document.raw, document.suffix, tuple(numbered), declared, page_text(numbered))


def _titled(lines: Sequence[RawLine], title: str | None) -> list[RawLine]:
    """Return the lines with one title: the one given, above all where no line says it, else the first that is marked so."""
    first = next((index for index, line in enumerate(lines) if line.mark == "title"), None)
    said = (index for index, line in enumerate(lines[:HEAD_LINES]) if title and fold(line.text) == fold(title))
    chosen = next(said, None if title else first)
    marked = [replace(line, mark="heading") if line.mark == "title" else line for line in lines]
    if chosen is not None:
        marked[chosen] = replace(marked[chosen], mark="title")
    return [RawLine(1, title, False, "title"), *marked] if title and chosen is None else marked


def _read_own_text(document: FoundArticle, origin: str, report: Report) -> RawArticle | None:
    """Read a file of text or Markdown, whose lines keep their numbers."""
    text = LINE_END.sub("\n", document.text)
    if FENCE.match(text):
        return _read_fenced(document, text, origin, report)
    lines = read_markdown(text) if document.form == "markdown" else read_text(text)
    return RawArticle(origin, document.raw, document.suffix, lines, DeclaredMetadata(), document.text)


def _read_fenced(document: FoundArticle, text: str, origin: str, report: Report) -> RawArticle | None:
    """Read Markdown with front matter; a text that merely opens with a rule has none."""
    is_markdown = document.form == "markdown"
    faults = report if is_markdown else Report()
    try:
        front, body = YAMLHandler().split(text)
    except ValueError:
        front, body = None, text
        message = "the front matter is not closed; expected a second line '---'"
        faults.error(Place(origin, 1, 1), "unclosed-front-matter", message)
    before = text[: text.index(front, 3)].count("\n") if front else 0
    # as many empty lines as stand before it, so that findings have the right line
    table = read_yaml("\n" * before + front, origin, faults) if front is not None else None
    if table is None:
        plain = RawArticle(origin, document.raw, document.suffix, read_text(text), DeclaredMetadata(), text)
        return None if is_markdown else plain
    first = text[: len(text) - len(body)].count("\n") + 1
    declared = declared_by_front_matter(table)
    lines = tuple(_titled(read_markdown(body, first), declared.title))
    return RawArticle(origin, document.raw, ".md", lines, declared, text, is_note=True)
