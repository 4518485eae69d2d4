"""What `cite` does: an article and a few words in, the passages that have them out, each with the shortest quotation.

An editor remembers a passage and not its letters, so words count whatever their order, case and ending, and one slip is
forgiven; a number is the same or it is another. The quotation is what the check will accept: of one block, word for word,
long enough and not too long. It must never be made of a digest, which is no evidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from textwrap import indent
from typing import Any

import regex
from rapidfuzz import fuzz

from druzhba_kb.editing.new import load_for_editing
from druzhba_kb.folding import find_whole, fold_with_offsets, length, words
from druzhba_kb.model import BLOCK_KINDS, Article, Block, Entity
from druzhba_kb.reading.context import contexts, fewest
from druzhba_kb.reading.language import language
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.relate.locations import locate
from druzhba_kb.relate.passages import BlockText, sentences_of
from druzhba_kb.relate.references import chosen_articles
from druzhba_kb.relate.similar_names import romanized
from druzhba_kb.report import Report
from druzhba_kb.verify.digests import verify_texts
from druzhba_kb.verify.quotations import LONGEST, SHORTEST
from druzhba_kb.yaml_dump import as_yaml

# A number with its separators and a compound with its hyphens are one token, so that no quotation cuts them.
TOKEN = regex.compile(r"\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*")
SEPARATOR = regex.compile(r"(?<=\p{N})[.,](?=\p{N})")
STOP = regex.compile(r"[.,;:!?()](?!\p{N})")
ALIKE = 70  # of 100: 'harbor' for harbour and 'mastre' for master are above it
ALMOST = 0.95  # another ending is nearly the word, and the word itself goes before
SHORTEST_STEM = 4  # 'the' begins like 'then' and 'they', which says nothing
ENOUGH = 0.5  # of the weight of the words asked for that the article has
# what the words around a quotation change of it, so that it is quoted with them
CHANGED = frozenset(("compared", "negated"))
# words to either side in which a negation, a hedge, a scale or a unit is looked for
REACH = 5


@dataclass(frozen=True, slots=True)
class WordForms:
    """A word of a text: its offsets, how many words a quotation counts in it, its plain forms, the whole one first."""

    start: int
    end: int
    count: int
    forms: tuple[str, ...]

    def likeness(self, form: str) -> float:
        """Return how like this word is to one in plain form, from 0 to 1."""
        return max(_alike(form, own) for own in self.forms)


def _words_of(text: str) -> list[WordForms]:
    folded, offsets = fold_with_offsets(text)
    return [
        WordForms(offsets[match.start()], offsets[match.end() - 1] + 1, len(words(match[0])), forms)
        for match in TOKEN.finditer(folded)
        if (forms := _forms(match[0]))
    ]


def _forms(token: str) -> tuple[str, ...]:
    parts = romanized(SEPARATOR.sub("", token)).split()
    return tuple(dict.fromkeys(("".join(parts), *parts))) if parts else ()  # a compound is found by its parts too


def _alike(one: str, other: str) -> float:
    """Return how like two plain words are; numbers are the same or not alike at all."""
    if one == other:
        return 1.0
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < SHORTEST_STEM:
        return 0.0
    if one.startswith(other) or other.startswith(one):
        return ALMOST
    return ALMOST * fuzz.ratio(one, other, score_cutoff=ALIKE) / 100


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with the words asked for: its block and sentence, and the quotation; `unique` if in no other block.

    `found` is the share of the words that the passage has, `weight` the share that the quotation has.
    """

    article: str
    block: int
    kind: str
    sentence: str
    quote: str
    unique: bool
    found: float
    weight: float
    said_by: str | dict[str, str] | None = None
    drafts: tuple[Mapping[str, Any], ...] = ()

    @property
    def statements(self) -> list[Mapping[str, Any]]:
        """Return the statements to paste: the drafts, else one whose attribute and value are for the editor."""
        return [*self.drafts] or [{"attribute": "value", **self.evidence}]

    @property
    def evidence(self) -> dict[str, str | int | dict[str, str]]:
        """Return the evidence as an editor writes it."""
        block = {} if self.unique else {"block": self.block}
        said_by = {"said_by": self.said_by} if self.said_by else {}
        return {"source": self.article, "quote": self.quote, **block, **said_by}


def cite(root: Path, id: str, asked: str, report: Report) -> list[CitedPassage] | None:
    """Return the passages of an article that have the words asked for, the best first; None where it cannot be read."""
    records = load_for_editing(root, (f"articles/{id}.md", f"sources/{id}.md"), report)
    chosen = chosen_articles(records, [id], report)
    faults = Report()  # what it counts is no matter of this command
    verify_texts(replace(records, articles={article.id: article for article in chosen}), faults)
    report.findings += faults.findings
    return None if report.failed else _find_passages(chosen[0], asked, records.entities.values(), report)


def _find_passages(article: Article, asked: str, entities: Iterable[Entity], report: Report) -> list[CitedPassage]:
    """Return the passages, the best first; `entities` are those whose names a speaker may have."""
    if article.text is None:
        message = f"'sources/{article.id}.md' is not here; expected the text, for a digest is no evidence"
        report.error(article.place, "no-text", message)
        return []
    tokens = {block.number: _words_of(block.text) for block in article.text}
    everything = [token for found in tokens.values() for token in found]
    wanted = _wanted(asked, everything)
    absent = [form for form in wanted if not any(token.likeness(form) for token in everything)]
    known = sum(weight for form, weight in wanted.items() if form not in absent)
    speakers = {entity.id: entity.names for entity in entities}
    finders = (_Finder(article, block, tokens[block.number], wanted, speakers) for block in article.text)
    hits = [hit for finder in finders for hit in finder.hits() if hit.found >= ENOUGH * known]
    place = article.text_place or article.place
    if not hits:
        message = f"no passage of '{article.id}' has words like '{asked}'; expected a few words of one sentence"
        report.error(place, "passage-not-found", message)
    elif absent:
        # a word that is nowhere decides nothing: 'spokesman' of somebody whom the article calls harbour master
        named = ", ".join(f"'{form}'" for form in absent)
        message = f"no word of '{article.id}' is like {named}; shown is what has the others"
        report.warning(place, "passage-not-found", message)
    return sorted(hits, key=lambda hit: (-hit.found, -hit.weight, len(words(hit.quote)), hit.block))


def _wanted(asked: str, tokens: Sequence[WordForms]) -> dict[str, float]:
    """Return the plain forms of the words asked for with what each counts: one that is frequent in the article less."""
    counts = Counter(token.forms[0] for token in tokens)
    forms = dict.fromkeys(token.forms[0] for token in _words_of(asked))
    # the name of the place is in every block, and tells no passage from another
    weights = {form: 1 / (1 + log(1 + counts[form])) for form in forms}
    return {form: weight / sum(weights.values()) for form, weight in weights.items()}


@dataclass(frozen=True, order=True, slots=True)
class _Window:
    """A run of tokens that could be the quotation, ordered by its worth."""

    weight: float
    shortness: int
    wholeness: int
    begins: bool
    earliness: int
    last: int

    @property
    def first(self) -> int:
        """Return the index of its first token."""
        return -self.earliness


class _Finder:
    """Finds the words asked for in one block."""

    def __init__(
        self,
        article: Article,
        block: Block,
        tokens: Sequence[WordForms],
        wanted: Mapping[str, float],
        speakers: Mapping[str, Sequence[str]],
    ) -> None:
        self.article = article
        self.speakers = speakers
        self.block = block
        self.tokens = tokens
        self.likeness = [[weight * token.likeness(form) for form, weight in wanted.items()] for token in tokens]
        self.sentences = sentences_of(BlockText(article.id, block.number, block.kind, block.text, article.lang))

    def hits(self) -> Iterator[CitedPassage]:
        """Yield the best hit of each sentence, and of neighbours where they have more together."""
        best: dict[tuple[int, int], _Window] = {}
        for window in self._windows():
            passage = self._passage(window)
            best[passage] = max(window, best.get(passage, window))
        for (first, last), window in best.items():
            alone = [best[one, one].weight for one in range(first, last + 1) if (one, one) in best]
            # a quotation across a full stop is worse than either half, unless it has more of what was asked for
            if first == last or window.weight > max(alone, default=0):
                yield self._hit(first, last, window)

    def _windows(self) -> Iterator[_Window]:
        """Yield the runs of tokens that are long and short enough for a quotation and have something."""
        for first in range(len(self.tokens)):
            best, length = [0.0] * len(self.likeness[first]), 0
            for last in range(first, len(self.tokens)):
                best = list(map(max, best, self.likeness[last]))
                length += self.tokens[last].count
                if length > LONGEST:
                    break
                if length >= SHORTEST and any(best):
                    # a quotation that stays within a clause reads better
                    stops = len(STOP.findall(self._said(first, last)))
                    # rounded, since sums of floats differ in their last digit by order
                    yield _Window(round(sum(best), 6), -length, -stops, any(self.likeness[first]), -first, last)

    def _passage(self, window: _Window) -> tuple[int, int]:
        """Return the first and the last sentence that a window touches."""
        start, end = self.tokens[window.first].start, self.tokens[window.last].end
        first = bisect_right(self.sentences, start, key=lambda one: one.end)
        last = bisect_left(self.sentences, end, key=lambda one: one.start) - 1
        return (first, last) if first <= last else (0, len(self.sentences) - 1)

    def _hit(self, first: int, last: int, window: _Window) -> CitedPassage:
        start, end = self.sentences[first].start, self.sentences[last].end
        inside = self.likeness[slice(*(bisect_left(self.tokens, at, key=lambda one: one.start) for at in (start, end)))]
        quote = self._whole(window)
        return CitedPassage(
            article=self.article.id,
            block=self.block.number,
            kind=BLOCK_KINDS.get(self.block.kind, "title"),
            sentence=" ".join(self.block.text[start:end].split()),
            quote=quote,
            unique=len(locate(self.article, quote)) < 2,
            found=round(sum(map(max, zip(*inside, strict=True))), 6),
            weight=window.weight,
            said_by=self._speaker(quote),
        )

    def _whole(self, window: _Window) -> str:
        """Return the quotation with the words before or behind that change what it says: no, about, million."""
        reach = [(n, 0) for n in range(REACH)] + [(0, n) for n in range(1, REACH)]
        for before, behind in reach:
            first, last = window.first - before, window.last + behind
            quote = self._said(first, last) if first >= 0 and last < len(self.tokens) else ""
            found = self._context(quote) if quote and length(quote) <= LONGEST else None
            if found and CHANGED.isdisjoint(found.marks):
                return quote
        return self._said(window.first, window.last)

    def _speaker(self, quote: str) -> str | dict[str, str] | None:
        """Return the id of whoever says a quotation, the words for them where the base has no such name."""
        context, known = self._context(quote), language(self.article.lang)
        pronouns = known.word_set("context", "pronouns") if known else frozenset()
        articles = known.articles if known else frozenset()
        # "he said" names nobody that an editor could put down, and "he called the" no speaker at all
        found = (who for who in (context.speakers if context else ()) if words(who))
        named = (who for who in found if words(who)[0].casefold() not in pronouns)
        who = next((who for who in named if words(who)[-1].casefold() not in articles), None)
        if who is None:
            return None
        for part in who.split(","):  # the head of a part comes last: the ministry's spokesman Ada Finch
            hits = [(find_whole(name, part), id) for id, names in self.speakers.items() for name in names]
            places = [(places[-1], id) for places, id in hits if places]
            if places:
                return max(places, key=lambda one: (one[0][1], -one[0][0]))[1]
        return {"words": who}

    def _context(self, quote: str) -> Context | None:
        return fewest(contexts(self.block.text, quote, self.article.lang))

    def _said(self, first: int, last: int) -> str:
        return " ".join(self.block.text[self.tokens[first].start : self.tokens[last].end].split())


def with_drafts(hit: CitedPassage, text: str, drafts: Iterable[tuple[str, Mapping[str, Any]]]) -> CitedPassage:
    """Return a hit with those drafts, given by quotation, that share words of its block's text with its own quotation."""
    asked = find_whole(hit.quote, text)[:1]
    near = (
        draft
        for quote, draft in drafts
        if any(one[0] < other[1] and other[0] < one[1] for one in asked for other in find_whole(quote, text))
    )
    return replace(hit, drafts=tuple(near))


def cited_text(hits: Sequence[CitedPassage], more: int) -> str:
    """Return the hits for a terminal, each with evidence to paste, and how many more there are."""
    return "\n\n".join([*map(_hit_text, hits), *([f"{more} more: --all shows them"] if more else [])])


def _hit_text(hit: CitedPassage) -> str:
    statement = indent(as_yaml(hit.statements), "  ").rstrip()
    return f"{hit.article}, block {hit.block}, {hit.kind}: {hit.sentence}\n\n{statement}"


def cited_data(hits: Sequence[CitedPassage]) -> dict[str, object]:
    """Return the hits as plain data."""
    shown = ("article", "block", "kind", "sentence", "quote", "unique", "found")
    return {
        "hits": [
            {**{name: getattr(hit, name) for name in shown}, "statement": hit.evidence, "drafts": [*hit.drafts]}
            for hit in hits
        ]
    }
