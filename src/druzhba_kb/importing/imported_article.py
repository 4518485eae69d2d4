"""A raw article and the editor's options in, the imported article out: fields, blocks, dropped lines and flags."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.importing.article_files import PlannedFile
from druzhba_kb.importing.blocks import Unit, clean_text, make_units, number_blocks, odd_units, skeleton
from druzhba_kb.importing.corrections import NO_CORRECTIONS, Corrections
from druzhba_kb.importing.declared_metadata import Stated
from druzhba_kb.importing.frontmatter import Fields, front_matter
from druzhba_kb.importing.lines import Line
from druzhba_kb.importing.posts import find_posts
from druzhba_kb.importing.publication import Found, find_author, find_genre, find_publisher, find_url
from druzhba_kb.importing.published import Published, find_published, given_date
from druzhba_kb.importing.reflow import reflow
from druzhba_kb.importing.scraped_page import OVERLAP, overlap, unglue
from druzhba_kb.importing.sorting import Dropped, Flag, Sorted, sort_lines
from druzhba_kb.model import Block

NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the editor gives; it goes before what the text says."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    archived_url: str | None = None
    genre: str | None = None
    rights: str | None = None
    force: bool = False
    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported article: its fields and where each was found, blocks, lines dropped, lines kept in doubt, files."""

    id: str
    origin: str
    fields: Fields
    found: tuple[tuple[str, Found], ...]
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    flags: tuple[Flag, ...]
    files: tuple[PlannedFile, ...] = ()


def read_article(
    lines: Sequence[Line],
    origin: str,
    options: ImportOptions,
    stated: Stated = NOTHING_STATED,
    corrections: Corrections = NO_CORRECTIONS,
) -> Imported:
    """Turn the lines of a raw file into an article; the id and the files are decided later."""
    lines = reflow(lines)
    posts = find_posts(lines)
    parts = sort_lines(lines, posts, corrections, stated.title)
    units = make_units(parts, posts)
    title = _title(parts.title, options.title, _borne_out(stated.title, units))
    blocks = number_blocks(title.value if title else None, units)
    url = _given(options.url) or _stated(stated.url) or find_url(parts)
    published = find_published(parts, units, posts, url.value if url else None, stated.published)
    published = given_date(options.published, published) if options.published else published
    publisher = _given(options.publisher) or _stated(stated.publisher) or find_publisher(parts, units)
    found = _found(parts, title, publisher, published, url, options, stated)
    dropped = sorted([*parts.dropped, *_replaced(parts.title, title)], key=lambda one: one.line)
    flags = sorted([*parts.flags, *odd_units(units)], key=lambda one: one.line)
    fields = _fields(found, published, blocks, options, stated)
    return Imported("", origin, fields, found, blocks, tuple(dropped), _one_per_line(flags))


def _title(line: Line | None, given: str | None, stated: str | None) -> Found | None:
    if given and not (line and line.text == given):
        return Found(given, "given")
    if line:
        return Found(unglue(line.text)[0], "title", line.number)
    return Found(unglue(stated)[0], "metadata") if stated else None


def _borne_out(stated: str | None, units: Sequence[Unit]) -> str | None:
    """Return the title that the file states where the text speaks of the same; it may be the site's name."""
    return stated if stated and overlap(unglue(stated)[0], [unit.text for unit in units]) >= OVERLAP else None


def _replaced(line: Line | None, title: Found | None) -> list[Dropped]:
    """Return what is left of the title's line where it is not the title, or holds more than the title."""
    if not line or not title or title.value == line.text:
        return []
    if title.rule == "given":
        return [Dropped(line.number, line.text, "title-given", "the editor gave another title")]
    return [Dropped(line.number, line.text, "glued-publisher", "the publisher's name is cut off the title")]


def _found(
    parts: Sorted,
    title: Found | None,
    publisher: Found | None,
    published: Published | None,
    url: Found | None,
    options: ImportOptions,
    stated: Stated,
) -> tuple[tuple[str, Found], ...]:
    date = Found(published.value, published.rule, published.line) if published else None
    values = {
        "title": title,
        "publisher": publisher,
        "author": _given(options.author) or _stated(stated.author) or find_author(parts.dropped),
        "published": date,
        "url": url,
        "genre": _given(options.genre) or _stated(stated.genre) or find_genre(parts),
    }
    return tuple((name, value) for name, value in values.items() if value)


def _stated(value: str | None) -> Found | None:
    return Found(value, "metadata") if value else None


def _given(value: str | None) -> Found | None:
    return Found(value, "given") if value else None


def _fields(
    found: tuple[tuple[str, Found], ...],
    published: Published | None,
    blocks: Sequence[Block],
    options: ImportOptions,
    stated: Stated,
) -> Fields:
    values = {name: value.value for name, value in found}
    rights = options.rights or stated.rights or "withheld"
    withheld = rights == "withheld"
    return Fields(
        title=values.get("title"),
        publisher=values.get("publisher"),
        author=values.get("author"),
        published=values.get("published"),
        published_basis=published.basis if published else None,
        published_note=published.note if published else None,
        url=values.get("url"),
        archived_url=options.archived_url,
        genre=values.get("genre"),
        rights=rights,
        blocks="".join(block.kind for block in blocks[1:]),
        source_sha256=hashlib.sha256(clean_text(blocks).encode()).hexdigest() if withheld else None,
    )


def _one_per_line(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    return tuple({flag.line: flag for flag in reversed(flags)}.values())[::-1]


def article_file(fields: Fields, blocks: Sequence[Block]) -> str:
    """Return the article's file: front matter, then the places of a digest, or the text where rights are full."""
    body = clean_text(blocks[1:]) if fields.rights == "full" else skeleton(blocks)
    return front_matter(fields) + "\n" + body
