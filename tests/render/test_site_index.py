"""The order of kinds on the site."""

from __future__ import annotations

from dataclasses import replace

from druzhba_kb.model import Kind, KnowledgeBase
from druzhba_kb.render.site_index import kinds_in_order


def test_the_dated_kind_that_is_said_most_of_leads_and_the_others_follow_by_name(kb: KnowledgeBase) -> None:
    records = kb.records
    kinds = {name: replace(records.kinds["towns"], id=name, plural=name.title()) for name in ("works", "acts", "Bells")}
    every: dict[str, Kind] = {**kinds, **records.kinds}
    ordered = kinds_in_order(replace(kb, records=replace(records, kinds=every)))
    assert [kind.plural for kind in ordered] == ["Lights", "Acts", "Bells", "Towns", "Works"]


def test_without_a_dated_kind_none_leads(kb: KnowledgeBase) -> None:
    kinds = {name: replace(kind, timeline={}) for name, kind in kb.records.kinds.items()}
    assert [kind.plural for kind in kinds_in_order(replace(kb, records=replace(kb.records, kinds=kinds)))] == [
        "Lights",
        "Towns",
    ]
