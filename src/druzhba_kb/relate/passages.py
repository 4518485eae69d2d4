"""Passages: articles in, the blocks that can be evidence out, and a block's sentences with their offsets.

Whoever proposes a quotation has to show it in its sentence, and by the very words of the text: nothing is trimmed,
joined or spelt anew here, so that an offset in a sentence leads back to the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from druzhba_kb.model import Article
from druzhba_kb.reading.sentences import LONGEST_ABBREVIATION, sentence_ends
from druzhba_kb.relate.prose import legible
from druzhba_kb.report import Report

# "Brig. (retd.) Holm came": what is abbreviated in brackets behind a rank ends no sentence.
RETIRED = re.compile(r"\b(?:retd?|rtd)\.\W*\Z", re.IGNORECASE)
# "It rains in the U.S. However, …": letters with stops end a sentence where a word follows that opens one.
INITIALISM = re.compile(
    r"""(?:\b\w\.){2,}["'”’»›)\]*_]*(?=[\s“\"‘']+
    (?:The|It|He|She|They|We|However|But|In|On|As|After|This|That|A|An|Its|For|At|And|Meanwhile)\b)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block of an article that can be evidence: its number, its kind letter ('t' for the title) and its text."""

    article: str
    block: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `start` and `end` are its offsets in the block's text."""

    article: str
    block: int
    text: str
    start: int
    end: int


def texts_of(articles: Iterable[Article], report: Report) -> tuple[BlockText, ...]:
    """Return the blocks of the articles, titles included; an article whose text is not here is reported and left out."""
    found: list[BlockText] = []
    for article in articles:
        if article.text is None:
            message = f"'sources/{article.id}.md' is not here; expected the text, for a digest is no evidence"
            report.warning(article.place, "no-text", message)
        found += (BlockText(article.id, block.number, block.kind, block.text) for block in article.text or ())
    return tuple(found)


def sentences_of(text: BlockText) -> tuple[Sentence, ...]:
    """Return the sentences of a text, without the white space between them."""
    visible = legible(text.text)
    plain = (
        end for end in sentence_ends(visible) if not RETIRED.search(visible, max(0, end - LONGEST_ABBREVIATION), end)
    )
    ends = sorted({*plain, *(match.end() for match in INITIALISM.finditer(visible))})
    found = (_sentence(text, start, end) for start, end in zip([0, *ends], [*ends, len(visible)], strict=True))
    return tuple(sentence for sentence in found if sentence.text)


def _sentence(text: BlockText, start: int, end: int) -> Sentence:
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Sentence(text.article, text.block, words, start, start + len(words))
