"""CoNLL++: files of the public set in, precision and recall of people, places and organizations found in them out.

The folder that IMPORT_DATA names holds them somewhere below as conllpp_dev.txt and conllpp_test.txt (Wang et al. 2019,
CrossWeigh). A name counts once a document, whatever its number of mentions; names without a kind here (MISC) do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from druzhba_kb.relate.passages import BlockText
from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.suggesting.name_extraction import find_names
from tests.suggesting.score import KINDS, empty_base

TAGS = {"PER": "people", "LOC": "places", "ORG": "organizations"}
CLOSING = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "...", "n't"])
Sentence = list[tuple[str, str]]


def score_conll(path: Path) -> dict[str, tuple[float, float, int]]:
    """Return by kind the share of right names among those found, the share found of those there, and how many are."""
    kb = empty_base(KINDS)
    right, found, hit, there = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for number, document in enumerate(documents(path)):
        texts = [BlockText(str(number), block, "p", text_of(one)) for block, one in enumerate(document, 1)]
        names = find_names(kb, texts)
        for tag, kind in TAGS.items():
            expected = {name for sentence in document for name in names_of(sentence, tag)}
            mine = [{romanized(form) for form in name.forms} for name in names if name.kind == kind]
            found[kind] += len(mine)
            right[kind] += sum(bool(forms & expected) for forms in mine)
            there[kind] += len(expected)
            hit[kind] += len(expected & set().union(*mine))
    return {kind: (right[kind] / found[kind], hit[kind] / there[kind], there[kind]) for kind in TAGS.values()}


def documents(path: Path) -> Iterator[list[Sentence]]:
    """Yield the documents of a file: sentences of words with their tags."""
    document: list[Sentence] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for is_empty, group in groupby(lines, key=lambda line: not line.strip()):
        words = [] if is_empty else [(line.split()[0], line.split()[-1]) for line in group]
        if words and words[0][0] == "-DOCSTART-":
            if document:
                yield document
            document = []
        elif words:
            document.append(words)
    if document:
        yield document


def text_of(sentence: Sentence) -> str:
    """Return the words of a sentence as one would write them."""
    text, is_quoted = "", False
    for (before, _), (word, _) in pairwise([("", ""), *sentence]):
        is_closing = word in CLOSING or (word[0] == "'" and len(word) > 1) or (word == '"' and is_quoted)
        is_opened = before in ("", "(", "[", "$") or (before == '"' and is_quoted)
        text += word if is_closing or is_opened else f" {word}"
        is_quoted ^= word == '"'
    return text


def names_of(sentence: Sentence, tag: str) -> Iterator[str]:
    """Yield the names of a tag, romanized."""
    name: list[str] = []
    for word, mark in [*sentence, ("", "O")]:
        if name and mark != f"I-{tag}":
            yield romanized(text_of([(one, "") for one in name]))
            name = []
        if mark in (f"B-{tag}", f"I-{tag}"):
            name.append(word)


def print_conll(folder: Path) -> None:
    """Print the scores of the development and the test file where the folder has them."""
    for path in sorted(folder.rglob("conllpp_*.txt")):
        for kind, (precision, recall, there) in score_conll(path).items() if "train" not in path.stem else ():
            print(f"{path.stem} {kind}: precision {precision:.3f}, recall {recall:.3f} of {there}")
