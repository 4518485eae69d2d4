"""No page and no file of a built site shows a value without its voice: who says it, and in whose words."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.projects import SHIPPED, built
from tests.voiced import VoicedSite

FEWEST = {"good": 60, "other-topic": 100, SHIPPED: 2000}


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
    assert any(site.claims.values()) or name != SHIPPED
