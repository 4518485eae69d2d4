"""Import: raw articles as scraped in, article files and clean texts out, with a report of every line dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from druzhba_kb.importing.article import Imported, ImportOptions, article_file, read_article
from druzhba_kb.importing.blocks import clean_text
from druzhba_kb.importing.checking import check_options
from druzhba_kb.importing.identity import derive_id, is_id
from druzhba_kb.importing.reading import Raw, read_raw
from druzhba_kb.importing.showing import describe, summary_table
from druzhba_kb.importing.writing import plan_files, write_files
from druzhba_kb.report import Place, Report

__all__ = ["ImportOptions", "Imported", "describe", "import_articles", "summary_table"]


def import_articles(paths: Sequence[str], root: Path, options: ImportOptions, report: Report) -> list[Imported]:
    """Import raw articles into the project at root; where anything is wrong, nothing is written."""
    if not check_options(options, len(paths), report):
        return []
    raws = [raw for path in paths if (raw := read_raw(path, report))]
    imported = [one for raw in raws if (one := _import(raw, root, options, report))]
    _refuse_twice(imported, report)
    if not report.failed:
        write_files(root, [file for one in imported for file in one.files], report)
        report.checked["imported articles"] += len(imported)
    return imported


def _import(raw: Raw, root: Path, options: ImportOptions, report: Report) -> Imported | None:
    one = read_article(raw.text, raw.origin, options)
    article_id = options.id or derive_id(
        one.fields.publisher, one.fields.title, one.fields.published, Path(raw.origin).stem
    )
    if not is_id(article_id):
        report.error(
            Place(raw.origin),
            "import-id",
            "neither the text nor the file's name gives an id; expected one with --id",
        )
        return None
    _warn(one, report)
    contents = {
        f"sources/raw/{article_id}.txt": raw.data,
        f"sources/{article_id}.md": clean_text(one.blocks).encode(),
        f"articles/{article_id}.md": article_file(one.fields, one.blocks).encode(),
    }
    return replace(one, id=article_id, files=plan_files(root, contents, options.force, report))


def _warn(one: Imported, report: Report) -> None:
    if one.fields.title is None:
        report.warning(Place(one.origin), "import-title", "the text has no title; expected one to be given")
    if not one.fields.blocks:
        report.warning(
            Place(one.origin), "import-body", "nothing is left of the text but its title; expected paragraphs"
        )


def _refuse_twice(imported: Sequence[Imported], report: Report) -> None:
    first: dict[str, str] = {}
    for one in imported:
        if one.id in first:
            message = (
                f"'{first[one.id]}' and '{one.origin}' both make the id '{one.id}'; expected one article for an id"
            )
            report.error(Place(one.origin), "import-id", message)
        first.setdefault(one.id, one.origin)
