"""Moved facts: an old address leads on, from the page of today or from a former one, and a draft does not show."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from druzhba_kb.model import Move
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from tests.render.lighthouses import made, rendered
from tests.sites_on_disk import lay_out

MOVES = (
    Move("old-harbour", "0a1b2c3d4e", "north-light", "s1", 2, {}),
    Move("north-light", "1a1b2c3d4e", "north-light", "s2", 1, {}),
    Move("old-light", "2a1b2c3d4e", "north-light", "s3", 1, {}),
)


def pages(*moves: Move) -> dict[str, list[tuple[str, str]]]:
    """Return the old anchors on each page, each with where it leads."""
    kb = made()
    found = rendered(replace(kb, records=replace(kb.records, moved=moves)))
    anchors = {
        path: re.findall(r'<p id="(e-[^"]+)">This fact now stands [^<]*<a href="([^"]+)"', text)
        for path, text in found.items()
    }
    return {path: [(id, link.replace("&#35;", "#")) for id, link in those] for path, those in anchors.items() if those}


def test_the_page_on_which_a_fact_stood_has_its_addresses_and_the_way_to_it() -> None:
    assert pages(*MOVES) == {
        "towns/old-harbour.md": [
            ("e-0a1b2c3d4e-1", "../../lights/north-light/#e-s1-1"),
            ("e-0a1b2c3d4e-2", "../../lights/north-light/#e-s1-1"),
        ],
        "lights/north-light.md": [("e-1a1b2c3d4e-1", "#e-s2-1")],
        "lights/old-light.md": [("e-2a1b2c3d4e-1", "../north-light/#e-s3-1")],
    }


def test_an_address_leads_to_nothing_that_is_not_published(tmp_path: Path) -> None:
    root = lay_out(None, tmp_path / "site")
    kb = relate_project(root, Report())
    assert kb is not None
    light = replace(kb.records.entities["skerry-light"], status="draft")
    entities = {**kb.records.entities, light.id: light}
    moves = (
        Move("gull-point", "0a1b2c3d4e", light.id, "s", 1, {}),
        Move(light.id, "1a1b2c3d4e", "gull-point", "s", 1, {}),
    )
    assert replace(kb.records, entities=entities, moved=moves).published.moved == ()
