"""Scores: annotated texts in, precision and recall of the names found in them out, for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.load import load
from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate.passages import BlockText
from druzhba_kb.relate.passages import texts_of as texts_of_articles
from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.report import Report
from druzhba_kb.suggesting.name_extraction import find_names
from druzhba_kb.suggesting.suggest_model import ExtractedName
from tests.importing.corpus import CORPUS, Annotated, load_corpus

KINDS = Path(__file__).parent / "base"  # the kinds that the annotated corpus knows
Forms = tuple[str, ...]


@dataclass(slots=True)
class Score:
    """What was found of what is there, and what was found besides."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """Return the share of right names among those found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of names found among those that are there."""
        return self.right / self.there if self.there else 1.0


def empty_base(root: Path) -> KnowledgeBase:
    """Return a base with the kinds of a project and not one entity."""
    records = parse(load(root, Report()), Report())
    return KnowledgeBase(Records(records.kinds, {}, {}), (), {}, ())


def texts_of(annotated: Annotated) -> list[BlockText]:
    """Return the title and the body of an annotated article as texts."""
    title = [BlockText(annotated.name, 0, "t", annotated.title)] if annotated.title else []
    return title + [BlockText(annotated.name, number, "p", text) for number, text in enumerate(annotated.body, 1)]


def score_names(
    found: Iterable[ExtractedName], there: Mapping[str, Sequence[Forms]], scores: dict[str, Score]
) -> dict[str, list[str]]:
    """Add what was found of what is there to the scores; return what was missed (-) and what is wrong (+), by kind."""
    names = list(found)
    misses: dict[str, list[str]] = {}
    for kind, expected in there.items():
        mine = [name.forms for name in names if name.kind == kind]
        missed = [one[0] for one in expected if not any(same(one, other) for other in mine)]
        wrong = [one[0] for one in mine if not any(same(one, other) for other in expected)]
        score = scores.setdefault(kind, Score())
        score.right += len(expected) - len(missed)
        score.there += len(expected)
        score.found += len(wrong) + len(expected) - len(missed)
        misses[kind] = [*(f"-{one}" for one in missed), *(f"+{one}" for one in wrong)]
    return misses


def same(one: Forms, other: Forms) -> bool:
    """Return whether a form of the one name equals a form of the other."""
    return bool({romanized(form) for form in one} & {romanized(form) for form in other})


def score_corpus(folder: Path = CORPUS, *, verbose: bool = False) -> dict[str, Score]:
    """Return the scores of an annotated corpus by kind."""
    kb, scores = empty_base(KINDS), dict[str, Score]()
    for annotated in load_corpus(folder):
        misses = score_names(find_names(kb, texts_of(annotated)), annotated.names, scores)
        if verbose:
            print(annotated.name, *(f"{kind}: {', '.join(one)}" for kind, one in misses.items() if one), sep="\n  ")
    return scores


def score_project(root: Path) -> dict[str, Score]:
    """Return the scores of a project's own texts by kind: what is found without its entities, against its entities."""
    records = parse(load(root, Report()), Report())
    texts = texts_of_articles(records.articles.values(), Report())
    there: dict[str, list[Forms]] = {kind.id: [] for kind in records.kinds.values() if kind.suggest}
    for entity in records.entities.values():
        if entity.kind in there:
            there[entity.kind].append(entity.names)
    scores: dict[str, Score] = {}
    score_names(find_names(empty_base(root), texts), there, scores)
    return scores


def print_scores(scores: Mapping[str, Score], title: str = "names") -> None:
    """Print precision and recall for each kind."""
    print(f"{title:<16}{'precision':>10}{'recall':>8}{'there':>7}")
    for kind, score in scores.items():
        print(f"{kind:<16}{score.precision:>10.2f}{score.recall:>8.2f}{score.there:>7}")
