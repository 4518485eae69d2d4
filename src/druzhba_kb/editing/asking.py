"""Asking: a question on the terminal, with its answer where Enter alone is pressed, in; the editor's answer out.

Only where somebody sits at a terminal: a command in a script must never wait for an answer that nobody gives. What an editor
has decided on drafts is remembered from one review to the next: git does not have it, and without it a draft is only asked
about again.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from druzhba_kb.write import replace

DECISIONS = ".cache/drafts.json"
EXAMPLE = (  # of attributes, as they are typed
    "such as opened:date, length:quantity:metres, crew:quantity:sailors|seamen|hands, "
    "material:choice:stone=of stone|stony,oak or builder:ref:people; further parts say the same as the keys in _kind.yml: "
    "'single', 'claim', 'label=Built in', 'cues=built|erected', 'inverse=Mills built'"
)


class UsageError(Exception):
    """What was asked for cannot be done; the message says why and what to do instead."""


def can_ask(yes: bool = False) -> bool:
    """Return whether somebody sits at a terminal, who has not said yes to everything."""
    return not yes and sys.stdin.isatty()


def ask(question: str, default: str = "") -> str:
    """Return the answer, or default where there is none; the question goes to standard error, past any pipe."""
    print(f"{question}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def ask_key(question: str, keys: str) -> str:
    """Return the first letter of the answer where it is one of keys, the last of them where it is not; 'q' at the end of input."""
    try:
        print(f"{question} ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
    except KeyboardInterrupt:  # every decision is written by then
        line = ""
    letter = line.strip()[:1].lower()
    return "q" if not line else letter if letter and letter in keys else keys[-1]


def ask_editor(text: str) -> str | None:
    """Return the text as somebody leaves it in the editor of $VISUAL or $EDITOR; None where that fails."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with TemporaryDirectory(prefix="druzhba-kb-") as folder:
        file = Path(folder) / "statement.yml"
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*command, str(file)], check=True)
            return file.read_text("utf-8")
        except (OSError, UnicodeDecodeError, subprocess.CalledProcessError):
            return None


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


def read_decisions(root: Path) -> dict[str, str]:
    """Return what was decided, by the keys of drafts."""
    try:
        known = json.loads((root / DECISIONS).read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_decisions(root: Path, decisions: dict[str, str]) -> None:
    """Write what was decided; a disk that refuses costs the memory and not the work."""
    with suppress(OSError):
        (root / DECISIONS).parent.mkdir(exist_ok=True)
        replace(root / DECISIONS, json.dumps(decisions, indent=1, sort_keys=True) + "\n")
