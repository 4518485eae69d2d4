"""The report of `review`: two revisions, what is counted of them and the finished site in; what a reviewer reads out.

It says what a change does to the published site, so that a reviewer need not read lines of YAML for it. A number that is not
known is never shown as nought. A note on a disagreement and a summary that says "no article" are the same in a change that
brings evidence, so that no difference shows them: what an editor wrote on the evidence of before is named, to be read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from druzhba_kb.folding import counted
from druzhba_kb.reviewing.diff_report import DiffReport, escaped
from druzhba_kb.reviewing.gate import TrustChange
from druzhba_kb.reviewing.revisions import Revision
from druzhba_kb.reviewing.unrecorded_changes import unrecorded_changes
from druzhba_kb.verify.outdated import counting_phrases

OUTDATED = ("note-outdated", "summary-outdated")
UNCOUNTED = "The content has errors, so that nothing of it is counted."
MANY = 20  # lines, behind which a comment on a proposed change is too long to be read


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """What is counted of the finished site."""

    pages: int
    links: int
    broken: int
    bytes: int


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The differences of the facts, what is counted before and after, and the site of the later state where it is built.

    `old` and `new` are the addresses of both, each with that to which it redirects, or ''; `again` is what editors wrote on
    evidence that is another now, `trust` what changed that no check of a clone can judge.
    """

    diff: DiffReport
    before: Mapping[str, int]
    after: Mapping[str, int]
    old: Mapping[str, str]
    new: Mapping[str, str]
    site: SiteCounts | None
    again: tuple[str, ...] = ()
    trust: tuple[TrustChange, ...] = ()

    @property
    def added(self) -> list[str]:
        """Return the addresses of new pages."""
        return sorted(_pages(self.new) - set(self.old))

    @property
    def redirected(self) -> list[tuple[str, str]]:
        """Return the addresses that were pages and lead to another now, with that."""
        moved = _pages(self.old) & set(self.new) - _pages(self.new)
        return sorted((old, self.new[old]) for old in moved)

    @property
    def removed(self) -> list[str]:
        """Return the addresses that lead nowhere now."""
        return sorted(set(self.old) - set(self.new))

    @property
    def counts(self) -> list[tuple[str, int | None, int | None]]:
        """Return what is counted: its name, before, after."""
        return [(name, self.before.get(name), self.after.get(name)) for name in {**self.after, **self.before}]

    @property
    def unrecorded(self) -> int:
        """Return how many items the list of changes for readers lacks."""
        return len(unrecorded_changes(self.diff).items)

    def text(self) -> str:
        """Return the report for a terminal."""
        parts = [
            *_block("read first:", [f"  {one}" for one in self.trust]),
            self.diff.text(),
            *_block("to be read again:", [f"  {line}" for line in self.again]),
            *self._unrecorded(),
            "\n".join(["counted:", *(_count(*one) for one in self.counts)]) if self.after else UNCOUNTED,
            *self._changed_pages(),
            *self._site_counts(),
        ]
        return "\n\n".join(parts)

    def markdown(self) -> str:
        """Return the report as Markdown."""
        parts = [
            *_block("## Read first\n", [f"- {escaped(str(one))}" for one in self.trust]),
            "## What changes in facts",
            _folded(self.diff.markdown()),
            *_block("## To be read again\n", [f"- {escaped(line)}" for line in self.again]),
            *self._unrecorded(),
            "## Evidence and coverage",
            *self._evidence(),
            "## Pages",
            *self._changed_pages(),
            *self._site_counts(),
        ]
        return "\n\n".join(parts) + "\n"

    def data(self) -> dict[str, object]:
        """Return the report as plain data."""
        redirected = [{"from": old, "to": new} for old, new in self.redirected]
        return {
            "facts": self.diff.data(),
            "read_first": [
                {"file": one.place.file, "code": one.code, "words": one.words, "signed": one.signed}
                for one in self.trust
            ],
            "read_again": list(self.again),
            "unrecorded": self.unrecorded,
            "counts": {name: {"before": old, "after": new} for name, old, new in self.counts},
            "pages": {"added": self.added, "removed": self.removed, "redirected": redirected},
            "site": asdict(self.site) if self.site else None,
        }

    def _evidence(self) -> Iterator[str]:
        after = self.after
        if not after:
            yield UNCOUNTED
            return
        yield (
            f"{counted(after['quotations'], 'quotations checked')}, {counted(after['errors'], 'errors')}, "
            f"{counted(after['inferred'], 'values inferred')}, {after['paraphrases']:,} told in our own words."
        )
        rows = [f"| {name} | {_known(old)} | {_known(new)} | {_change(old, new)} |" for name, old, new in self.counts]
        yield "\n".join([f"| | {escaped(self.diff.before.label)} | this change | |", "|---|---:|---:|---:|", *rows])

    def _unrecorded(self) -> Iterator[str]:
        if count := self.unrecorded:
            yield f"Not told to readers yet: {counted(count, 'items')}. 'druzhba-kb changes BASE' adds what is missing."

    def _changed_pages(self) -> Iterator[str]:
        redirected = [f"{old} → {new}" for old, new in self.redirected]
        groups = (("added", self.added), ("redirected", redirected), ("lost", self.removed))
        if not any(those for _, those in groups):
            yield "No page is added, redirected or lost."
        for word, those in groups:
            if those:
                yield _listed(f"{counted(len(those), 'pages')} {word}:", those)

    def _site_counts(self) -> Iterator[str]:
        if site := self.site:
            pages, size = counted(site.pages, "pages"), f"{site.bytes / 1_000_000:.1f} MB"
            yield f"The site: {pages}, {size}, {site.links:,} links checked, {site.broken:,} broken."


def _pages(addresses: Mapping[str, str]) -> set[str]:
    return {address for address, to in addresses.items() if not to}


def _block(head: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([head, *lines])] if lines else []


def _count(name: str, before: int | None, after: int | None) -> str:
    return f"  {name:<30}{_known(before):>9} → {_known(after):<9}{_change(before, after)}".rstrip()


def _folded(markdown: str) -> str:
    """Return Markdown with all but its first line folded where it is long."""
    lead, _, rest = markdown.partition("\n\n")
    if rest.count("\n") < MANY:
        return markdown
    return f"{lead}\n\n<details><summary>All of them, by record</summary>\n\n{rest}\n\n</details>"


def _listed(head: str, those: Sequence[str]) -> str:
    more = [f"- … and {len(those) - MANY:,} more"] if len(those) > MANY else []
    return "\n".join([head, "", *(f"- `{one}`" for one in those[:MANY]), *more])


def _known(count: int | None) -> str:
    return "not known" if count is None else f"{count:,}"


def _change(before: int | None, after: int | None) -> str:
    return "" if before is None or after is None or before == after else f"{after - before:+,}"


def read_again(before: Revision, after: Revision) -> list[str]:
    """Return what is to be read again, each with its place; the later revision has been checked."""
    found = [one for one in after.report.in_order() if one.code in OUTDATED]
    known = {one.place.file for one in found if one.code == "summary-outdated"}
    summaries = (line for file, line in _summaries(before, after) if file not in known)
    return [*(f"{one.place}: {one.message}" for one in found), *summaries]


def _summaries(before: Revision, after: Revision) -> Iterator[tuple[str, str]]:
    """Yield each summary that counts articles, is as it was, and is of an entity for which an article came in."""
    for id, entity in after.records.entities.items():
        old = before.records.entities.get(id)
        new = sorted(entity.quoted_articles - old.quoted_articles) if old and old.summary == entity.summary else []
        phrases = [phrase for phrase, _ in counting_phrases(entity, after.records.language)]
        if new and phrases:
            place = entity.places.get("summary", entity.place)
            said = ", ".join(f"'{phrase}'" for phrase in dict.fromkeys(phrases))
            yield place.file, f"{place}: the summary says {said}, and the page rests on {', '.join(new)} too now"
