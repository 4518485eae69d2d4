"""What `changes` adds to the list of changes: in whatever form the list is kept, and without a change of what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.editing.record_changes import FILE, plan_record
from druzhba_kb.editing.transaction import apply_changes
from druzhba_kb.load import load
from druzhba_kb.model import Change, ChangedItem
from druzhba_kb.parse import parse
from druzhba_kb.report import Place, Report
from tests.editing.desk import desk, files

HERE = Place(FILE)
LIT = ChangedItem("gull-point", None, "corrected", "Relit: 5 May → 6 May, at “dawn”", None, HERE)
GONE = ChangedItem("old-light", "Old Light", "withdrawn", "the page", "It: never, was.", HERE)
NEW = ChangedItem("coast-pilot", None, "added", "the work", None, HERE)
ITEMS = (LIT, GONE, NEW)
WRITTEN = """    items:
      - record: gull-point
        what: corrected
        text: 'Relit: 5 May → 6 May, at “dawn”'
        reason: null
      - record: old-light
        name: Old Light
        what: withdrawn
        text: the page
        reason: 'It: never, was.'
      - record: coast-pilot
        what: added
        text: the work
"""
DAY = f"  - date: 1932-06-02\n    title: A light\n{WRITTEN}"


def told(root: Path, text: str | None, *items: ChangedItem, day: str = "1932-06-02") -> Report:
    path, report = root / FILE, Report()
    if text is not None:
        path.write_bytes(text.encode())
    change = plan_record(root, items, day, "A light", report)
    if change:
        assert apply_changes(root, change, report)
    return report


def read(root: Path) -> tuple[Change, ...]:
    report = Report()
    found = parse(load(root, report), report).changes
    assert report.findings == []
    return found


def test_a_list_is_begun_where_there_is_none(tmp_path: Path) -> None:
    root = desk(tmp_path)
    assert told(root, None, *ITEMS).findings == []
    text = (root / FILE).read_text("utf-8")
    assert text == (
        "# What readers are told of, newest first, one change for each day; `druzhba-kb changes` adds to it.\n"
        f"changes:\n{DAY}"
    )


OTHER = "  - date: 1932-06-01   # a Wednesday\n    title: Another\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# Ours\nchanges:\n  # newest\n{OTHER}", f"# Ours\nchanges:\n  # newest\n{DAY}{OTHER}"),
        ("changes:\n- {date: 1932-06-01, title: x}\n", f"changes:\n{DAY.replace(chr(10) + '  ', chr(10))[2:]}"
         "- {date: 1932-06-01, title: x}\n"),
        ("changes: []\n", f"changes:\n{DAY}"),
        ("changes:\n", f"changes:\n{DAY}"),
        ("changes: null  # none yet\n", f"changes:\n{DAY.rstrip()}  # none yet\n"),
        (f"changes:\n  - date: 1932-06-02\n    title: Mine\n{OTHER}",
         f"changes:\n  - date: 1932-06-02\n{WRITTEN}    title: Mine\n{OTHER}"),
        ("changes:\n  - date: 1932-06-02\n    items:\n      - {record: gull-point, what: added, text: x}\n    title: Mine\n",
         f"changes:\n  - date: 1932-06-02\n{WRITTEN}      - {{record: gull-point, what: added, text: x}}\n    title: Mine\n"),
        ("changes:\n  - date: 1932-06-02\n    title: Mine\n    items: []\n",
         f"changes:\n  - date: 1932-06-02\n    title: Mine\n    items:\n{WRITTEN.partition(chr(10))[2]}"),
    ],
)  # fmt: skip
def test_what_is_new_stands_before_the_rest_which_stays_as_it_is(before: str, after: str, tmp_path: Path) -> None:
    root = desk(tmp_path)
    assert told(root, before, *ITEMS).findings == []
    assert (root / FILE).read_text("utf-8") == after
    assert set(ITEMS) <= {item for change in read(root) for item in change.items}


@pytest.mark.parametrize(
    "before",
    [
        "changes: [{date: 1932-06-01, title: x}]\n",
        "changes: [{date: 1932-06-02, title: x}]\n",
        "changes: [{date: 1932-06-02, items: [], title: x}]\n",
        "changes: [{date: 1932-06-02, items: null, title: x}]\n",
        "changes: [{date: 1932-06-02, items: [{record: gull-point, what: added, text: y}], title: x}]\n",
        "{changes: [{title: x, date: 1932-06-02, }], }\n",
        "changes:\n  date: 1932-06-02\n  title: x\n",
        "{changes: }\n",
    ],
)
def test_a_list_in_braces_or_of_one_is_added_to_as_well(before: str, tmp_path: Path) -> None:
    root = desk(tmp_path)
    assert told(root, before, *ITEMS).findings == []
    (change,) = (one for one in read(root) if one.date == "1932-06-02")
    assert [(item.record, item.text, item.reason) for item in change.items][:3] == [
        (item.record, item.text, item.reason) for item in ITEMS
    ]


def test_the_line_ends_of_the_file_are_kept(tmp_path: Path) -> None:
    root = desk(tmp_path)
    told(root, f"changes:\n{OTHER}".replace("\n", "\r\n"), *ITEMS)
    assert (root / FILE).read_bytes() == f"changes:\n{DAY}{OTHER}".replace("\n", "\r\n").encode()


def test_a_list_of_another_day_that_is_no_list_is_left_alone(tmp_path: Path) -> None:
    root = desk(tmp_path)
    report = told(root, "changes: {date: 1932-06-01, title: x}\n", LIT)
    assert [str(one) for one in report.findings] == [
        "articles/_changes.yml:1:1: error[cannot-write]: nothing can be added to what stands here; "
        "expected lists below 'changes' and 'items'"
    ]
    assert (root / FILE).read_text() == "changes: {date: 1932-06-01, title: x}\n"


def test_what_the_check_would_refuse_is_not_written(tmp_path: Path) -> None:
    root = desk(tmp_path)
    before = files(root)
    report = Report()
    gone = ChangedItem("gull-pont", None, "added", "the page", None, HERE)
    assert plan_record(root, [gone], "1932-06-02", "A light", report) is None
    assert [one.code for one in report.findings] == ["unknown-reference"]
    assert files(root) == before
