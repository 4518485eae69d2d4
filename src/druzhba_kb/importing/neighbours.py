"""A page and the rules that its lines fit in, the lines that their neighbours tell to be no part of the article out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

import regex

from druzhba_kb.importing.bylines import PERSON, byline_author, is_person
from druzhba_kb.importing.elsewhere import (
    Reasons,
    dated_headlines,
    foot,
    reader_comments,
    related,
    strays,
    teasers_of,
)
from druzhba_kb.importing.lines import CLOSING, TERMINAL, is_closed, is_headline
from druzhba_kb.importing.notices import EDGE_MARKS, MENU_ENTRY
from druzhba_kb.importing.rules import Reason, Rule
from druzhba_kb.importing.scraped_page import Page, unglue
from druzhba_kb.text import QUOTES, find_whole, fold, words

DATING = ("date-line", "publication-label", "byline", "empty-template", "follow-us")
TELLING = frozenset(
    [
        "is",
        "was",
        "teaches",
        "writes",
        "works",
        "has",
        "heads",
        "covers",
        "studies",
        "served",
        "serves",
        "lectures",
        "lives",
        "holds",
        "reports",
    ]
)
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
PULL_QUOTE_WORDS = 6
LONG_QUOTE = 8
TITLE_EXTRA = 6
NUMBER = regex.compile(r"\p{N}+")
TWICE_WORDS = (5, 40)
RUN = 2


def neighbour_reasons(page: Page, rules: Mapping[int, Rule]) -> dict[int, Reason]:
    """Return the reasons by the index of their line; the first rule that fits a line counts."""
    found: dict[int, Reason] = {}
    for step in STEPS:
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
        text = fold(line.text).casefold()
        extra = len(words(text)) - len(words(title))
        if title in (text, fold(unglue(line.text)[0]).casefold()) or (
            text.startswith(f"{title} ") and extra <= TITLE_EXTRA
        ):
            yield index, Reason("repeated-title", "says the title again")


def _twice(page: Page, _rules: Mapping[int, Rule]) -> Reasons:
    """Yield lines that stand twice, one directly below the other, as the text and the caption of a picture do."""
    low, high = TWICE_WORDS
    for index in range(len(page.lines) - 1):
        one, two = page.lines[index], page.lines[index + 1]
        if fold(one.text) == fold(two.text) and low <= len(words(one.text)) <= high and one.text[0] not in QUOTES:
            reason = Reason("caption", "stands twice in a row, as the words of a picture do")
            yield index + 1, reason
            yield index, replace(reason, doubt=is_closed(one.text))


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
        elif (
            is_person(text)
            and not MENU_ENTRY.search(text)
            and any(_tells_author(page, rules, near) for near in (index - 1, index + 1))
        ):
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
    authors += [line.text for line in page.lines[: page.head_end] if is_person(line.text)]
    ends = [*range(page.opening_end), *range(max(page.foot_start - 2, page.opening_end), len(page.lines))]
    for index in ends:
        text = page.lines[index].text
        noted = NOTED.match(text.lstrip("*†‡ "))
        if (
            AUTHOR_NOTE.match(text)
            or any(author and _tells_of(author, text) for author in authors)
            or (noted and _is_named_once(page, noted["author"]))
        ):
            yield index, Reason("author-note", "tells who the author is")


def _tells_of(author: str, text: str) -> bool:
    verb = text.removeprefix(f"{author} ").split(" ")[0]
    return text.startswith(f"{author} ") and verb in TELLING


def _is_named_once(page: Page, name: str) -> bool:
    return sum(name.split()[-1] in page.lines[index].text for index in page.running) <= 1


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


def _pull_quotes(page: Page, known: Set[int]) -> Reasons:
    """Yield the lines that repeat part of a paragraph; what stands above the second one may be deck or lead."""
    left = [index for index in range(len(page.lines)) if index not in known and index != page.title]
    texts = _by_words(page.lines[index].text for index in left)
    for index in left:
        text = page.lines[index].text
        core = fold(text).strip(TERMINAL + CLOSING + QUOTES + "([{ ")
        if index < page.opening_end or not _repeats(core, texts):
            continue
        if is_closed(text) or text[0] in QUOTES or len(words(text)) >= LONG_QUOTE:
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


STEPS = (
    _marked,
    _names,
    _above,
    _titles,
    teasers_of,
    _twice,
    _alike,
    _credited,
    _bars,
    _tags,
    _author,
    reader_comments,
    related,
    dated_headlines,
    foot,
    strays,
)
