"""Raw text in, its lines out, with the shapes by which the rules tell a paragraph from a headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from druzhba_kb.text import QUOTES, words

LINE_END = regex.compile(r"\r\n|\r|\n")
TERMINAL = ".!?…:;。！？۔؟।"
STOPS = ".…:;。۔।"
CLOSING = QUOTES + ")]}*”’»"
BULLET = regex.compile(r"^(?:[-•*·▪‣–—]|\(?\d{1,2}[.)])\s")
INNER_STOP = regex.compile(r"\p{Ll}{3}[.!?]\s+\p{Lu}")
PARAGRAPH_WORDS = 8
LONG_WORDS = 25
HEADING_WORDS = 14


Mark = Literal["", "title", "heading", "paragraph", "quotation", "post", "caption", "outside"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number in the file, its text without white space at the ends.

    `adjoins` says that no blank line stands between it and the line before; `mark` is what the file itself calls it.
    """

    number: int
    text: str
    adjoins: bool
    mark: Mark = ""


def split_lines(raw: str) -> list[Line]:
    """Return the lines of raw that are not blank."""
    texts = [text.strip() for text in LINE_END.split(raw)]
    return [Line(number, text, number > 1 and bool(texts[number - 2])) for number, text in enumerate(texts, 1) if text]


def last_mark(text: str) -> str:
    """Return the last character of text that is no closing quotation mark or bracket."""
    return text.rstrip(CLOSING)[-1:]


def is_closed(text: str) -> bool:
    """Whether text ends as a sentence does."""
    return last_mark(text) in TERMINAL


def is_paragraph(text: str) -> bool:
    """Whether text can only be running text: a sentence of some length that is closed by a stop, or many words."""
    count = len(words(text))
    return count >= LONG_WORDS or (count >= PARAGRAPH_WORDS and last_mark(text) in STOPS)


def is_headline(text: str) -> bool:
    """Whether text has the shape of a title: it is not closed as a sentence, and it is no item of a list."""
    return 0 < len(words(text)) < LONG_WORDS and not text.endswith(",") and not BULLET.match(text) and _opens(text)


def _opens(text: str) -> bool:
    first = regex.search(r"[\p{L}\p{N}]", text)
    return first is not None and not first[0].islower() and last_mark(text) not in STOPS


def is_heading(text: str) -> bool:
    """Whether text has the shape of a heading between paragraphs: a short title, a question only in title case."""
    if not is_headline(text) or len(words(text)) > HEADING_WORDS or INNER_STOP.search(text):
        return False
    return not is_closed(text) or (text.endswith("?") and _title_case(text))


def _title_case(text: str) -> bool:
    long_words = [word for word in words(text) if len(word) > 3]
    return len(long_words) > 1 and all(not word[0].islower() for word in long_words)
