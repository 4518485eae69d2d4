"""Record files: a feed, a table or a list of records in, the article of each out; and the publication data of a library.

A record is a row of names and values, whoever made it. What is kept of one is a JSON file under our own names, so that
its article can be imported again when the feed has moved on and the table is gone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import unescape
from pathlib import PurePath
from typing import Any

import regex

from druzhba_kb.folding import fold, printable, words
from druzhba_kb.importing.declared_metadata import FRONT_KEYS, DeclaredMetadata, declared_by_values, field_name
from druzhba_kb.importing.formats.found_article import Form, FoundArticle, SourceFile, UnreadableFile

LONGEST_TEXT = 2_000_000
BODIES = ("body", "content_html", "html", "content", "content_text", "text", "articlebody", "full_text", "markdown")
NAMED = ("rendered", "literal", "name", "value")  # of which the value of a record's own record is told
TAG = regex.compile(
    r"<(?:!doctype|html|body|article|section|div|p|br|h[1-6]|ul|ol|blockquote|table)\b", regex.IGNORECASE
)
PAGE = regex.compile(r"<(?:html|head|body)\b", regex.IGNORECASE)
MARKDOWN = regex.compile(r"^#{1,6} \S", regex.MULTILINE)
RIS_LINE = regex.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
FEW_WORDS, SUMMARY_WORDS = 10, 40  # fewer are no text, even where a feed calls them so; fewer are its summary
SLASHED = regex.compile(r"\s*(?P<one>\d{1,2})(?P<sign>[/-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\S)")
CSL_ONLY = {"type", "issued", "container_title"}


def record_document(
    record: Mapping[str, object], part: str, columns: Mapping[str, str] | None = None
) -> FoundArticle | UnreadableFile:
    """Return the article of a record, or why there is none."""
    given = {ours: record.get(theirs) for ours, theirs in (columns or {}).items()}
    values = {field_name(name): plain_value(value) for name, value in {**record, **given}.items()}
    body = next((value for name in BODIES if (value := values.get(name)) and value.strip()), None)
    if body is None:
        has = ", ".join(printable(str(name)) for name in list(record)[:12])
        expected = f"expected it in 'body', or its name with --map body=NAME; the record has: {has or 'nothing'}"
        return UnreadableFile(f"record {part or 1} has no text; {expected}", "import-empty")
    if len(body) > LONGEST_TEXT and not TAG.search(body):
        return UnreadableFile(f"record {part or 1} has more than {LONGEST_TEXT:,} letters; expected one article")
    # in feeds and their like a title is HTML
    marked = {name: unescape(regex.sub("<[^<>]+>", "", values.get(name) or "")) for name in ("title", "headline")}
    declared = declared_by_values({**values, **marked})
    kept = {name: value for name, value in asdict(declared).items() if value} | {"body": body}
    raw = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    form: Form = "html" if TAG.search(body) else "markdown" if MARKDOWN.search(body) else "text"
    return FoundArticle(body, form, raw, ".json", declared, not PAGE.search(body), part)


def plain_value(value: object) -> str | None:
    """Return a value of JSON as one string: a list with commas, a person by both names, a date by its parts."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain_value, value))) or None
    if isinstance(value, dict):
        if "date-parts" in value:
            return "-".join(f"{int(part):02}" for part in next(iter(value["date-parts"]), []))
        named = next((value[name] for name in NAMED if value.get(name)), None)
        return (
            plain_value(named) or " ".join(str(value[name]) for name in ("given", "family") if value.get(name)) or None
        )
    return None if value is None or isinstance(value, bool) else str(value)


def read_json(file: SourceFile) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the article of each record of a list in JSON."""
    records = _records(file)
    if records and all(CSL_ONLY & {field_name(name) for name in one} and not _has_body(one) for one in records):
        raise UnreadableFile(PUBLICATION_DATA)
    yield from _documents(records, file.columns)


PUBLICATION_DATA = "this is publication data without texts; expected the texts, and this file with --metadata"


def _has_body(record: Mapping[str, object]) -> bool:
    return any(field_name(name) in BODIES for name in record)


def _documents(
    records: Sequence[Mapping[str, object]], columns: Mapping[str, str]
) -> Iterator[FoundArticle | UnreadableFile]:
    if not records:
        raise UnreadableFile("the file holds no record; expected a list of articles", "import-empty")
    for number, (record, doubt) in enumerate(_with_days(records, columns), 1):
        document = record_document(record, str(number) if len(records) > 1 else "", columns)
        if doubt and isinstance(document, FoundArticle):
            document = replace(document, doubts=(("import-date", doubt),))
        yield document


def _with_days(
    records: Sequence[Mapping[str, object]], columns: Mapping[str, str]
) -> Iterator[tuple[Mapping[str, object], str]]:
    """Yield each record with its day as the column writes days, and both readings where no record says how."""
    names = FRONT_KEYS["published"].split()
    keys = [columns.get("published") or next((key for key in one if field_name(key) in names), "") for one in records]
    found = [SLASHED.match(plain_value(one.get(key)) or "") for one, key in zip(records, keys, strict=True)]
    pairs = [(int(match["one"]), int(match["two"])) for match in found if match]
    has_day_first, has_month_first = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    for record, key, match in zip(records, keys, found, strict=True):
        one, two, year = (int(match[name]) for name in ("one", "two", "year")) if match else (0, 0, 0)
        day_first, month_first = f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}"
        if not match or one > 12 or two > 12 or one == two:
            yield record, ""
        elif has_day_first != has_month_first:
            yield {**record, key: day_first if has_day_first else month_first}, ""
        else:
            message = f"'{match[0].strip()}' is {day_first} or {month_first}, and no other record says which"
            yield record, f"{message}; taken as {day_first}; expected the day as in {day_first}, or with --published"


def _records(file: SourceFile) -> list[Mapping[str, object]]:
    """Return the records in JSON: a list, one record, or the list that an object holds."""
    text = file.text()
    try:
        data = json.loads(text)
    except ValueError as error:
        if (rows := _lines_of_json(text)) is not None:
            return rows
        reason, position = getattr(error, "msg", "it cannot be read"), getattr(error, "pos", 0)
        raise UnreadableFile(
            f"this is no JSON: {reason.lower()}; expected a list of records", after=text[:position]
        ) from None
    if isinstance(data, dict) and not _has_body(data):
        data = next((value for value in data.values() if _is_list(value)), data)
    records = [data] if isinstance(data, dict) else data
    if not _is_list(records) and records != []:
        raise UnreadableFile("the JSON holds no records; expected a list of objects, each with its text and title")
    return list(records)


def _lines_of_json(text: str) -> list[Mapping[str, object]] | None:
    try:
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        return None
    return rows if _is_list(rows) else None


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def read_csv(file: SourceFile) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the article of each row of a table whose first row names the columns."""
    text = file.text()
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(LONGEST_TEXT)
    # strict: else one open quotation mark takes in the rest of the table
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records: list[Mapping[str, object]] = [{k: v for k, v in row.items() if k} for row in rows]
    except csv.Error as error:
        before = "\n" * max(0, rows.line_num - 1)
        raise UnreadableFile(
            f"the table cannot be read: {error}; expected quotation marks in pairs", after=before
        ) from None
    yield from _documents(records, file.columns)


def read_feed(file: SourceFile) -> Iterator[FoundArticle | UnreadableFile]:
    """Yield the article of each entry of an RSS or Atom feed."""
    import feedparser

    # bytes that look like an address are never fetched
    feed = feedparser.parse(io.BytesIO(file.data))
    if not feed.entries:
        raise UnreadableFile("the feed holds no entry; expected entries with their full text", "import-empty")
    for number, entry in enumerate(feed.entries, 1):
        record = _entry(entry, feed.feed.get("title"))
        count = len(words(regex.sub("<[^<>]+>", " ", str(record["body"]))))
        if 0 < count < (FEW_WORDS if entry.get("content") else SUMMARY_WORDS):
            what = (
                f"entry {number}, '{printable(entry.get('title') or '')}', holds no text but a summary (words: {count})"
            )
            remedy = f"save the page and import it: {printable(entry.get('link') or 'the feed names no address')}"
            yield UnreadableFile(f"{what}; {remedy}", "import-summary")
        else:
            yield record_document(record, str(number) if len(feed.entries) > 1 else "")


def _entry(entry: Mapping[str, Any], publisher: str | None) -> dict[str, object]:
    bodies = [str(one.get("value", "")) for one in entry.get("content", ())]
    source = entry.get("source") or {}
    return {
        "title": entry.get("title"),
        "author": [one.get("name") for one in entry.get("authors", ())] or entry.get("author"),
        "published": entry.get("published") or entry.get("updated"),
        "url": entry.get("link"),
        "publisher": source.get("title") or publisher,
        "body": max([*bodies, entry.get("summary") or ""], key=len),
    }


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What a library records of one article, with the names of the files that it keeps of it."""

    declared: DeclaredMetadata
    files: frozenset[str]

    def is_of(self, name: str, declared: DeclaredMetadata, titles: frozenset[str]) -> bool:
        """Whether it is that of an article: by its file, else its address, else its title."""
        by_address = self.declared.url is not None and _bare(self.declared.url) == _bare(declared.url or "")
        return PurePath(name).name in self.files or by_address or fold(self.declared.title or "") in titles


def _bare(address: str) -> str:
    return regex.sub(r"^https?://(?:www\.)?|[/#?]+$", "", address.casefold())


def read_publication_data(file: SourceFile) -> list[PublicationRecord]:
    """Return the records of a library's export: CSL-JSON or RIS, as Zotero writes them."""
    is_ris = RIS_LINE.match(file.text().lstrip())
    records = list(_ris(file.text())) if is_ris else _records(file)
    if not records:
        raise UnreadableFile("the file holds no record; expected CSL-JSON or RIS", "import-empty")
    return [_publication_record(one) for one in records]


def _publication_record(record: Mapping[str, object]) -> PublicationRecord:
    kept = [value for name in ("L1", "L2", "file") if (value := record.get(name))]
    files = [str(name) for value in kept for name in (value if isinstance(value, list) else [value])]
    values = {field_name(name): plain_value(value) for name, value in record.items()}
    return PublicationRecord(declared_by_values(values), frozenset(PurePath(name).name for name in files))


def _ris(text: str) -> Iterator[Mapping[str, object]]:
    record: dict[str, list[str]] = {}
    for line in filter(None, map(RIS_LINE.fullmatch, map(str.strip, text.splitlines()))):
        if line[1] == "ER":
            yield {tag: values if len(values) > 1 else values[0] for tag, values in record.items()}
            record = {}
        elif line[2]:
            value = " ".join(reversed(line[2].split(", ", 1))) if line[1] in ("AU", "A1") else line[2]
            record.setdefault(line[1], []).append(value)
