"""Lines in, each one either kept or dropped by a named rule out; what the editor said of a line goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from druzhba_kb.importing.corrections import NO_CORRECTIONS, Corrections
from druzhba_kb.importing.lines import Line
from druzhba_kb.importing.neighbours import neighbour_reasons
from druzhba_kb.importing.rules import Reason, Rule, rule_for
from druzhba_kb.importing.scraped_page import Page

GIVEN = Reason("given", "the editor says that it is no part of the article")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the raw text that is not in the clean text, with the rule that dropped it."""

    line: int
    text: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A line that was kept in doubt, or an odd one that an editor ought to look at."""

    line: int
    text: str
    rule: str
    reason: str


@dataclass(slots=True)
class Sorted:
    """The lines of an article in their order: the title's, those kept, those dropped."""

    title: Line | None = None
    kept: list[Line] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def sort_lines(
    lines: Sequence[Line],
    posts: Sequence[tuple[Line, ...]],
    corrections: Corrections = NO_CORRECTIONS,
    stated_title: str | None = None,
) -> Sorted:
    """Tell the article's lines from the page's; the lines of embedded posts are the article's.

    What is left is sorted again until nothing more is dropped, so that importing the result changes nothing.
    """
    posted = frozenset(id(line) for post in posts for line in post)
    out = Sorted()
    left, before = list(lines), -1
    while len(left) != before:
        before = len(left)
        page = _page(left, posted, stated_title, out.title)
        out.title = left[page.title] if page.title is not None else None
        left = _keep(page, corrections, out)
    out.kept = [line for line in left if line is not out.title]
    return out


def _page(lines: Sequence[Line], posted: Set[int], stated_title: str | None, title: Line | None) -> Page:
    indices = frozenset(index for index, line in enumerate(lines) if id(line) in posted)
    return Page(lines, indices, stated_title, title)


def _keep(page: Page, corrections: Corrections, out: Sorted) -> list[Line]:
    """Return the lines that stay, add the others to those dropped, and note those kept in doubt."""
    reasons = _reasons(page)
    left: list[Line] = []
    out.flags = []
    for index, line in enumerate(page.lines):
        reason = _corrected(line, reasons.get(index), corrections)
        if reason and not reason.doubt and index != page.title:
            out.dropped.append(Dropped(line.number, line.text, reason.rule, reason.words))
            continue
        left.append(line)
        if reason and index != page.title:
            out.flags.append(Flag(line.number, line.text, reason.rule, reason.words))
    return left


def _reasons(page: Page) -> dict[int, Reason]:
    rules = _rules(page)
    named = {index: Reason(rule.name, rule.reason) for index, rule in rules.items()}
    return neighbour_reasons(page, rules) | named


def _rules(page: Page) -> Mapping[int, Rule]:
    found = ((index, rule_for(line.text, page.zone(index))) for index, line in enumerate(page.lines))
    return {index: rule for index, rule in found if rule and index not in page.posted and index != page.title}


def _corrected(line: Line, reason: Reason | None, corrections: Corrections) -> Reason | None:
    if line.number in corrections.drop:
        return GIVEN
    return None if line.number in corrections.keep else reason
