"""A raw article and the editor's options in, the imported article out: fields, blocks, dropped lines and flags."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from druzhba_kb.importing.blocks import Unit, clean_text, make_units, number_blocks, odd_units, skeleton
from druzhba_kb.importing.frontmatter import Fields, front_matter
from druzhba_kb.importing.lines import Line, split_lines
from druzhba_kb.importing.metadata import (
    Found,
    Published,
    find_author,
    find_genre,
    find_published,
    find_publisher,
    given_date,
)
from druzhba_kb.importing.posts import find_posts
from druzhba_kb.importing.sorting import Dropped, Flag, Sorted, sort_lines
from druzhba_kb.importing.writing import PlannedFile
from druzhba_kb.model import Block


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
    rights: str = "withheld"
    force: bool = False


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


def read_article(text: str, origin: str, options: ImportOptions) -> Imported:
    """Turn raw text into an article; the id and the files are decided later."""
    lines = split_lines(text)
    posts = find_posts(lines)
    parts = sort_lines(lines, {line.number for post in posts for line in post})
    units = make_units(parts, posts)
    title = _title(parts.title, options.title)
    blocks = number_blocks(title.value if title else None, units)
    published = _published(parts, units, posts, options)
    found = _found(parts, title, published, options)
    dropped = sorted([*parts.dropped, *_replaced(parts.title, title)], key=lambda one: one.line)
    flags = sorted([*parts.flags, *odd_units(units)], key=lambda one: one.line)
    fields = _fields(found, published, blocks, options)
    return Imported("", origin, fields, found, blocks, tuple(dropped), _one_per_line(flags))


def _title(line: Line | None, given: str | None) -> Found | None:
    if given and not (line and line.text == given):
        return Found(given, "given")
    return Found(line.text, "title", line.number) if line else None


def _replaced(line: Line | None, title: Found | None) -> list[Dropped]:
    if not line or not title or title.rule != "given":
        return []
    return [Dropped(line.number, line.text, "title-given", "the editor gave another title")]


def _published(
    parts: Sorted, units: Sequence[Unit], posts: Sequence[tuple[Line, ...]], options: ImportOptions
) -> Published | None:
    found = find_published(parts, units, posts, options.url)
    return given_date(options.published, found) if options.published else found


def _found(
    parts: Sorted, title: Found | None, published: Published | None, options: ImportOptions
) -> tuple[tuple[str, Found], ...]:
    date = Found(published.value, published.rule, published.line) if published else None
    values = {
        "title": title,
        "publisher": _given(options.publisher) or find_publisher(parts.dropped),
        "author": _given(options.author) or find_author(parts.dropped),
        "published": date,
        "genre": _given(options.genre) or find_genre(parts.dropped),
    }
    return tuple((name, value) for name, value in values.items() if value)


def _given(value: str | None) -> Found | None:
    return Found(value, "given") if value else None


def _fields(
    found: tuple[tuple[str, Found], ...], published: Published | None, blocks: Sequence[Block], options: ImportOptions
) -> Fields:
    values = {name: value.value for name, value in found}
    withheld = options.rights == "withheld"
    return Fields(
        title=values.get("title"),
        publisher=values.get("publisher"),
        author=values.get("author"),
        published=values.get("published"),
        published_basis=published.basis if published else None,
        published_note=published.note if published else None,
        url=options.url,
        archived_url=options.archived_url,
        genre=values.get("genre"),
        rights=options.rights,
        blocks="".join(block.kind for block in blocks[1:]),
        source_sha256=hashlib.sha256(clean_text(blocks).encode()).hexdigest() if withheld else None,
    )


def _one_per_line(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    return tuple({flag.line: flag for flag in reversed(flags)}.values())[::-1]


def article_file(fields: Fields, blocks: Sequence[Block]) -> str:
    """Return the article's file: front matter, then the places of a digest, or the text where rights are full."""
    body = clean_text(blocks[1:]) if fields.rights == "full" else skeleton(blocks)
    return front_matter(fields) + "\n" + body
