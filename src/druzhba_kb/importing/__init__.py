"""Import: raw articles as scraped in, article files and clean texts out, with a report of every line dropped.

Quotations are sealed against the clean text, so it must be the article, whole and letter by letter, and nothing of the
page around it. What a rule cannot know an editor says once; of an article with which anything is wrong, nothing is
written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from druzhba_kb.folding import fold, printable
from druzhba_kb.importing.article_files import (
    CORRECTIONS,
    article_file,
    free_id,
    known_ids,
    plan_files,
    random_key,
    with_commitment,
    write_files,
)
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.declared_metadata import DeclaredMetadata
from druzhba_kb.importing.formats import SourceFile, UnreadableFile
from druzhba_kb.importing.formats.record_files import PublicationRecord, read_publication_data
from druzhba_kb.importing.import_report import describe, summary_table
from druzhba_kb.importing.imported_article import ImportedArticle, read_article
from druzhba_kb.importing.options import (
    NO_CORRECTIONS,
    Corrections,
    ImportOptions,
    check_count,
    check_options,
    is_id,
    parse_columns,
    parse_lines,
    read_corrections,
    write_corrections,
)
from druzhba_kb.importing.raw_files import RawArticle, find_files, read_raw
from druzhba_kb.locales import base_language
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import text_key

__all__ = [
    "ImportOptions",
    "ImportedArticle",
    "describe",
    "import_articles",
    "parse_columns",
    "parse_lines",
    "summary_table",
]


Progress = Callable[[int, int, str], None]


def import_articles(
    paths: Sequence[str], root: Path, options: ImportOptions, report: Report, progress: Progress | None = None
) -> list[ImportedArticle]:
    """Import raw articles into the project at root: each is written whole or not at all, and none stops another.

    The doubtful come first in what is returned; `progress` is called with the number of each file, their count and its name.
    """
    files = find_files(paths, report)
    library = _library(options.metadata, report)
    if not check_options(options, report) or not check_count(options, len(files), "files", report) or library is None:
        return []
    run = _Run(root, options, library, report)
    for number, path in enumerate(files, 1):
        if progress:
            progress(number, len(files), path)
        articles = list(read_raw(path, report, options))
        if not articles or check_count(options, len(articles), f"articles of '{path}'", report):
            for raw in articles:
                run.take(raw)
    if written := sum(one.is_written for one in run.imported.values()):
        report.checked["imported articles"] = written
    return sorted(run.imported.values(), key=lambda one: -one.doubts)


def _library(path: str | None, report: Report) -> list[PublicationRecord] | None:
    """Return the records of the file with publication data, none where no file is given."""
    try:
        return read_publication_data(SourceFile(path, Path(path).read_bytes())) if path else []
    except UnreadableFile as fault:
        report.error(Place(printable(path or ""), fault.line, fault.column), fault.code, str(fault))
    except (OSError, ValueError, RecursionError) as error:
        reason = (getattr(error, "strerror", None) or "it is no such file").lower()
        message = f"'{printable(path or '')}' cannot be read: {reason}; expected CSL-JSON or RIS"
        report.error(Place(printable(path or "")), "import-unreadable", message)
    return None


class _Run:
    """One run of the import: what it has imported already, and the raw files of earlier ones."""

    def __init__(self, root: Path, options: ImportOptions, library: list[PublicationRecord], report: Report) -> None:
        self.root, self.options, self.library, self.report = root, options, library, report
        self.known = known_ids(root)
        self.imported: dict[str, ImportedArticle] = {}

    def take(self, raw: RawArticle) -> None:
        """Import one article and write its files, if nothing is wrong with it."""
        report = Report()
        one = self._plan(raw, report)
        if one and not report.failed:
            write_files(self.root, one.files, report)
        if one:
            # the bytes of hundreds of pages need not stay in memory
            files = tuple(replace(file, data=b"") for file in one.files)
            self.imported[one.id] = replace(one, files=files, is_written=not report.failed)
        self.report.findings += report.findings

    def _plan(self, raw: RawArticle, report: Report) -> ImportedArticle | None:
        options = replace(self.options, as_is=self.options.as_is or raw.is_note)
        same = (path.stem for path in self.known.get(len(raw.data), ()) if path.read_bytes() == raw.data)
        known = options.id or next(same, None)
        remembered = _remembered(self.root, known, raw)
        corrections = remembered.corrected_by(Corrections(options.keep, options.drop))
        declared = self._recorded(raw).completed_by(raw.declared)
        one = read_article(raw.lines, raw.origin, options, declared, corrections)
        article_id = known or free_id(self.root, one.fields, Path(raw.origin).stem, set(self.imported))
        if not _is_usable(replace(one, id=article_id), self.imported, report):
            return None
        _warn(one, report)
        # as import would have written it before: only a file that equals this is no editor's work
        last = read_article(raw.lines, raw.origin, options, declared, remembered) if corrections != remembered else one
        random, lang = random_key(self.root, article_id), base_language(self.root)
        written = _contents(article_id, raw, last, remembered, random, lang)
        contents = _contents(article_id, raw, one, corrections, random, lang)
        return replace(one, id=article_id, files=plan_files(self.root, contents, written, options.force, report))

    def _recorded(self, raw: RawArticle) -> DeclaredMetadata:
        """Return the publication data that the library has of an article."""
        titles = frozenset(fold(text) for text in (raw.declared.title, *(line.text for line in raw.lines)) if text)
        found = (one.declared for one in self.library if one.is_of(raw.origin, raw.declared, titles))
        return next(found, DeclaredMetadata())


def _is_usable(one: ImportedArticle, others: Mapping[str, ImportedArticle], report: Report) -> bool:
    """Whether the article has an id of its own and is not one of the others over again; else record why."""
    # folders of saved pages hold one article under two names
    same = next((other for other in others.values() if other.id == one.id or other.blocks == one.blocks), None)
    if not is_id(one.id):
        message = f"neither the text nor the file's name gives an id for '{one.origin}'; expected one with --id"
    elif same:
        message = f"'{one.origin}' is the article of '{same.origin}', '{same.id}'; expected each article once"
    else:
        return True
    report.error(Place(one.origin), "import-id", message)
    return False


def _contents(
    article_id: str,
    raw: RawArticle,
    one: ImportedArticle,
    corrections: Corrections,
    random: bytes,
    lang: str | None,
) -> dict[str, bytes]:
    """Return the files of an article by their path from the root; a page's text has the lines that the report numbers."""
    contents = {f"sources/raw/{article_id}{raw.suffix}": raw.data}  # kept, so that a better rule can be tried on it
    if raw.suffix not in (".txt", ".md"):
        contents[f"sources/raw/{article_id}.txt"] = raw.text.encode()
    if corrections != NO_CORRECTIONS:
        contents[_corrections_file(article_id)] = write_corrections(corrections, _sha256(raw.data)).encode()
    text = clean_text(one.blocks)
    contents[f"sources/{article_id}.md"] = text.encode()
    key = text_key(text, None)
    if key is None and one.fields.rights == "withheld":
        contents[f"sources/{article_id}.key"] = f"{random.hex()}\n".encode()
    fields = with_commitment(one.fields, one.blocks, key or random, one.fields.lang or lang)
    contents[f"articles/{article_id}.md"] = article_file(fields, one.blocks).encode()
    return contents


def _remembered(root: Path, article_id: str | None, raw: RawArticle) -> Corrections:
    path = root / _corrections_file(article_id or "")
    return read_corrections(path.read_text(encoding="utf-8"), _sha256(raw.data)) if path.is_file() else NO_CORRECTIONS


def _corrections_file(article_id: str) -> str:
    return f"sources/raw/{article_id}{CORRECTIONS}"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _warn(one: ImportedArticle, report: Report) -> None:
    if one.fields.title is None:
        report.warning(Place(one.origin), "import-title", "the text has no title; expected one to be given")
    if not one.fields.blocks:
        report.warning(
            Place(one.origin), "import-body", "nothing is left of the text but its title; expected paragraphs"
        )
