"""Formerly: the text of a renamed file in, the same with its old id under `formerly` out, comments and layout kept."""

from __future__ import annotations

import re

from druzhba_kb.editing.find_references import Edit, edited, offset_of
from druzhba_kb.load import Listing, Node, Scalar, Table, read_yaml
from druzhba_kb.report import Report

FENCE = re.compile(r"^-{3,}[ \t]*\r?$", re.MULTILINE)


def with_former(text: str, file: str, old: str, new: str) -> str:
    """Return text with old among the former ids; where the new id is one of them, old takes its place."""
    end = _end(text, file)
    table = read_yaml(_yaml(text[:end], file), file, Report())
    node = next((value for key, value in table.items if key.text == "formerly"), None) if table else None
    lines = "\r\n" if "\r\n" in text else "\n"
    if node is None:
        head = text[:end] if not text[:end] or text[:end].endswith("\n") else text[:end] + lines
        return f"{head}formerly: [{old}]{lines}{text[end:]}"
    return edited(text, [_edit(text, node, old, new)])


def _end(text: str, file: str) -> int:
    """Return where the mapping ends: before the second fence of an article, else with the file."""
    if not file.endswith(".md"):
        return len(text)
    fences = [match.start() for match in FENCE.finditer(text)]
    return fences[1] if len(fences) > 1 else len(text)


def _yaml(front: str, file: str) -> str:
    """Return the mapping with its lines in their places."""
    return FENCE.sub("", front, count=1) if file.endswith(".md") else front


def _edit(text: str, node: Node, old: str, new: str) -> Edit:
    """Return the edit that puts old into the value of `formerly`, a list on one line or several, or a single id."""
    items = [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Listing) else [node]
    same = next((item for item in items if isinstance(item, Scalar) and item.text == new), None)
    if same:
        start = _start(text, same)
        return Edit(start, start + len(new), old)
    start = offset_of(text, node.place)
    if isinstance(node, Listing) and text[start : start + 1] == "[":
        return Edit(start + 1, start + 1, f"{old}, " if items else old)
    if isinstance(node, Listing):
        indent = " " * (node.place.column - 1)
        return Edit(start, start, f"- {old}\n{indent}")
    return _beside(text, start, node, old)


def _beside(text: str, start: int, node: Scalar | Table, old: str) -> Edit:
    if isinstance(node, Scalar) and node.text and not node.null:
        end = text.index(node.text, start) + len(node.text)
        end += text[start] in "'\""
        return Edit(start, end, f"[{old}, {node.text}]")
    end = start + (len(node.text) if isinstance(node, Scalar) else 0)
    return Edit(start, end, f" [{old}]" if text[start - 1 : start] == ":" else f"[{old}]")


def _start(text: str, scalar: Scalar) -> int:
    return text.index(scalar.text, offset_of(text, scalar.place))
