"""Preview: a folder of finished pages in, a server of them on this machine out, and word of every change of some files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
PAUSE = 0.5


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""

    def end_headers(self) -> None:
        """Forbid browsers to keep what the next change replaces."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Answer as a host of static sites does where a folder has no page."""
        self.send_error(404, "There is no page here", "If there is none at all, the terminal says why.")


def listen(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of folder on a port of this machine alone, 0 for any free one; OSError where it is taken."""
    return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """Answer requests in the background and give the address."""
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()


def changes(paths: Iterable[Path]) -> Iterator[None]:
    """Yield at once, then after every change of a file at or below paths, those made in the meantime included."""
    watched, seen = tuple(paths), None
    while True:
        now = _state(watched)
        if now != seen:
            seen = now
            yield
        else:
            time.sleep(PAUSE)


def _state(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return when each file was written and its size, without the hidden files and back-ups that editors leave."""
    found = {}
    for path in paths:
        with suppress(OSError):  # what vanishes meanwhile is a change that the next look sees
            for file in (path, *path.rglob("*")):
                if file.is_file() and not file.name.startswith(".") and not file.name.endswith("~"):
                    stat = file.stat()
                    found[file] = (stat.st_mtime_ns, stat.st_size)
    return found
