"""Completion: the whole command line in, a script out by which a shell completes it, the project's ids included."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import shtab

SHELLS = ("bash", "zsh", "fish")
# Completion must answer at once, so the names come from the files and not from a start of Python.
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


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the shell's completion script of parser; what an argument takes is known by its name in the help."""
    for action in _actions(parser):
        if completed := _completed(action):
            action.complete = completed  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in dict.fromkeys(action.choices.values()):
                yield from _actions(inner)


def _completed(action: argparse.Action) -> dict[str, Any] | None:
    """Return what completes an argument: files, folders, or the ids of a project."""
    if action.metavar == "FOLDER":
        return dict(shtab.DIRECTORY)
    if action.metavar == "FILE":
        return dict(shtab.FILE)
    if action.choices is None and isinstance(action.metavar, str) and action.metavar in PROGRAMS:
        return _ids(*PROGRAMS[action.metavar])
    return None


def _ids(name: str, program: str) -> dict[str, Any]:
    function = f"_druzhba_kb_{name}"
    call = f"sh -c '{program}'"
    preamble = {
        "bash": f'{function}() {{ compgen -W "$({call})" -- "$1"; }}',
        "zsh": f'{function}() {{ compadd "$@" -- ${{(f)"$({call})"}}; }}',
        "fish": f"function {function}; {call}; end",
    }
    return {"bash": function, "zsh": function, "fish": f"({function})", "preamble": preamble}
