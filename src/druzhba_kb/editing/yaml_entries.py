"""YAML entries: the text of a file in, the same text with entries of its mappings and lists removed or added out.

What stays keeps its layout and its comments. A list or a mapping that nothing is left in goes with its key, for an empty one says
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import yaml

from druzhba_kb.editing.yaml_edit import Edit, edited, end_of_mapping
from druzhba_kb.yaml_read import Listing, Node, Scalar, Table

Path = tuple[str | int, ...]  # the keys and the numbers of items by which a value is reached
OWN_LINE = {
    True: re.compile(r"[ ]*"),
    False: re.compile(r"[ ]*-[ ]+"),
}  # what stands before an entry of a mapping, of a list


def scalars_of(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar, bool]]:
    """Yield each single value with its path, and each key with that of its value; the flag says that it is a key."""
    if isinstance(node, Scalar):
        yield path, node, False
    elif isinstance(node, Table):
        yield from (((*path, key.text), key, True) for key, _ in node.items)
    for step, inner in _inner(node).items():
        yield from scalars_of(inner, (*path, step))


def value_at(node: Node, path: Path) -> Node | None:
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


def without(text: str, file: str, gone: Collection[Path]) -> str | None:
    """Return the text of a file without the values at some paths; None where it says nothing any more."""
    root = yaml.compose(text[: end_of_mapping(text, file)], Loader=yaml.BaseLoader)
    cuts = _cuts(text, root, frozenset(gone), ()) if root else []
    return None if cuts is None else edited(text, cuts)


def _cuts(text: str, node: yaml.Node, gone: frozenset[Path], path: Path) -> list[Edit] | None:
    """Return the edits within a value; None where all of it goes."""
    if path in gone:
        return None
    entries = _entries(node)
    inner = [_cuts(text, value, gone, (*path, step)) for step, _, value in entries]
    kept = [number for number, cuts in enumerate(inner) if cuts is not None]
    if entries and not kept:
        return None
    edits = [edit for number in kept for edit in inner[number] or ()]
    starts, ends = [start for _, start, _ in entries], [_end(value) for _, _, value in entries]
    lines = [_line_start(text, node, start) for start in starts]
    if entries and kept[0] and lines[0] is None:  # behind a brace, or behind the dash of an item
        edits.append(Edit(starts[0], starts[kept[0]], ""))
    for number in (number for number, cuts in enumerate(inner) if cuts is None):
        if (start := lines[number]) is not None and (number > kept[0] or lines[0] is not None):
            edits.append(Edit(start, _line_end(text, ends[number]), ""))
        elif kept[0] < number < kept[-1]:
            edits.append(Edit(starts[number], starts[number + 1], ""))
    if _is_flow(node) and entries and kept[-1] < len(entries) - 1:
        edits.append(Edit(ends[kept[-1]], ends[-1], ""))
    return edits


def _line_start(text: str, node: yaml.Node, start: int) -> int | None:
    """Return where the line of an entry begins; None where it has none of its own."""
    line = text.rfind("\n", 0, start) + 1
    own = not _is_flow(node) and OWN_LINE[isinstance(node, yaml.MappingNode)].fullmatch(text, line, start)
    return line if own else None


def with_entry(text: str, path: Path, key: str, value: str) -> str:
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
