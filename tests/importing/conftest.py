"""Fixtures of the import: an empty project, and a function that imports a text into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from druzhba_kb.importing import ImportedArticle, ImportOptions, import_articles
from druzhba_kb.report import Report

Import = Callable[..., tuple[ImportedArticle, Report]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


@pytest.fixture
def run(tmp_path: Path, project: Path) -> Import:
    """Return a function that imports a text under the id 'page', or with other options."""

    def run(text: str, **options: object) -> tuple[ImportedArticle, Report]:
        raw = tmp_path / "page.txt"
        raw.write_bytes(text.encode())
        report = Report()
        given = ImportOptions(**{"id": "page", **options})
        return import_articles([str(raw)], project, given, report)[0], report

    return run
