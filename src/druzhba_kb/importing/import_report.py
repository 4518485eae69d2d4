"""Import report: imported articles in, what an editor has to see of them out: found, dropped, doubted and written.

No line leaves an article in silence: each is listed with its number, the rule and the reason, so that `--keep` can
bring it back. What is shown was scraped, so nothing of it may reach the terminal as a control character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from druzhba_kb.folding import counted, printable, shorten, words
from druzhba_kb.importing.article_files import PlannedFile
from druzhba_kb.importing.imported_article import ImportedArticle
from druzhba_kb.importing.lines import RuledLine

SHOWN = ("title", "publisher", "author", "published", "genre", "lang")
COLUMNS = ("id", "title", "date", "publisher", "genre", "blocks", "dropped", "doubts")
STATUS = {"new": "new", "unchanged": "unchanged", "changed": "overwritten", "edited": "kept"}
KEPT = "  what is kept differs from the import: --force overwrites it, --id makes another article"
LINE_WIDTH = 100
CELL_WIDTH = 44


def describe(imported: ImportedArticle) -> str:
    """Return what was found in one article, every line dropped with rule and reason, and what became of its files."""
    parts = [f"{imported.origin} -> {imported.id or 'no id'}", *_fields(imported)]
    parts += [f"  dropped: {counted(len(imported.dropped), 'lines')}", *_lines(imported.dropped)]
    if imported.flags:
        parts += [f"  kept, please look: {counted(len(imported.flags), 'lines')}", *_lines(imported.flags)]
    parts += ["  files:", *_files(imported.files)]
    parts += [KEPT] if any(file.status == "edited" for file in imported.files) else []
    return "\n".join(parts)


def _fields(imported: ImportedArticle) -> Iterator[str]:
    for name in SHOWN:
        one = imported.found.get(name)
        source = f"  [{one.rule}{f', line {one.line}' if one.line else ''}]" if one else ""
        yield f"  {name + ':':<11}{printable(one.value) if one else 'null'}{source}"
        if name == "published" and imported.fields.published_basis:
            note = f": {imported.fields.published_note}" if imported.fields.published_note else ""
            yield f"  {'basis:':<11}{imported.fields.published_basis}{note}"
    count = sum(len(words(block.text)) for block in imported.blocks[1:])
    sizes = f"{counted(len(imported.fields.blocks), 'blocks')}, {counted(count, 'words')}"
    yield f"  {'blocks:':<11}{imported.fields.blocks} ({sizes})"


def _lines(lines: Sequence[RuledLine]) -> Iterator[str]:
    for one in lines:
        yield f"    {one.line:>4}  {one.rule}: {one.reason}"
        yield f"          {shorten(one.text, LINE_WIDTH)}"


def _files(files: Sequence[PlannedFile]) -> Iterator[str]:
    for file in files:
        yield f"    {STATUS[file.status]:<14}{file.path}"
        # of a page in one line the difference is the page twice
        if file.diff and not file.path.startswith("sources/raw/"):
            yield from (f"      {printable(line)}" for line in file.diff.split("\n"))


def summary_table(imported: Sequence[ImportedArticle]) -> str:
    """Return the closing table: one row for each article, with how much of it there is to look at."""
    rows = [COLUMNS, *(_row(one) for one in imported)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _row(one: ImportedArticle) -> tuple[str, ...]:
    fields = one.fields
    date = f"{fields.published} ({fields.published_basis})" if fields.published else "null"
    texts = (fields.title or "null", date, fields.publisher or "null", fields.genre or "null")
    cells = [shorten(text, CELL_WIDTH) for text in texts]
    return (one.id, *cells, str(len(fields.blocks)), str(len(one.dropped)), str(one.doubts))
