"""Summary: the content before a change and after it, and the site that was built of it, in; what a reviewer reads out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from druzhba_kb.reporter import counted
from druzhba_kb.reviewing.diff_report import Told, escaped
from druzhba_kb.reviewing.differences import compare
from druzhba_kb.reviewing.states import State

FORMATS = ("text", "markdown", "json")
MANY = 20


@dataclass(frozen=True, slots=True)
class Site:
    """What is counted of the finished site."""

    pages: int
    links: int
    broken: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Two states of the content, and the site of the later one where it is built."""

    before: State
    after: State
    site: Site | None

    @property
    def told(self) -> Told:
        """Return the differences of the facts."""
        before, after = self.before.revision, self.after.revision
        return Told(before, after, compare(before, after))

    @property
    def added(self) -> list[str]:
        """Return the addresses of new pages."""
        return sorted(self._pages(self.after) - set(self.before.addresses))

    @property
    def redirected(self) -> list[tuple[str, str]]:
        """Return the addresses that were pages and lead to another now, with that."""
        moved = self._pages(self.before) & set(self.after.addresses) - self._pages(self.after)
        return sorted((old, self.after.addresses[old]) for old in moved)

    @property
    def removed(self) -> list[str]:
        """Return the addresses that lead nowhere now."""
        return sorted(set(self.before.addresses) - set(self.after.addresses))

    def _pages(self, state: State) -> set[str]:
        return {address for address, to in state.addresses.items() if not to}

    def counts(self) -> list[tuple[str, int | None, int | None]]:
        """Return what is counted: its name, before, after."""
        before, after = self.before.counts, self.after.counts
        return [(name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])]

    def markdown(self) -> str:
        """Return the summary as Markdown."""
        parts = [
            "## What changes in facts",
            _folded(self.told.markdown()),
            "## Evidence and coverage",
            *self._evidence(),
        ]
        return "\n\n".join([*parts, "## Pages", *self._told_pages(), *self._told_site()]) + "\n"

    def text(self) -> str:
        """Return the summary for a terminal."""
        counts = [_count(*one) for one in self.counts()]
        return "\n\n".join(
            [self.told.text(), "\n".join(["counted:", *counts]), *self._told_pages(), *self._told_site()]
        )

    def data(self) -> str:
        """Return the summary as one JSON object."""
        found = {
            "facts": json.loads(self.told.data()),
            "counts": {name: {"before": old, "after": new} for name, old, new in self.counts()},
            "pages": {
                "added": self.added,
                "removed": self.removed,
                "redirected": [{"from": old, "to": new} for old, new in self.redirected],
            },
            "site": asdict(self.site) if self.site else None,
        }
        return json.dumps(found, ensure_ascii=False, indent=1)

    def _evidence(self) -> Iterator[str]:
        after = self.after.counts
        if not after:
            yield "The content has errors, so that nothing of it is counted."
            return
        yield (
            f"{counted(after['quotations'], 'quotations checked')}, {counted(after['errors'], 'errors')}, "
            f"{counted(after['inferred'], 'values inferred')}, {after['paraphrases']:,} told in our own words."
        )
        rows = [f"| {name} | {_plain(old)} | {_plain(new)} | {_change(old, new)} |" for name, old, new in self.counts()]
        label = escaped(self.before.revision.label)
        yield "\n".join([f"| | {label} | this change | |", "|---|---:|---:|---:|", *rows])

    def _told_pages(self) -> Iterator[str]:
        redirected = [f"{old} → {new}" for old, new in self.redirected]
        groups = (("added", self.added), ("redirected", redirected), ("lost", self.removed))
        if not any(those for _, those in groups):
            yield "No page is added, redirected or lost."
        for word, those in groups:
            if those:
                yield _listed(f"{_pages(len(those))} {word}:", those)

    def _told_site(self) -> Iterator[str]:
        if self.site:
            size = f"{self.site.bytes / 1_000_000:.1f} MB"
            yield f"The site: {_pages(self.site.pages)}, {size}, {self.site.links:,} links checked, {self.site.broken:,} broken."


def _count(name: str, before: int | None, after: int | None) -> str:
    return f"  {name:<30}{_plain(before):>9} → {_plain(after):<9}{_change(before, after)}".rstrip()


def _folded(markdown: str) -> str:
    """Return Markdown with all but its first line folded where it is long."""
    lead, _, rest = markdown.partition("\n\n")
    if rest.count("\n") < MANY:
        return markdown
    return f"{lead}\n\n<details><summary>All of them, by record</summary>\n\n{rest}\n\n</details>"


def _listed(head: str, those: Sequence[str]) -> str:
    more = [f"- … and {len(those) - MANY:,} more"] if len(those) > MANY else []
    return "\n".join([head, "", *(f"- `{one}`" for one in those[:MANY]), *more])


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def _plain(count: int | None) -> str:
    return "not known" if count is None else f"{count:,}"


def _change(before: int | None, after: int | None) -> str:
    return "" if before is None or after is None or before == after else f"{after - before:+,}"
