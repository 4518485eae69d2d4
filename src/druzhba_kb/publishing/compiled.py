"""Compiled: templates as Python reads them, kept in a folder from one run to the next."""

from __future__ import annotations

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """A folder of compiled templates; one that is damaged is compiled anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, or leave it empty."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever unpickling finds in foreign bytes
            bucket.reset()
