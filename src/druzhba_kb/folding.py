"""Folding: text in, the form out in which quotations are compared and words are counted.

Publishers change quotation marks, dashes and spaces of one text between two visits; letters, case and digits they do
not. So these three are folded and nothing else: a fold that forgave more would let a changed quotation pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

import regex
from anyascii import anyascii

QUOTES = "'\"`´‘’‚‛“”„‟«»‹›ʼʹ′″「」『』"
DASHES = "-‐‑‒–—―−﹘﹣－"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
# PDFs and some typesetters write fi and fl as one sign; other compatibility forms (², ½) mean something else
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
FOLDED = {**dict.fromkeys(INVISIBLE, ""), **dict.fromkeys(QUOTES, "'"), **dict.fromkeys(DASHES, "-"), **LIGATURES}
FOLDABLE = re.compile(f"[{re.escape(''.join(char for char, folded in FOLDED.items() if char != folded))}]")
OTHER_LENGTH = re.compile(f"[{''.join((*INVISIBLE, *LIGATURES))}]")
# Scripts that put no space between words; each of their characters counts as a word of its own.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー"
WORD = regex.compile(rf"[{UNSPACED}]\p{{M}}*|[[\p{{L}}\p{{M}}\p{{N}}]--[{UNSPACED}]]+", regex.V1)
PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")  # most texts are ASCII, and `re` is faster there
UNSPACED_WORD = regex.compile(rf"[{UNSPACED}]")
# within a word or a number, as readers count them
JOINED = regex.compile(r"(?<=\p{L}{2})'(?=\p{L}{1,2}(?![\p{L}']))|(?<=\p{N})[.,:/'-](?=\p{N})")
CLUSTER = regex.compile(r"\X")
SLUG = 50
SHORTEST = 3  # letters with which a name may begin that somebody did not write to its end
PLURAL = re.compile(r"(?:ie)?s\b")


def fold(text: str) -> str:
    """Return text in the form in which quotations are compared.

    White space, quotation marks, dashes, ligatures, no-break and invisible spaces are folded; letters, case
    and digits are not. Canonically equal texts (Unicode, NFC) are folded to one.
    """
    if text.isascii():
        return " ".join(text.replace('"', "'").replace("`", "'").split())
    return " ".join(FOLDABLE.sub(lambda match: FOLDED[match[0]], unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=4096)
def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the offset in text of the character it came from."""
    folded = fold(text)
    if len(folded) == len(text) and not OTHER_LENGTH.search(text) and unicodedata.is_normalized("NFC", text):
        return folded, range(len(text))
    return folded, tuple(_offsets(text))[: len(folded)]


def _offsets(text: str) -> Iterator[int]:
    """Yield the offset of each folded character's origin, and perhaps that of a space at the end."""
    last = " "
    for start, char in _composed(text):
        folded = " " if char.isspace() else FOLDED.get(char, char)
        if folded == " " == last:  # runs of spaces are one
            continue
        yield from [start] * len(folded)
        last = folded or last


def _composed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a text in NFC, each with the offset of the cluster that it is composed of."""
    if unicodedata.is_normalized("NFC", text):
        yield from enumerate(text)
        return
    for match in CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        same = composed == match[0]
        yield from ((match.start() + n * same, char) for n, char in enumerate(composed))


def words(text: str) -> list[str]:
    """Return the words of text: runs of letters or digits after folding."""
    return PLAIN_WORD.findall(text) if text.isascii() else WORD.findall(fold(text))


@lru_cache(maxsize=8192)
def length(text: str) -> int:
    """Return how long text is in words; 34,800 and Reed's are one each, two characters of a script without spaces too."""
    found = words(JOINED.sub("", fold(text)))
    unspaced = sum(1 for word in found if UNSPACED_WORD.match(word))
    return len(found) - unspaced + (unspaced + 1) // 2


def find_whole(quote: str, text: str) -> list[tuple[int, int]]:
    """Return the spans in text (offsets, end exclusive) where quote stands after folding, with whole words."""
    needle = fold(quote)
    hay, offsets = fold_with_offsets(text)
    return [(offsets[at], cluster_end(text, offsets[at + len(needle) - 1] + 1)) for at in whole(needle, hay)]


def cluster_end(text: str, end: int) -> int:
    """Return the end of the character before an offset, the marks that are composed with it included."""
    # a quotation must not end between a letter and its accent
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def whole(needle: str, hay: str) -> Iterator[int]:
    """Yield where needle stands in hay with whole words; both are folded."""
    start = hay.find(needle) if needle else -1
    while start >= 0:
        if _is_whole(hay, start, start + len(needle)):
            yield start
        start = hay.find(needle, start + 1)


def _is_whole(hay: str, start: int, end: int) -> bool:
    return not (_cuts(hay[max(0, start - 1) : start + 1] if start else "") or _cuts(hay[end - 1 : end + 1]))


@lru_cache(maxsize=65536)
def _cuts(around: str) -> bool:
    """Return whether two characters belong to one word."""
    return len(around) == 2 and any(len(match) == 2 for match in WORD.findall(around))


def slug(text: str) -> str:
    """Return text as an id: its letters in ASCII, whatever script they are of, cut after a whole word."""
    # an apostrophe parts no word (O'Brien), nor does a letter that is one in ASCII, such as a soft sign
    plain = anyascii(unicodedata.normalize("NFC", text)).replace("'", "")
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return whole if len(whole) <= SLUG else whole[: SLUG + 1].rpartition("-")[0] or whole[:SLUG]


def printable(text: str) -> str:
    """Return text with the characters escaped that a terminal would obey or cannot print."""
    return "".join(char if char.isprintable() or char == "\u00a0" else ascii(char)[1:-1] for char in text)


def shorten(text: str, width: int) -> str:
    """Return text in printable characters, cut with an ellipsis where there are more than width."""
    line = printable(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def counted(count: int, name: str) -> str:
    """Return a count with what is counted: '2 entities', '1 entity', '1 link to files', '1 in words'."""
    if count == 1 and not name.startswith(("in ", "against ")):
        name = PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else "", name, count=1)
    return f"{count:,} {name}"


def nearest(wrong: str, known: list[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest known name or the first that begins so, else what is known if it is little."""
    # below that, "did you mean" names something that nobody meant
    close = get_close_matches(wrong, known, n=1, cutoff=0.6)
    close = close or [one for one in known if len(wrong) >= SHORTEST and one.startswith(wrong)]
    if close:
        return f"; did you mean '{close[0]}'?"
    if known and len(known) <= 12:
        return "; expected one of: " + ", ".join(known)
    return ""
