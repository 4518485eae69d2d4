"""Characters: a text in, those of its characters out that no text may hold, each with its place and the reason.

What clears a terminal, hides a line, turns the direction of writing or means something in one font alone is no part of a
text. What is merely invisible, as a soft hyphen or the joiners of Persian and Hindi, is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex
from yaml.scanner import Scanner

NAMES = {"Cc": "control", "Co": "private-use", "Cs": "surrogate", "Zl": "line-break", "Zp": "line-break"}
OPENING = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
CLOSING = frozenset(OPENING.values())
# tags, deprecated formats and annotations hide words in a text
STRANGE = regex.compile(
    r"[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}"
    r"\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f--[\n\t]]",
    regex.V1,
)
PLAIN_STRANGE = re.compile(r"[\0-\x08\x0b-\x1f\x7f]")  # most texts are ASCII, and `re` is faster there
STRANGE_OR_END = regex.compile(rf"\n|{STRANGE.pattern}", regex.V1)
MOST = 20  # findings in one text: a file of another kind has a million
ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)


def bad_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each character that no text may hold, and what is wrong with it."""
    opened: list[int] = []
    for at, char in _strange(text):
        if char == "\n":  # a line ends all that it began
            yield from ((begun, _unpaired(text[begun])) for begun in opened)
            opened.clear()
        elif char in OPENING:
            opened.append(at)
        elif opened and OPENING[text[opened[-1]]] == char:
            opened.pop()
        elif char in CLOSING:
            yield at, _unpaired(char)
        else:
            name = NAMES.get(unicodedata.category(char), "hidden")
            yield at, f"the {name} character U+{ord(char):04X} stands here; expected text that can be printed"


def _strange(text: str) -> Iterator[tuple[int, str]]:
    """Yield each strange character with its offset, and the end of each line, the last one's too, if there is any."""
    if (PLAIN_STRANGE if text.isascii() else STRANGE).search(text):
        yield from ((match.start(), match[0]) for match in STRANGE_OR_END.finditer(text))
        yield len(text), "\n"


def harmless(text: str) -> str:
    """Return text with each strange character escaped, for a terminal would obey it."""
    return STRANGE.sub(lambda match: ascii(match[0])[1:-1], text)


def _unpaired(char: str) -> str:
    return (
        f"U+{ord(char):04X} turns the direction of writing, without its other half in the line; expected both or none"
    )


def unescaped(written: str) -> str:
    """Return a YAML value in double quotation marks with each escape as what it means, every other character in its place."""
    return ESCAPE.sub(_meant, written)


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    char = chr(int(code, 16)) if code else Scanner.ESCAPE_REPLACEMENTS.get(escape[4], " ")
    return char.ljust(len(escape[0]))
