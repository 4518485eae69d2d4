"""YAML read: a text in, its nodes out, each a plain string that knows its file, line and column.

No type is resolved: YAML's own types would make a number of 1e9 and lose how it was written. What no file of ours needs, an
alias or a tag, is refused, and nothing is repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

import yaml

from druzhba_kb.characters import MOST, bad_characters, unescaped
from druzhba_kb.report import Place, Report, place_of
from druzhba_kb.yaml_faults import find_fault, odd_indent

MAX_DEPTH = 40
LONGEST_VALUE = 20_000  # in characters; what reads longer ones takes seconds
# What libyaml counts as the end of a line.
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# 'Pier #9 is shut': a comment has a blank behind its sign, and what follows a number is none of its words
CUT = re.compile(r" +#(?=\S| \d).*")
TAKEN = re.compile(r" +(#[^\s#].*?)\s*")  # in the place of a value: a colour, say
LETTER = re.compile(r"[^\W\d]")
# a mark that comes in pairs at an end of a value and nowhere else in it; the plain one behind a digit means inches
SIGNS, UNMARKED = '"“”„‟«»「」『』', '(?:[^"“”„‟«»「」『』]|(?<=[0-9])")*'
LONE = re.compile(f"([{SIGNS}]){UNMARKED}|{UNMARKED}(?<![0-9])([{SIGNS}])")


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

    def value(self, key: str) -> Node | None:
        """Return the value of a key, None where it is not there."""
        return next((value for name, value in self.items if name.text == key), None)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the mappings of the list at a key."""
        return (item for item in items_of(self.value(key)) if isinstance(item, Table))


Node = Scalar | Listing | Table


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; a single value is a list of one, as editors may write it, and nothing is an empty one."""
    if node is None or (isinstance(node, Scalar) and node.null):
        return ()
    return node.items if isinstance(node, Listing) else (node,)


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Return the value of a key in a mapping of the parser's own nodes, as far as there is one."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def read_yaml(text: str, file: str, report: Report) -> Table | None:
    """Return the mapping that text holds, without resolving any type; None with a finding where it holds none."""
    if odd := odd_indent(text):
        report.error(Place(file, odd.line, odd.column), "tab", odd.message)
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
    report.error(place, "not-a-mapping", f"{called(node)} stands here; expected a mapping of 'key: value' lines")
    return None


def called(node: Node | None) -> str:
    """Return what a message calls a node."""
    return {Listing: "a list", Table: "a mapping", Scalar: "a single value"}.get(type(node), "nothing")


class _RejectedError(Exception):
    """The document holds something that no file of ours needs; the finding is already in the report."""


class _Builder:
    """Builds nodes from the parser's events without recursion, so that no input can exhaust the stack."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.open: list[tuple[Place, bool, list[Node]]] = []
        self.documents: list[Node] = []
        self.text = ""
        self.lines: list[str] = []
        self.last = 1
        self.bad_escapes = 0

    def build(self, text: str) -> Node | None:
        self.text, self.lines, self.last = text, BREAK.split(text), text.count("\n") + 1
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            self._take(event)
        if self.bad_escapes:
            raise _RejectedError
        return self.documents[0] if self.documents else None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.documents:
            message = "a second YAML document begins here; expected one in a file"
            self._reject(self._place(event), "several-documents", message)
        elif isinstance(event, yaml.AliasEvent):
            self._reject(self._place(event), "yaml-alias", "an alias stands here; expected the value written out")
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            place, is_table, children = self.open.pop()
            self._add(self._table(place, children) if is_table else Listing(tuple(children), place))

    def _take_node(self, event: yaml.NodeEvent) -> None:
        place = self._place(event)
        tag = getattr(event, "tag", None)
        if event.anchor:
            message = f"an anchor '&{event.anchor}' stands here; expected the value written out"
            self._reject(place, "yaml-alias", message)
        if tag and tag != "!":
            self._reject(place, "yaml-tag", f"the tag '{tag}' stands here; expected a plain value")
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > LONGEST_VALUE:
                message = f"a value of {len(event.value):,} characters stands here; expected {LONGEST_VALUE:,} at most"
                self._reject(place, "too-long", message)
            if event.style == '"':
                self._report_bad_escapes(event)
            self._warn_of_cut(event, place)
            self._warn_of_lone_mark(event)
            null = event.style in (None, "") and event.value in ("", "null", "Null", "NULL", "~")
            self._add(Scalar(event.value, place, null))
            return
        if len(self.open) >= MAX_DEPTH:
            self._reject(place, "too-deep", f"more than {MAX_DEPTH} levels are nested here")
        self.open.append((place, isinstance(event, yaml.MappingStartEvent), []))

    def _report_bad_escapes(self, event: yaml.ScalarEvent) -> None:
        """Report each escape that means a character which no text may hold; what stands there itself was told before."""
        start, end = event.start_mark, event.end_mark
        if start and end and next(bad_characters(event.value), None):
            written = self.text[start.index : end.index]
            for at, message in islice(bad_characters(unescaped(written)), MOST - self.bad_escapes):
                self.report.error(place_of(self.text[: start.index + at], self.file), "bad-character", message)
                self.bad_escapes += 1

    def _warn_of_cut(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Warn where a plain value, or the rest of its line, was taken for a comment."""
        end = event.end_mark
        if event.style not in (None, "") or not end or end.line >= len(self.lines):
            return
        if not event.value and (whole := TAKEN.fullmatch(self.lines[end.line], end.column)):
            message = f"' #' begins a comment, and no value is left; expected: \"{whole[1]}\""
            self.report.warning(place, "comment-in-value", message)
        elif LETTER.search(event.value) and (rest := CUT.fullmatch(self.lines[end.line], end.column)):
            message = f"' #' cuts the value, '{rest[0].strip()}' is lost; expected: \"{event.value}{rest[0]}\""
            self.report.warning(place, "comment-in-value", message)

    def _warn_of_lone_mark(self, event: yaml.ScalarEvent) -> None:
        """Warn where a plain value begins or ends with a quotation mark that has no partner."""
        start, end, value = event.start_mark, event.end_mark, event.value
        has_sign = not event.style and LETTER.search(value) and (value[0] in SIGNS or value[-1] in SIGNS)
        if has_sign and start and end and (lone := LONE.fullmatch(value)):
            line, column = (start.line, start.column) if lone[1] else (end.line, end.column - 1)
            text = "".join(self.lines[line : line + 1])
            mended = f"{text[:column]}{text[column + 1 :]}".strip()
            message = f"the quotation mark {lone[1] or lone[2]} has no partner; expected: {mended}"
            self.report.warning(Place(self.file, min(line + 1, self.last), column + 1), "lone-mark", message)

    def _add(self, node: Node) -> None:
        (self.open[-1][2] if self.open else self.documents).append(node)

    def _table(self, place: Place, children: list[Node]) -> Table:
        items: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._reject(key.place, "bad-key", f"{called(key)} stands here as a key; expected a word")
            if key.text == "<<":  # a loader would merge its value into this mapping, unseen by whoever looks for a key
                message = "the merge key '<<' stands here; expected the values written out"
                self._reject(key.place, "yaml-alias", message)
            if key.text in items:
                first = items[key.text][0].place.line
                message = f"'{key.text}' stands here again; it was given in line {first}"
                self._reject(key.place, "repeated-key", message)
            items[key.text] = (key, value)
        return Table(tuple(items.values()), place)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        # an empty value at the end stands behind the last line
        return Place(self.file, min(mark.line + 1, self.last), mark.column + 1) if mark else Place(self.file)

    def _reject(self, place: Place, code: str, message: str) -> NoReturn:
        self.report.error(place, code, message)
        raise _RejectedError
