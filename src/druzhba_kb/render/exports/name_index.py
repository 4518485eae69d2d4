"""Name index: the records in, the names by which the search knows their pages out, in small files.

It finds names that are misspelt or in another script, which an index of words cannot. Once the search fetched all names
when it was opened, 98 kB at 5,000 records; a long list has parts now, one for each letter with which a word of a name
begins. What a word begins with must be read here as `names.js` reads it, or names are lost.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import regex
from anyascii import anyascii

from druzhba_kb.model import Entity, KnowledgeBase
from druzhba_kb.reading.digits import roman
from druzhba_kb.render.page_model import Page

NAMES = "search/names.json"
PARTS = "search/names"
MOST = 1500  # rows of one file, about 30 kB compressed
BLOCK = 0x100  # code points; a script's letters lie in a few of these
WORD = regex.compile(r"\p{N}+|\p{L}+")
UNSPOKEN = regex.compile(r"['’ʼ]|\p{M}")
ROMAN = frozenset("ivx")  # of which names.js reads numbers
OTHER = "other"  # what a word begins with that is no letter of ASCII once it is romanized
Row = tuple[str, str, str, list[str], int]  # name, kind, page, other names, weight


def name_index_pages(kb: KnowledgeBase, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the file that the search reads before anything else, and its parts; `whole_lists` are not parted."""
    rows = [*_kinds(kb), *_entities(kb), *_articles(kb)]
    known = letters(text for row in rows for text in _texts(row))
    if len(rows) <= MOST or site.get("whole_lists"):
        yield _file(NAMES, {"letters": known, "names": rows})
        return
    parts: dict[str, list[Row]] = {}
    for row in rows:
        for part in sorted({part for text in _texts(row) for part in initials(text, known)}):
            parts.setdefault(part, []).append(row)
    yield _file(NAMES, {"letters": known, "parts": sorted(parts)})
    yield _file(f"{PARTS}/all.json", rows)
    yield from (_file(f"{PARTS}/{part}.json", those) for part, those in sorted(parts.items()))


def initials(text: str, known: Mapping[str, str]) -> list[str]:
    """Return with what each word of a name begins, as names.js reads it too."""
    plain = unicodedata.normalize("NFKD", "".join(known.get(char, char) for char in text.lower()))
    firsts = (_arabic(word)[0] for word in WORD.findall(UNSPOKEN.sub("", plain)))
    return [first if first.isascii() and not first.isupper() else OTHER for first in firsts]


def letters(names: Iterable[str]) -> dict[str, str]:
    """Return what each letter beyond ASCII is in ASCII, for every block of letters that the names use.

    The whole block, so that a reader may write in that script a name which stands here in another.
    """
    blocks = {ord(char) // BLOCK for name in names for char in name if not char.isascii() and char.isalpha()}
    codes = (block * BLOCK + at for block in sorted(blocks) for at in range(BLOCK))
    lower = (char for char in map(chr, codes) if char.isalpha() and char == char.lower() and not char.isascii())
    return {char: anyascii(char).lower() for char in lower}


def _kinds(kb: KnowledgeBase) -> Iterator[Row]:
    counts = Counter(entity.kind for entity in kb.records.entities.values())
    for kind in kb.records.kinds.values():
        yield kind.plural, "Index", f"{kind.id}/", [], counts[kind.id]


def _entities(kb: KnowledgeBase) -> Iterator[Row]:
    """Yield the entities; their weight is how often the articles speak of them."""
    mentions = Counter(mention.entity for mention in kb.mentions)
    for entity in kb.records.entities.values():
        weight = len(entity.statements) + mentions[entity.id]
        yield entity.name, kb.records.kinds[entity.kind].label, entity.page, _others(entity), weight


def _articles(kb: KnowledgeBase) -> Iterator[Row]:
    for article in kb.records.articles.values():
        yield article.title, "Article", article.page, [article.publisher] if article.publisher else [], 0


def _others(entity: Entity) -> list[str]:
    """Return the other names; a metonym means more than this entity, so it does not lead to it."""
    names = [alias.name for alias in entity.aliases if alias.use != "metonym"]
    return [name for name in dict.fromkeys([*names, *entity.short_names]) if name != entity.name]


def _arabic(word: str) -> str:
    """Return the number that a word is in Roman letters, or the word: who asks for 18 means XVIII too."""
    number = roman(word.upper()) if ROMAN.issuperset(word) else None
    return word if number is None else str(number)


def _texts(row: Row) -> tuple[str, ...]:
    return row[0], *row[3]


def _file(path: str, content: object) -> Page:
    return Page(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")
