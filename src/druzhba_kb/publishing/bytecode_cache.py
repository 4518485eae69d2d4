"""Bytecode cache: templates as Python reads them, kept in a folder from one run to the next.

A damaged or foreign file is never run: each is known by a digest of its template and of this program.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from druzhba_kb.publishing.kept_file import keep, kept


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates under a mark of what compiles them; one that is damaged is compiled anew."""

    def __init__(self, folder: str, mark: str) -> None:
        self.folder = folder
        self.mark = mark

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, or leave it empty."""
        # bytecode is run unseen, so a torn write must not reach Python
        if (data := kept(self._file(bucket))) is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, where that can be written."""
        with suppress(OSError):
            keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return Path(self.folder, f"{self.mark}-{bucket.key}")
