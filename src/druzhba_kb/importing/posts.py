"""Embedded posts: the lines of a page in, the groups of lines that are one post of a network each out."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from druzhba_kb.importing.dates import dates_in
from druzhba_kb.importing.lines import Line

HANDLE = regex.compile(r"^[—–-]{1,2}\s*[^()]{1,80}\(@\w{1,40}\)[\s,·]*(?P<when>.{0,40})$")
SHARED = regex.compile(
    r"^A (?:post|video|photo|reel|status) shared by .{1,80}\(?@\w{1,40}\)?.{0,60}$", regex.IGNORECASE
)
INLINE = regex.compile(r".[—–-]{1,2}\s*[^()—–]{1,80}\(@\w{1,40}\)\s*(?P<when>.{0,40})$")
MARKS = regex.compile(r"(?<!\w)[#@]\w|pic\.twitter\.com/|https?://t\.co/")


def find_posts(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return the embedded posts: each ends with the line that names its author's handle."""
    posts: list[tuple[Line, ...]] = []
    taken = -1
    spaced = any(not line.adjoins for line in lines[1:])
    for index, line in enumerate(lines):
        if index <= taken:
            continue
        if line.mark == "post":
            end = _marked_end(lines, index)
            posts.append(tuple(lines[index:end]))
            taken = end - 1
            continue
        if _is_inline(line.text):
            posts.append((line,))
        elif _is_attribution(line.text):
            posts.append(tuple(lines[_start(lines, index, taken + 1, spaced) : index + 1]))
        else:
            continue
        taken = index
    return posts


def _marked_end(lines: Sequence[Line], start: int) -> int:
    """Return where the post ends that the file itself marks as one."""
    end = start + 1
    while end < len(lines) and lines[end].mark == "post" and lines[end].adjoins:
        end += 1
    return end


def _is_attribution(text: str) -> bool:
    match = HANDLE.match(text)
    return bool(match and (not match["when"] or _is_day(match["when"]))) or bool(SHARED.match(text))


def _is_day(text: str) -> bool:
    return bool(dates_in(text)) or bool(regex.fullmatch(r"[\p{L}]{3,9}\.? \d{1,2}|\d+ \w+ ago", text.strip()))


def _is_inline(text: str) -> bool:
    match = INLINE.search(text)
    return bool(match and MARKS.search(text[: match.start()]) and _is_day(match["when"]))


def _start(lines: Sequence[Line], end: int, floor: int, spaced: bool) -> int:
    """Return where the post begins: the line before its author, and those before that belong to it by their shape."""
    if end == floor or not _can_be_posted(lines[end - 1]):
        return end
    start = end - 1
    while start > floor and _can_be_posted(lines[start - 1]) and _belongs(lines[start], lines[start - 1], spaced):
        start -= 1
    return start


def _can_be_posted(line: Line) -> bool:
    return line.mark in ("", "paragraph", "quotation")


def _belongs(line: Line, before: Line, spaced: bool) -> bool:
    return line.adjoins and (spaced or bool(MARKS.search(before.text)))


def day_of_post(post: Sequence[Line]) -> str | None:
    """Return the day on which a post was written, from the line that names its author."""
    found = dates_in(post[-1].text)
    return found[-1].iso if found else None
