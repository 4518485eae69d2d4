"""The named rules by which a line is no part of the article: a line and its zone in, the rule that drops it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import regex

from druzhba_kb.importing.dates import dates_in, lone_date, without_dates
from druzhba_kb.importing.lines import is_closed, is_paragraph
from druzhba_kb.text import words

Zone = Literal["above", "head", "opening", "body", "foot"]
EVERYWHERE: tuple[Zone, ...] = ("above", "head", "opening", "body", "foot")
EDGES: tuple[Zone, ...] = ("above", "head", "foot")
TOP: tuple[Zone, ...] = ("above", "head", "opening")
FOOT: tuple[Zone, ...] = ("foot",)
ABOVE: tuple[Zone, ...] = ("above",)
HEAD: tuple[Zone, ...] = ("above", "head")
BELOW_TITLE: tuple[Zone, ...] = ("head", "opening")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason to drop a line: where on the page it holds, its shape, the most words it may have."""

    name: str
    reason: str
    zones: tuple[Zone, ...]
    fits: Callable[[str], bool]
    most_words: int = 14


def _pattern(*alternatives: str) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{alternative})" for alternative in alternatives), regex.IGNORECASE)


def _whole(*alternatives: str) -> Callable[[str], bool]:
    pattern = _pattern(*alternatives)
    return lambda text: bool(pattern.fullmatch(text.strip(" |·*:-–—!.\u00a0")))


def _matches(pattern: regex.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.fullmatch(text))


def _starts(*alternatives: str) -> Callable[[str], bool]:
    pattern = _pattern(*alternatives)
    return lambda text: bool(pattern.match(text))


WELCOME = regex.compile(r"\W*welcome to (?P<publisher>[^|]+?)\W*", regex.IGNORECASE)
LABEL = regex.compile(
    r"(?P<label>(?:last |first |originally )?(?:posted|published|updated|modified|created|filed))"
    r"\s*(?:on|in|under|at|by|:|\||$)",
    regex.IGNORECASE,
)
LABEL_PARTS = regex.compile(LABEL.pattern + r"|\b(?:on|in|under|at|by)\b|[|:,·]", regex.IGNORECASE)
BY = regex.compile(r"(?:by|written by|reported by|author)\s*:?\s+(?P<author>[^|,]+?)\s*(?:[|,].*)?", regex.IGNORECASE)
BAR = regex.compile(r"(?P<author>[^|]+?)\s*\|")
DESK = regex.compile(
    r"(?P<author>(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}.&’'-]*\s+){0,4}"
    r"(?:Desk|Bureau|Newsroom|Correspondent|Reporter|(?:News|Web|Editorial|Digital) (?:Team|Staff)|Staff (?:Writer|Report)))"
)
PERSON = regex.compile(
    r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:and|de|al|bin|van|von|ul|&)\s+)?\p{Lu}[\p{L}\p{M}.'’-]*){0,5}"
)
CALENDAR = regex.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August)\b"
)
DISCLAIMER = regex.compile(
    r"\W*(?:disclaimer\W+)?(?:the |all )?(?:[\w’']+,? (?:and |or )?){0,3}?(?:statements?|views?|opinions?)\b.{0,80}"
    r"\b(?:authors?|writers?|contributors?|columnists?)\b.{0,120}"
    r"\b(?:not|nor)\b.{0,40}\b(?:represent|reflect|those of|endors)",
    regex.IGNORECASE,
)
DISCLAIMED = regex.compile(
    r"(?:those|views?|opinions?|position|policy|policies|stance|beliefs) of "
    r"(?:(?-i:the) )?(?P<publisher>(?-i:\p{Lu})[^.;]*?)"
    r"(?:,? (?:or|and|nor|as) .*)?[.\s)*]*$"
    r"|(?:represent|reflect)s? (?:(?-i:the) )?(?P<publisher>(?-i:\p{Lu})[\p{L}\p{N} .&-]*?)[’']s? .*$",
    regex.IGNORECASE,
)
COPYRIGHT = regex.compile(
    r"\W*(?:copyright|©|\(c\))(?:\s*(?:copyright|©|\(c\)))*\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.|,;]*?)?\s*(?:[.|,;].*|all rights.*)?",
    regex.IGNORECASE,
)
GENRE = regex.compile(r"(?P<genre>opinion|op-?ed|editorial|column|commentary|analysis|news report)s?", regex.IGNORECASE)
ASK = regex.compile(
    r"(?:^|[.!?]\s+)"
    r"(?:please|kindly|help us|take a (?:second|moment|minute) to|consider|become|click|tap|you can|we need your)?\s*"
    r"(?:support(?! for\b)|donat\w+|subscrib\w+|contribut\w+|sign up|a (?:patron|member|subscriber)"
    r"|join us|join our|follow us|like us)\b"
    r".{0,80}\b(?:on|our|us|here|to|today|now|this site|newsletter|patreon|paypal|via)\b",
    regex.IGNORECASE,
)
ASK_WORDS = regex.compile(
    r"\b(?:please|help us|take a|click|become|subscribe|donate|sign up|you|your|us|our|patreon|paypal)\b", regex.I
)
SPOKEN = regex.compile(r"[“”\"]|\b(?:said|says|told|added|noted|according)\b", regex.IGNORECASE)
RELATED = r"related(?: (?:news|stor(?:y|ies)|articles?|posts?|topics|reading))?"
MORE = regex.compile(
    r"\W*(?:read (?:more|also|next|further)|also read|more (?:on|from) this|see also|further reading|don[’']t miss)"
    r"\s*(?:[:|»>–—]|\s-\s).*"
    rf"|\W*(?:read(?: this)?|{RELATED}|must read|recommended|watch(?: (?:also|more|now))?)\s*[:|»>].*",
    regex.IGNORECASE,
)
NETWORKS = (
    r"share|tweet|pin|print|e-?mail|facebook|twitter|whats ?app|linkedin|telegram|reddit|pinterest|copy link"
    r"|on|this|via|x|0|shares|article|post|story"
)


def _is_label(text: str) -> bool:
    rest = LABEL_PARTS.sub(" ", without_dates(text))
    return bool(LABEL.match(text)) and len(words(rest)) <= 5 and not is_paragraph(text)


def _is_lone_date(text: str) -> bool:
    return lone_date(text) is not None


def _is_disclaimer(text: str) -> bool:
    return bool(DISCLAIMER.match(text))


def _asks(text: str) -> bool:
    return bool(ASK.search(text) and ASK_WORDS.search(text)) and not SPOKEN.search(text)


def _is_more(text: str) -> bool:
    return bool(MORE.fullmatch(text)) and not (text.endswith(".") and len(words(text)) > 12)


def byline_author(text: str) -> str | None:
    """Return the author that a byline names, with its date and label cut off; None where text is no byline."""
    bare = LABEL_PARTS.sub("|", without_dates(text)) if LABEL.match(text) else without_dates(text)
    bare = bare.strip(" ·–—-\u00a0")
    for pattern in (BY, BAR, DESK):
        match = pattern.fullmatch(bare)
        author = str(match["author"]).strip() if match else ""
        if _is_name(author):
            return author
    dated = dates_in(text) and PERSON.fullmatch(bare.strip(" |,"))
    return bare.strip(" |,") if dated and _is_name(bare) and " " in bare.strip() else None


def _is_name(text: str) -> bool:
    text = text.strip(" |,")
    return 0 < len(words(text)) <= 8 and bool(PERSON.fullmatch(text)) and not CALENDAR.match(text)


def _is_byline(text: str) -> bool:
    return not is_closed(text) and byline_author(text) is not None


def _is_marked_byline(text: str) -> bool:
    """Whether a byline cannot be a title: it begins with "by", ends with a bar, or carries a date."""
    return _is_byline(text) and bool(BY.match(text) or text.endswith("|") or dates_in(text))


_empty_template = _whole(r"(?:(?:in|by|on|at|and|of|from|under|posted|\d+ views?)\b[\s,|:/·-]*){1,4}")
_breadcrumb = _whole(r"home(?:\s*[/»>›|]\s*[^/»>›|]+)+")
_menu_entry = _whole(
    r"home|menu|search|subscribe|register|skip to (?:main )?content|(?:sign|log) ?(?:in|up|out)",
    r"(?:about|contact)(?: us)?|privacy policy|terms of (?:use|service)",
)
_share_buttons = _whole(
    r"share|tweet",
    rf"(?=.*(?:share|tweet|facebook|twitter|whats ?app|linkedin))(?:(?:{NETWORKS})\b[\s,|:/·-]*){{2,}}",
)
_advertisement = _whole(
    r"ads?|sponsored(?: content)?",
    r"advertise?ments?(?:\W+(?:continues?|scroll|story|reading|below|to)\b)*",
)
_comment_label = _whole(
    r"(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment)|\d+ comments?|comments?(?: are closed)?",
    r"cancel reply|notify of|post comment|join the (?:discussion|conversation)",
)
_comment_field = _starts(
    r"your e-?mail address will not be|required fields|notify (?:me|of)\b|save my name",
    r"you must be logged in|this site uses akismet|logged in as",
)
_related_label = _whole(
    RELATED,
    r"you (?:may|might) also (?:like|enjoy)|more from .+|read next|tags?|(?:previous|next) (?:article|post|story)",
    r"(?:recommended|popular|trending|latest|recent)(?: (?:for you|now|news|posts|stories|articles))?",
)

FORM = "belongs to the form for comments"
RULES: tuple[Rule, ...] = (
    Rule("site-header", "greets the visitor of the site", HEAD, _matches(WELCOME)),
    Rule("scrape-date", "a date above the title is the day of the visit, not of the article", ABOVE, _is_lone_date),
    Rule("date-line", "says only the date, which goes to the front matter", BELOW_TITLE, _is_lone_date),
    Rule("genre-label", "names the section, which goes to the front matter", HEAD, _matches(GENRE)),
    Rule("empty-template", "words of the page's template with nothing between them", TOP + FOOT, _empty_template, 4),
    Rule("byline", "names the author, who goes to the front matter", BELOW_TITLE + FOOT, _is_byline),
    Rule("byline", "names the author, who goes to the front matter", ABOVE, _is_marked_byline),
    Rule("publication-label", "a label of the page about when or where it was put up", TOP + FOOT, _is_label),
    Rule("breadcrumb", "the way to the page in the site's menu", HEAD, _breadcrumb),
    Rule("site-menu", "an entry of the site's menu", EDGES, _menu_entry),
    Rule("share-buttons", "buttons that share the page", EVERYWHERE, _share_buttons),
    Rule("advertisement", "a label of an advertisement", EVERYWHERE, _advertisement),
    Rule("read-more", "leads to another article", EVERYWHERE, _is_more, 30),
    Rule("comment-form", FORM, EVERYWHERE, _comment_label),
    Rule("comment-form", FORM, FOOT, _comment_field, 40),
    Rule("disclaimer", "says whose views these are, which goes to the genre", EVERYWHERE, _is_disclaimer, 80),
    Rule("donation", "asks the reader for support", EDGES, _asks, 30),
    Rule("related-label", "a label above other articles", FOOT, _related_label),
    Rule("copyright", "a notice of copyright", EDGES, _matches(COPYRIGHT), 25),
)
# Below one of these nothing of the article follows, unless a paragraph does.
ANCHORS = frozenset({"comment-form", "related-label", "donation", "disclaimer", "share-buttons", "copyright"})


LONGEST_LINE = 1_000


def rule_for(text: str, zone: Zone) -> Rule | None:
    """Return the first rule by which a line in this zone is dropped; a very long line is always the article's."""
    if len(text) > LONGEST_LINE:
        return None
    count = len(words(text))
    return next((rule for rule in RULES if zone in rule.zones and count <= rule.most_words and rule.fits(text)), None)
