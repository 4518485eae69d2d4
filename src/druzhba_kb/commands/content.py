"""The commands that bring content in: `import`, `suggest`, `coverage`, `new`, `cite`.

They show what was found and leave the decision to the editor; none may overwrite a file unasked.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from druzhba_kb.commands import Commands, add_command, add_format, finish, show
from druzhba_kb.folding import counted, shorten
from druzhba_kb.locales import language_fault
from druzhba_kb.report import Report
from druzhba_kb.reporter import conclude, stream

if TYPE_CHECKING:
    from druzhba_kb.editing.add_statements import Statements
    from druzhba_kb.editing.cite import CitedPassage

ALL: Collection[int] = ()  # in place of numbers of drafts


def add_import(commands: Commands) -> None:
    """Add `import`."""
    examples = (
        "druzhba-kb import scraped.txt --id gazette-2021",
        "druzhba-kb import page.html paper.pdf letter.docx notes.md book.epub mail.eml page.mhtml",
        "druzhba-kb import page.html --drop 12,30-33",
        "druzhba-kb import feed.xml crawl.warc.gz",
        "druzhba-kb import archive.csv --map title=headline,body=text",
        "druzhba-kb import saved-pages/ --metadata zotero.ris > report.txt",
        "druzhba-kb import old.txt --encoding windows-1251 --as-is",
    )
    parser = add_command(commands, "import", "turn raw articles into article files", _import, examples)
    text = "a file with one article or many, of any format that guides/editor.md lists, or a folder; '-' reads standard input"
    parser.add_argument("files", nargs="+", metavar="FILE", help=text)
    for name, text in (
        ("id", "the article's id, for a single file"),
        ("title", "its title"),
        ("author", "its author"),
        ("publisher", "its publisher"),
        ("published", "its date of publication (EDTF)"),
        ("url", "its address"),
        ("archived-url", "the address of an archived copy"),
        ("genre", "report, analysis, opinion or interview"),
    ):
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)
    parser.add_argument("--rights", choices=("withheld", "full"), help="full: the whole text may be published")
    for name, text in (
        ("keep", "lines that are the article's, such as 3,7-9; remembered for the next import of the same file"),
        ("drop", "lines that are not; remembered too"),
    ):
        parser.add_argument(f"--{name}", metavar="LINES", type=_lines, default=frozenset(), help=text)
    text = "its author wrote it so: no rule drops a line, a list or table stays whole; so with every front matter"
    parser.add_argument("--as-is", action="store_true", help=text)
    text = "what the columns of a table, or the names in JSON, are for: title=headline,body=text"
    parser.add_argument("--map", dest="columns", metavar="NAMES", type=_columns, default={}, help=text)
    text = "publication data of the articles, as CSL-JSON or RIS from Zotero, found by file name, address or title"
    parser.add_argument("--metadata", metavar="FILE", help=text)
    text = "the encoding of texts that are not UTF-8, such as windows-1251"
    parser.add_argument("--encoding", metavar="NAME", help=text)
    parser.add_argument("--force", action="store_true", help="overwrite files that have been edited since")
    add_format(parser)


def _columns(text: str) -> dict[str, str]:
    from druzhba_kb.importing import parse_columns

    columns = parse_columns(text)
    if columns is None:
        raise ArgumentTypeError(f"'{text}' names no columns; expected such as title=headline,body=text")
    return columns


def _lines(text: str) -> frozenset[int]:
    from druzhba_kb.importing.options import parse_lines

    numbers = parse_lines(text)
    if numbers is None:
        raise ArgumentTypeError(f"'{text}' is no list of numbers; expected one such as 3,7-9")
    return numbers


def _import(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.importing import ImportOptions, describe, import_articles, summary_table

    given = {field.name: getattr(options, field.name) for field in fields(ImportOptions)}
    imported = import_articles(options.files, root, ImportOptions(**given), report, _show_progress)
    # told again is only what an editor has not seen: a run over hundreds may be taken up where it ended
    for article in imported if len(imported) == 1 else (one for one in imported if one.is_news):
        print(describe(article), file=stream(options.format))
    if imported:
        print(summary_table(imported), file=stream(options.format))
    return conclude(report, root, options.format)


def _show_progress(number: int, count: int, name: str) -> None:
    """Say on a terminal which of many files is being read."""
    if count > 1 and sys.stderr.isatty():
        end = "\r\033[K" if number == count else ""
        print(f"\r\033[K{number}/{count} {shorten(name, 60)}", end=end, file=sys.stderr, flush=True)


def add_suggest(commands: Commands) -> None:
    """Add `suggest`."""
    examples = ("druzhba-kb suggest gazette-2021", "druzhba-kb suggest --kind people --write")
    parser = add_command(commands, "suggest", "say what the articles hold and the base does not", _suggest, examples)
    text = "the id of an article; all of them, if not given"
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help=text)
    parser.add_argument("--kind", metavar="KIND", help="names and statements of this kind only")
    parser.add_argument("--write", action="store_true", help="write a draft for each new name; no file is overwritten")
    text = "take over statements into the files of their entities, by number, such as 3,5-9, or all"
    parser.add_argument("--apply", metavar="NUMBERS", type=_numbers, help=text)
    text = "decide on each statement at the terminal; what is accepted is written at once, and the next review goes on"
    parser.add_argument("--review", action="store_true", help=text)
    text = "say block by block what a digest must not miss: numbers, dates, names and speakers"
    parser.add_argument("--digest", action="store_true", help=text)
    text = "print one object of names, statements and uncited passages"
    parser.add_argument("--json", action="store_true", help=text)


def _numbers(text: str) -> Collection[int]:
    return ALL if text == "all" else _lines(text)


def _suggest(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb import suggesting as drafting
    from druzhba_kb.commands.draft_review import DraftReview, need_terminal
    from druzhba_kb.editing.new import attribute_comments
    from druzhba_kb.pipeline.checking import relate_readable

    if options.digest:
        return _outline(options, root, report)
    if options.review:
        need_terminal()
    kb = relate_readable(root, options.articles, report)
    if kb is None:
        return conclude(report, root)
    found = drafting.suggest(kb, options.articles, report, options.kind)
    if options.review and not report.failed:
        cards = drafting.draft_cards(kb, found.statements)
        DraftReview(root, cards, partial(drafting.edited, kb)).walk()
        if others := len(found.statements) - len(cards):
            print(f"{counted(others, 'drafts')} of what the base does not have: 'suggest --write' drafts these files")
        return conclude(report, root)
    if options.apply is not None and not report.failed:
        return _apply(drafting.chosen_by_file(kb, found, options.apply, report), options.json, root, report)
    if not report.failed:
        show(drafting.as_data(kb, found) if options.json else drafting.described(kb, found))
    if options.write and not report.failed:
        _print_drafts(drafting.write_drafts(kb, found, root, report, partial(attribute_comments, kb.records)))
    return conclude(report, root)


def _outline(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.pipeline.checking import relate_readable
    from druzhba_kb.suggesting import outline, outlined, passages_data

    kb = relate_readable(root, options.articles, report)
    passages = outline(kb, options.articles, report) if kb else ()
    return finish(passages_data(passages) if options.json else outlined(passages), report, root)


def _apply(chosen: Mapping[str, Statements], is_json: bool, root: Path, report: Report) -> int:
    """Write the statements of each file, all or none."""
    from druzhba_kb.editing.add_statements import plan_statements
    from druzhba_kb.editing.transaction import apply_changes

    change = plan_statements(root, chosen, report)
    if change is None or not apply_changes(root, change, report):
        return conclude(report, root)
    return finish(json.dumps(change.data(True)) if is_json else change.diff(), report, root)


def _print_drafts(paths: Sequence[str]) -> None:
    """Say on standard error, so that --json stays one object, what was written and what comes next."""
    for path in paths:
        print(f"wrote {path}", file=sys.stderr)
    steps = "druzhba-kb seal, look at them in druzhba-kb serve, complete each, remove its 'status: draft'"
    print(f"next: {steps}" if paths else "no draft to write", file=sys.stderr)


def add_coverage(commands: Commands) -> None:
    """Add `coverage`."""
    summary = "say what of the articles is stated, and what is not"
    examples = ("druzhba-kb coverage", "druzhba-kb coverage gazette-2021")
    parser = add_command(commands, "coverage", summary, _coverage, examples)
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="the id of an article; all, if not given")
    parser.add_argument("--json", action="store_true", help="print one object of articles and kinds")


def _coverage(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.coverage_report import coverage_data, coverage_text
    from druzhba_kb.pipeline.checking import relate_project

    kb = relate_project(root, report)
    in_form = coverage_data if options.json else coverage_text
    return finish(in_form(kb, options.articles, report) if kb else "", report, root)


def add_new(commands: Commands) -> None:
    """Add `new`."""
    summary = "write the file of a new entity, a draft with comments to fill in, and print its path"
    examples = ("druzhba-kb new bridges Old Bridge", "druzhba-kb new people 'Ada Finch' --id finch-of-gull-point")
    parser = add_command(commands, "new", summary, _new, examples)
    parser.add_argument("kind", metavar="KIND", help="the folder below entities/")
    parser.add_argument("name", nargs="+", metavar="NAME", help="the name of the entity")
    parser.add_argument("--id", metavar="ID", help="its id; made of the name, if not given")
    parser.add_argument("--force", action="store_true", help="write it though the base may have it under another name")
    parser.add_argument("--json", action="store_true", help="print one object with the file, its kind and id")


def _new(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.new import create

    path = create(root, options.kind, " ".join(options.name), report, options.id, options.force)
    if path and options.json:
        return finish(json.dumps({"file": path, "kind": options.kind, "id": Path(path).stem}), report, root)
    return finish(path, report, root)


def add_cite(commands: Commands) -> None:
    """Add `cite`."""
    summary = "find a passage by a few words and print its evidence to paste"
    examples = (
        "druzhba-kb cite gazette-2021 bridge opened",
        "druzhba-kb cite gazette-2021 'seventy masons' --all",
        "druzhba-kb cite gazette-2021 bridge opened --for old-bridge",
    )
    parser = add_command(commands, "cite", summary, _cite, examples)
    parser.add_argument("article", metavar="ARTICLE", help="the id of the article")
    text = "a few words of the passage, in any order and not to the letter"
    parser.add_argument("words", nargs="+", metavar="WORD", help=text)
    parser.add_argument("--for", dest="entity", metavar="ENTITY", help="fill in what the passage says of this entity")
    parser.add_argument("--all", action="store_true", help="show every passage that has most of the words")
    parser.add_argument("--json", action="store_true", help="print one object with the list 'hits'")


def _cite(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.cite import cite, cited_data, cited_text

    hits = cite(root, options.article, " ".join(options.words), report)
    if hits is None:
        return conclude(report, root)
    shown = hits if options.all else hits[:1]
    if options.entity:
        shown = _drafted(root, shown, options.entity, report)
    return finish(cited_data(shown) if options.json else cited_text(shown, len(hits) - len(shown)), report, root)


def _drafted(root: Path, hits: list[CitedPassage], entity: str, report: Report) -> list[CitedPassage]:
    """Return the passages with the statements that they would give of an entity; without, where the base cannot be read."""
    from druzhba_kb.editing.cite import with_drafts
    from druzhba_kb.pipeline.checking import relate_readable
    from druzhba_kb.suggesting import drafts_about

    kb = relate_readable(root, [hits[0].article] if hits else [], report)
    if kb is None or not hits:
        return hits
    found = drafts_about(kb, hits[0].article, entity, report)
    known = kb.records.entities.keys()
    texts = {block.number: block.text for block in kb.records.articles[hits[0].article].text or ()}
    drafts = [(one.block, one.quote, one.as_yaml_data(known)) for one in found]
    return [
        with_drafts(hit, texts[hit.block], [(quote, data) for block, quote, data in drafts if block == hit.block])
        for hit in hits
    ]


def add_translate(commands: Commands) -> None:
    """Add `translate`."""
    examples = ("druzhba-kb translate ru", "druzhba-kb translate pt-BR")
    summary = "begin or bring up to date the catalogue of the content in another language"
    parser = add_command(commands, "translate", summary, _translate, examples)
    parser.add_argument("language", metavar="LANGUAGE", type=_language, help="its code, as in ru, ur or pt-BR")


def _language(text: str) -> str:
    if fault := language_fault(text):
        raise ArgumentTypeError(fault)
    return text


def _translate(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.translate import write_catalogues
    from druzhba_kb.pipeline.checking import relate_project

    kb = relate_project(root, report)
    lines = write_catalogues(root, kb.records, options.language, report) if kb else []
    if kb and not lines and not report.failed:
        lines = [
            f"nothing to translate: '{options.language}' is the language of the base, and the catalogue of the site is complete"
        ]
    return finish("\n".join(lines), report, root)
