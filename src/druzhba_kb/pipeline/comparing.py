"""Comparing: a project and the revision before a change in; a report on the change, and the list of moved facts brought up to date.

It is here that the check of content and the check of a finished site meet. A site is counted where one is built; nothing is
built for a review, so that it can be asked for before and after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from druzhba_kb.editing.record_changes import plan_moved
from druzhba_kb.editing.transaction import apply_changes
from druzhba_kb.publishing.link_check import check_site, lost_addresses
from druzhba_kb.publishing.page_references import Use, read_page
from druzhba_kb.report import Place, Report
from druzhba_kb.reviewing.diff_report import diff_revisions
from druzhba_kb.reviewing.find_moves import FoundMoves, find_moves
from druzhba_kb.reviewing.gate import trust_changes
from druzhba_kb.reviewing.review_report import ReviewReport, SiteCounts, read_again
from druzhba_kb.reviewing.revisions import addresses, count, read_revision
from druzhba_kb.verify.guard_checks import hide_allowed


def review(root: Path, base: str, report: Report) -> ReviewReport | None:
    """Return what a change is about, the work tree against a revision; None where that cannot be had.

    Errors of the content and addresses that the revision had and that are lost are reported.
    """
    diff = diff_revisions(root, base, None, report)
    if diff is None:
        return None
    counts = count(diff.before), count(diff.after)
    hide_allowed(diff.after.records, diff.after.report)
    report.findings += diff.after.report.findings
    old, new = addresses(diff.before), addresses(diff.after)
    if not diff.after.unread:  # of content that cannot be read, every address would seem lost
        lost_addresses(old, new, report)
    languages = diff.after.records.translations
    again = read_again(diff.before, diff.after)
    trust = tuple(trust_changes(root, base, diff.before, diff.after, report))
    return ReviewReport(diff, *counts, old, new, _site_counts(root / "build" / "site", languages), tuple(again), trust)


def _site_counts(folder: Path, languages: Collection[str]) -> SiteCounts | None:
    if not (folder / "index.html").is_file():
        return None
    report, codes = Report(), [code for code in languages if (folder / code).is_dir()]
    check_site(folder, report, _address(folder), apart=codes)
    for site in (folder / code for code in codes):
        check_site(site, report, _address(site))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return SiteCounts(report.checked["pages checked"], report.checked["links checked"], len(report.in_order()), size)


def _address(site: Path) -> str:
    """Return the address that a finished site was made for, which its home page gives as its own; '' where it has none."""
    references = read_page((site / "index.html").read_bytes()).references
    return next((one.address for one in references if one.use is Use.CANONICAL), "")


def list_moves(root: Path, base: str, report: Report) -> FoundMoves | None:
    """Add the facts that left their pages since a revision to the list of moves; None where that cannot be read."""
    before, after = read_revision(root, base, report), read_revision(root, None, report)
    if before is None or after is None:
        return None
    for file, why in after.unread.items():  # what cannot be read would seem to have left
        report.error(Place(file), "not-compared", f"cannot be read in {after.label}, so nothing is compared: {why}")
    if report.failed:
        return None
    found = find_moves(before.records, after.records)
    led_on = ((move, to.entity, to.statement.id) for move, to in found.led_on)
    change = plan_moved(root, _lines(found), led_on, found.returned)
    return found if apply_changes(root, change, report) else None


def _lines(found: FoundMoves) -> Iterator[Mapping[str, str]]:
    for one, to in found.found:
        line = {"entity": one.entity, "was": one.statement.id, "to": to.entity, "now": to.statement.id}
        count = len(one.statement.evidence) + bool(one.statement.citations)
        yield {**line, "quotations": str(count)} if count > 1 else line
