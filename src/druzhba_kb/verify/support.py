"""Support: statements in, findings out where the quoted words do not bear out the value, nor the time at which it holds.

The words of each article must bear a value alone: two articles of which each gives half would let the page cite both for
what neither says. What the words do not give is named under 'inferred', with a note; what they give otherwise cannot be. An
article speaks of its own day unless it says another, so about a month to either side of it needs no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from datetime import timedelta

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.folding import find_whole, fold, nearest, words
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Names, Records, Statement
from druzhba_kb.reading import Words
from druzhba_kb.reading.language import language
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch
from druzhba_kb.values import TYPES, is_inferred
from druzhba_kb.values.edtf import span

MONTH = timedelta(days=31)
TIMES = {key.name: key.attribute for key in STATEMENT.read_by("date")}


def verify_times(records: Records, misquoted: Set[Place], report: Report) -> None:
    """Check every `as_of`, `from` and `until` that is not inferred."""
    for entity in records.entities.values():
        for statement in entity.statements:
            if misquoted.isdisjoint(item.place for item in statement.evidence):
                times_of_statement(records, statement, report)


def times_of_statement(records: Records, statement: Statement, report: Report) -> None:
    """Check the times of one statement."""
    for key, time in times_of(statement):
        report.checked["times"] += 1
        if statement.evidence and not any(
            _says(records.articles[item.article], item, key, time) for item in statement.evidence
        ):
            message = (
                f"'{key}: {time}' is neither about the day of the article nor a date of the quotation or its block; "
                f"quote the words that give it, or name '{key}' under 'inferred' with a note"
            )
            report.error(statement.place, "unsupported-time", message)


def times_of(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the times of a statement that nobody infers, each with its key."""
    for key, field in TIMES.items():
        time: str | None = getattr(statement, field)
        if time and key not in statement.inferred:
            yield key, time


def _says(article: Article, item: Evidence, key: str, time: str) -> bool:
    if is_of_the_day(article, time) or says(Words(item.quote, article.lang), time):
        return True
    if article.text is None:
        return is_vouched(article.seals, time_line(article, item, key, time))
    return says_in_block(article, item, time)


def is_of_the_day(article: Article, time: str) -> bool:
    """Return whether a time lies about the day of an article, a month to either side."""
    if article.published is None:
        return False
    (first, last), (start, end) = span(article.published), span(time)
    return first - MONTH <= end and start <= last + MONTH


def says(words: Words, time: str) -> bool:
    """Return whether words give a time as a date."""
    return not TYPES["date"].missing(time.rstrip("~?%"), ("hedge",), [words], Attribute("as_of", "", "date"), Names())


def says_in_block(article: Article, item: Evidence, time: str) -> bool:
    """Return whether the block of a quotation gives a time; its text must be here."""
    block = item.quoted_block
    return block is not None and article.text is not None and says(Words(article.text[block].text, article.lang), time)


def time_line(article: Article, item: Evidence, key: str, time: str) -> str:
    """Return the line that seals a time which only the block gives."""
    return vouch(article.source_sha256 or "", item.quoted_block or 0, "value", item.quote, f"{key} {time}")


READ = frozenset(("quantity", "integer", "money", "date"))
NOTE_WORDS = 5
MOST_REPEATED = 4


def verify_support(records: Records, misquoted: Set[Place], report: Report) -> None:
    """Check every value against the quotations that it rests on, where these are sound, notes and the order of dates."""
    _verify_notes(records, report)
    for entity in records.entities.values():
        for statement in entity.statements:
            support_of_statement(records, entity, statement, misquoted, report)


def support_of_statement(
    records: Records, entity: Entity, statement: Statement, misquoted: Set[Place], report: Report
) -> None:
    """Check the values of one statement."""
    attributes = records.kinds[entity.kind].attributes
    for claim in statement.claims if statement.evidence else ():
        if misquoted.isdisjoint(item.place for item in statement.evidence):
            report.checked["values"] += 1
            _count(statement, claim, attributes[claim.attribute], report)
            _verify_claim(records, statement, claim, attributes[claim.attribute], report)
    _verify_inferred(records, entity.kind, statement, report)
    _verify_order(statement, records.kinds[entity.kind].timeline, report)


def _count(statement: Statement, claim: Claim, attribute: Attribute, report: Report) -> None:
    if claim.words is not None:
        report.checked["in words"] += 1
    elif is_inferred(statement.inferred, attribute):
        report.checked["inferred"] += 1
    elif attribute.type == "text":
        report.checked["paraphrases"] += 1


def _by_article(records: Records, statement: Statement) -> dict[str, list[Words]]:
    """Return the quotations of each article: those of one article are read together, each article must bear the value alone."""
    passages: dict[str, list[Words]] = {}
    for item in statement.evidence:
        passages.setdefault(item.article, []).append(Words(item.quote, records.articles[item.article].lang))
    return passages


def _verify_claim(records: Records, statement: Statement, claim: Claim, attribute: Attribute, report: Report) -> None:
    for article, passages in _by_article(records, statement).items():
        if claim.words is not None and not any(find_whole(claim.words, words.text) for words in passages):
            message = f"the words '{claim.words}' do not stand in the quotation from '{article}'"
            report.error(claim.place, "words-not-quoted", message)
        missing = _missing(records, statement, claim, attribute, passages)
        if missing:
            lang = records.articles[article].lang
            unread = attribute.type in READ and language(lang) is None
            message = (
                f"numbers and dates of '{lang}', the language of '{article}', are not read"
                if unread
                else f"the quotation from '{article}' does not give the {' and '.join(missing)} of '{attribute.name}', "
                f"{_shown(records, claim, attribute)}; quote the words that do"
            )
            report.error(claim.place, "unsupported-value", f"{message}, or name it under 'inferred' with a note")


def _missing(
    records: Records, statement: Statement, claim: Claim, attribute: Attribute, passages: list[Words]
) -> list[str]:
    if claim.value is None:
        return []
    names = records.entities[claim.value].supporting_names if attribute.type == "ref" else Names()
    return TYPES[attribute.type].missing(claim.value, statement.inferred, passages, attribute, names)


def _shown(records: Records, claim: Claim, attribute: Attribute) -> str:
    value = claim.value or ""
    return records.entities[value].name if attribute.type == "ref" else TYPES[attribute.type].show(value, attribute)


def _verify_inferred(records: Records, kind: str, statement: Statement, report: Report) -> None:
    attributes = [records.kinds[kind].attributes[claim.attribute] for claim in statement.claims]
    known = ["value", *(a.name for a in attributes), *TIMES]
    known = list(dict.fromkeys([*known, *(part for a in attributes for part in TYPES[a.type].components(a))]))
    for component in statement.inferred:
        if component not in known:
            message = f"nothing in this statement has a component '{component}'{nearest(component, known)}"
            report.error(statement.place, "unknown-component", message)


def _verify_notes(records: Records, report: Report) -> None:
    """Report notes of inferred values that say nothing: fewer than five words, or the same words everywhere."""
    inferring = [s for entity in records.entities.values() for s in entity.statements if s.inferred and s.note]
    repeated = Counter(fold(statement.note or "") for statement in inferring)
    for statement in inferring:
        note = statement.note or ""
        if len(words(note)) < NOTE_WORDS:
            message = f"'{note}' does not say whence the value is inferred; expected five words at least"
            report.error(statement.place, "useless-note", message)
        elif repeated[fold(note)] > MOST_REPEATED:
            message = f"this note stands at {repeated[fold(note)]} inferred values; say whence this one is inferred"
            report.error(statement.place, "useless-note", message)


def _verify_order(statement: Statement, timeline: Mapping[str, str], report: Report) -> None:
    """Report a statement whose end lies before its start."""
    pairs = [(statement.since, statement.until, "from", "until")]
    if {"start", "end"} <= timeline.keys():
        values = {claim.attribute: claim.value for claim in statement.claims}
        start, end = timeline["start"], timeline["end"]
        pairs.append((values.get(start), values.get(end), start, end))
    for first, last, first_name, last_name in pairs:
        if first and last and span(last)[1] < span(first)[0]:
            message = f"'{last_name}' {last} lies before '{first_name}' {first}"
            report.error(statement.place, "dates-out-of-order", message)
