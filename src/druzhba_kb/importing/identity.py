"""Ids of articles: publication data in, an ASCII kebab-case id out."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80


def is_id(text: str) -> bool:
    """Whether text is an id: ASCII letters a to z and digits, parted by single hyphens."""
    return bool(ID.fullmatch(text)) and len(text) <= LONGEST


def slug(text: str) -> str:
    """Return text as an id, as far as its letters have an ASCII form."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def derive_id(publisher: str | None, title: str | None, published: str | None) -> str:
    """Return an id of the publisher, else the title, and the year; empty where neither gives one."""
    name = slug(publisher or "") or slug(title or "")
    year = (published or "")[:4]
    return f"{name}-{year}" if name and year else name
