"""Import: raw articles as scraped in, article files and clean texts out, with a report of every line dropped.

Quotations are sealed against the clean text, so it must be the article, whole and letter by letter, and nothing of the
page around it. What a rule cannot know an editor says once; where anything is wrong, nothing is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from druzhba_kb.importing.article_files import (
    CORRECTIONS,
    article_file,
    free_id,
    known_id,
    plan_files,
    write_files,
)
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.import_report import describe, summary_table
from druzhba_kb.importing.imported_article import ImportedArticle, read_article
from druzhba_kb.importing.options import (
    NO_CORRECTIONS,
    Corrections,
    ImportOptions,
    check_options,
    is_id,
    parse_lines,
    read_corrections,
    write_corrections,
)
from druzhba_kb.importing.raw_files import RawArticle, find_files, read_raw
from druzhba_kb.report import Place, Report

__all__ = ["ImportOptions", "ImportedArticle", "describe", "import_articles", "parse_lines", "summary_table"]


def import_articles(paths: Sequence[str], root: Path, options: ImportOptions, report: Report) -> list[ImportedArticle]:
    """Import raw articles into the project at root; where anything is wrong, nothing is written."""
    files = find_files(paths, report)
    if not check_options(options, len(files), report):
        return []
    imported: dict[str, ImportedArticle] = {}
    for path in files:
        raw = read_raw(path, report)
        one = _import(raw, root, options, report, imported) if raw else None
        if one:
            imported.setdefault(one.id, one)
    if not report.failed:
        write_files(root, [file for one in imported.values() for file in one.files], report)
        report.checked["imported articles"] += len(imported)
    return list(imported.values())


def _import(
    raw: RawArticle, root: Path, options: ImportOptions, report: Report, others: Mapping[str, ImportedArticle]
) -> ImportedArticle | None:
    known = options.id or known_id(root, raw.data)
    remembered = _remembered(root, known, raw)
    corrections = remembered.corrected_by(Corrections(options.keep, options.drop))
    one = read_article(raw.lines, raw.origin, options, raw.declared, corrections)
    article_id = known or free_id(root, one.fields, Path(raw.origin).stem, set(others))
    if not _is_usable(replace(one, id=article_id), others, report):
        return None
    _warn(one, report)
    # as import would have written it before: only a file that equals this is no editor's work
    same = corrections == remembered
    last = one if same else read_article(raw.lines, raw.origin, options, raw.declared, remembered)
    written = _contents(article_id, raw, last, remembered)
    files = plan_files(root, _contents(article_id, raw, one, corrections), written, options.force, report)
    return replace(one, id=article_id, files=files)


def _is_usable(one: ImportedArticle, others: Mapping[str, ImportedArticle], report: Report) -> bool:
    """Whether the article has an id of its own and is not one of the others over again; else record why."""
    # folders of saved pages hold one article under two names
    same = next((other for other in others.values() if other.id == one.id or other.blocks == one.blocks), None)
    if not is_id(one.id):
        message = "neither the text nor the file's name gives an id; expected one with --id"
    elif same:
        message = f"'{one.origin}' is the article of '{same.origin}', '{same.id}'; expected each article once"
    else:
        return True
    report.error(Place(one.origin), "import-id", message)
    return False


def _contents(article_id: str, raw: RawArticle, one: ImportedArticle, corrections: Corrections) -> dict[str, bytes]:
    """Return the files of an article by their path from the root; a page's text has the lines that the report numbers."""
    contents = {f"sources/raw/{article_id}{raw.suffix}": raw.data}  # kept, so that a better rule can be tried on it
    if raw.suffix == ".html":
        contents[f"sources/raw/{article_id}.txt"] = raw.text.encode()
    if corrections != NO_CORRECTIONS:
        contents[_corrections_file(article_id)] = write_corrections(corrections, _sha256(raw.data)).encode()
    contents[f"sources/{article_id}.md"] = clean_text(one.blocks).encode()
    contents[f"articles/{article_id}.md"] = article_file(one.fields, one.blocks).encode()
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
