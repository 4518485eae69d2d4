"""A page and its ruled lines in, the lines that speak of other articles, or stand below the end of this one, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from druzhba_kb.importing.lines import is_closed, is_headline
from druzhba_kb.importing.rules import Reason, Rule
from druzhba_kb.importing.scraped_page import Page
from druzhba_kb.text import words

Reasons = Iterator[tuple[int, Reason]]
RUN = 2
SHORT_HEADLINE = 4
UNCERTAIN = frozenset({"byline", "date-line", "caption", "publication-label", "counter", "separator", "read-more"})
PROMPT = regex.compile(r"\b(?:you|your|us)\b", regex.IGNORECASE)
SIGNED = regex.compile(
    r".{2,60}\bsays:?|reply|(?:recommend|like|upvote) ?\d*|\d+ (?:likes?|replies)"
    r"|.{0,60}\b\d+ \w+ ago\b.{0,20}|.{0,40}\bat \d{1,2}:\d\d ?[ap]m\b.{0,20}",
    regex.I,
)
LONG_HEADLINE = 7
MOST_HEADLINE = 18


def teasers_of(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    """Yield the teasers below the title."""
    for index in page.teasers:
        if index > (page.title or 0):
            yield index, Reason("teaser", "one of several headlines with dates or cut-off words of other articles")


def dated_headlines(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield a headline within the text that a date stands below: it is another article's."""
    for index in range(page.opening_end, page.foot_start - 1):
        line = page.lines[index]
        if index not in rules and len(words(line.text)) > SHORT_HEADLINE and is_headline(line.text):
            reason = Reason("related-headline", "a headline with the date of another article")
            if not is_closed(line.text) and page.is_dated(index + 1):
                yield from ((index, reason), (index + 1, reason))


def reader_comments(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield all below a label of comments that the greater part of the text stands above, where comments are signed."""
    labels = [index for index, rule in rules.items() if rule.name == "comment-form" and page.is_late(index)]
    start = min(labels, default=len(page.lines))
    rest = range(start + 1, len(page.lines))
    if any(SIGNED.fullmatch(page.lines[index].text) for index in rest):
        yield from ((index, Reason("reader-comment", "below the label of the readers' comments")) for index in rest)


def related(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the headlines that directly follow a label such as "Related stories" within the text."""
    labels = [index for index, rule in rules.items() if rule.name == "related-label" or _is_bare(page, index, rule)]
    for label in labels:
        run = list(_headlines(page, rules, label + 1))
        resumes = label + 1 + len(run) < page.foot_start
        keeps = resumes and len(run) > 1 and _heads(page, run[-1]) and not page.is_elsewhere(run[-1])
        for index in run[:-1] if keeps else run:
            yield index, Reason("related-headline", "a headline below a label of other articles")


def _is_bare(page: Page, index: int, rule: Rule) -> bool:
    """Whether "Read more" stands without the headline that it leads to."""
    return rule.name == "read-more" and len(words(page.lines[index].text)) <= 2


def _headlines(page: Page, rules: Mapping[int, Rule], start: int) -> Iterator[int]:
    for index in range(start, len(page.lines)):
        if index in rules or index in page.posted or not _is_link(page.lines[index].text):
            return
        yield index


def _is_link(text: str) -> bool:
    return is_headline(text.lstrip("•·-–—»›>▪* ")) and 1 < len(words(text)) <= MOST_HEADLINE


def _heads(page: Page, index: int) -> bool:
    """Whether a short line set off from the one before can head what follows."""
    return not page.lines[index].adjoins and len(words(page.lines[index].text)) <= 8


def foot(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield what stands below the last paragraph and is no part of it; what nothing tells stays in doubt."""
    anchored = False
    run = [index for index in _foot_lines(page) if index not in rules and _is_headline_link(page, index)]
    listed = page.foot_start > 0 and page.lines[page.foot_start - 1].text.endswith(":")
    for index in _foot_lines(page):
        text, rule, below = page.lines[index].text, rules.get(index), rules.get(index + 1)
        if rule:
            anchored = anchored or rule.name not in UNCERTAIN
        elif _is_prompt(text) and (anchored or (below and below.name == "comment-form")):
            yield index, Reason("comment-form", "a short question to the reader at the form for comments")
        elif _closed_before(page, rules):
            yield index, Reason("below-the-end", "stands below the line that closes the article")
        elif index + 1 in page.running:
            yield index, Reason("foot-line", "heads a paragraph below the end of the article", doubt=True)
        elif (anchored and _is_link(text)) or (index in run and len(run) >= RUN and not listed):
            yield index, Reason("related-headline", "a headline below the end of the article")
        elif anchored and text.endswith(("...", "…")):
            yield index, Reason("teaser", "the cut-off words of another article, below the end of this one")
        elif (
            (anchored or (below and below.name not in UNCERTAIN))
            and not is_closed(text)
            and len(words(text)) <= SHORT_HEADLINE
        ):
            yield index, Reason("site-menu", "a few words among the lines of the page below the article")
        else:
            yield index, Reason("foot-line", "stands alone below the last paragraph", doubt=True)


def _closed_before(page: Page, rules: Mapping[int, Rule]) -> bool:
    first = rules.get(page.foot_start)
    return first is not None and first.name == "printed-in"


def _foot_lines(page: Page) -> range:
    return range(page.foot_start, len(page.lines))


def _is_headline_link(page: Page, index: int) -> bool:
    return _is_link(page.lines[index].text) and len(words(page.lines[index].text)) >= SHORT_HEADLINE


def _is_prompt(text: str) -> bool:
    return len(words(text)) <= 8 and text.endswith(("?", "!")) and bool(PROMPT.search(text))


def strays(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the headlines within the text that no paragraph bears out: long ones, or several in a row."""
    inside = range(page.opening_end, page.foot_start)
    strays = {index for index in inside if index not in rules and _is_stray(page, index)}
    for index in strays:
        if len(words(page.lines[index].text)) >= LONG_HEADLINE or strays & {index - 1, index + 1}:
            yield index, Reason("related-headline", "a headline whose words stand nowhere else in the text")


def _is_stray(page: Page, index: int) -> bool:
    line = page.lines[index]
    is_bare = line.mark != "heading" and is_headline(line.text) and not is_closed(line.text)
    return is_bare and len(words(line.text)) > SHORT_HEADLINE and page.is_elsewhere(index)
