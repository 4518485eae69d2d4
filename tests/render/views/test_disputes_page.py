"""Disputes: what one voice says of an attribute with several values is one side; what another says stands against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.pipeline import check
from druzhba_kb.render.site_index import index_site
from druzhba_kb.render.views.disputes_page import all_disputes
from druzhba_kb.render.views.evidence import ShownValue
from druzhba_kb.render.views.index_pages import kind_view
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

HEAD = "name: Skerry Light\nsummary: A tower that was held back.\nstatements:\n"
STORMS = "  - {cause: Storms, source: tidings-1931, quote: held back by storms}\n"
SNOW = "  - {cause: Snow, source: tidings-1931, quote: back by storms}\n"
LENS = "  - {cause: Snow, source: tidings-1931, quote: the old lens was sold, said_by: {words: a dealer}}\n"
MASONS = "  - {cause: Masons, source: courier-1931, quote: About 30 masons}\n"
DENIED = (
    "  - {cause: Storms, denies: true, source: courier-1931, quote: keeper has denied that the old lens was sold}\n"
)
DECLARED = "disagreements:\n  - {about: [cause], reason: unknown}\n"


def read(values: tuple[ShownValue, ...]) -> list[str]:
    return [f"{'not ' * value.denies}{value.text}" for value in values]


@pytest.mark.parametrize(
    ("statements", "sides"),
    [
        (STORMS + SNOW + MASONS, [["Snow", "Storms"], ["Masons"]]),
        (STORMS + LENS + MASONS, [["Masons"], ["Snow"], ["Storms"]]),
        (STORMS + DENIED, [["Storms"], ["not Storms"]]),
    ],
)
def test_values_stand_against_each_other_only_where_voices_differ(
    statements: str, sides: list[list[str]], tmp_path: Path
) -> None:
    root, report = lay_out(None, tmp_path / "site"), Report()
    kind = root / "entities/lighthouses/_kind.yml"
    kind.write_text(kind.read_text().replace("timeline:", "  cause: {label: Cause, type: text}\ntimeline:"))
    (root / "entities/lighthouses/skerry-light.yml").write_text(HEAD + statements + DECLARED)
    kb = check(root, report)
    assert kb, [str(finding) for finding in report.findings]
    index = index_site(kb)
    lights = kb.records.kinds["lighthouses"]
    listed = kind_view(index, lights, index.members(lights.id), "", [lights.attributes["cause"]]).entities
    (field,) = next(it for it in listed if it.name == "Skerry Light").fields
    assert sorted(sorted(read(tuple(one.shown for one in side))) for side in field.sides) == sorted(sides)
    (dispute,) = [one for one in all_disputes(index, "") if one.entity == "Skerry Light"]
    assert sorted(sorted(read(side.values)) for side in dispute.sides) == sorted(sides)
