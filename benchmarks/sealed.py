"""Sealed: a paper and what is said of it in, its seals out: all that `druzhba-kb seal` writes, and speakers that need none."""

from __future__ import annotations

import hashlib

from benchmarks.papers import Paper, Phrase, Speaker
from druzhba_kb.editing.seal import HEADER
from druzhba_kb.reading.context import contexts
from druzhba_kb.reading.language import DEFAULT
from druzhba_kb.sealing import Commitment, text_key, vouch


class Sealer:
    """Seals what is said of one paper; all of it is sound by the way it is made."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.random = hashlib.sha256(paper.id.encode()).digest()
        self.tree = Commitment(text_key(paper.text, self.random) or b"", paper.blocks, DEFAULT)
        self.root = self.tree.root
        self.quoted: set[Phrase] = set()
        self.lines = {
            *self.tree.lengths(),
            *(vouch(self.root, first, "digest", told) for first, _, told in paper.digest),
        }

    def quotation(self, phrase: Phrase) -> None:
        """Seal the words of a phrase."""
        if phrase not in self.quoted:
            self.quoted.add(phrase)
            found = contexts(self.paper.blocks[phrase.block], phrase.words, DEFAULT)
            self.lines.update(self.tree.opened(phrase.block, one.position, phrase.words) for one in found)

    def value(self, phrase: Phrase, value: str) -> None:
        """Seal a value that says what only the block of a phrase has."""
        self.lines.add(vouch(self.root, phrase.block, "value", value))

    def speaker(self, phrase: Phrase, speaker: Speaker) -> None:
        """Seal who says a phrase."""
        self.lines.add(vouch(self.root, phrase.block, "speaker", phrase.words, speaker.id or speaker.who))

    def summary(self, id: str, summary: str) -> None:
        """Seal the summary of an entity that quotes the paper."""
        self.lines.add(vouch(self.root, 0, "summary", id, summary))

    def written(self) -> str:
        """Return the file of the seals, by block."""
        return "\n".join([HEADER, *sorted(self.lines, key=lambda line: (int(line.split(" ")[2]), line))]) + "\n"
