"""Bylines: a short line of a page in, the author, the date or the label of publication that it gives out.

Who wrote an article and when stands in lines of their own, which the clean text must not hold and the front matter
must. Dates are read by `druzhba_kb.reading`; here is only what such lines have besides: clocks, labels, desks, and
dates that a scraper ran together with the word before them. A name has a shape and no list: nobody is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from druzhba_kb.folding import words
from druzhba_kb.importing.lines import is_closed, is_paragraph
from druzhba_kb.importing.page_words import any_of
from druzhba_kb.reading import Reading, read
from druzhba_kb.reading.language import DEFAULT, language_codes

MONTH_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
STAMP = regex.compile(r"(?<=\d\d\d\d-\d\d-\d\d)T(?=\d\d:)")  # 2019-05-04T10:30 is a date and a clock
SLASHED = regex.compile(r"(?<=\d)/(?=\p{L}{3,9}/\d{4})|(?<=\d/\p{L}{3,9})/(?=\d{4})")  # 04/May/2019
LONGEST_NOTICE = 1_000  # in characters; what a page says of itself is never as long
NUMERIC = regex.compile(r"(?<![\d/.:-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d\d)(?![\d/])")  # 11/19/19
LIKE_DATE = regex.compile(
    r"(?<!\p{Nd})\p{Nd}{1,2}(?:[./-]\p{Nd}{1,2}[./-]|\.?\s(?:\p{L}{2,4}\s)?\p{L}{3,12}\.?,?\s(?:\p{L}{2}\s)?)(?:19|20)\p{Nd}{2}(?!\p{Nd})"
)
DATE_WORDS = 12
STATED_WORDS = 24  # a line of the head that gives a date has no more
FOUR_DIGITS = regex.compile(r"(?<!\p{Nd})\p{Nd}{4}(?!\p{Nd})")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # other numbers beside a month are no years of a page
CLOCK = regex.compile(
    r"[\s,|@·•–-]*(?:(?:at|um|à|a las|в)\s+)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs|hours)?"
    r"(?:\s*\(?(?-i:[A-Z]{2,4})(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?$",
    regex.IGNORECASE,
)
ANY_CLOCK = regex.compile(
    r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs|hours)?(?:\s*\(?(?-i:[A-Z]{2,4})\b(?:[+-]\d{1,2})?\)?)?",
    regex.IGNORECASE,
)
STAMP_LABEL = regex.compile(
    r"\b(?:last )?(?:updated?|published|posted|created|modified|on)\b|\b(?:\d+|no) (?:comments?|views|min(?:ute)?s? read)\b",
    regex.IGNORECASE,
)
# the page was saved at a time that nobody knows
RELATIVE = regex.compile(
    r"\b(?:(?:last )?updated:?\s+)?(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago\b", regex.IGNORECASE
)
CALENDAR = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# glued-labels: "Press TrustUpdated: August 30, 2021", "Ada BrineMarch 14, 2017", "30 Aug 202121:12".
RUN_TOGETHER = regex.compile(
    rf"(?<=\p{{Ll}})(?=(?:Updated|Published|Posted)\b)|(?<=\p{{L}}|\))(?={CALENDAR}\p{{Ll}}*\.?,?\s+\d)"
    rf"|(?<=\p{{L}})(?=\d{{1,2}}(?:st|nd|rd|th)?\s+{CALENDAR}\p{{Ll}}*\.?,?\s+\d{{4}})"
    r"|(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)"
)
STAMP_WORDS = 4  # what a stamp may have besides date, clock and label, such as the name of a zone
EDTF_DAY = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[~?%]?")

# a bare "Published" or "Date" counts only before a date, a mark or the end: "published accounts say" is text
LABEL = regex.compile(
    r"(?P<label>(?:last |first |originally |date )?(?:posted|published|publish(?:ing)? date|updated?|modified|edited|created"
    rf"|filed|date|{any_of('published')}|{any_of('updated')})(?: time)?)"
    rf"\s*(?:on|in|under|at|by|:|\||(?=\d)|(?={CALENDAR}\w*\W+\w)|$)",
    regex.IGNORECASE,
)
LATER = ("last", "update", "modified", *any_of("updated").replace("\\", "").split("|"))
LABEL_PARTS = regex.compile(LABEL.pattern + r"|\b(?:on|in|under|at|by)\b|[|:,·•]", regex.IGNORECASE)
PRINTED = regex.compile(
    r"(?:(?:first|originally) )?(?:published|appeared|printed) in (?:(?-i:the) )?"
    r"(?P<publisher>(?-i:\p{Lu})[^,.;:]{1,50}?)(?: on|,| dated) .{4,40}",
    regex.IGNORECASE,
)
BY = regex.compile(
    rf"(?:(?:(?:\w+ (?:and|&) )?(?:words|story|text|analysis|exclusive|report|review|opinion"
    rf"|interview(?:ed)?|written|reported|posted|photos?) )?by"
    rf"|reporter|author|{any_of('by')})\s*:?\s+(?P<author>[^|,]+?)\s*(?:[|,].*)?",
    regex.IGNORECASE,
)
POSTED_BY = regex.compile(r"\bby\s*:?\s+(?P<author>[^|,:]+?)\s*[|,:–—-]*$", regex.IGNORECASE)
PARTS = regex.compile(r"\s*[|•·]\s*")
DESK = regex.compile(
    r"(?P<author>(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}.&’'-]*\s+){0,4}"
    r"(?:Desk|Bureau|Newsroom|Correspondent|Reporter|Agencies|Monitoring|(?:News|Web|Editorial|Digital) (?:Team|Staff)"
    r"|Staff (?:Writer|Reporter|Report)|Press Release|Reporter|News Service))",
)
OUR_DESK = regex.compile(
    # "By Our Labour Correspondent" names what he writes of, and no Mr Our
    r"(?P<author>(?:our (?:\p{L}+ )?|staff |web |news |monitoring |special ){1,2}(?:correspondent|reporter|report|desk))",
    regex.IGNORECASE,
)
# agency-copy: the name of an agency stands where a byline would, with the place behind it.
WIRES = regex.compile(
    r"(?P<author>(?:(?:The )?(?:Press Trust|Associated Press)(?: of \p{Lu}\w+)?|Agence France-Presse|Asian News International"
    r"|Indo-Asian News Service|Anadolu Agency|Xinhua News Agency|Thomson Reuters))\b[^.!?]{0,60}$"
)
WIRE = regex.compile(r"(?P<author>\p{Lu}{2,9}|Reuters|Xinhua|Sputnik|Agencies)")
PERSON = regex.compile(
    r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:and|de|al|bin|van|von|ul|&)\s+)?\p{Lu}[\p{L}\p{M}.'’-]*){0,5}"
)
# the words that newspapers are called by; a site with none of them is named by its header or its title
PUBLISHER = regex.compile(
    r"(?:The )?(?:[\p{Lu}\d][\p{L}\p{N}’'.&-]*\s+){0,3}?(?:News|Times|Post|Tribune|Gazette|Journal|Review|Herald|Today|Daily"
    r"|Express|Observer|Standard|Star|Mail|Guardian|Monitor|Chronicle|Press|Agency|Online|TV|Radio|Network|Magazine"
    r"|Dispatch|Courier|Bulletin|Wire|Watch|Insider|Digest|Telegraph|Independent|Nation|Echo|Argus|Mercury|Globe|Sun"
    r"|Record|Register|Sentinel|Examiner|World)(?:\s+(?:(?:of|and|&)\s+)?[\p{Lu}\d][\p{L}\p{N}’'.&-]*){0,2}"
    r"|(?i:[\w-]+\.(?:com|org|net|info|co|news|tv|in|pk|ru|uk)(?:\.\w\w)?)"
)
CASELESS = regex.compile(r"[\p{Lo}\p{M}]{2,}(?:\s+[\p{Lo}\p{M}]{2,}){1,3}")  # a name in a script without capitals
HANDLE = regex.compile(r"\s+@\w{2,30}$")
NO_PERSON = regex.compile(  # "Monday Morning" has the shape of a name
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August)\b"
)
INNER_LABEL = regex.compile(r"\b(?:Updated|Published|Posted)\b")
TRAILING_LABEL = regex.compile(
    rf"\s+(?:published|updated|posted|on|at|am|vom|le|el|в|{any_of('published')}|{any_of('updated')})(?:\s+on)?\s*:?\s*$",
    regex.IGNORECASE,
)
AGENCY_MARK = regex.compile(r"\s*\(\w{2,9}\)$")
JOBS = (
    r"(?:(?-i:\p{Lu}[\p{L}.&’'-]*) |(?:senior|staff|special|chief|defen[cs]e|diplomatic|news) ){0,4}"
    r"(?:correspondent|reporter|editor|writer|columnist)"
)
# analysis: "By Clara Wendtland for The Meridian"; newspaper-blog: a name, a comma and what the person does there.
JOB = regex.compile(rf"(?:[\s,–—-]+{JOBS}|\s+(?:for|in)\s+(?-i:\p{{Lu}}).{{2,40}})$", regex.IGNORECASE)
WITH_JOB = regex.compile(rf"(?P<author>(?-i:\p{{Lu}}[^,|]{{2,60}}?))\s*[,–—-]\s*{JOBS}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date written out in a text: its ISO form and the span it takes."""

    iso: str
    start: int
    end: int


def dates_in(text: str) -> list[WrittenDate]:
    """Return the full dates (day, month and year) of text in their order."""
    return sorted([*_short_dates(text), *_full_dates(text)], key=lambda written: written.start)


def _short_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates whose year has two digits, where only one of the other two numbers can be the month."""
    for match in NUMERIC.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), 2000 + int(match["year"])
        day = iso_day(year, one, two) if two > 12 >= one else iso_day(year, two, one) if one > 12 >= two else None
        if day:
            yield WrittenDate(day, match.start(), match.end())


def _full_dates(text: str) -> Iterator[WrittenDate]:
    for reading in date_readings(text):
        last = reading.date and (reading.date.until or reading.date)
        if not (last and last.year and last.month and last.day and FIRST_YEAR <= last.year <= LAST_YEAR):
            continue
        if day := iso_day(last.year, last.month, last.day):
            yield WrittenDate(day, reading.start, reading.end)


def date_readings(text: str) -> list[Reading]:
    """Return the dates of text as read, whole or not, with the stamps and slashes of pages.

    A short line may be of any language that is read: names of months differ where the months do.
    """
    text = SLASHED.sub("-", STAMP.sub(" ", text))
    found = [reading for reading in read(text) if reading.date]
    if any(map(_is_whole, found)) or not FOUR_DIGITS.search(text) or len(words(text)) > STATED_WORDS:
        return found
    others = (read(text, code) for code in language_codes() if code != DEFAULT)
    return next((dated for one in others if (dated := [reading for reading in one if _is_whole(reading)])), found)


def _is_whole(reading: Reading) -> bool:
    return bool(reading.date and reading.date.year and reading.date.month and reading.date.day)


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return a day that the calendar has in ISO form."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def part_run_together(text: str, space: str = " ") -> str:
    """Return text with a space where a date was run together with the word before it or with its time of day."""
    return RUN_TOGETHER.sub(space, text)


def is_lone_date(text: str) -> bool:
    """Whether a line says nothing but a date, with or without its weekday and the time of day."""
    if len(text) > LONGEST_NOTICE:
        return False
    text = part_run_together(text)
    rest = regex.sub(WEEKDAY, " ", without_dates(text) + " ", flags=regex.IGNORECASE)
    left = STAMP_LABEL.sub(" ", ANY_CLOCK.sub(" ", rest))
    stamped = left != rest and not regex.search(r"\p{Latin}", left) and len(left.split()) <= STAMP_WORDS
    return bool(dates_in(text)) and (stamped or not regex.search(r"[\p{L}\p{N}]", left))


def is_like_date(text: str) -> bool:
    """Whether a short line holds what looks like a date, in whatever language its month is."""
    return len(words(text)) <= DATE_WORDS and bool(LIKE_DATE.search(text)) and not is_closed(text)


def is_timed_date(text: str) -> bool:
    """Whether text says nothing but a date and a time of day: no header of a site does."""
    return is_lone_date(text) and bool(ANY_CLOCK.search(blank_dates(text)))


def blank_dates(text: str) -> str:
    """Return text with nothing but its full dates blanked out."""
    for written in reversed(dates_in(text)):
        text = f"{text[: written.start]} {text[written.end :]}"
    return text


def without_dates(text: str) -> str:
    """Return text with its full dates, their weekdays and times of day blanked out, and "3 hours ago" too."""
    text = RELATIVE.sub(" ", text)
    parts, at = [], 0
    for written in dates_in(text):
        parts.append(CLOCK.sub("", text[at : written.start]) if at else text[: written.start])
        at = written.end
    text = " ".join([*parts, CLOCK.sub("", text[at:]) if at else text])
    return regex.sub(WEEKDAY + r"$", "", text.strip() + " ", flags=regex.IGNORECASE).strip()


def is_edtf(text: str) -> bool:
    """Whether text is a year, month or day in EDTF, qualified or not, that the calendar has."""
    match = EDTF_DAY.fullmatch(text)
    return bool(match and iso_day(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)))


def is_publisher(text: str) -> bool:
    """Whether text has the shape of a site's name."""
    return bool(PUBLISHER.fullmatch(text)) and (len(words(text)) > 1 or "." in text) and not DESK.fullmatch(text)


def byline_author(text: str) -> str | None:
    """Return the author that a byline names, with its date and label cut off; None where text is no byline."""
    if len(text) > LONGEST_NOTICE:
        return None
    dated = part_run_together(text)
    if wire := WIRES.match(dated):
        return str(wire["author"])
    # "Posted on May 4 by Ada Brine": what follows the label is the date, so only "by" names somebody
    if LABEL.match(dated):
        posted = POSTED_BY.search(without_dates(dated))
        return str(posted["author"]) if posted and _is_name(posted["author"]) else None
    parts = [part for part in PARTS.split(dated) if _may_name(part)]
    if len(parts) > 1 and dates_in(dated):
        parts = [part for part in parts if BY.fullmatch(part)] or [part for part in parts if not is_publisher(part)]
    elif len(parts) > 1 and BY.fullmatch(parts[0]):  # "By Ada Brine | The Gazette"
        parts = parts[:1]
    if len(parts) == 2 and dates_in(dated) and all(map(_is_name, parts)):  # author, then desk or place
        return parts[0]
    return _author_of(parts[0], text, dated) if len(parts) == 1 else None


def _may_name(part: str) -> bool:
    return bool(ANY_CLOCK.sub("", part).strip()) and not is_lone_date(part) and not is_label(part)


def _author_of(part: str, text: str, dated: str) -> str | None:
    """Return the author that the only part of a byline names; a bare name needs a date or a bar beside it."""
    bare = TRAILING_LABEL.sub("", ANY_CLOCK.sub(" ", without_dates(part))).rstrip("*†‡")
    if named := _named(AGENCY_MARK.sub("", bare.strip(" ,/–—-\u00a0"))):
        return named
    lone = HANDLE.sub("", bare.strip(" |,/–—-\u00a0"))
    is_marked = "|" in dated or bool(dates_in(dated)) or bool(HANDLE.search(bare.rstrip()))
    is_sure = " " in lone or WIRE.fullmatch(lone) or is_publisher(lone) or "|" in text
    return lone if is_marked and _is_name(lone) and is_sure else None


def _named(bare: str) -> str | None:
    for pattern in (BY, WITH_JOB, OUR_DESK, DESK):
        match = pattern.fullmatch(bare)
        author = str(match["author"]).strip() if match else ""
        author = author if OUR_DESK.fullmatch(author) else JOB.sub("", author)
        is_caseless = pattern is BY and CASELESS.fullmatch(author)
        if author and (is_caseless or _is_name(author) or OUR_DESK.fullmatch(author)):
            return author
    return None


def _is_name(text: str) -> bool:
    text = text.strip(" |,")
    # two authors with two names each, and "and"
    return 0 < len(words(text)) <= 8 and bool(PERSON.fullmatch(text)) and not NO_PERSON.match(text)


def is_person(text: str) -> bool:
    """Whether text is nothing but the name of a person or a desk, in two words or more."""
    # a single word is a place or a section as often
    return _is_name(text) and 2 <= len(words(text)) <= 5


def is_stamp(text: str) -> bool:
    """Whether text is a line of the head with a date, and with a time of day or a label of publication."""
    if len(text) > LONGEST_NOTICE:
        return False
    dated = part_run_together(text)
    marked = ANY_CLOCK.search(blank_dates(dated)) or INNER_LABEL.search(dated) or BY.match(dated)
    return bool(dates_in(dated) and marked) and not is_closed(text)


def is_byline(text: str) -> bool:
    """Whether text names its author and says nothing else."""
    return not is_closed(CLOCK.sub("", text)) and byline_author(text) is not None


def is_marked_byline(text: str) -> bool:
    """Whether a byline cannot be a title or the header of a site: it begins with "by" or ends with a bar."""
    return is_byline(text) and bool(BY.match(text) or text.endswith("|"))


def is_label(text: str) -> bool:
    """Whether text is a label of the page about when or where it was put up."""
    if len(text) > LONGEST_NOTICE or not LABEL.match(text):
        return False
    # "Updated Nov 19, 6:55 AM": of this year, whatever that was
    rest = ANY_CLOCK.sub(" ", without_dates(text))
    for reading in reversed([one for one in date_readings(rest) if one.date and one.date.day]):
        rest = f"{rest[: reading.start]} {rest[reading.end :]}"
    return len(words(LABEL_PARTS.sub(" ", rest))) <= 5 and not is_paragraph(text)


def is_of_publication(text: str) -> bool:
    """Whether a label speaks of the publication, not of a later change."""
    match = LABEL.match(text)
    # pages are "updated" years later, when nothing but a link has changed
    return match is None or not match["label"].lower().startswith(LATER)


def printed_in(text: str) -> str | None:
    """Return the publisher in a line such as "Published in The Gazette, March 3rd, 2016."."""
    match = PRINTED.fullmatch(text.strip(" .()[]*"))
    return str(match["publisher"]) if match and dates_in(text) else None
