"""Guards: `entities/_assertions.yml` and `entities/_ratchets.yml` in, what must hold of the content as a whole out.

They are files beside the content, so that whoever weakens one changes a file that reviewers look at first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from druzhba_kb.fileformat import ASSERTION, ASSERTIONS, COUNTED, RATCHET, RATCHETS, REQUIRED
from druzhba_kb.folding import nearest
from druzhba_kb.limits import Assertion, Bound, Excepted, Ratchet, Requirement
from druzhba_kb.load import Document
from druzhba_kb.model import Kind
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report
from druzhba_kb.yaml_read import Scalar, Table

TOTALS = ("articles", "entities", "statements", "quotations", "disagreements")
OWN_KEYS = ("summary", "aliases", "statements")


def parse_assertions(document: Document, kinds: Mapping[str, Kind], report: Report) -> Iterator[Assertion]:
    """Yield each assertion that can be read."""
    for table in Fields(document.table, ASSERTIONS, report).tables("assertions"):
        if assertion := _assertion(table, kinds, report):
            yield assertion


def _assertion(table: Table, kinds: Mapping[str, Kind], report: Report) -> Assertion | None:
    given = {key.text for key, _ in table.items}
    if "every" in given:
        return _requirement(Fields(table, REQUIRED, report), kinds)
    if "count" in given:
        return _bound(Fields(table, COUNTED, report), kinds)
    if not Fields(table, ASSERTION, report).unknown:
        report.error(table.place, "missing-key", "an assertion needs 'count' or 'every'")
    return None


def _bound(fields: Fields, kinds: Mapping[str, Kind]) -> Bound | None:
    of = fields.text("count", required=True)
    known = list(dict.fromkeys((*kinds, *TOTALS)))
    if of is not None and of not in known:
        message = f"'{of}' is no kind and nothing else that is counted{nearest(of, known)}"
        fields.error(fields.at("count"), "unknown-kind", message)
    if not fields.nodes("at_least") and not fields.nodes("at_most") and not fields.unknown:
        fields.error(fields.place, "missing-key", f"{fields.what} needs 'at_least' or 'at_most'")
    at_least, at_most = fields.number("at_least"), fields.number("at_most")
    return Bound(of, at_least, at_most, fields.place) if of in known else None


def _requirement(fields: Fields, kinds: Mapping[str, Kind]) -> Requirement | None:
    name = fields.text("every", required=True)
    exceptions = tuple(_exceptions(fields))
    if exceptions and not fields.text("note"):
        fields.error(fields.at("except"), "missing-note", "'except' needs a 'note' that says why")
    if not fields.nodes("has") and not fields.unknown:
        fields.error(fields.place, "missing-key", f"{fields.what} needs 'has'")
    kind = kinds.get(name or "")
    if kind is not None:
        _check_names(fields, kind)
        return Requirement(kind.id, fields.texts("has"), exceptions, fields.place)
    if name is not None:
        fields.error(fields.at("every"), "unknown-kind", f"there is no kind '{name}'{nearest(name, list(kinds))}")
    return None


def _exceptions(fields: Fields) -> Iterator[Excepted]:
    fields.ids("except")
    for node in fields.nodes("except"):
        if isinstance(node, Scalar) and node.text.strip():
            yield Excepted(node.text.strip(), node.place)


def _check_names(fields: Fields, kind: Kind) -> None:
    known = [*kind.attributes, *OWN_KEYS]
    for node in fields.nodes("has"):
        if isinstance(node, Scalar) and node.text.strip() not in known:
            message = f"{kind.plural.lower()} have no '{node.text}'{nearest(node.text, known)}"
            fields.error(node.place, "unknown-attribute", message)


def parse_ratchets(document: Document, report: Report) -> Iterator[Ratchet]:
    """Yield each limit that can be read, at the place of its number."""
    table = Fields(document.table, RATCHETS, report).table("ratchets")
    if table is None:
        return
    fields = Fields(table, RATCHET, report)
    for name in (name for name in fields.order if name in RATCHET.names):
        limit = fields.limit(name)
        if not fields.nodes(name):
            fields.error(
                fields.at(name), "bad-value", f"nothing stands for '{name}'; expected a whole number or a rate"
            )
        if limit is not None:
            yield Ratchet(name, limit[0], fields.at(name), limit[1])
