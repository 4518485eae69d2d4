"""Found article: what every reader of a format takes and gives: a file's bytes in, its articles out, or why there is none.

An article leaves its format as a page, as Markdown or as text, with what the format declares of it; all that follows is
the same for each. `raw` is what is kept of it, and reads as the same article again without any option.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from druzhba_kb.importing.declared_metadata import DeclaredMetadata

Form = Literal["html", "markdown", "text"]
BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OLDER = "windows-1252 (western Europe), windows-1251 (Cyrillic) or windows-1256 (Arabic)"


class UnreadableFile(Exception):
    """Why a file, or one article in it, cannot be imported: a message for the editor, its code and its place in the file."""

    def __init__(self, message: str, code: str = "import-unreadable", after: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.line = 0 if after is None else after.count("\n") + 1
        self.column = 0 if after is None else len(after) - after.rfind("\n")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given: its name, its bytes, and which columns of a table hold what."""

    name: str
    data: bytes
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """Return the ending of its name in small letters."""
        return PurePath(self.name).suffix.lower()

    def text(self) -> str:
        """Return its text; nothing is guessed, for an article with wrong letters would be sealed with wrong letters."""
        marked = next((name for mark, name in BYTE_ORDER_MARKS if self.data.startswith(mark)), "")
        text = decode(self.data, marked or "utf-8-sig")
        if "\0" in text:
            remedy = "expected a text in UTF-8; of a text in UTF-16 say --encoding utf-16-le"
            raise UnreadableFile(f"a NUL character; {remedy}", after=text[: text.index("\0")])
        if not text.strip():
            raise UnreadableFile("the file is empty; expected the text of an article", "import-empty")
        return text


def decode(data: bytes, encoding: str) -> str:
    """Return the text of data in an encoding; a byte that is none of its letters is a fault with its place."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = "UTF-8" if encoding == "utf-8-sig" else encoding
        remedy = f"expected a text in {shown}; of a text in an older encoding say --encoding, such as {OLDER}"
        before = data[: error.start].decode(encoding, "replace")
        raise UnreadableFile(f"byte 0x{data[error.start]:02x} is not {shown}; {remedy}", after=before) from None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article in a file: its text and the form of it, what is declared beside it, and what is kept of it.

    `is_whole` says that the text is all the article's, with no page around it; `part` tells it from others in the file;
    `doubts` says, each with its code, what was guessed or replaced; `is_letter` that it is a mail of its sender's own, which may
    quote others.
    """

    text: str
    form: Form
    raw: bytes
    suffix: str
    declared: DeclaredMetadata = field(default_factory=DeclaredMetadata)
    is_whole: bool = False
    part: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    is_letter: bool = False
