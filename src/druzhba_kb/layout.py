"""Layout: the names of a project's folders and of those of its files that have one of their own; the files below a folder.

It stands apart from what reads them, so that a command that reads none starts at once. It never opens a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SETTINGS = "mkdocs.yml"
NEEDED = ("articles", "entities")
TRANSLATIONS, LOCALES = "translations", "locales"  # catalogues of the content, and a project's own of the interface
CONTENT = (*NEEDED, "references", "pages", TRANSLATIONS)  # what is in git; sources/ is not
READ = (*CONTENT, "sources", "templates", ASSETS := "assets", LOCALES)
ASSERTIONS, RATCHETS, MOVED, CHANGES = "_assertions.yml", "_ratchets.yml", "_moved.yml", "_changes.yml"
ATTESTATION, SIGNATURE, SIGNERS = "attestation.json", "attestation.json.sig", "allowed_signers"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".ico")
SCHEMAS = "build/schemas"
MAX_BYTES = 5_000_000


def files_of(folder: Path) -> Iterator[str]:
    """Yield the paths of the files below a folder from there, with slashes on every system."""
    start = len(str(folder)) + 1
    for inner, _, names in os.walk(folder):
        for name in names:
            yield f"{inner}{os.sep}{name}"[start:].replace(os.sep, "/")
