"""Attacks on the evidence: each is refused by the codes that the table names, or passes for the reason that it gives."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from druzhba_kb.editing.seal import write_seals
from druzhba_kb.folding import find_whole
from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.pipeline.checking import check
from druzhba_kb.relate import relate
from druzhba_kb.report import Report

TABLE: dict[str, Any] = yaml.load((Path(__file__).parent / "attacks.yml").read_text("utf-8"), yaml.BaseLoader)
ATTACKS: list[dict[str, Any]] = [*TABLE["attacks"], *TABLE["variants"]]
COUNTED = [attack for attack in ATTACKS if "ratchet" in attack]
LISTED = {"B": 15, "C": 22, "D": 24, "E": 9, "F": 23}
ARTICLE: str = TABLE["article"]["id"]
HONEST: dict[str, Any] = {"statements": [TABLE["honest"]]}
SUBJECT = "reliefs/spring-relief"


def text() -> str:
    """Return the text of the withheld article, each of its blocks in one line."""
    blocks = TABLE["article"]["text"].strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks) + "\n"


UNHELPED = ("not-sealed", "stated-twice")


def lay_out(root: Path, *changes: Mapping[str, Any]) -> Path:
    """Write the base with its texts, changes laid over it in order, and return its folder."""
    entities, kinds = TABLE["entities"], TABLE["kinds"]
    for change in changes:
        entities, kinds = merged(entities, change.get("entities", {})), merged(kinds, change.get("kinds", {}))
        on = change.get("on", SUBJECT)
        stated = [*entities[on].get("statements", ()), *map(sourced, change["statements"])]
        entities = {**entities, on: {**entities[on], "statements": stated}}
    for kind, document in kinds.items():
        dump(root / f"entities/{kind}/_kind.yml", document)
    for path, document in entities.items():
        dump(root / f"entities/{path}.yml", {key: value for key, value in document.items() if value})
    write_articles(root)
    return root


def write_articles(root: Path) -> None:
    """Write the withheld article with its text beside it, and the other one."""
    article, other = TABLE["article"], TABLE["other"]
    front = {**article["front"], "source_sha256": hashlib.sha256(text().encode()).hexdigest()}
    digest = f"{article['digest']}\n{{: #b1-{len(front['blocks'])} }}\n"
    for folder in ("articles", "sources"):
        (root / folder).mkdir(exist_ok=True)
    (root / f"articles/{ARTICLE}.md").write_text(f"---\n{yaml.safe_dump(front)}---\n\n{digest}", "utf-8")
    (root / f"sources/{ARTICLE}.md").write_text(text(), "utf-8")
    body = f"---\n{yaml.safe_dump(other['front'])}---\n\n{other['text']}"
    (root / f"articles/{other['id']}.md").write_text(body, "utf-8")


def dump(path: Path, document: Mapping[str, Any]) -> None:
    """Write a document, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), "utf-8")


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with another laid over it, mapping by mapping."""
    over = {
        key: merged(one[key], value) if isinstance(value, dict) and isinstance(one.get(key), dict) else value
        for key, value in other.items()
    }
    return {**one, **over}


def sourced(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return a statement whose quotations are of the withheld article where it names no other."""
    if "evidence" not in statement:
        return {"source": ARTICLE, **statement}
    return {**statement, "evidence": [{"source": ARTICLE, **item} for item in statement["evidence"]]}


def quoted(attack: Mapping[str, Any]) -> dict[str, Any]:
    """Return statements in the very words of an attack's quotations, as far as these stand in the text."""
    items = [item for statement in attack["statements"] for item in statement.get("evidence", [statement])]
    quotes = dict.fromkeys(item["quote"] for item in items if find_whole(item["quote"], text()))
    statements = [{"outcome": {"words": quote}, "quote": quote} for quote in quotes]
    return {"on": "reliefs/autumn-relief", "statements": statements}


def checked(root: Path) -> tuple[list[str], list[str]]:
    """Return the codes of the errors of a check, and of its warnings but for those that an attack cannot help.

    Seals are missing, and an attack stands beside the honest statement on whose words it rests.
    """
    report = Report()
    check(root, report)
    return codes(report, "error"), [code for code in codes(report, "warning") if code not in UNHELPED]


def codes(report: Report, level: str) -> list[str]:
    """Return the codes of the findings of a level."""
    return sorted({one.code for one in report.findings if one.level == level})


def in_clone(root: Path, sealed: Sequence[Mapping[str, Any]], then: Sequence[Mapping[str, Any]]) -> Path:
    """Seal one base, write another over it, take the text away and return the base's folder."""
    report = Report()
    kb = relate(parse(load(lay_out(root, *sealed), report), report), report)
    assert not report.failed, report.findings
    write_seals(kb, root, report)
    article = root / f"articles/{ARTICLE}.md"
    committed = article.read_bytes()
    lay_out(root, *then)
    article.write_bytes(committed)
    (root / f"sources/{ARTICLE}.md").unlink()
    return root


def test_every_listed_attack_is_tried_and_each_that_passes_has_a_reason() -> None:
    assert Counter(attack["name"][0] for attack in TABLE["attacks"]) == LISTED
    assert len({attack["name"] for attack in ATTACKS}) == len(ATTACKS)
    for attack in ATTACKS:
        passes = not (attack.get("caught") and attack.get("clone"))
        assert passes == ("passes" in attack), attack["name"]


@pytest.mark.parametrize("control", TABLE["controls"], ids=lambda one: str(one["name"]))
def test_an_honest_statement_passes_with_the_text_and_in_a_clone(control: dict[str, Any], tmp_path: Path) -> None:
    assert checked(lay_out(tmp_path / "here", control)) == ([], [])
    assert checked(in_clone(tmp_path / "clone", [control], [control])) == ([], [])


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: str(one["name"]))
def test_an_attack_is_caught_where_the_text_is_unless_a_reason_says_why_it_passes(
    attack: dict[str, Any], tmp_path: Path
) -> None:
    assert checked(lay_out(tmp_path, HONEST, attack)) == (attack.get("caught", []), attack.get("warned", []))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: str(one["name"]))
def test_an_attack_is_caught_in_a_clone_unless_a_reason_says_why_it_passes(
    attack: dict[str, Any], tmp_path: Path
) -> None:
    root = in_clone(tmp_path, [HONEST, quoted(attack)], [HONEST, attack])
    assert checked(root) == (attack.get("clone", []), attack.get("clone_warned", []))


@pytest.mark.parametrize("attack", COUNTED, ids=lambda one: str(one["name"]))
def test_an_attack_that_passes_by_inference_exceeds_a_limit_of_none(attack: dict[str, Any], tmp_path: Path) -> None:
    root = lay_out(tmp_path, HONEST, attack)
    dump(root / "entities/_ratchets.yml", {"ratchets": {attack["ratchet"]: 0}})
    assert checked(root) == (["ratchet-exceeded"], [])
