"""A path or standard input in, the bytes and the text of a raw article out; what cannot be read is a finding."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.report import Place, Report

MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw article: where it came from, its bytes, and its text."""

    origin: str
    data: bytes
    text: str


def read_raw(path: str, report: Report) -> Raw | None:
    """Read one raw article; '-' is standard input."""
    origin = "-" if path == "-" else path.replace("\\", "/")
    try:
        data = _read_bytes(path)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "this is no file name").lower()
        report.error(Place(origin), "import-unreadable", f"'{_plain(path)}' cannot be read: {reason}")
        return None
    if len(data) > MAX_BYTES:
        report.error(
            Place(origin), "import-unreadable", f"more than {MAX_BYTES:,} bytes; expected the text of one article"
        )
        return None
    text = _decode(data, origin, report)
    return None if text is None else Raw(origin, data, text)


def _read_bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _decode(data: bytes, origin: str, report: Report) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(origin, data[: error.start].decode("utf-8", "replace"))
        report.error(
            place, "import-unreadable", f"byte 0x{data[error.start]:02x} is not UTF-8; expected a text in UTF-8"
        )
        return None
    if "\0" in text:
        report.error(
            _place(origin, text[: text.index("\0")]), "import-unreadable", "a NUL character; expected a text in UTF-8"
        )
        return None
    if not text.strip():
        report.error(Place(origin), "import-empty", "the file is empty; expected the text of an article")
        return None
    return text


def _place(origin: str, before: str) -> Place:
    return Place(origin, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
