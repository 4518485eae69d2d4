"""Bytecode cache: templates as Python reads them, kept in a folder from one run to the next.

A damaged or foreign file is never run: each is known by a digest of its template and of this program.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from druzhba_kb.write import replace

SIZE = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates under a mark of what compiles them; one that is damaged is compiled anew."""

    def __init__(self, folder: str, mark: str) -> None:
        self.folder = folder
        self.mark = mark

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, or leave it empty."""
        file = self._file(bucket)
        data = b""
        with suppress(OSError):
            data = file.read_bytes()
        # bytecode is run unseen, so a torn write must not reach Python
        if hashlib.sha256(data[SIZE:]).digest() == data[:SIZE]:
            bucket.bytecode_from_string(data[SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, after its digest, where that can be written."""
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            replace(self._file(bucket), hashlib.sha256(data).digest() + data)

    def _file(self, bucket: Bucket) -> Path:
        return Path(self.folder, f"{self.mark}-{bucket.key}")
