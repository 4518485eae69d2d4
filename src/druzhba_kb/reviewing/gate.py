"""Gate: a project and the revision before a change in; findings out on what changed that only somebody with the texts can judge.

A signature by a key that the base knows lets such a change pass; the change itself never does. The maintainer's own gate is here
too: it passes where every article was held against its text, and only then is there something to sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from druzhba_kb import __version__
from druzhba_kb.journal import write_reported
from druzhba_kb.layout import ATTESTATION, SIGNATURE, SIGNERS
from druzhba_kb.model import KnowledgeBase, Records
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import counted
from druzhba_kb.reviewing.attestation import SIGN, Attestation, BadSignature, attest, last_attestation, verified
from druzhba_kb.reviewing.revisions import Revision, changed_files, file_at, read_revision
from druzhba_kb.reviewing.trust_changes import OUTSIDE, UNPROVED, UNSIGNED, TrustChange, article_changes, file_changes
from druzhba_kb.sealing import is_vouched
from druzhba_kb.verify.vouching import vouched_lines

NOTHING = Records({}, {}, {})
REMEDIES = {
    UNSIGNED: "who has the article compares it and signs: 'druzhba-kb check --require-texts --yes'",
    OUTSIDE: "read it before all else",
    UNPROVED: "who has the text reads it there",
}


def report_changes(
    root: Path, base: str | None, report: Report, requiring: bool = False, accepted: bool = False
) -> None:
    """Report what changed since a revision; without one, everything is new.

    A change that must be signed is an error where the base has signers, and, where texts are required, until it is accepted.
    """
    before = read_revision(root, base, report) if base else None
    if base and before is None:
        return
    after = read_revision(root, None, report)
    if after is None:
        return
    if after.unread:
        named = ", ".join(list(after.unread)[:8])
        count = counted(len(after.unread), "files")
        message = f"druzhba-kb {__version__} compares here, and cannot read all of {count} as they are now"
        report.error(Place("."), "not-compared", f"{message}, so that more may have changed in them: {named}")
    strict = not accepted and (requiring or (base is not None and file_at(root, base, SIGNERS) is not None))
    for one in trust_changes(root, base, before, after, Report() if requiring else report):
        if not one.signed:
            record = report.error if strict and one.code == UNSIGNED else report.warning
            record(one.place, one.code, f"{one.words}; {REMEDIES[one.code]}")


def trust_changes(
    root: Path, base: str | None, before: Revision | None, after: Revision, report: Report
) -> list[TrustChange]:
    """Return what changed that only a maintainer can judge, with who signed for it; a bad signature is reported."""
    old = before.records if before else NOTHING
    files = changed_files(root, base, report) if base else []
    found = [*file_changes(files, old.kinds, after.records.kinds), *article_changes(old, after.records, after.unread)]
    attested = _attested(root, base, report) if base else None
    return [
        replace(one, signed=f"{attested.by} on {attested.date}")
        if attested and attested.covers(root, one.place.file)
        else one
        for one in found
    ]


def _attested(root: Path, base: str, report: Report) -> Attestation | None:
    signers = file_at(root, base, SIGNERS)
    try:
        return verified(root, signers, file_at(root, base, ATTESTATION)) if signers is not None else None
    except BadSignature as fault:
        report.error(Place(SIGNATURE), "bad-signature", str(fault))
        return None


def require_texts(kb: KnowledgeBase, report: Report) -> None:
    """Report each article that was not held against its text, and what of it is not sealed."""
    for article in kb.records.articles.values():
        if article.text_place is None:
            message = (
                f"there is no sources/{article.id}.md, so this article was checked by its seals alone or not at all"
            )
            report.error(article.place, "not-read", message)
    articles = kb.records.articles
    for id, count in Counter(id for id, line in vouched_lines(kb) if not is_vouched(articles[id].seals, line)).items():
        if articles[id].rights == "withheld":
            message = f"values, digests, summaries and speakers that are not sealed yet: {count}; run 'druzhba-kb seal'"
            report.error(articles[id].place, "not-sealed", message)
    report.findings = [replace(one, level="error") if one.code == "not-sealed" else one for one in report.findings]


def write_attestation(root: Path, report: Report) -> Iterator[str]:
    """Write what was read, where nothing stands against it and the last attestation says otherwise; yield what to do next."""
    found, last = attest(root), last_attestation(root)
    if report.failed:
        return
    if last and (found.files, found.content) == (last.files, last.content):
        yield f"{ATTESTATION}: unchanged"
    elif write_reported(root, {ATTESTATION: found.text()}, report, "cannot-write"):
        yield f"{ATTESTATION}: {len(found.files)} files; sign it next, over the last signature: {SIGN}"
