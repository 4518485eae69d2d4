"""Sealed: a paper and what is said of it in, its seals out: all that `druzhba-kb seal` writes, and speakers that need none."""

from __future__ import annotations

from benchmarks.papers import Paper, Phrase, Speaker
from druzhba_kb.editing.seal import HEADER
from druzhba_kb.folding import words
from druzhba_kb.reading.context import contexts
from druzhba_kb.reading.language import DEFAULT
from druzhba_kb.sealing import length_seal, seal_quotation, vouch


class Sealer:
    """Seals what is said of one paper; all of it is sound by the way it is made."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.sha256 = paper.sha256
        self.quoted: set[Phrase] = set()
        self.lines = {vouch(self.sha256, first, "digest", told) for first, _, told in paper.digest}
        blocks = enumerate(paper.blocks)
        self.lines |= {length_seal(self.sha256, number, len(words(block))) for number, block in blocks}

    def quotation(self, phrase: Phrase) -> None:
        """Seal the words of a phrase."""
        if phrase not in self.quoted:
            self.quoted.add(phrase)
            found = contexts(self.paper.blocks[phrase.block], phrase.words, DEFAULT)
            self.lines.update(seal_quotation(self.sha256, phrase.block, phrase.words, one) for one in found)

    def value(self, phrase: Phrase, value: str) -> None:
        """Seal a value that says what only the block of a phrase has."""
        self.lines.add(vouch(self.sha256, phrase.block, "value", value))

    def speaker(self, phrase: Phrase, speaker: Speaker) -> None:
        """Seal who says a phrase."""
        self.lines.add(vouch(self.sha256, phrase.block, "speaker", phrase.words, speaker.id or speaker.who))

    def summary(self, id: str, summary: str) -> None:
        """Seal the summary of an entity that quotes the paper."""
        self.lines.add(vouch(self.sha256, 0, "summary", id, summary))

    def written(self) -> str:
        """Return the file of the seals, by block."""
        return "\n".join([HEADER, *sorted(self.lines, key=lambda line: (int(line.split(" ")[2]), line))]) + "\n"
