"""Marks of the text: an item of evidence in, what only its text can say against it out, each mark with the reason.

The sentence is about another record, a cell stands in another column, the number counts the hurt, or the article takes the
words back. No seal has these marks; an editor weighs them as any other, with `context` and a note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from druzhba_kb.folding import find_whole
from druzhba_kb.model import Attribute, Claim, Entity, Evidence, Names, Records, Statement
from druzhba_kb.reading import Words, read
from druzhba_kb.reading.language import language
from druzhba_kb.reading.withdrawn import is_corrected, is_withdrawn
from druzhba_kb.values import TYPES
from druzhba_kb.values.base import ANYTHING
from druzhba_kb.verify.other_meanings import MEASURED, OtherMeanings
from druzhba_kb.verify.other_records import NamedRecords, OtherRecords
from druzhba_kb.verify.sentence_subjects import SentenceSubjects
from druzhba_kb.verify.table_cells import TableRow, row_around

Claims = Sequence[tuple[Claim, Attribute]]
Span = tuple[int, int]


def text_marks(
    base: NamedRecords, entity: Entity, statement: Statement, claims: Claims, item: Evidence
) -> Mapping[str, str]:
    """Return the marks of an item with what they say; none where the text is not here."""
    article, block = base.records.articles[item.article], item.quoted_block
    if article.text is None or block is None or block >= len(article.text):
        return {}
    case = _Case(base, entity, statement, claims, item, block)
    every = [dict(case.marks(span)) for span in find_whole(item.quote, article.text[block].text)]
    # of several places of the same words an editor means the one that says it
    return min(every, key=len, default={})


class _Case:
    """An item of evidence with the statement that it is for, in a block of its text."""

    def __init__(
        self, base: NamedRecords, entity: Entity, statement: Statement, claims: Claims, item: Evidence, block: int
    ) -> None:
        self.others = OtherRecords(base, entity, statement, item)
        self.entity, self.statement, self.claims, self.item = entity, statement, claims, item
        self.records = base.records
        self.article = base.records.articles[item.article]
        self.texts = [one.text for one in self.article.text or ()]
        self.number, self.block = block, self.texts[block]

    def marks(self, span: Span) -> Iterator[tuple[str, str]]:
        """Yield what stands against the words at a place of the block."""
        row, places = row_around(self.texts, self.number, span), self._places(span)
        words = self.block[slice(*span)]
        cells = [row.cell(words, start - span[0]) for start, _ in places] if row and places != [span] else []
        about = self.others.of_row(row, cells) if row else None
        if other := about if row else self._other_of_sentence(span, min(places)[0]):
            yield "elsewhere", f"the {'row' if row else 'sentence'} is about '{other}'"
        if row and (head := self._foreign_head(row)):
            yield "column", head
        for claim, attribute in self.claims:
            if given := self._spans(words, claim, attribute):
                where = [(span[0] + start, span[0] + end) for start, end in given]
                yield from OtherMeanings(self.others, attribute, self.block).marks(where)
        following = self.texts[self.number + 1] if self.number + 1 < len(self.texts) else ""
        numbers = [one for one in read(self.block, self.article.lang) for at in places if one.start <= at[0] < one.end]
        later = [text for text in self.texts if text != self.block]
        if all(is_withdrawn(self.block, following, place, self.article.lang) for place in places) or any(
            is_corrected(text, numbers, self.article.lang) for text in later
        ):
            yield "withdrawn", "the article takes it back"

    def _other_of_sentence(self, span: Span, first: int) -> str:
        if (known := language(self.article.lang)) is None:
            return ""
        is_timed = all(attribute.type != "date" for _, attribute in self.claims)
        subjects = SentenceSubjects(self.others, known, self.block, is_timed)
        return subjects.other(span, [place for place in self._places(span, MEASURED) if place != span], first)

    def _places(self, span: Span, types: Collection[str] = TYPES) -> list[Span]:
        """Return where in the block the values stand that the words at a place give; the words themselves where none does."""
        inferred = self.statement.inferred_in(self.article.id)
        given = [one for one in self.claims if one[1].type in types and {ANYTHING, one[1].name}.isdisjoint(inferred)]
        return [place for one in given for place in self._places_of(span, *one)] or [span]

    def _places_of(self, span: Span, claim: Claim, attribute: Attribute) -> list[Span]:
        found = self._spans(self.block[slice(*span)], claim, attribute)
        return [(span[0] + start, span[0] + end) for start, end in found]

    def _foreign_head(self, row: TableRow) -> str | None:
        """Return what is wrong where no cell that gives a value stands under a head that fits its attribute."""
        kind = self.records.kinds[self.entity.kind]
        for claim, attribute in self.claims:
            cells = [row.cell(self.item.quote, start) for start, _ in self._spans(self.item.quote, claim, attribute)]
            foreign = [row.names_another(cell, attribute, kind.attributes.values()) for cell in cells]
            if foreign and all(foreign):
                head, other = foreign[0] or ("", "")
                return f"the cell of '{attribute.name}' stands under '{head}', which names '{other}'"
        return None

    def _spans(self, words: str, claim: Claim, attribute: Attribute) -> list[Span]:
        return value_spans(self.records, claim, attribute, Words(words, self.article.lang))


def value_spans(records: Records, claim: Claim, attribute: Attribute, words: Words) -> list[Span]:
    """Return where words give the value of a claim; none where it has none."""
    if not claim.value:
        return []
    names = records.entities[claim.value].supporting_names if attribute.type == "ref" else Names()
    return TYPES[attribute.type].spans(claim.value, words, attribute, names)
