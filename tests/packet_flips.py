"""Changes of one byte in proof packets, by chance: each must be found (`make packets`); a tenth of it runs with the tests."""

from __future__ import annotations

import hashlib
import io
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

from druzhba_kb.render.exports import packet_verifier
from tests.projects import make_project, run

RECORDS = ("gull-point", "gull-point-contest-relit", "courier-1931")


def verified(file: Path, *options: str) -> tuple[int, str]:
    """Return the status with which the verifier ends, and what it says."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with patch.object(sys, "argv", ["verify.py", str(file), *options]), redirect_stdout(out):
        try:
            status, last = packet_verifier.main(), ""
        except SystemExit as stopped:
            status, last = (stopped.code, "") if isinstance(stopped.code, int) else (1, str(stopped.code))
    out.seek(0)
    return status, out.read() + last


def packed(folder: Path) -> list[Path]:
    """Return the packets of a small base, which are made in a folder."""
    root = make_project("good", folder / "site")
    for record in RECORDS:
        done = run(root, "packet", record, "--to", str(folder))
        assert done.returncode == 0, done.stderr
    return sorted(folder.glob("*.packet.*"))


def changes(file: Path, count: int, chance: random.Random) -> Iterator[bytes]:
    """Yield the file with one byte changed, in a page where the data stand."""
    data = file.read_bytes()
    start = data.rindex(b'id="packet">') if file.suffix == ".html" else 0
    end = data.rindex(b"</script>") if file.suffix == ".html" else len(data)
    for _ in range(count):
        at = chance.randrange(start, end)
        yield data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def flips(files: list[Path], count: int, seed: int) -> tuple[int, list[str]]:
    """Change each file so often; return how many changes the proof alone found, and those that nothing found."""
    chance, by_proof, unseen = random.Random(seed), 0, list[str]()
    for file in files:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert verified(file, "--digest", digest)[0] == 0
        changed = file.with_name(f"changed{file.suffix}")
        for number, data in enumerate(changes(file, count, chance)):
            changed.write_bytes(data)
            by_proof += verified(changed)[0] == 1
            if verified(changed, "--digest", digest)[0] != 1:
                unseen.append(f"{file.name}, change {number}")
        changed.unlink()
    return by_proof, unseen


if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as place:
        made = packed(Path(place))
        for suffix in (".json", ".html"):
            these = [file for file in made if file.suffix == suffix]
            proof, left = flips(these, -(-times // len(these)), 1)
            total = -(-times // len(these)) * len(these)
            print(
                f"{suffix}: {total} changes of one byte, {proof} found by the proof alone, {len(left)} not found", *left
            )
            times = times if not left else sys.exit(1)
