"""Checking: a project folder in, a knowledge base that nothing stands against out.

Every command that needs a sound base comes through here, so that all of them judge alike. A stage after one that
reported an error must not run: its findings would be of what is missing.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath

from druzhba_kb.load import load
from druzhba_kb.model import KnowledgeBase
from druzhba_kb.parse import parse
from druzhba_kb.pipeline.fingerprint import digest_of
from druzhba_kb.publishing.kept_file import keep, kept
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.relate import relate
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.reviewing.revisions import new_lines
from druzhba_kb.verify import guard, verify
from druzhba_kb.verify.guard_checks import hide_allowed

OF_PAGES = ("druzhba_kb.locales.", "druzhba_kb.render.")


def relate_project(root: Path, report: Report, renewing: bool = False) -> KnowledgeBase | None:
    """Return the knowledge base of a project before its evidence is verified, or None after errors."""
    sources = load(root, report)
    if renewing:  # what is written anew may be broken
        sources = replace(sources, seals={id: one for id, one in sources.seals.items() if id not in sources.texts})
    if report.failed:
        return None
    records = parse(sources, report)
    if report.failed:
        return None
    del sources  # many times as large as the records
    kb = relate(records, report)
    return None if report.failed else kb


def relate_readable(root: Path, wanted: Collection[str], report: Report) -> KnowledgeBase | None:
    """Return the knowledge base without the articles that have errors, which one warning names; None after other errors.

    A fault in one article, but in those that are wanted, must stop no work on the others.
    """
    faults = Report()
    records, left, kb = parse(load(root, faults), faults), set[str](), None
    while kb is None or faults.failed:
        errors = [one for one in faults.findings if one.level == "error"]
        at_fault = {_article_of(one) for one in errors} - {"", *wanted, *left}
        if any(_article_of(one) not in at_fault for one in errors):
            report.findings += faults.findings
            return None
        left |= at_fault
        faults = Report()
        kb = relate(records.without_sources(left), faults)
        # what a wanted article is about may not be drafted yet
        about = [one.places["subjects"] for id, one in records.articles.items() if one.subjects and id in wanted]
        faults.findings = [replace(one, level="warning") if one.place in about else one for one in faults.findings]
    report.findings += faults.findings
    if left:
        message = f"left out, for they have errors, which 'druzhba-kb check' tells: {', '.join(sorted(left))}"
        report.warning(Place("articles"), "article-left-out", message)
    return kb


def _article_of(finding: Finding) -> str:
    """Return the id of the article in whose file a finding is."""
    path = PurePosixPath(finding.place.file)
    return path.stem if path.parts[0] == "articles" and path.suffix in (".md", ".seals") else ""


def forget_texts() -> None:
    """Let go of what was found in the texts: a build that has checked them needs no more of it, and much memory.

    Every cache of the package with a bound is emptied, so that none is forgotten here; those without hold languages, and
    those of pages, such as compiled templates, what comes next.
    """
    for one in (one for one in gc.get_objects() if type(one) is type(tokenize)):
        of_texts = one.__module__.startswith("druzhba_kb.") and not one.__module__.startswith(OF_PAGES)
        if of_texts and one.cache_parameters()["maxsize"]:
            one.cache_clear()


def _tell_what_stops_seal(root: Path, report: Report) -> None:
    """Report, before seals that are to be written anew, what 'seal' would refuse to write them for."""
    others = Report()
    check(root, others, guarded=False, renewing=True)
    errors = [one for one in others.findings if one.level == "error"]
    report.findings = list(dict.fromkeys([*errors, *report.findings]))


def check(
    root: Path,
    report: Report,
    guarded: bool = True,
    renewing: bool = False,
    checked: Path | None = None,
) -> KnowledgeBase | None:
    """Return the knowledge base of a project, with its drafts, where nothing stands against it, or None after errors.

    Unguarded, for work that is not finished yet, the assertions and limits on the whole content do not count. Where seals
    are renewed, it does not matter what they were. `checked` is the file by which a build knows what the last one found of
    single records; without it everything is checked.
    """
    kb = relate_project(root, report, renewing)
    if kb is None:
        if not renewing and {one.code for one in report.findings if one.level == "error"} == {"bad-seal"}:
            _tell_what_stops_seal(root, report)
        return None
    report.checked["articles"] = len(kb.records.articles)
    report.checked["entities"] = len(kb.records.entities)
    report.checked["drafts"] = len(kb.records.drafts)
    report.checked["disagreements"] = len(kb.contested)
    if checked:
        mark = digest_of([], {})
        checks = verify(kb, report, json.loads(kept(checked, mark) or "{}"))
        keep(checked, json.dumps(checks.rows(), separators=(",", ":")).encode(), mark)
    else:
        verify(kb, report)
    if renewing:
        report.findings = [finding for finding in report.findings if finding.code != "other-commitment"]
    if guarded:
        guard(kb, report, lambda: new_lines(root))
    hide_allowed(kb.records, report)  # last, since a limit counts the warnings that this leaves out
    return None if report.failed else kb
