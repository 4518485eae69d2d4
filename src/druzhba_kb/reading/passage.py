"""Passages: a text with its language in, which phrases of the language stand at a place out; what all readers of a text ask.

The readers of numbers, dates, ranges and speech share it, so that none has its own way of looking one word ahead.
"""

from __future__ import annotations

from druzhba_kb.reading.language import Language
from druzhba_kb.reading.tokens import Text


class PassageReader:
    """A text and the language that it is read in."""

    def __init__(self, text: Text, known: Language) -> None:
        self.text = text
        self.known = known

    def phrase_at(self, table: str, key: str, position: int) -> int:
        """Return how many words of the text a phrase of a list takes that begins at position; 0 if none does."""
        found = self.known.phrases(table, key).at(self.text.lows, position)
        return found[0] if found else 0

    def phrase_before(self, table: str, key: str, end: int, most: int = 4) -> int:
        """Return how many words of the text a phrase of a list takes that ends right before end; 0 if none does."""
        found = self.known.phrases(table, key).before(self.text.lows, end, most)
        return found[0] if found else 0

    def is_word(self, table: str, key: str, position: int) -> bool:
        """Return whether the word at position is one of a list."""
        return self.text.low(position) in self.known.word_set(table, key)

    def is_sign(self, sign: str, position: int) -> bool:
        """Return whether a sign stands at position, glued to what is before it."""
        return self.text.low(position) == sign and not self.text.joint(position)
