"""What `check --fix` does: a project in, the files out in which something has one right answer, and written where asked.

A former id, a name in place of an id, the marks and spaces of a quotation, and a limit that is looser than need be have
one right answer. Words are never changed: a quotation that differs from its article in a letter is for the editor to judge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath

from druzhba_kb.editing.find_references import IdReference, references_of, tables_with_evidence
from druzhba_kb.editing.transaction import Transaction, apply_changes
from druzhba_kb.editing.yaml_edit import FENCE, replaced
from druzhba_kb.folding import QUOTES, WORD, find_whole, fold_with_offsets, words
from druzhba_kb.load import Document, Sources, load
from druzhba_kb.model import Article, Entity, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.relate.locations import locate
from druzhba_kb.relate.references import record_named
from druzhba_kb.report import Place, Report
from druzhba_kb.verify import verify
from druzhba_kb.verify.guard_checks import measure, verify_assertions
from druzhba_kb.verify.records import links_to_files
from druzhba_kb.yaml_read import Scalar, mended

NAMED = {"article": Article, "entity": Entity}  # what else is named may be either
DROPPED = " '"  # as folded: 'was lit “again” on 4May' has the letters of: was lit again on 4 May


@dataclass(frozen=True, slots=True)
class FileFix:
    """A file with the text that it has and the text that it should have."""

    file: str
    before: str
    after: str


def find_fixes(root: Path) -> list[FileFix] | None:
    """Return the files that can be fixed; None for a project that cannot be read, of which a check says why."""
    report = Report()
    sources = load(root, report)
    if unread := {one.place.file for one in report.findings if one.code == "yaml-syntax"}:
        fixes = [_mend_yaml(root, file) for file in sorted(unread)]
        return [one for one in fixes if one.before != one.after] or None
    records = parse(sources, report) if not report.failed else None
    if records is None or report.failed:
        return None
    fixes = [*_fix_content(sources, records, root), *_tighten_ratchets(records, report, root)]
    return [one for one in fixes if one.before != one.after]


def diff_of(fixes: Sequence[FileFix]) -> Iterator[str]:
    """Yield the lines of a unified diff, with their ends."""
    for one in fixes:
        before, after = one.before.splitlines(keepends=True), one.after.splitlines(keepends=True)
        for line in unified_diff(before, after, f"a/{one.file}", f"b/{one.file}", n=2):
            yield line if line.endswith("\n") else f"{line}\n\\ no line end\n"


def write_fixes(fixes: Sequence[FileFix], root: Path, report: Report) -> bool:
    """Write all files, where each is still as it was when it was read; while the editor was asked, it may have changed."""
    before, after = {one.file: one.before for one in fixes}, {one.file: one.after for one in fixes}
    return apply_changes(root, Transaction(before, after, {}), report)


def _mend_yaml(root: Path, file: str) -> FileFix:
    """Return a file with what the YAML parser cannot read mended, where it has one right answer."""
    before = (root / file).read_bytes().decode()
    text = before.replace("\r\n", "\n")
    fences = list(FENCE.finditer(text))[:2] if file.endswith(".md") else []
    start, end = (fences[0].end(), fences[1].start()) if len(fences) == 2 else (0, len(text))
    after = text[:start] + mended(text[start:end]) + text[end:]
    return FileFix(file, before, after.replace("\n", "\r\n") if "\r\n" in before else after)


def _fixed(root: Path, file: str, values: Mapping[Place, str], links: Mapping[str, str]) -> FileFix:
    """Return a file with the values at these places and the targets of these links replaced, its line ends as they are."""
    before = (root / file).read_bytes().decode()
    after = replaced(before.replace("\r\n", "\n"), values)
    for old, new in links.items():  # the target alone: the words of a link are the editor's
        after = after.replace(f"]({old})", f"]({new})")
    # YAML counts both line ends as one, so offsets hold only without the second sign
    return FileFix(file, before, after.replace("\n", "\r\n") if "\r\n" in before else after)


def _fix_content(sources: Sources, records: Records, root: Path) -> Iterator[FileFix]:
    renamed = _renamed(records)
    links = _links(records, renamed)
    entities = [document for group in sources.entities.values() for document in group]
    for document in (
        *sources.assertions,
        *sources.changes,
        *sorted((*entities, *sources.articles), key=lambda one: one.file),
    ):
        values = {**dict(_new_ids(document, records, renamed)), **dict(_new_quotes(document, records, renamed))}
        yield _fixed(root, document.file, values, links.get(document.file, {}))


def _renamed(records: Records) -> dict[str, Article | Entity]:
    """Return the articles and entities by the ids that they had before; an id that is in use or had by two leads nowhere."""
    found: dict[str, Article | Entity] = {}
    # an id in use is taken by its owner, whatever had it before
    twice = {*records.articles, *records.entities}
    everything: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    for record in everything:
        for former in record.formerly:
            twice.update([former] if former in found else [])
            found[former] = record
    return {former: record for former, record in found.items() if former not in twice}


def _new_ids(
    document: Document, records: Records, renamed: Mapping[str, Article | Entity]
) -> Iterator[tuple[Place, str]]:
    """Yield the place and the present id of each reference by a former one, or by a name that one record has."""
    for one in references_of(document, records.kinds):
        record = renamed.get(one.id)
        if record and one.to != "reference" and isinstance(record, NAMED.get(one.to, (Article, Entity))):
            yield one.scalar.place, record.id
        elif one.id not in (known := _known(records, one)) and (id := record_named(records, one.id, known)):
            yield one.scalar.place, id


def _known(records: Records, reference: IdReference) -> Collection[str]:
    """Return the ids of what a reference may name."""
    entities = [id for id, one in records.entities.items() if not reference.kinds or one.kind in reference.kinds]
    either = {*entities, *records.articles}
    known = {"article": records.articles, "entity": entities, "either": either, "reference": records.references}
    return known.get(reference.to) or {*either, *records.references}


def _new_quotes(
    document: Document, records: Records, renamed: Mapping[str, Article | Entity]
) -> Iterator[tuple[Place, str]]:
    """Yield the place of each quotation that differs from its article in marks and spaces only, and the article's words."""
    for table in tables_with_evidence(document):
        given = {key.text: value for key, value in table.items if isinstance(value, Scalar)}
        if "source" in given and "quote" in given:
            id = given["source"].text.strip()
            article = records.articles.get(renamed[id].id if id in renamed else id)
            exact = exact_words(article, given["quote"].text.strip()) if article else None
            if exact:
                yield given["quote"].place, exact


def _links(records: Records, renamed: Mapping[str, Article | Entity]) -> dict[str, dict[str, str]]:
    """Return by file the targets of its links to a former id, each with what it should be."""
    everything: list[Article | Entity] = [*records.articles.values(), *records.entities.values()]
    files = {record.place.file for record in everything}
    found: dict[str, dict[str, str]] = {}
    for place, target, path in links_to_files(records):
        record = renamed.get(PurePosixPath(path).stem)
        if record and path not in files:
            new = relpath(record.place.file, dirname(place.file))
            found.setdefault(place.file, {})[target] = new + target[len(target.partition("#")[0]) :]
    return found


def exact_words(article: Article, quote: str) -> str | None:
    """Return the article's words for a quotation that is not there, where exactly one run of words has its letters."""
    if article.text is None or locate(article, quote) or not words(quote):
        return None
    # where two runs have its letters, neither is surely the one that is meant
    found = {there for block in article.text for there in _runs(quote, block.text) if find_whole(there, block.text)}
    return found.pop() if len(found) == 1 else None


def _runs(quote: str, text: str) -> Iterator[str]:
    """Yield each run of whole words in text that has the letters, digits and other signs of quote in their order."""
    needle, _ = _loose(quote)
    hay, offsets = _loose(text)
    start = hay.find(needle)
    while start >= 0:
        first, last = offsets[start], offsets[start + len(needle) - 1] + 1
        if not _cuts(text, first) and not _cuts(text, last):
            yield " ".join(text[slice(*_with_marks(quote, text, first, last))].split())
        start = hay.find(needle, start + 1)  # runs may overlap


def _loose(text: str) -> tuple[str, list[int]]:
    """Return text folded, without quotation marks and spaces, and where each of its characters comes from."""
    left = [(char, offset) for char, offset in zip(*fold_with_offsets(text), strict=True) if char not in DROPPED]
    return "".join(char for char, _ in left), [offset for _, offset in left]


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(WORD.match(text[at - 1]) and WORD.match(text[at]))


def _with_marks(quote: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Return the run with the quotation marks around it that quote has too."""
    opens = quote[0] in QUOTES and first > 0 and text[first - 1] in QUOTES
    closes = quote[-1] in QUOTES and text[last : last + 1] != "" and text[last] in QUOTES
    return first - opens, last + closes


def _tighten_ratchets(records: Records, report: Report, root: Path) -> Iterator[FileFix]:
    """Yield the file of ratchets with each loose limit at the number that there is; the report has the findings so far.

    No limit falls while there is an error: what is missing by mistake would lower it for good.
    """
    kb = relate(records, report) if records.ratchets else None
    if kb is None or report.failed:
        return
    verify(kb, report)
    verify_assertions(records, report)
    if report.failed:
        return
    loose: dict[str, dict[Place, str]] = {}
    for limit, (found, total) in measure(kb, report).items():
        tight = limit.tight(len(found), total)
        if tight < limit.limit:
            loose.setdefault(limit.place.file, {})[limit.place] = f"{tight}{'%' if limit.is_rate else ''}"
    for file, values in loose.items():
        yield _fixed(root, file, values, {})
