"""Review: a project and the revision before a change in, a report on what the change does to the published site out.

It is here that the check of content and the check of a finished site meet. A site is counted where one is built; nothing is
built for a review, so that it can be asked for before and after.
"""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.publishing.link_check import check_site, lost_addresses
from druzhba_kb.publishing.page_references import Use, read_page
from druzhba_kb.report import Report
from druzhba_kb.reviewing.diff_report import diff_revisions
from druzhba_kb.reviewing.read_again import read_again
from druzhba_kb.reviewing.review_report import ReviewReport, SiteCounts
from druzhba_kb.reviewing.revisions import addresses, count


def review(root: Path, base: str, report: Report) -> ReviewReport | None:
    """Return what a change is about, the work tree against a revision; None where that cannot be had.

    Errors of the content and addresses that the revision had and that are lost are reported.
    """
    diff = diff_revisions(root, base, None, report)
    if diff is None:
        return None
    counts = count(diff.before), count(diff.after)
    report.findings += diff.after.report.findings
    old, new = addresses(diff.before), addresses(diff.after)
    if counts[1]:  # of content that cannot be read, every address would seem lost
        lost_addresses(old, new, report)
    again = read_again(diff.before, diff.after)
    return ReviewReport(diff, *counts, old, new, _site_counts(root / "build" / "site"), tuple(again))


def _site_counts(folder: Path) -> SiteCounts | None:
    if not (folder / "index.html").is_file():
        return None
    report = Report()
    check_site(folder, report, _address(folder))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return SiteCounts(report.checked["pages checked"], report.checked["links checked"], len(report.in_order()), size)


def _address(site: Path) -> str:
    """Return the address that a finished site was made for, which its home page gives as its own; '' where it has none."""
    references = read_page((site / "index.html").read_bytes()).references
    return next((one.address for one in references if one.use is Use.CANONICAL), "")
