"""Passages: articles in, the texts that can be evidence out, and a text's sentences with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from druzhba_kb.model import Article
from druzhba_kb.reading.sentences import ABBREVIATED, ENDED, LONGEST_ABBREVIATION, OPENING
from druzhba_kb.relate.prose import legible
from druzhba_kb.report import Report
from druzhba_kb.suggesting.suggest_model import Sentence, Text

RETIRED = re.compile(r"\b(?:retd?|rtd)\Z", re.IGNORECASE)
INITIALISM = re.compile(r"(?:\w\.)+\w\Z")
OPENED = re.compile(
    r"[\s“\"‘']+(?:The|It|He|She|They|We|However|But|In|On|As|After|This|That|A|An|Its|For|At|And|Meanwhile)\b"
)


def texts_of(articles: Iterable[Article], report: Report) -> tuple[Text, ...]:
    """Return the blocks of the articles, titles included; an article whose text is not here is reported and left out."""
    found: list[Text] = []
    for article in articles:
        if article.text is None:
            message = f"'sources/{article.id}.md' is not here; expected the text, for a digest is no evidence"
            report.warning(article.place, "no-text", message)
        found += (Text(article.id, block.number, block.kind, block.text) for block in article.text or ())
    return tuple(found)


def sentences_of(text: Text) -> tuple[Sentence, ...]:
    """Return the sentences of a text, without the white space between them."""
    visible = legible(text.text)
    ends = [match.end() for match in ENDED.finditer(visible) if _ends(visible, match.start(), match.end())]
    starts = [0, *ends]
    found = (_sentence(text, start, end) for start, end in zip(starts, [*ends, len(visible)], strict=True))
    return tuple(sentence for sentence in found if sentence.text)


def _sentence(text: Text, start: int, end: int) -> Sentence:
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Sentence(text.article, text.block, words, start, start + len(words))


def _ends(text: str, stop: int, end: int) -> bool:
    """Return whether a stop ends a sentence: not one of an initial or abbreviation, nor one that goes on in lower case."""
    if text[end : end + 8].lstrip(OPENING)[:1].islower():
        return False
    before = text[max(0, stop - LONGEST_ABBREVIATION) : stop]
    if text[stop : stop + 1] != "." or not (ABBREVIATED.search(before) or RETIRED.search(before)):
        return True
    return bool(INITIALISM.search(before) and OPENED.match(text, end))
