"""YAML read: a text in, its nodes out, each a plain string that knows its file, line and column; or its first fault.

No type is resolved: YAML's own types would make a number of 1e9 and lose how it was written. What no file of ours needs, an
alias or a tag, is refused, and nothing is repaired.

Of a text that is no YAML the parser tells where it gave up and in terms of its own; an editor needs the line that is wrong. So
each line near by is tried in the ways in which lines go wrong, and the one that lets the parser go on is the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

import yaml
from yaml.reader import Reader

from druzhba_kb.characters import MOST, bad_characters, unescaped
from druzhba_kb.report import Place, Report, place_of

MAX_DEPTH = 40
LONGEST_VALUE = 20_000  # in characters; what reads longer ones takes seconds
# pages and word processors have spaces that YAML takes for letters
INDENTED = re.compile(r" *([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
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


LINE = re.compile(r"(?P<head> *(?:- +)*(?:[\w.-]+: +)?)(?P<value>\S(?:.*\S)?) *")
DASHED = re.compile(r"( *-)([\w.]+: .*)")
GLUED = re.compile(r"( *(?:- +)*[\w-]+):([^\s/:].*)")
WHOLE = re.compile(r'"[^"\\]*"|\'(?:[^\']|\'\')*\'')  # a value in quotation marks that is right
CLOSES = {"[": "]", "{": "}"}
# where a value in quotation marks begins in a list or mapping in brackets
WITHIN = re.compile(r"(?:(?<=[\[{])|(?<=[:,] ))[\"']")
STARTS = re.compile(r".*:(?: .*)?|[-#].*")  # how a line may start
MARKS = "[]{},&*!|>%@`\"'#?-:"
TRIED = 20  # lines; a large file must not be read for each of its own
READ_AGAIN = 8_000_000  # characters in all
GENERAL = (
    "this cannot be read; expected 'key: value', the value in quotation marks where it holds ': ' or begins with a mark"
)


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Where a text goes wrong, counted from 1, in which words, and the line as it should be, where that is known."""

    line: int
    column: int
    message: str
    mended: str | None = None
    is_safe: bool = False


def odd_indent(text: str) -> YamlFault | None:
    """Return the first line that something else than spaces indents."""
    for number, line in enumerate(text.split("\n"), 1):
        if odd := INDENTED.match(line):
            what = "a tab" if odd[1] == "\t" else f"the character U+{ord(odd[1]):04X}"
            return YamlFault(number, odd.end(), f"{what} indents this line; expected spaces")
    return None


def find_fault(text: str) -> YamlFault | None:
    """Return the first fault of a text that cannot be read as YAML."""
    if strange := Reader.NON_PRINTABLE.search(text):
        before = text[: strange.start()]
        message = f"the character U+{ord(strange[0]):04X} stands here; expected text that can be printed"
        return YamlFault(before.count("\n") + 1, len(before) - before.rfind("\n"), message)
    stop = _stop(text)
    if stop is None:
        return None
    lines = text.split("\n")
    last = min(stop[0], len(lines) - 1)
    written = [number for number in range(last, -1, -1) if LINE.fullmatch(lines[number])]
    # what is open may be far above: the mark that closes it is the next one in the file, whose own value then goes wrong
    tried = [*written[:TRIED], *[number for number in written[TRIED:] if _is_open(lines[number])][:TRIED]]
    # a line that is well indented may look otherwise after a quotation mark that is open, so marks are tried before
    ways = [(at, *way) for of in (_ways, _indents) for at in tried for way in of(lines, at)]
    for at, column, what, line, is_safe in ways[: 1 + READ_AGAIN // len(text)]:
        after = _stop("\n".join([*lines[:at], line, *lines[at + 1 :]]))
        if after is None or after > stop:
            return YamlFault(at + 1, column, f"{what}; expected: {line.strip()}", line, is_safe)
    return _unexplained(lines, last, stop[1] + 1)


def _is_open(line: str) -> bool:
    """Return whether the value of a line begins with a mark that it does not close."""
    found = LINE.fullmatch(line)
    value = found["value"] if found else ""
    return (value[:1] in {'"', "'"} and not WHOLE.fullmatch(value)) or (
        value[:1] in CLOSES and (CLOSES[value[0]] not in value or _opened(value) is not None)
    )


def _opened(value: str) -> int | None:
    """Return where a quotation mark begins, in a list or mapping in brackets, that its line does not close."""
    at = 0
    while mark := WITHIN.search(value, at):
        whole = WHOLE.match(value, mark.start())
        if whole is None:
            return mark.start()
        at = whole.end()
    return None


def _unexplained(lines: list[str], last: int, column: int) -> YamlFault:
    """Return the fault of a line that no way explains: where the parser gave up, or the line before, if that is no key."""
    written = [at for at in range(last, -1, -1) if lines[at].strip()][:2] or [0]
    number = written[-1] if not STARTS.fullmatch(lines[written[-1]].strip()) else written[0]
    at = min(column, len(lines[number]) + 1) if number == last else 1
    return YamlFault(number + 1, at, GENERAL)


def mended(text: str) -> str:
    """Return text with each fault mended that has one right answer, or as it is where one is left."""
    now = text
    while (fault := find_fault(now)) and fault.mended is not None and fault.is_safe:
        lines = now.split("\n")
        lines[fault.line - 1] = fault.mended
        now = "\n".join(lines)
    return text if fault else now


def _stop(text: str) -> tuple[int, int] | None:
    """Return the line and column, from 0, where the parser gives up."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CBaseLoader):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return (mark.line, mark.column) if mark else (0, 0)
    return None


def _ways(lines: list[str], number: int) -> Iterator[tuple[int, str, str, bool]]:
    """Yield each way in which a line may be wrong: the column, what is wrong, the line as it should be, whether surely."""
    line = lines[number]
    if "\t" in line:
        yield line.index("\t") + 1, "a tab stands here", re.sub(r"(?<!\s)\s*\t\s*", " ", line), True
    found = LINE.fullmatch(line)
    if found and not (found["head"].strip(" -") == "" and re.match(r"[\w.-]+:", found["value"])):
        yield from _value_ways(found["head"], found["value"])
    if glued := GLUED.fullmatch(line):
        yield glued.end(1) + 1, "a blank is missing after ':'", f"{glued[1]}: {glued[2]}", False
    if glued := DASHED.fullmatch(line):
        yield glued.end(1), "a blank is missing after '-'", f"{glued[1]} {glued[2]}", False


def _indents(lines: list[str], number: int) -> Iterator[tuple[int, str, str, bool]]:
    """Yield the line indented as the one above, if it is not."""
    line = lines[number]
    above = next((one for one in reversed(lines[:number]) if one.strip()), "")
    indent = above[: len(above) - len(above.lstrip(" -"))].replace("-", " ")
    if indent + line.strip() != line:
        what = "this line is not indented as the one above"
        yield len(line) - len(line.lstrip()) + 1, what, indent + line.strip(), False


def _value_ways(head: str, value: str) -> Iterator[tuple[int, str, str, bool]]:
    first, at = value[0], len(head) + 1
    if first in "\"'":
        if WHOLE.fullmatch(value):
            return
        closed = len(value) > 1 and value[-1] == first
        inner = value[1:-1] if closed else value[1:]
        what = f"a mark {first} within the value ends it" if closed else f"the quotation mark {first} is not closed"
        # the marks are of a few words of the value: "Never", she said
        if not closed and re.search(first + r"(?!\w)", inner):
            yield at, f"the value goes on behind its second {first}", head + _in_marks(value), True
        yield at, what, head + _in_marks(inner), closed
        return
    close = CLOSES.get(first)
    if close and (opened := _opened(value)) is not None:
        inner = value[opened + 1 :].rstrip(" ]}")
        line = head + value[:opened] + _in_marks(inner) + (value[opened + 1 + len(inner) :] or close)
        yield at + opened, f"the quotation mark {value[opened]} is not closed", line, False
        return
    if close and close not in value:
        yield at, f"'{first}' is not closed", f"{head}{value}{close}", False
    if close and value.endswith(close):
        return  # a list or a mapping with a fault of its own
    if first in MARKS and not value.startswith(("- ", "|", ">")):
        yield at, f"the value begins with '{first}', which means something in YAML", head + _in_marks(value), True
    elif ": " in value or value.endswith(":"):
        colon = value.find(": ") if ": " in value else len(value) - 1
        yield at + colon, "': ' within a value begins another", head + _in_marks(value), True


def _in_marks(value: str) -> str:
    """Return value in quotation marks."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
