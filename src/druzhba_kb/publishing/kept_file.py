"""Kept file: what a build leaves for the next one in, the same out, or nothing where a byte of it has changed since.

What is damaged, torn or of another make must be no more than missing: it is made anew, and never read, unpacked or run.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from druzhba_kb.write import replace


def keep(file: Path, data: bytes, mark: str = "") -> None:
    """Write data behind its digest; the mark, which is not written, says what it was made of."""
    replace(file, b"%s\n%s" % (_digest(data, mark), data))


def kept(file: Path, mark: str = "") -> bytes | None:
    """Return the data of a file that is as it was written under this mark, or None."""
    try:
        digest, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if digest == _digest(data, mark) else None


def _digest(data: bytes, mark: str) -> bytes:
    digest = hashlib.sha256(f"{mark}\n".encode())
    digest.update(data)
    return digest.hexdigest().encode()
