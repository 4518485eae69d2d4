"""Policy: a finished site in, the same with one content security policy on every page out, made from what they hold."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
TYPE = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
RUN = ("", "module", "text/javascript", "application/javascript")
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL | re.IGNORECASE)
START = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def apply_policy(site: Path) -> None:
    """Write the policy into every page: only this site's own files, and only the inline scripts that it has.

    One policy for all pages, since instant navigation keeps the first page's; the inline scripts differ by depth.
    """
    texts = {path: path.read_bytes().decode() for path in sorted(site.rglob("*.html"))}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(texts.values())}">'
    for path, text in texts.items():
        path.write_bytes(START.sub(lambda head: f"{head[0]}{meta}", text, count=1).encode())


def policy(pages: Iterable[str]) -> str:
    """Return the policy under which all pages work; what stands in an article runs nothing, so it is not looked at."""
    texts = [ARTICLE.sub("", text) for text in pages]
    scripts = _hashes(code for text in texts for code in inline_scripts(text))
    sheets = _hashes(sheet for text in texts for sheet in STYLE.findall(text))
    rules = {
        "default-src": ["'none'"],
        # the index of the search is read by WebAssembly in a worker
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        "worker-src": ["'self'"],
        "style-src": ["'self'", *sheets],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def inline_scripts(text: str) -> Iterator[str]:
    """Yield the code of each script that a browser would run from the page itself."""
    for attributes, code in SCRIPT.findall(text):
        kind = TYPE.search(attributes)
        if not SOURCE.search(attributes) and (kind[1].lower() if kind else "") in RUN:
            yield code


def _hashes(texts: Iterable[str]) -> list[str]:
    return sorted({f"'sha256-{b64encode(hashlib.sha256(_read(text)).digest()).decode()}'" for text in texts})


def _read(text: str) -> bytes:
    """Return the bytes that a browser hashes: line ends are read as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()
