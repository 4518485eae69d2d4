"""What `kind add` does: a label, a plural and attributes in, a `_kind.yml` that the project's own parser accepts out.

A kind is data, so that another topic needs no Python. The file looks as an editor would have written it, for an editor goes on
with it. It is read by the project's own parser before it is written, and no file is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex
from anyascii import anyascii

from druzhba_kb.editing.asking import UsageError, ask, ask_each, ask_one
from druzhba_kb.folding import nearest
from druzhba_kb.journal import write_all
from druzhba_kb.load import Document
from druzhba_kb.parse.kinds import parse_kind
from druzhba_kb.report import Report
from druzhba_kb.values import TYPES
from druzhba_kb.yaml_read import read_yaml

EXAMPLE = (
    "such as opened:date, length:quantity:metres, crew:quantity:sailors|seamen|hands, "
    "material:choice:stone=of stone|stony,oak or builder:ref:people"
)
# enough for a page, a table and a place on the timeline
DEFAULTS = ("since:date:single", "size:quantity:single", "about:text")
TAKES_MORE = {
    "quantity": "unit, with the words that count as it",
    "choice": "options",
    "ref": "kinds that it may lead to",
}
CUES = ", each with its cue words, such as stone=of stone|stony,oak"


@dataclass(frozen=True, slots=True)
class NewKind:
    """A kind to be: the id of its folder, and what its `_kind.yml` says."""

    id: str
    data: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Return its file's place in the project."""
        return f"entities/{self.id}/_kind.yml"

    @property
    def text(self) -> str:
        """Return the file as written: one attribute in a line, as editors write them."""
        lines = [f"{key}: {_scalar(value)}" for key, value in self.data.items() if key != "attributes" and value]
        attributes: Mapping[str, Mapping[str, Any]] = self.data["attributes"]
        table = [f"  {name}: {_flow(settings)}" for name, settings in attributes.items()]
        timeline = next((name for name, one in attributes.items() if one["type"] == "date"), None)
        # without it, no date of the kind would stand on the timeline page
        end = [f"timeline: {{start: {timeline}}}"] if timeline else []
        return "\n".join([*lines, "attributes:" if table else "attributes: {}", *table, *end]) + "\n"


def new_kind(label: str, plural: str, attributes: Iterable[str], summary: str = "") -> NewKind:
    """Return the kind that the texts describe, each attribute as NAME:TYPE[:MORE][:single]."""
    id = regex.sub(r"[^a-z0-9]+", "-", anyascii(plural).lower()).strip("-")
    if not id or not label:
        raise UsageError(
            f"'{label}/{plural}' is no kind; expected a label and a plural with letters, such as Mill/Mills"
        )
    described: dict[str, dict[str, Any]] = {}
    for name, settings in map(_described, attributes):
        if name in described:
            raise UsageError(f"the attribute '{name}' is given twice")
        described[name] = settings
    return NewKind(
        id, {"label": label, "plural": plural, "summary": summary, "order_by": "name", "attributes": described}
    )


def _described(text: str) -> tuple[str, dict[str, Any]]:
    name, *rest = (part.strip() for part in text.split(":"))
    type_name, *more = rest or [""]
    single = more[-1:] == ["single"]  # a word at the end, so that 'lit:date:single' needs no empty part
    more = more[:-1] if single else more
    if type_name not in TYPES:
        raise UsageError(f"'{type_name}' of '{text}' is no type of value{nearest(type_name, list(TYPES))}")
    if len(more) > (type_name in TAKES_MORE):  # 'first:date:2018' is meant for a value, which is no part of a kind
        raise UsageError(f"'{text}' says more than '{type_name}' takes; expected one {EXAMPLE}")
    label = name.replace("_", " ").capitalize()
    settings = {"label": label, "type": type_name, **_more(text, type_name, more)}
    return name, {**settings, "single": "true"} if single else settings


def _more(text: str, type_name: str, more: Sequence[str]) -> dict[str, Any]:
    items = [item.strip() for item in ",".join(more).split(",") if item.strip()]
    if type_name == "quantity":
        unit, *words = (word.strip() for word in more[0].split("|")) if items else ("",)
        return {"unit": unit, **({"unit_words": words} if words else {})} if unit else {}
    if type_name not in TAKES_MORE:
        return {}
    if not items:
        raise UsageError(f"'{text}' does not give the {TAKES_MORE[type_name]}; expected one {EXAMPLE}")
    return {"to": items} if type_name == "ref" else {"options": dict(map(_option, items))}


def _option(text: str) -> tuple[str, list[str]]:
    """Return an option with its cue words; without any, its own name is the cue."""
    name, _, cues = text.partition("=")
    return name.strip(), [cue.strip() for cue in cues.split("|") if cue.strip()] or [name.strip()]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_scalar, value)) + "]" if isinstance(value, list) else _scalar(value)


def _scalar(text: str) -> str:
    """Return text as YAML, in quotation marks wherever a plain word would be read as something else."""
    # quoted in doubt: a plain "null" or "a: b" would be read as something else
    if regex.fullmatch(r"[\p{L}\p{N}](?:[\p{L}\p{N} _./-]*[\p{L}\p{N}_.])?", text) and text.casefold() != "null":
        return text
    return "'" + text.replace("'", "''") + "'"


def ask_kind() -> NewKind:
    """Return the kind that an editor describes at the terminal."""
    label = ask("label of one of them, such as Mill")
    plural = ask("label of many", f"{label}s" if label else "")
    summary = ask("what they are, in one sentence (Enter for none)")
    attributes = [_ask_attribute(name) for name in ask_each("attribute, such as opened (Enter to end)")]
    return new_kind(label, plural, attributes, summary)


def _ask_attribute(name: str) -> str:
    type_name = ask_one(f"  type of '{name}'", list(TYPES), "text")
    hint = CUES if type_name == "choice" else ", such as metres, or sailors|seamen"
    more = ask(f"  {TAKES_MORE[type_name]}{hint}") if type_name in TAKES_MORE else ""
    single = ask_one("  can only one value be true", ("y", "n"), "n" if type_name in ("text", "ref", "url") else "y")
    return ":".join([name, type_name, *([more] if more else []), *(["single"] if single == "y" else [])])


def check_kind(kind: NewKind, known: Iterable[str], report: Report) -> bool:
    """Return whether the project's own parser finds no fault with the file to be."""
    table = read_yaml(kind.text, kind.path, report)
    if table:
        parse_kind(Document(kind.id, kind.path, table), [*known, kind.id], report)  # a kind may refer to itself
    return not report.failed


def known_kinds(root: Path) -> list[str]:
    """Return the ids of the kinds that a project has."""
    return sorted(path.parent.name for path in (root / "entities").glob("*/_kind.yml"))


def write_kind(root: Path, kind: NewKind) -> None:
    """Write the file of a kind that is not there yet."""
    if (root / "entities" / kind.id).exists():
        raise UsageError(f"'{kind.id}' is there already, and no file is overwritten; edit {kind.path}")
    write_all(root, {kind.path: kind.text})
