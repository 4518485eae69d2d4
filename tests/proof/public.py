"""Public data: claims with the evidence that supports or refutes them in, the share of either that the check flags out.

The folder that `PROOF_DATA` names holds `fever_symmetric_dev.jsonl` (TalSchuster/FeverSymmetric, symmetric_v0.2) and
`wice_dev.jsonl` (ryokamoi/wice, data/non_supported_tokens/dev.jsonl). Only claims with a number or a month count. The test
files of both sets are left for a later judge.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from druzhba_kb.model import Records
from druzhba_kb.reading import Words, read
from druzhba_kb.reading.agreement import unsaid
from druzhba_kb.verify.paraphrases import Paraphrases

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
COUNTED = regex.compile(rf"\p{{N}}|\b(?i:{MONTHS})\b")
# The first name of a claim, with what tells it from others of that name, stands for the entity on whose page it would be:
# a statement may always name that.
SUBJECT = regex.compile(
    r"\p{Lu}[\p{L}\p{M}\p{N}'’.-]*(?: (?:\p{Lu}[\p{L}\p{M}\p{N}'’.-]*|of|the|and|or|de|in(?= \p{Lu})))*(?: \([^()]*\))?"
)


@dataclass(frozen=True, slots=True)
class Flagged:
    """A claim, or a number of one: whether its label says that the evidence supports it, and what was flagged."""

    supported: bool
    flagged: tuple[str, ...]
    claim: str
    evidence: str


def fever(folder: Path) -> Iterator[Flagged]:
    """Yield the claims of FEVER Symmetric, each with what stands against it."""
    checker = Paraphrases(Records({}, {}, {}))
    for row in _rows(folder / "fever_symmetric_dev.jsonl"):
        claim, evidence = row["claim"], row["evidence"]
        if COUNTED.search(claim):
            subject = next((match[0] for match in SUBJECT.finditer(claim) if match[0] not in {"The", "A", "In"}), "")
            over = checker.left_over(claim, [Words(evidence, "en")], frozenset())
            flagged = tuple(one for code, one in over if code == "unsupported-number" or one not in subject)
            yield Flagged(row["gold_label"] == "SUPPORTS", flagged, claim, evidence)


def wice(folder: Path) -> Iterator[Flagged]:
    """Yield the numbers of WiCE's claims, supported where no annotator marked a word of theirs as not."""
    for row in _rows(folder / "wice_dev.jsonl"):
        sentences = sorted({number for numbers in row["supporting_sentences"] for number in numbers})
        evidence = " ".join(row["evidence"][number] for number in sentences)
        over = list(unsaid(Words(row["claim"], "en"), lambda evidence=evidence: [Words(evidence, "en")]))
        for reading in read(row["claim"], "en"):
            written = row["claim"][reading.start : reading.end]
            if COUNTED.search(written):
                marked = any(_marks(row, reading.start, reading.end))
                yield Flagged(not marked, tuple(one for one in over if one == written), row["claim"], evidence)


def _marks(row: dict[str, Any], start: int, end: int) -> Iterator[bool]:
    """Yield for each word between two offsets of a claim whether it is marked as not supported."""
    position = 0
    for token, is_marked in zip(row["claim_tokens"], row["non_supported_spans"], strict=True):
        position = max(position, row["claim"].find(token, position))
        if position < end and start < position + len(token):
            yield bool(is_marked)
        position += len(token)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def shares(found: Iterator[Flagged] | list[Flagged]) -> dict[str, tuple[int, int]]:
    """Return how many of the supported and of the others are flagged, each of how many."""
    counts = Counter((one.supported, bool(one.flagged)) for one in found)
    return {
        name: (counts[supported, True], counts[supported, True] + counts[supported, False])
        for name, supported in (("not supported", False), ("supported", True))
    }
