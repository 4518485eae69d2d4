"""Seals: what a clone without an article's text can still know of it: quoted words with their marks, and what was read.

A line of `articles/<id>.seals` is `version position block marks proof`, parted by spaces:

version   the version of the reader that found the marks
position  the number of the quotation's first word in its block, from 0; '-' where the line is no quotation's
block     the number of the block, 0 for the title
marks     the marks of the sentence around it, parted by commas, '-' where there are none; of speech with the words for
          whoever speaks: 'spoken:Ada_Finch'. In other lines 'value', 'digest', 'summary' or 'speaker': what was held
          against the text and found borne out; or 'words:46', how many words the block has
proof     sha256 in hexadecimal over the text's own sha256, the block and the folded words; its last half over the rest
          of the line too, so that nobody changes a mark by mistake
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from druzhba_kb.folding import fold
from druzhba_kb.reading.context import MARKS, VERSION, Context

LINE = re.compile(
    r"(?P<version>\d{1,4}) (?P<position>\d{1,6}|-) (?P<block>\d{1,5}) (?P<marks>\S+) (?P<proof>[0-9a-f]{64})"
)
VOUCHED = ("value", "digest", "summary", "speaker")
LENGTH = re.compile(r"words:(\d{1,6})")
# hexadecimal digits: 128 bits, which nobody finds by trying
HALF = 32
NO_WORD = re.compile(r"[\s,|:]+")  # what parts a line, its marks or its speakers


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals of one article: contexts by the first half of the proof, and the proofs of what was held against the text.

    `lengths` are the numbers of words of its blocks.
    """

    quotations: Mapping[str, tuple[Context, ...]] = field(default_factory=dict)
    vouched: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    lengths: Mapping[int, int] = field(default_factory=dict)


def seal_quotation(text_sha256: str, block: int, quote: str, context: Context) -> str:
    """Return the line that seals a quotation at one place."""
    head = f"{VERSION} {context.position} {block} {_written(context)}"
    key = quotation_key(text_sha256, block, quote)
    return f"{head} {key}{_digest(key, head)}"


def quotation_key(text_sha256: str, block: int, quote: str) -> str:
    """Return the first half of the proof of a quotation."""
    # with the text's own digest as a salt, so that words cannot be looked up in tables of hashes
    return hashlib.sha256(f"{text_sha256}\n{block}\n{fold(quote)}".encode()).hexdigest()[:HALF]


def vouch(text_sha256: str, block: int, kind: str, *content: str) -> str:
    """Return the line that says that something was held against the text and found borne out."""
    parts = "\n".join([text_sha256, str(block), kind, *map(fold, content)])
    return f"{VERSION} - {block} {kind} {hashlib.sha256(parts.encode()).hexdigest()}"


def length_seal(text_sha256: str, block: int, count: int) -> str:
    """Return the line that says how many words a block has."""
    return vouch(text_sha256, block, f"words:{count}")


def is_vouched(seals: Seals | None, line: str) -> bool:
    """Return whether a line stands among the seals of an article."""
    return seals is not None and line in seals.vouched


def parse_seals(text: str) -> Iterator[tuple[int, str | None]]:
    """Yield the number of each line that ought to be a seal, and the line; None where it is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line if _is_sound(line) else None


def seals_of(lines: Iterable[str]) -> Seals:
    """Return the seals that sound lines are."""
    quotations: dict[str, list[Context]] = {}
    vouched, lengths = set(), {}
    for line in lines:
        match = LINE.fullmatch(line)
        if match and match["position"] == "-":
            vouched.add(line)
            if length := LENGTH.fullmatch(match["marks"]):
                lengths[int(match["block"])] = int(length[1])
        elif match:
            quotations.setdefault(match["proof"][:HALF], []).append(_read(int(match["position"]), match["marks"]))
    found = {key: tuple(contexts) for key, contexts in quotations.items()}
    return Seals(found, frozenset(vouched), frozenset(lines), lengths)


def _is_sound(line: str) -> bool:
    match = LINE.fullmatch(line)
    # another reader may have found other marks in the same sentence
    if match is None or int(match["version"]) != VERSION:
        return False
    if match["position"] == "-":
        return match["marks"] in VOUCHED or LENGTH.fullmatch(match["marks"]) is not None
    names = {mark.partition(":")[0] for mark in match["marks"].split(",")}
    head, proof = line.rpartition(" ")[0], match["proof"]
    return (names <= set(MARKS) or match["marks"] == "-") and _digest(proof[:HALF], head) == proof[HALF:]


def _digest(key: str, head: str) -> str:
    return hashlib.sha256(f"{key}\n{head}".encode()).hexdigest()[:HALF]


def _written(context: Context) -> str:
    speakers = "|".join(NO_WORD.sub("_", speaker) for speaker in context.speakers)
    marks = [mark for mark in MARKS if mark in context.marks and mark != "spoken"]
    spoken = ["spoken" + (f":{speakers}" if speakers else "")] if "spoken" in context.marks else []
    return ",".join([*marks, *spoken]) or "-"


def _read(position: int, marks: str) -> Context:
    if marks == "-":
        return Context(position, frozenset())
    named = dict(mark.partition(":")[::2] for mark in marks.split(","))
    speakers = tuple(one.replace("_", " ") for one in named.get("spoken", "").split("|") if one)
    return Context(position, frozenset(named), speakers)
