"""Citation: a page's title, address and content version in, the ways to cite it out."""

from __future__ import annotations

import json
from dataclasses import dataclass

BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "{}%$&#_"
}


@dataclass(frozen=True, slots=True)
class Citation:
    """How a page is cited; BibTeX and CSL-JSON line by line."""

    plain: str
    bibtex: tuple[str, ...]
    csl: tuple[str, ...]


def cite(name: str, title: str, site: str, version: str, url: str) -> Citation:
    """Return the citations of a page of the site; `url` is empty where the site's own address is not configured."""
    key = f"{name}-{version}"
    plain = f"“{title}”, {site}, content version {version}{f', {url}' if url else ''}"
    fields = {
        "title": f"{{{_tex(title)}}}",
        "howpublished": _tex(site),
        "note": f"Content version {version}",
        "url": url,
    }
    lines = [f" {field} = {{{value}}}," for field, value in fields.items() if value]
    item = {"id": key, "type": "webpage", "title": title, "container-title": site, "version": version, "URL": url}
    kept = [{field: value for field, value in item.items() if value}]
    return Citation(
        plain, (f"@misc{{{key},", *lines, "}"), tuple(json.dumps(kept, ensure_ascii=False, indent=1).split("\n"))
    )


def _tex(text: str) -> str:
    return "".join(BIBTEX.get(char, char) for char in text)
