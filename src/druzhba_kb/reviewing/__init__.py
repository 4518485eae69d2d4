"""Reviewing: a project and the revision that it is compared with in, what a reviewer of the change needs to know out."""

from __future__ import annotations

import argparse
from pathlib import Path

from druzhba_kb.publishing.links import check_site
from druzhba_kb.publishing.lost import lost_addresses
from druzhba_kb.publishing.pages import Use, read_page
from druzhba_kb.report import Report
from druzhba_kb.reporter import conclude
from druzhba_kb.reviewing.review_report import FORMATS, Site, Summary
from druzhba_kb.reviewing.revisions import WORK_TREE, unpacked
from druzhba_kb.reviewing.states import read_state
from druzhba_kb.usage import Commands, add_command

__all__ = ["add_parser", "review"]


def review(root: Path, base: str, report: Report) -> Summary | None:
    """Return what a change is about, the work tree against a revision; None where that cannot be had.

    Errors of the content and addresses that the revision had and that are lost are reported.
    """
    with unpacked(root, base, report) as folder:
        before = read_state(folder, f"revision '{base}'") if folder else None
    if before is None:
        return None
    after = read_state(root, WORK_TREE)
    report.findings += after.report.findings
    if after.counts:
        lost_addresses(before.addresses, after.addresses, report)
    return Summary(before, after, _site(root / "build" / "site"))


def _site(folder: Path) -> Site | None:
    if not (folder / "index.html").is_file():
        return None
    report = Report()
    check_site(folder, report, _address(folder))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Site(report.checked["pages checked"], report.checked["links checked"], len(report.in_order()), size)


def _address(site: Path) -> str:
    """Return the address that a finished site was made for, which its home page gives as its own; '' where it has none."""
    return next(
        (one.address for one in read_page((site / "index.html").read_bytes()).references if one.use is Use.CANONICAL),
        "",
    )


def add_parser(commands: Commands) -> None:
    """Add `review` to the commands."""
    summary = "say what a change does to facts, evidence, coverage, pages and links, against a git revision"
    examples = ("druzhba-kb review origin/main", "druzhba-kb review HEAD~1 --format markdown")
    parser = add_command(commands, "review", summary, _run, examples, "; an address that is lost is an error")
    parser.add_argument("base", metavar="REV", help="the git revision before the change: a commit, branch or tag")
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, if not given")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def _run(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    found = review(root, options.base, report)
    if found:
        told = {"text": found.text, "markdown": found.markdown, "json": found.data}
        print(told[options.format]())
    return conclude(report, root)
