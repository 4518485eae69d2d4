"""Bylines and publication labels: a short line of a page in, the author or the date label that it gives out."""

from __future__ import annotations

import regex

from druzhba_kb.importing.dates import ANY_CLOCK, blank_dates, dates_in, lone_date, part_run_together, without_dates
from druzhba_kb.importing.lines import is_closed, is_paragraph
from druzhba_kb.text import words

LABEL = regex.compile(
    r"(?P<label>(?:last |first |originally |date )?(?:posted|published|publish(?:ing)? date|updated?|modified|edited|created"
    r"|filed|date)(?: time)?)"
    r"\s*(?:on|in|under|at|by|:|\||(?=\d)|(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec)\w*\W+\w)|$)",
    regex.IGNORECASE,
)
LABEL_PARTS = regex.compile(LABEL.pattern + r"|\b(?:on|in|under|at|by)\b|[|:,·•]", regex.IGNORECASE)
PRINTED = regex.compile(
    r"(?:(?:first|originally) )?(?:published|appeared"
    r"|printed) in (?:(?-i:the) )?(?P<publisher>(?-i:\p{Lu})[^,.;:]{1,50}?)"
    r"(?: on|,| dated) .{4,40}",
    regex.IGNORECASE,
)
BY = regex.compile(
    r"(?:by|written by|reported by|reporter|text by|author)\s*:?\s+(?P<author>[^|,]+?)\s*(?:[|,].*)?", regex.IGNORECASE
)
POSTED_BY = regex.compile(r"\bby\s*:?\s+(?P<author>[^|,:]+?)\s*[|,:–—-]*$", regex.IGNORECASE)
PARTS = regex.compile(r"\s*[|•·]\s*")
DESK = regex.compile(
    r"(?P<author>(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}.&’'-]*\s+){0,4}"
    r"(?:Desk|Bureau|Newsroom|Correspondent|Reporter|Agencies|Monitoring|(?:News|Web|Editorial|Digital) (?:Team|Staff)"
    r"|Staff (?:Writer|Reporter|Report)|Press Release|Reporter|News Service))",
)
OUR_DESK = regex.compile(
    r"(?P<author>(?:our |staff |web |news |monitoring |special ){1,2}(?:correspondent|reporter|report|desk))",
    regex.IGNORECASE,
)
WIRES = regex.compile(
    r"(?P<author>(?:(?:The )?(?:Press Trust|Associated Press)(?: of \p{Lu}\w+)?|Agence France-Presse|Asian News International"
    r"|Indo-Asian News Service|Anadolu Agency|Xinhua News Agency|Thomson Reuters))\b[^.!?]{0,60}$"
)
WIRE = regex.compile(r"(?P<author>\p{Lu}{2,9}|Reuters|Xinhua|Sputnik|Agencies)")
PERSON = regex.compile(
    r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:and|de|al|bin|van|von|ul|&)\s+)?\p{Lu}[\p{L}\p{M}.'’-]*){0,5}"
)
PUBLISHER = regex.compile(
    r"(?:The )?(?:[\p{Lu}\d][\p{L}\p{N}’'.&-]*\s+){0,3}?(?:News|Times|Post|Tribune|Gazette|Journal|Review|Herald"
    r"|Today|Daily|Express"
    r"|Observer|Standard|Star|Mail|Guardian|Monitor|Chronicle|Press|Agency|Online|TV|Radio|Network|Magazine|Dispatch"
    r"|Courier|Bulletin"
    r"|Wire|Watch|Insider|Digest|Telegraph|Independent|Nation|Echo|Argus|Mercury|Globe|Sun|Record|Register|Sentinel"
    r"|Examiner|World)"
    r"(?:\s+(?:(?:of|and|&)\s+)?[\p{Lu}\d][\p{L}\p{N}’'.&-]*){0,2}"
    r"|(?i:[\w-]+\.(?:com|org|net|info|co|news|tv|in|pk|ru|uk)(?:\.\w\w)?)"
)
CALENDAR = regex.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August)\b"
)
INNER_LABEL = regex.compile(r"\b(?:Updated|Published|Posted)\b")
TRAILING_LABEL = regex.compile(r"\s+(?:published|updated|posted|on|at)(?:\s+on)?\s*:?\s*$", regex.IGNORECASE)
AGENCY_MARK = regex.compile(r"\s*\(\w{2,9}\)$")
JOBS = (
    r"(?:(?:senior|staff|special|chief|defen[cs]e|diplomatic|news) )*"
    r"(?:correspondent|reporter|editor|writer|columnist)"
)
JOB = regex.compile(rf"(?:[\s,–—-]+{JOBS}|\s+(?:for|in)\s+(?-i:\p{{Lu}}).{{2,40}})$", regex.IGNORECASE)
WITH_JOB = regex.compile(rf"(?P<author>(?-i:\p{{Lu}}[^,|]{{2,60}}?))\s*[,–—-]\s*{JOBS}", regex.IGNORECASE)


def is_publisher(text: str) -> bool:
    """Whether text has the shape of a site's name."""
    return bool(PUBLISHER.fullmatch(text)) and (len(words(text)) > 1 or "." in text) and not DESK.fullmatch(text)


def byline_author(text: str) -> str | None:
    """Return the author that a byline names, with its date and label cut off; None where text is no byline."""
    dated = part_run_together(text)
    if wire := WIRES.match(dated):
        return str(wire["author"])
    if LABEL.match(dated):
        posted = POSTED_BY.search(without_dates(dated))
        return str(posted["author"]) if posted and _is_name(posted["author"]) else None
    parts = [part for part in PARTS.split(dated) if _may_name(part)]
    if len(parts) > 1 and dates_in(dated):
        parts = [part for part in parts if BY.fullmatch(part)] or [part for part in parts if not is_publisher(part)]
    if len(parts) == 2 and dates_in(dated) and all(map(_is_name, parts)):
        return parts[0]
    if len(parts) != 1:
        return None
    bare = ANY_CLOCK.sub(" ", without_dates(parts[0]))
    bare = TRAILING_LABEL.sub("", bare).rstrip("*†‡")
    named = _named(AGENCY_MARK.sub("", bare.strip(" ,/–—-\u00a0")))
    if named:
        return named
    marked = "|" in dated or bool(dates_in(dated))
    lone = bare.strip(" |,/–—-\u00a0")
    return (
        lone
        if marked and _is_name(lone) and (" " in lone or WIRE.fullmatch(lone) or is_publisher(lone) or "|" in text)
        else None
    )


def _may_name(part: str) -> bool:
    return bool(ANY_CLOCK.sub("", part).strip()) and lone_date(part) is None and not is_label(part)


def _named(bare: str) -> str | None:
    for pattern in (BY, WITH_JOB, OUR_DESK, DESK):
        match = pattern.fullmatch(bare)
        author = str(match["author"]).strip() if match else ""
        author = author if OUR_DESK.fullmatch(author) else JOB.sub("", author)
        if _is_name(author) or (author and OUR_DESK.fullmatch(author)):
            return author
    return None


def _is_name(text: str) -> bool:
    text = text.strip(" |,")
    return 0 < len(words(text)) <= 8 and bool(PERSON.fullmatch(text)) and not CALENDAR.match(text)


def is_person(text: str) -> bool:
    """Whether text is nothing but the name of a person or a desk, in two words or more."""
    return _is_name(text) and 2 <= len(words(text)) <= 5


def is_stamp(text: str) -> bool:
    """Whether text is a line of the head with a date, and with a time of day or a label of publication."""
    dated = part_run_together(text)
    marked = ANY_CLOCK.search(blank_dates(dated)) or INNER_LABEL.search(dated)
    return bool(dates_in(dated) and marked) and not is_closed(text)


def is_byline(text: str) -> bool:
    """Whether text names its author and says nothing else."""
    return not is_closed(text) and byline_author(text) is not None


def is_marked_byline(text: str) -> bool:
    """Whether a byline cannot be a title or the header of a site: it begins with "by" or ends with a bar."""
    return is_byline(text) and bool(BY.match(text) or text.endswith("|"))


def is_wire(text: str) -> bool:
    """Whether text is nothing but the name of a wire service or an abbreviation, as below a title."""
    return bool(WIRE.fullmatch(text))


def is_label(text: str) -> bool:
    """Whether text is a label of the page about when or where it was put up."""
    rest = LABEL_PARTS.sub(" ", without_dates(text))
    return bool(LABEL.match(text)) and len(words(rest)) <= 5 and not is_paragraph(text)


def is_printed(text: str) -> bool:
    """Whether text says in which paper of which day the article stood."""
    return bool(PRINTED.fullmatch(text.strip(" .()[]*"))) and bool(dates_in(text))


def printed_in(text: str) -> str | None:
    """Return the publisher in a line such as "Published in The Gazette, March 3rd, 2016."."""
    match = PRINTED.fullmatch(text.strip(" .()[]*"))
    return str(match["publisher"]) if match and dates_in(text) else None


def is_lone_date(text: str) -> bool:
    """Whether text says nothing but a date."""
    return lone_date(part_run_together(text)) is not None


def is_timed_date(text: str) -> bool:
    """Whether text says nothing but a date and a time of day: no header of a site does."""
    return is_lone_date(text) and bool(ANY_CLOCK.search(blank_dates(text)))


def tells_publication(text: str) -> bool:
    """Whether a label speaks of the publication, not of a later change."""
    match = LABEL.match(text)
    return match is None or not match["label"].lower().startswith(("last", "update", "modified"))
