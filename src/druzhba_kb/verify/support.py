"""Support: statements in, findings out where the quoted words do not bear out the value."""

from __future__ import annotations

from collections.abc import Mapping, Set

from druzhba_kb.model import Attribute, Claim, Records, Statement
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Place, Report
from druzhba_kb.text import find_whole, nearest
from druzhba_kb.values import TYPES, is_inferred
from druzhba_kb.values.dates import span


def verify_support(records: Records, misquoted: Set[Place], report: Report) -> None:
    """Check every value against the quotations that it rests on, where these are sound, and the order of dates."""
    for entity in records.entities.values():
        for statement, claim, attribute in claims_of(records, entity):
            if misquoted.isdisjoint(item.place for item in statement.evidence):
                report.checked["values"] += 1
                _count(statement, claim, attribute, report)
                _verify_claim(records, statement, claim, attribute, report)
        for statement in entity.statements:
            _verify_inferred(records, entity.kind, statement, report)
            _verify_order(statement, records.kinds[entity.kind].timeline, report)


def _count(statement: Statement, claim: Claim, attribute: Attribute, report: Report) -> None:
    if claim.words is not None:
        report.checked["in words"] += 1
    elif is_inferred(statement.inferred, attribute):
        report.checked["inferred"] += 1
    elif attribute.type == "text":
        report.checked["paraphrases"] += 1


def _by_article(statement: Statement) -> dict[str, list[str]]:
    """Return the quotations of each article: those of one article are read together, each article must bear the value alone."""
    passages: dict[str, list[str]] = {}
    for item in statement.evidence:
        passages.setdefault(item.article, []).append(item.quote)
    return passages


def _verify_claim(records: Records, statement: Statement, claim: Claim, attribute: Attribute, report: Report) -> None:
    for article, passages in _by_article(statement).items():
        if claim.words is not None and not any(find_whole(claim.words, passage) for passage in passages):
            message = f"the words '{claim.words}' do not stand in the quotation from '{article}'"
            report.error(claim.place, "words-not-quoted", message)
        missing = _missing(records, statement, claim, attribute, passages)
        if missing:
            message = (
                f"the quotation from '{article}' does not give the {' and '.join(missing)} of '{attribute.name}', "
                f"{_shown(records, claim, attribute)}; quote the words that do, or name it under 'inferred' with a note"
            )
            report.error(claim.place, "unsupported-value", message)


def _missing(
    records: Records, statement: Statement, claim: Claim, attribute: Attribute, passages: list[str]
) -> list[str]:
    if claim.value is None:
        return []
    names = records.entities[claim.value].names if attribute.type == "ref" else ()
    return TYPES[attribute.type].missing(claim.value, statement.inferred, passages, attribute, names)


def _shown(records: Records, claim: Claim, attribute: Attribute) -> str:
    value = claim.value or ""
    return records.entities[value].name if attribute.type == "ref" else TYPES[attribute.type].show(value, attribute)


def _verify_inferred(records: Records, kind: str, statement: Statement, report: Report) -> None:
    attributes = [records.kinds[kind].attributes[claim.attribute] for claim in statement.claims]
    known = ["value", *(a.name for a in attributes)]
    known = list(dict.fromkeys([*known, *(part for a in attributes for part in TYPES[a.type].components(a))]))
    for component in statement.inferred:
        if component not in known:
            message = f"nothing in this statement has a component '{component}'{nearest(component, known)}"
            report.error(statement.place, "unknown-component", message)


def _verify_order(statement: Statement, timeline: Mapping[str, str], report: Report) -> None:
    """Report a statement whose end lies before its start."""
    pairs = [(statement.since, statement.until, "from", "until")]
    if {"start", "end"} <= timeline.keys():
        values = {claim.attribute: claim.value for claim in statement.claims}
        start, end = timeline["start"], timeline["end"]
        pairs.append((values.get(start), values.get(end), start, end))
    for first, last, first_name, last_name in pairs:
        if first and last and span(last)[1] < span(first)[0]:
            message = f"'{last_name}' {last} lies before '{first_name}' {first}"
            report.error(statement.place, "dates-out-of-order", message)
