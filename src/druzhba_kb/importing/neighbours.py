"""A page and the rules that its lines fit in, the lines that their neighbours tell to be no part of the article out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import regex

from druzhba_kb.importing.bylines import PERSON, byline_author, is_person
from druzhba_kb.importing.lines import CLOSING, TERMINAL, is_closed, is_headline
from druzhba_kb.importing.notices import EDGE_MARKS
from druzhba_kb.importing.page import Page, unglue
from druzhba_kb.importing.rules import ANCHORS, Rule
from druzhba_kb.text import QUOTES, find_whole, fold, words

DATING = ("date-line", "publication-label", "byline")
TAG_WORDS = 3
NETWORK = regex.compile(
    r"facebook|twitter|x|whats ?app|linked ?in|telegram|reddit|pinterest|e-?mail|print|copy link|share|tweet"
    r"|messenger|viber|vk"
    r"|flipboard|instagram|youtube|google\+?|tumblr|line|\d+|\+|pocket|rss|skype|threads|bluesky|mastodon",
    regex.IGNORECASE,
)
AUTHOR_NOTE = regex.compile(
    r"\W*(?:about the (?:author|writer)\s*[:–—-]|(?:the|this) (?:writer|author|columnist)\b.{0,40}"
    r"\b(?:is|was|has|works|teaches|heads|can be|tweets|writes|holds|studied|served|lives|covers|studies)\b)",
    regex.IGNORECASE,
)
NOTED = regex.compile(
    rf"(?P<author>{PERSON.pattern}) (?:is|was|works|writes|teaches) (?:an?|the|as|for|at|on)\b.{{0,200}}?"
    r"\b(?:staff|writer|reporter|journalist|analyst|fellow|professor|correspondent|columnist|researcher|editor"
    r"|lecturer|author|scholar|contributor)s?\b"
)
PROMPT = regex.compile(r"\b(?:you|your|us)\b", regex.IGNORECASE)
SIGNED = regex.compile(
    r".{2,60}\bsays:?|reply|.{0,60}\b\d+ \w+ ago\b.{0,20}|.{0,40}\bat \d{1,2}:\d\d ?[ap]m\b.{0,20}", regex.I
)
PULL_QUOTE_WORDS = 6
SHORT_HEADLINE = 4
LONG_HEADLINE = 7
MOST_HEADLINE = 18
NUMBER = regex.compile(r"\p{N}+")
TWICE_WORDS = (5, 40)
RUN = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is dropped, or kept in doubt: the name of the rule and the reason in words."""

    rule: str
    words: str
    doubt: bool = False


Reasons = Iterator[tuple[int, Reason]]


def neighbour_reasons(page: Page, rules: Mapping[int, Rule]) -> dict[int, Reason]:
    """Return the reasons by the index of their line; the first rule that fits a line counts."""
    found: dict[int, Reason] = {}
    for step in (
        _marked,
        _above,
        _titles,
        _teasers,
        _twice,
        _credited,
        _bars,
        _names,
        _tags,
        _author,
        _comments,
        _related,
        _dated,
        _foot,
        _strays,
    ):
        for index, reason in step(page, rules):
            if index not in page.posted and index != page.title and index not in rules:
                found.setdefault(index, reason)
    known = {*found, *rules, *page.posted} - {index for index, reason in found.items() if reason.doubt}
    for index, reason in _pull_quotes(page, known):
        found.setdefault(index, reason)
    return found


def _marked(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    for index, line in enumerate(page.lines):
        if line.mark == "outside":
            yield index, Reason("outside-article", "stands outside the article in the file's own markup")
        elif line.mark == "caption":
            yield index, Reason("caption", "a caption in the file's own markup")


def _above(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    for index in range(page.title or 0):
        yield index, Reason("above-title", "stands above the title, with the site's own headings")


def _titles(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    if page.title is None:
        return
    title = fold(unglue(page.lines[page.title].text)[0]).casefold()
    for index, line in enumerate(page.lines):
        if fold(line.text).casefold() == title or fold(unglue(line.text)[0]).casefold() == title:
            yield index, Reason("repeated-title", "says the title again")


def _teasers(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    for index in page.teasers:
        if index > (page.title or 0):
            yield index, Reason("teaser", "one of several headlines with dates or cut-off words of other articles")


def _twice(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    """Yield lines that stand twice, one directly below the other, as the text and the caption of a picture do."""
    low, high = TWICE_WORDS
    for index in range(len(page.lines) - 1):
        one, two = page.lines[index], page.lines[index + 1]
        if fold(one.text) == fold(two.text) and low <= len(words(one.text)) <= high and one.text[0] not in QUOTES:
            reason = Reason("caption", "stands twice in a row, as the words of a picture do")
            yield from ((index, reason), (index + 1, reason))


def _credited(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the words of a picture directly below a line that is nothing but its credit."""
    for index, rule in rules.items():
        below = page.lines[index + 1] if index + 1 < len(page.lines) else None
        credit = page.lines[index].text
        if rule.name == "caption" and credit.startswith("©") and below and below.adjoins and not is_closed(below.text):
            yield index + 1, Reason("caption", "the words of the picture whose credit stands above")


def _bars(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    """Yield runs of lines that are each the name of a network."""
    run: list[int] = []
    for index in range(len(page.lines) + 1):
        if index < len(page.lines) and NETWORK.fullmatch(page.lines[index].text.strip(EDGE_MARKS)):
            run.append(index)
            continue
        if len(run) >= RUN:
            yield from ((one, Reason("share-buttons", "one of several buttons that share the page")) for one in run)
        run = []


def _names(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the lines of the head that say only a name: the site's, as elsewhere on the page, or beside a date."""
    publishers = {unglue(line.text)[1] for line in page.lines} - {None}
    for index in range(page.opening_end):
        text = page.lines[index].text
        if text in publishers:
            yield index, Reason("site-name", "the name of the site, which goes to the front matter")
        elif is_person(text) and any(_tells_author(page, rules, near) for near in (index - 1, index + 1)):
            yield index, Reason("byline", "a name beside the date, which goes to the front matter")


def _tells_author(page: Page, rules: Mapping[int, Rule], index: int) -> bool:
    rule = rules.get(index)
    return rule is not None and (rule.name in DATING or page.lines[index].text.casefold().strip(":") == "by")


def _tags(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the few words in each of the lines below the label of the tags."""
    for label in (index for index, rule in rules.items() if rule.name == "tags"):
        for index in range(label + 1, len(page.lines)):
            if index in rules or len(words(page.lines[index].text)) > TAG_WORDS or is_closed(page.lines[index].text):
                break
            yield index, Reason("tags", "one of the page's tags")


def _author(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield the note about the author at either end of the text."""
    authors = [byline_author(page.lines[index].text) for index, rule in rules.items() if rule.name == "byline"]
    ends = [*range(page.opening_end), *range(max(page.foot_start - 2, page.opening_end), len(page.lines))]
    for index in ends:
        text = page.lines[index].text
        noted = NOTED.match(text)
        if (
            AUTHOR_NOTE.match(text)
            or any(author and text.startswith(f"{author} is ") for author in authors)
            or (noted and _is_named_once(page, noted["author"]))
        ):
            yield index, Reason("author-note", "tells who the author is")


def _is_named_once(page: Page, name: str) -> bool:
    return sum(name.split()[-1] in line.text for line in page.lines) == 1


def _dated(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield a headline within the text that a date stands below: it is another article's."""
    for index in range(page.opening_end, page.foot_start - 1):
        line = page.lines[index]
        if index not in rules and len(words(line.text)) > SHORT_HEADLINE and is_headline(line.text):
            reason = Reason("related-headline", "a headline with the date of another article")
            if not is_closed(line.text) and page.is_dated(index + 1):
                yield from ((index, reason), (index + 1, reason))


def _alike(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield short lines that are the same but for a number, as the names of pictures are."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        if index not in rules and NUMBER.search(line.text) and is_headline(line.text):
            alike[NUMBER.sub("0", fold(line.text))].append(index)
    for group in alike.values():
        if len(group) >= RUN:
            yield from (
                (index, Reason("caption", "one of several lines that differ by a number only")) for index in group
            )


def _comments(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    """Yield all below a label of comments that the greater part of the text stands above, where comments are signed."""
    labels = [index for index, rule in rules.items() if rule.name == "comment-form" and page.is_late(index)]
    start = min(labels, default=len(page.lines))
    rest = range(start + 1, len(page.lines))
    if any(SIGNED.fullmatch(page.lines[index].text) for index in rest):
        yield from ((index, Reason("reader-comment", "below the label of the readers' comments")) for index in rest)


def _related(page: Page, rules: Mapping[int, Rule]) -> Reasons:
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


def _foot(page: Page, rules: Mapping[int, Rule]) -> Reasons:
    anchored = False
    run = [index for index in _foot_lines(page) if index not in rules and _is_headline_link(page, index)]
    listed = page.foot_start > 0 and page.lines[page.foot_start - 1].text.endswith(":")
    for index in _foot_lines(page):
        text, rule, below = page.lines[index].text, rules.get(index), rules.get(index + 1)
        if rule:
            anchored = anchored or rule.name in ANCHORS
        elif _is_prompt(text) and (anchored or (below and below.name == "comment-form")):
            yield index, Reason("comment-form", "a short question to the reader at the form for comments")
        elif _closed_before(page, rules):
            yield index, Reason("below-the-end", "stands below the line that closes the article")
        elif (anchored and _is_link(text)) or (index in run and len(run) >= RUN and not listed):
            yield index, Reason("related-headline", "a headline below the end of the article")
        elif anchored and text.endswith(("...", "…")):
            yield index, Reason("teaser", "the cut-off words of another article, below the end of this one")
        elif anchored and not is_closed(text) and len(words(text)) <= SHORT_HEADLINE:
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


def _strays(page: Page, rules: Mapping[int, Rule]) -> Reasons:
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


def _pull_quotes(page: Page, known: Set[int]) -> Reasons:
    """Yield the lines that repeat part of a paragraph; what stands above the second one may be deck or lead."""
    left = [index for index in range(len(page.lines)) if index not in known and index != page.title]
    texts = _by_words(page.lines[index].text for index in left)
    for index in left:
        text = page.lines[index].text
        core = fold(text).strip(TERMINAL + CLOSING + QUOTES + "([{ ")
        if index < page.opening_end or not _repeats(core, texts):
            continue
        if is_closed(text) or text[0] in QUOTES:
            yield index, Reason("pull-quote", "repeats a sentence of another paragraph without its speaker")
        else:
            yield index, Reason("repeated-words", "says again what a paragraph says", doubt=True)


def _by_words(texts: Iterator[str]) -> Mapping[tuple[str, ...], set[str]]:
    """Return the folded texts by each run of a few words in them."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for text in texts:
        run = words(text)
        for start in range(len(run) - PULL_QUOTE_WORDS + 1):
            found[tuple(run[start : start + PULL_QUOTE_WORDS])].add(fold(text))
    return found


def _repeats(core: str, texts: Mapping[tuple[str, ...], set[str]]) -> bool:
    """Whether a text that is longer by more than quotation marks and stops holds core, with whole words."""
    longer = len(core) + len(core) // 20 + 8
    candidates = texts.get(tuple(words(core)[:PULL_QUOTE_WORDS]), ())
    return any(len(text) >= longer and core in text and find_whole(core, text) for text in candidates)
