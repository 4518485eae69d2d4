"""Mentions: records in; every place where a body or a summary names an entity, and whom each statement concerns, out.

The longest name wins where several overlap, and the first mention of a section becomes the link: linking each would drown
the text. Names that mean two things, and metonyms, never link.

A fact is written once, at its home; the pages of all whom it names or quotes show it from there. Names and aliases that can mean
one entity only are found, an adjective or a metonym never: 'Maltese' tells of Malta and does not speak of it. What no word
names an editor declares, and nothing twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from druzhba_kb.folding import DASHES, INVISIBLE, LIGATURES, QUOTES, UNSPACED, cluster_end, fold, fold_with_offsets
from druzhba_kb.model import Article, Entity, Mention, OwnPage, Passage, PlacedId, Records, Statement
from druzhba_kb.relate.prose import is_heading, legible, linkable, sentence_at
from druzhba_kb.relate.references import claims_of, unknown
from druzhba_kb.report import Place, Report

SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
FOLDED = {char: " " for char in SPACES} | {char: "'" for char in QUOTES} | {char: "-" for char in DASHES}
OTHER_LENGTH = frozenset((*INVISIBLE, *LIGATURES))
CHANGED = re.compile(f"[{re.escape(''.join([*(char for char, to in FOLDED.items() if char != to), *OTHER_LENGTH]))}]")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
# The marks that only ever continue a character end no word in any script.
PARTED = frozenset(("", *" ,;:!?()'-"))  # beside these no name is cut out of a word
CUT = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}][\p{{M}}ーｰﾞﾟ]|[[\p{{L}}\p{{M}}\p{{N}}]--[{UNSPACED}]]{{2}}", regex.V1)


@dataclass(frozen=True, slots=True)
class Owners:
    """The entities a name belongs to: by name or alias, and by short name."""

    full: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """A name found in a text, with the entities that it can mean there."""

    start: int
    end: int
    owners: Owners
    entities: frozenset[str] = frozenset()


class NameFinder:
    """All names that can link, or those of other owners, in one automaton."""

    def __init__(self, owners: Mapping[str, Owners]) -> None:
        self._owners = [owners[name] for name in sorted(owners)]
        self._automaton = AhoCorasick(sorted(owners), matchkind=MatchKind.Standard, store_patterns=False)

    def find(self, text: str) -> list[Hit]:
        """Return every whole-word occurrence of every name, overlapping ones too, with offsets in text."""
        folded, offsets = _fold(text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        hits = [Hit(start, end, self._owners[name]) for name, start, end in found if _is_whole(folded, start, end)]
        if offsets is None:
            return hits
        return [hit._replace(start=offsets[hit.start], end=cluster_end(text, offsets[hit.end - 1] + 1)) for hit in hits]


def find_mentions(records: Records, report: Report) -> tuple[Mention, ...]:
    """Return the mentions in articles, by id, then in summaries, by id; report the names that could be two entities."""
    search = _Search(
        records.entities, records.drafts, NameFinder(linking(records.entities.values())), records.language, report
    )
    found: list[Mention] = []
    for _, article in sorted(records.articles.items()):
        found += search.in_article(article)
    for _, entity in sorted(records.entities.items()):
        found += search.in_summary(entity)
    return tuple(found)


def mentions_in_pages(records: Records, report: Report) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions in own pages by their files; report the names that could be two entities."""
    if not records.pages:
        return {}
    search = _Search(
        records.entities, records.drafts, NameFinder(linking(records.entities.values())), records.language, report
    )
    return {file: tuple(search.in_page(page)) for file, page in records.pages.items()}


@dataclass(frozen=True, slots=True)
class _Search:
    entities: Mapping[str, Entity]
    drafts: frozenset[str]
    names: NameFinder
    language: str | None
    report: Report

    def in_article(self, article: Article) -> Iterator[Mention]:
        hits = [self.names.find(linkable(passage.markdown)) if passage.is_written else [] for passage in article.body]
        needs_names = any(hit.owners.short for found in hits for hit in found)
        named = self._named(article.body) if needs_names else frozenset()
        linked: set[str] = set()
        for passage, found in zip(article.body, hits, strict=True):
            if _opens_section(article, passage):
                linked.clear()
            for hit in self._certain(self._meanings(found, named), passage.markdown, partial(_within, passage)):
                yield self._mention(passage.markdown, hit, linked, article=article.id, block=passage.first)

    def in_summary(self, entity: Entity) -> Iterator[Mention]:
        hits = self._meanings(self.names.find(linkable(entity.summary)))
        others = [hit for hit in longest(hits) if entity.id not in hit.entities]
        linked: set[str] = set()
        place = entity.places.get("summary", entity.place)
        for hit in self._certain(others, entity.summary, lambda _: place):
            yield self._mention(entity.summary, hit, linked, in_entity=entity.id)

    def in_page(self, page: OwnPage) -> Iterator[Mention]:
        markdown, at = page.body.markdown, 0
        linked: set[str] = set()
        hits = self._meanings(self.names.find(linkable(markdown)), self._named([page.body]))
        for hit in self._certain(hits, markdown, partial(_within, page.body)):
            if HEADING.search(markdown, at, hit.start):
                linked.clear()
            at = hit.start
            yield self._mention(markdown, hit, linked)

    def _mention(
        self,
        markdown: str,
        hit: Hit,
        linked: set[str],
        *,
        article: str | None = None,
        in_entity: str | None = None,
        block: int | None = None,
    ) -> Mention:
        (entity,) = hit.entities
        is_first = entity not in linked
        linked.add(entity)
        sentence = sentence_at(markdown, hit.start, hit.end, self.language)
        text = markdown[hit.start : hit.end]
        return Mention(article, in_entity, block, entity, text, hit.start, hit.end, sentence, is_first)

    def _named(self, passages: Sequence[Passage]) -> frozenset[str]:
        """Return the entities that stand in the passages with their name or an alias of their own."""
        hits = (hit for passage in passages if passage.is_written for hit in longest(self._full(passage.markdown)))
        return frozenset(one for hit in hits if len(hit.entities) == 1 for one in hit.entities)

    def _full(self, markdown: str) -> list[Hit]:
        return self._meanings(self.names.find(legible(markdown)))

    def _meanings(self, hits: Iterable[Hit], named: frozenset[str] = frozenset()) -> list[Hit]:
        """Return the hits that can mean something: by short name only the entities that the article names in full.

        A name of something published means that, whatever draft bears it too.
        """
        known = (hit._replace(entities=hit.owners.full | (hit.owners.short & named)) for hit in hits)
        return [hit._replace(entities=(hit.entities - self.drafts) or hit.entities) for hit in known if hit.entities]

    def _certain(self, hits: Iterable[Hit], markdown: str, where: Callable[[int], Place]) -> Iterator[Hit]:
        for hit in longest(hits):
            if len(hit.entities) == 1:
                yield hit
            elif hit.entities.isdisjoint(self.drafts):
                self._report(markdown[hit.start : hit.end], hit, where(hit.start))

    def _report(self, name: str, hit: Hit, place: Place) -> None:
        known = " or ".join(f"'{one}' ({self.entities[one].name})" for one in sorted(hit.entities))
        message = f"'{' '.join(name.split())}' could be {known}, so it is not linked; write the full name"
        self.report.warning(place, "ambiguous-mention", message)


def all_words(entities: Iterable[Entity]) -> dict[str, Owners]:
    """Return all words that tell of entities: names of every use, and adjectives."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (*entity.names, *entity.adjectives):
            found[fold(name)].add(entity.id)
    return {name: Owners(full=frozenset(ids)) for name, ids in found.items() if name}


def linking(entities: Iterable[Entity]) -> dict[str, Owners]:
    """Return the names that can become links."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    short: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.name, *(alias.name for alias in entity.aliases if alias.use != "metonym")):
            full[fold(name)].add(entity.id)
        for name in entity.short_names:
            short[fold(name)].add(entity.id)
    names = (full.keys() | short.keys()) - {""}
    return {name: Owners(frozenset(full.get(name, ())), frozenset(short.get(name, ()))) for name in names}


def _fold(text: str) -> tuple[str, Sequence[int] | None]:
    """Return text folded, and the offsets where they differ from those in text."""
    changed = set(CHANGED.findall(text))
    if not changed.isdisjoint(OTHER_LENGTH) or not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return fold_with_offsets(text)
    folded = text
    for char in changed:  # several times as fast as translate, which looks up each character
        folded = folded.replace(char, FOLDED[char])
    return fold_with_offsets(text) if "  " in folded else (folded, None)


def _is_whole(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] in PARTED and text[end : end + 1] in PARTED:
        return True
    return not (_cuts(text[max(0, start - 2) : start + 1][::-1]) or _cuts(text[end - 1 : end + 2], forward=True))


@lru_cache(maxsize=65536)
def _cuts(around: str, *, forward: bool = False) -> bool:
    """Return whether a name that ends at the first character is cut out of the word, or address, that goes on.

    Read backwards, `around` is the start of the name and what stands before it.
    """
    inner, outer, beyond = around[:1], around[1:2], around[2:3]
    if outer == ".":
        return beyond.islower() if forward else beyond.isalnum() and inner.islower()
    return bool(CUT.fullmatch(inner + outer if forward else outer + inner))


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits from left to right, of those that overlap the longest."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen


def _opens_section(article: Article, passage: Passage) -> bool:
    told = article.blocks[max(passage.first, 1) - 1 : passage.last]
    return "h" in told or is_heading(passage.markdown)


def _within(passage: Passage, offset: int) -> Place:
    """Return the place in the file of an offset in the passage's Markdown."""
    place, markdown = passage.place, passage.markdown
    lines = markdown.count("\n", 0, offset)
    column = offset - markdown.rfind("\n", 0, offset)
    return Place(place.file, place.line + lines, column if lines else max(place.column, 1) + offset)


def relate_concerns(records: Records, report: Report) -> dict[str, tuple[str, ...]]:
    """Return whom each statement concerns beside its home, by its id: those that it names, and those that an editor declares.

    One that the editors reject concerns nobody else.
    """
    names, drafts = NameFinder(_distinctive_names(records.entities.values())), records.drafts
    found: dict[str, tuple[str, ...]] = {}
    for entity in records.entities.values():
        named = _named(records, entity, names, drafts)
        for statement in entity.statements:
            own = named[statement.id] - {entity.id}
            every = own.union(_declared_concerns(records, entity, statement, own, report))
            if statement.standing != "rejected" and every:
                found[statement.id] = tuple(sorted(every))
    return found


def _named(records: Records, entity: Entity, names: NameFinder, drafts: frozenset[str]) -> dict[str, set[str]]:
    """Return the entities that each statement of an entity refers to, quotes or names."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for statement, claim, attribute in claims_of(records, entity):
        if claim.words is not None or (attribute.type == "text" and claim.value is not None):
            named[statement.id].update(_meant(names, claim.words or claim.value or "", drafts))
        elif attribute.type == "ref" and claim.value is not None:
            named[statement.id].add(claim.value)
    for statement in entity.statements:
        quoted = (one for item in statement.evidence for one in (*item.said_by, item.origin) if one)
        named[statement.id].update(speaker.id for speaker in quoted if speaker.id)
        named[statement.id] &= records.entities.keys()
    return named


def _meant(names: NameFinder, text: str, drafts: frozenset[str]) -> Iterator[str]:
    """Yield the entities that a text names, without what could be two; something published is meant before a draft."""
    for hit in longest(names.find(text)):
        meant = (hit.owners.full - drafts) or hit.owners.full
        if len(meant) == 1:
            yield from meant


def _distinctive_names(entities: Iterable[Entity]) -> dict[str, Owners]:
    """Return the names by which a text can tell of entities; an ambiguous one has no owner, and hides those in it."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    ambiguous: set[str] = set()
    for entity in entities:
        aliases = [alias for alias in entity.aliases if alias.use != "metonym"]
        ambiguous |= {fold(alias.name) for alias in aliases if alias.ambiguous}
        for name in (entity.name, *(alias.name for alias in aliases), *entity.short_names):
            owners[fold(name)].add(entity.id)
    return {name: Owners() if name in ambiguous else Owners(frozenset(ids)) for name, ids in owners.items() if name}


def _declared_concerns(
    records: Records, entity: Entity, statement: Statement, named: set[str], report: Report
) -> Iterator[str]:
    seen: set[str] = set()
    for concern in statement.concerns:
        if concern.id not in records.entities:
            message = unknown(records, "entity {}", concern.id, records.entities)
            report.error(concern.place, "unknown-reference", message)
        elif why := _needless(concern, entity, named, seen):
            report.warning(concern.place, "needless-concern", f"'{concern.id}' {why}; remove it from 'concerns'")
        else:
            yield concern.id
        seen.add(concern.id)


def _needless(concern: PlacedId, entity: Entity, named: set[str], seen: set[str]) -> str | None:
    """Return why nobody needs to declare a concern."""
    if concern.id == entity.id:
        return "is the record in which the statement stands"
    if concern.id in seen:
        return "stands here twice"
    return "is named by the value, a reference or a speaker" if concern.id in named else None
