"""The command line: arguments in, calls of the pipeline and its rooms, findings formatted for a terminal out."""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from druzhba_kb import __version__, reviewing
from druzhba_kb.commands import explain
from druzhba_kb.commands.changes import COMMANDS, Command
from druzhba_kb.commands.project import add_commands
from druzhba_kb.editing.asking import UsageError, can_ask, confirmed
from druzhba_kb.editing.coverage_report import coverage_json, coverage_text, covered_articles
from druzhba_kb.editing.fix import diff_of, find_fixes, write_fixes
from druzhba_kb.editing.schemas import FOLDER, refresh_schemas
from druzhba_kb.editing.seal import write_seals
from druzhba_kb.pipeline import (
    EDITIONS,
    INPUTS,
    PREVIEW,
    Edition,
    Standing,
    build,
    check,
    index_preview,
    relate_project,
)
from druzhba_kb.publishing.preview import Preview, changes, listen, serving
from druzhba_kb.publishing.renderer import Renderer
from druzhba_kb.publishing.swap import lock
from druzhba_kb.report import Report
from druzhba_kb.reporter import BOLD, FINDINGS, FORMATS, GOOD, PLAIN, conclude, formatted, stream
from druzhba_kb.usage import Commands, add_command

USAGE, INTERRUPTED = 2, 130
SHADES = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 good, 1 findings, 2 wrong usage."""
    signal.signal(signal.SIGTERM, _terminated)
    gc.set_threshold(200_000)  # what a command makes it keeps to its end, so that looking for garbage finds little
    options = _parser().parse_args(arguments)
    root = _root(Path(options.root) if options.root else Path.cwd())
    if root is None and not getattr(options, "anywhere", False):
        print(
            "druzhba-kb: there is no mkdocs.yml here or above; go to the project's folder or name it with --root",
            file=sys.stderr,
        )
        return USAGE
    run: Callable[[argparse.Namespace, Path], int] = options.run
    try:
        return run(options, root or Path.cwd())
    except UsageError as error:
        print(f"druzhba-kb: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("druzhba-kb: interrupted; the last good site is untouched", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS


def _terminated(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _root(start: Path) -> Path | None:
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="druzhba-kb",
        description="Build a knowledge base in which every fact shows its evidence.",
        epilog="Exit status: 0 good, 1 findings, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"druzhba-kb {__version__}")
    parser.add_argument(
        "--root", metavar="FOLDER", help="the project's folder; otherwise the nearest one above that has a mkdocs.yml"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_import(commands)
    _add_suggest(commands)
    examples = ("druzhba-kb check", "druzhba-kb --root ~/my-base check")
    checking = add_command(commands, "check", "check everything that a build checks before rendering", _check, examples)
    _add_format(checking)
    checking.add_argument("--fix", action="store_true", help="mend what has one right answer; shows the changes first")
    checking.add_argument("--all", action="store_true", help="tell also the warnings that a limit on them allows")
    checking.add_argument("--yes", action="store_true", help="with --fix: write the changes without asking")
    _add_coverage(commands)
    for command in COMMANDS:
        command.arguments(
            add_command(commands, command.name, command.summary, partial(_edit, command), command.examples)
        )
    examples = ("druzhba-kb seal", "druzhba-kb seal && git diff articles/")
    _add_format(add_command(commands, "seal", "seal the quotations that stand in the private texts", _seal, examples))
    _add_build(commands)
    reviewing.add_parser(commands)
    examples = ("druzhba-kb clean", "druzhba-kb clean && druzhba-kb build")
    add_command(commands, "clean", "delete what builds have made and kept; the next one begins anew", _clean, examples)
    explain.add_parser(commands)
    _add_schema(commands)
    examples = ("druzhba-kb serve", "druzhba-kb serve --port 8080")
    serve = add_command(commands, "serve", "show a preview, drafts included, that follows every edit", _serve, examples)
    serve.add_argument("--port", type=_port, default=8000, help="of 127.0.0.1, 8000 if not given; 0 takes a free one")
    add_commands(commands, parser)
    return parser


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no port; expected a number from 0 to 65535")


def _add_format(parser: argparse.ArgumentParser) -> None:
    text = "how findings are told: text, if not given; json, one object on each line; github, notes beside the lines"
    parser.add_argument("--format", choices=FORMATS, default="text", help=text)


def _add_import(commands: Commands) -> None:
    examples = (
        "druzhba-kb import scraped.txt --id gazette-2021",
        "druzhba-kb import saved-pages/ page.html --drop 12,30-33",
    )
    parser = add_command(commands, "import", "turn raw articles into article files", _import, examples)
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="an article as text, saved HTML or Markdown, or a folder of them; '-' reads standard input",
    )
    for name, text in (
        ("id", "the article's id, for a single file"),
        ("title", "its title"),
        ("author", "its author"),
        ("publisher", "its publisher"),
        ("published", "its date of publication (EDTF)"),
        ("url", "its address"),
        ("archived-url", "the address of an archived copy"),
        ("genre", "report, analysis or opinion"),
    ):
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)
    parser.add_argument("--rights", choices=("withheld", "full"), help="full: the whole text may be published")
    for name, text in (
        ("keep", "lines that are the article's, such as 3,7-9; remembered for the next import of the same file"),
        ("drop", "lines that are not; remembered too"),
    ):
        parser.add_argument(f"--{name}", metavar="LINES", type=_lines, default=frozenset(), help=text)
    parser.add_argument("--force", action="store_true", help="overwrite files that have been edited since")
    _add_format(parser)


def _lines(text: str) -> frozenset[int]:
    from druzhba_kb.importing.corrections import parse_lines

    numbers = parse_lines(text)
    if numbers is None:
        raise argparse.ArgumentTypeError(f"'{text}' names no lines; expected numbers such as 3,7-9")
    return numbers


def _import(options: argparse.Namespace, root: Path) -> int:
    from druzhba_kb.importing import ImportOptions, describe, import_articles, summary_table

    report = Report()
    given = {field.name: getattr(options, field.name) for field in fields(ImportOptions)}
    imported = import_articles(options.files, root, ImportOptions(**given), report)
    for article in imported:
        print(describe(article), file=stream(options.format))
    if imported:
        print(summary_table(imported), file=stream(options.format))
    return conclude(report, root, options.format)


def _add_suggest(commands: Commands) -> None:
    examples = ("druzhba-kb suggest gazette-2021", "druzhba-kb suggest --kind people --write")
    parser = add_command(commands, "suggest", "say what the articles hold and the base does not", _suggest, examples)
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="the id of an article; all of them, if not given"
    )
    parser.add_argument("--kind", metavar="KIND", help="names and statements of this kind only")
    parser.add_argument("--write", action="store_true", help="write a draft for each new name; no file is overwritten")
    parser.add_argument(
        "--json", action="store_true", help="print one object of names, statements and uncited passages"
    )


def _suggest(options: argparse.Namespace, root: Path) -> int:
    from druzhba_kb.suggesting.drafting import write_drafts
    from druzhba_kb.suggesting.showing import as_data, described
    from druzhba_kb.suggesting.suggestions import suggest

    report = Report()
    kb = relate_project(root, report)
    if kb is None:
        return conclude(report, root)
    found = suggest(kb, options.articles, report, options.kind)
    if not report.failed:
        print(json.dumps(as_data(kb, found), ensure_ascii=False, indent=1) if options.json else described(kb, found))
    if options.write and not report.failed:
        _tell_written(write_drafts(kb, found, root, report))
    return conclude(report, root)


def _tell_written(paths: Sequence[str]) -> None:
    """Say on standard error, so that --json stays one object, what was written and what comes next."""
    for path in paths:
        print(f"wrote {path}", file=sys.stderr)
    if paths:
        print(
            "next: druzhba-kb seal, look at them in druzhba-kb serve, complete each, remove its 'status: draft'",
            file=sys.stderr,
        )
    else:
        print("no draft to write", file=sys.stderr)


def _add_coverage(commands: Commands) -> None:
    examples = ("druzhba-kb coverage", "druzhba-kb coverage gazette-2021")
    parser = add_command(
        commands, "coverage", "say what of the articles is stated, and what is not", _coverage, examples
    )
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="the id of an article; all, if not given")
    parser.add_argument("--json", action="store_true", help="print one object of articles and kinds")


def _coverage(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    kb = relate_project(root, report)
    if kb is None:
        return conclude(report, root)
    chosen = covered_articles(kb, options.articles, report)
    if not report.failed:
        print(coverage_json(kb, chosen) if options.json else coverage_text(kb, chosen))
    return conclude(report, root)


def _edit(command: Command, options: argparse.Namespace, root: Path) -> int:
    report = Report()
    if told := command.run(options, root, report):
        print(told)
    return conclude(report, root)


def _check(options: argparse.Namespace, root: Path) -> int:
    report = Report(shows_allowed=options.all)
    done = _fix(root, options, report) if options.fix else True
    check(root, report)
    status = conclude(report, root, options.format)
    return status if done else FINDINGS


def _fix(root: Path, options: argparse.Namespace, report: Report) -> bool:
    """Show what can be fixed and write it where --yes, or the editor at the terminal, says so; return whether all is done."""
    out, fixes = stream(options.format), find_fixes(root)
    if not fixes:
        unread = "nothing can be mended before the errors that follow are"
        print(unread if fixes is None else "nothing that can be mended", file=out)
        return True
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    print("".join(_shaded(line) if colour else line for line in diff_of(fixes)), end="", file=out)
    if not options.yes and not (can_ask() and confirmed("write these changes?")):
        print("nothing is written; add --yes to write these changes", file=sys.stderr)
        return False
    write_fixes(fixes, root, report)
    print(f"mended: {', '.join(one.file for one in fixes)}", file=out)
    return True


def _shaded(line: str) -> str:
    shade = BOLD if line.startswith(("+++", "---")) else SHADES.get(line[0], "")
    return f"{shade}{line.rstrip()}{PLAIN if shade else ''}\n"


def _add_schema(commands: Commands) -> None:
    summary = "write the JSON Schemas by which an editor's program completes and checks entity files"
    examples = ("druzhba-kb schema", "druzhba-kb schema --format json")
    parser = add_command(commands, "schema", summary, _schema, examples, f", into {FOLDER}")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are told: text, if not given")


def _schema(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    if written := refresh_schemas(root, report):
        print(f"{FOLDER}: {written[0]} schemas, {written[1] or 'none'} changed", file=stream(options.format))
    return conclude(report, root, options.format)


def _seal(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    kb = check(root, report, guarded=False)
    if kb is None:
        return conclude(report, root, options.format)
    for file, count, changed in write_seals(kb, root, report):
        print(f"{file}: {count} seals{'' if changed else ', unchanged'}", file=stream(options.format))
    return conclude(report, root, options.format)


def _add_build(commands: Commands) -> None:
    examples = ("druzhba-kb build", "druzhba-kb build --edition offline")
    made = add_command(commands, "build", "check the content and render the site into build/site", _build, examples)
    _add_format(made)
    made.add_argument(
        "--edition",
        choices=EDITIONS,
        default="public",
        help="public, if not given; offline: a folder build/offline that is read from a disk, without a server; "
        "private: build/private with the withheld texts, for the desk only",
    )
    made.add_argument(
        "--no-cache", action="store_true", help="render every page anew, though nothing of it has changed"
    )
    made.add_argument("--site-url", metavar="URL", help="where it will be served, if not where mkdocs.yml says")
    made.add_argument(
        "--published",
        metavar="SITEMAP",
        type=Path,
        help="the sitemap.xml of the last site; none of its addresses may be lost",
    )


def _build(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    edition = _served(EDITIONS[options.edition], options)
    changed = build(root, report, _tell, edition)
    status = conclude(report, root, options.format)
    if status == GOOD:
        print(
            f"build/{edition.site} is {'ready' if changed else 'up to date: nothing has changed'}",
            file=stream(options.format),
        )
    return status


def _clean(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    for edition in (*EDITIONS.values(), PREVIEW):
        with lock(root / "build" / edition.site, report) as free:
            if not free:
                return conclude(report, root)
    shutil.rmtree(root / "build")
    print("build is deleted")
    return GOOD


def _served(edition: Edition, options: argparse.Namespace) -> Edition:
    url = {"site_url": options.site_url.rstrip("/") + "/"} if options.site_url else {}
    settings = {**edition.settings, **url}
    return replace(edition, settings=settings, sitemap=options.published, cached=not options.no_cache)


def _serve(options: argparse.Namespace, root: Path) -> int:
    try:
        server = listen(root / "build" / PREVIEW.site, options.port)
    except OSError as error:
        message = f"port {options.port} cannot be used: {error.strerror}; name another with --port"
        print(f"druzhba-kb: {message}", file=sys.stderr)
        return USAGE
    try:
        with serving(server) as address, closing(Renderer()) as renderer:
            standing = Standing(renderer, {})
            for _ in changes(root / name for name in INPUTS):
                _preview(root, server, standing, address)
    except KeyboardInterrupt:
        print("druzhba-kb: stopped; the last good preview stays in build/preview", file=sys.stderr)
    return GOOD


def _preview(root: Path, server: Preview, standing: Standing, address: str) -> None:
    """Build the preview and show it, or what stands against it; the search follows when the pages are shown."""
    report = Report()
    changed = build(root, report, _tell, PREVIEW, standing)
    faults = [finding for finding in report.in_order() if finding.level == "error"]
    server.show(formatted(faults, root, "text", plain=True), bool(changed))
    conclude(report, root)
    state = "shows the last good pages until the errors are mended" if changed is None else "is ready, drafts included"
    print(f"{address} {state}; Ctrl-C stops it", flush=True)
    if changed is not None:
        late = Report()
        index_preview(root, late)
        conclude(late, root)


def _tell(progress: str) -> None:
    print(f"{progress} …", file=sys.stderr, flush=True)
