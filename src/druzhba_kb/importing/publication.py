"""The sorted lines of an article in, its publication data out, each with the rule and the line that gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import regex

from druzhba_kb.importing.blocks import Unit
from druzhba_kb.importing.bylines import (
    DESK,
    PARTS,
    byline_author,
    is_person,
    is_publisher,
    printed_in,
)
from druzhba_kb.importing.neighbours import NOTED
from druzhba_kb.importing.notices import EDGE_MARKS
from druzhba_kb.importing.rules import COPYRIGHT, DISCLAIMED, GENRE, WELCOME
from druzhba_kb.importing.scraped_page import unglue
from druzhba_kb.importing.sorting import Dropped, Sorted
from druzhba_kb.text import words

AGENCY = regex.compile(
    r"^\p{Lu}[\p{L}\p{M} .,’'/\d-]{2,60}?\s*(?:\((?P<publisher>\p{Lu}[\p{L} ]{2,40})\)\s*[-–—]"
    r"|/(?P<slashed>\p{Lu}[\p{L} ]{1,30})/[.:]?)"
)
DATED = ("byline", "date-line", "publication-label")
SLUG_WORDS = 3
URL = regex.compile(r"https?://[^\s<>\"”)]+")
GENRE_IN_TITLE = regex.compile(r"\s[–—|-]\s(?P<genre>analysis|op-?ed|opinion|commentary)$", regex.IGNORECASE)
FIRST_ON = regex.compile(
    r"(?:appeared first|first appeared|(?:originally|first) (?:published|appeared|posted)) (?:on|in|by"
    r"|at) (?:(?-i:the) )?"
    r"(?P<publisher>(?-i:\p{Lu})[^.,;:()]{1,60})",
    regex.IGNORECASE,
)
AUTHORED = regex.compile(r"\b(?:author|writer|contributor|columnist|article|piece|column|essay)", regex.IGNORECASE)
GENRES = {"analysis": "analysis", "report": "report"}


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the front matter: what it is, by which rule, in which line of the raw text (0: given, not found)."""

    value: str
    rule: str
    line: int = 0


def find_author(dropped: Sequence[Dropped]) -> Found | None:
    """Return the author that the first byline names; a byline at the foot counts too."""
    lines = [one for one in dropped if one.rule in ("byline", "publication-label")]
    return (
        _first(lines, _author, "byline")
        or _first(_by(dropped, "byline"), _person, "byline")
        or _first(_by(dropped, "author-note"), _noted, "author-note")
    )


def _author(text: str) -> str | None:
    author = byline_author(text)
    return None if author is None or is_publisher(author) else " ".join(author.split())


def _noted(text: str) -> str | None:
    match = NOTED.match(text)
    return str(match["author"]) if match else None


def _person(text: str) -> str | None:
    bare = text.strip(EDGE_MARKS)
    return " ".join(bare.split()) if is_person(bare) else None


def find_publisher(parts: Sorted, units: Sequence[Unit]) -> Found | None:
    """Return the publisher that the page names: its header, the end of its title, a disclaimer, a notice of copyright."""
    return (
        _first(_by(parts.dropped, "site-header"), _named(WELCOME.fullmatch), "site-header")
        or _first(_by(parts.dropped, "printed-in"), printed_in, "printed-in")
        or _glued(parts)
        or _first(_by(parts.dropped, "site-name"), _site_name, "site-name")
        or _first(_by(parts.dropped, "byline"), _publisher_in_byline, "byline")
        or _first(_by(parts.dropped, "source-line"), _named(FIRST_ON.search), "source-line")
        or _first(_by(parts.dropped, "disclaimer"), _named(DISCLAIMED.search), "disclaimer")
        or _first(_by(parts.dropped, "copyright"), _named(_copyright), "copyright")
        or _agency(units)
    )


def _site_name(text: str) -> str | None:
    found = next((part for part in PARTS.split(text.strip(EDGE_MARKS)) if part and not GENRE.fullmatch(part)), None)
    return found.removeprefix("From ") if found else None


def _publisher_in_byline(text: str) -> str | None:
    author = byline_author(text) or ""
    return next(
        (part for part in [*PARTS.split(text), author] if is_publisher(part) and not DESK.fullmatch(part)), None
    )


def _glued(parts: Sorted) -> Found | None:
    titles = [(parts.title.number, parts.title.text)] if parts.title else []
    titles += [(one.line, one.text) for one in _by(parts.dropped, "repeated-title")]
    found = ((number, unglue(text)[1]) for number, text in titles)
    return next((Found(name, "glued-publisher", number) for number, name in found if name), None)


def find_genre(parts: Sorted) -> Found | None:
    """Return the genre: by the label of the section, or opinion where a disclaimer says whose views these are."""
    dropped = parts.dropped
    labels = [*_by(dropped, "genre-label"), *_by(dropped, "site-name")]
    label = _first([one for one in labels if not _in_menu(one, dropped)], _genre, "genre-label")
    title = GENRE_IN_TITLE.search(parts.title.text) if parts.title else None
    if title and parts.title and not label:
        return Found(GENRES.get(title["genre"].lower(), "opinion"), "title", parts.title.number)
    return label or _first(_by(dropped, "disclaimer"), _opinion, "disclaimer")


def _genre(text: str) -> str | None:
    match = next((found for part in PARTS.split(text) if (found := GENRE.fullmatch(part.strip(EDGE_MARKS)))), None)
    named = match["genre"].lower() if match else ""
    return GENRES.get(named.removeprefix("news "), "opinion") if named else None


def _in_menu(label: Dropped, dropped: Sequence[Dropped]) -> bool:
    """Whether a label is followed by entries of the site's menu, so that it is one too."""
    below = [one for one in dropped if one.line > label.line][:2]
    return any(one.rule in ("site-menu", "above-title") for one in below) and not any(
        one.rule in DATED for one in below
    )


def _opinion(text: str) -> str | None:
    return "opinion" if AUTHORED.search(text) else None


def _by(dropped: Iterable[Dropped], rule: str) -> list[Dropped]:
    return [one for one in dropped if one.rule == rule]


def _first(dropped: Iterable[Dropped], read: Callable[[str], str | None], rule: str) -> Found | None:
    return next((Found(value, rule, one.line) for one in dropped if (value := read(one.text))), None)


def _named(match: Callable[[str], regex.Match[str] | None]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = match(text)
        name = (found["publisher"] or "").strip(" \u00a0.!*") if found else ""
        return name or None

    return read


def _copyright(text: str) -> regex.Match[str] | None:
    sign = regex.search(r"©|\bcopyright\b", text, regex.IGNORECASE)
    return COPYRIGHT.fullmatch(text[sign.start() :]) if sign else None


def _agency(units: Sequence[Unit]) -> Found | None:
    """Return the agency that a dateline names."""
    for unit in units[:2]:
        if match := AGENCY.match(unit.text):
            return Found(match["publisher"] or match["slashed"], "dateline", unit.lines[0].number)
    return None


def find_url(parts: Sorted) -> Found | None:
    """Return the address on the page that has the words of the title in it, as the article's own has."""
    title = set(_slug_words(parts.title.text)) if parts.title else set()
    for one in parts.dropped:
        for url in URL.findall(one.text):
            if len(title & set(_slug_words(url))) >= SLUG_WORDS:
                return Found(url, "address", one.line)
    return None


def _slug_words(text: str) -> list[str]:
    return [word.casefold() for word in words(text) if len(word) > 3]
