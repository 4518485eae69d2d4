"""Scores of the import: annotated articles in, shares of body words kept, boilerplate dropped and fields right out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from druzhba_kb.folding import fold, words
from druzhba_kb.importing.imported_article import ImportedArticle, ImportOptions, read_article
from druzhba_kb.importing.lines import read_text
from tests.importing.corpus import CORPUS, Annotated, load_corpus

FIELDS = ("title", "publisher", "author", "published", "genre")
LONG = 3


@dataclass(slots=True)
class ImportScore:
    """Counts over articles: body words and those kept, boilerplate lines and those dropped, fields and those right."""

    words: int = 0
    kept: int = 0
    lines: int = 0
    dropped: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    faults: list[str] = field(default_factory=list)


def score_import(folder: Path = CORPUS) -> ImportScore:
    """Return the scores of a folder of annotated articles."""
    score = ImportScore()
    for annotated in load_corpus(folder):
        add_article(annotated, score)
    return score


def add_article(annotated: Annotated, score: ImportScore) -> None:
    """Add one article to the scores, with a line for each fault."""
    one = read_article(read_text(annotated.raw), annotated.name, ImportOptions())
    there = Counter(word for text in annotated.body for word in words(text))
    lost = there - Counter(word for block in one.blocks[1:] for word in words(block.text))
    left = boilerplate_left(annotated, one)
    score.articles += 1
    score.words += sum(there.values())
    score.kept += sum(there.values()) - sum(lost.values())
    score.lines += len(annotated.boilerplate)
    score.dropped += len(annotated.boilerplate) - len(left)
    score.faults += [f"{annotated.name}: lost '{word}'" for word in lost]
    score.faults += [f"{annotated.name}: kept '{line}'" for line in left]
    add_fields(annotated, one, score)


def boilerplate_left(annotated: Annotated, one: ImportedArticle) -> list[str]:
    """Return the lines of boilerplate that stand in the blocks, alone or within one."""
    blocks = Counter(fold(line) for block in one.blocks for line in block.text.split("\n"))
    rest = blocks - Counter(fold(text) for text in (*annotated.body, annotated.title or ""))
    joined = " ".join(rest)
    left = []
    for line in annotated.boilerplate:
        whole = rest[fold(line)] > 0
        rest[fold(line)] -= whole
        if whole or (len(words(line)) > LONG and fold(line) in joined):
            left.append(line)
    return left


def add_fields(annotated: Annotated, one: ImportedArticle, score: ImportScore) -> None:
    """Count the fields that are as annotated; a date is right where it is the day or its month."""
    for name in FIELDS:
        found, there = getattr(one.fields, name), getattr(annotated, name)
        right = found == there or bool(name == "published" and found and there and there.startswith(found.rstrip("~")))
        score.fields[name] += right
        score.faults += [] if right else [f"{annotated.name}: {name} is {found!r}, expected {there!r}"]


def print_import(score: ImportScore, title: str) -> None:
    """Print the shares, and with them how many fields are right."""
    print(f"{title}: {score.articles} articles")
    print(f"  body words kept          {score.kept:>6} of {score.words:>6}  {score.kept / max(1, score.words):.2%}")
    print(
        f"  boilerplate dropped      {score.dropped:>6} of {score.lines:>6}  {score.dropped / max(1, score.lines):.2%}"
    )
    for name in FIELDS:
        print(f"  {name + ' right':<24} {score.fields[name]:>6} of {score.articles:>6}")
