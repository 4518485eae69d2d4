"""Citations: records in, findings out where a reference stands for what only an article can say.

A gazetteer may give a position or a spelling; what happened and who said so needs quoted words, which can be held against a
text. So a kind says for which of its attributes a reference will do.
"""

from __future__ import annotations

from druzhba_kb.model import Kind, Records, Statement
from druzhba_kb.report import Report


def verify_citations(records: Records, report: Report) -> None:
    """Report each value that rests on a reference though its attribute does not allow it, or that is a source's words."""
    for entity in records.entities.values():
        for statement in entity.statements:
            if statement.citations:
                report.checked["citations of references"] += len(statement.citations)
                _verify_statement(records.kinds[entity.kind], statement, report)


def _verify_statement(kind: Kind, statement: Statement, report: Report) -> None:
    allowed = [attribute.name for attribute in kind.attributes.values() if attribute.references]
    for claim in statement.claims:
        if claim.attribute not in allowed:
            known = (
                f"of {kind.plural.lower()} it may be {', '.join(allowed)}"
                if allowed
                else f"no attribute of {kind.plural.lower()} may"
            )
            message = (
                f"'{claim.attribute}' cannot rest on a reference; {known}; quote an article, or say 'references: true'"
            )
            report.error(claim.place, "not-by-reference", message)
        elif claim.words is not None and statement.by_reference:
            message = f"the words of '{claim.attribute}' cannot be held against a reference; expected a value"
            report.error(claim.place, "not-by-reference", message)
