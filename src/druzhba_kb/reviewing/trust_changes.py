"""Trust changes: two revisions in, what changed between them that no check of a clone can judge out, in plain words.

A clone sees whether quoted words open an article's commitment. Whether that is the commitment of the article as it was published,
whether its publication data and its digest are true, what a kind's units mean and what the program does, it cannot see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from itertools import groupby

from druzhba_kb.fileformat import ARTICLE
from druzhba_kb.folding import shorten
from druzhba_kb.layout import ATTESTATION, CHANGES, SIGNATURE, SIGNERS
from druzhba_kb.model import Article, Kind, Records
from druzhba_kb.report import Place
from druzhba_kb.reviewing.differences import renamed_ids
from druzhba_kb.sealing import VOUCHED, Seals

UNSIGNED, OUTSIDE, UNPROVED = "unsigned-change", "changed-outside", "unproved-words"
KIND, CONTENT_FILE = "entities/*/_kind.yml", "content"
# The first that fits says what a changed file is.
SORTS = (
    (SIGNERS, "who may sign for articles"),
    (KIND, "what the values of a kind mean, and which words bear them out"),
    (f"articles/{CHANGES}", CONTENT_FILE),
    ("articles/*", CONTENT_FILE),
    ("entities/*/*.yml", CONTENT_FILE),
    ("entities/*", "what guards the content as a whole"),
    ("sources/*", "private texts, which must not be in git"),
    ("pages/*", "own pages, which nothing holds against a text"),
    ("assets/*", "pictures and other files that the site takes over"),
    ("translations/*", "what the content says in other languages, of which numbers, names and links alone are checked"),
    ("locales/*", "the words around the content in another language"),
    ("references/*", "works that are cited for what no article says"),
    ("mkdocs.yml", "the settings of the site"),
    ("templates/*", "what pages look like"),
    (".github/*", "what continuous integration runs"),
    ("*.lock", "what is installed"),
    ("*.md", "texts for people"),
    ("*", "the program, its tests or what runs them"),
)
MOST, LONGEST = 8, 200  # files that are named, characters of a value


@dataclass(frozen=True, slots=True)
class TrustChange:
    """One change, at its place, in words; `code` is that of its finding, `signed` who has signed for it."""

    place: Place
    code: str
    words: str
    signed: str = ""

    def __str__(self) -> str:
        return f"{self.place.file}: {self.words}{f'; signed by {self.signed}' if self.signed else ''}"


def article_changes(before: Records, after: Records, unread: Collection[str]) -> Iterator[TrustChange]:
    """Yield what differs in articles that nobody can judge without their texts; one in an unread file is not gone."""
    renamed = renamed_ids(before, after)
    old = dict(before.articles)
    for id, new in renamed.items():
        if id in old and new not in old:  # an article that takes the id of two has lost one
            old[new] = old.pop(id)
    for id in sorted(old.keys() | after.articles.keys()):
        one, now = old.get(id), after.articles.get(id)
        if now is None and old[id].place.file in unread:
            continue
        if one is None or now is None:
            article = now or old[id]
            given = (article.publisher, article.published, article.url)
            what = "a new article" if now else "the article is gone"
            words = f"{what}: {', '.join(_shown(said) for said in (article.title, *given) if said)}"
            yield TrustChange(article.place, UNSIGNED, words)
        else:
            yield from _changed(one, now)


def _changed(one: Article, now: Article) -> Iterator[TrustChange]:
    for key in ARTICLE.keys:
        was, given = getattr(one, key.attribute), getattr(now, key.attribute)
        if key.attested and was != given:
            words = f"'{key.name}' was {_shown(was)} and is {_shown(given)}"
            yield TrustChange(now.places.get(key.name, now.place), UNSIGNED, words)
    was, given = ([(one.first, one.last, one.markdown) for one in article.body] for article in (one, now))
    if was != given:
        differing = [passage for passage in now.body if (passage.first, passage.last, passage.markdown) not in was]
        blocks = f" in block {', '.join(str(passage.first) for passage in differing)}" if differing else ""
        what = "the published text" if now.rights == "full" else "the digest"
        place = differing[0].place if differing else now.place
        yield TrustChange(place, UNSIGNED, f"{what} is another one{blocks}")
    if one.commitment == now.commitment and (new := _vouched(now.seals) - _vouched(one.seals)):
        words = f"somebody's word, and no proof, that these hold against the text: {', '.join(sorted(new))}"
        yield TrustChange(Place(f"articles/{now.id}.seals"), UNPROVED, words)


def _vouched(seals: Seals | None) -> set[str]:
    """Return what is vouched for, by block and sort, with the beginning of its hash."""
    parts = (line.split(" ") for line in seals.lines) if seals else ()
    return {f"{kind} of block {block} ({proof[:8]})" for _, _, block, kind, proof in parts if kind in VOUCHED}


def file_changes(files: list[str], before: Mapping[str, Kind], after: Mapping[str, Kind]) -> Iterator[TrustChange]:
    """Yield what changed outside of articles and entities: each kind with what differs in it, other files by their sort."""
    sorts = sorted((_sort(file), file) for file in files if file not in (ATTESTATION, SIGNATURE))
    for (at, words), those in groupby(sorts, key=lambda one: one[0]):
        named = [file for _, file in those]
        code = UNSIGNED if SORTS[at][0] == SIGNERS else OUTSIDE
        if SORTS[at][0] == KIND:
            yield from (TrustChange(Place(file), code, _kind_words(words, file, before, after)) for file in named)
        elif words != CONTENT_FILE:
            more = f" and {len(named) - MOST:,} more" if len(named) > MOST else ""
            yield TrustChange(Place(named[0]), code, f"{words}: {', '.join(named[:MOST])}{more}")


def _sort(file: str) -> tuple[int, str]:
    return next((at, words) for at, (pattern, words) in enumerate(SORTS) if fnmatchcase(file, pattern))


def _kind_words(words: str, file: str, before: Mapping[str, Kind], after: Mapping[str, Kind]) -> str:
    """Return what a changed kind is, with each key of it that differs; of one that is new or gone, that it is."""
    name = file.split("/")[1]
    if (name in before) != (name in after):
        return f"{words}; {'it is new' if name in after else 'it is gone'}"
    was, given = (dict(_leaves(asdict(kinds[name]))) if name in kinds else {} for kinds in (before, after))
    differing = [key for key in {**was, **given} if _shown(was.get(key)) != _shown(given.get(key))]
    told = [f"{key} was {_shown(was.get(key))} and is {_shown(given.get(key))}" for key in differing]
    return "; ".join([words, *told])


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple) and any(isinstance(one, Mapping) for one in value):
        value = {str(at): one for at, one in enumerate(value, 1)}
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("place", "by_place"):
                yield from _leaves(inner, f"{path}.{key}" if path else key)
    else:
        yield path, value


def _shown(value: object) -> str:
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return f"'{shorten(' '.join(said.split()), LONGEST)}'" if said else "nothing"
