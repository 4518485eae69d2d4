"""Locales: the code of a language in; the words of the interface, and dates and numbers as its readers write them, out.

A message in a template, a script or the code is English, and is the key under which a catalogue has its translation: what
a catalogue lacks is shown in English, and a site in English needs none. Which language is spoken is a context variable, as
in other programs that use gettext: a date is shown at the end of forty calls that have nothing to do with languages. It is
set while pages are made; whatever checks content never asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from druzhba_kb.layout import LOCALES, TRANSLATIONS
from druzhba_kb.locales.catalogue import Catalogue, read_catalogue
from druzhba_kb.report import Place, Report

if TYPE_CHECKING:
    from babel import Locale

TRANSLATED = ("site_name", "site_description", "copyright")  # settings with words of the content
SHIPPED = Path(__file__).parent
CALL = re.compile(r'\{\{ _\("([^"\\]+)"\) \}\}')
# day before month, as the texts of the interface have it
WRITTEN = {"en": "en-GB"}


@dataclass(frozen=True)
class Interface:
    """A language that is spoken: its code, and its catalogue."""

    code: str = "en"
    catalogue: Catalogue = field(default_factory=Catalogue)

    @cached_property
    def locale(self) -> Locale:
        """Return how dates, numbers and lists are written in it, by the Unicode CLDR."""
        return _locale(WRITTEN.get(self.code, self.code)) or _locale("en-GB")  # type: ignore[return-value]

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        from babel.core import get_global

        likely = get_global("likely_subtags").get(self.locale.language, "")
        return (self.locale.script or next(iter(likely.split("_")[1:]), "Latn")) == "Latn"

    @property
    def own_name(self) -> str:
        """Return what its speakers call it."""
        return str(self.locale.get_language_name() or self.code)


_ENGLISH = Interface()
_SPOKEN: ContextVar[Interface | None] = ContextVar("spoken", default=None)


def base_language(root: Path) -> str | None:
    """Return the language of the base, `theme.language` of mkdocs.yml; None for what is none, which the settings tell."""
    try:
        settings = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        language = settings["theme"]["language"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, RecursionError):
        return None
    return language if isinstance(language, str) and not language_fault(language) else None


def interface(root: Path, code: str, report: Report, place: Place) -> Interface:
    """Return the interface in a language, by this program's catalogue and over it the project's own."""
    read = [_catalogue(root / LOCALES, f"{LOCALES}/", code, report), _catalogue(SHIPPED, "", code, report)]
    found = [one for one in read if one]
    if not found:
        if code.partition("-")[0] != "en":
            report.warning(place, "no-catalogue", _unknown(code))
        return Interface(code)
    first, last = found[0], found[-1]
    if first.rule != last.rule:
        expected = f"expected that of the program's, {last.rule}"
        report.error(place, "bad-catalogue", f"the rule of plural forms in '{LOCALES}' is {first.rule}; {expected}")
    if first is not last:
        first.messages.add_fallback(last.messages)
    return Interface(code, replace(first, scripts={**last.scripts, **first.scripts}))


def _catalogue(folder: Path, shown: str, code: str, report: Report) -> Catalogue | None:
    """Return the catalogue of a language in a folder, that of 'pt' for 'pt-BR' where this has none."""
    for name in filter(is_language, dict.fromkeys([code, code.partition("-")[0]])):
        if not (file := folder / f"{name}.po").is_file():
            continue
        if file.resolve().is_relative_to(folder.parent.resolve()):
            return read_catalogue(file, f"{shown}{file.name}", report)
        report.error(Place(f"{shown}{file.name}"), "outside-link", "this link leads out of the project")
    return None


def read_translations(root: Path, report: Report) -> dict[str, Catalogue]:
    """Return the catalogues of a project's content, in translations/, by the codes of their languages."""
    found, base = dict[str, Catalogue](), base_language(root) or "en"
    for file in sorted((root / TRANSLATIONS).glob("*")):
        name = f"{TRANSLATIONS}/{file.name}"
        if not file.resolve().is_relative_to(root.resolve()):
            report.error(Place(name), "outside-link", "this link leads out of the project")
        elif file.stem == base:
            report.error(Place(name), "bad-catalogue", f"'{base}' is the language of the base itself; expected another")
        elif file.suffix != ".po" or language_fault(file.stem):
            expected = "expected the code of a language, as in ru.po or pt-BR.po"
            report.error(Place(name), "bad-catalogue", f"'{file.name}' is no catalogue of a language; {expected}")
        elif file.is_file() and (read := read_catalogue(file, name, report, is_markup=False)):
            found[file.stem] = read
    return found


def is_language(code: str) -> bool:
    """Whether the Unicode CLDR knows the code of a language."""
    return _locale(code) is not None


def language_fault(code: str) -> str:
    """Return what is wrong with the code of a language, with the nearest right one; nothing where it is one of BCP 47."""
    near = nearest_language(code)
    hint = f"; did you mean '{near}'?" if near else ""
    return "" if near == code else f"'{code}' is no language; expected its code by BCP 47, as in de or pt-BR{hint}"


def nearest_language(code: str) -> str | None:
    """Return the code of BCP 47 that a code is, or a system's name or an English one of a language; None where it is none."""
    from babel import Locale
    from babel.core import get_global

    known = Locale("en")
    # a system's name of it has a charset and a modifier, which may be a script: sr_RS.UTF-8@latin
    bare, _, modifier = re.sub(r"\.[^@]*", "", code).partition("@")
    first, *rest = re.split("[-_]", bare)
    scripts = [script for script, name in known.scripts.items() if modifier and name.casefold() == modifier.casefold()]
    parts = (one.title() if len(one) == 4 else one.upper() if len(one) == 2 else one.lower() for one in rest)
    short = get_global("language_aliases").get(first.lower(), "") if len(first) == 3 else ""
    right = "-".join([short if len(short) == 2 else first.lower(), *scripts, *parts])
    names = {name.casefold(): one for one, name in known.languages.items()}
    return right if is_language(right) else names.get(code.casefold())


def _locale(code: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # most commands speak no language, and start without it

    with suppress(UnknownLocaleError, ValueError):  # Babel leaves out what stands behind '.' or '@'
        return Locale.parse(code, sep="-") if code.replace("-", "").isalnum() else None
    return None


def _unknown(code: str) -> str:
    known = ", ".join(["en", *sorted(file.stem for file in SHIPPED.glob("*.po"))])
    way = f"'druzhba-kb translate {code}' begins {LOCALES}/{code}.po"
    return f"there is no catalogue of '{code}' among {known}, so what stands around the content stays English; {way}"


@contextmanager
def speaking(one: Interface) -> Iterator[None]:
    """Show everything in a language meanwhile."""
    token = _SPOKEN.set(one)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Interface:
    """Return the language that is spoken."""
    return _SPOKEN.get() or _ENGLISH


def gettext(message: str) -> str:
    """Return a message in the language that is spoken."""
    return spoken().catalogue.messages.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return a message in the form that a count takes in the language that is spoken."""
    return spoken().catalogue.messages.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return a message that has another meaning elsewhere; the context says which it has here."""
    return spoken().catalogue.messages.pgettext(context, message)


def N_(message: str) -> str:
    """Return a message as it is: it is only marked for the catalogues, and translated where it is shown."""
    return message


def in_language(template: str) -> str:
    """Return a template of another program with each `{{ _("message") }}` in it as text of the language that is spoken."""
    return CALL.sub(lambda call: escape(gettext(call[1])), template)
