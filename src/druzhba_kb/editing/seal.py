"""What `seal` does: records with their texts in, the seals of the quotations in use out.

A clone has no text of somebody else's article, and its check must be as strict: the seals say what whoever had the text read
in it. They are written after the check alone, and have hashes and marks, never a word of a text.
"""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.guard_checks import LIMITED
from druzhba_kb.verify.quotations import quotations, seals_of_quotation
from druzhba_kb.verify.vouching import vouched_lines
from druzhba_kb.write import put

HEADER = (
    "# What whoever sealed it held against the text, written by 'druzhba-kb seal': version position block marks proof."
)
ASIDE = ("not-sealed", *LIMITED)  # the one is settled by sealing, the others are a matter of the check alone


def write_seals(kb: KnowledgeBase, root: Path, report: Report) -> list[tuple[str, int, bool]]:
    """Write the seals of every article whose text is present; return each file, its number of seals and whether it changed."""
    report.findings = [finding for finding in report.findings if finding.code not in ASIDE]
    sealed = seals(kb)
    if not sealed:
        message = "there is no text to seal against; import the articles first, so that 'sources' holds them"
        report.error(Place("sources"), "no-texts", message)
    return [(file, text.count("\n") - 1, put(root, file, text)) for file, text in sealed.items()]


def seals(kb: KnowledgeBase) -> dict[str, str]:
    """Return the content of each `articles/<id>.seals`, by path; articles without their text are left out."""
    found: dict[str, set[str]] = {}
    for article in kb.records.articles.values():
        if article.rights == "withheld" and article.text is not None and article.source_sha256:
            found[article.id] = set()
    for quotation in quotations(kb.records):
        if quotation.article in found:
            found[quotation.article].update(seals_of_quotation(kb.records.articles[quotation.article], quotation))
    for id, line in vouched_lines(kb):
        found.get(id, set()).add(line)
    return {
        f"articles/{id}.seals": "\n".join([HEADER, *sorted(lines, key=_order)]) + "\n" for id, lines in found.items()
    }


def _order(line: str) -> tuple[int, int, str]:
    """Order seals as the text goes: by block, then by the place in it."""
    _, position, block, *_ = line.split(" ")
    return int(block), -1 if position == "-" else int(position), line
