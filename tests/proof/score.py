"""Score: cases of quotations with values in, how many wrong values the check refuses and how many right ones it accepts out.

Each case becomes a base of its own: the passage is an article with `rights: full`, the value a statement of one entity, and
the same `check` judges it that editors run.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from druzhba_kb.folding import find_whole
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Finding, Report
from tests.proof.planted import plant
from tests.proof.planted import shares as planted_shares
from tests.proof.public import fever, wice
from tests.proof.public import shares as public_shares

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what the check says of it."""

    name: str
    case: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Return whether a finding stands against the case."""
        return bool(self.findings)

    @property
    def missed(self) -> bool:
        """Return whether the check and the person who labelled the case differ."""
        return self.refused == self.case["right"]

    def line(self) -> str:
        """Return the case in one line with what was found."""
        why = "; ".join(f"{one.code}: {one.message}" for one in self.findings) or "passes"
        label = "right" if self.case["right"] else "wrong"
        return f"{self.name} [{label}, {self.case['trap']}] {self.case['value']!r} on {self.case['quote']!r}: {why}"


def load_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def judge(cases: Sequence[dict[str, Any]], name: str) -> list[Judged]:
    """Return each case with the errors of a check of a base that holds it alone."""
    return [Judged(f"{name}:{number}", case, _errors(case)) for number, case in enumerate(cases, 1)]


def _errors(case: dict[str, Any]) -> tuple[Finding, ...]:
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), case)
        check(Path(folder), report, guarded=False)
    return tuple(finding for finding in report.in_order() if finding.level == "error")


def _write(root: Path, case: dict[str, Any]) -> None:
    attribute = {"label": "Value", **case["attribute"]}
    role = attribute.pop("role", None)
    attributes: dict[str, Any] = {"value": attribute}
    kind: dict[str, Any] = {"label": "Thing", "attributes": attributes}
    if role:
        other = {"start": "end", "end": "start"}[role]
        attributes["other"] = {"type": "date"}
        kind["timeline"] = {role: "value", other: "other"}
    value = str(case["value"])
    if attribute["type"] == "ref":
        attribute["to"], value = ["named"], "meant"
        _named(root, "meant", case.get("names") or {"name": case["value"]}, case)
    for count, other in enumerate(case.get("others") or ()):
        _named(root, f"other-{count}", {"name": other}, case)
    quotes = case["quote"] if isinstance(case["quote"], list) else [case["quote"]]
    statement = {"value": value, "evidence": [{"source": "article", "quote": quote} for quote in quotes]}
    for key in ("denies", "inferred", "note"):
        statement |= {key: case[key]} if key in case else {}
    if "said_by" in case:
        statement["said_by"] = {"words": case["said_by"]}
    _dump(root / "entities/things/_kind.yml", kind)
    _dump(root / "entities/things/case.yml", {"name": "Xyzzy", "statements": [statement]})
    front = yaml.safe_dump({"title": "Xyzzy", "rights": "full", "lang": case.get("lang", "en")})
    passage = " ".join(str(case["passage"]).split())
    (root / "articles").mkdir()
    (root / "articles/article.md").write_text(f"---\n{front}---\n\n# Xyzzy\n\n{passage}\n", "utf-8")


def _named(root: Path, id: str, names: dict[str, Any], case: dict[str, Any]) -> None:
    aliases = [
        {"name": alias, "source": "article"}
        if find_whole(alias, str(case["passage"]))
        else {"name": alias, "note": "x"}
        for alias in names.get("aliases") or ()
    ]
    _dump(root / "entities/named/_kind.yml", {"label": "Named", "attributes": {"about": {"type": "text"}}})
    document = {"name": names["name"], "aliases": aliases, "adjectives": names.get("adjectives") or []}
    _dump(root / f"entities/named/{id}.yml", {key: value for key, value in document.items() if value})


def _dump(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), "utf-8")


def rates(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Return how many wrong cases are refused and how many right ones accepted, each of how many."""
    counts = Counter((one.case["right"], one.refused) for one in judged)
    return {
        "wrong refused": (counts[False, True], counts[False, True] + counts[False, False]),
        "right accepted": (counts[True, False], counts[True, False] + counts[True, True]),
    }


def print_proof(root: Path, *, verbose: bool) -> None:
    """Print the rates of the cases, of faults planted in a project whose texts are here, and of public data."""
    for path in sorted(CASES.glob("*.yml")):
        judged = judge(load_cases(path), path.stem)
        _print(f"cases {path.stem}", rates(judged), (one.line() for one in judged if one.missed and verbose))
    if any(root.glob("sources/*.md")):
        planted = plant(root)
        total = (sum(bool(one.codes) for one in planted), len(planted))
        missed = (f"{one.kind} in {one.entity}: {one.detail}" for one in planted if not one.codes and verbose)
        _print("planted faults", {**planted_shares(planted), "all refused": total}, missed)
    else:
        print("planted faults: no texts in sources/, so none are planted")
    if folder := os.environ.get("PROOF_DATA"):
        for name, read in (("FEVER Symmetric", fever), ("WiCE", wice)):
            found = list(read(Path(folder)))
            line = (f"{one.claim} | {one.evidence}" for one in found if bool(one.flagged) == one.supported and verbose)
            _print(f"{name}, flagged of", public_shares(found), line)
    else:
        print("public data: PROOF_DATA names no folder of it")


def _print(title: str, shares: Mapping[str, tuple[int, int]], missed: Iterable[str]) -> None:
    for what, (count, of) in shares.items():
        print(f"{title}: {what} {count:,} of {of:,} ({count / max(of, 1):.1%})")
    for line in missed:
        print(f"    {line}")
