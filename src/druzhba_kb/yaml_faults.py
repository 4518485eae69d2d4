"""YAML faults: a text that cannot be read as YAML in, its first fault out: the place, plain words, the line as it should be.

The parser tells where it gave up and in terms of its own; an editor needs the line that is wrong. So each line near by is tried
in the ways in which lines go wrong, and the one that lets the parser go on is the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.reader import Reader

# pages and word processors have spaces that YAML takes for letters
INDENTED = re.compile(r"(?m)^ *([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
LINE = re.compile(r"(?P<head> *(?:- +)*(?:[\w.-]+: +)?)(?P<value>\S(?:.*\S)?) *")
DASHED = re.compile(r"( *-)([\w.]+: .*)")
GLUED = re.compile(r"( *(?:- +)*[\w-]+):([^\s/:].*)")
WHOLE = re.compile(r'"[^"\\]*"|\'(?:[^\']|\'\')*\'')  # a value in quotation marks that is right
ESCAPED = re.compile(r'"(?:[^"\\]|\\.)*"')
CLOSES = {"[": "]", "{": "}"}
# what stands between the outer marks where the first ends behind a word, and the last begins before one
OF_WORDS = r"[^{0}]*(?<!\s){0}(?!\w).*(?<!\w){0}(?!\s)[^{0}]*"
# where a value in quotation marks begins in a list or mapping in brackets
BEGINS = r"(?:(?<=[\[{])|(?<=[:,] ))"
WITHIN = re.compile(BEGINS + r"[\"']")
WITHIN_OF_WORDS = re.compile(rf"{BEGINS}(?:{WHOLE.pattern}) *[^\s,:\]}}][^,\]}}]*")
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
    odd = INDENTED.search(text)
    what = "a tab" if odd and odd[1] == "\t" else "the character {}"
    return _at(text, odd, f"{what} indents this line; expected spaces") if odd else None


def find_fault(text: str) -> YamlFault | None:
    """Return the first fault of a text that cannot be read as YAML."""
    if strange := Reader.NON_PRINTABLE.search(text):
        return _at(text, strange, "the character {} stands here; expected text that can be printed")
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


def _at(text: str, found: re.Match[str], message: str) -> YamlFault:
    """Return the fault that the last character of a find is; a message may name it."""
    at = found.end() - 1
    place = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return YamlFault(*place, message.format(f"U+{ord(text[at]):04X}"))


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
        for column, what, mended_line, is_safe in _value_ways(found["head"], found["value"]):
            yield column, what, mended_line, is_safe and " #" not in found["value"]  # which may begin a comment
    if glued := GLUED.fullmatch(line):
        yield glued.end(1) + 1, "a blank is missing after ':'", f"{glued[1]}: {glued[2]}", False
    if found and not found["head"].rstrip(" -") and re.fullmatch(r"[\w.]+", found["value"]):
        yield len(line.rstrip()) + 1, "a ':' is missing behind this word", f"{line.rstrip()}:", False
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
        if ESCAPED.fullmatch(value):
            what = "a '\\' between marks \" says that the next character means another"
        # the marks are of a few words of the value: "Never", she said, or "Never" and "ever"
        if re.search(first + r"(?!\w)", inner) if not closed else re.fullmatch(OF_WORDS.format(first), inner):
            yield at, f"the value goes on behind its second {first}", head + _in_marks(value), True
        # of three marks one is missing or too many, but for inches
        has_lone = inner.count('"') % 2 and not re.search(r'\d"', inner)
        yield at, what, head + _in_marks(inner), closed and not has_lone
        return
    close = CLOSES.get(first)
    if close and (more := WITHIN_OF_WORDS.search(value)):
        line = head + value[: more.start()] + _in_marks(more[0]) + value[more.end() :]
        yield at + more.start(), f"the value goes on behind its second {more[0][0]}", line, False
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
