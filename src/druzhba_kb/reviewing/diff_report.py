"""Telling: the differences between two revisions in, what people and programs read of them out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from druzhba_kb.model import Article, Disagreement, Entity, Position
from druzhba_kb.reviewing.differences import Difference, Side
from druzhba_kb.reviewing.facts import Cited, Fact
from druzhba_kb.reviewing.revisions import Revision
from druzhba_kb.values import TYPES

FORMATS = ("text", "markdown", "json")
MARKS = {"added": "+", "removed": "-", "opened": "≠", "settled": "=", "sides": "≠", "reason": "≠"}
COUNTED = {
    "fact added": "added", "fact removed": "removed", "value": "with another value", "evidence": "with other evidence",
    "detail": "with other details",
}  # fmt: skip
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


@dataclass(frozen=True, slots=True)
class Told:
    """Two revisions with their differences, and how these are put in words."""

    before: Revision
    after: Revision
    differences: Sequence[Difference]

    def text(self) -> str:
        """Return the differences for a terminal."""
        parts = [self._lead()]
        for record, found in groupby(self.differences, key=lambda one: one.record):
            lines = [f"  {_mark(one)} {self.words(one)}" for one in found]
            parts.append("\n".join([f"{record}: {self._title(record)}", *lines]))
        return "\n\n".join(parts)

    def markdown(self) -> str:
        """Return the differences as Markdown, such as a comment on a proposed change."""
        parts = [f"### {escaped(self._lead())}"]
        for record, found in groupby(self.differences, key=lambda one: one.record):
            lines = [f"- {escaped(self.words(one))}" for one in found]
            parts.append("\n".join([f"**{escaped(self._title(record))}** (`{record}`)\n", *lines]))
        return "\n\n".join(parts)

    def data(self) -> str:
        """Return the differences as one JSON object."""
        found = {
            "from": self.before.label,
            "to": self.after.label,
            "not_compared": [
                {"in": one.label, "file": file, "why": why}
                for one in (self.before, self.after)
                for file, why in one.unread.items()
            ],
            "differences": [self._data(one) for one in self.differences],
        }
        return json.dumps(found, ensure_ascii=False, indent=1)

    def _data(self, one: Difference) -> Mapping[str, object]:
        sides = {"before": _plain(one.before), "after": _plain(one.after)}
        return {"what": one.what, "record": one.record, "about": one.about, **sides, "words": self.words(one)}

    def _lead(self) -> str:
        counts = Counter(one.what for one in self.differences)
        facts = [f"{counts[what]} {said}" for what, said in COUNTED.items() if counts[what]]  # type: ignore[index]
        parts = ["facts: " + ", ".join(facts)] if facts else []
        moved = [f"{counts[what]} {what}" for what in ("opened", "settled") if counts[what]]
        parts += ["disagreements: " + ", ".join(moved)] if moved else []
        if not self.differences:
            parts = ["no fact differs"]
        elif not parts:
            parts = ["no fact differs, but names or records do"]
        unread = len({*self.before.unread, *self.after.unread})
        parts += [f"files not compared, for they cannot be read: {unread}"] if unread else []
        return f"{self.before.label} → {self.after.label}: {'; '.join(parts)}"

    def _title(self, record: str) -> str:
        found = self._record(record)
        return found.title if isinstance(found, Article) else f"{found.name} ({found.kind})" if found else record

    def _record(self, id: str) -> Article | Entity | None:
        sides = (self.after.records, self.before.records)
        return next((found for one in sides if (found := one.entities.get(id) or one.articles.get(id))), None)

    def words(self, one: Difference) -> str:
        """Return a difference in words."""
        before, after = self._side(one, one.before), self._side(one, one.after)
        if isinstance(one.before, Fact) and isinstance(one.after, Fact):
            return self._changed(one, one.before, one.after)
        about = self._label(one.record, one.about)
        match one.what:
            case "added" | "removed":
                return f"{one.what}"
            case "renamed" | "name" | "field":
                return f"{one.about or ('id' if one.what == 'renamed' else 'name')}: {before or 'none'} → {after or 'none'}"
            case "drafted" | "published":
                return "a draft now" if one.what == "drafted" else "published, a draft before"
            case "alias added" | "alias removed":
                return f"{one.what}: {before or after}"
            case "opened" | "settled":
                return f"disagreement on {about} {one.what}: {before or after}"
            case "sides" | "reason":
                return f"disagreement on {about}: {before} → {after}"
        return f"{one.what.removeprefix('fact ')}: {before or after}"

    def _changed(self, one: Difference, before: Fact, after: Fact) -> str:
        """Return what became of a fact that stands on both sides."""
        label, old, now = (
            self._label(one.record, one.about),
            self._value(one.record, before),
            self._value(one.record, after),
        )
        details = [
            f"{name.replace('_', ' ')}: {before.details[name] or 'none'} → {after.details[name] or 'none'}"
            for name in before.details
            if before.details[name] != after.details[name]
        ]
        if one.what == "value":
            head = f"{label}: {old} → {now} ({_cited(after.evidence)})"
        elif one.what == "evidence":
            head = f"{label}: {now}: evidence {_cited(before.evidence)} → {_cited(after.evidence)}"
        else:
            head = f"{label}: {now}"
        return "; ".join([head, *details])

    def _side(self, one: Difference, side: Side) -> str:
        if isinstance(side, Fact):
            return f"{self._label(one.record, one.about)}: {self._value(one.record, side)} ({_cited(side.evidence)})"
        if isinstance(side, Disagreement):
            return " against ".join(self._position(one, position, side.about) for position in side.positions)
        return side or ""

    def _position(self, one: Difference, position: Position, about: tuple[str, ...]) -> str:
        fact = Fact("", about[0], position.value, position.words, position.denies, (), {})
        return self._value(one.record, fact)

    def _label(self, record: str, about: str) -> str:
        found = self._record(record)
        labels = {"name": "Name"}
        for one in (self.before.records, self.after.records) if isinstance(found, Entity) else ():
            kind = one.kinds.get(found.kind) if isinstance(found, Entity) else None
            labels.update({name: attribute.label for name, attribute in kind.attributes.items()} if kind else {})
        return ", ".join(labels.get(name, name) for name in about.split(", "))

    def _value(self, record: str, fact: Fact) -> str:
        """Return a value as people read it."""
        said = f"“{fact.words}”" if fact.value is None else self._shown(record, fact.attribute, fact.value)
        return f"not {said}" if fact.denies else said

    def _shown(self, record: str, name: str, value: str) -> str:
        found = self._record(record)
        kinds = [one.records.kinds.get(found.kind) for one in (self.after, self.before) if isinstance(found, Entity)]
        attribute = next((kind.attributes[name] for kind in kinds if kind and name in kind.attributes), None)
        if attribute is None:
            return value
        other = self._record(value) if attribute.type == "ref" else None
        if isinstance(other, Entity):
            return other.name
        try:
            return TYPES[attribute.type].show(value, attribute)
        except ValueError:  # the type of the attribute changed between the revisions
            return value


def _cited(evidence: Sequence[Cited]) -> str:
    return "; ".join(_quoted(item) for item in evidence)


def _quoted(item: Cited) -> str:
    block = f", block {item.block}" if item.block is not None else ""
    speakers = f", said by {', '.join(item.said_by)}" if item.said_by else ""
    return f"{item.article}{block}: “{item.quote}”{speakers}"


def _mark(one: Difference) -> str:
    return MARKS.get(one.what.rpartition(" ")[2], "~")


def escaped(text: str) -> str:
    """Return text for Markdown: nothing in it is a mark, and no name in it calls anybody."""
    return SPECIAL.sub(r"\\\1", text).replace("@", "&#64;")


def _plain(side: Side) -> object:
    if isinstance(side, Fact):
        evidence = [
            {"article": one.article, "quote": one.quote, "block": one.block, "said_by": list(one.said_by)}
            for one in side.evidence
        ]
        told = {"statement": side.statement, "value": side.value, "words": side.words, "denies": side.denies}
        details: dict[str, object] = {key: value or None for key, value in side.details.items()}
        inferred = [one for one in side.details["inferred"].split(", ") if one]
        return {**told, **details, "inferred": inferred, "evidence": evidence}
    if isinstance(side, Disagreement):
        values = [{"value": one.value, "words": one.words, "denies": one.denies} for one in side.positions]
        return {"reason": side.reason, "note": side.note, "values": values}
    return side
