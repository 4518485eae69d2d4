"""Extraction: the templates, scripts and modules of a program in; a catalogue brought up to date with their messages out.

What a translator has written stays, also where its message is gone (as obsolete) or was changed (as fuzzy, to be looked at).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

TARGET = re.compile(r"(?<=\]\()[^()\s]+")
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


def updated(known: bytes | None, code: str, messages: Catalog, former_too: bool = True) -> bytes:
    """Return a catalogue, the one that is known or a new one, with the messages as they are now.

    Where the message of a context has changed, the translation of the former one is kept beside it, to be looked at; and, if
    `former_too`, those of messages that are gone.
    """
    locale = code.replace("-", "_")
    begun = Catalog(locale=locale, header_comment="# Translations, for an editor of gettext's catalogues.", fuzzy=False)
    catalogue = read_po(BytesIO(known), locale=locale) if known else begun
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    former: dict[str, list[Message]] = {}
    for one in catalogue.obsolete.values():
        former.setdefault(str(one.context or ""), []).append(one)
    empty = Counter(str(one.context) for one in catalogue if one.context and not one.string)
    for one in catalogue:
        candidates = former.get(str(one.context), []) if not one.string and empty[str(one.context)] == 1 else []
        if len(candidates) == 1:
            one.string = candidates[0].string
            one.flags.add("fuzzy")
    return _written(catalogue, former_too)


def with_moved(text: bytes, code: str, old: str, new: str) -> bytes:
    """Return a catalogue of content in which a file, `mills/old-mill.yml`, or a folder of files, `mills/`, has moved.

    Contexts name files, and texts link to them: from beside them by their names alone.
    """
    read = read_po(BytesIO(text), locale=code.replace("-", "_"))
    known = Catalog(locale=read.locale, header_comment=read.header_comment, fuzzy=read.fuzzy)
    known.mime_headers = read.mime_headers
    folder, _, name = old.rpartition("/")
    there = re.compile(rf"(?<![\w.-]){re.escape(old)}")
    beside = re.compile(rf"{re.escape(name)}(?![\w-])")

    def moved(one: str, context: str) -> str:
        near = name and f"{folder}/" in context
        return TARGET.sub(lambda link: target(link[0], bool(near)), one)

    def target(link: str, near: bool) -> str:
        if "://" in link:
            return link
        return (
            beside.sub(new.rpartition("/")[2], link, count=1) if near and beside.match(link) else there.sub(new, link)
        )

    for one in [one for one in read if one.id]:
        context = str(one.context or "")
        ours, theirs = moved(str(one.id), context), moved(str(one.string or ""), context)
        places = [(there.sub(new, place), line) for place, line in one.locations]
        now = there.sub(new, context)
        known.add(ours, theirs, places, one.flags, one.auto_comments, one.user_comments, context=now)
    known.obsolete = read.obsolete
    return _written(known)


def _written(catalogue: Catalog, former_too: bool = True) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=not former_too)
    return out.getvalue()


def counts(text: bytes, code: str) -> str:
    """Return in words how many messages of a catalogue are translated, and how many are to be looked at."""
    every = [one for one in read_po(BytesIO(text), locale=code.replace("-", "_")) if one.id]
    done = sum(all(one.string or [""]) and not one.fuzzy for one in every)
    doubtful = sum(one.fuzzy for one in every)
    rest = f", {doubtful:,} to be looked at, for their texts have changed" if doubtful else ""
    return f"{done:,} of {len(every):,} texts are translated{rest}"
