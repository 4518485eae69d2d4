"""Scraped page: lines in, the page they make out: which line is the title, where the head ends and the foot begins.

The same words are an article's or a page's by where they stand, so rules ask for a zone. The page is only looked at
here; what is dropped is decided by `rules` and `neighbours`. Nothing may depend on a site: the running text is what has
the shape of it, and a title is a line whose words the running text uses again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice

import regex

from druzhba_kb.folding import fold, words
from druzhba_kb.importing.bylines import (
    LONGEST_NOTICE,
    WIRE,
    byline_author,
    is_label,
    is_like_date,
    is_lone_date,
    is_publisher,
)
from druzhba_kb.importing.headline import OVERLAP, STOPPED_WORDS, Headlines, find_story, share, stems
from druzhba_kb.importing.lines import CERTAIN, RawLine, is_closed, is_headline, is_paragraph
from druzhba_kb.importing.rules import CLOSERS, Rule, Zone, rule_for

ELSEWHERE = ("outside", "caption")
OPENING_LINES = 6  # of the story, which a teaser above its title may open
AGREEMENT = 0.5  # of the words of a heading and of the declared title: a site's name has fewer
BELOW = 0.25  # a line that closes the article has at most that share of the text below it
FURNITURE = 10  # lines that rules know: a text with fewer is hardly a whole page
SIGNED_BELOW = 12  # lines below the label of comments: the form, who wrote the first and when
FIRST = 3  # stretches between signatures that tell comments from an article: words of the form, and two comments
SIGNED = regex.compile(
    r".{2,60}\bsays:?|reply|(?:recommend|like|upvote) ?\d*|\d+ (?:likes?|replies)"
    r"|.{0,60}\b\d+ \w+ ago\b.{0,20}|.{0,40}\bat \d{1,2}:\d\d ?[ap]m\b.{0,20}",
    regex.IGNORECASE,
)
GLUE = regex.compile(r"(?<!\s)\s++(?:[|–—-]|::|»)\s+|(?:(?<!\s)\s++)?\|\s*")
LONGEST_NAME = 40  # in characters, with its office, and the colon behind it
FEWEST_TEASERS = 2  # one headline with its date may be the article's own
LONGEST_TEASER = 60  # longer words below a headline are its article
MOST_DATES = 8  # lines with its date, or with itself again, that stand below the headline of a teaser


@dataclass(frozen=True)
class ScrapedPage:
    """The lines of a page, the indices of those that belong to embedded posts, and the title that the file declares."""

    lines: Sequence[RawLine]
    posted: Set[int]
    declared_title: str | None = None
    known_title: RawLine | None = None
    known_end: RawLine | None = None

    @cached_property
    def shows_links(self) -> bool:
        """Whether the file says which lines are links."""
        return any(line.is_link for line in self.lines)

    @cached_property
    def certain(self) -> Set[int]:
        """Return the indices of the lines that are the article's, whatever they say."""
        return self.posted | {index for index, line in enumerate(self.lines) if line.mark in CERTAIN}

    @cached_property
    def teasers(self) -> frozenset[int]:
        """Return the indices of the lines that announce other articles."""
        return frozenset(_find_teasers(self.lines))

    @cached_property
    def head_end(self) -> int:
        """Return the index of the first running text."""
        return next(self._running("head"), len(self.lines))

    @cached_property
    def opening_end(self) -> int:
        """Return the index of the second running text."""
        second = next(islice(self._running("head"), 1, None), None)
        return min(self.head_end + 1, len(self.lines)) if second is None else second

    @cached_property
    def foot_start(self) -> int:
        """Return the index after the last running text, or of the line that closes the article before that."""
        last = max(self.running, default=-1) + 1
        end = max(self.opening_end, min(self.story.stop, last) if self.is_bare else last)
        return next((index for index in range(self.opening_end, end) if self._closes(index)), end)

    def _closes(self, index: int) -> bool:
        """Whether a line closes the article: by its rule, with little running text below it."""
        rule = rule_for(self.lines[index].text, "foot") if index not in self.posted else None
        return rule is not None and rule.name in CLOSERS and self._share_below(index) <= BELOW

    def has_much_above(self, index: int) -> bool:
        """Whether so much of the running text stands above a line that it may be the article's."""
        return self._share_below(index - 1) < 1 - BELOW

    def _share_below(self, index: int) -> float:
        return self._words_from[index + 1] / max(1, self._words_from[0])

    @cached_property
    def _words_from(self) -> list[int]:
        """Return how many words of running text stand from each line on; for the end, none."""
        lengths = [len(words(line.text)) if index in self.running else 0 for index, line in enumerate(self.lines)]
        return [*accumulate(reversed(lengths), initial=0)][::-1]

    @cached_property
    def running(self) -> frozenset[int]:
        """Return the indices of the running text."""
        return frozenset(self._running("foot"))

    def _running(self, zone: Zone) -> Iterator[int]:
        """Yield the lines of embedded posts and the running text that no rule drops in this zone."""
        for index, line in enumerate(self.lines):
            is_text = line.mark not in ELSEWHERE and is_paragraph(line.text) and index not in self.teasers
            if index in self.posted or (is_text and rule_for(line.text, zone) is None):
                yield index

    def zone(self, index: int) -> Zone:
        """Return the zone of the line at this index."""
        if index < self.head_end:
            return "above" if self.title is None or index < self.title else "head"
        if index < self.opening_end:
            return "opening"
        return "foot" if index >= self.foot_start else "body"

    @cached_property
    def title(self) -> int | None:
        """Return the index of the title: marked or declared, else the first line of its shape that the text supports."""
        # sorted again without the lines dropped, a page keeps the title that it had
        if self.known_title:
            return next(index for index, line in enumerate(self.lines) if line is self.known_title)
        marked = [index for index, line in enumerate(self.lines) if line.mark == "title" and self._is_high(index)]
        known = self.declared_title or ""
        declared = [at for at in range(self.opening_end) if known and agreement(self.lines[at].text, known) == 1]
        agreeing = max(marked, key=lambda index: agreement(self.lines[index].text, known), default=None)
        if agreeing is not None and agreement(self.lines[agreeing].text, known) >= AGREEMENT:
            return agreeing
        if declared or marked:
            return (declared or [index for index in marked if self._overlap(index) >= OVERLAP] or marked)[0]
        return self._headlines.best(list(self._candidates()) or list(self._candidates(named=True)))

    def _is_high(self, index: int) -> bool:
        """Whether a heading can be the title: above the running text, or with nearly all of it below where it is declared."""
        is_declared = agreement(self.lines[index].text, self.declared_title or "") >= AGREEMENT
        return index <= self.head_end or (is_declared and self._share_below(index) >= 1 - BELOW)

    @cached_property
    def is_bare(self) -> bool:
        """Whether no markup tells the lines apart, and little text stands below the story: then their number says its end."""
        is_plain = bool(self.story) and not any(
            line.mark and line.mark != "row" and words(line.text) for line in self.lines
        )
        has_furniture = sum(rule is not None for rule in self._head_rules) >= FURNITURE
        return is_plain and (has_furniture or self._share_below(self.story.stop - 1) <= BELOW)

    @cached_property
    def comments(self) -> int:
        """Return the index of the label of signed comments, the first of them shorter than the text above; else of the end.

        A label in the byline links to them, and "Comments" also heads a paragraph of some articles.
        """
        found, signature, stretches = len(self.lines), len(self.lines) + SIGNED_BELOW, [0]
        for index in range(len(self.lines) - 1, -1, -1):
            rule = rule_for(self.lines[index].text, "foot")
            above = self._words_from[0] - self._words_from[index]
            is_label = rule is not None and rule.name == "comment-form" and signature - index < SIGNED_BELOW
            if is_label and max(stretches[-FIRST:]) < above:
                found = index
            stretches[-1] += self._words_from[index] - self._words_from[index + 1]
            if SIGNED.fullmatch(self.lines[index].text):
                signature = index
                stretches += [0] * (stretches[-1] > 0)
        return found

    @property
    def story(self) -> range:
        """Return where running text outweighs the short lines of a page."""
        return self._headlines.story

    @cached_property
    def _headlines(self) -> Headlines:
        running = frozenset(self._running("head"))
        # sorted again without the lines that part it from the page, the story would go on
        ends = [index for index, line in enumerate(self.lines, 1) if line is self.known_end] or [self.comments]
        ruled = [rule is not None for rule in self._head_rules]
        story = find_story(self.lines[: ends[0]], running, ruled, self._told_of_publication)
        signed = [
            rule is not None and rule.name == "byline" and not WIRE.fullmatch(self.lines[index].text)
            for index, rule in enumerate(self._head_rules)
        ]
        return Headlines(self.lines, running, story, self._told_of_publication, signed, lambda text: unglue(text)[0])

    @cached_property
    def _head_rules(self) -> list[Rule | None]:
        return [None if line.mark in CERTAIN else rule_for(line.text, "head") for line in self.lines]

    @cached_property
    def _told_of_publication(self) -> list[bool]:
        """Return which lines tell who wrote the article or when."""
        named = ("byline", "date-line", "publication-label")
        return [
            bool((rule and rule.name in named and not WIRE.fullmatch(line.text)) or is_like_date(line.text))
            and line.mark not in CERTAIN
            for line, rule in zip(self.lines, self._head_rules, strict=True)
        ]

    def _candidates(self, named: bool = False) -> Iterator[int]:
        """Yield the lines above the story, and those of its beginning that a byline stands below; names only if asked."""
        for index in range(min(self.story.start + OPENING_LINES, len(self.lines))):
            if index in self.posted:
                return
            if index not in self.certain and self._is_name(index) == named and self._is_shaped(index):
                yield index

    def _is_shaped(self, index: int) -> bool:
        """Whether a line has the shape of a title; with a byline below it, it may be a sentence, too."""
        line, told = self.lines[index], self._told_of_publication
        if _speaker(line.text) in self._speakers:
            return False
        is_signed = any(told[index + 1 : index + 2]) and len(words(line.text)) <= STOPPED_WORDS
        is_bare = is_headline(line.text) and (index < self.story.start or any(told[index + 1 : index + 3]))
        return line.mark not in ELSEWHERE and _may_be_title(line.text) and (is_bare or is_signed)

    @cached_property
    def _speakers(self) -> frozenset[str]:
        """Return the names before a colon that begin several sentences, as in "Q: Who came?"."""
        names = Counter(_speaker(line.text) for line in self.lines if is_closed(line.text))
        return frozenset(name for name, count in names.items() if name and count > 1)

    def _is_name(self, index: int) -> bool:
        text = self.lines[index].text
        return byline_author(text) is not None or rule_for(text, "above") is not None

    def _overlap(self, index: int) -> float:
        """Return the share of the longer words of a line that stand in the running text too."""
        return share(stems(unglue(self.lines[index].text)[0]), self._body_stems)

    def is_own(self, index: int) -> bool:
        """Whether a line uses many of the longer words of the story."""
        return self._headlines.is_own(self.lines[index].text)

    def is_elsewhere(self, index: int) -> bool:
        """Whether few of the longer words of a line stand in the running text: it speaks of something else."""
        # two long words may be a heading of the article's own
        return len(stems(self.lines[index].text)) > 2 and self._overlap(index) <= 0.25

    @cached_property
    def _body_stems(self) -> frozenset[str]:
        body = self.lines[self.head_end : self.foot_start]
        return frozenset().union(*(stems(line.text) for line in body if is_paragraph(line.text)))

    def is_dated(self, index: int) -> bool:
        """Whether a line says nothing but a date, with or without a label."""
        return is_lone_date(self.lines[index].text) or is_label(self.lines[index].text)


def _speaker(text: str) -> str:
    """Return what stands before the colon that a line begins with, nothing where none stands there."""
    name, colon, _ = text[:LONGEST_NAME].partition(":")
    return name if colon else ""


def _may_be_title(text: str) -> bool:
    rule = rule_for(text, "above")
    return rule is None or rule.name == "site-name"


def is_supported(text: str, others: Iterable[str]) -> bool:
    """Whether enough of the longer words of text stand in the others too."""
    return share(stems(text), frozenset().union(*map(stems, others))) >= OVERLAP


def agreement(one: str, other: str) -> float:
    """Return the share of words that two titles have in common; 1 where they have the same in one order."""
    first, second = (words(fold(text).casefold()) for text in (one, other))
    if first == second:
        return float(bool(first))
    shared = (Counter(first) & Counter(second)).total()
    return min(shared / max(len(first), len(second), 1), 0.99)


def unglue(text: str) -> tuple[str, str | None]:
    """Return a title without the publisher that is glued to it, and the publisher."""
    cuts = list(GLUE.finditer(text)) if len(text) <= LONGEST_NOTICE else []
    if not cuts:
        return text, None
    title, publisher = text[: cuts[-1].start()], text[cuts[-1].end() :]
    bar = "|" in cuts[-1][0]
    # a bar parts nothing but the site; a dash may be the title's own, so the name must look like one
    short = 0 < len(words(publisher)) <= (4 if bar else 6)
    if len(words(title)) > 2 and short and (bar or is_publisher(publisher)):
        return unglue(title)[0], publisher
    return text, None


def _find_teasers(lines: Sequence[RawLine]) -> Iterator[int]:
    """Yield the indices of runs of teasers: headline, date and opening words of other articles, one below the other.

    Learnt from balkan-teasers, whose running text would else begin with the first of them; one alone may be the article's own
    title with its date and deck.
    """
    index = 0
    while index < len(lines):
        count, end = 0, index
        while following := _teaser_end(lines, end):
            count, end = count + 1, following
        if count >= FEWEST_TEASERS:
            yield from range(_labels_start(lines, index), end)
        index = max(end, index + 1)


def _teaser_end(lines: Sequence[RawLine], start: int) -> int | None:
    """Return the end of the teaser that begins at start: a headline with a date or with words that break off."""
    if start >= len(lines) or not is_headline(lines[start].text) or _is_dated(lines[start].text):
        return None
    if any(line.mark in CERTAIN for line in lines[start : start + 3]):
        return None
    end, dated = start + 1, False
    if start + 2 < len(lines) and _is_dated(lines[start + 2].text) and _sums_up(lines[start + 1].text):
        return start + 3
    last = min(len(lines), start + MOST_DATES)
    while end < last and (_is_dated(lines[end].text) or fold(lines[end].text) == fold(lines[start].text)):
        dated = dated or _is_dated(lines[end].text)
        end += 1
    repeated = end > start + 1 and fold(lines[end - 1].text) == fold(lines[start].text)
    is_short = end < len(lines) and len(words(lines[end].text)) <= LONGEST_TEASER
    if is_short and ((dated and repeated) or lines[end].text.endswith(("...", "…", "[...]", "[…]"))):
        return end + 1
    return end if dated else None


@lru_cache(maxsize=2**14)
def _is_dated(text: str) -> bool:
    return is_lone_date(text) or is_label(text) or (byline_author(text) is not None and any(map(str.isdigit, text)))


def _sums_up(text: str) -> bool:
    return 4 < len(words(text)) <= LONGEST_TEASER // 2 and not _is_dated(text)


def _labels_start(lines: Sequence[RawLine], start: int) -> int:
    """Return where the labels above a run of teasers begin, such as the name of a section."""
    while start > 0 and is_headline(lines[start - 1].text) and len(words(lines[start - 1].text)) <= 2:
        start -= 1
    return start
