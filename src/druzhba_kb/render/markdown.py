"""Escaping: plain text in, text out that means itself in Markdown, in HTML and in attribute values."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache

import yaml
from markupsafe import Markup

# Python-Markdown keeps its own placeholders between STX and ETX: control characters must never reach it.
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
ACTIVE = re.compile(r"[!\"#$&'*+:<=>@\[\\\]^_`{|}~]")


class Markdown(Markup):
    """Text that is Markdown or HTML already: it passes unescaped."""

    __slots__ = ()


@lru_cache(maxsize=100_000)
def escape(text: str) -> Markdown:
    """Return text with everything that Markdown, HTML or a template could act on as numeric entities, on one line."""
    flat = CONTROL.sub(" ", text)
    return Markdown(ACTIVE.sub(lambda match: f"&#{ord(match[0])};", flat))


def finalize(value: object) -> object:
    """Escape what a template prints, unless it is Markdown or HTML already."""
    return value if isinstance(value, Markup) else escape(str(value))


def front_matter(fields: Mapping[str, object]) -> Markdown:
    """Return the front matter of a page; the title is escaped, because themes print it raw."""
    safe = {key: _titled(value) if isinstance(value, str) else value for key, value in fields.items()}
    text = yaml.dump(safe, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    return Markdown(f"---\n{text}---\n")


def _titled(text: str) -> str:
    return html.escape(CONTROL.sub(" ", text))
