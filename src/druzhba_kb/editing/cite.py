"""Citing: an article and a few words in, the passages that hold them out, each with the shortest quotation for evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from textwrap import indent

import regex

from druzhba_kb.editing.wording import Token, tokens_of
from druzhba_kb.model import BLOCK_KINDS, Article, Block, Entity
from druzhba_kb.reading.context import Context, contexts, fewest
from druzhba_kb.reading.language import language
from druzhba_kb.relate.locations import locate
from druzhba_kb.report import Report
from druzhba_kb.suggesting.nouns import Text
from druzhba_kb.suggesting.paper import as_yaml
from druzhba_kb.suggesting.passages import sentences_of
from druzhba_kb.text import find_whole, length, words
from druzhba_kb.verify.quotations import LONGEST, SHORTEST

STOP = regex.compile(r"[.,;:!?()](?!\p{N})")
ENOUGH = 0.5
REACH = 5

Evidence = dict[str, str | int | dict[str, str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words asked for: its block and sentence, and the quotation; `unique` if in no other block.

    `found` is the share of the words that the passage holds, `held` the share that the quotation holds.
    """

    article: str
    block: int
    kind: str
    sentence: str
    quote: str
    unique: bool
    found: float
    held: float
    said_by: str | dict[str, str] | None = None

    @property
    def evidence(self) -> Evidence:
        """Return the evidence as an editor writes it."""
        evidence: Evidence = {"source": self.article, "quote": self.quote}
        if not self.unique:
            evidence["block"] = self.block
        return {**evidence, "said_by": self.said_by} if self.said_by else evidence


def find_passages(article: Article, asked: str, report: Report, entities: Iterable[Entity] = ()) -> list[Hit]:
    """Return the passages that hold the words asked for, the best first; no text or no passage is a finding.

    `entities` are those whose names a speaker may bear.
    """
    if article.text is None:
        message = f"'sources/{article.id}.md' is not here; expected the text, for a digest is no evidence"
        report.error(article.place, "no-text", message)
        return []
    tokens = {block.number: tokens_of(block.text) for block in article.text}
    wanted = _wanted(asked, [token for found in tokens.values() for token in found])
    absent = [form for form in wanted if not _stands(form, tokens.values())]
    known = sum(weight for form, weight in wanted.items() if form not in absent)
    speakers = {entity.id: entity.names for entity in entities}
    finders = (_Finder(article, block, tokens[block.number], wanted, speakers) for block in article.text)
    found = (hit for finder in finders for hit in finder.hits())
    hits = [hit for hit in found if hit.found >= ENOUGH * known]
    if not hits:
        message = f"no passage of '{article.id}' has words like '{asked}'; expected a few words of one sentence"
        report.error(article.text_place or article.place, "passage-not-found", message)
    elif absent:
        named = ", ".join(f"'{form}'" for form in absent)
        message = f"no word of '{article.id}' is like {named}; shown is what has the others"
        report.warning(article.text_place or article.place, "passage-not-found", message)
    return sorted(hits, key=lambda hit: (-hit.found, -hit.held, len(words(hit.quote)), hit.block))


def _stands(form: str, texts: Iterable[Sequence[Token]]) -> bool:
    """Return whether a word asked for stands anywhere, so that one that does not decides nothing."""
    return any(token.likeness(form) for tokens in texts for token in tokens)


def _wanted(asked: str, tokens: Sequence[Token]) -> dict[str, float]:
    """Return the plain forms of the words asked for with what each counts: one that is frequent in the article less."""
    counts = Counter(token.forms[0] for token in tokens)
    forms = dict.fromkeys(token.forms[0] for token in tokens_of(asked))
    weights = {form: 1 / (1 + log(1 + counts[form])) for form in forms}
    return {form: weight / sum(weights.values()) for form, weight in weights.items()}


@dataclass(frozen=True, order=True, slots=True)
class _Window:
    """A run of tokens that could be the quotation, ordered by its worth."""

    held: float
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
        tokens: Sequence[Token],
        wanted: Mapping[str, float],
        speakers: Mapping[str, Sequence[str]],
    ) -> None:
        self.article = article
        self.speakers = speakers
        self.block = block
        self.tokens = tokens
        self.likeness = [[weight * token.likeness(form) for form, weight in wanted.items()] for token in tokens]
        self.sentences = sentences_of(Text(article.id, block.number, block.kind, block.text))

    def hits(self) -> Iterator[Hit]:
        """Yield the best hit of each sentence, and of neighbours where they hold more together."""
        best: dict[tuple[int, int], _Window] = {}
        for window in self._windows():
            passage = self._passage(window)
            best[passage] = max(window, best.get(passage, window))
        for (first, last), window in best.items():
            alone = [best[one, one].held for one in range(first, last + 1) if (one, one) in best]
            hit = self._hit(first, last, window)
            if first == last or window.held > max(alone, default=0):
                yield hit

    def _windows(self) -> Iterator[_Window]:
        """Yield the runs of tokens that are long and short enough for a quotation and hold something."""
        for first in range(len(self.tokens)):
            held, length = [0.0] * len(self.likeness[first]), 0
            for last in range(first, len(self.tokens)):
                held = list(map(max, held, self.likeness[last]))
                length += self.tokens[last].count
                if length > LONGEST:
                    break
                if length >= SHORTEST and any(held):
                    stops = len(STOP.findall(self._said(first, last)))
                    yield _Window(round(sum(held), 6), -length, -stops, any(self.likeness[first]), -first, last)

    def _passage(self, window: _Window) -> tuple[int, int]:
        """Return the first and the last sentence that a window touches."""
        start, end = self.tokens[window.first].start, self.tokens[window.last].end
        touched = [n for n, one in enumerate(self.sentences) if one.start < end and start < one.end]
        return (touched[0], touched[-1]) if touched else (0, len(self.sentences) - 1)

    def _hit(self, first: int, last: int, window: _Window) -> Hit:
        start, end = self.sentences[first].start, self.sentences[last].end
        inside = [row for row, one in zip(self.likeness, self.tokens, strict=True) if start <= one.start < end]
        quote = self._whole(window)
        return Hit(
            article=self.article.id,
            block=self.block.number,
            kind=BLOCK_KINDS.get(self.block.kind, "title"),
            sentence=" ".join(self.block.text[start:end].split()),
            quote=quote,
            unique=len(locate(self.article, quote)) < 2,
            found=round(sum(map(max, zip(*inside, strict=True))), 6),
            held=window.held,
            said_by=self._speaker(quote),
        )

    def _whole(self, window: _Window) -> str:
        """Return the quotation with the words before or behind that change what its numbers say: about, million."""
        reach = [(n, 0) for n in range(REACH)] + [(0, n) for n in range(1, REACH)]
        for before, behind in reach:
            first, last = window.first - before, window.last + behind
            quote = self._said(first, last) if first >= 0 and last < len(self.tokens) else ""
            found = self._context(quote) if quote and length(quote) <= LONGEST else None
            if found and "compared" not in found.marks:
                return quote
        return self._said(window.first, window.last)

    def _speaker(self, quote: str) -> str | dict[str, str] | None:
        """Return the id of whoever says a quotation, the words for them where the base has no such name."""
        who = speaker_of(self._context(quote), self.article.lang)
        if who is None:
            return None
        for part in who.split(","):  # the head of a part stands last: the ministry's spokesman Ada Finch
            named = [(find_whole(name, part), id) for id, names in self.speakers.items() for name in names]
            places = [(places[-1], id) for places, id in named if places]
            if places:
                return max(places, key=lambda one: (one[0][1], -one[0][0]))[1]
        return {"words": who}

    def _context(self, quote: str) -> Context | None:
        return fewest(contexts(self.block.text, quote, self.article.lang))

    def _said(self, first: int, last: int) -> str:
        return " ".join(self.block.text[self.tokens[first].start : self.tokens[last].end].split())


def speaker_of(context: Context | None, lang: str | None) -> str | None:
    """Return the words for whoever says a quotation, where they are no mere pronoun."""
    known = language(lang)
    pronouns = known.word_set("context", "pronouns") if known else frozenset()
    return next((who for who in (context.speakers if context else ()) if who.casefold() not in pronouns), None)


def cited_text(hits: Sequence[Hit], more: int) -> str:
    """Return the hits for a terminal, each with evidence to paste, and how many more there are."""
    told = [_told(hit) for hit in hits]
    return "\n\n".join([*told, *([f"{more} more: --all shows them"] if more else [])])


def _told(hit: Hit) -> str:
    statement = {"attribute": "value", **hit.evidence}
    return (
        f"{hit.article}, block {hit.block}, {hit.kind}: {hit.sentence}\n\n{indent(as_yaml([statement]), '  ')}".rstrip()
    )


def cited_data(hits: Sequence[Hit]) -> str:
    """Return the hits as one JSON object for programs."""
    return json.dumps({"hits": [_data(hit) for hit in hits]}, ensure_ascii=False, indent=1)


def _data(hit: Hit) -> dict[str, object]:
    where = {"article": hit.article, "block": hit.block, "kind": hit.kind, "sentence": hit.sentence}
    return {**where, "quote": hit.quote, "unique": hit.unique, "found": hit.found, "statement": hit.evidence}
