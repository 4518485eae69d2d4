"""YAML edits: the text of a file in, the same text with single values changed and everything else untouched out.

Editors lay their files out, with comments, quotation marks and line breaks of their own, and git shows every line that a
program alters. So a file is never read and dumped anew; a value is replaced where it is written, in the style that it has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import BREAK, Listing, Node, Scalar, Table, read_yaml

BLOCK_STYLES = ("|", ">")  # the line breaks of a folded text are its editor's
FENCE = re.compile(r"^-{3,}[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a stretch of a file, by its offsets."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return text with the edits made."""
    # from the end, so that the offsets of the others hold
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def offset_of(text: str, place: Place) -> int:
    """Return the offset in a file's text of a line and column."""
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    return starts[place.line - 1] + place.column - 1 if 0 < place.line <= len(starts) else len(text)


def replaced(text: str, values: Mapping[Place, str]) -> str:
    """Return text with the values that are written at these places replaced; folded and literal blocks are left alone."""
    wanted = {(place.line, place.column): value for place, value in values.items()}
    return edited(text, _replacements(text, wanted)) if wanted else text


def _replacements(text: str, wanted: Mapping[tuple[int, int], str]) -> Iterator[Edit]:
    """Yield the edit of each value, by its line and column, both counted from 1."""
    # a comma ends a plain value within braces, and is a part of it elsewhere
    flows = [False]
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.DocumentEndEvent):
            return  # what follows the front matter of an article is no YAML
        if isinstance(event, yaml.CollectionStartEvent):
            flows.append(bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            flows.pop()
        elif isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            value = wanted.get((event.start_mark.line + 1, event.start_mark.column + 1))
            if value is not None and event.style not in BLOCK_STYLES:
                new = _written(value, event.style, flows[-1])
                yield Edit(event.start_mark.index, event.end_mark.index, new)


def _written(value: str, style: str | None, in_flow: bool) -> str:
    """Return value as YAML in the style that it had, where that style can hold it."""
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    # double quotation marks can hold every text, as JSON writes them
    return value if style in (None, "") and _is_plain(value, in_flow) else json.dumps(value, ensure_ascii=False)


def _is_plain(value: str, in_flow: bool) -> bool:
    """Return whether YAML reads value back without quotation marks: '14,000' it does beside a key, not within braces."""
    try:
        return bool(yaml.load(f"{{a: {value}}}" if in_flow else f"a: {value}", Loader=yaml.BaseLoader) == {"a": value})
    except yaml.YAMLError:
        return False


def with_former(text: str, file: str, old: str, new: str) -> str:
    """Return the text of a renamed file with old among the former ids; where the new id is one of them, old takes its place."""
    end = end_of_mapping(text, file)
    # the first fence is blanked, so that the lines of what is read are those of the file
    front = FENCE.sub("", text[:end], count=1) if file.endswith(".md") else text[:end]
    table = read_yaml(front, file, Report())
    node = table.value("formerly") if table else None
    if node is not None:
        return edited(text, [_former(text, node, old, new)])
    lines = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not end or text[:end].endswith("\n") else lines
    return f"{text[:end]}{gap}formerly: [{old}]{lines}{text[end:]}"


def end_of_mapping(text: str, file: str) -> int:
    """Return where the mapping ends: before the second fence of an article, else with the file."""
    fences = [match.start() for match in FENCE.finditer(text)] if file.endswith(".md") else []
    return fences[1] if len(fences) > 1 else len(text)


def _former(text: str, node: Node, old: str, new: str) -> Edit:
    """Return the edit that puts old into the value of `formerly`, a list on one line or several, or a single id."""
    items = [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Listing) else [node]
    same = next((item for item in items if isinstance(item, Scalar) and item.text == new), None)
    if same:
        start = text.index(new, offset_of(text, same.place))
        return Edit(start, start + len(new), old)
    start = offset_of(text, node.place)
    if isinstance(node, Listing) and text[start : start + 1] == "[":
        return Edit(start + 1, start + 1, f"{old}, " if items else old)
    if isinstance(node, Listing):
        indent = " " * (node.place.column - 1)
        return Edit(start, start, f"- {old}\n{indent}")
    return _beside(text, start, node, old)


def _beside(text: str, start: int, node: Scalar | Table, old: str) -> Edit:
    """Return the edit that makes a list of a single id or of no value."""
    if isinstance(node, Scalar) and node.text and not node.null:
        end = text.index(node.text, start) + len(node.text)
        end += text[start] in "'\""  # formerly: 'a'
        return Edit(start, end, f"[{old}, {node.text}]")
    end = start + (len(node.text) if isinstance(node, Scalar) else 0)
    return Edit(start, end, f" [{old}]" if text[start - 1 : start] == ":" else f"[{old}]")
