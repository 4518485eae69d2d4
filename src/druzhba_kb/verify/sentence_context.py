"""Context: statements in, findings out where the sentence around a quotation takes it back, or has another speaker.

A true quotation can carry a false claim when 'denied that', 'if' or another speaker stands just outside it. The marks are
read by `reading.context`, or known from the seal; here they are held against what the statement says. What an editor has
weighed passes, with a note, counted and shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from druzhba_kb.fileformat import TEXT_MARKS
from druzhba_kb.folding import find_whole
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Statement
from druzhba_kb.reading import Words
from druzhba_kb.reading.context import inside, means, sense, words_of
from druzhba_kb.reading.negation import negates
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.relate.locations import contexts_of
from druzhba_kb.report import Place, Report
from druzhba_kb.verify.other_meanings import MEASURED
from druzhba_kb.verify.other_records import NamedRecords
from druzhba_kb.verify.speakers import Fault, sentences_around, speaker_faults, verify_heard
from druzhba_kb.verify.table_cells import BAR
from druzhba_kb.verify.text_marks import text_marks, value_spans

SAYS = {
    "negated": "a negation stands in or beside it",
    "asked": "its sentence asks",
    "conditional": "its sentence says so under a condition only",
    "doubted": "its sentence denies or doubts it, or passes it on as a rumour",
    "compared": "the words around it change what its number says",
}
WAY_OUT = {
    "negated": "say 'denies: true', quote more of it",
    "compared": "quote more of it",
}


def verify_context(base: NamedRecords, entity: Entity, misquoted: Set[Place], report: Report) -> None:
    """Check each item of an entity's evidence against the sentence around it, read in the text or else as it was sealed."""
    for statement in entity.statements:
        contexts_of_statement(base, entity, statement, misquoted, report)


def contexts_of_statement(
    base: NamedRecords, entity: Entity, statement: Statement, misquoted: Set[Place], report: Report
) -> None:
    """Check the evidence of one statement against the sentences around it."""
    if statement.by_reference:
        return
    records = base.records
    attributes = records.kinds[entity.kind].attributes
    claims = [(claim, attributes[claim.attribute]) for claim in statement.claims]
    cases = [
        _Case(base, entity, statement, claims, item, records.articles[item.article]) for item in statement.evidence
    ]
    for case in cases:
        if case.item.place not in misquoted:
            case.verify(report)
    if misquoted.isdisjoint(item.place for item in statement.evidence) and _invents_negation(cases):
        message = "the value says 'not', and nothing in or beside the quotation does; quote the words that do"
        report.error(statement.place, "undenied", message)


def _invents_negation(cases: Sequence[_Case]) -> bool:
    """Return whether a paraphrase denies what no quotation, nor the words around one, denies."""
    texts = [(one.base.records.language, claim) for one in cases[:1] for claim, of in one.claims if of.type == "text"]
    if not any(negates(claim.value or "", lang, []) for lang, claim in texts):
        return False
    return not any(one.denies_at_all() for one in cases)


@dataclass(frozen=True, slots=True)
class _Case:
    """One item of evidence with the statement that it is for."""

    base: NamedRecords
    entity: Entity
    statement: Statement
    claims: Sequence[tuple[Claim, Attribute]]
    item: Evidence
    article: Article

    def verify(self, report: Report) -> None:
        """Report what stands against the item, and marks that an editor has weighed and that weigh nothing."""
        item, found = self.item, self.contexts()
        report.checked["contexts"] += bool(found)
        report.checked["acknowledged contexts"] += len(item.context)
        faults = self.faults(found)
        if not (faults or item.note or self.statement.note):
            verify_heard(self.article, item, found, report)
        for fault in faults:
            report.error(item.place, fault.code, fault.message + _sentence(self.article, item, item.quoted_block))
        # a mark that weighs nothing would hide the next real fault at this place
        for mark in item.context if found and not faults else ():
            if mark in {*TEXT_MARKS, "spoken"} and self.article.text is None:
                continue
            without = replace(item, context=tuple(other for other in item.context if other != mark))
            if not replace(self, item=without).faults(found):
                message = f"nothing has to be weighed here as '{mark}'; expected no 'context' for it"
                report.error(item.place, "needless-context", message)

    def contexts(self) -> Sequence[Context]:
        """Return the contexts of the places in which the quotation stands."""
        block = self.item.quoted_block
        return contexts_of(self.article, self.item.quote, block) if block is not None else ()

    def faults(self, found: Sequence[Context]) -> list[Fault]:
        """Return what stands against the item at the place of its words where least does."""
        # of several places of the same words an editor means the one that says it
        return min((list(self._faults(context)) for context in found), key=len, default=[])

    def denies_at_all(self) -> bool:
        """Return whether the quotation, or the words around a place of it, deny or doubt anything."""
        marks = {mark for context in self.contexts() for mark in context.marks} | set(self.item.context)
        return bool({"negated", "doubted"} & marks) or means(self.item.quote, self.article.lang, "negated")

    def _faults(self, context: Context) -> Iterator[Fault]:
        item = self.item
        around, within = context.marks - set(item.context), inside(item.quote, self.article.lang)
        if self.statement.denies and not self._is_denied(context):
            yield Fault(
                "undenied", "nothing in or beside the quotation denies it; quote the words that do, or drop 'denies'"
            )
        for mark, why in SAYS.items():
            marked = mark in around or (mark not in item.context and mark in within)
            negated = mark == "negated" and mark not in item.context and self._is_negated()
            if (marked or negated) and not self._conveys(mark):
                out = WAY_OUT.get(mark, "quote more of it")
                yield Fault("out-of-context", f"{why}; {out}, or weigh it with 'context: [{mark}]' and a note")
        for mark, why in text_marks(self.base, self.entity, self.statement, self.claims, item).items():
            if mark not in item.context:
                out = "quote the words that say it of this one, leave it out"
                yield Fault("out-of-context", f"{why}; {out}, or weigh it with 'context: [{mark}]' and a note")
        yield from speaker_faults(self.base.records, item, self.article, context)

    def _is_denied(self, context: Context) -> bool:
        """Return whether the text denies a claim; that a cue of a choice has a negation in it is no denial of the choice."""
        marks = {*context.marks, *inside(self.item.quote, self.article.lang), *self.item.context}
        if {"negated", "doubted"} & marks:
            return True
        if any(attribute.type == "choice" for _, attribute in self.claims):
            return self._is_negated()
        return words_of(self.item.quote, self.article.lang, "negated")

    def _is_negated(self) -> bool:
        """Return whether a negation inside the quotation reaches the words that bear a value out."""
        quoted = Words(self.item.quote, self.article.lang)
        if not words_of(quoted.text, quoted.lang, "negated"):
            return False
        given = (value_spans(self.base.records, *claim, quoted) for claim in self.claims)
        return any(negates(quoted.text, quoted.lang, spans) for spans in given)

    def _conveys(self, mark: str) -> bool:
        """Return whether the statement itself says what a mark says: a denial, a paraphrase with 'not', a cue with it."""
        if self.statement.denies and mark in {"negated", "doubted"}:
            return True
        # a hedge outside the quotation changes a number, and no name, option or text
        if mark == "compared":
            return not any(attribute.type in MEASURED for _, attribute in self.claims)
        return all(self._claim_conveys(mark, *claim) for claim in self.claims)

    def _claim_conveys(self, mark: str, claim: Claim, attribute: Attribute) -> bool:
        value, lang = claim.value or "", self.article.lang
        if claim.words is not None:
            return words_of(claim.words, lang, mark)
        if attribute.type == "text":
            return sense(value, None, mark)
        # an option "planned" may say that a sentence is conditional; no option says "not" for another
        if attribute.type == "choice" and mark != "negated":
            quoted = [
                cue for cue in attribute.option_cues(value) if find_whole(cue.casefold(), self.item.quote.casefold())
            ]
            return any(sense(cue, lang, mark) for cue in quoted) or sense(value, None, mark)
        return False


def _sentence(article: Article, item: Evidence, block: int | None) -> str:
    """Return the sentence of the text for a message, or the row of its table, where the text is here."""
    found = sentences_around(article, block, item.quote) if article.text is not None and block is not None else []
    rows = [
        line for sentence in found for line in sentence.splitlines() if BAR in line and find_whole(item.quote, line)
    ]
    return f": “{' '.join((*rows, *found)[0].split())}”" if found else ""
