"""Bring the catalogues of the program up to date with the messages of its templates, scripts and modules.

`make messages` runs it; a test says whether it has been run. A translator then fills what is empty, with any editor of
gettext's catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog

from druzhba_kb.editing.translate import messages_of
from druzhba_kb.locales import SHIPPED
from druzhba_kb.locales.extract import updated
from druzhba_kb.theme import SHIPPED as THEME
from druzhba_kb.theme import Theme, files_below


def messages() -> Catalog:
    """Return the messages of the program."""
    return messages_of(Theme(files_below(THEME)))


def catalogues() -> Mapping[Path, bytes]:
    """Return each catalogue as it should be."""
    now = messages()
    return {file: updated(file.read_bytes(), file.stem, now, former_too=False) for file in sorted(SHIPPED.glob("*.po"))}


if __name__ == "__main__":
    for file, text in catalogues().items():
        file.write_bytes(text)
        print(f"{file.name} is up to date")
