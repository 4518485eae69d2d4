"""Package readme: README.md in, the same with links that lead to the project's home out, for a package index has no files of ours.

hatchling runs it where a package is built.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?\[[^\]]*\])\((?!\w+:|#)([^)\s]+)\)")


class PackageReadme(MetadataHookInterface):
    """Says what the README of the package is."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the README into the metadata, its links at this version."""
        root = Path(self.root)
        version = re.search(r'__version__ = "(.+)"', (root / "src/druzhba_kb/__init__.py").read_text("utf-8"))
        text = with_links((root / "README.md").read_text("utf-8"), metadata["urls"]["Source"], f"v{version[1]}")  # type: ignore[index]
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def with_links(text: str, home: str, revision: str) -> str:
    """Return text with absolute links: to the page of a file, or to the bytes of a picture."""
    way = {True: "raw", False: "blob"}
    return LINK.sub(lambda link: f"{link[1]}({home}/{way[link[1].startswith('!')]}/{revision}/{link[2]})", text)
