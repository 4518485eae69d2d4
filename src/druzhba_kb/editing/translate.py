"""Translate: the content in; catalogues of gettext with all of its texts out, for translators and the tools that they know.

What is translated already is kept. Where a text has changed, its former translation stands beside it, marked to be looked at, and
is not shown until somebody has done so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from druzhba_kb.journal import write_reported
from druzhba_kb.layout import LOCALES, SETTINGS, TRANSLATIONS
from druzhba_kb.locales import SHIPPED, TRANSLATED
from druzhba_kb.model import Records
from druzhba_kb.relate.translated_records import context_of, translated
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import OWN, Theme, files_below, theme_of
from druzhba_kb.yaml_read import Scalar, read_yaml

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


def write_catalogues(root: Path, records: Records, code: str, report: Report) -> list[str]:
    """Bring the catalogues of a language up to date; return what stands in each, in a line."""
    from druzhba_kb.locales.extract import counts, updated

    wanted: dict[str, Catalog] = {}
    if code != (records.language or "en"):
        wanted[f"{TRANSLATIONS}/{code}.po"] = _texts(root, records)
    if not (SHIPPED / f"{code}.po").is_file() and code.partition("-")[0] != "en":
        wanted[f"{LOCALES}/{code}.po"] = messages_of(theme_of(root))
    files = {name: _read(root / name) for name in wanted}
    new = {name: updated(files[name], code, messages) for name, messages in wanted.items()}
    changed = {name: text for name, text in new.items() if text != files[name]}
    if not write_reported(root, changed, report, "cannot-write"):
        return []
    return [f"{name}: {counts(text, code)}" for name, text in new.items()]


def follow_move(root: Path, old: str, new: str) -> dict[str, tuple[str | None, str | None]]:
    """Return the catalogues of the content before and after a file or a folder of it has moved, by their own files."""
    changed = dict[str, tuple[str | None, str | None]]()
    for file in sorted((root / TRANSLATIONS).glob("*.po")):
        from druzhba_kb.locales.extract import with_moved  # most bases have one language

        before = file.read_bytes()
        after = with_moved(before, file.stem, old, new)
        if old.encode() in before and after != before:
            changed[f"{TRANSLATIONS}/{file.name}"] = (before.decode(), after.decode())
    return changed


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def messages_of(theme: Theme) -> Catalog:
    """Return the messages of a theme's templates and scripts, and of the modules of this program."""
    from druzhba_kb.locales.extract import extracted

    modules = {f"druzhba_kb/{name}": file for name, file in files_below(SHIPPED.parent).items() if file.suffix == ".py"}
    return extracted({**modules, **{f"{OWN}/{name}": file for name, file in theme.files.items()}})


def _texts(root: Path, records: Records) -> Catalog:
    """Return all texts of the content that can be translated, and those of the settings."""
    from babel.messages.catalog import Catalog

    found = Catalog(charset="utf-8", fuzzy=False)

    def note(place: Place, part: str, text: str) -> str:
        found.add(text, None, [(place.file, 0)], context=context_of(place, part))
        return text

    table = read_yaml((root / SETTINGS).read_text(encoding="utf-8"), SETTINGS, Report())
    for key, value in table.items if table else ():
        if key.text in TRANSLATED and isinstance(value, Scalar) and value.text:
            note(Place(SETTINGS), key.text, value.text)
    translated(records, note)
    return found
