"""Policy: a finished site in, the same with one content security policy on every page out, made from what they hold.

Content is scraped from anywhere, and a mark-up that slipped through must not run. So the policy names what the theme
brings, and must never be widened by what stands in an article. Who may frame a page, no page can say itself: a file of
headers says it to the hosts that read one, and a script to all others.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from druzhba_kb.layout import files_of
from druzhba_kb.render.page_model import EMBED, MEDIA

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
TYPE = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
RUN = ("", "module", "text/javascript", "application/javascript")  # other types, such as JSON-LD, are data
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL | re.IGNORECASE)
# the policy stands before all that it governs, and behind the charset, which must be near the start
START = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """The digests of the scripts and styles that stand in a page itself, as a policy names them."""

    scripts: frozenset[str]
    styles: frozenset[str]


# each page names the way to the home page, which is relative but on the page of lost addresses
WAY = r"(?:(?:\.\./)*\.{1,2}|/[\w.~%/-]*)"
PRINTED = re.compile(r"\{\{.*?\}\}")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
HEADERS = "_headers"  # as Netlify and Cloudflare Pages read it
EVERYWHERE = """\
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff"""
TAKEN_OVER = "  Content-Security-Policy: script-src 'none'; frame-ancestors 'none'"  # a drawing may be opened alone
UNFRAMED = "  Content-Security-Policy: frame-ancestors 'none'"


def with_policy(page: str, policy: str) -> str:
    """Return a page with a policy, or as it is where that is none."""
    return START.sub(lambda head: head[0] + _meta(policy), page, count=1) if policy else page


def without_policy(page: str, policy: str) -> str:
    """Return a page without the policy that it has."""
    return page.replace(_meta(policy), "", 1)


def write_headers(site: Path, languages: Collection[str] = ()) -> None:
    """Write the file of headers of a site, and of those in other languages that stand in it."""
    (site / HEADERS).unlink(missing_ok=True)  # the file may be linked from the last site
    pages = (name for name in sorted(files_of(site)) if name.endswith(".html"))
    headers = framing(pages, languages)
    (site / HEADERS).write_bytes(headers.encode())


def framing(pages: Iterable[str], languages: Collection[str] = ()) -> str:
    """Return the headers by which no page but those that are made for it can be framed, and all come by https alone.

    Hosts differ in whether a later rule can take back an earlier one, so each folder has its own.
    """
    homes = ("/", *(f"/{code}/" for code in languages))
    tops, framed = dict.fromkeys(_top(name, languages) for name in pages), [f"{home}{EMBED}*" for home in homes]
    unframed = (f"{top}\n{UNFRAMED}\n" for top in dict.fromkeys((*homes, *tops)) if top not in framed)
    return "".join([f"/*\n{EVERYWHERE}\n", *unframed, *(f"{home}{MEDIA}*\n{TAKEN_OVER}\n" for home in homes)])


def _top(name: str, languages: Collection[str] = ()) -> str:
    """Return the rule for the part of the site in which a page stands."""
    first, _, rest = name.partition("/")
    if first in languages:
        return f"/{first}{_top(rest)}"
    return f"/{first}/*" if rest else f"/{first}"


def inline(page: str, theme: str) -> Inline:
    """Return what stands in a page itself, of scripts those of the theme's package alone; articles are not looked at."""
    text = ARTICLE.sub("", page)
    scripts = (code for code in inline_scripts(text) if any(one.fullmatch(code) for one in theme_scripts(theme)))
    return Inline(_hashes(scripts), _hashes(STYLE.findall(text)))


@cache
def theme_scripts(theme: str) -> tuple[re.Pattern[str], ...]:
    """Return what the inline scripts of a theme's package look like, where its templates have filled in an address."""
    found = find_spec(theme)
    folder = Path(found.origin if found and found.origin else "").parent / "templates/partials/javascripts"
    texts = (COMMENT.sub("", path.read_text("utf-8")) for path in sorted(folder.glob("*.html")))
    codes = [code for text in texts for code in inline_scripts(text)]
    return tuple(re.compile(WAY.join(map(re.escape, PRINTED.split(code)))) for code in codes)


def policy(pages: Iterable[Inline]) -> str:
    """Return the policy under which all pages work."""
    every = tuple(pages)
    scripts = sorted(frozenset().union(*(page.scripts for page in every)))
    sheets = sorted(frozenset().union(*(page.styles for page in every)))
    rules = {
        "default-src": ["'none'"],
        # the index of the search is read by WebAssembly in a worker
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        "worker-src": ["'self'"],
        "style-src": ["'self'", *sheets],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
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


def _meta(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _hashes(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(f"'sha256-{b64encode(hashlib.sha256(_read(text)).digest()).decode()}'" for text in texts)


def _read(text: str) -> bytes:
    """Return the bytes that a browser hashes: line ends are read as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()
