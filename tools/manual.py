"""Manual: the parser of the commands and the explained codes in, docs/commands.md and docs/codes.md out.

What a terminal says and what these pages say is the same text; nobody writes the pages by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from druzhba_kb.cli import command_parser
from druzhba_kb.commands.checks import Code, groups

DOCS = Path(__file__).resolve().parent.parent / "docs"
GENERATED = "<!-- Written by `make docs`; change {} instead. -->"


def commands_page() -> str:
    """Return every command with its arguments and examples."""
    parser = command_parser()
    lead = [
        "# Commands",
        GENERATED.format("the help of the commands in src/druzhba_kb"),
        "`druzhba-kb COMMAND --help` says the same. The command stands in `.venv/bin` after `make site`; `pip install .` gives\n"
        "it to another environment. Its exit status is 0 when all is well, 1 when there are findings, 2 for wrong usage.",
        "Before the command:",
        _arguments(parser),
    ]
    return "\n\n".join([*lead, *(part for name, one in _commands(parser) for part in _command(name, one))]) + "\n"


def _commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the commands that take arguments of their own: `kind add`, not `kind`."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield before.strip(), parser
    for action in inner:
        for name, one in action.choices.items():
            yield from _commands(one, f"{before} {name}")


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {name}"
    yield parser.description or ""
    if arguments := _arguments(parser):
        yield arguments
    examples = (parser.epilog or "").removeprefix("examples:\n")
    yield "\n".join(["```sh", *(line.strip() for line in examples.splitlines()), "```"])


def _arguments(parser: argparse.ArgumentParser) -> str:
    shown = (action for action in parser._actions if action.help and action.dest != "help" and action.nargs != "A...")
    return "\n".join(f"- {_written(action)}: {(action.help or '').replace('%%', '%')}" for action in shown)


def _written(action: argparse.Action) -> str:
    """Return an argument as it is written: `--port PORT`, `FILE…`."""
    named = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    value = "" if action.nargs == 0 else f"{named}{'…' if action.nargs in ('+', '*') else ''}"
    return f"`{' '.join([*action.option_strings[-1:], *([value] if value else [])])}`"


def codes_page() -> str:
    """Return every finding code with its reason and its examples of wrong and right."""
    lead = [
        "# Finding codes",
        GENERATED.format("src/druzhba_kb/commands/codes.toml"),
        "A finding reads `file:line:column: error[code]: message`. An error stops the build, a warning does not.\n"
        "`druzhba-kb explain CODE` tells in a terminal what stands here.",
    ]
    return "\n\n".join([*lead, *(part for name, each in groups().items() for part in _group(name, each))]) + "\n"


def _group(name: str, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"## {name.replace('-', ' ').capitalize()}"
    for code in codes:
        yield f"### {code.code}"
        yield f"{code.says[0].upper()}{code.says[1:]}. {code.why}"
        yield "\n".join(["```text", f"wrong:\n{code.wrong.strip()}", "", f"right:\n{code.right.strip()}", "```"])


PAGES = {"commands.md": commands_page, "codes.md": codes_page}


def main() -> None:
    """Write the pages anew."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
