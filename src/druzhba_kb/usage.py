"""Usage: a command's name, summary and examples in, its parser with the help that every command has out.

One function makes the parser of every command, so that none is without examples.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace, Path], int]


def add_command(
    commands: Commands, name: str, summary: str, run: Run | None, examples: Sequence[str], more: str = ""
) -> argparse.ArgumentParser:
    """Add a command, which runs with its options and the project's root; `more` ends the description."""
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
