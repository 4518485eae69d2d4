"""What `kind attribute add` does: a kind and descriptions of attributes in, the change of its `_kind.yml` out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from druzhba_kb.editing.add_kind import described, flow, known_kinds
from druzhba_kb.editing.transaction import Transaction, dry_run
from druzhba_kb.editing.yaml_entries import value_at, with_entry
from druzhba_kb.folding import nearest
from druzhba_kb.report import Place, Report
from druzhba_kb.yaml_read import read_yaml


def plan_attributes(root: Path, kind: str, attributes: Iterable[str], report: Report) -> Transaction | None:
    """Return the change that adds attributes to a kind; None where something is against it."""
    path = f"entities/{kind}/_kind.yml"
    if kind not in (known := known_kinds(root)):
        report.error(Place("entities"), "unknown-kind", f"there is no kind '{kind}'{nearest(kind, known)}")
        return None
    before = (root / path).read_bytes().decode("utf-8")
    table = read_yaml(before, path, report)
    after = before
    for name, settings in described(attributes).items():
        if table and (there := value_at(table, ("attributes", name))):
            message = f"'{kind}' have '{name}' already; expected another name, or change it here"
            report.error(there.place, "bad-attribute", message)
        after = with_entry(after, ("attributes",), name, flow(settings)) if table else after
    change = Transaction({path: before}, {path: after}, {})
    if not report.failed:
        dry_run(root, change, report)
    return None if report.failed else change
