"""Recheck: a site whose links all held and the next one in; the faults that the change can have brought out.

A link in a page that is as it was still holds where what it leads to is still there, and a page is still reached where no
link on the way to it is gone. So only the pages that differ are looked at, and those that name an anchor which is gone; all,
where a file is gone or a page may be out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from druzhba_kb.publishing.links import check_parts, check_site, clicks
from druzhba_kb.publishing.origins import Origins
from druzhba_kb.publishing.search import FOLDER
from druzhba_kb.publishing.swap import same_file
from druzhba_kb.publishing.tree import HOME, NOT_FOUND, Tree, read_tree
from druzhba_kb.report import Report

PLAIN = re.compile(r"[\w.-]+", re.ASCII)  # what an address names as it is


def check_change(before: Path, site: Path, report: Report, base: str, origins: Origins) -> None:
    """Check a site after one whose links all held at the same base, in messages as those of a check of the whole."""
    old, new = read_tree(before, base), read_tree(site, base)
    anew = {path for path in new.pages if path not in old.files or not same_file(old.root / path, new.root / path)}
    anchors = {anchor for path in anew & old.pages.keys() for anchor in _anchors(old, path) - _anchors(new, path)}
    if _files_differ(old, new) or not all(map(PLAIN.fullmatch, anchors)) or not _reached(old, new, anew):
        check_site(site, report, base, origins)
    else:
        check_parts(new, sorted(anew | set(_naming(new, anchors))), report, origins)


def _files_differ(old: Tree, new: Tree) -> bool:
    """Whether a file is gone, or another drawing, which has anchors too."""
    if any(not file.startswith(f"{FOLDER}/") for file in old.files - new.files):
        return True
    drawings = (file for file in old.files if file.endswith(".svg"))
    return any(not same_file(old.root / file, new.root / file) for file in drawings)


def _anchors(tree: Tree, path: str) -> frozenset[str]:
    return tree.pages[path].names | tree.pages[path].ids.keys()


def _naming(tree: Tree, anchors: Collection[str]) -> Iterator[str]:
    """Yield the pages that name one of the anchors."""
    wanted = [f"#{anchor}".encode() for anchor in sorted(anchors)]
    for path in tree.pages if wanted else ():
        html = (tree.root / path).read_bytes()
        if any(anchor in html for anchor in wanted):
            yield path


def _reached(old: Tree, new: Tree, anew: Collection[str]) -> bool:
    """Whether every page is still reached: what a page led to no more, and what is new, from home or a page one click away."""
    if HOME not in new.pages:
        return False
    led = {there for path in anew if path in old.pages for there in set(clicks(old, path)) - set(clicks(new, path))}
    added = {path for path in anew if path not in old.pages and not new.pages[path].redirects}
    near = set(clicks(new, HOME))
    far = (led | added) - near - {HOME, NOT_FOUND}
    lists = {parent: _listed(new, parent) for parent in map(_parent, far) if parent in near}
    return all(path in lists.get(_parent(path), ()) for path in far)


def _listed(tree: Tree, parent: str) -> set[str]:
    """Return the pages to which a page leads, itself or by the further pages of its list, which lie deeper."""
    found = set(clicks(tree, parent))
    deeper = (path for path in found if path.startswith(_folder(parent)) and path.count("/") > parent.count("/") + 1)
    return found.union(*(clicks(tree, path) for path in sorted(deeper)))


def _folder(path: str) -> str:
    return path.removesuffix(HOME)


def _parent(path: str) -> str:
    folder = path.removesuffix(f"/{HOME}").rpartition("/")[0]
    return f"{folder}/{HOME}" if folder else HOME
