"""Extraction: the templates, scripts and modules of a program in; a catalogue brought up to date with their messages out.

What a translator has written stays, also where its message is gone (as obsolete) or was changed (as fuzzy, to be looked at).
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

METHODS = {
    ".py": ("python", {}),
    ".js": ("javascript", {}),
    ".j2": ("jinja2", {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}),
    ".html": ("jinja2", {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}),
}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
NOTES = ("L10n:",)  # what a comment before a message begins with, if it is for translators


def extracted(files: Mapping[str, Path]) -> Catalog:
    """Return the messages of files, by the names under which they stand in a catalogue."""
    found = Catalog(project="druzhba-kb", charset="utf-8", fuzzy=False)
    for name, file in sorted(files.items()):
        if method := METHODS.get(file.suffix):
            with file.open("rb") as stream:
                for _, message, comments, context in extract(method[0], stream, KEYWORDS, NOTES, method[1]):
                    found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def updated(known: bytes | None, code: str, messages: Catalog) -> bytes:
    """Return a catalogue, the one that is known or a new one, with the messages as they are now.

    Where the message of a context has changed, the translation of the former one is kept beside it, to be looked at.
    """
    locale = code.replace("-", "_")
    catalogue = (
        read_po(BytesIO(known), locale=locale) if known else Catalog(locale=locale, charset="utf-8", fuzzy=False)
    )
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    former: dict[str, list[Message]] = {}
    for one in catalogue.obsolete.values():
        former.setdefault(str(one.context or ""), []).append(one)
    for one in catalogue:
        if one.context and not one.string and len(candidates := former.get(one.context, [])) == 1:
            one.string = candidates[0].string
            one.flags.add("fuzzy")
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_by_file=True)
    return out.getvalue()


def counts(text: bytes, code: str) -> str:
    """Return in words how many messages of a catalogue are translated, and how many are to be looked at."""
    every = [one for one in read_po(BytesIO(text), locale=code.replace("-", "_")) if one.id]
    done = sum(all(one.string or [""]) and not one.fuzzy for one in every)
    doubtful = sum(one.fuzzy for one in every)
    rest = f", {doubtful:,} to be looked at, for their texts have changed" if doubtful else ""
    return f"{done:,} of {len(every):,} texts are translated{rest}"
