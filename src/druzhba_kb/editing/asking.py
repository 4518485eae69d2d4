"""Asking: a question on the terminal, with its answer where Enter alone is pressed, in; the editor's answer out.

Only where somebody sits at a terminal: a command in a script must never wait for an answer that nobody gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence


class UsageError(Exception):
    """What was asked for cannot be done; the message says why and what to do instead."""


def can_ask(yes: bool = False) -> bool:
    """Return whether somebody sits at a terminal, who has not said yes to everything."""
    return not yes and sys.stdin.isatty()


def ask(question: str, default: str = "") -> str:
    """Return the answer, or default where there is none; the question goes to standard error, past any pipe."""
    print(f"{question}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def ask_one(question: str, known: Sequence[str], default: str) -> str:
    """Ask until the answer is one of known."""
    while (answer := ask(f"{question} ({', '.join(known)})", default)) not in known:
        print(f"'{answer}' is none of them", file=sys.stderr)
    return answer


def ask_each(question: str) -> Iterator[str]:
    """Yield answers until an empty one."""
    while answer := ask(question):
        yield answer


def confirmed(question: str) -> bool:
    """Return whether the answer is yes, as it is where Enter alone is pressed."""
    return ask(f"{question} Y/n", "Y").casefold() in ("y", "yes")
