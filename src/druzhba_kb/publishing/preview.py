"""Preview: a folder of finished pages in, a server of them on this machine out, and word of every change of some files.

Each page that it serves looks for the next one and for findings; nothing of that is in the folder.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO, NoReturn

HOST = "127.0.0.1"  # drafts and withheld texts are on these pages
# seconds between two looks; editors' programs write a file in several steps
PAUSE = 0.2
SCRIPT = Path(__file__).with_name("preview.js")
STATE, CODE = "/__preview.json", "/__preview.js"
NOWHERE = "\ufffd"
TAG = f'<script src="{CODE}" defer></script></body>'.encode()
PATIENCE, MOMENT = 100, 0.05  # looks for a page, and seconds between them: a finished site is being put in place


class Preview(ThreadingHTTPServer):
    """A server of a folder on this machine alone, and what the pages are told: the number of the state and its findings."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.folder = folder
        self.number = 0
        self.site = _identity(folder)
        self.findings: tuple[str, ...] = ()
        self.stopped = False
        self.socket.settimeout(PATIENCE * MOMENT)  # a browser may go before it is answered

    def stop(self, _signal: int, _frame: object) -> NoReturn:
        """Interrupt what runs; `changes` ends even where Python swallows that, as in what it calls back on its own."""
        self.stopped = True
        raise KeyboardInterrupt

    def show(self, findings: Sequence[str]) -> None:
        """Have the pages in the browsers shown anew, where they, by whichever process, or the findings have changed."""
        site = _identity(self.folder)
        if (site, tuple(findings)) != (self.site, self.findings):
            self.site, self.findings = site, tuple(findings)
            self.number += 1

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone."""


class _Handler(SimpleHTTPRequestHandler):
    server: Preview

    def __init__(self, request: object, client_address: object, server: Preview) -> None:
        super().__init__(request, client_address, server, directory=str(server.folder))  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for findings."""

    def end_headers(self) -> None:
        """Forbid browsers to keep what the next change replaces."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def parse_request(self) -> bool:
        """Refuse what no page of this server asks for: another site's name may have been made to lead here."""
        if not super().parse_request():
            return False
        port = self.server.server_port
        own = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
        origin = self.headers.get("Origin")
        if self.headers.get("Host", "").lower() in own and (origin is None or origin.removeprefix("http://") in own):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This preview is that of another address")
        return False

    def translate_path(self, path: str) -> str:
        """Return the file of an address, or one that is nowhere where a link leads out of the site, or no name can be so."""
        file = super().translate_path(path)
        with suppress(OSError, ValueError):
            Path(file).is_dir()  # raises where no file can have such a name
            if Path(file).resolve().is_relative_to(self.server.folder.resolve()):
                return file
        return str(self.server.folder / NOWHERE)

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with what the pages ask for, a page with the script in it, or a file."""
        if self.path == STATE:
            state = {"number": self.server.number, "findings": self.server.findings}
            return self._answer(json.dumps(state).encode(), "application/json")
        if self.path == CODE:
            return self._answer(SCRIPT.read_bytes(), "text/javascript")
        page = self._page()
        return super().send_head() if page is None else self._answer(page, "text/html; charset=utf-8")

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        for _ in range(PATIENCE):
            if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
                return None
            file = path / "index.html" if path.is_dir() else path
            with suppress(OSError):
                return file.read_bytes().replace(b"</body>", TAG, 1) if file.suffix == ".html" else None
            if self.server.folder.is_dir():  # the site stands, and has no such page
                return None
            time.sleep(MOMENT)
        return None

    def _answer(self, body: bytes, kind: str) -> BytesIO:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def list_directory(self, path: object) -> None:
        """Answer as a host of static sites does where a folder has no page."""
        self.send_error(404, "There is no page here", "If there is none at all, the terminal says why.")


def listen(folder: Path, port: int) -> Preview:
    """Return a server of folder on a port of this machine alone, 0 for any free one; OSError where it is taken."""
    return Preview(folder, port)


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """Answer requests in the background and give the address."""
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()


def changes(paths: Iterable[Path], server: Preview) -> Iterator[None]:
    """Yield at once, then after every change of a file at or below paths, those in the meantime too, until it is stopped."""
    watched, seen = tuple(paths), None
    while not server.stopped:
        now = _state(watched)
        if now != seen:
            # before the yield: what changes while the build runs is seen at the next look
            seen = now
            yield
        else:
            time.sleep(PAUSE)


def _identity(folder: Path) -> tuple[int, int]:
    """Return what tells a site from the one before it: each is put in place as a folder of its own."""
    with suppress(OSError):
        stat = folder.stat()
        return stat.st_ino, stat.st_mtime_ns
    return 0, 0


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
