"""Support: statements in, findings out where the quoted words do not bear out the value, nor the time at which it holds.

The words of each article must bear a value alone: two articles of which each gives half would let the page cite both for
what neither says. What the words do not give is named under 'inferred', with a note; what they give otherwise cannot be. An
article speaks of its own day unless it says another, so about a month to either side of it needs no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import timedelta

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.folding import find_whole, fold, nearest, words
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Names, Records, Statement
from druzhba_kb.reading import Words
from druzhba_kb.reading.language import language
from druzhba_kb.reading.relative_days import near_days, weekdays
from druzhba_kb.relate.locations import root_of
from druzhba_kb.relate.passages import day_of_post
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch
from druzhba_kb.values import TYPES, is_inferred
from druzhba_kb.values.base import OTHERWISE
from druzhba_kb.values.edtf import span

# a monthly prints what was so when it was written; "now" reaches no further than that
MONTH = timedelta(days=31)
TIMES = {key.name: key.attribute for key in STATEMENT.read_by("date")}


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time at which something is said to hold, under its key, with the quotations of which one must give it."""

    key: str
    value: str
    items: tuple[Evidence, ...]
    place: Place


def verify_times(records: Records, entity: Entity, misquoted: Set[Place], report: Report) -> None:
    """Check every `as_of`, `from` and `until` of an entity that is not inferred."""
    for statement in entity.statements:
        if misquoted.isdisjoint(item.place for item in statement.evidence):
            times_of_statement(records, statement, report)


def times_of_statement(records: Records, statement: Statement, report: Report) -> None:
    """Check the times of one statement."""
    for time in times_of(statement):
        report.checked["times"] += 1
        if time.items and not any(_says(records.articles[item.article], item, time) for item in time.items):
            message = (
                f"'{time.key}: {time.value}' is neither about the day of the article nor a date of the quotation or its block; "
                f"quote the words that give it, or name '{time.key}' under 'inferred' with a note"
            )
            report.error(time.place, "unsupported-time", message)


def times_of(statement: Statement) -> Iterator[StatedTime]:
    """Yield the times of a statement and of its quotations that nobody infers."""
    for key, field in TIMES.items():
        time: str | None = getattr(statement, field)
        if time and key not in statement.inferred:
            yield StatedTime(key, time, statement.evidence, statement.place)
    for item in statement.evidence:
        if item.as_of and "as_of" not in (*statement.inferred, *item.inferred):
            yield StatedTime("as_of", item.as_of, (item,), item.place)


def _says(article: Article, item: Evidence, time: StatedTime) -> bool:
    if is_of_the_day(article, time.value) or says(Words(item.quote, article.lang), time.value):
        return True
    if article.text is None:
        return is_vouched(article.seals, time_line(article, item, time))
    return says_in_block(article, item, time.value)


def is_of_the_day(article: Article, time: str) -> bool:
    """Return whether a time lies about the day of an article, a month to either side."""
    if article.published is None:
        return False
    (first, last), (start, end) = span(article.published), span(time)
    return first - MONTH <= end and start <= last + MONTH


def says(words: Words, time: str) -> bool:
    """Return whether words give a time as a date."""
    # that a time is approximate is the editor's caution, and needs no words
    return not TYPES["date"].missing(time.rstrip("~?%"), ("hedge",), [words], Attribute("as_of", "", "date"), Names())


def says_in_block(article: Article, item: Evidence, time: str) -> bool:
    """Return whether the block of a quotation gives a time; its text must be here."""
    block = item.quoted_block
    return block is not None and article.text is not None and says(Words(article.text[block].text, article.lang), time)


def time_line(article: Article, item: Evidence, time: StatedTime) -> str:
    """Return the line that seals a time which only the block gives."""
    block = item.quoted_block or 0
    return vouch(root_of(article), block, "value", item.quote, f"{time.key} {time.value}")


WEEK = timedelta(days=7)
READ = frozenset(("quantity", "integer", "money", "date"))
# "see above" and "from the context" say nothing that a reader could check
NOTE_WORDS = 5
# a note that stands everywhere was pasted, and fits nothing in particular
MOST_REPEATED = 4


def verify_support(records: Records, entity: Entity, misquoted: Set[Place], report: Report) -> None:
    """Check every value of an entity against the quotations that it rests on, where these are sound, and the order of dates."""
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
            _verify_claim(records, entity.kind, statement, claim, report)
    _verify_order(statement, records.kinds[entity.kind].timeline, report)


def _count(statement: Statement, claim: Claim, attribute: Attribute, report: Report) -> None:
    if claim.words is not None:
        report.checked["in words"] += 1
    elif is_inferred(statement.inferred_everywhere, attribute):
        report.checked["inferred"] += 1
    elif attribute.type == "text":
        report.checked["paraphrases"] += 1


def _by_article(records: Records, statement: Statement) -> dict[str, list[Words]]:
    """Return the quotations of each article: those of one article are read together, each article must bear the value alone."""
    passages: dict[str, list[Words]] = {}
    for item in statement.evidence:
        # pooled over all articles, one that says nothing of the value would be shown as its source
        passages.setdefault(item.article, []).append(Words(item.quote, records.articles[item.article].lang))
    return passages


def _verify_claim(records: Records, kind: str, statement: Statement, claim: Claim, report: Report) -> None:
    attribute = records.kinds[kind].attributes[claim.attribute]
    for article, passages in _by_article(records, statement).items():
        if claim.words is not None and not any(find_whole(claim.words, words.text) for words in passages):
            message = f"the words '{claim.words}' do not stand in the quotation from '{article}'"
            report.error(claim.place, "words-not-quoted", message)
        if attribute.type == "date" and "day" in statement.inferred_in(article):
            _verify_relative_day(records.articles[article], statement, claim, report)
        missing = _missing(records, kind, claim, passages, statement.inferred_in(article))
        if missing:
            lang = records.articles[article].lang
            # "does not give the number" would be untrue of words that nobody can read here
            unread = attribute.type in READ and language(lang) is None
            message = (
                f"numbers and dates of '{lang}', the language of '{article}', are not read"
                if unread
                else f"the quotation from '{article}' does not give the {' and '.join(missing)} of '{attribute.name}', "
                f"{_shown(records, claim, attribute)}{_otherwise_written(records, claim, attribute, passages)}; "
                "quote the words that do"
            )
            report.error(claim.place, "unsupported-value", f"{message}, {_other_way(attribute, missing)}")


def _other_way(attribute: Attribute, missing: Collection[str]) -> str:
    """Return what an editor can do beside quoting other words: what these give otherwise cannot be inferred."""
    if f"unit ({OTHERWISE})" in missing:
        counts = f"name what they count in 'unit_words' of '{attribute.name}' if it is the same"
        return f"{counts}, or give their own words: '{attribute.name}: {{words: …}}'"
    if "hedge" in missing:
        return "or write '~', '>=' and the like exactly where they have 'about' or 'at least'"
    return "or name it under 'inferred' with a note"


def _verify_relative_day(article: Article, statement: Statement, claim: Claim, report: Report) -> None:
    """Report a day that "today" or "on Wednesday" in a post cannot mean, where the day of the post is stated."""
    for item in (one for one in statement.evidence if one.article == article.id and one.quoted_block is not None):
        post = day_of_post(article, item.quoted_block or 0)
        if post is None or not claim.value or len(claim.value) != len(post):
            continue
        found = [*near_days(item.quote, span(post)[0]), *weekdays(item.quote, span(post)[0])]
        # what is to come is not told by the quotation alone
        meant = {day for one in found for day in (one.day, one.day + WEEK * (one.which == "last"))}
        if found and span(claim.value)[0] not in meant:
            said = item.quote[found[0].start : found[0].end]
            message = (
                f"'{said}' in a post of {post} is {found[0].day.isoformat()}, not {claim.value}; expected that day"
            )
            report.error(claim.place, "unsupported-value", message)


def _missing(records: Records, kind: str, claim: Claim, passages: list[Words], inferred: tuple[str, ...]) -> list[str]:
    if claim.value is None:
        return []
    attribute, names = records.kinds[kind].attributes[claim.attribute], Names()
    if attribute.type == "ref":
        target, is_location = records.entities[claim.value], claim.attribute in records.kinds[kind].location
        names = target.supporting_names
        # who signed in a capital did not sign in the government that it stands for
        literal = {name for name in target.metonyms if is_location or all(_is_place(name, one) for one in passages)}
        names = Names(tuple(name for name in names.full if name not in literal), names.adjectives)
    return TYPES[attribute.type].missing(claim.value, inferred, passages, attribute, names)


def _is_place(name: str, passage: Words) -> bool:
    """Return whether a name stands in a passage only behind words for where something is: in, near."""
    known = language(passage.lang)
    starts = (start for start, _ in find_whole(name, passage.text))
    before = (words(passage.text[:start])[-1:] for start in starts)
    located = known.word_set("context", "located") if known else frozenset()
    return all(word and word[0].casefold() in located for word in before)


def _otherwise_written(records: Records, claim: Claim, attribute: Attribute, passages: list[Words]) -> str:
    """Return what to do where a name stands in the passages in other capitals."""
    names = records.entities[claim.value or ""].supporting_names.full if attribute.type == "ref" else ()
    found = (
        one.text[slice(*at)]
        for name in names
        for one in passages
        for at in find_whole(name.casefold(), one.text.casefold())
    )
    written = next((one for one in found if one not in names), None)
    return f"; '{written}' stands there: add it to that entity as an alias" if written else ""


def _shown(records: Records, claim: Claim, attribute: Attribute) -> str:
    value = claim.value or ""
    return records.entities[value].name if attribute.type == "ref" else TYPES[attribute.type].show(value, attribute)


def verify_inferred(records: Records, entity: Entity, report: Report) -> Set[Place]:
    """Report each inferred component that nothing in its statement has; return the quotations of such statements."""
    found: set[Place] = set()
    for statement in entity.statements:
        attributes = [records.kinds[entity.kind].attributes[claim.attribute] for claim in statement.claims]
        known = ["value", *(a.name for a in attributes), *TIMES]
        known = list(dict.fromkeys([*known, *(part for a in attributes for part in TYPES[a.type].components(a))]))
        named = [(component, statement.place) for component in statement.inferred]
        named += [(component, item.place) for item in statement.evidence for component in item.inferred]
        for component, place in (one for one in named if one[0] not in known):
            message = f"nothing in this statement has a component '{component}'{nearest(component, known)}"
            report.error(place, "unknown-component", message)
            found.update(item.place for item in statement.evidence)
    return found


def verify_notes(records: Records, report: Report) -> None:
    """Report notes of inferred values that say nothing: fewer than five words, or the same words everywhere."""
    statements = [statement for entity in records.entities.values() for statement in entity.statements]
    notes = [(one.note, one.place, one.evidence) for one in statements if one.inferred and one.note]
    items = (item for statement in statements for item in statement.evidence)
    notes += [(one.note, one.place, (one,)) for one in items if one.inferred and one.note]
    # what is said of one block, such as a table with many rows, is said once
    blocks = {(fold(note), item.article, item.quoted_block) for note, _, quoted in notes for item in quoted}
    repeated = Counter(note for note, _, _ in blocks)
    for note, place, _ in notes:
        if len(words(note)) < NOTE_WORDS:
            message = f"'{note}' does not say whence the value is inferred; expected five words at least"
            report.error(place, "useless-note", message)
        elif repeated[fold(note)] > MOST_REPEATED:
            message = (
                f"this note stands at inferred values of {repeated[fold(note)]} blocks; say whence this one is inferred"
            )
            report.error(place, "useless-note", message)


def _verify_order(statement: Statement, timeline: Mapping[str, str], report: Report) -> None:
    """Report a statement whose end lies before its start."""
    pairs = [(statement.since, statement.until, "from", "until")]
    if {"start", "end"} <= timeline.keys():
        values = {claim.attribute: claim.value for claim in statement.claims}
        start, end = timeline["start"], timeline["end"]
        pairs.append((values.get(start), values.get(end), start, end))
    for first, last, first_name, last_name in pairs:
        # the last day of the end: 2018-10 to 2018 is in order
        if first and last and span(last)[1] < span(first)[0]:
            message = f"'{last_name}' {last} lies before '{first_name}' {first}"
            report.error(statement.place, "dates-out-of-order", message)
