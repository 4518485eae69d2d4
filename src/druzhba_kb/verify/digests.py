"""Digests: articles and summaries in, findings out where a number or a date stands in no source, or a block is not told."""

from __future__ import annotations

import regex

from druzhba_kb.model import BLOCK_KINDS, Article, Entity, Passage, Records
from druzhba_kb.report import Place, Report
from druzhba_kb.text import fold

NUMBER = regex.compile(r"(?<![\p{L}\p{N}])\d+(?:[.,]\d+)*")
ADDRESS = regex.compile(r"\]\([^)]*\)")


def verify_digests(records: Records, report: Report) -> None:
    """Check the passages of withheld articles against their texts, and the summaries against the statements."""
    for article in records.articles.values():
        if article.rights == "withheld":
            _verify_coverage(article, report)
            for passage in article.body:
                _verify_passage(article, passage, report)
    for entity in records.entities.values():
        _verify_summary(entity, report)


def _verify_coverage(article: Article, report: Report) -> None:
    told: dict[int, Passage] = {}
    crossed: set[Place] = set()
    for passage in article.body:
        wrong = next((at for at in (passage.first, passage.last) if not 1 <= at <= len(article.blocks)), None)
        if wrong is not None:
            message = f"'{article.id}' has no block {wrong} to tell; expected 1 to {len(article.blocks)}"
            report.error(passage.tells, "bad-blocks", message)
        for number in range(passage.first, (passage.last if wrong is None else passage.first) + 1):
            earlier = told.setdefault(number, passage)
            if earlier is not passage and earlier.place not in crossed:
                crossed.add(earlier.place)  # a range that is too long is one fault, however many it runs into
                report.error(
                    passage.tells, "block-told-twice", f"block {number} is told already in line {earlier.tells.line}"
                )
    for number, letter in enumerate(article.blocks, 1):
        if number not in told or not told[number].told:
            place = told[number].place if number in told else article.place
            report.warning(place, "block-not-told", f"block {number} ({BLOCK_KINDS[letter]}) is not told yet")


def _verify_passage(article: Article, passage: Passage, report: Report) -> None:
    if article.text is None or not passage.told:
        return
    report.checked["digest paragraphs"] += 1
    source = " ".join(block.text for block in article.text[passage.first : passage.last + 1])
    known = _numbers(source)
    for number in sorted(_numbers(passage.markdown) - known):
        message = f"the number '{number}' does not stand in block {passage.first}" + (
            f" to {passage.last}" if passage.last != passage.first else ""
        )
        report.error(passage.place, "number-not-in-source", message)


def _verify_summary(entity: Entity, report: Report) -> None:
    known = _numbers(" ".join([*entity.names, *_values(entity)]))
    report.checked["summaries"] += 1
    for number in sorted(_numbers(entity.summary) - known):
        place = entity.places.get("summary", entity.place)
        report.error(
            place,
            "number-without-statement",
            f"the number '{number}' of the summary stands in no statement of '{entity.id}'",
        )


def _values(entity: Entity) -> list[str]:
    claims = [claim for statement in entity.statements for claim in statement.claims]
    quoted = [item.quote for statement in entity.statements for item in statement.evidence]
    times = [time for s in entity.statements for time in (s.as_of, s.since, s.until) if time]
    return [claim.value or claim.words or "" for claim in claims] + quoted + times


def _numbers(text: str) -> set[str]:
    """Return the numbers in text in plain form: without grouping commas, leading zeros and ordinal endings."""
    plain = ADDRESS.sub("]", fold(text)).replace("-", " ")
    return {match.group().replace(",", "").lstrip("0") or "0" for match in NUMBER.finditer(plain)}
