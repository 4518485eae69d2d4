"""Add statements: statements by file in, the change that puts them there out.

A file that people wrote is not dumped anew: statements are put beside those that it has. What one states already becomes a
further item of its evidence, unless comments stand in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent

import yaml

from druzhba_kb.editing.transaction import Transaction, tried
from druzhba_kb.editing.yaml_edit import offset_of
from druzhba_kb.fileformat import EVIDENCE
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_dump import as_yaml
from druzhba_kb.yaml_read import Listing, read_yaml

Statements = Sequence[Mapping[str, object]]


def plan_statements(root: Path, by_file: Mapping[str, Statements], report: Report) -> Transaction | None:
    """Return the change that puts statements into files, tried in a copy; None after errors."""
    before = {file: (root / file).read_bytes().decode() for file in by_file}
    texts = {file: (text, with_statements(text, file, by_file[file])) for file, text in before.items()}
    return tried(root, Transaction(texts), report)


def with_statements(text: str, file: str, statements: Sequence[Mapping[str, object]]) -> str:
    """Return the text of an entity's file with statements behind those that it has, its lines ended as they are."""
    if "\r\n" in text:
        return with_statements(text.replace("\r\n", "\n"), file, statements).replace("\n", "\r\n")
    new_ones: list[Mapping[str, object]] = []
    for one in statements:
        joined = _joined(text, file, one)
        text, new_ones = (joined, new_ones) if joined else (text, [*new_ones, one])
    if not new_ones:
        return text
    table = read_yaml(text, file, Report())
    items = table.items if table else ()
    at = next((number for number, (key, _) in enumerate(items) if key.text == "statements"), None)
    value = items[at][1] if at is not None else None
    new = as_yaml(new_ones)
    if at is None or not isinstance(value, Listing) or not value.items:
        gap = "" if text.endswith("\n") else "\n"
        rest = text if at is None else _without_line(text, items[at][0].place)
        return f"{rest}{gap}statements:\n{indent(new, '  ')}"
    start = offset_of(text, value.place)
    if text[start : start + 1] == "[":  # JSON is YAML within brackets
        return f"{text[: start + 1]}{', '.join(map(json.dumps, new_ones))}, {text[start + 1 :]}"
    dash = text.rfind("-", 0, offset_of(text, value.items[0].place))
    margin = text[text.rfind("\n", 0, dash) + 1 : dash]
    end = offset_of(text, items[at + 1][0].place) if at + 1 < len(items) else len(text)
    gap = "" if text[:end].endswith("\n") else "\n"
    return f"{text[:end]}{gap}{indent(new, margin)}{text[end:]}"


def _joined(text: str, file: str, statement: Mapping[str, object]) -> str | None:
    """Return text with a statement's quotation beside those of one that states the same; None where none does."""
    table = read_yaml(text, file, Report())
    value = table.value("statements") if table else None
    if not isinstance(value, Listing) or text[offset_of(text, value.place) :].startswith("["):
        return None
    dashes = [text.rfind("-", 0, offset_of(text, item.place)) for item in value.items]
    starts = [text.rfind("\n", 0, dash) + 1 for dash in dashes]
    for start, dash, end in zip(starts, dashes, (*starts[1:], len(text)), strict=True):
        margin = text[start:dash]
        own = re.match(rf"{margin}-.*\n?(?:(?:{margin} .*|[ \t]*)(?:\n|\Z))*", text[start:end])
        if own is None or margin.strip() or "#" in own[0]:
            continue
        (old,) = yaml.load(own[0], Loader=yaml.BaseLoader)
        if _stated(old) == _stated(statement):
            quoted = old["evidence"] if "evidence" in old else [_quoted(old)]
            rest = old if "evidence" in old else _stated(old)
            new = as_yaml([{**rest, "evidence": [*quoted, _quoted(statement)]}])
            return f"{text[:start]}{indent(new, margin)}{text[start + own.end() :]}"
    return None


def _stated(statement: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in statement.items() if key not in (*EVIDENCE.names, "evidence")}


def _quoted(statement: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in statement.items() if key in EVIDENCE.names}


def _without_line(text: str, place: Place) -> str:
    """Return text without the line of a key that has no value."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: place.line - 1] + lines[place.line :])
