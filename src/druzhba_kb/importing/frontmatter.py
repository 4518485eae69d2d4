"""An article's fields in, the front matter of its file out."""

from __future__ import annotations

from dataclasses import dataclass

import regex
import yaml

PLAIN_DATE = regex.compile(r"\d{4}(?:-\d\d){1,2}[~?%]?")


@dataclass(frozen=True, slots=True)
class Fields:
    """The front matter of an article, in the order of the file; what the text does not say is None."""

    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    published_basis: str | None
    published_note: str | None
    url: str | None
    archived_url: str | None
    genre: str | None
    rights: str
    blocks: str
    source_sha256: str | None


def front_matter(fields: Fields) -> str:
    """Return the front matter with its fences; a note only where there is one."""
    pairs = [(name, getattr(fields, name)) for name in Fields.__slots__]
    lines = [_pair(name, value) for name, value in pairs if name != "published_note" or value]
    return "---\n" + "".join(lines) + "---\n"


def _pair(name: str, value: str | None) -> str:
    if value and PLAIN_DATE.fullmatch(value):
        return f"{name}: {value}\n"
    return yaml.safe_dump({name: value}, allow_unicode=True, width=float("inf"))
