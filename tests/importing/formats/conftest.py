"""Fixtures of the formats: what a file is read as, and what an import of it gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from druzhba_kb.importing import ImportedArticle, ImportOptions, import_articles
from druzhba_kb.report import Report

Told = tuple[list[tuple[dict[str, str], str]], list[str]]


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., Told]:
    """Return a function that imports a file, and gives the publication data and the clean text of each article, and the faults."""

    def run(name: str, content: bytes | str, **options: object) -> Told:
        (tmp_path / "project").mkdir(exist_ok=True)
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        report = Report()
        found = import_articles([str(file)], tmp_path / "project", ImportOptions(**options), report)
        faults = [
            f"{one.place.line}: {one.code}: {one.message}" for one in report.in_order() if one.code != "import-title"
        ]
        return [(_fields(one), (tmp_path / f"project/sources/{one.id}.md").read_text("utf-8")) for one in found], faults

    return run


def _fields(one: ImportedArticle) -> dict[str, str]:
    names = ("publisher", "author", "published", "url", "archived_url")
    return {name: value for name in names if (value := getattr(one.fields, name))}
