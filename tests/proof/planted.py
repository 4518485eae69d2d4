"""Planted faults: the shipped statements in, each with every plausible wrong variant of its values, and the share refused out.

A variant is a value that an editor could have typed or taken from next to the right one: a digit or a scale off, another
hedge, a neighbouring date, the other number, date or name of the same article, the opposite, another speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from druzhba_kb.model import Article, Attribute, Claim, Entity, KnowledgeBase, Records, Speaker, Statement
from druzhba_kb.pipeline.checking import check
from druzhba_kb.reading import read
from druzhba_kb.reading.dates import Date
from druzhba_kb.report import Report
from druzhba_kb.values import TYPES
from druzhba_kb.values.amounts import Amount, plain
from druzhba_kb.values.amounts import read as read_amount
from druzhba_kb.values.edtf import canonical, ends, parts
from druzhba_kb.verify.other_records import NamedRecords
from druzhba_kb.verify.paraphrases import Paraphrases, paraphrases_of_statement
from druzhba_kb.verify.sentence_context import contexts_of_statement
from druzhba_kb.verify.support import support_of_statement

SIGNS = ("", "~", ">=", "<=", ">", "<")
MOST_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Planted:
    """A wrong variant of a statement: what kind of fault it is, and the codes of what the check finds."""

    kind: str
    entity: str
    detail: str
    codes: tuple[str, ...]


def plant(root: Path) -> list[Planted]:
    """Return each wrong variant of the statements that rest on texts which are here, with what is found."""
    kb = check(root, Report(), guarded=False)
    assert kb is not None, "the content itself has errors"
    planter = _Planter(kb)
    return [planted for entity in kb.records.entities.values() for planted in planter.of_entity(entity)]


class _Planter:
    def __init__(self, kb: KnowledgeBase) -> None:
        self.records: Records = kb.records
        self.checker = Paraphrases(kb.records)
        self.speakers = self._all_speakers()

    def _all_speakers(self) -> dict[str, list[Speaker]]:
        found: dict[str, dict[str, Speaker]] = {}
        for entity in self.records.entities.values():
            for statement in entity.statements:
                for item in statement.evidence:
                    found.setdefault(item.article, {}).update({one.id or one.words or "": one for one in item.said_by})
        return {article: list(speakers.values()) for article, speakers in found.items()}

    def of_entity(self, entity: Entity) -> Iterator[Planted]:
        attributes = self.records.kinds[entity.kind].attributes
        readable = (one for one in entity.from_articles if all(article.text for article in self._articles(one)))
        for statement in readable:
            for number, claim in enumerate(statement.claims):
                for kind, value in self._wrong(entity, statement, claim, attributes[claim.attribute]):
                    claims = (*statement.claims[:number], replace(claim, value=value), *statement.claims[number + 1 :])
                    yield self._judged(kind, entity, replace(statement, claims=claims), f"{claim.value} -> {value}")
            yield from self._of_speakers(entity, statement)

    def _judged(self, kind: str, entity: Entity, statement: Statement, detail: str) -> Planted:
        report = Report()
        support_of_statement(self.records, entity, statement, set(), report)
        contexts_of_statement(NamedRecords(self.records, self.checker.names), entity, statement, set(), report)
        paraphrases_of_statement(self.checker, entity, statement, report)
        codes = tuple(finding.code for finding in report.findings if finding.level == "error")
        return Planted(kind, entity.id, f"{detail} [{' | '.join(item.quote for item in statement.evidence)}]", codes)

    def _wrong(
        self, entity: Entity, statement: Statement, claim: Claim, attribute: Attribute
    ) -> Iterator[tuple[str, str]]:
        if claim.value is None or {"value", attribute.name} & set(statement.inferred):
            return
        makers = {
            "quantity": self._amounts, "integer": self._integers, "money": self._sums, "date": self._dates,
            "choice": self._choices, "ref": self._references, "text": self._texts,
        }  # fmt: skip
        right = {c.value for s in entity.statements for c in s.claims if c.attribute == claim.attribute}
        for kind, value in (
            makers[attribute.type](statement, claim.value, attribute) if attribute.type in makers else ()
        ):
            if value not in right:
                yield kind, value

    def _amounts(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        if "number" in statement.inferred:
            return
        amount = read_amount(value)
        assert amount is not None
        if amount.low != amount.high:
            yield from (("range cut", plain(end)) for end in (amount.low, amount.high))
            return
        if "hedge" not in statement.inferred:
            yield from (("hedge", sign + plain(amount.low)) for sign in SIGNS if sign != amount.sign)
        yield from ((kind, amount.sign + plain(number)) for kind, number in self._others(statement, amount))

    def _others(self, statement: Statement, amount: Amount) -> Iterator[tuple[str, Decimal]]:
        number = amount.low
        yield from (("digit", number + step) for step in (1, -1, 10) if number + step > 0)
        yield from (("scale", number * factor) for factor in (10, 1000, 10**6))
        others = {
            reading.low
            for article in self._articles(statement)
            for block in article.text or ()
            for reading in read(block.text, article.lang)
            if reading.type in {"number", "quantity", "money", "percentage", "duration"} and reading.low != number
        }
        yield from (("other number", other) for other in sorted(others)[:MOST_OTHERS])

    def _integers(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        for kind, number in self._others(statement, Amount("", Decimal(value), Decimal(value))):
            if number == int(number):
                yield kind, str(int(number))

    def _sums(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        amount, code = value.rsplit(" ", 1)
        yield "currency", f"{amount} {'EUR' if code != 'EUR' else 'USD'}"
        for kind, wrong in self._amounts(statement, amount, attribute):
            yield kind, TYPES["money"].parse(f"{wrong} {code}", attribute)

    def _dates(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        if "/" in value:
            yield from (("range cut", end) for end in ends(value))
            return
        one = parts(value)
        free = set(statement.inferred)
        steps = {"year": (1, 0, 0), "month": (0, 1, 0), "day": (0, 0, 1)}
        for part, (years, months, days) in steps.items():
            has = {"year": one.year, "month": one.month, "day": one.day}[part]
            for sign in (1, -1) if has and part not in free else ():
                if wrong := _date(one.year or 0, one.month, one.day, years * sign, months * sign, days * sign):
                    yield f"{part} off", wrong
        if not one.mark and "hedge" not in free:
            yield "hedge", f"{value}~"
        if not free:
            others = {_edtf(date) for date in self._said_dates(statement)} - {value, None}
            others = {other for other in others if other and not value.startswith(other)}
            yield from (("other date", other) for other in sorted(others)[:MOST_OTHERS])

    def _said_dates(self, statement: Statement) -> Iterator[Date]:
        for article in self._articles(statement):
            for block in article.text or ():
                for reading in read(block.text, article.lang):
                    if reading.date:
                        yield from (one for one in (reading.date, reading.date.until) if one and one.year)

    def _choices(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        if "cue" not in statement.inferred:
            yield from (("other option", option) for option in attribute.options if option != value)

    def _references(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        if "reference" not in statement.inferred:
            for id in self._named_elsewhere(statement):
                if self.records.entities[id].kind in attribute.to and id != value:
                    yield "other name", id

    def _named_elsewhere(self, statement: Statement) -> list[str]:
        """Return entities that the articles name outside the quoted blocks, a few."""
        found: set[str] = set()
        near: set[str] = set()
        for item in statement.evidence:
            article = self.records.articles[item.article]
            own = item.quoted_block
            for block in article.text or ():
                (near if block.number == own else found).update(self.checker.named(block.text))
            near.update(self.checker.named(item.quote))
        return sorted(found - near)[: 2 * MOST_OTHERS]

    def _texts(self, statement: Statement, value: str, attribute: Attribute) -> Iterator[tuple[str, str]]:
        denied = next((word for word in (" not ", " never ") if word in value), None)
        yield "opposite", value.replace(denied, " ", 1) if denied else f"It is not so: {value[0].lower()}{value[1:]}"
        for reading in read(value, self.records.language):
            if reading.type in {"number", "quantity", "money", "percentage", "duration"}:
                yield "number in words", value[: reading.start] + plain(reading.high + 1) + value[reading.end :]
        names = {id: self.records.entities[id].name for id in self._named_elsewhere(statement)[:2]}
        for id, name in names.items():
            for one in self.checker.named(value) - {id}:
                old = next((n for n in self.records.entities[one].names if n in value), None)
                if old:
                    yield "name in words", value.replace(old, name, 1)
        yield from (("name added", f"{value.rstrip('.')}, with {name}.") for name in list(names.values())[:1])
        yield "number added", f"{value.rstrip('.')}, 937 of them."

    def _of_speakers(self, entity: Entity, statement: Statement) -> Iterator[Planted]:
        yield self._judged("denies", entity, replace(statement, denies=not statement.denies), "denies toggled")
        if any(item.said_by for item in statement.evidence):
            silent = tuple(replace(item, said_by=()) for item in statement.evidence)
            yield self._judged("speaker lost", entity, replace(statement, evidence=silent), "no speaker")
        article = statement.evidence[0].article
        own = {entity.id, *(one.id or one.words for item in statement.evidence for one in item.said_by)}
        for other in [one for one in self.speakers.get(article, ()) if (one.id or one.words) not in own][:2]:
            wrong = tuple(replace(item, said_by=(other,)) for item in statement.evidence)
            detail = f"said by {other.id or other.words}"
            yield self._judged("other speaker", entity, replace(statement, evidence=wrong), detail)

    def _articles(self, statement: Statement) -> list[Article]:
        return [self.records.articles[id] for id in sorted({item.article for item in statement.evidence})]


def _date(year: int, month: int | None, day: int | None, *steps: int) -> str | None:
    years, months, days = steps
    text = f"{year + years:04}"
    text += f"-{month + months:02}" if month else ""
    text += f"-{day + days:02}" if month and day else ""
    try:
        return canonical(text)
    except ValueError:
        return None


def _edtf(date: Date) -> str | None:
    if date.width > 1 or date.year is None or date.season:
        return None
    return _date(date.year, date.month, date.day, 0, 0, 0)


def shares(planted: list[Planted]) -> dict[str, tuple[int, int]]:
    """Return for each kind of fault how many are refused, and of how many."""
    all_of, refused = Counter(one.kind for one in planted), Counter(one.kind for one in planted if one.codes)
    return {kind: (refused[kind], count) for kind, count in sorted(all_of.items())}
