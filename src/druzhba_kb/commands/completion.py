"""The command `completion`: the whole command line in, a script out by which a shell completes it, the project's ids included.

A shell asks at each press of a key, so the ids come from the names of the files, by the shell itself, and never from a start of
Python.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from druzhba_kb.commands import Commands, add_command
from druzhba_kb.report import Report
from druzhba_kb.reporter import GOOD

SHELLS = ("bash", "zsh", "fish")
PROJECT = 'd=$PWD; while [ -n "$d" ] && [ ! -e "$d/mkdocs.yml" ]; do d=${d%/*}; done; '
ARTICLES = 'for f in "$d"/articles/*.md; do f=${f##*/}; f=${f%.md}; [ "$f" = "*" ] || echo "$f"; done; '
KINDS = 'for f in "$d"/entities/*/_kind.yml; do f=${f%/*}; f=${f##*/}; [ "$f" = "*" ] || echo "$f"; done; '
ENTITIES = 'for f in "$d"/entities/*/[!_]*.yml; do f=${f##*/}; f=${f%.yml}; [ "$f" = "[!_]*" ] || echo "$f"; done; '
PROGRAMS = {
    "ARTICLE": ("articles", PROJECT + ARTICLES),
    "KIND": ("kinds", PROJECT + KINDS),
    "ENTITY": ("entities", PROJECT + ENTITIES),
    "ID": ("ids", PROJECT + ARTICLES + ENTITIES),
    "OLD": ("ids", PROJECT + ARTICLES + ENTITIES),
}


def add_completion(commands: Commands) -> None:
    """Add `completion`."""
    examples = (
        "druzhba-kb completion bash > ~/.local/share/bash-completion/completions/druzhba-kb",
        "druzhba-kb completion fish > ~/.config/fish/completions/druzhba-kb.fish",
        'eval "$(druzhba-kb completion zsh)"',
    )
    summary = "print what makes a shell complete this command"
    parser = add_command(commands, "completion", summary, _completion, examples)
    parser.set_defaults(anywhere=True)
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete it")


def _completion(options: argparse.Namespace, _root: Path, _report: Report) -> int:
    print(script(options.parser, options.shell))
    return GOOD


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the shell's completion script of parser; what an argument takes is known by its name in the help."""
    import shtab

    completed_by = {"FOLDER": dict(shtab.DIRECTORY), "FILE": dict(shtab.FILE)}
    completed_by |= {metavar: _ids(*program) for metavar, program in PROGRAMS.items()}
    for action in _actions(parser):
        if action.choices is None and isinstance(action.metavar, str) and action.metavar in completed_by:
            action.complete = completed_by[action.metavar]  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in dict.fromkeys(action.choices.values()):
                yield from _actions(inner)


def _ids(name: str, program: str) -> dict[str, Any]:
    function = f"_druzhba_kb_{name}"
    call = f"sh -c '{program}'"
    preamble = {
        "bash": f'{function}() {{ compgen -W "$({call})" -- "$1"; }}',
        "zsh": f'{function}() {{ compadd "$@" -- ${{(f)"$({call})"}}; }}',
        "fish": f"function {function}; {call}; end",
    }
    return {"bash": function, "zsh": function, "fish": f"({function})", "preamble": preamble}
