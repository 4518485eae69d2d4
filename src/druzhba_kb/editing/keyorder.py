"""Key order: the text of an entity file in, the same with the keys of each statement in the project's order out."""

from __future__ import annotations

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.load import Listing, Node, Scalar, Table, read_yaml
from druzhba_kb.report import Report

ORDER = (
    "denies", "evidence", "source", "quote", "block", "context", "said_by", "as_of", "from", "until", "inferred",
    "standing", "note",
)  # fmt: skip
assert set(ORDER) == set(STATEMENT.names)

Plain = str | list["Plain"] | dict[str, "Plain"]


def in_order(text: str, file: str) -> str:
    """Return text with attributes first and the reserved keys behind them, each with its lines and comments."""
    table = read_yaml(text, file, Report())
    lines = text.split("\n")
    for first, last, columns in reversed(_statements(table, len(lines)) if table else []):
        lines[first:last] = _sorted(lines[first:last], columns)
    mended = "\n".join(lines)
    return mended if plain(read_yaml(mended, file, Report())) == plain(table) else text


def plain(node: Node | None) -> Plain:
    """Return what a node says, without its places."""
    if isinstance(node, Table):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.text if node else ""


Keys = tuple[int, list[tuple[int, str]]]


def _statements(table: Table, length: int) -> list[tuple[int, int, Keys]]:
    """Return the first line, the line behind the last and the keys of each statement that is written key by key."""
    tops = [(key, value) for key, value in table.items]
    found = []
    for number, (key, value) in enumerate(tops):
        if key.text != "statements" or not isinstance(value, Listing):
            continue
        behind = tops[number + 1][0].place.line - 1 if number + 1 < len(tops) else length
        starts = [item.place.line - 1 for item in value.items]
        for item, end in zip(value.items, [*starts[1:], behind], strict=True):
            if isinstance(item, Table) and (keys := _block_keys([key for key, _ in item.items])):
                found.append((item.place.line - 1, end, keys))
    return found


def _block_keys(keys: list[Scalar]) -> Keys | None:
    """Return the column of the keys and the line and name of each, where each begins a line of its own."""
    lines, columns = [key.place.line for key in keys], {key.place.column for key in keys}
    if len(columns) != 1 or len(set(lines)) != len(lines):
        return None
    return columns.pop() - 1, [(key.place.line - lines[0], key.text) for key in keys]


def _sorted(lines: list[str], keys: Keys) -> list[str]:
    """Return the lines of a statement with its keys in order; blank lines and comments behind the last key stay there."""
    column, named = keys
    end = len(lines)
    while end > named[-1][0] + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    starts = [_with_comments(lines, start) for start, _ in named]
    chunks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    ranked = sorted(range(len(named)), key=lambda number: _rank(named[number][1]))
    if ranked == sorted(ranked):
        return lines
    bullet = lines[0][:column]
    moved = [
        _reset(chunks[number], named[number][0] - starts[number], bullet, first=not place)
        for place, number in enumerate(ranked)
    ]
    return [line for chunk in moved for line in chunk] + lines[end:]


def _with_comments(lines: list[str], start: int) -> int:
    while start > 1 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _rank(key: str) -> int:
    return ORDER.index(key) + 1 if key in ORDER else 0


def _reset(chunk: list[str], at: int, bullet: str, first: bool) -> list[str]:
    """Return the lines of a key with the bullet of the statement before it, or without."""
    head = (bullet if first else " " * len(bullet)) + chunk[at][len(bullet) :]
    return [*chunk[:at], head, *chunk[at + 1 :]]
