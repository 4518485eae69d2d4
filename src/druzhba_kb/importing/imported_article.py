"""Imported article: the lines of a raw file and the editor's options in, fields, blocks, dropped lines and flags out.

This is the way of a line through the room: joined or parted, judged by its shape and its neighbours, grouped into a
block, or dropped with its rule and reason. Every line ends in one of the two lists, and the clean text imports to
itself: what is left is judged again until nothing more is dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from unicodedata import normalize

from druzhba_kb.folding import words
from druzhba_kb.importing import publication
from druzhba_kb.importing.article_files import FrontMatter, PlannedFile
from druzhba_kb.importing.blocks import BlockLines, clean_text, find_posts, group_lines, number_blocks, odd_blocks
from druzhba_kb.importing.declared_metadata import DeclaredMetadata
from druzhba_kb.importing.lines import RawLine, RuledLine, SortedLines, is_headline, is_paragraph, join_lists
from druzhba_kb.importing.neighbours import neighbour_reasons
from druzhba_kb.importing.options import NO_CORRECTIONS, Corrections, ImportOptions
from druzhba_kb.importing.publication import FoundValue, PublicationDate
from druzhba_kb.importing.reflow import reflow
from druzhba_kb.importing.rules import DropReason, rule_for
from druzhba_kb.importing.scraped_page import ScrapedPage, is_supported, unglue
from druzhba_kb.model import Block

MARKUP = DropReason("markup", "is markup without words of its own")
NOTHING_DECLARED = DeclaredMetadata()
FOUND_FIELDS = ("title", "publisher", "author", "published", "url", "genre", "lang")
KICKED = 4  # fewer words at the end of a title may be its own
SURE = ("given", "outside-article")  # what the editor, or the page itself, says is no part of the article
GIVEN = DropReason("given", "the editor says that it is no part of the article")


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An imported article: its fields and where each was found, blocks, lines dropped, lines kept in doubt, files."""

    id: str
    origin: str
    fields: FrontMatter
    found: Mapping[str, FoundValue]
    blocks: tuple[Block, ...]
    dropped: tuple[RuledLine, ...]
    flags: tuple[RuledLine, ...]
    files: tuple[PlannedFile, ...] = ()
    is_written: bool = False

    @property
    def is_news(self) -> bool:
        """Whether anything of it is not as it was."""
        return any(file.status != "unchanged" for file in self.files)

    @property
    def doubts(self) -> int:
        """Return how much of it an editor has to look at: what is flagged or missing, paragraphs dropped, files kept."""
        missing = [name for name in ("title", "publisher", "published") if not getattr(self.fields, name)]
        paragraphs = [line for line in self.dropped if is_paragraph(line.text) and line.rule not in SURE]
        inferred = self.fields.published_basis == "inferred"
        edited = [file for file in self.files if file.status == "edited"]
        return len(self.flags) + len(missing) + len(paragraphs) + inferred + len(edited) + 10 * (not self.fields.blocks)


def read_article(
    lines: Sequence[RawLine],
    origin: str,
    options: ImportOptions,
    declared: DeclaredMetadata = NOTHING_DECLARED,
    corrections: Corrections = NO_CORRECTIONS,
) -> ImportedArticle:
    """Turn the lines of a raw file into an article; the id and the files are decided later."""
    lines = [replace(line, text=normalize("NFC", line.text)) for line in lines]
    if options.as_is:
        parts, posts = _sort_as_is(lines, corrections, options.title), []
    else:
        lines = reflow(lines)
        posts = find_posts(lines)
        parts = _sort_lines(lines, posts, corrections, declared.title, options.title)
    groups = group_lines(parts, posts)

    def known(name: str, find: Callable[[], FoundValue | None]) -> FoundValue | None:
        given, own = getattr(options, name), getattr(declared, name)
        return FoundValue(given, "given") if given else FoundValue(own, "metadata") if own else find()

    title = _title(parts.title, options, declared.title, groups)
    url = known("url", lambda: publication.find_url(parts))
    address = url.value if url else None
    published = publication.find_published(parts, groups, posts, address, declared.published, declared.found_day)
    values = {
        "title": title,
        "publisher": known("publisher", lambda: publication.find_publisher(parts, groups)),
        "author": known("author", lambda: publication.find_author(parts.dropped)),
        "published": publication.given_date(options.published, published) if options.published else published,
        "url": url,
        "genre": known("genre", lambda: publication.find_genre(parts)),
        "lang": FoundValue(declared.lang, "metadata") if declared.lang else publication.find_language(groups),
    }
    found = {name: value for name, value in values.items() if value}
    blocks = number_blocks(title.value if title else None, groups)
    archived = options.archived_url or declared.archived_url
    fields = _front_matter(found, blocks, archived, options.rights or declared.rights or "withheld")
    dropped = sorted([*parts.dropped, *_replaced(parts.title, title)], key=lambda one: one.line)
    flags = _flags(parts, [] if options.as_is else groups)
    return ImportedArticle("", origin, fields, found, blocks, tuple(dropped), flags)


def _flags(parts: SortedLines, groups: Sequence[BlockLines]) -> tuple[RuledLine, ...]:
    """Return the lines in doubt in their order, each with its first reason."""
    flags = sorted([*parts.flags, *odd_blocks(groups), *_broken(parts)], key=lambda one: one.line)
    return tuple({flag.line: flag for flag in reversed(flags)}.values())[::-1]


def _title(
    line: RawLine | None, options: ImportOptions, declared: str | None, groups: Sequence[BlockLines]
) -> FoundValue | None:
    """Return the title; one that only the file declares may be the site's name, and must be supported by the text."""
    if options.title and not (line and line.text == options.title):
        return FoundValue(options.title, "given")
    if line:
        own = words(declared or "")
        is_below_kicker = len(own) >= KICKED and words(line.text)[-len(own) :] == own
        said = line.text if options.as_is else unglue(line.text)[0]
        return FoundValue(declared if declared and is_below_kicker else said, "title", line.number)
    bare = unglue(declared)[0] if declared else ""
    return FoundValue(bare, "metadata") if bare and is_supported(bare, [one.text for one in groups]) else None


def _replaced(line: RawLine | None, title: FoundValue | None) -> list[RuledLine]:
    """Return what is left of the title's line where it is not the title, or holds more than the title."""
    if not line or not title or title.value == line.text:
        return []
    if title.rule == "given":
        return [RuledLine(line.number, line.text, "title-given", "the editor gave another title")]
    if line.text.startswith(title.value):
        return [RuledLine(line.number, line.text, "glued-publisher", "the publisher's name is cut off the title")]
    return [
        RuledLine(line.number, line.text, "kicker", "the words above the title are cut off, as the file declares it")
    ]


def _broken(parts: SortedLines) -> list[RuledLine]:
    """Return a flag for each line with a word that was broken at the end of a line."""
    reason = "a word was broken at the end of a line, and nothing says whether the hyphen is its own"
    return [RuledLine(line.number, line.text, "broken-word", reason) for line in parts.body if line.broken]


def _front_matter(
    found: Mapping[str, FoundValue], blocks: Sequence[Block], archived_url: str | None, rights: str
) -> FrontMatter:
    values = {name: found[name].value if name in found else None for name in FOUND_FIELDS}
    published = found.get("published")
    dated = published if isinstance(published, PublicationDate) else None
    return FrontMatter(
        **values,
        published_basis=dated.basis if dated else None,
        published_note=dated.note if dated else None,
        archived_url=archived_url,
        rights=rights,
        blocks="".join(block.kind for block in blocks[1:]),
        source_sha256=hashlib.sha256(clean_text(blocks).encode()).hexdigest() if rights == "withheld" else None,
    )


def _sort_as_is(lines: Sequence[RawLine], corrections: Corrections, given: str | None) -> SortedLines:
    """Take all lines for the article's, as their author wrote them: a list or a table is one paragraph.

    The title is the line that is marked as such, or that the editor gives, else the first of its shape; markup without
    words is all that is dropped unasked.
    """
    out = SortedLines()
    left = []
    for line in lines:
        reason = GIVEN if line.number in corrections.drop else MARKUP if line.mark == "outside" else None
        if reason:
            out.dropped.append(RuledLine(line.number, line.text, reason.rule, reason.words))
        else:
            left.append(line)
    first = [line for line in left[:1] if is_headline(line.text)]
    titles = [line for line in left if line.text == given] if given else [line for line in left if line.mark == "title"]
    out.title = next(iter(titles or ([] if given else first)), None)
    out.body = list(join_lists(line for line in left if line is not out.title))
    return out


def _sort_lines(
    lines: Sequence[RawLine],
    posts: Sequence[tuple[RawLine, ...]],
    corrections: Corrections,
    declared: str | None,
    given: str | None,
) -> SortedLines:
    """Part the article's lines from the page's; the lines of embedded posts are the article's.

    A line that the editor keeps is no title where he gives another.
    """
    posted = frozenset(id(line) for post in posts for line in post)
    out = SortedLines()
    left, before = list(lines), -1
    while len(left) != before:
        before = len(left)
        indices = frozenset(index for index, line in enumerate(left) if id(line) in posted)
        page = ScrapedPage(left, indices, given or declared, out.title, out.end)
        out.title = left[page.title] if page.title is not None else None
        out.end = left[page.story.stop - 1] if page.story else None
        left = _sort_once(page, corrections, out)
    if given and out.title and out.title.text != given and out.title.number in corrections.keep:
        out.title = None
    out.body = [line for line in left if line is not out.title]
    return out


def _sort_once(page: ScrapedPage, corrections: Corrections, out: SortedLines) -> list[RawLine]:
    """Return the lines that stay, add the others to those dropped, and note those kept in doubt."""
    reasons = _reasons(page)
    left: list[RawLine] = []
    out.flags = []
    for index, line in enumerate(page.lines):
        ruled = None if line.number in corrections.keep else reasons.get(index)
        reason = None if index == page.title else GIVEN if line.number in corrections.drop else ruled
        if reason:
            lines = out.flags if reason.doubt else out.dropped
            lines.append(RuledLine(line.number, line.text, reason.rule, reason.words))
        if not reason or reason.doubt:
            left.append(line)
    return left


def _reasons(page: ScrapedPage) -> dict[int, DropReason]:
    """Return why lines are no part of the article; what a line says by itself goes before what its neighbours say."""
    judged: Set[int] = set(range(len(page.lines))) - page.certain - {page.title}
    found = {index: rule_for(page.lines[index].text, page.zone(index)) for index in sorted(judged)}
    rules = {index: rule for index, rule in found.items() if rule}
    return neighbour_reasons(page, rules) | {index: DropReason(rule.name, rule.reason) for index, rule in rules.items()}
