"""Silence: records in, findings out where something is stated or missed that cannot be asked, or is said to be absent and is not.

A page tells what is not recorded apart from what cannot be asked of such a thing and from what an article was read for and does
not give. So each of the three must hold; none may be read as a denial.
"""

from __future__ import annotations

from druzhba_kb.model import Attribute, Entity, Records
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Place, Report


def verify_categories(records: Records, report: Report) -> None:
    """Report each statement of an attribute that is not asked of entities of its category."""
    for entity in records.entities.values():
        for _, claim, attribute in claims_of(records, entity):
            if not attribute.is_asked_of(entity.category):
                _report_category(records, entity, attribute, claim.place, report)


def verify_absences(records: Records, report: Report) -> None:
    """Report each attribute that an article is said not to give and that is stated from it, or cannot be asked."""
    for article in records.articles.values():
        for one in article.absent:
            report.checked["absences"] += 1
            entity = records.entities[one.entity]
            attribute = records.kinds[entity.kind].attributes[one.attribute]
            stated = _stated_at(records, entity, one.attribute, article.id)
            if not attribute.is_asked_of(entity.category):
                _report_category(records, entity, attribute, one.place, report)
            elif stated:
                where = f"{stated.file}:{stated.line}"
                message = (
                    f"'{one.attribute}' of '{entity.id}' is stated from this article ({where}); expected one of the two"
                )
                report.error(one.place, "stated-absent", message)


def _report_category(records: Records, entity: Entity, attribute: Attribute, place: Place, report: Report) -> None:
    kind, asked = records.kinds[entity.kind], " or ".join(f"'{one}'" for one in attribute.only)
    has = f"'{entity.id}' is of '{entity.category}'" if entity.category else f"'{entity.id}' has none"
    message = f"'{attribute.name}' is asked of {kind.plural.lower()} of the category {asked} only, and {has}"
    report.error(place, "wrong-category", message)


def _stated_at(records: Records, entity: Entity, name: str, article: str) -> Place | None:
    """Return where an attribute is stated, or denied, on words of an article."""
    for statement, claim, _ in claims_of(records, entity):
        if claim.attribute == name and any(item.article == article for item in statement.evidence):
            return claim.place
    return None
