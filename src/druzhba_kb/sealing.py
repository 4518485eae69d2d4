"""Seals: what a clone without an article's text can still prove of it: quoted words with their marks, lengths of blocks.

The words of the clean text are the leaves of a hash tree (RFC 6962: 0x00 before what a leaf hashes, 0x01 before a node), one
tree for each block, and the blocks those of another, whose root is the article's `commitment`. Without the text nobody can
open a word that is not there, nor one elsewhere or with other marks. A line of `articles/<id>.seals` is `version position
block marks proof`, parted by spaces:

version   the version of the reader that found the marks
position  the number of the quotation's first word in its block, from 0; '-' where the line is no quotation's
block     the number of the block, 0 for the title
marks     what stands around each word, as `3*negated<;2*-` for three words and two; 'negated<' is before the word, 'asked>'
          behind it; 'speech' is inside quotation marks, 'said:Ada_Finch' who says it, 'beside:…' who spoke there.
          In other lines 'words:46', how many words the block has, or what was vouched for: 'value', 'digest' …
proof     of a quotation, in base64: four bytes of a hash of the words, by which a line is found, the signs before the first
          and behind the last word, the salt of each word, the hashes up to the root of the block. Of 'words:46' the root of
          the block; of what was vouched for a sha256 over the commitment and the words: that is somebody's word, no proof
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from druzhba_kb.fileformat import MARKS
from druzhba_kb.folding import WORD, fold, words
from druzhba_kb.reading.context import VERSION, word_context
from druzhba_kb.reading.quoted_words import Context, WordContext, context_of

LINE = re.compile(
    r"(?P<version>\d{1,4}) (?P<position>\d{1,6}|-) (?P<block>\d{1,5}) (?P<marks>\S+) (?P<proof>[\w-]+)", re.A
)
VOUCHED = ("value", "digest", "summary", "speaker")
LENGTH = re.compile(r"words:(\d{1,6})", re.A)
GROUP = re.compile(r"([1-9]\d?)\*(\S+)", re.A)
SIDED = {f"{mark}{side}" for mark in (*MARKS, "cut", "glued") for side in "<>"}
SHA256 = re.compile(r"[0-9a-f]{64}")
NO_WORD = re.compile(r"[\s,|:;*]+")  # what parts the marks, or the speakers of one
SHORT = 200  # words; a text that is shorter could be guessed from its hashes, and takes a random key
SALT, HASH, TAG = 16, 32, 4  # bytes
NOTHING = WordContext()
LONGEST = 48  # words of a quotation, where each character of a script without spaces is one


def text_key(text: str, random: bytes | None) -> bytes | None:
    """Return the key from which the salts of a clean text follow; a short text has none but the random one beside it."""
    if len(words(text)) < SHORT:
        return random
    return hmac.digest(b"druzhba-kb commitment", text.encode(), "sha256")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a block with the signs around it, up to the space that parts it from the next, and what it is read in."""

    lead: str
    word: str
    trail: str

    def leaf(self, version: int, block: int, position: int, marks: str, salt: bytes) -> bytes:
        parts = (str(version), str(block), str(position), self.lead, self.word, self.trail, marks)
        # no part has a line break after folding
        return hashlib.sha256(b"\0" + salt + "\n".join(parts).encode("utf-8", "surrogatepass")).digest()


def _words(folded: str, version: int = VERSION) -> list[_Word]:
    """Return the words of a folded text; signs between two spaces ("5 % of", "« vingt") are of both, but for old readers."""
    spans = [match.span() for match in WORD.finditer(folded)]
    leads, trails = [folded[: spans[0][0]]] if spans else [], []
    for (_, end), (start, _) in pairwise(spans):
        gap = folded[end:start]
        trail, space, lead = gap.partition(" ")
        leads.append(lead)
        trails.append(gap[: gap.rfind(" ") + 1] or trail if version > 2 else trail + space)
    trails += [folded[spans[-1][1] :]] if spans else []
    return [_Word(a, folded[slice(*span)], b) for a, span, b in zip(leads, spans, trails, strict=True)]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _middle(low: int, high: int) -> int:
    """Return where a tree is parted in two: after the largest power of two that is less than its leaves."""
    return low + (1 << (high - low - 1).bit_length() - 1)


def _root(leaves: Sequence[bytes]) -> bytes:
    return _rebuilt(leaves, 0, 0, len(leaves), iter(())) if leaves else hashlib.sha256().digest()


def _rebuilt(leaves: Sequence[bytes], first: int, low: int, high: int, others: Iterator[bytes]) -> bytes:
    """Return the root of the tree from low to high, of which the leaves from first on are known; others are given."""
    if high <= first or low >= first + len(leaves):
        return next(others)
    if high - low == 1:
        return leaves[low - first]
    middle = _middle(low, high)
    left = _rebuilt(leaves, first, low, middle, others)
    return _node(left, _rebuilt(leaves, first, middle, high, others))


def _outside(first: int, end: int, low: int, high: int) -> list[tuple[int, int]]:
    """Return the subtrees from low to high that hold none of the leaves from first to end."""
    if high <= first or low >= end:
        return [(low, high)]
    if first <= low and high <= end:
        return []
    middle = _middle(low, high)
    return _outside(first, end, low, middle) + _outside(first, end, middle, high)


def _top(version: int, lengths: Sequence[int], roots: Sequence[bytes]) -> str:
    blocks = enumerate(zip(lengths, roots, strict=True))
    heads = ((f"{version}\n{block}\n{length}\n".encode(), root) for block, (length, root) in blocks)
    return _root([hashlib.sha256(b"\0" + head + root).digest() for head, root in heads]).hex()


class Commitment:
    """The tree over a clean text: its root, and the lines that open its words."""

    def __init__(self, key: bytes, blocks: Sequence[str], lang: str | None) -> None:
        self.key = key
        self.words = [_words(fold(block)) for block in blocks]
        self.marks = [
            [_written(word_context(blocks[block], at, lang)) for at in range(len(words_))]
            for block, words_ in enumerate(self.words)
        ]
        self.leaves = [
            [
                one.leaf(VERSION, block, at, marks, self._salt(block, at))
                for at, (one, marks) in enumerate(zip(words_, self.marks[block], strict=True))
            ]
            for block, words_ in enumerate(self.words)
        ]
        self.roots = [_root(leaves) for leaves in self.leaves]
        self.root = _top(VERSION, list(map(len, self.leaves)), self.roots)
        self.subtrees: dict[tuple[int, int, int], bytes] = {}
        self.lines: dict[tuple[int, int, str], str] = {}

    def lengths(self) -> list[str]:
        """Return the line of each block, which together prove their lengths."""
        roots = enumerate(zip(self.words, self.roots, strict=True))
        return [f"{VERSION} - {block} words:{len(words_)} {root.hex()}" for block, (words_, root) in roots]

    def opened(self, block: int, position: int, quote: str) -> str:
        """Return the line that opens the words of a quotation at one place."""
        key = (block, position, quote)  # many statements quote the same words
        if key not in self.lines:
            self.lines[key] = self._opened(*key)
        return self.lines[key]

    def _opened(self, block: int, position: int, quote: str) -> str:
        end = position + len(_words(fold(quote)))
        run, leaves = self.words[block][position:end], self.leaves[block]
        groups = ((marks, len(list(same))) for marks, same in groupby(self.marks[block][position:end]))
        signs = [one.encode() for one in (run[0].lead, run[-1].trail)]
        parts = [_tag(self.root, quote), *(len(one).to_bytes(2, "big") + one for one in signs)]
        parts += [self._salt(block, at) for at in range(position, end)]
        parts += [self._subtree(block, *one) for one in _outside(position, end, 0, len(leaves))]
        proof = urlsafe_b64encode(b"".join(parts)).decode().rstrip("=")
        return f"{VERSION} {position} {block} {';'.join(f'{count}*{marks}' for marks, count in groups)} {proof}"

    def _subtree(self, block: int, low: int, high: int) -> bytes:
        key = (block, low, high)
        if key not in self.subtrees:
            self.subtrees[key] = _root(self.leaves[block][low:high])
        return self.subtrees[key]

    def _salt(self, block: int, position: int) -> bytes:
        return hmac.digest(self.key, f"{block} {position}".encode(), "sha256")[:SALT]


@lru_cache(maxsize=65536)  # the roots alone, for a tree is large
def commitment(key: bytes, blocks: tuple[str, ...], lang: str | None) -> str:
    """Return the root of the tree over the blocks of a clean text."""
    return Commitment(key, blocks, lang).root


@dataclass(frozen=True, slots=True)
class _Run:
    """A line that opens words: where they stand, the signs at their edges, their marks, salts and the other hashes."""

    block: int
    position: int
    lead: str
    trail: str
    marks: tuple[str, ...]
    salts: bytes  # one after the other, for a base has tens of thousands of lines
    others: bytes

    def words(self, quote: str, version: int) -> list[_Word] | None:
        """Return the words of a quotation as their leaves have them, or None where they cannot stand here."""
        run, last = _words(fold(quote), version), len(self.marks) - 1
        if len(run) != last + 1 or not (self.lead.endswith(run[0].lead) and self.trail.startswith(run[-1].trail)):
            return None
        return [
            _Word(one.lead if at else self.lead, one.word, one.trail if at < last else self.trail)
            for at, one in enumerate(run)
        ]

    def root(self, version: int, length: int, quote: str) -> bytes | None:
        """Return the root of the block if these words stand here, or None where they cannot."""
        run = self.words(quote, version)
        if run is None:
            return None
        leaves = [
            one.leaf(version, self.block, self.position + at, marks, salt)
            for at, (one, marks, salt) in enumerate(zip(run, self.marks, _parts(self.salts, SALT), strict=True))
        ]
        return _rebuilt(leaves, self.position, 0, length, iter(_parts(self.others, HASH)))


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals of one article: its blocks, proved by its commitment, and the lines that open words or vouch for more."""

    commitment: str = ""
    version: int = VERSION
    lengths: Mapping[int, int] = field(default_factory=dict)
    roots: Mapping[int, bytes] = field(default_factory=dict)
    runs: Mapping[bytes, Sequence[_Run]] = field(default_factory=dict)
    # in their order: what a page rests on is the same in each run
    lines: Mapping[str, None] = field(default_factory=dict)
    known: dict[str, Mapping[int, tuple[Context, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def contexts(self, quote: str, lang: str | None = None) -> Mapping[int, tuple[Context, ...]]:
        """Return the contexts of a quotation by the blocks in which it is proved to stand; lang is that of the article."""
        if quote not in self.known:
            found: dict[int, list[Context]] = {}
            for run in self._proved(quote):
                around = [_read(marks) or WordContext() for marks in run.marks]
                found.setdefault(run.block, []).append(context_of(quote, run.position, around, lang))
            self.known[quote] = {block: tuple(found[block]) for block in sorted(found)}
        return self.known[quote]

    def proofs(self, quote: str) -> Iterator[dict[str, object]]:
        """Yield as plain data each place where a quotation stands, with what proves it."""
        for run in self._proved(quote):
            read = zip(run.words(quote, self.version) or (), run.marks, strict=False)
            words = [[one.lead, one.word, one.trail, marks] for one, marks in read]
            salts = [one.hex() for one in _parts(run.salts, SALT)]
            hashes = [one.hex() for one in _parts(run.others, HASH)]
            place = {"block": run.block, "position": run.position}
            yield {**place, "words": words, "salts": salts, "hashes": hashes}

    def places(self, quote: str) -> set[tuple[int, int]]:
        """Return each block, with the number of the word, where a quotation is proved to stand."""
        return {(run.block, run.position) for run in self._proved(quote)}

    def _proved(self, quote: str) -> Iterator[_Run]:
        """Yield the lines that open a quotation and lead to the root of their block."""
        for run in self.runs.get(_tag(self.commitment, quote), ()):
            if run.root(self.version, self.lengths[run.block], quote) == self.roots[run.block]:
                yield run


def vouch(root: str, block: int, kind: str, *content: str) -> str:
    """Return the line that says that something was held against the text and found borne out: somebody's word, no proof."""
    parts = "\n".join([root, str(block), kind, *map(fold, content)])
    return f"{VERSION} - {block} {kind} {hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()}"


def is_vouched(seals: Seals | None, line: str) -> bool:
    """Return whether a line stands among the seals of an article, whatever reader it was written with."""
    return seals is not None and f"{seals.version} {line.partition(' ')[2]}" in seals.lines


class BadSeal(ValueError):
    """What is wrong with a file of seals: the number of the line, and a message."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


AGAIN = "write the file anew with 'druzhba-kb seal', where the text is"


def read_seals(text: str, root: str | None) -> Seals:
    """Return the seals of a file beside the article's commitment; the first thing that is wrong is raised."""
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    found = [(at, _matched(at, line)) for at, line in lines]
    version = int(found[0][1]["version"]) if found else VERSION
    lengths: dict[int, int] = {}
    roots: dict[int, bytes] = {}
    for at, match in found:
        length = LENGTH.fullmatch(match["marks"])
        if int(match["version"]) != version or (length and int(match["block"]) != len(lengths)):
            raise BadSeal(at, f"the lines of this file do not belong together; {AGAIN}")
        if length:
            lengths[len(lengths)] = int(length[1])
            roots[len(roots)] = bytes.fromhex(match["proof"])
    made = _top(version, list(lengths.values()), list(roots.values()))
    if made != root:
        expected = f"the article's commitment, '{root[:12]}…'" if root else "that as the article's 'commitment'"
        message = f"these seals are of '{made[:12]}…'; expected {expected}"
        raise BadSeal(found[0][0] if found else 1, f"{message}; {AGAIN}")
    runs: dict[bytes, list[_Run]] = {}
    for at, match in found:
        if match["position"] != "-":
            tag, run = _run(at, match, lengths)
            runs.setdefault(tag, []).append(run)
    return Seals(made, version, lengths, roots, runs, dict.fromkeys(line for _, line in lines))


def _matched(at: int, line: str) -> re.Match[str]:
    """Return the parts of a line that has the form of a seal."""
    match = LINE.fullmatch(line)
    is_run = match is not None and match["position"] != "-"
    if SHA256.fullmatch(line) or (match and is_run and "*" not in match["marks"] and SHA256.fullmatch(match["proof"])):
        raise BadSeal(at, f"this is a seal of an older kind, which anybody can make; {AGAIN}")
    if match and int(match["version"]) > VERSION:
        raise BadSeal(
            at, f"version {match['version']} of a reader made this seal, and this one is {VERSION}; update it"
        )
    is_other = match and (match["marks"] in VOUCHED or LENGTH.fullmatch(match["marks"]) is not None)
    if not match or is_run == bool(is_other) or (is_other and not SHA256.fullmatch(match["proof"])):
        raise BadSeal(at, f"this line is no seal; {AGAIN}")
    return match


def _run(at: int, match: re.Match[str], lengths: Mapping[int, int]) -> tuple[bytes, _Run]:
    """Return the tag and the words that a line opens; whether they are those of the text is seen when they are known."""
    block, position = int(match["block"]), int(match["position"])
    try:
        marks = _marks(match["marks"])
        data = urlsafe_b64decode(match["proof"] + "=" * (-len(match["proof"]) % 4))
        if urlsafe_b64encode(data).decode().rstrip("=") != match["proof"]:
            raise ValueError
        tag, lead, rest = data[:TAG], *_cut(data[TAG:])
        trail, rest = _cut(rest)
        salts, others = rest[: SALT * len(marks)], rest[SALT * len(marks) :]
        end = position + len(marks)
        if end > lengths[block] or len(others) != HASH * len(_outside(position, end, 0, lengths[block])):
            raise ValueError
        return tag, _Run(block, position, lead, trail, marks, salts, others)
    except (ValueError, KeyError, binascii.Error):
        raise BadSeal(at, f"this seal opens no words of block {block}; {AGAIN}") from None


def _marks(text: str) -> tuple[str, ...]:
    """Return the marks of each word of a run."""
    found: list[str] = []
    for group in text.split(";"):
        match = GROUP.fullmatch(group)
        if match is None or len(found) + int(match[1]) > LONGEST or _read(match[2]) is None:
            raise ValueError
        found += [match[2]] * int(match[1])
    return tuple(found)


def _cut(data: bytes) -> tuple[str, bytes]:
    """Return the text at the head of data, which its length precedes, and the rest."""
    end = 2 + int.from_bytes(data[:2], "big")
    if len(data) < end:
        raise ValueError
    return data[2:end].decode(), data[end:]


def _parts(data: bytes, size: int) -> tuple[bytes, ...]:
    return tuple(data[at : at + size] for at in range(0, len(data), size))


def _tag(root: str, quote: str) -> bytes:
    """Return what a line is found by; it proves nothing."""
    return hashlib.sha256(f"{root}\n{fold(quote)}".encode("utf-8", "surrogatepass")).digest()[:TAG]


@lru_cache(maxsize=4096)
def _written(one: WordContext) -> str:
    """Return what stands around a word, as a leaf has it."""
    if one == NOTHING:  # most words
        return "-"
    people = {"said": one.speakers, "beside": one.beside}
    named = (f"{key}:{'|'.join(NO_WORD.sub('_', who) for who in whom)}" for key, whom in people.items() if whom)
    sided = [*(f"{mark}<" for mark in sorted(one.before)), *(f"{mark}>" for mark in sorted(one.behind))]
    return ",".join([*sided, *(["speech"] if one.speech else []), *named])


def _read(marks: str) -> WordContext | None:
    """Return what stands around a word, or None where these are no marks."""
    if marks == "-":
        return NOTHING
    named = dict(mark.partition(":")[::2] for mark in marks.split(","))
    if not named.keys() <= {*SIDED, "speech", "said", "beside"}:
        return None
    said, beside = (
        tuple(who.replace("_", " ") for who in named.get(key, "").split("|") if who) for key in ("said", "beside")
    )
    before, behind = (frozenset(mark[:-1] for mark in named if mark.endswith(side)) for side in "<>")
    return WordContext(before, behind, "speech" in named, said, beside)
