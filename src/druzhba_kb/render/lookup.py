"""Lookup: a knowledge base in, the names by which a search knows its entities and articles out, as one small file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.render.page import Page

LOOKUP = "search/names.json"
BLOCK = 0x100
ARTICLE = "Article"


def lookup_page(kb: KnowledgeBase) -> Page:
    """Return the file that the search reads before anything else."""
    rows = [*_kinds(kb), *_entities(kb), *_articles(kb)]
    names = [text for row in rows for text in (row[0], *row[3])]
    content = {"letters": letters(names), "names": rows}
    return Page(LOOKUP, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def letters(names: Iterable[str]) -> dict[str, str]:
    """Return what each letter beyond ASCII is in ASCII, for every block of letters that the names use.

    The whole block, so that a reader may write in that script a name which stands here in another.
    """
    blocks = {ord(char) // BLOCK for name in names for char in name if not char.isascii() and char.isalpha()}
    codes = (block * BLOCK + at for block in sorted(blocks) for at in range(BLOCK))
    lower = (char for char in map(chr, codes) if char.isalpha() and char == char.lower() and not char.isascii())
    return {char: anyascii(char).lower() for char in lower}


Row = tuple[str, str, str, list[str], int]


def _kinds(kb: KnowledgeBase) -> Iterator[Row]:
    for kind in kb.records.kinds.values():
        count = sum(entity.kind == kind.id for entity in kb.records.entities.values())
        yield kind.plural, "Index", f"{kind.id}/", [], count


def _entities(kb: KnowledgeBase) -> Iterator[Row]:
    """Yield name, kind, page, other names and weight: how often the articles speak of it."""
    mentions: dict[str, int] = {}
    for mention in kb.mentions:
        mentions[mention.entity] = mentions.get(mention.entity, 0) + 1
    for entity in kb.records.entities.values():
        weight = len(entity.statements) + mentions.get(entity.id, 0)
        yield entity.name, kb.records.kinds[entity.kind].label, entity.page, _others(entity), weight


def _others(entity: Entity) -> list[str]:
    """Return the other names; a metonym stands for more than this entity, so it does not lead to it."""
    names = [alias.name for alias in entity.aliases if alias.use != "metonym"]
    return [name for name in dict.fromkeys([*names, *entity.short_names]) if name != entity.name]


def _articles(kb: KnowledgeBase) -> Iterator[Row]:
    for article in kb.records.articles.values():
        yield article.title, ARTICLE, article.page, [article.publisher] if article.publisher else [], 0
