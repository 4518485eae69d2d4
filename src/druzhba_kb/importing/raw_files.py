"""Raw files: paths or standard input in, raw articles with their lines and what they declare of themselves out.

An article may come as text, as a saved page or as Markdown, and the name of its file may lie: the first tag decides.
What cannot be read is a finding, never an exception, and nothing is guessed of bytes that are no text: an article with
wrong letters would be sealed with wrong letters.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex
from frontmatter.default_handlers import YAMLHandler

from druzhba_kb.folding import printable
from druzhba_kb.importing.declared_metadata import DeclaredMetadata, declared_by_front_matter, declared_by_page
from druzhba_kb.importing.html import decode_page, excess, excess_of, page_lines, page_text, parse_page
from druzhba_kb.importing.lines import LINE_END, RawLine, read_markdown, read_text
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import read_yaml

# a long article has 100 kB; a page brings its pictures and scripts along
MAX_BYTES = {".txt": 2_000_000, ".md": 2_000_000, ".html": 10_000_000}
MOST_LINES = 20_000  # that are not blank; a long article has a thousand
SUFFIXES = {".txt": ".txt", ".md": ".md", ".markdown": ".md", ".html": ".html", ".htm": ".html"}
# saved pages begin with a comment of the browser that saved them
PAGE = regex.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", regex.I | regex.S)
TAG = regex.compile(rb"<\s*/?\s*[a-z!]", regex.I)
FENCE = regex.compile(r"-{3,}[ \t]*\n")
MARKDOWN = regex.compile(r"^#{1,6} \S", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A raw article: where it came from, its bytes and their format, its lines, what it declares, and its text.

    The text is that of the file, of a page that which its lines make; the numbers of the lines count in it.
    """

    origin: str
    data: bytes
    suffix: str
    lines: tuple[RawLine, ...]
    declared: DeclaredMetadata
    text: str


def find_files(paths: Sequence[str], report: Report) -> list[str]:
    """Return the files that paths name, those of a folder in their order; what cannot be imported is a warning."""
    return [file for path in paths for file in (_in_folder(path, report) if _is_folder(path) else [path])]


def _is_folder(path: str) -> bool:
    try:
        return path != "-" and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _in_folder(folder: str, report: Report) -> list[str]:
    expected = "expected " + ", ".join(SUFFIXES)
    try:
        inside = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        _unreadable(folder, error, report)
        return []
    files = [path for path in inside if path.suffix.lower() in SUFFIXES and path.is_file()]
    for path in inside:
        if path not in files and not _is_part_of_page(path):
            message = f"'{printable(path.name)}' is skipped; {expected}"
            report.warning(Place(printable(path.as_posix())), "import-skipped", message)
    if not files:
        report.error(Place(printable(folder)), "import-empty", f"the folder holds no article; {expected}")
    return [str(path) for path in files]


def _is_part_of_page(path: Path) -> bool:
    """Whether path is the folder that a browser saves beside a page."""
    name = path.name.removesuffix("_files")
    return path.is_dir() and any(path.with_name(name + suffix).is_file() for suffix in (".html", ".htm"))


def read_raw(path: str, report: Report) -> RawArticle | None:
    """Read one raw article; '-' is standard input."""
    origin = _origin(path)
    try:
        data = _read_bytes(path)
    except (OSError, ValueError) as error:
        _unreadable(path, error, report)
        return None
    suffix = _suffix(path, data)
    if len(data) > MAX_BYTES[suffix]:
        message = f"more than {MAX_BYTES[suffix]:,} bytes; expected the text of one article"
        report.error(Place(origin), "import-unreadable", message)
        return None
    raw = _read_page(data, origin, report) if suffix == ".html" else _read_text(data, origin, suffix, report)
    if raw and len(raw.lines) > MOST_LINES:
        message = f"{len(raw.lines):,} lines; expected the text of one article, {MOST_LINES:,} at most"
        report.error(Place(origin), "import-unreadable", message)
        return None
    return raw


def _origin(path: str) -> str:
    return printable(path.replace("\\", "/"))


def _unreadable(path: str, error: Exception, report: Report) -> None:
    reason = (getattr(error, "strerror", None) or "this is no file name").lower()
    report.error(Place(_origin(path)), "import-unreadable", f"'{printable(path)}' cannot be read: {reason}")


def _read_bytes(path: str) -> bytes:
    most = max(MAX_BYTES.values()) + 1  # one more than is allowed, so that more can be told from as many
    if path == "-":
        return sys.stdin.buffer.read(most)
    with Path(path).open("rb") as stream:
        return stream.read(most)


def _suffix(path: str, data: bytes) -> str:
    """Return the format of a file, by its first tag before its name; a page without any tag is text."""
    named = SUFFIXES.get(Path(path).suffix.lower(), "")
    if PAGE.match(data) or (named == ".html" and TAG.search(data)):
        return ".html"
    is_markdown = not named and MARKDOWN.search(data.decode("utf-8", "replace"))
    return ".md" if named == ".md" or is_markdown else ".txt"


def _read_page(data: bytes, origin: str, report: Report) -> RawArticle | None:
    text = decode_page(data)
    excessive = excess(text)
    root = None if excessive else parse_page(text)
    excessive = excessive or (excess_of(root) if root is not None else None)
    if excessive:
        message = f"the page has more than {excessive}; expected the page of one article"
        report.error(Place(origin), "import-unreadable", message)
        return None
    lines = () if root is None else page_lines(root)
    if root is None or not lines:
        report.error(Place(origin), "import-empty", "the page shows no text; expected the text of an article")
        return None
    return RawArticle(origin, data, ".html", lines, declared_by_page(root, text), page_text(lines))


def _read_text(data: bytes, origin: str, suffix: str, report: Report) -> RawArticle | None:
    text = _decode(data, origin, report)
    if text is None:
        return None
    if FENCE.match(LINE_END.sub("\n", text)):
        return _read_fenced(data, LINE_END.sub("\n", text), origin, suffix, report)
    lines = read_markdown(text) if suffix == ".md" else read_text(text)
    return RawArticle(origin, data, suffix, lines, DeclaredMetadata(), text)


def _read_fenced(data: bytes, text: str, origin: str, suffix: str, report: Report) -> RawArticle | None:
    """Read Markdown with front matter; a text that merely opens with a rule has none."""
    faults = report if suffix == ".md" else Report()
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
        return None if suffix == ".md" else RawArticle(origin, data, suffix, read_text(text), DeclaredMetadata(), text)
    first = text[: len(text) - len(body)].count("\n") + 1
    return RawArticle(origin, data, ".md", read_markdown(body, first), declared_by_front_matter(table), text)


def _decode(data: bytes, origin: str, report: Report) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; expected a text in UTF-8"
        before = data[: error.start].decode("utf-8", "replace")
        report.error(_place_after(before, origin), "import-unreadable", message)
        return None
    if "\0" in text:  # UTF-16 without its mark has one in every letter
        place = _place_after(text[: text.index("\0")], origin)
        report.error(place, "import-unreadable", "a NUL character; expected a text in UTF-8")
        return None
    if not text.strip():
        report.error(Place(origin), "import-empty", "the file is empty; expected the text of an article")
        return None
    return text


def _place_after(before: str, origin: str) -> Place:
    return Place(origin, before.count("\n") + 1, len(before) - before.rfind("\n"))
