"""Invented sentences in, the names found in them out; the kinds are those of any topic, given here as data."""

from __future__ import annotations

from collections.abc import Mapping

from druzhba_kb.model import Attribute, Entity, Kind, KnowledgeBase, Records, Suggest
from druzhba_kb.relate.passages import BlockText
from druzhba_kb.report import Place
from druzhba_kb.suggesting.name_extraction import find_names
from druzhba_kb.suggesting.suggest_model import ExtractedName

HERE = Place("test")
OPTIONS = Attribute("status", "Status", "choice", options={"signed": ("signed",), "blocked": ("blocked",)})


def kind(id: str, recognizer: str | None, *cues: str, attributes: Mapping[str, Attribute] | None = None) -> Kind:
    suggest = Suggest(recognizer, cues) if recognizer else None
    return Kind(id, id, id, None, "", None, attributes or {}, {}, HERE, suggest)


KINDS = (
    kind("people", "person"),
    kind("places", "place"),
    kind("clubs", "organization"),
    kind("races", "named", "regatta", "race", "races"),
    kind("deals", "described", "agreement", "deal", "treaty", attributes={"status": OPTIONS}),
    kind("bans", "described", "ban", "withdrawal"),
    kind("boats", "designation", "dinghy", "dinghies", "yacht"),
    kind("songs", None),
)


def entity(id: str, kind: str, name: str) -> Entity:
    return Entity(
        id=id,
        kind=kind,
        name=name,
        aliases=(),
        short_names=(),
        summary="",
        statements=(),
        declared=(),
        formerly=(),
        place=HERE,
        places={},
    )


def base(*entities: Entity) -> KnowledgeBase:
    records = Records({one.id: one for one in KINDS}, {}, {one.id: one for one in entities})
    return KnowledgeBase(records, (), {}, ())


def text(*paragraphs: str, article: str = "herald", title: str = "") -> list[BlockText]:
    titled = [BlockText(article, 0, "t", title)] if title else []
    return titled + [BlockText(article, number, "p", words) for number, words in enumerate(paragraphs, 1)]


def names(*paragraphs: str, title: str = "") -> dict[str, list[str]]:
    """Return the names by kind."""
    found: dict[str, list[str]] = {}
    for name in find_names(base(), text(*paragraphs, title=title)):
        found.setdefault(name.kind, []).append(name.name)
    return found


def one(kind: str, *paragraphs: str) -> ExtractedName:
    """Return the only name of a kind."""
    (name,) = [name for name in find_names(base(), text(*paragraphs)) if name.kind == kind]
    return name
