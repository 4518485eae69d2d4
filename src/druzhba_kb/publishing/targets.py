"""Targets: an address as written in a file of the site in, where a browser would go with it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

Kind = Literal["inside", "outside", "foreign", "script", "data", "other"]

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HOST = re.compile(r"(?:https?:/*|//+)([^/]*)(.*)", re.IGNORECASE | re.DOTALL)
IGNORED = re.compile(r"[\t\r\n]")
BLANK = "".join(map(chr, range(0x21)))


@dataclass(frozen=True, slots=True)
class Base:
    """Where the site will be served: host ('' where that is not known) and path with a slash at both ends."""

    url: str
    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to; inside the site with its path from there and its fragment, both decoded."""

    kind: Kind
    path: str = ""
    fragments: tuple[str, ...] = ()
    relative: bool = False


def base_of(address: str) -> Base:
    """Read the address of the site, or only its path."""
    parts = urlsplit(address)
    path = "/" + parts.path.strip("/") + "/" if parts.path.strip("/") else "/"
    return Base(f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else "", parts.netloc.lower(), path)


def resolve(address: str, source: str, base: Base) -> Target:
    """Return where address leads from source, a path in the site served at base."""
    text = cleaned(address)
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return Target(_kind(scheme[1].lower()))
    head, _, fragment = text.partition("#")
    return _locate(head.partition("?")[0].replace("\\", "/"), _fragments(fragment), source, base)


def cleaned(address: str) -> str:
    """Return address without what browsers overlook in it."""
    return IGNORED.sub("", address.strip(BLANK))


def _kind(scheme: str) -> Kind:
    if scheme in ("javascript", "vbscript"):
        return "script"
    return "data" if scheme == "data" else "other"


def _fragments(fragment: str) -> tuple[str, ...]:
    if not fragment:
        return ()
    name = fragment.partition(":~:")[0]
    return () if unquote(name).lower() in ("", "top") else (unquote(name), name)


def _locate(head: str, fragments: tuple[str, ...], source: str, base: Base) -> Target:
    if not head:
        return Target("inside", source, fragments)
    if full := HOST.fullmatch(head):
        path = _below(base, full[2] or "/") if base.host and full[1].lower() == base.host else None
        return Target("foreign") if path is None else _inside("", path, fragments)
    if head.startswith("/"):
        below = _below(base, head)
        return Target("outside") if below is None else _inside("", below, fragments)
    return _inside(source.rpartition("/")[0], head, fragments, relative=True)


def _below(base: Base, path: str) -> str | None:
    if path.startswith(base.path):
        return path.removeprefix(base.path)
    return "" if path + "/" == base.path else None


def _inside(folder: str, path: str, fragments: tuple[str, ...], relative: bool = False) -> Target:
    steps = folder.split("/") if folder else []
    *folders, last = unquote(path).split("/")
    for step in (*folders, last) if last in (".", "..") else folders:
        if step == ".." and not steps:
            return Target("outside")
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    steps.append("" if last in (".", "..") else last)
    return Target("inside", "/".join(steps), fragments, relative)
