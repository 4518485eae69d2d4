"""Renderers: the names of some in; that each makes the site that MkDocs makes, and makes it twice, out (`make renderers`).

What a reader sees of its pages, a browser tells: `DRUZHBA_RENDERER=name pytest tests/browser`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.projects import content, make_project, run

SITES = ("good", "other-topic", "russian")
SECTION = re.compile(rb"<!--section \d+-->.*?<!--/section \d+-->", re.DOTALL)
POLICY = b'<meta http-equiv="Content-Security-Policy"'


def main() -> int:
    """Say what is wrong with each renderer; return 1 if anything is."""
    faults = [f"{name}: {fault}" for name in sys.argv[1:] for site in SITES for fault in faults_of(name, site)]
    print("\n".join(faults) or f"the same pages: {', '.join(sys.argv[1:])}")
    return int(bool(faults))


def faults_of(renderer: str, site: str) -> Iterator[str]:
    """Yield what is wrong with a site that a renderer makes."""
    with tempfile.TemporaryDirectory(prefix="renderers-") as work:
        usual, ours, again = (made(Path(work), site, name) for name in ("mkdocs", renderer, f"{renderer} again"))
    yield from (f"{site}: {name} differs from build to build" for name in ours if ours[name] != again.get(name))
    yield from (f"{site}: {name} is missing" for name in pages(usual) if name not in ours)
    yield from (f"{site}: {name} is there beside" for name in pages(ours) if name not in usual)
    for name, text in pages(ours).items():
        if POLICY not in text and not name.startswith("embed/"):
            yield f"{site}: {name} has no policy"
        if name in usual and SECTION.findall(text) != SECTION.findall(usual[name]):
            yield f"{site}: {name} has other sections"


def made(work: Path, site: str, renderer: str) -> Mapping[str, bytes]:
    """Return the files of a site that a renderer has made."""
    root = make_project(site, work / renderer)
    done = run(root, "build", "--renderer", renderer.partition(" ")[0])
    if done.returncode:
        raise SystemExit(f"{renderer}: {done.stderr}")
    return content(root / "build/site")


def pages(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return those files that are pages."""
    return {name: text for name, text in files.items() if name.endswith(".html")}


if __name__ == "__main__":
    raise SystemExit(main())
