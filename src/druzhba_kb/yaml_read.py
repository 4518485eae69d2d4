"""YAML read: a text in, its nodes out, each a plain string that knows its file, line and column.

No type is resolved: YAML's own types would make a number of 1e9 and lose how it was written. What no file of ours needs, an
alias or a tag, is refused, and nothing is repaired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_faults import find_fault

MAX_DEPTH = 40
LONGEST_VALUE = 20_000  # in characters; what reads longer ones takes seconds
# What libyaml counts as the end of a line.
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# 'Pier #9 is shut': a comment has a blank behind its sign, and what follows a number is none of its words
CUT = re.compile(r" +#(?=\S| \d).*")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `null` where YAML would read nothing (an empty plain scalar, null or ~)."""

    text: str
    place: Place
    null: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping: its keys in order, each with its value."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Listing | Table


def read_yaml(text: str, file: str, report: Report) -> Table | None:
    """Return the mapping that text holds, without resolving any type; None with a finding where it holds none."""
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            report.error(Place(file, number, indent.index("\t") + 1), "tab", "a tab indents this line; expected spaces")
            return None
    try:
        node = _Builder(file, report).build(text)
    except yaml.YAMLError:
        if fault := find_fault(text):
            report.error(Place(file, fault.line, fault.column), "yaml-syntax", fault.message)
        return None
    except _RejectedError:
        return None
    if isinstance(node, Table):
        return node
    place = node.place if node else Place(file, 1, 1)
    report.error(place, "not-a-mapping", f"{_called(node)} stands here; expected a mapping of 'key: value' lines")
    return None


def _called(node: Node | None) -> str:
    return {Listing: "a list", Scalar: "a single value"}.get(type(node), "nothing")


class _RejectedError(Exception):
    """The document holds something that no file of ours needs; the finding is already in the report."""


class _Builder:
    """Builds nodes from the parser's events without recursion, so that no input can exhaust the stack."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.open: list[tuple[Place, bool, list[Node]]] = []
        self.documents: list[Node] = []
        self.lines: list[str] = []
        self.last = 1

    def build(self, text: str) -> Node | None:
        self.lines, self.last = BREAK.split(text), text.count("\n") + 1
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            self._take(event)
        return self.documents[0] if self.documents else None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.documents:
            self._reject(event, "several-documents", "a second YAML document begins here; expected one in a file")
        elif isinstance(event, yaml.AliasEvent):
            self._reject(event, "yaml-alias", "an alias stands here; expected the value written out")
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            place, is_table, children = self.open.pop()
            self._add(self._table(place, children) if is_table else Listing(tuple(children), place))

    def _take_node(self, event: yaml.NodeEvent) -> None:
        place = self._place(event)
        tag = getattr(event, "tag", None)
        if event.anchor:
            self._reject(
                event, "yaml-alias", f"an anchor '&{event.anchor}' stands here; expected the value written out"
            )
        if tag and tag != "!":
            self._reject(event, "yaml-tag", f"the tag '{tag}' stands here; expected a plain value")
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > LONGEST_VALUE:
                message = f"a value of {len(event.value):,} characters stands here; expected {LONGEST_VALUE:,} at most"
                self._reject(event, "too-long", message)
            self._warn_of_cut(event, place)
            null = event.style in (None, "") and event.value in ("", "null", "Null", "NULL", "~")
            self._add(Scalar(event.value, place, null))
            return
        if len(self.open) >= MAX_DEPTH:
            self._reject(event, "too-deep", f"more than {MAX_DEPTH} levels are nested here")
        self.open.append((place, isinstance(event, yaml.MappingStartEvent), []))

    def _warn_of_cut(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Warn where the rest of a plain value's line was taken for a comment."""
        end = event.end_mark
        if event.style in (None, "") and end and end.line < len(self.lines) and re.search(r"[^\W\d]", event.value):
            rest = CUT.fullmatch(self.lines[end.line], end.column)
            if rest:
                message = f"' #' cuts the value, '{rest[0].strip()}' is lost; expected: \"{event.value}{rest[0]}\""
                self.report.warning(place, "comment-in-value", message)

    def _add(self, node: Node) -> None:
        (self.open[-1][2] if self.open else self.documents).append(node)

    def _table(self, place: Place, children: list[Node]) -> Table:
        items: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.report.error(key.place, "bad-key", f"{_called(key)} stands here as a key; expected a word")
                raise _RejectedError
            if key.text in items:
                first = items[key.text][0].place.line
                self.report.error(
                    key.place, "repeated-key", f"'{key.text}' stands here again; it was given in line {first}"
                )
                raise _RejectedError
            items[key.text] = (key, value)
        return Table(tuple(items.values()), place)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        # an empty value at the end stands behind the last line
        return Place(self.file, min(mark.line + 1, self.last), mark.column + 1) if mark else Place(self.file)

    def _reject(self, event: yaml.Event, code: str, message: str) -> None:
        self.report.error(self._place(event), code, message)
        raise _RejectedError
