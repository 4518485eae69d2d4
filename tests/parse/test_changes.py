"""Changes: the list that an editor keeps, and the schema.org type of a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.model import Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out


def read(folder: Path, name: str, text: str) -> tuple[Records, list[str]]:
    site = lay_out(None, folder / "site")
    (site / name).write_text(text, "utf-8")
    report = Report()
    records = parse(load(site, report), report)
    if not report.failed:
        relate(records, report)
    return records, [f"{one.place.line}: {one.code}" for one in report.in_order() if one.place.file == name]


def changes(folder: Path, text: str) -> tuple[Records, list[str]]:
    return read(folder, "articles/_changes.yml", text)


def test_a_change_is_read(tmp_path: Path) -> None:
    one = "{record: gull-point, what: added, text: A lamp, reason: Seen., name: Gull}"
    text = f"changes:\n  - {{date: 2026-01-31, title: One more, text: A text., about: [gull-point], items: [{one}]}}\n"
    records, findings = changes(tmp_path, text)
    assert findings == []
    [change] = records.changes
    assert (change.date, change.title, change.text, change.about) == (
        "2026-01-31", "One more", "A text.", ("gull-point",),
    )  # fmt: skip
    [item] = change.items
    assert (item.record, item.what, item.text, item.reason, item.name) == (
        "gull-point", "added", "A lamp", "Seen.", "Gull",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("changes:\n  - {date: 2026-02-30, title: x}\n", "2: bad-value"),
        ("changes:\n  - {date: 2026-02, title: x}\n", "2: bad-value"),
        ("changes:\n  - {title: x}\n", "2: missing-key"),
        ("changes:\n  - {date: 2026-01-31}\n", "2: missing-key"),
        ("changes:\n  - {date: 2026-01-31, title: x, txt: y}\n", "2: unknown-key"),
        ("change: []\n", "1: unknown-key"),
        ("changes:\n  - {date: 2026-01-31, title: x, about: [gull-pint]}\n", "2: unknown-reference"),
    ],
)
def test_a_fault_in_the_list_is_a_finding(text: str, finding: str, tmp_path: Path) -> None:
    assert changes(tmp_path, text)[1] == [finding]


@pytest.mark.parametrize(("schema", "codes"), [("Place", []), ("Placee", ["2: bad-value"])])
def test_a_kind_says_what_schema_org_calls_it(schema: str, codes: list[str], tmp_path: Path) -> None:
    name = "entities/lighthouses/_kind.yml"
    records, findings = read(tmp_path, name, f"label: Lighthouse\nschema: {schema}\nattributes: {{}}\n")
    assert [finding for finding in findings if "bad-value" in finding] == codes
    assert records.kinds["lighthouses"].schema == (None if codes else schema)
