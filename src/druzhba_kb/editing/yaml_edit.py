"""YAML edits: the text of a file in, the same text with values changed, added and removed and everything else untouched out.

Editors lay their files out, with comments, quotation marks and line breaks of their own, and git shows every line that a
program alters. So a file is never read and dumped anew; a value is replaced where it is written, in the style that it has.
A list or a mapping that nothing is left in goes with its key, for an empty one says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import BREAK, Listing, Node, Scalar, Table, read_yaml

BLOCK_STYLES = ("|", ">")  # the line breaks of a folded text are its editor's
FENCE = re.compile(r"^-{3,}[ \t]*\r?$", re.MULTILINE)
KeyPath = tuple[str | int, ...]  # the keys and the numbers of items by which a value is reached
# what stands before an entry of a mapping, of a list
OWN_LINE = {True: re.compile(r"[ ]*"), False: re.compile(r"[ ]*-[ ]+")}


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


def prepended(text: str, node: Listing, lines: str, in_flow: str) -> Edit:
    """Return the edit that puts items before those of a list: as lines, the first without its indent, or within brackets."""
    start = offset_of(text, node.place)
    if text[start : start + 1] == "[":
        return Edit(start + 1, start + 1, f"{in_flow}, " if node.items else in_flow)
    return Edit(start, start, ended_as(text, lines + " " * (node.place.column - 1)))


def before_last_key(text: str, table: Table, lines: str, in_flow: str) -> Edit:
    """Return the edit that adds a key to a mapping before its last one, which surely stands behind a line end or a comma."""
    last = table.items[-1][0].place
    is_flow = text[offset_of(text, table.place)] == "{"
    new = f"{in_flow}, " if is_flow else ended_as(text, lines + " " * (last.column - 1))
    return Edit(offset_of(text, last), offset_of(text, last), new)


def ended_as(text: str, new: str) -> str:
    """Return what is new with the line ends of a text."""
    return new.replace("\n", "\r\n") if "\r\n" in text else new


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
    if isinstance(node, Listing):
        return prepended(text, node, f"- {old}\n", old)
    if isinstance(node, Scalar) and node.text and not node.null:
        end = text.index(node.text, start) + len(node.text)
        end += text[start] in "'\""  # formerly: 'a'
        return Edit(start, end, f"[{old}, {node.text}]")
    end = start + (len(node.text) if isinstance(node, Scalar) else 0)
    return Edit(start, end, f" [{old}]" if text[start - 1 : start] == ":" else f"[{old}]")


def scalars_of(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Scalar, bool]]:
    """Yield each single value with its path, and each key with that of its value; the flag says that it is a key."""
    if isinstance(node, Scalar):
        yield path, node, False
    elif isinstance(node, Table):
        yield from (((*path, key.text), key, True) for key, _ in node.items)
    for step, inner in _inner(node).items():
        yield from scalars_of(inner, (*path, step))


def value_at(node: Node, path: KeyPath) -> Node | None:
    """Return the value at a path of keys and numbers; None where there is none."""
    for step in path:
        inner = _inner(node)
        if step not in inner:
            return None
        node = inner[step]
    return node


def _inner(node: Node) -> Mapping[str | int, Node]:
    if isinstance(node, Table):
        return {key.text: value for key, value in node.items}
    return dict(enumerate(node.items)) if isinstance(node, Listing) else {}


def without(text: str, file: str, gone: Collection[KeyPath]) -> str | None:
    """Return the text of a file without the values at some paths; None where it says nothing any more."""
    root = yaml.compose(text[: end_of_mapping(text, file)], Loader=yaml.BaseLoader)
    cuts = _cuts(text, root, frozenset(gone), ()) if root else []
    return None if cuts is None else edited(text, cuts)


def _cuts(text: str, node: yaml.Node, gone: frozenset[KeyPath], path: KeyPath) -> list[Edit] | None:
    """Return the edits within a value; None where all of it goes."""
    if path in gone:
        return None
    entries = _entries(node)
    inner = [_cuts(text, value, gone, (*path, step)) for step, _, value in entries]
    left = [number for number, cuts in enumerate(inner) if cuts is not None]
    if entries and not left:
        return None
    edits = [edit for number in left for edit in inner[number] or ()]
    starts, ends = [start for _, start, _ in entries], [_end(value) for _, _, value in entries]
    lines = [_line_start(text, node, start) for start in starts]
    if entries and left[0] and lines[0] is None:  # behind a brace, or behind the dash of an item
        edits.append(Edit(starts[0], starts[left[0]], ""))
    for number in (number for number, cuts in enumerate(inner) if cuts is None):
        if (start := lines[number]) is not None and (number > left[0] or lines[0] is not None):
            edits.append(Edit(start, _line_end(text, ends[number]), ""))
        elif left[0] < number < left[-1]:
            edits.append(Edit(starts[number], starts[number + 1], ""))
    if _is_flow(node) and entries and left[-1] < len(entries) - 1:
        edits.append(Edit(ends[left[-1]], ends[-1], ""))
    return edits


def _line_start(text: str, node: yaml.Node, start: int) -> int | None:
    """Return where the line of an entry begins; None where it has none of its own."""
    line = text.rfind("\n", 0, start) + 1
    own = not _is_flow(node) and OWN_LINE[isinstance(node, yaml.MappingNode)].fullmatch(text, line, start)
    return line if own else None


def with_entry(text: str, path: KeyPath, key: str, value: str) -> str:
    """Return the text of a file with an entry at the end of the mapping at a path; each on the way is made.

    The file itself must hold a mapping.
    """
    node, way, in_flow = yaml.compose(text, Loader=yaml.BaseLoader), list(path), False
    assert isinstance(node, yaml.MappingNode)
    while way and (inner := next((value for step, _, value in _entries(node) if step == way[0]), None)):
        node, in_flow = inner, in_flow or _is_flow(node)
        way.pop(0)
    entries, lines = _entries(node), "\r\n" if "\r\n" in text else "\n"
    if in_flow or (entries and _is_flow(node)):
        start, end = (_end(entries[-1][2]),) * 2 if entries else (node.start_mark.index, node.end_mark.index)
        new = f"{''.join(f'{step}: {{' for step in way)}{key}: {value}{'}' * len(way)}"
        return edited(text, [Edit(start, end, f", {new}" if entries else f"{{{new}}}")])
    first = entries[0][1] if entries else 0
    column = first - text.rfind("\n", 0, first) - 1 if entries else 2 * len(path)
    steps = [f"{' ' * (column + 2 * depth)}{step}:{lines}" for depth, step in enumerate(way)]
    entry = "".join([*steps, f"{' ' * (column + 2 * len(way))}{key}: {value}"])
    if not entries:  # 'attributes: {}', or nothing behind the colon
        return edited(text, [Edit(node.start_mark.index, _end(node), lines + entry)])
    end = _line_end(text, _end(node))
    gap = "" if text[:end].endswith("\n") else lines
    return f"{text[:end]}{gap}{entry}{lines}{text[end:]}"


def _entries(node: yaml.Node) -> list[tuple[str | int, int, yaml.Node]]:
    """Return the entries of a mapping or a list: the key or number of each, where it begins, and its value."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, key.start_mark.index, value) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(number, item.start_mark.index, item) for number, item in enumerate(node.value)]
    return []


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _end(node: yaml.Node) -> int:
    """Return where a value ends; of a block YAML says where the next thing begins."""
    entries = _entries(node)
    return node.end_mark.index if not entries or _is_flow(node) else _end(entries[-1][2])


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", max(at - 1, 0))
    return found + 1 if found >= 0 else len(text)
