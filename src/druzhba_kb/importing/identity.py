"""Ids of articles: publication data in, an ASCII kebab-case id out."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80
SLUG = 50


def is_id(text: str) -> bool:
    """Whether text is an id: ASCII letters a to z and digits, parted by single hyphens."""
    return bool(ID.fullmatch(text)) and len(text) <= LONGEST


def slug(text: str) -> str:
    """Return text as an id, as far as its letters have an ASCII form, cut after a whole word."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return whole if len(whole) <= SLUG else whole[: SLUG + 1].rpartition("-")[0] or whole[:SLUG]


def derive_id(publisher: str | None, title: str | None, published: str | None, file: str) -> str:
    """Return an id of the publisher, else the title, else the file's name, and the year; empty where none gives one."""
    name = slug(publisher or "") or slug(title or "") or slug(file)
    year = (published or "")[:4]
    return f"{name}-{year}" if name and year else name
