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
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from druzhba_kb.characters import MOST, bad_characters
from druzhba_kb.layout import MAX_BYTES
from druzhba_kb.report import Place, Report, place_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

# a quotation mark of a typewriter would end the attribute in which a message may stand
HOLES = re.compile(r"%\(\w+\)s|\{\w*\}|%%|<[^<>]*>|[\"<>]")
RULE = re.compile(r"[n\d%!=<>&|?:() ]{1,200}")
OPEN = re.compile(r"[%{}]")
GERMANIC = "(n != 1)"
WEIGHED = "checked:"
Key = tuple[str, str]
# Babel takes what is open to be closed, and loses a letter by it
LINE = re.compile(r"(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?\"(?:[^\"\\]|\\.)*\")?\s*")


@dataclass(frozen=True)
class Catalogue:
    """The messages of a language; of those of scripts all forms, with the `rule` by which `n` chooses one.

    `lines` are those of its translations in the file, by context and original; `weighed` are those of which a translator's
    comment, `# checked: …`, says why they differ from the original in numbers or names.
    """

    messages: NullTranslations = field(default_factory=NullTranslations)
    lines: Mapping[Key, int] = field(default_factory=dict)
    weighed: frozenset[Key] = frozenset()
    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule: str = GERMANIC


def read_catalogue(file: Path, name: str, report: Report, is_markup: bool = True) -> Catalogue | None:
    """Return the catalogue of a file, whose `name` findings have; None with a finding if it cannot be read.

    What is not translated, or marked as fuzzy, is no message of it. Messages that are no markup are plain text, which is
    escaped where it is shown.
    """
    from babel.messages.pofile import PoFileError, read_po  # most bases have no catalogue

    text = _text(file, name, report)
    if text is None:
        return None
    try:
        read = read_po(StringIO(text), locale=file.stem.replace("-", "_"), abort_invalid=True)
        found = _sound(read, name, report, is_markup)
        form_of = found.messages.ngettext  # so named that the call is no message to translate
        for count in (0, 1, 2, 5, 11, 100):
            form_of("one", "many", count)
    except (PoFileError, ValueError, LookupError, ArithmeticError) as fault:
        line = int(getattr(fault, "lineno", 0) or 1)
        message = f"cannot be read: {fault}; expected a catalogue of gettext"
        report.error(Place(name, line, 1), "bad-catalogue", message)
        return None
    if not RULE.fullmatch(found.rule):
        expected = "expected a rule of plural forms, such as n != 1"
        report.error(Place(name, 1, 1), "bad-catalogue", f"'{found.rule}' is no arithmetic; {expected}")
        return None
    return found


def _text(file: Path, name: str, report: Report) -> str | None:
    """Return the text of a file if it is whole, its lines are those of a catalogue and no sign in it is hidden."""
    try:
        if file.stat().st_size > MAX_BYTES:
            report.error(Place(name), "file-too-large", f"expected at most {MAX_BYTES:,} bytes")
            return None
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        report.error(Place(name), "bad-catalogue", f"cannot be read: {fault}; expected a catalogue of gettext in UTF-8")
        return None
    lines = text.split("\n")
    if at := next((at for at, line in enumerate(lines, 1) if not LINE.fullmatch(line)), 0):
        expected = "expected a keyword of gettext and a text between two quotation marks"
        report.error(Place(name, at, 1), "bad-catalogue", f"is no line of a catalogue; {expected}")
        return None
    told = [*islice(bad_characters(text.replace("\r\n", "\n")), MOST)]
    for offset, message in told:
        report.error(place_of(text[:offset], name), "bad-character", message)
    return None if told else text


def _sound(read: Catalog, name: str, report: Report, is_markup: bool) -> Catalogue:
    """Return the messages of a catalogue without those that would break a page, which are reported."""
    scripts, lines, weighed = dict[str, tuple[str, ...]](), dict[Key, int](), set[Key]()
    for one in [one for one in read if one.id]:
        said, key = _forms(one.string), (str(one.context or ""), _forms(one.id)[0])
        wrong = _fault(one) if is_markup and all(said) else ""
        if wrong:
            report.error(Place(name, one.lineno or 1, 1), "bad-translation", wrong)
        if wrong or one.fuzzy or not all(said):
            read.delete(one.id, one.context)
            continue
        lines[key] = one.lineno or 1
        if any(comment.strip().startswith(WEIGHED) for comment in one.user_comments):
            weighed.add(key)
        if any(place.endswith(".js") for place, _ in one.locations):
            scripts[key[1]] = said
    return Catalogue(_compiled(read), lines, frozenset(weighed), scripts, read.plural_expr)


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
        if left := OPEN.search(HOLES.sub("", text)):
            return f"'{left[0]}' stands alone; expected its tags and placeholders, and '%%' for a per cent"
    return ""
