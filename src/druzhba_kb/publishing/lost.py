"""Lost: the addresses that a site had in, those of them that lead nowhere now out, with the rename that was forgotten."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from os.path import commonpath
from pathlib import Path
from posixpath import basename, dirname
from urllib.parse import unquote, urlsplit

from druzhba_kb.publishing.links import xml_elements
from druzhba_kb.report import Place, Report

LIKE = 0.4


def published(sitemap: Path, report: Report) -> tuple[str, ...]:
    """Return the addresses in a sitemap, counted from its home page: `kind/id/`; a file that is none is a finding."""
    try:
        found = [urlsplit((at.text or "").strip()).path for at in xml_elements(sitemap.read_bytes(), "loc")]
    except OSError as error:
        report.error(Place(sitemap.name), "no-sitemap", f"cannot be read: {error.strerror}; expected a sitemap.xml")
        return ()
    if not found:
        report.error(Place(sitemap.name), "no-sitemap", "names no page; expected the sitemap.xml of a published site")
        return ()
    home = commonpath(found).rstrip("/") + "/"
    return tuple(unquote(path.removeprefix(home)) for path in found)


def lost_addresses(before: Collection[str], now: Collection[str], report: Report) -> None:
    """Report each address that there was, `kind/id/`, and that is neither a page nor a redirect now."""
    added = sorted(set(now) - set(before))
    for address in sorted(set(before) - set(now)):
        message = f"was published and leads nowhere now; {_remedy(address, added)}"
        report.error(Place(address), "lost-address", message)


def _remedy(address: str, added: Collection[str]) -> str:
    """Return what to do: what was added in the same folder and is likest in name is what the page was renamed to."""
    folder, old = dirname(address.rstrip("/")), basename(address.rstrip("/"))
    new = [basename(at.rstrip("/")) for at in added if dirname(at.rstrip("/")) == folder]
    heirs = get_close_matches(old, new, n=1, cutoff=LIKE) or (new if len(new) == 1 else [])
    if heirs:
        return f"if '{heirs[0]}' was '{old}', 'druzhba-kb rename {old} {heirs[0]}' was forgotten: it needs 'formerly: [{old}]'"
    return f"expected 'formerly: [{old}]' in what takes its place, so that a redirect is left"
