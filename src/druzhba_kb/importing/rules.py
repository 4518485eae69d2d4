"""Rules: a line and its zone in, the named rule by which the line alone is no part of the article out.

`RULES` is data: each row is a name and a reason that an editor reads in the report, where on the page it holds, the
shape of the line, the case that it was learnt from, and the most words it may have; the first row that fits counts. A
case is an article of tests/importing/annotated or a page of tests/importing/pages.py, or nothing where only
tests/importing/test_rules.py has the line. A line of the article that is dropped is worse than a line of the page that
stays, so a row holds in as few zones as it can, and a very long line is always the article's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from druzhba_kb.folding import words
from druzhba_kb.importing import bylines, notices
from druzhba_kb.importing.bylines import LONGEST_NOTICE
from druzhba_kb.importing.lines import is_closed
from druzhba_kb.importing.notices import EDGE_MARKS, MENU, MENU_ENTRY, NETWORK, holding, opening, pattern, whole
from druzhba_kb.importing.page_words import says

Zone = Literal["above", "head", "opening", "body", "foot"]
EVERYWHERE: tuple[Zone, ...] = ("above", "head", "opening", "body", "foot")
EDGES: tuple[Zone, ...] = ("above", "head", "foot")
ENDS: tuple[Zone, ...] = ("above", "head", "opening", "foot")
FOOT: tuple[Zone, ...] = ("foot",)
ABOVE: tuple[Zone, ...] = ("above",)
HEAD: tuple[Zone, ...] = ("above", "head")
BELOW_TITLE: tuple[Zone, ...] = ("head", "opening")
HEADER_WORDS = 3  # "Today's Paper" beside the day of the visit (mobile-page)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason to drop a line: where on the page it holds, its shape, its first case, its most words."""

    name: str
    reason: str
    zones: tuple[Zone, ...]
    fits: Callable[[str], object]
    case: str
    most_words: int = 14


@dataclass(frozen=True, slots=True)
class DropReason:
    """Why a line is dropped, or kept in doubt: the name of the rule and the reason in words."""

    rule: str
    words: str
    doubt: bool = False


WELCOME = regex.compile(r"\W*welcome to (?P<publisher>[^|]+?)\W*", regex.IGNORECASE)
WRITERS = r"\b(?:authors?|writers?|contributors?|columnists?"
DISCLAIMER = pattern(
    r"\W*(?:disclaimer\W+)?(?:the |all )?(?:[\w’']+,? (?:and |or )?){0,3}?(?:statements?|views?|opinions?)\b.{0,80}"
    rf"{WRITERS}|article|piece|column|essay|speakers?|guests?|interview(?:ee)?s?|conversation)\b.{{0,120}}"
    r"\b(?:not|nor|alone|own)\b.{0,60}\b(?:represent|reflect|those of|endors|own|alone|views?)",  # interview: a speaker
    r"\W*disclaimer\s*:.{5,300}",  # agency-copy: nobody of the paper worked on it
    r".{0,40}\bviews? expressed\b.{0,40}\b(?:author|writer|columnist)\W{0,2}s?\W{0,2} (?:own|alone|personal).*",
    rf"\W*(?:columns?|articles?|essays?|contributions?|opinions?)\b.{{0,60}}\b(?:opinions?|views?)\b.{{0,60}}{WRITERS})\b"
    r".{0,80}\b(?:need not|not necessarily|do(?:es)? not|may not)\b",  # column-comments: "which The Contrarian need not share"
)
DISCLAIMED = regex.compile(
    r"(?:those|views?|opinions?|position|policy|policies|stance|beliefs) of (?:(?-i:the) )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.;]*?)(?:,? (?:or|and|nor|as) .*)?[.\s)*]*$"
    r"|(?:represent|reflect)s? (?:(?-i:the) )?(?P<publisher>(?-i:\p{Lu})[\p{L}\p{N} .&-]*?)[’']s? .*$",
    regex.IGNORECASE,
)
COPYRIGHT = regex.compile(
    r"\W*(?=.*(?:copyright|\d{4}|rights))(?:copyright|©|\(c\))(?:\s*(?:copyright|©|\(c\)))*\s*"
    r"(?:(?:\d{4}|%Y|\{\{.*?\}\})(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.|,;/:]*?)?\s*(?:\d{4})?\s*(?:[.|,;].*|all rights.*)?",
    regex.IGNORECASE,
)
STEP = regex.compile(r"\d{1,3}\.|\(?\d{1,3}\)")
GENRE = regex.compile(
    r"(?P<genre>news analysis|opinions?|op-?eds?|editorials?|columns?|columnists?|commentar(?:y|ies)|analysis|news report"
    r"|blogs?|viewpoint)",
    regex.IGNORECASE,
)
ASK = regex.compile(
    r"(?:^|[.!?]\s+)"
    r"(?:please|kindly|help us|take a (?:second|moment|minute) to|consider|become|click|tap|you can|we need your)?\s*"
    r"(?:support(?! for\b)|donat\w+|subscrib\w+|contribut\w+|sign up|a (?:patron|member|subscriber)|join us|chip in|buy us)\b"
    r".{0,80}\b(?:on|our|us|here|to|today|now|this site|newsletter|patreon|paypal|via)\b",
    regex.IGNORECASE,
)
ASK_WORDS = pattern(
    r"\b(?:please|help us|take a|click|become|subscribe|donate|sign up|you|your|us|our|patreon|paypal)\b"
)
SPOKEN = regex.compile(r"[“”\"]|\b(?:said|says|told|added|noted|according)\b", regex.IGNORECASE)
RELATED = r"(?:related|similar)(?: (?:news|stor(?:y|ies)|articles?|posts?|topics|reading|content|links|coverage))?"
MORE = pattern(
    r"\W*(?:read (?:more|also|next|further|on)|also read|more (?:on|from) this|see also|see more|further reading"
    r"|don[’']t miss|also watch)\s*(?:[:|»>–—]|\s-\s).*",
    rf"\W*(?:read(?: this)?|{RELATED}|must read|recommended|watch(?: (?:also|more|now))?|in (?:pics|pictures|video))"
    r"\s*[:|»>].*",
    r"\W*(?:(?:read|see|view) (?:the )?(?:full|complete|entire|whole) (?:story|article|report|text|post|interview)"
    r"|continue reading|read more|click here|for more)\b(?: (?:at|on|in|about|from|here|to)\b.{0,60})?\W*",
)
PHOTO = (
    r"(?:file |stock |representati(?:ve|onal) |photo |image )?(?:photo|image|picture|pic|photograph|screengrab|screenshot"
    r"|illustration|credits?|footage|representational)s?(?: (?:credits?|courtesy|source))?"
)
AGENCIES = r"Reuters|AFP|AP|EPA(?:-EFE)?|Getty Images|TASS|Sputnik|Xinhua|PTI|ANI"
CREDIT = pattern(
    r"\[[^\[\]]{2,60}/[^\[\]]{2,60}\]$",  # balkan-teasers: photographer and channel in square brackets
    r"^CC BY(?:-\w+)* ",  # volga-portal
    r"\((?:R|L|C|left|right|cent(?:re|er))\).*\(\p{Lu}[\p{L} ]{1,20}\)$",  # korean-wire: who stands where, then the agency
    rf"(?:[(\[|—–-]|^|\.|/)\s*(?:{PHOTO})(?:\s*(?:[:/|]|by\b|via\b|courtesy\b|credit\b|from\b|©).{{0,70}}|\s*[)\]]?)$",
    r"[(\[—–-]\s*(?:AFP|AP|Reuters|EPA|ANI|PTI|TASS|Xinhua|Getty|IANS|DPA|Anadolu|File|Twitter|Online)"
    r"(?:[ /,](?:\w+[ /]?){0,4})?\s*[)\]]?\.?$",
    rf"(?<![\w.])(?:{AGENCIES})\s?/\s?\S.{{0,60}}$",
    rf"/\s?(?:{AGENCIES}|File(?: photo)?)\W*$",  # slash-wire
    r"^(?:twitter|facebook|instagram|x|youtube|telegram)\s?/\s?\S.{0,80}$",  # television-desk
    r"^©(?!.*\d{4}).{2,90}$",  # related-dates: a name without a year; one with it is a notice of copyright
    r"\b(?:file|stock|archive|courtesy) (?:photo|image|picture|footage)\W*$|\(AP Photo\b.*$",
    r"^(?:photo|image|picture|caption|credit)s?\s*[:|–—-]\s|^(?:media|image) ?(?:caption|copyright)",
)
# korean-daily: a closed sentence and behind it one to three capital words
AGENCY = regex.compile(r"\p{Ll}[.!?][”’\"]?\s+(?:\p{Lu}[\p{L}’'-]*\s?){1,3}$")
ADDRESS = regex.compile(
    r"(?:(?:perma(?:nent )?link|source link|short (?:link|url)|url|link|address|read (?:it )?(?:at|on)|retrieved from)"
    r"\s*[:–—-]?\s*)?(?P<url>https?://\S+?)[.>)]?",
    regex.IGNORECASE,
)
SHARED = (
    rf"{NETWORK}|line|rss|share|tweet|pin(?: it)?|print|e-?mail|copy(?: link| url)?|on|this|via|to|a|\d+|shares?|article|post|story"
    r"|link|more|icon|save|opens in new window|click|all sharing options"
)
SHARE = regex.compile(rf"(?:(?:{SHARED})\b[\s,|:/·•()&+-]*){{2,}}|share|tweet|shares", regex.IGNORECASE)
SHARE_WORDS = pattern(
    r"\b(?:share|shares|tweet|pin it|facebook|twitter|whats ?app|linked ?in|telegram|copy link|e-?mail)\b"
)

_empty = whole(r"(?:(?:in|by|on|at|and|of|from|under|posted|\d+ views?)\b[\s,|:/·-]*){1,4}")
_breadcrumb = whole(
    r"(?:home|news|you are here:?(?: home)?)(?:\s*[/»>›→]\s*[^/»>›→]+)+",
    r"[^/»>›→.]{2,20}(?:\s*[»>›→]\s*[^/»>›→.]+)+",
)
_menu_entry = whole(
    r"home(?:page)?|(?:main )?menu|search(?: for:?)?|subscribe|register|(?:sign|log) ?(?:in|up|out)|navigation|sections",
    r"(?:skip|jump) to (?:main )?(?:content|navigation)|toggle (?:navigation|menu|search)|open menu|close menu",
    r"(?:about|contact)(?: us)?|(?:privacy|cookie) policy|terms (?:of (?:use|service)|and conditions|& conditions)",
    r"advertise(?: with us)?|careers|site ?map|feedback|rss|latest|live(?: tv)?|e-?magazine|e-?paper|newsletters?",
    r"today[’']s paper|archives?|disclaimer|go to .{3,40}|navigation menu|connect with us|.{2,20} top",
    MENU.pattern,
    r"[^|]{2,20}(?:\s\|\s[^|.]{2,60}){3,}",  # korean-wire: the names of its languages; volga-portal: tags and a path
)
_share_intro = opening(
    r"(?:click to )?(?:share|tweet|e-?mail|print|pin|send) (?:this|on|via|it|with|the (?:article|story|post))\b.{0,50}",
    r"(?:like|love|enjoy(?:ed)?) (?:this|it|what you)\b.{0,40}\b(?:share|story|article|read(?:ing)?|post)\b.{0,40}",
    r"click to (?:share|print|e-?mail|tweet)\b.{0,60}",
    r".{0,60}\bshare (?:this|the) (?:story|article|post|page)$",  # edited-time: "Think your friends would be interested?"
)
_advertisement = whole(
    r"ads?|sponsored(?: (?:content|links?|by .{1,30}))?|promoted(?: (?:content|links?|stories))?|paid (?:content|post)",
    r"(?:- |— )?advertise?ments?(?:\W+(?:continues?|scroll|story|reading|below|to|this|ad|keep|your)\b)*",
    r"(?:story|article|text|content) (?:continues?|resumes) (?:below|after).{0,30}",
)
_comment_label = whole(
    r"(?:leave|post|write|add|submit|make) (?:a|your) (?:reply|comment|response)|\d+ (?:comments?|responses?|replies)",
    r"(?:view |read |show |see )?(?:all )?comments?(?: are closed| off| section| policy| \(\d+\)|\s*\d+)?",
    r"(?:be the first to|no) comments?(?: yet)?|(?:add|post) comments?|cancel reply|notify of|post comment",
    r"(?:join|start) the (?:discussion|conversation|debate)|be the first to (?:comment|share your thoughts).{0,40}",
    r"(?:what do you think|have your say|your views?|reader comments|discussion)\??",
    r"(?:\d+|one|two|three) thoughts? on .{3,200}|most voted|newest|oldest|inline feedbacks",
)
_comment_field = opening(
    r"your e-?mail (?:address )?will not be|required fields|notify (?:me|of)\b|save my name|fill in your details",
    r"you must (?:be logged in|log in)|this site uses akismet|logged in as|(?:name|e-?mail|website)\s*\*?$",
    r"learn how your comment|(?:comments?|discussion) (?:are|is) (?:moderated|closed|subject)|all comments are",
)
_related_label = whole(
    RELATED,
    r"you (?:may|might|could) (?:also )?(?:like|enjoy|be interested in|have missed)|don[’']t miss|must[- ]reads?",
    r"more (?:from|in|on|about|news|stories|by)\b.{0,40}|more(?: [\w’']+){0,4} (?:stories|news|articles|videos|coverage)",
    r"more to read|explore more|up next|sidebar|other (?:news|stories|articles)\b.{0,30}",
    r"(?:read|watch|see|what to read) (?:next|also|more)|also read|see also|further reading|just in|breaking(?: news)?",
    r"(?:previous|next|older|newer)(?: \w+)? (?:article|post|story|posts|entry|news)|suggested(?: for you| reads?)?|live updates?",
    r"(?:recommended|popular|trending|latest|recent|top|featured|most (?:read|popular|viewed|shared|commented))"
    r"(?: (?:for you|now|today|this week|in \w+|news|posts?|stories|articles?|topics|videos?|comments|headlines|reads?"
    r"|on social media))*",
    r"(?:in|from) other news|in case you missed it|editor[’']?s?[’']? (?:picks?|choice)|also in (?:the )?news",
    r"(?:around|from around|from) the web|from our partners",
)
_about_author = whole(
    r"about (?:the )?(?:author|writer)s?|author(?: (?:bio|profile))?|the author|view all posts(?: by .{1,40})?"
)


def _is_more(text: str) -> bool:
    # "Watch: the boats came in …" may open a sentence of the article
    return bool(MORE.fullmatch(text)) and not (text.endswith(".") and len(words(text)) > 12)


def _asks(text: str) -> bool:
    # articles report appeals for money, too
    return bool(ASK.search(text) and ASK_WORDS.search(text)) and not SPOKEN.search(text)


def _is_publication_label(text: str) -> bool:
    is_sentence = text.endswith(".") and bylines.is_of_publication(text)
    return bylines.is_label(text) and (bool(bylines.dates_in(text)) or not is_sentence)


def _is_caption(text: str) -> bool:
    return bool(CREDIT.search(text)) and not text.startswith(("“", '"'))  # a quotation with its source in brackets


def _has_agency(text: str) -> bool:
    return bool(AGENCY.search(text)) and not is_closed(text)


def _is_header_date(text: str) -> bool:
    """Whether text above the title has a date and hardly more: the day of the visit in the header of the site."""
    is_short = len(words(bylines.blank_dates(text))) <= HEADER_WORDS
    return bylines.is_lone_date(text) or (is_short and bool(bylines.dates_in(text)))


def _is_menu_entry(text: str) -> bool:
    return _menu_entry(text) and not bylines.dates_in(text)


def _is_menu(text: str) -> bool:
    found = words(text)
    entries = sum(bool(MENU_ENTRY.fullmatch(word)) for word in found)
    return (
        # "World Sports Cup opens today" has two words of menus and goes on in small letters
        len(found) > 2 and entries >= 2 and entries * 3 >= len(found) and not any(word[0].islower() for word in found)
    )


def _is_site_name(text: str) -> bool:
    parts = [part for part in bylines.PARTS.split(text.strip(EDGE_MARKS)) if part]
    names = [part for part in parts if not GENRE.fullmatch(part)]
    return len(names) == 1 and (bylines.is_publisher(names[0]) or len(names) < len(parts))


def _is_share_bar(text: str) -> bool:
    bare = text.strip(EDGE_MARKS)
    found = words(bare)
    # two of three words: "Share Tweet Comment"
    if len(found) <= 6 and sum(bool(SHARE_WORDS.fullmatch(word)) for word in found) * 2 >= len(found) > 2:
        return True
    return bool(SHARE.fullmatch(bare)) and bool(SHARE_WORDS.search(bare))


TIMED = "says only the date and the time of day, which goes to the front matter"
DATED = "says only the date, which goes to the front matter"
SITE = "the name of the site, which goes to the front matter"
UNFILLED = "a value of the page's template that was never filled in"
PRINTED = "says where and when it was printed, which goes to the front matter"
AUTHOR = "names the author, who goes to the front matter"
VISIT = "a date above the title is the day of the visit, not of the article"
FORM = "belongs to the form for comments"
NOTICE = "a notice of the site to its visitor"
LINK = "an address, which goes to the front matter where it is the article's own"
RIGHTS = "a notice of copyright"
# What other languages than English say of it, and mails in all of them, in page_words.toml.
FOREIGN: tuple[tuple[str, str, tuple[Zone, ...], int], ...] = (
    ("site-menu", "an entry of the site's menu", EDGES, 4),
    ("share-buttons", "buttons that share the page", EVERYWHERE, 6),
    ("advertisement", "a label of an advertisement", EVERYWHERE, 6),
    ("read-more", "leads to another article", EVERYWHERE, 20),
    ("comment-form", FORM, EVERYWHERE, 6),
    ("related-label", "a label above other articles", EVERYWHERE, 8),
    ("newsletter", NOTICE + " about newsletters and apps", EDGES, 20),
    ("tags", "the page's list of tags", ENDS, 20),
    ("copyright", RIGHTS, EDGES, 40),
    ("sent-from", "says with what the mail was sent", FOOT, 7),
)
# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("separator", "holds no word", EVERYWHERE, lambda text: not words(text), "column-comments", 0),
    # What heads a page: the site, its menu, the section, the author and the date.
    Rule("breadcrumb", "the way to the page in the site's menu", HEAD, _breadcrumb, "defence-portal", 40),
    Rule("site-menu", "an entry of the site's menu", EDGES, _is_menu_entry, "blog-notitle", 25),
    Rule("site-menu", "entries of the site's menu", HEAD, _is_menu, "lahore-noblank"),
    *(Rule(key, reason, zones, says(key), "", most) for key, reason, zones, most in FOREIGN),
    Rule("site-name", SITE, HEAD, _is_site_name, "lookalikes", 5),
    Rule("site-header", "greets the visitor of the site", HEAD, WELCOME.fullmatch, "header"),
    Rule("date-line", TIMED, ABOVE, bylines.is_timed_date, "wire", 24),
    Rule("date-line", DATED, BELOW_TITLE, bylines.is_lone_date, "bulleted-deck", 24),
    Rule("genre-label", "names the section, which goes to the front matter", HEAD, whole(GENRE.pattern), "leader-page"),
    Rule("empty-template", "words of the page's template with nothing between them", ENDS, _empty, "modern-column", 4),
    Rule("empty-template", UNFILLED, EVERYWHERE, notices.is_placeholder, "placeholders", 12),
    Rule("printed-in", PRINTED, EVERYWHERE, bylines.printed_in, "newspaper"),
    Rule("byline", AUTHOR, (*BELOW_TITLE, "foot"), bylines.is_byline, "analysis", 24),
    Rule("byline", AUTHOR, ABOVE, bylines.is_marked_byline, "", 24),
    Rule("byline", AUTHOR, ("head",), bylines.WIRE.fullmatch, "", 1),
    Rule("publication-label", "a line with the date of publication", BELOW_TITLE, bylines.is_stamp, "edited-time", 24),
    Rule("publication-label", "a label of the page about when or where it was put up", ENDS, _is_publication_label,
         "agency-copy"),
    Rule("scrape-date", VISIT, ABOVE, _is_header_date, "television-desk"),
    # What a page puts around and between the paragraphs.
    Rule("share-buttons", "buttons that share the page", EVERYWHERE, _is_share_bar, "address-only", 40),
    Rule("share-buttons", "asks to share the page", ENDS, _share_intro, "edited-time"),
    Rule("advertisement", "a label of an advertisement", EVERYWHERE, _advertisement, "analysis"),
    Rule("read-more", "leads to another article", EVERYWHERE, _is_more, "edited-time", 30),
    Rule("comment-form", FORM, EVERYWHERE, _comment_label, "column-comments", 40),
    Rule("comment-form", FORM, FOOT, _comment_field, "think-tank", 40),
    Rule("disclaimer", "says whose views these are, which goes to the genre", EVERYWHERE, DISCLAIMER.match,
         "modern-column", 80),
    Rule("donation", "asks the reader for support", EDGES, _asks, "column-comments", 30),
    Rule("cookie-notice", NOTICE + " about cookies", EVERYWHERE, notices.is_cookie_notice, "address-only", 90),
    Rule("cookie-notice", "a button of a notice", ENDS, notices.is_consent_button, "defence-portal", 8),
    Rule("blocker-notice", NOTICE + " about the browser", EVERYWHERE, notices.is_blocker_notice, "newspaper", 60),
    Rule("paywall", NOTICE + " about accounts and subscriptions", EVERYWHERE, notices.is_paywall, "analysis", 40),
    Rule("paywall", "a field or button of the form to log in", EVERYWHERE, notices.is_login_label, "address-only", 6),
    Rule("newsletter", NOTICE + " about newsletters and apps", EVERYWHERE, notices.is_newsletter, "daily-analysis", 40),
    Rule("follow-us", NOTICE + " about its other channels", EVERYWHERE, notices.is_follow, "related-dates", 40),
    Rule("player", "a button or label of a player, gallery or tool", EVERYWHERE, notices.is_player, "balkan-teasers", 8),
    Rule("player", "a button or label of the page's tools", ENDS, notices.is_tool, "bulleted-deck", 14),
    Rule("counter", "counts readers, comments or minutes", EVERYWHERE, notices.is_count, "lahore-noblank", 8),
    Rule("source-line", "says where else the text stood or who worked on it", EVERYWHERE, notices.is_source_line,
         "no-blank-lines-2", 60),
    Rule("address", LINK, ENDS, ADDRESS.fullmatch, "gulf-captions", 40),
    Rule("tags", "the page's list of tags", ENDS, notices.is_tag_line, "gulf-captions", 40),
    Rule("caption", "a caption or credit of a picture", EVERYWHERE, _is_caption, "daily-report", 60),
    Rule("caption", "a sentence with the name of an agency behind it", BELOW_TITLE, _has_agency, "korean-daily", 45),
    Rule("related-label", "a label above other articles", EVERYWHERE, _related_label, "balkan-teasers"),
    Rule("related-label", "a label above something else", FOOT, lambda text: text.endswith(":"), "news-portal", 3),
    Rule("author-label", "a label above words about the author", FOOT, _about_author, "think-tank"),
    Rule("copyright", RIGHTS, EDGES, COPYRIGHT.fullmatch, "balkan-teasers", 30),
    Rule("copyright", RIGHTS, FOOT, holding(r"[©ⓒ]"), "korean-daily", 25),
    Rule("copyright", RIGHTS, EDGES, holding(r"\ball rights reserved\b"), "one-line", 40),
)
# fmt: on
# One of these near the end closes the article: below it there is no more of it than a few lines in doubt.
CLOSERS = frozenset(
    {"printed-in", "disclaimer", "source-line", "comment-form", "copyright", "tags", "author-label", "related-label"}
)


@lru_cache(maxsize=2**16)
def rule_for(text: str, zone: Zone) -> Rule | None:
    """Return the first rule by which a line in this zone is dropped."""
    # patterns on long lines take seconds; a number with its stop counts a step of the article
    if len(text) > LONGEST_NOTICE or STEP.fullmatch(text):
        return None
    count = len(words(text))
    return next((rule for rule in RULES if zone in rule.zones and count <= rule.most_words and rule.fits(text)), None)
