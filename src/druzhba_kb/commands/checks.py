"""The commands that check content, and what an editor's program checks it with: `check`, `seal`, `schema`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from druzhba_kb.commands import Commands, add_command, add_format
from druzhba_kb.editing.asking import can_ask, confirmed
from druzhba_kb.editing.fix import diff_of, find_fixes, write_fixes
from druzhba_kb.editing.schemas import FOLDER, refresh_schemas
from druzhba_kb.editing.seal import write_seals
from druzhba_kb.pipeline import check
from druzhba_kb.report import Report
from druzhba_kb.reporter import BOLD, FINDINGS, FORMATS, PLAIN, conclude, stream

SHADES = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def add_check(commands: Commands) -> None:
    """Add `check`."""
    examples = ("druzhba-kb check", "druzhba-kb --root ~/my-base check")
    parser = add_command(commands, "check", "check everything that a build checks before rendering", _check, examples)
    add_format(parser)
    parser.add_argument("--fix", action="store_true", help="mend what has one right answer; shows the changes first")
    parser.add_argument("--all", action="store_true", help="tell also the warnings that a limit on them allows")
    parser.add_argument("--yes", action="store_true", help="with --fix: write the changes without asking")


def _check(options: Namespace, root: Path) -> int:
    report = Report(shows_allowed=options.all)
    done = _fix(options, root, report) if options.fix else True
    check(root, report)
    status = conclude(report, root, options.format)
    return status if done else FINDINGS


def _fix(options: Namespace, root: Path, report: Report) -> bool:
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


def add_seal(commands: Commands) -> None:
    """Add `seal`."""
    examples = ("druzhba-kb seal", "druzhba-kb seal && git diff articles/")
    add_format(add_command(commands, "seal", "seal the quotations that stand in the private texts", _seal, examples))


def _seal(options: Namespace, root: Path) -> int:
    report = Report()
    kb = check(root, report, guarded=False)
    for file, count, changed in write_seals(kb, root, report) if kb else ():
        print(f"{file}: {count} seals{'' if changed else ', unchanged'}", file=stream(options.format))
    return conclude(report, root, options.format)


def add_schema(commands: Commands) -> None:
    """Add `schema`."""
    summary = "write the JSON Schemas by which an editor's program completes and checks entity files"
    examples = ("druzhba-kb schema", "druzhba-kb schema --format json")
    parser = add_command(commands, "schema", summary, _schema, examples, f", into {FOLDER}")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are told: text, if not given")


def _schema(options: Namespace, root: Path) -> int:
    report = Report()
    if written := refresh_schemas(root, report):
        print(f"{FOLDER}: {written[0]} schemas, {written[1] or 'none'} changed", file=stream(options.format))
    return conclude(report, root, options.format)
