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

from druzhba_kb.model import Entity
from druzhba_kb.reading.digits import roman
from druzhba_kb.reading.language import language, language_codes
from druzhba_kb.relate.prose import plain as without_markup
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex

NAMES = "search/names.json"
PARTS = "search/names"
MOST = 1500  # rows of one file, about 30 kB compressed
BLOCK = 0x100  # code points; a script's letters lie in a few of these
WORD = regex.compile(r"\p{N}+|\p{L}+")
UNSPOKEN = regex.compile(r"['’ʼ]|\p{M}")
ROMAN = frozenset("ivx")  # of which names.js reads numbers
OTHER = "other"  # what a word begins with that is no letter of ASCII once it is romanized
# no comma, behind which "to which, one article says, …" would lose what it is about; no point of "U.S. lawmakers"
CLAUSE = regex.compile(r"^.{20,}?(?=[;:] |(?<!\.\p{Lu})[.!?](?: |$)|$)")
LONGEST = 90
Row = tuple[str, str, str, list[str], int, str]  # name, kind, page, other names, weight, what tells it from namesakes


def name_index_pages(index: SiteIndex, site: Mapping[str, str]) -> Iterator[Page]:
    """Yield the file that the search reads before anything else, and its parts; `whole_lists` are not parted."""
    rows = [*_kinds(index), *_entities(index), *_articles(index)]
    known = letters(text for row in rows for text in _texts(row))
    head = {"letters": known, "months": months()}
    if len(rows) <= MOST or site.get("whole_lists"):
        yield _file(NAMES, {**head, "names": rows})
        return
    parts: dict[str, list[Row]] = {}
    for row in rows:
        for part in sorted({part for text in _texts(row) for part in initials(text, known)}):
            parts.setdefault(part, []).append(row)
    yield _file(NAMES, {**head, "parts": sorted(parts)})
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


def months() -> dict[str, int]:
    """Return the names of the months in all languages that are read, so that a date may be asked for in any."""
    known = (language(code) for code in language_codes())
    named = (pair for one in known if one for pair in one.month_names.items())
    return {name: number for name, number in named if WORD.fullmatch(name)}


def first_clause(text: str) -> str:
    """Return what a summary says first, without markup: enough to tell namesakes apart."""
    plain = without_markup(text)
    clause = found[0] if (found := CLAUSE.match(plain)) else plain
    return clause if len(clause) <= LONGEST else clause[:LONGEST].rpartition(" ")[0].rstrip(",;:–—") + " …"


def _kinds(index: SiteIndex) -> Iterator[Row]:
    for kind in index.kinds:
        yield kind.plural, "Index", f"{kind.id}/", [], len(index.ordered[kind.id]), first_clause(kind.summary)


def _entities(index: SiteIndex) -> Iterator[Row]:
    """Yield the entities; their weight is how often the articles speak of them."""
    kb = index.kb
    mentions = Counter(mention.entity for mention in kb.mentions)
    for entity in kb.records.entities.values():
        weight = len(entity.statements) + mentions[entity.id]
        yield entity.name, index.kind(entity).label, entity.page, _others(entity), weight, first_clause(entity.summary)


def _articles(index: SiteIndex) -> Iterator[Row]:
    for article in index.articles:
        others = [article.publisher] if article.publisher else []
        yield article.title, "Article", article.page, others, 0, index.labels[article.id]


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
