"""What `check --fix` and `check --accept` do: a project in, the files out in which something has one right answer.

A former id, a name in place of an id, the marks and spaces of a quotation, and a limit that is looser than need be have
one right answer. Words are never changed: a quotation that differs from its article in a letter is for the editor to judge.

An editor who has read both sides of a declared disagreement accepts it once; when a side gains or loses evidence, the check
asks again. Nothing else of a file is touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import unified_diff
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath

import regex

from druzhba_kb.editing.find_references import IdReference, references_of, tables_with_evidence
from druzhba_kb.editing.transaction import Transaction
from druzhba_kb.editing.yaml_edit import FENCE, Edit, before_last_key, edited, ended_as, offset_of, replaced
from druzhba_kb.folding import QUOTES, WORD, find_whole, fold, fold_with_offsets, words
from druzhba_kb.layout import RATCHETS
from druzhba_kb.load import Document, Sources, load
from druzhba_kb.model import Article, Declared, Entity, KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate import relate
from druzhba_kb.relate.locations import locate
from druzhba_kb.relate.references import record_named
from druzhba_kb.report import Place, Report
from druzhba_kb.verify import verify
from druzhba_kb.verify.guard_checks import measure, verify_assertions
from druzhba_kb.verify.records import links_to_files
from druzhba_kb.yaml_faults import mended
from druzhba_kb.yaml_read import Scalar, Table

FileFix = tuple[str, str]  # the text that a file has, and the one that it should have
LIMITS = f"entities/{RATCHETS}"
NAMED = {"article": Article, "entity": Entity}  # what else is named may be either
DROPPED = " '"  # as folded: 'was lit “again” on 4May' has the letters of: was lit again on 4 May


def find_fixes(root: Path) -> dict[str, FileFix] | None:
    """Return the files that can be fixed; None for a project that cannot be read, of which a check says why."""
    report = Report()
    sources = load(root, report)
    if unread := {one.place.file for one in report.findings if one.code == "yaml-syntax"}:
        return _changed({file: _mend_yaml(root, file) for file in sorted(unread)}) or None
    records = parse(sources, report) if not report.failed else None
    if records is None or report.failed:
        return None
    return _changed({**dict(_fix_content(sources, records, root)), **_tightened_ratchets(records, report, root)})


def _changed(fixes: Mapping[str, FileFix]) -> dict[str, FileFix]:
    return {file: (before, after) for file, (before, after) in fixes.items() if before != after}


def diff_of(fixes: Mapping[str, FileFix]) -> Iterator[str]:
    """Yield the lines of a unified diff, with their ends."""
    for file, texts in fixes.items():
        before, after = (text.splitlines(keepends=True) for text in texts)
        for line in unified_diff(before, after, f"a/{file}", f"b/{file}", n=2):
            yield line if line.endswith("\n") else f"{line}\n\\ no line end\n"


def _mend_yaml(root: Path, file: str) -> FileFix:
    """Return a file with what the YAML parser cannot read mended, where it has one right answer."""
    before = (root / file).read_bytes().decode()
    text = before.replace("\r\n", "\n")
    fences = list(FENCE.finditer(text))[:2] if file.endswith(".md") else []
    start, end = (fences[0].end(), fences[1].start()) if len(fences) == 2 else (0, len(text))
    after = text[:start] + mended(text[start:end]) + text[end:]
    return before, ended_as(before, after)


def _fixed(root: Path, file: str, values: Mapping[Place, str], links: Mapping[str, str]) -> FileFix:
    """Return a file with the values at these places and the targets of these links replaced, its line ends as they are."""
    before = (root / file).read_bytes().decode()
    after = replaced(before.replace("\r\n", "\n"), values)
    for old, new in links.items():  # the target alone: the words of a link are the editor's
        after = after.replace(f"]({old})", f"]({new})")
    # YAML counts both line ends as one, so offsets hold only without the second sign
    return before, ended_as(before, after)


def _fix_content(sources: Sources, records: Records, root: Path) -> Iterator[tuple[str, FileFix]]:
    renamed = _renamed(records)
    links = _links(records, renamed)
    entities = [document for group in sources.entities.values() for document in group]
    records_of = sorted((*entities, *sources.articles), key=lambda one: one.file)
    for document in (*sources.assertions, *sources.changes, *records_of):
        values = {**dict(_new_ids(document, records, renamed)), **dict(_new_quotes(document, records, renamed))}
        yield document.file, _fixed(root, document.file, values, links.get(document.file, {}))


def _renamed(records: Records) -> dict[str, Article | Entity]:
    """Return the articles and entities by the ids that they had before; an id that is in use or had by two leads nowhere."""
    found: dict[str, Article | Entity] = {}
    # an id in use is taken by its owner, whatever had it before
    twice = {*records.articles, *records.entities}
    for record in records.articles_and_entities:
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
    entities = records.ids_of(reference.kinds) if reference.kinds else list(records.entities)
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
    files = {record.place.file for record in records.articles_and_entities}
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
    folded, offsets = fold_with_offsets(text)
    signs = (regex.escape(sign) for sign in fold(quote) if sign not in DROPPED)
    for match in regex.finditer(f"[{DROPPED}]*".join(signs), folded, overlapped=True):
        first, last = offsets[match.start()], offsets[match.end() - 1] + 1
        if not _cuts(text, first) and not _cuts(text, last):
            yield " ".join(text[slice(*_with_marks(quote, text, first, last))].split())


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(WORD.match(text[at - 1]) and WORD.match(text[at]))


def _with_marks(quote: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Return the run with the quotation marks around it that quote has too."""
    opens = quote[0] in QUOTES and first > 0 and text[first - 1] in QUOTES
    closes = quote[-1] in QUOTES and text[last : last + 1] != "" and text[last] in QUOTES
    return first - opens, last + closes


def _tightened_ratchets(records: Records, report: Report, root: Path) -> dict[str, FileFix]:
    """Return the file of ratchets with each loose limit at the number that there is; the report has the findings so far.

    No limit falls while there is an error: what is missing by mistake would lower it for good.
    """
    kb = relate(records, report) if records.ratchets else None
    if kb is None or report.failed:
        return {}
    verify(kb, report)
    verify_assertions(records, report)
    if report.failed:
        return {}
    loose = {
        limit.place: f"{tight}{'%' if limit.is_rate else ''}"
        for limit, (found, total) in measure(kb, report).items()
        if (tight := limit.tight(len(found), total)) < limit.limit
    }
    return {LIMITS: _fixed(root, LIMITS, loose, {})} if loose else {}


def outdated(kb: KnowledgeBase) -> Iterator[tuple[Entity, Declared, str]]:
    """Yield each declared disagreement that was not weighed with the evidence that there is, with the digest of that."""
    sides = {(one.entity, one.about): one.sides for one in kb.disagreements}
    for entity in kb.records.entities.values():
        for declared in entity.declared:
            if (now := sides.get((entity.id, declared.about), declared.sides)) != declared.sides and now:
                yield entity, declared, now


def plan_acceptance(root: Path, kb: KnowledgeBase) -> Transaction:
    """Return the change that gives each declared disagreement the digest of its evidence."""
    documents = {one.file: one for group in load(root, Report()).entities.values() for one in group}
    texts = dict[str, tuple[str, str]]()
    for entity, found in groupby(outdated(kb), key=itemgetter(0)):
        text = (root / entity.place.file).read_bytes().decode("utf-8")
        tables = {one.place: one for one in documents[entity.place.file].table.tables("disagreements")}
        edits = (_edit(text, tables[one.place], one, digest) for _, one, digest in found)
        texts[entity.place.file] = (text, edited(text, edits))
    return Transaction(texts)


def _edit(text: str, table: Table, declared: Declared, digest: str) -> Edit:
    """Return the edit that sets the digest: in the place of the old one, or as a key before the last."""
    if declared.sides and (value := table.value("sides")):
        start = text.index(declared.sides, offset_of(text, value.place))
        return Edit(start, start + len(declared.sides), digest)
    # In quotation marks, since 123456789012 and 1e1234567890 are numbers to other programs.
    entry = f'sides: "{digest}"'
    return before_last_key(text, table, f"{entry}\n", entry)
