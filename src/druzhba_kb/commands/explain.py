"""The command `explain`: the code of a finding or a key of a file in, what it means, why, and examples of wrong and right out.

The explanations are data beside this module, from which the page of codes is made too. A code without one is a fault that a
test finds, so that no message is a riddle.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import fill, indent

from druzhba_kb.commands import USAGE, Commands, add_command, show
from druzhba_kb.fileformat import FORMS, keys_named
from druzhba_kb.reporter import GOOD
from druzhba_kb.text import nearest

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Code:
    """A finding code: what it says in a few words, why that is a fault, and how it looks wrong and right."""

    code: str
    says: str
    why: str
    wrong: str
    right: str


@cache
def groups() -> Mapping[str, tuple[Code, ...]]:
    """Return the codes by what they are about."""
    found = tomllib.loads((files(__package__) / "codes.toml").read_text(encoding="utf-8"))
    return {group: tuple(Code(code, **texts) for code, texts in each.items()) for group, each in found.items()}


@cache
def codes() -> Mapping[str, Code]:
    """Return every code by its name."""
    return {code.code: code for group in groups().values() for code in group}


def explained(code: Code) -> str:
    """Return what a terminal shows of a code."""
    wrong, right = indent(code.wrong, "  "), indent(code.right, "  ")
    return f"{code.code}: {code.says}\n\n{fill(code.why, WIDTH)}\n\nwrong:\n{wrong}\n\nright:\n{right}"


def listed() -> str:
    """Return every code with what it says, one on each line."""
    width = max(map(len, codes()))
    return "\n".join(f"{code.code:<{width}}  {code.says}" for code in codes().values())


def add_explain(commands: Commands) -> None:
    """Add `explain`."""
    summary = "say what the code of a finding means, with an example of wrong and right, or what a key of a file does"
    examples = ("druzhba-kb explain quote-not-found", "druzhba-kb explain as_of", "druzhba-kb explain")
    parser = add_command(commands, "explain", summary, _explain, examples)
    text = "the code or the key; a list of all codes, if not given"
    parser.add_argument("code", nargs="?", metavar="CODE", help=text)
    parser.add_argument("--json", action="store_true", help="print one object for the code, or a list of all")
    parser.set_defaults(anywhere=True)


def _explain(options: argparse.Namespace, _root: Path) -> int:
    if options.code is None:
        show([asdict(code) for code in codes().values()] if options.json else listed())
        return GOOD
    code = codes().get(options.code.strip("[]"))
    if code is None and (rows := keys_named(options.code)):
        said = [{"mapping": form.what, "key": key.name, "help": key.help} for form, key in rows]
        lines = (fill(f"{one['key']} of {one['mapping']}: {one['help']}", WIDTH) for one in said)
        show(said if options.json else "\n".join(lines))
        return GOOD
    if code is None:
        near = nearest(options.code, [*codes(), *{key.name for form in FORMS for key in form.keys}])
        print(f"druzhba-kb: there is no code or key '{options.code}'{near}", file=sys.stderr)
        return USAGE
    show(asdict(code) if options.json else explained(code))
    return GOOD
