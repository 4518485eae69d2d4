"""Moves: two revisions in, the statements that left their page between them out, each with the one that has its fact now.

A statement's id follows from what it says, so one that was reworded, joined with another or taken to its home has a new
address. It is found again by its article, overlapping quotations and like values; what is found for sure only is paired,
for a link that leads to another fact is worse than one that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from druzhba_kb.folding import fold, shorten, words
from druzhba_kb.layout import MOVED
from druzhba_kb.model import Claim, Move, Records, Statement
from druzhba_kb.reviewing.differences import renamed_ids

ALIKE = 0.5  # of the words of what is stated, that both have
CLOSE = 0.3  # is enough on the very same words
READ = {"date", "integer", "money", "quantity"}  # on the same words another value is the same fact, read anew
SHORTEST = 3  # letters: shorter words tell nothing
LONGEST = 60  # letters of what a statement says that tell it from others


@dataclass(frozen=True, slots=True)
class PageStatement:
    """A statement on the page of an entity, with what it says in words."""

    entity: str
    statement: Statement
    said: str

    def data(self) -> dict[str, str]:
        """Return it as plain data."""
        return {"entity": self.entity, "statement": self.statement.id, "said": self.said}

    def __str__(self) -> str:
        return f"{self.entity} {self.statement.id} “{shorten(self.said, LONGEST)}”"


@dataclass(frozen=True, slots=True)
class FoundMoves:
    """The statements that left, with where each stands now; the moves that lead on from there; and what was not found.

    `returned` are the moves whose statement is back at its old address.
    """

    found: tuple[tuple[PageStatement, PageStatement], ...]
    led_on: tuple[tuple[Move, PageStatement], ...]
    lost: tuple[PageStatement, ...]
    returned: tuple[Move, ...] = ()

    def text(self) -> str:
        """Return it for a terminal."""
        lines = [f"{one} → {to}" for one, to in self.found]
        lines += [f"{move.entity} {move.was} → {to}" for move, to in self.led_on]
        count = len(lines)
        lines += [f"{move.entity} {move.was} is back; its line goes" for move in self.returned]
        lines += [f"not found again: {one}" for one in self.lost]
        ends = [f"old addresses that lead on now, by entities/{MOVED}: {count:,}"] if count else []
        ends += [f"{len(self.lost):,} lead nowhere; add a line for each that has a successor"] if self.lost else []
        return "\n".join([*lines, "; ".join(ends) or "no fact has left its page"])

    def data(self) -> dict[str, object]:
        """Return it as plain data."""
        led_on = [{"from": {"entity": move.entity, "statement": move.was}, "to": to.data()} for move, to in self.led_on]
        return {
            "moved": [{"from": one.data(), "to": to.data()} for one, to in self.found],
            "led_on": led_on,
            "returned": [{"entity": move.entity, "statement": move.was} for move in self.returned],
            "not_found": [one.data() for one in self.lost],
        }


def find_moves(before: Records, after: Records) -> FoundMoves:
    """Return what became of the statements that were published before and are not now, and are in no list of moves yet."""
    renamed, old = renamed_ids(before, after), list(_statements_of(before.published))
    now = list(_statements_of(after.published))
    ids, known = {one.statement.id for one in now}, {move.was for move in after.moved}
    returned = tuple(move for move in after.moved if move.was in ids)  # an id names its page too
    left = [one for one in old if one.statement.id not in ids]
    pairs = {one.statement.id: _match(one, now, before, after, renamed) for one in left}
    fresh = [one for one in left if one.statement.id not in known]
    stale = [(move, pairs.get(move.now)) for move in after.moved if move.now not in ids and move not in returned]
    return FoundMoves(
        found=tuple((one, to) for one in fresh if (to := pairs[one.statement.id])),
        led_on=tuple((move, to) for move, to in stale if to),
        lost=tuple(one for one in fresh if not pairs[one.statement.id]),
        returned=returned,
    )


def _statements_of(records: Records) -> Iterator[PageStatement]:
    for entity in records.entities.values():
        for statement in entity.statements:
            yield PageStatement(entity.id, statement, "; ".join(_said(claim) for claim in statement.claims))


def _said(claim: Claim) -> str:
    return f"{claim.attribute}: {claim.value if claim.words is None else claim.words}"


def _match(
    one: PageStatement, now: Iterable[PageStatement], before: Records, after: Records, renamed: Mapping[str, str]
) -> PageStatement | None:
    """Return the statement of now that says most like what one said, on words that overlap; None where none does."""
    own = _key_words(before, one)
    ranked: list[tuple[float, bool, bool, PageStatement]] = []
    for other in now:
        shared = _shared(one.statement, other.statement, renamed)
        if not shared or one.statement.denies != other.statement.denies:
            continue
        same = {claim.attribute for claim in one.statement.claims} & {c.attribute for c in other.statement.claims}
        equal, its = _gives_the_same(one.statement, other.statement, renamed), _key_words(after, other)
        read = shared == 1 and any(_type(after, other, name) in READ for name in same)
        if equal or read or _overlap(own, its) >= (CLOSE if shared == 1 else ALIKE):
            is_here = renamed.get(one.entity, one.entity) == other.entity
            ranked.append((equal + shared + len(own & its) / len(own | its), bool(same), is_here, other))
    return max(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def _type(records: Records, one: PageStatement, attribute: str) -> str:
    return records.kinds[records.entities[one.entity].kind].attributes[attribute].type


def _shared(one: Statement, other: Statement, renamed: Mapping[str, str]) -> float:
    """Return the largest share of a quotation or entry that the other statement has from the same source; 0 below a half."""
    cited = {(renamed.get(item.reference, item.reference), item.entry) for item in one.citations}
    if not cited.isdisjoint((item.reference, item.entry) for item in other.citations):
        return 1.0
    pairs = (
        _run(words(item.quote), words(its.quote))
        for item in one.evidence
        for its in other.evidence
        if renamed.get(item.article, item.article) == its.article
    )
    share = max(pairs, default=0.0)
    return share if share >= ALIKE else 0.0


def _run(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter of two quotations stands in the other in one piece."""
    first, second = ([fold(word).casefold() for word in quote] for quote in (one, other))
    size = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    return size / min(len(first), len(second)) if first and second else 0.0


def _gives_the_same(one: Statement, other: Statement, renamed: Mapping[str, str]) -> bool:
    """Whether both give the same value, in whatever attribute."""
    values = {renamed.get(claim.value, claim.value) for claim in one.claims if claim.value is not None}
    return not values.isdisjoint(claim.value for claim in other.claims)


def _key_words(records: Records, one: PageStatement) -> set[str]:
    """Return the words by which a statement tells its fact, with the names of whom it is about."""
    texts = [records.entities[one.entity].name]
    for claim in one.statement.claims:
        named = records.entities.get(claim.value or "")
        texts.append(named.name if named else claim.words or claim.value or "")
    found = (fold(word).casefold() for text in texts for word in words(text))
    return {word for word in found if len(word) > SHORTEST}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
