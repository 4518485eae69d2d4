"""Stylesheets: CSS in, the addresses that it makes a browser fetch out, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
TOKEN = re.compile(
    rf"/\*.*?\*/|@import\s+(?P<imported>{STRING})|url\(\s*(?P<url>{STRING}|(?:[^)\\]|\\.)*?)\s*\)|{STRING}",
    re.DOTALL | re.IGNORECASE,
)
ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\\r?\n|\\(.)", re.DOTALL | re.IGNORECASE)


def addresses(css: str, line: int = 1) -> Iterator[tuple[str, int]]:
    """Yield each address of an @import or url() with its line, counted from the line of the first character."""
    seen = 0
    for token in TOKEN.finditer(css):
        found = token["imported"] or token["url"]
        line += css.count("\n", seen, token.start())
        seen = token.start()
        if found:
            yield _unescaped(_unquoted(found)), line


def _unquoted(text: str) -> str:
    return text[1:-1] if text[0] in "\"'" else text


def _unescaped(text: str) -> str:
    return ESCAPE.sub(_meaning, text)


def _meaning(escape: re.Match[str]) -> str:
    if escape[1]:
        code = int(escape[1], 16)
        return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
    return escape[2] or ""
