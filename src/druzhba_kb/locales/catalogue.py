"""A catalogue: a file of gettext in, its messages out, those that would break a page left out and told.

Translators use the tools they know, and a translation stands in HTML as it is: so it may have no tag and no placeholder
that the English lacks, and the rule of its plural forms is arithmetic and nothing else, for scripts run it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from druzhba_kb.report import Place, Report

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

# a quotation mark of a typewriter would end the attribute in which a message may stand
HOLES = re.compile(r"%\(\w+\)s|\{\w*\}|%%|<[^<>]*>|[\"<>]")
RULE = re.compile(r"[n\d%!=<>&|?:() ]{1,200}")
GERMANIC = "(n != 1)"
# Babel takes what is open to be closed, and loses a letter by it
LINE = re.compile(r"(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?\"(?:[^\"\\]|\\.)*\")?\s*")


@dataclass(frozen=True)
class Catalogue:
    """The messages of a language; of those of scripts all forms, with the `rule` by which `n` chooses one.

    `lines` are those of its translations in the file, by context and original.
    """

    messages: NullTranslations = field(default_factory=NullTranslations)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule: str = GERMANIC


def read_catalogue(file: Path, name: str, report: Report, is_markup: bool = True) -> Catalogue | None:
    """Return the catalogue of a file, whose `name` findings have; None with a finding if it cannot be read.

    What is not translated, or marked as fuzzy, is no message of it. Messages that are no markup are plain text, which is
    escaped where it is shown.
    """
    from babel.messages.pofile import PoFileError, read_po  # most bases have no catalogue

    try:
        text = file.read_text(encoding="utf-8-sig")
        if at := next((at for at, line in enumerate(text.split("\n"), 1) if not LINE.fullmatch(line)), 0):
            expected = "expected a keyword of gettext and a text between two quotation marks"
            report.error(Place(name, at, 1), "bad-catalogue", f"is no line of a catalogue; {expected}")
            return None
        read = read_po(StringIO(text), locale=file.stem.replace("-", "_"), abort_invalid=True)
        rule = read.plural_expr
    except (OSError, PoFileError, ValueError, LookupError) as fault:
        line = int(getattr(fault, "lineno", 0) or 0)
        message = f"cannot be read: {fault}; expected a catalogue of gettext"
        report.error(Place(name, line, min(line, 1)), "bad-catalogue", message)
        return None
    if not RULE.fullmatch(rule):
        expected = "expected a rule of plural forms, such as n != 1"
        report.error(Place(name, 1, 1), "bad-catalogue", f"'{rule}' is no arithmetic; {expected}")
        return None
    scripts, lines = dict[str, tuple[str, ...]](), dict[tuple[str, str], int]()
    for one in [one for one in read if one.id]:
        said = _forms(one.string)
        wrong = _fault(one) if is_markup and all(said) else ""
        if wrong:
            report.error(Place(name, one.lineno or 1, 1), "bad-translation", wrong)
        if wrong or one.fuzzy or not all(said):
            read.delete(one.id, one.context)
            continue
        lines[str(one.context or ""), _forms(one.id)[0]] = one.lineno or 1
        if any(place.endswith(".js") for place, _ in one.locations):
            scripts[_forms(one.id)[0]] = said
    return Catalogue(_compiled(read), lines, scripts, rule)


def _compiled(read: Catalog) -> NullTranslations:
    from babel.messages.mofile import write_mo

    binary = BytesIO()
    write_mo(binary, read)
    binary.seek(0)
    return GNUTranslations(binary)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _fault(one: Message) -> str:
    """Return what of a translation would break a page; the form for one thing may leave its number out."""
    english = _forms(one.id)
    given = [Counter(HOLES.findall(text)) for text in english]
    may, must = given[0] | given[-1], given[0] & given[-1]
    for text in _forms(one.string):
        found = Counter(HOLES.findall(text))
        if more := found - may:
            return f"'{next(iter(more))}' is not in the English '{english[-1]}'; expected its tags and placeholders"
        if less := must - found:
            return f"lacks '{next(iter(less))}' of the English '{english[-1]}'"
    return ""
