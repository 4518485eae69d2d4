"""Headline: the lines of a page and its story in, which line is the title out.

No single sign tells a title from a menu's entry or another story's headline, so each candidate has a score: the words
of it that the story uses, weighed by how rare they are on the rest of the page, whether other lines end with it, the byline
or date below it, how far the story is, its length. A deck may score higher than the title above it, and gives way to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import log2

import regex

from druzhba_kb.folding import UNSPACED, fold, length, words
from druzhba_kb.importing.bylines import is_person
from druzhba_kb.importing.lines import RawLine, is_paragraph
from druzhba_kb.importing.text_language import common_words, language_of

LONG_WORD = 4
STEM = 5  # "pilots" and "piloting" begin alike
MOST_WORDS = 40  # of a paragraph count, so that one long notice is no story
BEGUN = 100.0
RULED_LINE = 10.0
SHORT_LINE = 4.0  # what a line of a menu counts against the story
BYLINE_WEIGHTS = (5.0, 4.0, 2.5, 1.5)  # for a byline or date so many lines below
DECK_SHARE, DECK_LEAST = 0.25, 2.0  # what a title scores, of the score of its deck
DECK_WORDS = 10
ABOVE_WEIGHT = 1.5
FAR = 0.4
UNTOLD = 0.5
LABEL = 3.5
BELOW_BYLINE = 3.0
INSIDE = 4.0  # a dated headline below the first words of the story is another story's as often
TITLE_WORDS = 4
ENDING = 3.0  # for one that another line ends with, as the path to a page and the label of its comments do
LONGEST_PATH = 30  # words
SHAPED = 2.0  # for as many words as titles have
OVERLAP = 0.4  # of the longer words of a title the text uses that share again; headlines of others have less
SENTENCE = regex.compile(r"\p{Ll}{3}[.!?…][”’\"')\]]*\s")
PAIR = regex.compile(rf"[{UNSPACED}]{{2}}")
STOPPED = 2.0
LEAST = 0.5
FEW = 2
STOPPED_WORDS = 20  # a title that ends with a stop has no more


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text; of a script without spaces, the pairs of its signs."""
    long_words = (word.casefold()[:STEM] for word in words(text) if len(word) >= LONG_WORD)
    return frozenset((*long_words, *PAIR.findall(text, overlapped=True)))


def share(some: Set[str], others: Set[str]) -> float:
    """Return the share of some that others have too."""
    return len(some & others) / len(some) if some else 0.0


def find_story(lines: Sequence[RawLine], running: Set[int], ruled: Sequence[bool], dated: Sequence[bool]) -> range:
    """Return the stretch of lines in which running text outweighs the short lines of a page the most.

    Once the story has begun, text below a date and a second one that stands alone are teasers as often.
    """
    best, start, total, peak, most, was_alone = range(len(lines), len(lines)), 0, 0.0, 0.0, 0.0, False
    for index, line in enumerate(lines):
        is_alone = length(line.text) < MOST_WORDS and not {index - 1, index + 1} & running
        is_other = peak > BEGUN and (dated[index - 1] or (is_alone and was_alone))
        is_text = index in running and not is_other
        total += min(length(line.text), MOST_WORDS) if is_text else -RULED_LINE if ruled[index] else -SHORT_LINE
        was_alone = is_alone if index in running else was_alone
        peak = max(peak, total)
        if total <= 0:
            start, total, peak = index + 1, 0.0, 0.0
        elif total > most and index in running:
            best, most = range(start, index + 1), total
    return best


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(words(fold(text).casefold()))


@dataclass(frozen=True)
class Headlines:
    """The lines of a page, those that run, where the story is, and which lines tell of author or date."""

    lines: Sequence[RawLine]
    running: Set[int]
    story: range
    tells: Sequence[bool]
    signed: Sequence[bool]
    bare: Callable[[str], str]

    def best(self, candidates: Iterable[int]) -> int | None:
        """Return the best candidate; of a title and the deck below it, the title."""
        scores = {index: self.score(index) for index in candidates}
        index = max(scores, key=lambda one: (scores[one], -one), default=None)
        if index is None or scores[index] < LEAST:
            # where no menu stands above the text, the line there is its title, whatever it speaks of
            return min(scores) if 0 < len(scores) <= FEW else None
        near = range(index - 1, max(-1, index - 3), -1)
        above = next((one for one in near if one in scores or self.tells[one]), None)
        return above if above in scores and self._is_deck(index, above) else index

    def _is_deck(self, index: int, above: int) -> bool:
        """Whether a line sums up the story below its title: it is longer, and says more than the title again."""
        deck, title = (fold(self.lines[one].text).casefold() for one in (index, above))
        room = is_paragraph(self.lines[index].text)  # a sentence is hardly ever the title, however short it is
        is_longer = len(words(deck)) >= DECK_WORDS and TITLE_WORDS <= len(words(title)) < len(words(deck)) + 3 * room
        is_said = self.is_own(title) and deck not in title
        return is_longer and is_said and self.score(above) >= max(DECK_LEAST, DECK_SHARE * self.score(index))

    def score(self, index: int) -> float:
        """Return how much speaks for a line as the title."""
        text = self.bare(self.lines[index].text)
        own, count = self._stems(text), length(text)
        borne = sum(1 / (1 + log2(max(1, self._elsewhere[stem])) / 2) for stem in own & self._told)
        above = ABOVE_WEIGHT * (index > 0 and self.tells[index - 1])
        below = zip(BYLINE_WEIGHTS, self.tells[index + 1 : index + 1 + len(BYLINE_WEIGHTS)], strict=False)
        near = next((weight for weight, tells in below if tells), above)
        far = FAR * log2(max(1, self.story.start - index))
        is_named = count <= 3 and (is_person(text) or text.isupper())
        form = LABEL * (count < 3 or is_named) + STOPPED * (is_paragraph(text) or bool(SENTENCE.search(text)))
        form += STOPPED * self.tells[index]
        form -= SHAPED * (4 <= count <= 20) + ENDING * (count > 1 and _plain_words(text) in self._endings)
        near -= INSIDE * (index >= self.story.start) + BELOW_BYLINE * any(self.signed[max(0, index - 3) : index])
        return borne - UNTOLD * len(own - self._told) + near - far - form

    def _stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words of a text that are not common ones of its language."""
        common = frozenset(word.casefold() for word in words(text)) & self._common
        return stems(text) - {word[:STEM] for word in common}

    @cached_property
    def _common(self) -> frozenset[str]:
        return common_words(language_of(self.lines[index].text for index in self.story if index in self.running))

    def is_own(self, text: str) -> bool:
        """Whether many of the longer words of a text stand in the story."""
        return share(self._stems(text), self._told) >= OVERLAP

    @cached_property
    def _told(self) -> frozenset[str]:
        told = (self._stems(self.lines[index].text) for index in self.story if index in self.running)
        return frozenset().union(*told)

    @cached_property
    def _endings(self) -> frozenset[tuple[str, ...]]:
        """Return the words that lines of the page end with, behind others."""
        lines = (_plain_words(line.text) for line in self.lines if len(words(line.text)) <= LONGEST_PATH)
        return frozenset(line[start:] for line in lines for start in range(1, len(line)))

    @cached_property
    def _elsewhere(self) -> Counter[str]:
        """Return in how many lines outside the story each stem stands."""
        outside = {line.text for index, line in enumerate(self.lines) if index not in self.story}
        return Counter(stem for text in outside for stem in stems(text))
