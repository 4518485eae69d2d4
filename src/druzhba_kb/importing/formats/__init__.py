"""Formats: a file in, the articles that it holds out, each as a page, as Markdown or as text; what is none is refused.

What a file is its bytes say, for its name may lie; a name counts only where nothing else can tell. `FORMATS` and `REFUSED`
are data: a format that is to be read needs a row and a function from a file to its articles.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from gzip import GzipFile
from io import BytesIO

import regex

from druzhba_kb.folding import printable, shorten
from druzhba_kb.importing.formats.found_article import FoundArticle, SourceFile, UnreadableFile, decode
from druzhba_kb.importing.formats.office_files import read_pdf, read_zip
from druzhba_kb.importing.formats.page_files import read_mail, read_mailbox, read_page, read_safari_archive, read_warc
from druzhba_kb.importing.formats.record_files import (
    LONGEST_TEXT,
    MARKDOWN,
    PUBLICATION_DATA,
    read_csv,
    read_feed,
    read_json,
)

__all__ = ["MOST_BYTES", "FoundArticle", "SourceFile", "UnreadableFile", "documents", "known_suffixes", "refusal"]

MOST_BYTES = 200_000_000
HEAD = 65_536  # what a file is stands at its beginning; a page may have a long comment before its first tag
TEXTS = {".txt": "text", ".md": "markdown", ".markdown": "markdown"}
TAG = regex.compile(rb"<\s*/?\s*[a-z!]", regex.I)
MARK = rb"(?:\xef\xbb\xbf)?"
PROLOGUE = MARK + rb"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+"
DOCTYPE = rb"(?:<!doctype\b[^>\[]*+(?:\[.*?\])?\s*+>\s*+)?"
BINARY = rb"(?=[^\x00]*+\x00)"
LIBRARIES = "pip install 'druzhba-kb[sources]'"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its name, how its files begin or end, its reader, and the most bytes that it may have.

    `is_text` says that its letters may stand in an older encoding.
    """

    name: str
    begins: regex.Pattern[bytes] | None
    read: Callable[[SourceFile], Iterator[FoundArticle | UnreadableFile]]
    suffixes: tuple[str, ...] = ()
    most: int = 50_000_000
    is_text: bool = False


def _read_text(file: SourceFile) -> Iterator[FoundArticle]:
    if len(file.data) > LONGEST_TEXT:
        raise UnreadableFile(f"more than {LONGEST_TEXT:,} bytes; expected the text of one article")
    text = file.text()
    if regex.match(r"\s*+TY  ?- ", text):
        raise UnreadableFile(PUBLICATION_DATA)
    named = TEXTS.get(file.suffix) or ("text" if file.suffix else "")
    is_markdown = named == "markdown" or (not named and MARKDOWN.search(text))
    yield FoundArticle(text, "markdown" if is_markdown else "text", file.data, ".md" if is_markdown else ".txt")


def _begins(pattern: bytes) -> regex.Pattern[bytes]:
    return regex.compile(pattern, regex.IGNORECASE | regex.DOTALL)


MAIL = (
    rb"(?:[a-z][\w-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?"
    rb"(?:MIME-Version:|Message-ID:|Return-Path:|Delivered-To:|Content-Type:|Received: (?:from|by)\b)"
)
FORMATS = (
    Format("PDF", _begins(rb"\s*%PDF-\d"), read_pdf, (".pdf",)),
    Format("Word file, book or archive", _begins(rb"PK\x03\x04"), read_zip, (".docx", ".odt", ".epub")),
    Format("web archive (WARC)", _begins(rb"WARC/\d"), read_warc, (".warc",), MOST_BYTES),
    Format("web archive of Safari", _begins(rb"bplist00"), read_safari_archive, (".webarchive",)),
    Format("mailbox", _begins(rb"From \S+ [^\n]*\d{4}\r?\n[\w-]+:"), read_mailbox, (".mbox",)),
    Format("mail", _begins(MAIL), read_mail, (".eml", ".mhtml", ".mht"), is_text=True),
    Format("feed", _begins(PROLOGUE + DOCTYPE + rb"<(?:rss|feed|rdf:RDF)\b"), read_feed, (".rss", ".atom", ".xml")),
    Format(
        "page",
        _begins(PROLOGUE + rb"<(?:!doctype html|html|head|body)\b"),
        read_page,
        (".html", ".htm", ".xhtml"),
        MOST_BYTES,
        True,
    ),
    Format("JSON", _begins(rb'\s*(?:\[\s*)?\{\s*"'), read_json, (".json", ".jsonl"), is_text=True),
    Format("table", None, read_csv, (".csv", ".tsv"), is_text=True),
)
TEXT = Format("text", None, _read_text, tuple(TEXTS), is_text=True)
AS_TEXT = "expected the article as text, page, PDF or Word file (.docx)"
UNPACK = "unpack it and import what is in it"
REFUSED = (
    ("a file in Rich Text Format", rb"\{\\rtf", "save it as .docx or as text"),
    ("a file of the old Word or Outlook, or one with a password", rb"\xd0\xcf\x11\xe0", "save it as .docx or as text"),
    (
        "a picture",
        BINARY + rb"(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*|MM\x00|....ftyp(?:hei|avi|mif)|BM)",
        AS_TEXT,
    ),
    ("a drawing", rb"(?i)" + PROLOGUE + DOCTYPE + rb"<svg\b", AS_TEXT),
    ("a film or a recording", BINARY + rb"(?:....ftyp|\x1aE\xdf\xa3|ID3|\xff\xfb|OggS|RIFF|fLaC)", AS_TEXT),
    ("an archive", BINARY + rb"(?:7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd|PK|.{257}ustar)", UNPACK),
    ("a link and no page", rb"(?i)\s*\[(?:InternetShortcut|Desktop Entry)\]", "open it, and save the page itself"),
    ("a link or a list of settings", rb"(?i)" + PROLOGUE + DOCTYPE + rb"<plist\b", "open it, and save the page itself"),
    ("XML of a kind that is not read", MARK + rb"\s*<\?xml", AS_TEXT),
    ("a calendar or a card with an address", rb"(?i)" + MARK + rb"\s*BEGIN:V(?:CALENDAR|CARD)\b", AS_TEXT),
    (
        "a file of subtitles",
        MARK + rb"\s*(?:WEBVTT\b|(?:\d+\s+)?\d\d:\d\d:\d\d[,.]\d{3} --> )",
        "save what is said as text",
    ),
    ("the source of a paper", rb"\s*(?:%[^\n]*\n\s*)*+\\documentclass\b|%!PS", "save it as PDF or as text"),
    ("a program", BINARY + rb"(?:MZ|\x7fELF)", AS_TEXT),
)


def known_suffixes() -> tuple[str, ...]:
    """Return the endings of the files that are read."""
    return tuple(
        suffix for one in (TEXT, *FORMATS) for suffix in (*one.suffixes, *(f"{name}.gz" for name in one.suffixes))
    )


def refusal(data: bytes) -> str | None:
    """Return what a file is that is not read, and what to do; None where its beginning does not say."""
    rows = ((what, remedy) for what, start, remedy in REFUSED if regex.match(start, data[:HEAD], regex.S))
    return next((f"this is {what}; {remedy}" for what, remedy in rows), None)


def documents(file: SourceFile, encoding: str | None = None) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the articles of a file; a fault in its place where there is none, never an exception."""
    form = TEXT
    try:
        file = _unpacked(file)
        form = _format(file)
        if len(file.data) > form.most:
            raise UnreadableFile(f"more than {form.most:,} bytes; expected less of a {form.name}")
        if encoding and form.is_text:
            file = _recoded(file, encoding)
        found = list(form.read(file))
        if not found:
            raise UnreadableFile(f"the {form.name} holds no page; expected at least one", "import-empty")
        yield from found
    except UnreadableFile as fault:
        yield fault
    except ImportError as error:
        yield UnreadableFile(f"a {form.name} is read with the package '{error.name}', which is missing; {LIBRARIES}")
    except Exception as error:  # libraries raise anything on a damaged file, and one file may not stop the others
        reason = shorten(printable(str(error)) or type(error).__name__, 120)
        yield UnreadableFile(f"the {form.name} is damaged or not what it seems ({reason}); expected it whole")


def _unpacked(file: SourceFile) -> SourceFile:
    if not file.data.startswith(b"\x1f\x8b"):
        return file
    try:
        data = GzipFile(fileobj=BytesIO(file.data)).read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableFile("the gzip archive is cut off or damaged; expected it whole") from None
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"the archive unpacks to more than {MOST_BYTES:,} bytes; expected less")
    return replace(file, name=regex.sub(r"\.gz$", "", file.name, flags=regex.I), data=data)


def _format(file: SourceFile) -> Format:
    head = file.data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    begun = next((one for one in FORMATS if one.begins and one.begins.match(head)), None)
    if begun:
        return begun
    if message := refusal(head):
        raise UnreadableFile(message)
    named = next((one for one in FORMATS if file.suffix in one.suffixes and one.is_text), TEXT)
    # a page without any tag is text
    return TEXT if named.read is read_page and not TAG.search(file.data) else named


def _recoded(file: SourceFile, encoding: str) -> SourceFile:
    """Return the file in UTF-8, which it may be already."""
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError:
        return replace(file, data=decode(file.data, encoding).encode())
    return file
