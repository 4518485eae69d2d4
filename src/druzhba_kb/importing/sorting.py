"""Lines in, each one either kept or dropped by a named rule out: zones, title, pull quotes and the foot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from druzhba_kb.importing.lines import CLOSING, TERMINAL, Line, is_closed, is_headline, is_paragraph
from druzhba_kb.importing.rules import ANCHORS, Rule, Zone, byline_author, rule_for
from druzhba_kb.text import QUOTES, find_whole, fold, words

PROMPT = regex.compile(r"\b(?:you|your|us)\b", regex.IGNORECASE)
PULL_QUOTE_WORDS = 6


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


@dataclass(frozen=True, slots=True)
class Zones:
    """Where the parts of the page lie: above the title, then the head to the first paragraph, the opening to the second."""

    title: int | None
    head_end: int
    opening_end: int
    foot_start: int

    def of(self, index: int) -> Zone:
        """Return the zone of the line at this index."""
        if index < self.head_end:
            return "above" if self.title is None or index < self.title else "head"
        if index < self.opening_end:
            return "opening"
        return "foot" if index >= self.foot_start else "body"


def find_zones(lines: Sequence[Line], posted: Collection[int]) -> Zones:
    """Return the zones of a page, from where its paragraphs are; the lines of embedded posts count as such."""
    first = _running(lines, "head", posted)
    last = _running(lines, "foot", posted)
    head_end = first[0] if first else len(lines)
    opening_end = first[1] if len(first) > 1 else min(head_end + 1, len(lines))
    foot_start = max(opening_end, last[-1] + 1) if last else opening_end
    return Zones(_title(lines[:head_end]), head_end, opening_end, foot_start)


def _running(lines: Sequence[Line], zone: Zone, posted: Collection[int]) -> list[int]:
    return [
        index
        for index, line in enumerate(lines)
        if line.number in posted or (is_paragraph(line.text) and not rule_for(line.text, zone))
    ]


def sort_lines(lines: Sequence[Line], posted: Collection[int]) -> Sorted:
    """Tell the article's lines from the page's; the lines of embedded posts, by number, are the article's."""
    zones = find_zones(lines, posted)
    rules = _rules(lines, zones, posted)
    out = Sorted(title=None if zones.title is None else lines[zones.title])
    reasons = _reasons(lines, zones, rules, out)
    reasons.update(_pull_quotes(lines, zones, {*reasons, *posted}, out))
    for line in lines:
        _place(line, None if line.number in posted else reasons.get(line.number), out)
    return out


def _rules(lines: Sequence[Line], zones: Zones, posted: Collection[int]) -> dict[int, Rule]:
    return {
        line.number: rule
        for index, line in enumerate(lines)
        if line.number not in posted and index != zones.title and (rule := rule_for(line.text, zones.of(index)))
    }


def _place(line: Line, why: tuple[str, str] | None, out: Sorted) -> None:
    if why:
        out.dropped.append(Dropped(line.number, line.text, *why))
    elif line is not out.title:
        out.kept.append(line)


def _title(head: Sequence[Line]) -> int | None:
    """Return the index of the first line that can be a title, rather one of several words."""
    texts = [(index, line.text) for index, line in enumerate(head)]
    shaped = [(index, text) for index, text in texts if is_headline(text) and not rule_for(text, "above")]
    long = [(index, text) for index, text in shaped if len(words(text)) > 2]
    best = [(index, text) for index, text in long if byline_author(text) is None]
    return next((index for index, _ in best or long or shaped), None)


def _reasons(lines: Sequence[Line], zones: Zones, rules: Mapping[int, Rule], out: Sorted) -> dict[int, tuple[str, str]]:
    reasons = {number: (rule.name, rule.reason) for number, rule in rules.items()}
    reasons.update(_around_title(lines[: zones.opening_end], out.title, reasons))
    reasons.update(_foot(lines[zones.foot_start :], rules, out))
    return reasons


def _around_title(
    top: Sequence[Line], title: Line | None, reasons: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[int, tuple[str, str]]]:
    if not title:
        return
    above = [line for line in top if line.number < title.number and line.number not in reasons]
    for line in above if len(above) > 1 else []:
        if len(words(line.text)) <= 2:
            yield line.number, ("site-menu", "one of several short lines above the title")
    for line in top:
        if line is not title and fold(line.text) == fold(title.text):
            yield line.number, ("repeated-title", "says the title again")


def _foot(foot: Sequence[Line], rules: Mapping[int, Rule], out: Sorted) -> Iterator[tuple[int, tuple[str, str]]]:
    anchored = False
    for index, line in enumerate(foot):
        follower = rules.get(foot[index + 1].number) if index + 1 < len(foot) else None
        rule = rules.get(line.number)
        if rule:
            anchored = anchored or rule.name in ANCHORS
        elif _is_prompt(line.text) and (anchored or (follower and follower.name == "comment-form")):
            yield line.number, ("comment-form", "a short question to the reader at the form for comments")
        elif anchored and _could_be_link(line.text):
            yield line.number, ("related-headline", "a headline below the end of the article")
        else:
            out.flags.append(Flag(line.number, line.text, "foot-line", "stands alone below the last paragraph"))


def _is_prompt(text: str) -> bool:
    return len(words(text)) <= 8 and text.endswith(("?", "!")) and bool(PROMPT.search(text))


def _could_be_link(text: str) -> bool:
    return is_headline(text) and len(words(text)) > 1


def _pull_quotes(
    lines: Sequence[Line], zones: Zones, known: Collection[int], out: Sorted
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the lines that repeat part of a paragraph; what stands above the second one may be deck or lead."""
    left = [line for line in lines if line.number not in known and line is not out.title]
    index = _index(left)
    for line in lines[zones.opening_end :]:
        if line.number in known or not _repeats(fold(line.text).strip(TERMINAL + CLOSING + QUOTES + "([{ "), index):
            continue
        if is_closed(line.text) or line.text[0] in QUOTES:
            yield line.number, ("pull-quote", "repeats a sentence of another paragraph without its speaker")
        else:
            out.flags.append(Flag(line.number, line.text, "repeated-words", "says again what a paragraph says"))


def _index(lines: Sequence[Line]) -> dict[tuple[str, ...], set[str]]:
    """Return the folded texts by each run of a few words in them."""
    index: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line in lines:
        found = words(line.text)
        for start in range(len(found) - PULL_QUOTE_WORDS + 1):
            index[tuple(found[start : start + PULL_QUOTE_WORDS])].add(fold(line.text))
    return index


def _repeats(core: str, index: Mapping[tuple[str, ...], set[str]]) -> bool:
    """Whether a text that is longer by more than quotation marks and stops holds core, with whole words."""
    longer = len(core) + len(core) // 20 + 8
    candidates = index.get(tuple(words(core)[:PULL_QUOTE_WORDS]), ())
    return any(len(text) >= longer and core in text and find_whole(core, text) for text in candidates)
