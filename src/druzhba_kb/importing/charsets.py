"""Charsets: the bytes of a page in, its text out, decoded as a browser does, with a warning where letters are in doubt.

UTF-8 goes before what a page declares, for a page that was saved anew keeps its old declaration. Python knows the labels,
but reads some of them more narrowly than browsers do: `SUPERSETS` are those, by the Encoding standard of the WHATWG.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

import regex
from charset_normalizer import from_bytes

DECLARED = regex.compile(
    rb"<(?:meta\b|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", regex.IGNORECASE
)
HEAD = 100_000  # beyond that no page declares anything
SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    # a declaration that could be read is not in UTF-16
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# the marks of the byte order, and what a page in UTF-16 without one begins with
STARTS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
MARKUP = regex.compile(rb"(?s)<(script|style)\b.*?</\1|<[^>]*>", regex.IGNORECASE)
SAMPLE = 200_000
ABOVE_ASCII = regex.compile(rb"[\x80-\xff]")
SPARSE, FEWEST = (
    0.2,
    40,
)  # with a lower share of such bytes a text is in Latin letters, and from few nothing can be guessed
# what pages were written in before UTF-8, but for the Latin ones, which differ by too few letters
LEGACY = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874", "cp932", "euc_jp", "cp949", "gb18030", "big5hkscs"]
OF_UTF_8 = regex.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode_page(data: bytes, warn: Callable[[str], object] = bool) -> str:
    """Return the text of a page; warn says what was guessed or replaced."""
    if known := next((encoding for start, encoding in STARTS.items() if data.startswith(start)), None):
        return _decoded(data, known, warn)
    declared = _declared(data)
    if data.isascii() and declared != "iso2022_jp":  # which is written in ASCII
        return data.decode("ascii")
    return _decoded(data, _encoding(data, declared, warn), warn)


def _declared(data: bytes) -> str | None:
    """Return the codec that a browser takes for what the page declares, None where nobody knows it."""
    found = DECLARED.search(data[:HEAD])
    label = found[1].decode("ascii", "replace").lower() if found else ""
    for name in (label, label.removeprefix("x-"), label.removesuffix("-i")):
        try:
            "".encode(name)  # rot13 is a codec of no bytes
            codec = codecs.lookup(name).name
        except (LookupError, UnicodeError, ValueError):
            continue
        return SUPERSETS.get(codec, codec)
    return None


def _encoding(data: bytes, declared: str | None, warn: Callable[[str], object]) -> str:
    """Return the charset of a page that has bytes beyond ASCII."""
    whole = len(OF_UTF_8.findall(data))
    # stray bytes between whole letters: no other charset gives those by chance
    is_utf_8 = whole > len(ABOVE_ASCII.findall(OF_UTF_8.sub(b"", data)))
    if is_utf_8 or (declared and declared != "utf-8"):
        return "utf-8" if is_utf_8 else declared or ""
    text = MARKUP.sub(b" ", data[:SAMPLE]) if len(data) < SAMPLE else MARKUP.sub(b" ", data)[:SAMPLE]
    is_dense = len(ABOVE_ASCII.findall(text)) > max(FEWEST, SPARSE * len(b"".join(text.split())))
    best = from_bytes(text, cp_isolation=LEGACY).best() if is_dense else None
    guessed = best.encoding if best else "cp1252"
    said = "no charset is declared" if declared is None else "the page is not in UTF-8, as it says"
    warn(f"{said}; it was read as {guessed}: see whether its letters are right")
    return guessed


def _decoded(data: bytes, encoding: str, warn: Callable[[str], object]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        text = data.decode(encoding, "replace")
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        before = data[:start].decode(encoding, "replace")
        count = text.count("\ufffd")
        replaced = (
            f"{count} letters are not {encoding} and became"
            if count > 1
            else f"one letter is not {encoding} and became"
        )
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        warn(f"{replaced} '\ufffd', the first in line {line}, column {column}")
        return text
