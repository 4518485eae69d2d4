"""Commands: what can be typed after `druzhba-kb`: arguments with their help in, calls of the pipeline and the rooms out.

Each command is two functions: one adds its parser, the other runs it and returns the exit status; a module has those of one
group. No rule about content is made here, and nothing is written past the pipeline and the rooms. A room that is slow to load
is imported where a command runs, so that the others start sooner.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from druzhba_kb.characters import harmless
from druzhba_kb.report import Report
from druzhba_kb.reporter import FORMATS, conclude

if TYPE_CHECKING:
    from druzhba_kb.editing.transaction import Transaction

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace, Path, Report], int]
USAGE = 2


def add_command(
    commands: Commands, name: str, summary: str, run: Run | None, examples: Sequence[str], more: str = ""
) -> argparse.ArgumentParser:
    """Add a command, which runs with its options, the project's root and an empty report; `more` ends the description."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}{more}.",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if run:
        parser.set_defaults(run=run)
    return parser


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the option of the format in which findings are written."""
    text = "how findings are told: text, if not given; json, one object on each line; github, notes beside the lines"
    parser.add_argument("--format", choices=FORMATS, default="text", help=text)


def show(result: object) -> None:
    """Print what a command found: a text as it is, anything else as JSON for programs."""
    print(harmless(result) if isinstance(result, str) else json.dumps(result, ensure_ascii=False, indent=1))


def add_acting(parser: argparse.ArgumentParser) -> None:
    """Add the options of a command that shows a change before it makes it."""
    text = "act; without it, the changes are shown and nothing is written"
    parser.add_argument("--yes", action="store_true", help=text)
    parser.add_argument("--json", action="store_true", help="print one object: files, moves, and whether it is done")


def act(options: argparse.Namespace, root: Path, change: Transaction | None, end: str, report: Report) -> int:
    """Show a change and, told so, make it; `end` says what is so then. Return the exit status."""
    from druzhba_kb.editing.transaction import apply_changes

    if change is None:
        return finish("", report, root)
    done = options.yes and apply_changes(root, change, report)
    if options.json:
        return finish(change.data(done), report, root)
    end = end if done else "nothing is written yet; --yes acts"
    return finish(f"{change.diff()}\n\n{end}" if done or not options.yes else change.diff(), report, root)


def finish(result: object, report: Report, root: Path) -> int:
    """Print what a command found, unless that is nothing, and its findings; return the exit status."""
    if result:
        show(result)
    return conclude(report, root)
