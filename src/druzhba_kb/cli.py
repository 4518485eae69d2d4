"""The command line: arguments in, one command run, an exit status out.

What the commands take and do is in `commands`; here are their order and what holds for all of them: where the project is,
that it is for this version, and how a run ends that somebody interrupts or whose reader has gone. It must never end in a
traceback for what a user did.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from druzhba_kb import __version__
from druzhba_kb.commands import USAGE, Commands, Run, changes, checks, completion, content, kind_commands, project, site
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.editing.generator_version import check_version
from druzhba_kb.journal import UnusableJournal, blamed, recover
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import FINDINGS, conclude

INTERRUPTED = 130
# in the order in which an editor needs them
COMMANDS: tuple[Callable[[Commands], None], ...] = (
    content.add_import,
    content.add_suggest,
    checks.add_check,
    content.add_coverage,
    content.add_new,
    content.add_cite,
    content.add_translate,
    changes.add_rename,
    changes.add_moved,
    changes.add_withdraw,
    changes.add_diff,
    changes.add_changes,
    checks.add_seal,
    site.add_build,
    site.add_packet,
    changes.add_review,
    site.add_clean,
    checks.add_explain,
    checks.add_schema,
    site.add_serve,
    project.add_init,
    kind_commands.add_kind,
    project.add_templates,
    project.add_upgrade,
    completion.add_completion,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 good, 1 findings, 2 wrong usage."""
    signal.signal(signal.SIGTERM, _terminated)
    gc.set_threshold(200_000)  # what a command makes it keeps to its end, so that looking for garbage finds little
    options = command_parser().parse_args(arguments)
    root = _root(Path(options.root) if options.root else Path.cwd())
    if root is None and not getattr(options, "anywhere", False):
        where = "there is no mkdocs.yml here or above; go to the project's folder or name it with --root"
        print(f"druzhba-kb: {where}", file=sys.stderr)
        return USAGE
    try:
        return _run(options, root)
    except (UsageError, UnusableJournal) as error:
        print(f"druzhba-kb: {error}", file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else FINDINGS
    except KeyboardInterrupt:
        print("druzhba-kb: interrupted; the last good site is untouched", file=sys.stderr)
        return INTERRUPTED
    # 'druzhba-kb check | head': who reads has enough; Python's own flush at the end must not fail
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except OSError as error:
        return _disk_fault(error, root or Path.cwd())


def _run(options: argparse.Namespace, root: Path | None) -> int:
    if root and (said := recover(root)):
        print(f"druzhba-kb: {said}", file=sys.stderr)
    if root and not getattr(options, "anywhere", False) and not getattr(options, "any_version", False):
        check_version(root)
    run: Run = options.run
    status = run(options, root or Path.cwd(), Report())
    sys.stdout.flush()  # a full disk is told here, not in a traceback at the end
    return status


def _disk_fault(error: OSError, root: Path) -> int:
    """Report what no command has foreseen of a disk: a full one, a file that has vanished, no folder for temporary files."""
    file = blamed(root, error) if error.filename else "output"
    where = "" if error.filename else f"what is printed, or a file in '{tempfile.gettempdir()}', "
    report = Report()
    report.error(Place(file), "cannot-write", f"{where}cannot be read or written: {error.strerror or error}")
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return conclude(report)


def _terminated(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _root(start: Path) -> Path | None:
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, which the completion of shells and the manual are made of too."""
    parser = argparse.ArgumentParser(
        prog="druzhba-kb",
        description="Build a knowledge base in which every fact shows its evidence.",
        epilog="Exit status: 0 good, 1 findings, 2 wrong usage.",
    )
    parser.set_defaults(parser=parser)
    parser.add_argument("--version", action="version", version=f"druzhba-kb {__version__}")
    text = "the project's folder; otherwise the nearest one above that has a mkdocs.yml"
    parser.add_argument("--root", metavar="FOLDER", help=text)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in COMMANDS:
        add(commands)
    return parser
