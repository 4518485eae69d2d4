"""The annotated articles of tests/importing/annotated: files of tagged lines come in, raw texts and what is true of them go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parent / "annotated"
NAME_KINDS = ("people", "places", "organizations", "exercises", "agreements", "equipment")
BODY_TAGS = frozenset("DPHQE")
BOILERPLATE_TAGS = frozenset("BC")
TAGS = BODY_TAGS | BOILERPLATE_TAGS | {"T"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A raw text, and what a careful editor reads from it; each name is a tuple of its forms, the fullest first."""

    name: str
    description: str
    raw: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    basis: str | None
    genre: str | None
    names: Mapping[str, tuple[tuple[str, ...], ...]]
    body: tuple[str, ...]
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A piece of a raw text with its tag; a piece that continues stands on the line of the one before."""

    tag: str
    text: str
    continues: bool


def load_corpus(folder: Path = CORPUS) -> list[Annotated]:
    """Return the annotated articles of a folder, by name."""
    return [_annotated(path) for path in sorted(folder.glob("*.txt"))]


def _annotated(path: Path) -> Annotated:
    _, front, lines = path.read_text(encoding="utf-8").split("---\n", 2)
    fields: dict[str, Any] = yaml.safe_load(front)
    names = {kind: tuple(_forms(name) for name in found) for kind, found in fields.pop("names").items()}
    pieces = [_tagged(line, path.name) for line in lines.splitlines()]
    return Annotated(
        name=path.stem,
        raw=_raw(pieces),
        names=names,
        body=_texts(pieces, BODY_TAGS),
        boilerplate=_texts(pieces, BOILERPLATE_TAGS),
        **fields,
    )


def _forms(name: str) -> tuple[str, ...]:
    return tuple(name.split(" | "))


def _tagged(line: str, file: str) -> Tagged:
    if not line:
        return Tagged("", "", continues=False)
    tag, bar, text = line.removeprefix("+").partition("|")
    if tag not in TAGS or not bar:
        raise ValueError(f"{file}: line without a tag: {line!r}")
    return Tagged(tag, text, line.startswith("+"))


def _raw(pieces: list[Tagged]) -> str:
    return "".join(("" if piece.continues else "\n") + piece.text for piece in pieces).removeprefix("\n") + "\n"


def _texts(pieces: list[Tagged], tags: frozenset[str]) -> tuple[str, ...]:
    return tuple(piece.text.strip() for piece in pieces if piece.tag in tags)
