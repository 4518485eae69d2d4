"""The command line: arguments in, calls of the pipeline and its rooms, findings worded for a terminal out."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import NoReturn

from druzhba_kb import __version__
from druzhba_kb.editing.seals import write_seals
from druzhba_kb.importing import ImportOptions, describe, import_articles, summary_table
from druzhba_kb.pipeline import build, check
from druzhba_kb.report import Finding, Report

GOOD, FINDINGS, USAGE, INTERRUPTED = 0, 1, 2, 130
BOLD, RED, YELLOW, PLAIN = "\033[1m", "\033[31m", "\033[33m", "\033[0m"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 good, 1 findings, 2 wrong usage."""
    signal.signal(signal.SIGTERM, _terminated)
    options = _parser().parse_args(arguments)
    root = _root(Path(options.root) if options.root else Path.cwd())
    if root is None:
        print(
            "druzhba-kb: there is no mkdocs.yml here or above; go to the project's folder or name it with --root",
            file=sys.stderr,
        )
        return USAGE
    run: Callable[[argparse.Namespace, Path], int] = options.run
    try:
        return run(options, root)
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
    examples = ("druzhba-kb check", "druzhba-kb --root ~/my-base check")
    _add(commands, "check", "check everything that a build checks before rendering", _check, examples)
    examples = ("druzhba-kb seal", "druzhba-kb seal && git diff articles/")
    _add(commands, "seal", "seal the quotations that stand in the private texts", _seal, examples)
    examples = ("druzhba-kb build", "druzhba-kb --root ~/my-base build")
    _add(commands, "build", "check the content and render the site into build/site", _build, examples)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    run: Callable[[argparse.Namespace, Path], int],
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = ("druzhba-kb import scraped.txt --id gazette-2021", "druzhba-kb import notes/*.txt")
    parser = _add(commands, "import", "turn raw articles into article files", _import, examples)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a raw article; '-' reads standard input")
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
    parser.add_argument(
        "--rights", choices=("withheld", "full"), default="withheld", help="full: the whole text may be published"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that have been edited since")


def _import(options: argparse.Namespace, root: Path) -> int:
    report = Report()
    given = {field.name: getattr(options, field.name) for field in fields(ImportOptions)}
    imported = import_articles(options.files, root, ImportOptions(**given), report)
    for article in imported:
        print(describe(article))
    if imported:
        print(summary_table(imported))
    return _conclude(report)


def _check(_options: argparse.Namespace, root: Path) -> int:
    report = Report()
    check(root, report)
    return _conclude(report)


def _seal(_options: argparse.Namespace, root: Path) -> int:
    report = Report()
    kb = check(root, report)
    if kb is None:
        return _conclude(report)
    report.findings = [finding for finding in report.findings if finding.code != "not-sealed"]
    for file, count, changed in write_seals(kb, root, report):
        print(f"{file}: {count} seals{'' if changed else ', unchanged'}")
    return _conclude(report)


def _build(_options: argparse.Namespace, root: Path) -> int:
    report = Report()
    changed = build(root, report, lambda text: print(f"{text} …", file=sys.stderr, flush=True))
    status = _conclude(report)
    if status == GOOD:
        print("build/site is ready" if changed else "build/site is up to date: nothing has changed")
    return status


def _conclude(report: Report) -> int:
    findings = report.in_order()
    for finding in findings:
        print(_worded(finding, sys.stderr.isatty() and "NO_COLOR" not in os.environ), file=sys.stderr)
    if report.checked:
        print("checked: " + ", ".join(f"{count:,} {name}" for name, count in report.checked.items() if count))
    if report.checked["articles"] and not report.checked["quotations"]:
        print("checked: no quotation at all", file=sys.stderr)
    errors = sum(finding.level == "error" for finding in findings)
    if findings:
        print(f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}", file=sys.stderr)
    return FINDINGS if errors else GOOD


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _worded(finding: Finding, colour: bool) -> str:
    if not colour:
        return str(finding)
    shade = RED if finding.level == "error" else YELLOW
    return f"{BOLD}{finding.place}:{PLAIN} {shade}{finding.level}[{finding.code}]{PLAIN}: {finding.message}"
