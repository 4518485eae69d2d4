"""The value type `url`: an http or https address with a host, and nothing that could leave an attribute or a link.

It ends in an `href` that readers click, so what a browser would run or repair is refused, not cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import regex

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values.base import ValueType, has_control, quoted, strings, unexcused

# what old browsers and feed readers take
LONGEST = 2000
# what could end an attribute or a Markdown link, and what browsers mend in ways that differ
FORBIDDEN = re.compile(r"[\s\"'<>`\\{}|^]")
# No needless escape: in a schema the pattern is read as JavaScript's, which allows none.
SCHEMA_PATTERN = r"""^[Hh][Tt][Tt][Pp][Ss]?://[^\s"'<>`\\{}|^/?#@]+([/?#][^\s"'<>`\\{}|^]*)?$"""
# hosts in any script, and IPv6; no empty labels
HOST = regex.compile(r"[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]*)(?:\.[\p{L}\p{M}\p{N}_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")


class UrlType(ValueType):
    """An address on the web."""

    name = "url"

    def parse(self, raw: str, attribute: Attribute) -> str:
        """Return raw with scheme and host in small letters."""
        return canonical(raw)

    def missing(
        self, value: str, inferred: Collection[str], passages: Sequence[Words], attribute: Attribute, names: Names
    ) -> list[str]:
        """Return 'value' when the address does not stand in the passages."""
        given = any(find_whole(value, words.text) for words in passages)
        return unexcused([] if given else ["value"], inferred, attribute)

    def spans(self, value: str, words: Words, attribute: Attribute, names: Names) -> list[tuple[int, int]]:
        """Return where the address stands."""
        return find_whole(value, words.text)

    def schema(self, attribute: Attribute, ids: Sequence[str]) -> dict[str, Any]:
        """Return a schema for http and https addresses."""
        return {**strings(SCHEMA_PATTERN), "maxLength": LONGEST}


@lru_cache(maxsize=1024)
def canonical(raw: str) -> str:
    """Return raw as a safe http or https address, or raise ValueError saying what was expected."""
    url = raw.strip()
    if len(url) > LONGEST or has_control(url) or FORBIDDEN.search(url):
        raise _fault(raw)
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number
    except ValueError as fault:
        raise _fault(raw) from fault
    if parts.scheme not in {"http", "https"} or not _is_safe(parts):
        raise _fault(raw)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def _is_safe(parts: SplitResult) -> bool:
    # https://bank.example@evil.example leads to evil.example
    return "@" not in parts.netloc and bool(HOST.fullmatch(parts.hostname or ""))


def _fault(raw: str) -> ValueError:
    return ValueError(
        f"{quoted(raw)} is no web address; expected http:// or https:// with a host, "
        "without spaces, quotes, brackets, user or password"
    )
