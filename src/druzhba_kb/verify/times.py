"""Times: when statements hold in, a finding out where neither the article's own day nor a date of its words says so.

An article speaks of its own day unless it says another, so about a month to either side of it needs no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import timedelta

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.model import Article, Attribute, Evidence, Names, Records, Statement
from druzhba_kb.reading import Words
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch
from druzhba_kb.values import TYPES
from druzhba_kb.values.dates import span

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
        if not any(_says(records.articles[item.article], item, key, time) for item in statement.evidence):
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
