"""The report of `diff`: the differences between two revisions in, what people and programs read of them out.

The Markdown becomes a comment on a proposed change, written by whoever proposed it: nothing of the content may act there as
a mark, a link or the name of somebody to call.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from druzhba_kb.model import Article, Attribute, Disagreement, Entity, Position
from druzhba_kb.report import Place, Report
from druzhba_kb.reviewing.differences import CitedQuote, Difference, Record, Side, StatedFact, compare
from druzhba_kb.reviewing.revisions import Revision, read_revision
from druzhba_kb.values import TYPES

MARKS = {"added": "+", "removed": "-", "opened": "≠", "settled": "=", "sides": "≠", "reason": "≠"}
COUNTED = {
    "fact added": "added", "fact removed": "removed", "value": "with another value", "evidence": "with other evidence",
    "detail": "with other details",
}  # fmt: skip
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


@dataclass(frozen=True, slots=True)
class DiffReport:
    """Two revisions with their differences, and how these are put in words.

    Where they are for readers, no article is quoted, and each is called as pages call it.
    """

    before: Revision
    after: Revision
    differences: Sequence[Difference]
    for_readers: bool = False

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

    def report_unread(self, report: Report) -> None:
        """Report each file that cannot be read, so that its facts are not compared: one of now is an error."""
        for one, record in ((self.before, report.warning), (self.after, report.error)):
            for file, why in one.unread.items():
                record(Place(file), "not-compared", f"cannot be read in {one.label}, so it is not compared: {why}")

    def data(self) -> dict[str, object]:
        """Return the differences as plain data."""
        unread = [
            {"in": one.label, "file": file, "why": why}
            for one in (self.before, self.after)
            for file, why in one.unread.items()
        ]
        found = [self._data(one) for one in self.differences]
        return {"from": self.before.label, "to": self.after.label, "not_compared": unread, "differences": found}

    def _data(self, one: Difference) -> Mapping[str, object]:
        sides = {"before": _plain(one.before), "after": _plain(one.after)}
        return {"what": one.what, "record": one.record, "about": one.about, **sides, "words": self.words(one)}

    def _lead(self) -> str:
        counts = Counter[str](one.what for one in self.differences)
        facts = [f"{counts[what]} {said}" for what, said in COUNTED.items() if counts[what]]
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

    def words(self, one: Difference) -> str:
        """Return a difference in words, in one line: a line of the content must not look like one of ours."""
        return " ".join(self._words(one).split())

    def _words(self, one: Difference) -> str:
        if isinstance(one.before, StatedFact) and isinstance(one.after, StatedFact):
            return self._changed(one, one.before, one.after)
        before, after = self.side(one, one.before), self.side(one, one.after)
        about = self._labels(one)
        match one.what:
            case "added" | "removed":
                return one.what
            case "renamed" | "name" | "field":
                about = one.about or ("id" if one.what == "renamed" else "name")
                return f"{about}: {before or 'none'} → {after or 'none'}"
            case "drafted" | "published":
                return "a draft now" if one.what == "drafted" else "published, a draft before"
            case "alias added" | "alias removed":
                return f"{one.what}: {before or after}"
            case "opened" | "settled":
                return f"disagreement on {about} {one.what}: {before or after}"
            case "sides" | "reason":
                return f"disagreement on {about}: {before} → {after}"
        return f"{one.what.removeprefix('fact ')}: {before or after}"

    def _changed(self, one: Difference, before: StatedFact, after: StatedFact) -> str:
        """Return what became of a fact that is on both sides."""
        label, now = self._labels(one), self._value(one.record, after.attribute, after)
        details = [
            f"{name.replace('_', ' ')}: {_detail(old)} → {_detail(after.details[name])}"
            for name, old in before.details.items()
            if old != after.details[name]
        ]
        if one.what == "value":
            was = self._value(one.record, before.attribute, before)
            head = f"{label}: {was} → {now} ({self._cited(after.evidence)})"
        elif one.what == "evidence":
            old, new = self._cited(before.evidence), self._cited(after.evidence)
            head = f"{label}: {now}: evidence {old} → {new}" if old != new else f"{label}: {now}: other words of {new}"
        else:
            head = f"{label}: {now}"
        return "; ".join([head, *details])

    def side(self, one: Difference, side: Side) -> str:
        """Return one side of a difference in words."""
        if isinstance(side, StatedFact):
            said = self._value(one.record, side.attribute, side)
            return f"{self._labels(one)}: {said} ({self._cited(side.evidence)})"
        if isinstance(side, Disagreement):
            return " against ".join(self._value(one.record, side.about[0], position) for position in side.positions)
        return side or ""

    def _value(self, record: str, attribute: str, given: StatedFact | Position) -> str:
        """Return a value as people read it."""
        words = "in the source’s words" if self.for_readers else f"“{given.words}”"
        said = words if given.value is None else self._shown(record, attribute, given.value)
        return f"not {said}" if given.denies else said

    def _shown(self, record: str, name: str, value: str) -> str:
        attribute = self._attribute(record, name)
        if attribute is None:
            return value
        other = self.record(value) if attribute.type == "ref" else None
        if isinstance(other, Entity):
            return other.name
        try:
            return TYPES[attribute.type].show(value, attribute)
        except ValueError:  # the type of the attribute changed between the revisions
            return value

    def _cited(self, evidence: Sequence[CitedQuote]) -> str:
        return "; ".join(dict.fromkeys(map(self._quoted, evidence)))

    def _quoted(self, item: CitedQuote) -> str:
        article = self._called(item.article)
        if item.is_entry:
            return f"{article}, {item.quote}"
        block = f", block {item.block}" if item.block is not None else ""
        quote = "" if self.for_readers else f": “{item.quote}”"
        speakers = f", said by {', reported by '.join(map(self._name, item.said_by))}" if item.said_by else ""
        return f"{article}{block}{quote}{speakers}"

    def _called(self, id: str) -> str:
        """Return what pages call a record, for readers, and else its id; a speaker may be no record."""
        found = self.record(id) if self.for_readers else None
        if isinstance(found, Article):
            return " ".join(filter(None, (found.publisher or found.title, (found.published or "")[:4])))
        return found.name if isinstance(found, Entity) else found.title if found else id

    def _name(self, speaker: str) -> str:
        """Return the name of a speaker; one in words has no record."""
        found = self.record(speaker)
        return found.name if isinstance(found, Entity) else speaker

    def _labels(self, one: Difference) -> str:
        return ", ".join(self._label(one.record, name) for name in one.about.split(", "))

    def _label(self, record: str, name: str) -> str:
        attribute = self._attribute(record, name)
        return attribute.label if attribute else "Name" if name == "name" else name

    def _attribute(self, record: str, name: str) -> Attribute | None:
        """Return an attribute of a record's kind as it is now, or was where it is gone."""
        found = self.record(record)
        sides = (self.after.records, self.before.records) if isinstance(found, Entity) else ()
        kinds = (one.kinds.get(found.kind) for one in sides if isinstance(found, Entity))
        return next((kind.attributes[name] for kind in kinds if kind and name in kind.attributes), None)

    def _title(self, record: str) -> str:
        found = self.record(record)
        title = f"{found.name} ({found.kind})" if isinstance(found, Entity) else found.title if found else record
        return " ".join(title.split())

    def record(self, id: str) -> Record | None:
        """Return a record as it is now, or was where it is gone."""
        return self.after.records.by_id.get(id) or self.before.records.by_id.get(id)


def diff_revisions(root: Path, before: str, after: str | None, report: Report) -> DiffReport | None:
    """Return the differences between two revisions, `after` being the work tree where it is None; None where one is missing."""
    old = read_revision(root, before, report)
    new = read_revision(root, after, report) if old else None
    return DiffReport(old, new, compare(old, new)) if old and new else None


def _detail(given: str | tuple[str, ...] | None) -> str:
    return (", ".join(given) if isinstance(given, tuple) else given) or "none"


def _mark(one: Difference) -> str:
    return MARKS.get(one.what.rpartition(" ")[2], "~")


def escaped(text: str) -> str:
    """Return text for Markdown: nothing in it is a mark or begins a paragraph, and no name in it calls anybody."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split())).replace(
        "@", "&#64;"
    )  # a backslash does not stop a name from being called


def _plain(side: Side) -> object:
    if isinstance(side, StatedFact):
        evidence = [
            {"article": one.article, "quote": one.quote, "block": one.block, "said_by": list(one.said_by)}
            for one in side.evidence
            if not one.is_entry
        ]
        entries = [{"reference": one.article, "entry": one.quote} for one in side.evidence if one.is_entry]
        claim = {"statement": side.statement, "value": side.value, "words": side.words, "denies": side.denies}
        details = {key: list(one) if isinstance(one, tuple) else one for key, one in side.details.items()}
        return {**claim, **details, "evidence": evidence, "citations": entries}
    if isinstance(side, Disagreement):
        values = [{"value": one.value, "words": one.words, "denies": one.denies} for one in side.positions]
        return {"reason": side.reason, "note": side.note, "values": values}
    return side
