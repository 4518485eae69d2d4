"""No page and no file of a built site shows a value without its voice: who says it, and in whose words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from druzhba_kb.pipeline import relate_project
from druzhba_kb.report import Report
from tests.projects import ROOT, built, run
from tests.voiced import VoicedSite

FEWEST = {"good": 60, "other-topic": 100}


def claims(project: Path) -> dict[str, set[str]]:
    """Return the labels of the attributes that are claims, by kind."""
    kb = relate_project(project, Report())
    assert kb is not None
    return {kind.id: {a.label for a in kind.attributes.values() if a.claim} for kind in kb.records.kinds.values()}


@pytest.mark.parametrize("name", FEWEST)
def test_no_value_of_a_site_stands_without_its_voice(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = built(name, tmp_path_factory.getbasetemp())
    site = VoicedSite(project / "build/site", claims(project))
    assert list(site.faults()) == []
    assert site.values >= FEWEST[name]


def test_no_value_of_the_shipped_site_stands_without_its_voice(tmp_path: Path) -> None:
    for name in ("articles", "entities", "references", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    site = VoicedSite(tmp_path / "build/site", claims(tmp_path))
    assert list(site.faults()) == []
    assert site.values > 2000
    assert any(site.claims.values())
