"""Prose: Markdown in, the same text with everything hidden that no link may touch, and its sentences as plain text.

Hidden text keeps its length, so that an offset in the result is an offset in the Markdown.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from druzhba_kb.reading.sentences import sentence_ends

HIDDEN = "\x00"
BREAK = "\x01"

BLOCK = re.compile(
    r"""
    (?:^|(?=\n))(?:
      ^[ >]{0,6}(?P<fence>`{3,}|~{3,})[^\n`]*(?:\n(?s:.*?)(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)|\Z)
    | (?:\A|\n[ \t]*\n)(?:[ ]{4}|[ ]{0,3}\t)[^\n]*(?:\n(?:(?:[ ]{4}|[ ]{0,3}\t)[^\n]*|[ \t]*(?=\n)))*+
    | (?P<heading>^[ >]{0,6}\#[^\n]*|^(?=\S)[^\n]+\n[ ]{0,3}(?:=+|-+)[ \t]*$)
    | ^[ ]{0,3}\*?\[[^\]\n]+\]:[^\n]*
    | \n(?:[ \t]*\n)+
    )""",
    re.MULTILINE | re.VERBOSE,
)

INLINE = re.compile(
    r"""
    (?=[\\`<!\[{&])(?:
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)(?P<tick>`++)(?P<code>[^\x01]+?)(?<!`)(?P=tick)(?!`)
    | (?<!`)`++(?P<uneven>[^`\x01]++)`++
    | <!--.*?(?:-->|\Z)
    | <(?P<tag>(?i:script|style|pre|code|samp|kbd|textarea|button|svg|math|a|h[1-6]))(?=[\s>/])
      (?P<element>.*?)(?:</(?i:(?P=tag))\s*>|\Z)
    | <(?P<auto>[A-Za-z][A-Za-z0-9+.-]*+:[^<>\s]*|[^<>\s@]++@[^<>\s]+)>
    | </?[A-Za-z!?](?:"[^"<]*"|'[^'<]*'|[^<>"'])*+>
    | \[\^[^\[\]\x01]*\]
    | !?\[(?P<label>(?:[^\[\]\\\x01]|\\.|!?\[(?:[^\[\]\\\x01]|\\.)*+\](?:\([^()\s]*\))?)*+)\]
      (?P<target>\((?:"[^"\x01]*"|<[^>\n]*>|\\.|\([^()]*\)|[^()\\])*+\)|[ ]?\[[^\[\]]*\])?
    | (?<!\{)\{++[^{}\n]*+\}++
    | &\#?\w+;
    )""",
    re.DOTALL | re.VERBOSE,
)

ADDRESS = re.compile(
    r"""(?<![\w.+-])(?:
      (?:[a-z][a-z0-9+.-]*+://|www\.|mailto:)[^\s<>\x01]*[^\s<>\x01.,;:!?)\]}'"»”’]
    | [\w.+-]++@[\w-]++(?:\.[\w-]++)+
    | (?:[\w-]++\.)+[a-z]{2,}+/[^\s<>\x01]*[^\s<>\x01.,;:!?)\]}'"»”’]
    )""",
    re.IGNORECASE | re.VERBOSE,
)

TAG = re.compile(r"<[^<>]*>?")
DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
LINE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:#{1,6}|[-*+](?=[ \t])|\d+[.)](?=[ \t]))?[ \t]*", re.MULTILINE)
EMPHASIS = re.compile(r"\*+|(?<!\w)_++|(?<!_)_++(?!\w)")


def linkable(markdown: str) -> str:
    """Return markdown with all that is not running text hidden: links, code, headings, tags, addresses, attributes."""
    return _masked(markdown, read=False)


def legible(markdown: str) -> str:
    """Return markdown with all that a reader does not read hidden; the words of links and headings stay."""
    return _masked(markdown, read=True)


def is_heading(markdown: str) -> bool:
    """Return whether a passage opens with a heading."""
    found = BLOCK.match(markdown.lstrip("\n"))
    return bool(found and found["heading"])


@lru_cache(maxsize=1024)
def _masked(markdown: str, *, read: bool) -> str:
    text = markdown
    if "\n" in text or not text[:1].isalpha():
        text = BLOCK.sub(lambda match: _hide_block(match, read=read), text)
    defined = frozenset(DEFINED.findall(markdown)) if "]:" in markdown else frozenset()
    text = INLINE.sub(lambda match: _hide_inline(match, defined, read=read), text)
    if "@" in text or "/" in text or "www." in text.lower() or "mailto:" in text.lower():
        text = ADDRESS.sub(lambda match: HIDDEN * len(match[0]), text)
    return text


def _hide_block(match: re.Match[str], *, read: bool) -> str:
    return match[0] if read and match["heading"] else BREAK * len(match[0])


def _hide_inline(match: re.Match[str], defined: frozenset[str], *, read: bool) -> str:
    whole, label = match[0], match["label"]
    if match["escaped"]:
        return whole
    if label is None:
        return HIDDEN * len(whole)
    is_link = bool(match["target"]) or whole.startswith("!") or label in defined
    if is_link and not read:
        return HIDDEN * len(whole)
    before = match.start("label") - match.start()
    inside = INLINE.sub(lambda inner: _hide_inline(inner, defined, read=read), label)
    after = len(whole) - before - len(label)
    return HIDDEN * before + inside + HIDDEN * after


def sentence_at(markdown: str, start: int, end: int, lang: str | None = None) -> str:
    """Return the sentence, in plain text, that holds the span from start to end, as its language ends sentences."""
    stops = _sentence_ends(markdown, lang)
    first, last = bisect_right(stops, start), bisect_left(stops, end)
    return plain(markdown[stops[first - 1] if first else 0 : stops[last] if last < len(stops) else len(markdown)])


@lru_cache(maxsize=256)
def _sentence_ends(markdown: str, lang: str | None) -> tuple[int, ...]:
    return sentence_ends(linkable(markdown), lang)


def plain(markdown: str) -> str:
    """Return markdown as one line of plain text: no marks, tags, addresses of links, or attribute lists."""
    text = LINE_MARKS.sub("", markdown)
    return " ".join(_spoken(text).split())


def _spoken(markdown: str) -> str:
    parts, done = [], 0
    for match in INLINE.finditer(markdown):
        parts += [EMPHASIS.sub("", markdown[done : match.start()]), _say(match)]
        done = match.end()
    return "".join([*parts, EMPHASIS.sub("", markdown[done:])])


def _say(match: re.Match[str]) -> str:
    if match["label"] is not None:
        return _say_label(match)
    if match["element"] is not None:
        return "" if match["tag"].lower() in {"script", "style"} else EMPHASIS.sub("", TAG.sub("", match[0]))
    said = match["escaped"] or match["code"] or match["uneven"] or match["auto"]
    return said or (html.unescape(match[0]) if match[0].startswith("&") else "")


def _say_label(match: re.Match[str]) -> str:
    said = _spoken(match["label"])
    return said if match["target"] or match[0].startswith("!") else f"[{said}]"
