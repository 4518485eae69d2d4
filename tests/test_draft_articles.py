"""Draft articles: what `check` says of one, what is published of it, and what the preview shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.editing.desk import GULL, change, desk
from tests.previews import serving
from tests.projects import make_project, run

COURIER = "articles/courier-1931.md"
TIDINGS = "articles/tidings-1931.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = desk(tmp_path)
    (root / "entities/_assertions.yml").unlink()
    return root


def found(root: Path) -> list[str]:
    report = Report()
    check(root, report)
    return [str(one) for one in report.in_order()]


def draft(root: Path, file: str = TIDINGS) -> None:
    change(root, file, "\nrights: ", "\nstatus: draft\nrights: ")


def test_it_is_one_line_that_counts_for_no_limit(root: Path) -> None:
    draft(root)
    (root / "entities/_ratchets.yml").write_text("ratchets: {warnings: 0, open_blocks: 1}\n")
    text = (root / TIDINGS).read_text("utf-8")
    first, *paragraphs = text.split("---\n", 2)[2].strip("\n").split("\n\n")
    marks = [f"<!-- b{number} paragraph, 9 words -->" for number in range(1, len(paragraphs) + 2)]
    (root / TIDINGS).write_text(f"{text[: text.index(first)]}" + "\n\n".join(marks) + "\n", "utf-8")
    told = [line for line in found(root) if TIDINGS in line]
    assert len(told) == 1
    assert "warning[draft-article]: a draft, which only the preview shows: block" in told[0]


def test_the_published_records_have_neither_it_nor_what_rests_on_it_alone(root: Path) -> None:
    change(
        root,
        GULL,
        "  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n",
        "  - height: 27\n    evidence:\n      - {source: courier-1931, quote: 27 metres high}\n"
        "      - {source: tidings-1931, quote: relit on 6 May 1931}\n",
    )
    draft(root)
    report = Report()
    records = parse(load(root, report), report)
    published = records.published
    assert list(published.articles) == ["courier-1931"]
    statements = published.entities["gull-point"].statements
    assert {item.article for one in statements for item in one.evidence} == {"courier-1931"}
    kept = next(one for one in statements if one.claims[0].attribute == "height")
    assert [item.article for item in kept.evidence] == ["courier-1931"]
    assert len(records.entities["gull-point"].statements) > len(statements)


def test_a_published_summary_may_not_rest_on_it(root: Path) -> None:
    draft(root, COURIER)
    assert any("error[number-without-statement]: the number '27'" in line for line in found(root))


def test_a_link_to_it_is_told(root: Path) -> None:
    change(root, GULL, "A tower of 27 metres", "A tower of 27 metres ([Tidings](../../articles/tidings-1931.md))")
    draft(root)
    assert any(
        "error[draft-reference]: 'tidings-1931' is a draft; remove 'status: draft'" in line for line in found(root)
    )


def test_the_site_has_no_trace_of_it_and_the_preview_marks_it(tmp_path: Path) -> None:
    root = tmp_path / "project"
    make_project("good", root)
    (root / "entities/_assertions.yml").unlink()
    draft(root)
    done = run(root)
    assert (done.returncode, "1 draft" in done.stdout) == (0, True), done.stderr
    assert not (root / "build/site/articles/tidings-1931").exists()
    pages = [path for path in (root / "build/site").rglob("*.html") if b"tidings-1931" in path.read_bytes()]
    assert pages == []
    with serving(root):
        page = (root / "build/preview/articles/tidings-1931/index.html").read_text("utf-8")
    assert '<span class="tag dr">Draft</span>' in page.split("</h1>")[0]
    assert "to publish it, remove “status: draft” from articles/tidings-1931.md" in page
    listed = (root / "build/preview/articles/index.html").read_text("utf-8")
    assert listed.count('<span class="tag dr">Draft</span>') == 1
