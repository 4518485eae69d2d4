"""Neighbours: a page and its ruled lines in, the lines that only their neighbours show to be no article out.

A name, a headline or a sentence has no shape that `rules` could know: it is the page's because of what stands beside
it, or because the text says it again. `STEPS` is the table, with the cases that each step was learnt from; the first
reason for a line counts. Where nothing but the place speaks against a line it stays, in doubt, for an editor: the last
sentence of an article often stands alone too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

import regex

from druzhba_kb.folding import QUOTES, find_whole, fold, length, words
from druzhba_kb.importing.bylines import PERSON, byline_author, date_readings, is_lone_date, is_person
from druzhba_kb.importing.lines import BULLET, CLOSING, TERMINAL, is_closed, is_headline
from druzhba_kb.importing.notices import EDGE_MARKS, MENU_ENTRY, NETWORK, counts, is_figures, pattern
from druzhba_kb.importing.rules import DropReason, Rule
from druzhba_kb.importing.scraped_page import ScrapedPage, unglue

Reasons = Iterator[tuple[int, DropReason]]
Rules = Mapping[int, Rule]

DATED = ("date-line", "publication-label", "byline", "empty-template", "follow-us")
# as notes about authors go on behind the name
VERBS = "is was teaches writes works has heads covers studies served serves lectures lives holds reports"
BIOGRAPHICAL = frozenset(VERBS.split())
NAME_WORDS = 12  # two authors have fewer
TAG_WORDS = 3  # a longer line below the label of the tags is a headline
BUTTON = pattern(NETWORK, r"line|pocket|rss|skype|e-?mail|print|copy link|share|tweet|\d+|\+")
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
PULL_QUOTE_WORDS = 6  # shorter repetitions are names and phrases
LONG_QUOTE = 8  # a line that is not closed needs as many words to be surely a quotation
MENU_RUN = 8  # lines in a row that speak of something else and are no sentences
TITLE_EXTRA = 6  # what a title may have behind it: the site, the section
NEAR = 2  # lines between a paragraph and the title below it; a menu that parts them is longer
NUMBER = regex.compile(r"\p{N}+")
NUMBERED = regex.compile(r"(?=.*?\p{L}).*?\p{N}")  # matched from the start alone: a long line may have no number
PICTURE_NAME = regex.compile(r"(?:\S+\s){2,}\p{N}{1,2}")  # "Boats in the harbour 3"
TWICE_WORDS = (5, 40)  # fewer are labels that repeat, more are paragraphs that an editor repeated
RUN = 2  # one alone may be the article's own
SHORT_HEADLINE = 4  # fewer words are a heading, or a section of the site
LONG_HEADLINE = 7  # one of as many words needs no second beside it
MOST_HEADLINE = 18  # more words in a line without a stop are a deck
# no item of a list is one, by its shape, and no row of a table
OF_HEADLINES = frozenset({"related-headline", "teaser", "caption", "site-menu"})
UNCERTAIN = frozenset({"byline", "date-line", "caption", "publication-label", "counter", "separator", "read-more"})
WITHIN = UNCERTAIN | {"player", "cookie-notice"}  # a gallery within the article has buttons, too
PROMPT = regex.compile(r"\b(?:you|your|us)\b", regex.IGNORECASE)


def neighbour_reasons(page: ScrapedPage, rules: Rules) -> dict[int, DropReason]:
    """Return the reasons by the index of their line; the first step that gives a line one counts."""
    found: dict[int, DropReason] = {}
    for step in STEPS:
        for index, reason in step(page, rules):
            if reason.rule in OF_HEADLINES and not _may_be_headline(page, index, reason):
                continue
            if index not in page.certain and index != page.title and index not in rules:
                found.setdefault(index, reason)
    # a pull quote repeats the article, so what is dropped already cannot bear it out
    known = {*found, *rules, *page.certain} - {index for index, reason in found.items() if reason.doubt}
    for index, reason in _pull_quotes(page, known):
        found.setdefault(index, reason)
    return found


def _may_be_headline(page: ScrapedPage, index: int, reason: DropReason) -> bool:
    """Whether a line can be what a rule takes it for: no item of a list, no row of a table, a link where the file tells links."""
    line = page.lines[index]
    # a paragraph or a quotation is the article's, as in the clean text of a page whose links told the strays
    is_bare = not line.is_link and (line.mark in ("paragraph", "quotation") or (page.shows_links and not line.mark))
    return line.mark != "item" and "\t" not in line.text and not (is_bare and reason.rule == "related-headline")


def _marked(page: ScrapedPage, _rules: Rules) -> Reasons:
    for index, line in enumerate(page.lines):
        if line.mark == "outside":
            yield index, DropReason("outside-article", "stands outside the article in the file's own markup")
        elif line.mark == "caption":
            yield index, DropReason("caption", "a caption in the file's own markup")


def _above(page: ScrapedPage, _rules: Rules) -> Reasons:
    reason, title = DropReason("above-title", "stands above the title, with the site's own headings"), page.title or 0
    for index in range(title):
        # what no menu parts from the title may be the lead, or the title that of another story within this one
        is_near = index in page.story or title - index <= NEAR or page.has_much_above(title) or page.is_own(index)
        yield index, replace(reason, doubt=is_near and index in page.running)


def _titles(page: ScrapedPage, _rules: Rules) -> Reasons:
    if page.title is None:
        return
    title = fold(unglue(page.lines[page.title].text)[0]).casefold()
    for index, line in enumerate(page.lines):
        text = fold(line.text).casefold()
        is_longer = text.startswith(f"{title} ") and len(words(text)) - len(words(title)) <= TITLE_EXTRA
        if is_longer or title in (text, fold(unglue(line.text)[0]).casefold()):
            yield index, DropReason("repeated-title", "says the title again")


def _teasers(page: ScrapedPage, _rules: Rules) -> Reasons:
    for index in page.teasers:
        if index > (page.title or 0):
            yield index, DropReason("teaser", "one of several headlines with dates or cut-off words of other articles")


def _twice(page: ScrapedPage, _rules: Rules) -> Reasons:
    """Yield lines that stand twice, one directly below the other, as the text and the caption of a picture do."""
    low, high = TWICE_WORDS
    for index in range(len(page.lines) - 1):
        one, two = page.lines[index], page.lines[index + 1]
        if one.mark == two.mark == "quotation":
            continue  # somebody else's words, who may say them twice
        if fold(one.text) == fold(two.text) and low <= len(words(one.text)) <= high and one.text[0] not in QUOTES:
            reason = DropReason("caption", "stands twice in a row, as the words of a picture do")
            yield index + 1, reason
            # a sentence that stands twice may be the article's, once; of a caption both go
            yield index, replace(reason, doubt=is_closed(one.text))


def _credited(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the words of a picture directly below a line that is nothing but its credit."""
    for index, rule in rules.items():
        below = page.lines[index + 1] if index + 1 < len(page.lines) else None
        credit = page.lines[index].text
        if rule.name == "caption" and credit.startswith("©") and below and below.adjoins and not is_closed(below.text):
            yield index + 1, DropReason("caption", "the words of the picture whose credit stands above")


def _networks(page: ScrapedPage, _rules: Rules) -> Reasons:
    """Yield runs of lines that are each the name of a network."""
    run: list[int] = []
    for index in range(len(page.lines) + 1):
        if index < len(page.lines) and BUTTON.fullmatch(page.lines[index].text.strip(EDGE_MARKS)):
            run.append(index)
            continue
        if len(run) >= RUN and not all(is_figures(page.lines[one].text) for one in run):
            reason = DropReason("share-buttons", "one of several buttons that share the page")
            yield from ((one, reason) for one in run)
        run = []


def _figures(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the lines of figures at the ends of a page: a lone number counts something, pages count up, others are in doubt."""
    figures = {index: line.text for index, line in enumerate(page.lines) if is_figures(line.text)}
    for index, text in figures.items():
        near = (index - 1, index + 1)
        is_shown = counts(text, [figures[one] for one in near if one in figures])
        is_shown = is_shown or any(one in rules and rules[one].name == "player" for one in near)
        if page.zone(index) != "body":
            yield index, DropReason("player", "figures, as the page's tools show them", doubt=not is_shown)


def _names(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the lines of the head that say only a name: the site's, as elsewhere on the page, or beside a date."""
    publishers = {unglue(line.text)[1] for line in page.lines} - {None}
    for index in range(page.opening_end):
        text = page.lines[index].text
        if text in publishers:
            yield index, DropReason("site-name", "the name of the site, which goes to the front matter")
        elif is_person(text) and not MENU_ENTRY.search(text) and _is_beside_date(page, rules, index):
            yield index, DropReason("byline", "a name beside the date, which goes to the front matter")


def _is_beside_date(page: ScrapedPage, rules: Rules, index: int) -> bool:
    near = [one for one in (index - 1, index + 1) if one in rules]
    return any(rules[one].name in DATED or page.lines[one].text.casefold().strip(":") == "by" for one in near)


def _tags(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the few words in each of the lines below the label of the tags."""
    for label in (index for index, rule in rules.items() if rule.name == "tags"):
        for index in range(label + 1, len(page.lines)):
            if index in rules or len(words(page.lines[index].text)) > TAG_WORDS or is_closed(page.lines[index].text):
                break
            yield index, DropReason("tags", "one of the page's tags")


def _author(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the note about the author at either end of the text."""
    authors = {byline_author(page.lines[index].text) for index, rule in rules.items() if rule.name == "byline"}
    # a name that nothing says to be the author's may be the story's: "North Norwick has waited" is its first fact
    others = {line.text for line in page.lines[: page.head_end] if is_person(line.text)} - authors
    for index in (*range(page.opening_end), *range(max(page.foot_start - 2, page.opening_end), len(page.lines))):
        text = page.lines[index].text
        noted = NOTED.match(text.lstrip("*†‡ "))
        told = set(_told_of(text))
        # somebody whom the text names again is a person of the story, not its author
        if AUTHOR_NOTE.match(text) or told & authors or (noted and _is_named_once(page, noted["author"])):
            yield index, DropReason("author-note", "tells who the author is")
        elif told & others:
            yield index, DropReason("author-note", "may tell who the author is", doubt=True)


def _told_of(text: str) -> Iterator[str]:
    """Yield the words at the beginning of a line that a verb of biographies stands behind."""
    parts = text.split(" ", NAME_WORDS + 1)[: NAME_WORDS + 1]
    yield from (" ".join(parts[:end]) for end in range(1, len(parts)) if parts[end] in BIOGRAPHICAL)


def _is_named_once(page: ScrapedPage, name: str) -> bool:
    return sum(name.split()[-1] in page.lines[index].text for index in page.running) <= 1


def _numbered(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield short lines that are the same but for a number, as the names of pictures are."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        if index not in rules and line.mark != "heading" and NUMBERED.match(line.text) and is_headline(line.text):
            alike[NUMBER.sub("0", fold(line.text))].append(index)
    reason = DropReason("caption", "one of several lines that differ by a number only")
    # what says the same number again is a refrain of the article
    groups = (group for group in alike.values() if len({page.lines[at].text for at in group}) == len(group) >= RUN)
    for group in groups:
        # "Step 1" and "Step 2" may head parts of the article
        doubted = () if PICTURE_NAME.fullmatch(page.lines[group[0]].text) else range(page.foot_start)
        yield from ((index, replace(reason, doubt=index in doubted)) for index in group)


def _dated_headlines(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield a headline within the text that a date stands below: it is another article's."""
    for index in range(page.opening_end, page.foot_start - 1):
        line = page.lines[index]
        is_long = index not in rules and len(words(line.text)) > SHORT_HEADLINE and is_headline(line.text)
        if is_long and not is_closed(line.text) and page.is_dated(index + 1):
            reason = DropReason("related-headline", "a headline with the date of another article")
            yield from ((index, reason), (index + 1, reason))


def _reader_comments(page: ScrapedPage, _rules: Rules) -> Reasons:
    reason = DropReason("reader-comment", "below the label of the readers' comments")
    yield from ((index, reason) for index in range(page.comments + 1, len(page.lines)))


def _related(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the headlines that directly follow a label such as "Related stories" within the text."""
    for label, rule in rules.items():
        # "Read more" without the headline that it leads to
        is_bare = rule.name == "read-more" and len(words(page.lines[label].text)) <= 2
        run = list(_headlines(page, rules, label + 1)) if is_bare or rule.name == "related-label" else []
        for index in run[:-1] if _resumes(page, run) else run:
            yield index, DropReason("related-headline", "a headline below a label of other articles")


def _headlines(page: ScrapedPage, rules: Rules, start: int) -> Iterator[int]:
    for index in range(start, len(page.lines)):
        if index in rules or index in page.posted or not _is_link(page.lines[index].text):
            return
        yield index


def _is_link(text: str, fewest: int = 2) -> bool:
    return is_headline(text.lstrip("•·-–—»›>▪* ")) and fewest <= length(text) <= MOST_HEADLINE


def _resumes(page: ScrapedPage, run: Sequence[int]) -> bool:
    """Whether the last of the headlines below a label is the next heading of the article: short and set off from the others."""
    if len(run) < 2 or run[-1] + 1 >= page.foot_start or page.is_elsewhere(run[-1]):
        return False
    return not page.lines[run[-1]].adjoins and len(words(page.lines[run[-1]].text)) <= 8


def _foot(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield what stands below the last paragraph and is no part of it.

    A line below one that a certain rule drops is the page's too; a headline needs a second one, or that.
    """
    foot = range(page.foot_start, len(page.lines))
    links = [index for index in foot if index not in rules and _is_other(page.lines[index].text)]
    # a list that the article itself closes with
    is_listed = page.foot_start > 0 and page.lines[page.foot_start - 1].text.endswith(":")
    is_printed = page.foot_start in rules and rules[page.foot_start].name == "printed-in"
    has_markup = any(line.mark == "outside" and words(line.text) for line in page.lines)
    is_anchored, run = False, 0
    for index in foot:
        text, rule, below = page.lines[index].text, rules.get(index), rules.get(index + 1)
        is_listed_item = (
            BULLET.match(text) or date_readings(text) or index in page.certain
        )  # these may close the article
        is_other = page.is_bare and not page.is_own(index) and not is_listed_item
        run = run + 1 if rule or (is_other and not is_closed(text)) else 0
        is_anchored = is_anchored or run >= MENU_RUN or (page.is_bare and is_lone_date(text))
        is_foreign = is_anchored and is_other
        is_near = is_anchored or (below is not None and below.name not in UNCERTAIN)
        if rule:
            is_anchored = is_anchored or rule.name not in WITHIN
        elif _is_prompt(text) and (is_anchored or (below and below.name == "comment-form")):
            yield index, DropReason("comment-form", "a short question to the reader at the form for comments")
        elif is_printed:
            yield index, DropReason("below-the-end", "stands below the line that closes the article")
        elif index + 1 in page.running and not is_foreign:
            yield index, DropReason("foot-line", "heads a paragraph below the end of the article", doubt=True)
        elif (is_anchored and _is_link(text) and not date_readings(text)) or (
            index in links and len(links) >= RUN and not is_listed and has_markup
        ):
            yield index, DropReason("related-headline", "a headline below the end of the article")
        elif is_anchored and text.endswith(("...", "…")):
            yield index, DropReason("teaser", "the cut-off words of another article, below the end of this one")
        elif is_near and not is_closed(text) and len(words(text)) <= SHORT_HEADLINE:
            yield index, DropReason("site-menu", "a few words among the lines of the page below the article")
        elif is_foreign:
            yield index, DropReason("below-the-end", "stands below the lines of the page that close the article")
        else:
            yield index, DropReason("foot-line", "stands alone below the last paragraph", doubt=True)


def _is_other(text: str) -> bool:
    # lists of the article, such as of days and places, close it as often as the headlines of others do
    return _is_link(text, SHORT_HEADLINE) and not date_readings(text)


def _is_prompt(text: str) -> bool:
    return len(words(text)) <= 8 and text.endswith(("?", "!")) and bool(PROMPT.search(text))


def _strays(page: ScrapedPage, rules: Rules) -> Reasons:
    """Yield the headlines within the text that are links, or on a page without links those that no paragraph bears out."""
    inside = range(page.opening_end, page.foot_start)
    strays = {index for index in inside if index not in rules and _is_stray(page, index)}
    for index in strays:
        if page.shows_links:
            yield index, DropReason("related-headline", "a headline that is nothing but a link to another page")
        elif len(words(page.lines[index].text)) >= LONG_HEADLINE or strays & {index - 1, index + 1}:
            yield index, DropReason("related-headline", "a headline whose words stand nowhere else in the text")


def _is_stray(page: ScrapedPage, index: int) -> bool:
    line = page.lines[index]
    is_bare = line.mark != "heading" and is_headline(line.text) and len(words(line.text)) > SHORT_HEADLINE
    if page.shows_links:
        return is_bare and line.is_link and not date_readings(line.text)
    return is_bare and not is_closed(line.text) and page.is_elsewhere(index)


def _pull_quotes(page: ScrapedPage, known: Set[int]) -> Reasons:
    """Yield the lines that repeat part of a paragraph; what stands above the second one may be deck or lead."""
    left = [index for index in range(len(page.lines)) if index not in known and index != page.title]
    texts = _by_words(page.lines[index].text for index in left)
    for index in left:
        text = page.lines[index].text
        core = fold(text).strip(TERMINAL + CLOSING + QUOTES + "([{ ")
        if index < page.opening_end or not _repeats(core, texts):
            continue
        if is_closed(text) or text[0] in QUOTES or len(words(text)) >= LONG_QUOTE:
            yield index, DropReason("pull-quote", "repeats a sentence of another paragraph without its speaker")
        else:
            yield index, DropReason("repeated-words", "says again what a paragraph says", doubt=True)


def _by_words(texts: Iterator[str]) -> Mapping[tuple[str, ...], set[str]]:
    """Return the folded texts by each run of a few words in them."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for text in texts:
        run, folded = words(text), fold(text)
        for start in range(len(run) - PULL_QUOTE_WORDS + 1):
            found[tuple(run[start : start + PULL_QUOTE_WORDS])].add(folded)
    return found


def _repeats(core: str, texts: Mapping[tuple[str, ...], set[str]]) -> bool:
    """Whether a text that is longer by more than quotation marks and stops holds core, with whole words."""
    # the same sentence with another mark at its end is itself, and no pull quote of it
    longer = len(core) + len(core) // 20 + 8
    candidates = texts.get(tuple(words(core)[:PULL_QUOTE_WORDS]), ())
    return any(len(text) >= longer and core in text and find_whole(core, text) for text in candidates)


STEPS: tuple[Callable[[ScrapedPage, Rules], Reasons], ...] = (
    _marked,  # WORDPRESS and AMP of tests/importing/saved.py: captions and other articles in markup of their own
    _reader_comments,  # newspaper-alerts: names, clocks and opinions of readers
    _names,  # gulf-captions: the author in capitals between the title and the date
    _titles,  # korean-daily: the title once as a link and once as a heading
    _twice,  # newspaper: the words of a picture and its alternative text
    _above,  # agency-copy: "Notification Icon"
    _teasers,  # balkan-teasers
    _numbered,  # cyrillic-times: four pictures with the numbers 1 to 4
    _credited,  # interview: "Two fighters on the runway" below "© …"
    _figures,  # column-comments: the number of the comments; others lead to further pages by their numbers
    _networks,  # title-glued: Facebook, Twitter and Telegram, a line each
    _tags,  # magazine-beat: a tag on each line
    _author,  # modern-column: "… teaches international politics", with no label above
    _related,  # blog-notitle, cyrillic-times
    _dated_headlines,  # related-dates: a headline and its day of another year
    _foot,  # column-comments, korean-wire; clean and plain-wire close with a sentence that must stay
    _strays,  # analysis: headlines of other articles between two paragraphs
)
