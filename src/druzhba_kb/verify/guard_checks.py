"""Guards: the knowledge base and what editors assert and limit of it in, a finding for each that does not hold out.

Denials, rejected statements and drafts do not count: a base is not the fuller for what it says is not so. A number that may
only fall lets a base improve step by step. Limits are measured last, and not at all after an error, which could have moved a
number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.model import Bound, Entity, KnowledgeBase, Ratchet, Records, Requirement
from druzhba_kb.relate.columns import fill_columns
from druzhba_kb.relate.coverage import CoveredBlock, coverage
from druzhba_kb.relate.disagreements import relate_disagreements
from druzhba_kb.relate.locations import all_evidence
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Finding, Place, Report
from druzhba_kb.values import is_inferred
from druzhba_kb.verify.quotations import quotations
from druzhba_kb.verify.volume_limits import LONGEST_DIGEST, SENTENCE

# an assertion about hundreds of entities must fit a terminal
MOST_NAMED = 8


def verify_assertions(records: Records, report: Report) -> None:
    """Check every assertion on what is published; drafts do not count."""
    published = fill_columns(records.published)
    for assertion in published.assertions:
        report.checked["assertions"] += 1
        if isinstance(assertion, Bound):
            _verify_bound(assertion, published, report)
        else:
            _verify_requirement(assertion, published, report)


def _verify_bound(bound: Bound, records: Records, report: Report) -> None:
    count = _count(bound.of, records)
    if bound.at_least is not None and count < bound.at_least:
        report.error(bound.place, "assertion-failed", f"{bound.of}: {count:,}; expected at least {bound.at_least:,}")
    if bound.at_most is not None and count > bound.at_most:
        report.error(bound.place, "assertion-failed", f"{bound.of}: {count:,}; expected at most {bound.at_most:,}")


def _count(of: str, records: Records) -> int:
    """Return how many there are of a kind, or of all that has another name."""
    entities = records.entities.values()
    if of in records.kinds:
        return sum(entity.kind == of for entity in entities)
    if of == "statements":
        return sum(len(entity.from_articles) for entity in entities)
    if of == "quotations":
        return sum(1 for _ in quotations(records))
    if of == "disagreements":
        return sum(one.type != "name" for one in relate_disagreements(records))
    return len(records.articles if of == "articles" else records.entities)


def _verify_requirement(requirement: Requirement, records: Records, report: Report) -> None:
    entities = [entity for entity in records.entities.values() if entity.kind == requirement.kind]
    having = {entity.id: found for entity in entities if (found := _first_of(requirement.has, entity))}
    excepted = {one.id for one in requirement.exceptions}
    lacking = [entity.id for entity in entities if entity.id not in having and entity.id not in excepted]
    if lacking:
        expected = "it" if len(requirement.has) == 1 else "one of them"
        message = (
            f"{requirement.kind} without {_either(requirement.has)}: {_named(lacking)}; "
            f"expected {expected} in each, or the id under 'except' with a note"
        )
        report.error(requirement.place, "assertion-failed", message)
    for one in requirement.exceptions:
        if one.id in having:
            message = f"'{one.id}' has '{having[one.id]}'; expected no exception for it"
            report.error(one.place, "needless-exception", message)


def _first_of(names: Sequence[str], entity: Entity) -> str | None:
    """Return the first of these attributes and keys that the entity has."""
    stated = set(_stated(entity))
    return next((name for name in names if name in stated), None)


def _stated(entity: Entity) -> Iterator[str]:
    """Yield the attributes that an entity is said to have, denials and rejected statements left out, and its own keys."""
    for statement in entity.statements:
        if not statement.denies and statement.standing != "rejected":
            yield from (claim.attribute for claim in statement.claims)
    yield from (claim.attribute for statement, claim in entity.filled if not statement.denies)
    own = {"summary": entity.summary, "aliases": entity.aliases, "statements": entity.statements}
    yield from (name for name, value in own.items() if value)


def _either(names: Sequence[str]) -> str:
    *most, last = (f"'{name}'" for name in names)
    return f"{', '.join(most)} or {last}" if most else last


def _named(ids: Sequence[str]) -> str:
    more = len(ids) - MOST_NAMED
    shown = ", ".join(f"'{id}'" for id in ids[:MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


NAMED = 3
# They are told only where the texts are, or only where these are not: the number would differ from machine to machine.
LOCAL = frozenset(("not-sealed", "unsealed-text", "old-seals"))
# Warnings with a limit of their own, which says itself where there are too many.
LIMITED = {"thin-quote": "thin_quotes", "stated-twice": "stated_twice", "long-digest": "long_digests"}
Counted = tuple[str, Place]  # how an editor calls one that counts, and where it is
NewLines = Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that may have a limit: what it counts, among which things, what makes it fall, and what counts."""

    counts: str
    among: str
    remedy: str
    found: Callable[[KnowledgeBase, Report], Iterator[Counted]]


def verify_ratchets(kb: KnowledgeBase, report: Report, new_lines: Callable[[], NewLines] = dict) -> None:
    """Compare each number that has a limit with it; the lines that are new are asked for where one is exceeded."""
    for ratchet, (found, total) in measure(kb, report).items():
        report.checked["ratchets"] += 1
        what, said = MEASURES[ratchet.name], _said(ratchet, len(found), total)
        if not ratchet.allows(len(found), total):
            message = (
                f"{what.counts}: {said}; expected at most {ratchet}; {what.remedy}, or raise the limit here "
                f"with a reason; {_new_ones(found, new_lines())}"
            )
            report.error(ratchet.place, "ratchet-exceeded", message)
        # a limit that is left loose would let the number rise again unseen
        elif ratchet.limit > ratchet.tight(len(found), total):
            message = f"{what.counts}: {ratchet} allowed, {said} there are"
            report.warning(ratchet.place, "ratchet-loose", f"{message}; 'druzhba-kb check --fix' lowers it")


def _said(ratchet: Ratchet, count: int, total: int) -> str:
    if not ratchet.is_rate:
        return f"{count:,}"
    return f"{100 * count / max(1, total):.1f} % ({count:,} of {total:,} {MEASURES[ratchet.name].among})"


def _new_ones(found: Sequence[Counted], lines: NewLines) -> str:
    """Return which of them are new, so that nobody looks at those that were there before; some, where none can be told."""
    new = [label for label, place in found if (place.line or 1) in lines.get(place.file, ())]
    shown = ", ".join((new or [label for label, _ in found])[:NAMED])
    more = f" and {len(new) - NAMED} more" if len(new) > NAMED else ""
    return f"new: {shown}{more}" if new else f"among them: {shown}"


def hide_allowed(records: Records, report: Report) -> None:
    """Leave out the warnings that a limit of their own counts: it says itself where there are too many."""
    limits = {one.name for one in records.ratchets}
    for code, name in LIMITED.items():
        if name in limits and not report.shows_allowed:
            report.checked[MEASURES[name].counts] += len({f.place for f in report.findings if f.code == code})
            report.findings = [finding for finding in report.findings if finding.code != code]


def measure(kb: KnowledgeBase, report: Report) -> Mapping[Ratchet, tuple[list[Counted], int]]:
    """Return what counts for each limit and among how many, drafts left out; the report holds no error, but all warnings so far."""
    published, told = replace(kb, records=kb.records.published), Report(_of_published(kb.records, report))
    totals = _totals(published)
    return {
        one: (list(what.found(published, told)), totals[what.among])
        for one in kb.records.ratchets
        for what in [MEASURES[one.name]]
    }


def _of_published(records: Records, report: Report) -> list[Finding]:
    """Return the findings that are not about drafts."""
    files = {one.place.file for one in records.articles_and_entities if one.draft}
    quoted = {item.place for item in all_evidence(records) if item.article in records.drafts}
    return [one for one in report.findings if one.place.file not in files and one.place not in quoted]


def _totals(kb: KnowledgeBase) -> Mapping[str, int]:
    entities, articles = kb.records.entities.values(), kb.records.articles.values()
    return {
        "aliases": sum(len(entity.aliases) for entity in entities),
        "values": sum(1 for entity in entities for _ in claims_of(kb.records, entity)),
        "blocks": sum(map(len, coverage(kb).articles.values())),
        "quotations": sum(1 for _ in quotations(kb.records)),
        "statements": sum(len(entity.statements) for entity in entities),
        "paragraphs": sum(len(article.body) for article in articles),
    }


def _unsourced_aliases(kb: KnowledgeBase, _report: Report) -> Iterator[Counted]:
    for entity in kb.records.entities.values():
        yield from (_at(alias.place) for alias in entity.aliases if not (alias.source or alias.reference))


def _inferred_values(kb: KnowledgeBase, _report: Report) -> Iterator[Counted]:
    for entity in kb.records.entities.values():
        for statement, claim, attribute in claims_of(kb.records, entity):
            if claim.value is not None and is_inferred(statement.inferred_everywhere, attribute):
                yield _at(claim.place)


def _uncited_blocks(kb: KnowledgeBase, _report: Report) -> Iterator[Counted]:
    return _blocks(kb, lambda block: not block.statements)


def _open_blocks(kb: KnowledgeBase, _report: Report) -> Iterator[Counted]:
    return _blocks(kb, lambda block: block.is_open)


def _blocks(kb: KnowledgeBase, counts: Callable[[CoveredBlock], bool]) -> Iterator[Counted]:
    for id, blocks in coverage(kb).articles.items():
        place = kb.records.articles[id].place
        yield from ((f"block {block.number} of '{id}'", place) for block in blocks if counts(block))


def _warnings(_kb: KnowledgeBase, report: Report) -> Iterator[Counted]:
    for finding in report.in_order():
        if finding.code not in LOCAL | LIMITED.keys():  # some warnings have a ratchet of their own
            yield _at(finding.place)


def _warned(code: str) -> Callable[[KnowledgeBase, Report], Iterator[Counted]]:
    """Return what counts the places of the warnings of a code."""

    def found(_kb: KnowledgeBase, report: Report) -> Iterator[Counted]:
        # a place with two faults of one code is one place to mend
        yield from dict.fromkeys(_at(finding.place) for finding in report.in_order() if finding.code == code)

    return found


def _acknowledged_contexts(kb: KnowledgeBase, _report: Report) -> Iterator[Counted]:
    for entity in kb.records.entities.values():
        for statement in entity.statements:
            yield from (_at(item.place) for item in statement.evidence for _ in item.context)


def _at(place: Place) -> Counted:
    return f"{place.file}:{place.line or 1}", place


MEASURES: Mapping[str, Measure] = {
    "unsourced_aliases": Measure(
        "aliases with a note and no source", "aliases", "give the new ones a source", _unsourced_aliases
    ),
    "inferred_values": Measure("inferred values", "values", "quote the words that give the new ones", _inferred_values),
    "uncited_blocks": Measure(
        "blocks that no statement quotes", "blocks", "state what the new ones tell", _uncited_blocks
    ),
    "open_blocks": Measure(
        "blocks without a statement or a reason",
        "blocks",
        "state what the new ones tell or why they are not",
        _open_blocks,
    ),
    "thin_quotes": Measure(
        "thin quotations", "quotations", "quote the words that say the new ones", _warned("thin-quote")
    ),
    "stated_twice": Measure("repeated facts", "statements", "keep one of each", _warned("stated-twice")),
    "long_digests": Measure(
        "overlong digests",
        "paragraphs",
        f"say less in the new ones (a paragraph has at most {SENTENCE} words or half of those of its blocks, a digest "
        f"{LONGEST_DIGEST} % of its article's)",
        _warned("long-digest"),
    ),
    "acknowledged_contexts": Measure(
        "contexts that editors weighed",
        "quotations",
        "quote more, or say what the new ones say",
        _acknowledged_contexts,
    ),
    "warnings": Measure("warnings", "statements", "mend the new ones", _warnings),
}
