"""Budgets and seals: how much of an article may be quoted, and what a clone without its text has to be told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from druzhba_kb.sealing import Commitment
from tests.sites_on_disk import lay_out

WORDS = [
    first + last
    for first in "bdfghklmnp"
    for last in ("alo", "edi", "igo", "olu", "una", "abe", "eto", "ipi", "oka", "usi")
]
ARTICLE = """---
title: {title}
rights: withheld
budget: {budget}
blocks: pp
source_sha256: {sha256}
commitment: {root}
---

A list of what there is in store.
{{: #b1 }}

The list goes on.
{{: #b2 }}
"""
FILE = "articles/stores.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return lay_out(None, tmp_path / "site")


def add(site: Path, title: str, *blocks: str, budget: int = 10) -> Commitment:
    """Add an article with this text and return the tree over its words."""
    text = "\n\n".join([f"# {title}", *blocks]) + "\n"
    tree = Commitment(bytes(32), (title, *blocks), None)
    (site / "sources/stores.md").write_text(text)
    (site / "sources/stores.key").write_text("0" * 64)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    (site / FILE).write_text(ARTICLE.format(title=title, budget=budget, sha256=sha256, root=tree.root))
    return tree


def seal(site: Path, tree: Commitment, *lines: str) -> None:
    """Write the seals of the article."""
    (site / "articles/stores.seals").write_text("\n".join([*tree.lengths(), *lines]) + "\n")


def quote(site: Path, id: str, quotations: Sequence[str], rest: str = "", head: str = "") -> None:
    """Add a person with a statement for each quotation."""
    lines = [f"name: Keeper {id.title()}", *head.splitlines(), "statements:"]
    lines += [f"  - {{office: {{words: {one}}}, source: stores, quote: {one}{rest}}}" for one in quotations]
    (site / f"entities/people/{id}.yml").write_text("\n".join(lines) + "\n")


def found(site: Path, code: str) -> list[str]:
    """Return the findings of a check that have this code, after a look that there is no error of another one."""
    report = Report()
    check(site, report, guarded=False)
    assert {one.code for one in report.findings if one.level == "error"} <= {code}
    return [str(one) for one in report.in_order() if one.code == code]


def over_budget(site: Path) -> list[str]:
    """Return what is said of budgets, without the way out."""
    return [line.partition(": quote less")[0] for line in found(site, "over-budget")]


def run(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


@pytest.mark.parametrize(
    ("quotations", "share"),
    [
        ([(1, 11)], None),
        ([(1, 12)], "11.0"),
        ([(1, 9), (3, 11)], None),
    ],
)
def test_each_word_that_is_quoted_counts_once_and_the_budget_may_be_used_up(
    quotations: list[tuple[int, int]], share: str | None, site: Path
) -> None:
    add(site, WORDS[0], run(1, 40), run(40, 100))
    quote(site, "one", [run(start, end) for start, end in quotations])
    message = f"{share} % of the words of 'stores' are quoted; expected at most 10 %"
    assert over_budget(site) == ([f"{FILE}:4:1: error[over-budget]: {message}"] if share else [])


def test_what_another_entity_quotes_counts_unless_it_is_a_draft(site: Path) -> None:
    add(site, WORDS[0], run(1, 40), run(40, 100))
    quote(site, "one", [run(1, 11)])
    quote(site, "two", [run(50, 52)], head="status: draft")
    assert over_budget(site) == []
    quote(site, "two", [run(50, 52)])
    message = "12.0 % of the words of 'stores' are quoted; expected at most 10 %"
    assert over_budget(site) == [f"{FILE}:4:1: error[over-budget]: {message}"]


@pytest.mark.parametrize(("sealed", "is_sealed"), [((1,), False), ((2,), False), ((1, 2), True)])
def test_a_quotation_is_sealed_for_every_block_in_which_it_stands(
    sealed: tuple[int, ...], is_sealed: bool, site: Path
) -> None:
    blocks = ("The keeper has oil and wicks.", "In May the keeper has oil and rope.")
    tree = add(site, "Stores", *blocks, budget=50)
    seal(site, tree, *(tree.opened(block, {1: 1, 2: 3}[block], "keeper has oil") for block in sealed))
    quote(site, "one", ["keeper has oil"], rest=", block: 1")
    message = "quotations from 'stores' that are not sealed yet: 1; run 'druzhba-kb seal' before you commit"
    assert found(site, "not-sealed") == ([] if is_sealed else [f"{FILE}:2:1: warning[not-sealed]: {message}"])


def test_a_clone_without_the_text_keeps_the_budget_by_the_seals(site: Path) -> None:
    tree = add(site, WORDS[0], run(1, 40), run(40, 100))
    quote(site, "one", [run(1, 12)])
    seal(site, tree, tree.opened(1, 0, run(1, 12)))
    (site / "sources/stores.md").unlink()
    message = "11.0 % of the words of 'stores' are quoted; expected at most 10 %"
    assert over_budget(site) == [f"{FILE}:4:1: error[over-budget]: {message}"]


def own(count: int) -> str:
    """Return so many words that are in no text."""
    return " ".join(word[::-1] for word in WORDS[:count])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{own(30)}\n{{: #b2 }}", []),
        (f"{own(31)}\n{{: #b2 }}", ["31 words retell the 60 of block 2; expected at most 30; say less"]),
        (f"{own(20)}\n{{: #b1 }}", []),
        (f"[{own(19)}](../entities/people/ada-finch.yml) more\n{{: #b1 }}", []),
        (f"{own(21)}\n{{: #b1 }}", ["21 words retell the 39 of block 1; expected at most 20; say less"]),
        (f"{own(45)}\n{{: #b1-2 }}", []),
        (
            f"{own(50)}\n{{: #b1-2 }}",
            [
                "the digest of 'stores' has 50 words, 50 % of the 101 of the article; expected at most 45 %",
                "50 words retell the 99 of blocks 1 to 2; expected at most 49; say less",
            ],
        ),
    ],
)
def test_a_digest_says_less_than_its_text(body: str, said: list[str], site: Path) -> None:
    add(site, f"{WORDS[0]} {WORDS[1]}", run(1, 40), run(40, 100))
    text = (site / FILE).read_text()
    (site / FILE).write_text(text[: text.rindex("---\n") + 4] + f"\n{body}\n")
    assert [one.partition("[long-digest]: ")[2] for one in found(site, "long-digest")] == said
