"""The commands that check the content and say what they found: `check`, `seal`, `schema`, `explain`.

They print findings through the reporter alone, so that `--format` means the same everywhere.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import fill, indent

from druzhba_kb.commands import USAGE, Commands, add_command, add_format, show
from druzhba_kb.editing.asking import can_ask, confirmed
from druzhba_kb.fileformat import FORMS, MARKS, TEXT_MARKS, keys_named
from druzhba_kb.folding import nearest
from druzhba_kb.layout import SCHEMAS
from druzhba_kb.report import Report
from druzhba_kb.reporter import BOLD, FINDINGS, FORMATS, GOOD, PLAIN, conclude, has_colour, stream

SHADES = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}
WEIGHED = """Quote the words that say it, or leave the statement out. Where it holds all the same, weigh it
beside the quotation:

  context: [{mark}]
  note: What in the text shows that it holds."""


def add_check(commands: Commands) -> None:
    """Add `check`."""
    examples = ("druzhba-kb check", "druzhba-kb check --fix", "druzhba-kb check --against origin/main")
    parser = add_command(commands, "check", "check everything that a build checks before rendering", _check, examples)
    add_format(parser)
    parser.add_argument("--fix", action="store_true", help="mend what has one right answer; shows the changes first")
    text = "note what each declared disagreement rests on now, so that the check asks again when that changes"
    parser.add_argument("--accept", action="store_true", help=text)
    parser.add_argument("--all", action="store_true", help="tell also the warnings that a limit on them allows")
    text = "name first what changed since a git revision that only somebody with the texts can judge: an error until signed"
    parser.add_argument("--against", metavar="REV", help=text)
    text = "pass only where every article was held against its text, and write what a maintainer signs for then"
    parser.add_argument("--require-texts", action="store_true", help=text)
    text = "with --fix: write the changes without asking; with --require-texts: you have compared what is named"
    parser.add_argument("--yes", action="store_true", help=text)


def _check(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.pipeline.checking import check
    from druzhba_kb.pipeline.look import check_settings
    from druzhba_kb.reviewing.gate import report_changes, require_texts, write_attestation

    report.shows_allowed = options.all
    done = _fix(options, root, report) if options.fix else True
    if options.accept:
        _accept(options, root, report)
    first = Report()
    if options.against or options.require_texts:
        report_changes(root, options.against, first, options.require_texts, options.yes)
    status = conclude(first, root, options.format)
    kb = check(root, report)
    check_settings(root, kb.records if kb else None, report)
    if kb and options.require_texts:
        require_texts(kb, report)
    if kb and options.require_texts and not first.failed:
        print("".join(f"{line}\n" for line in write_attestation(root, report)), end="", file=stream(options.format))
    status = max(status, conclude(report, root, options.format))
    if not (kb or report.checked["articles"]):
        print("the evidence was not checked: the errors above come first", file=sys.stderr)
    return status if done else FINDINGS


def _fix(options: Namespace, root: Path, report: Report) -> bool:
    """Show what can be fixed and write it where --yes, or the editor at the terminal, says so; return whether all is done."""
    from druzhba_kb.editing.fix import diff_of, find_fixes
    from druzhba_kb.editing.transaction import Transaction, apply_changes

    out, fixes = stream(options.format), find_fixes(root)
    if not fixes:
        unread = "nothing can be mended before the errors that follow are"
        print(unread if fixes is None else "nothing that can be mended", file=out)
        return True
    colour = has_colour(out)
    print("".join(_shaded(line) if colour else line for line in diff_of(fixes)), end="", file=out)
    if not options.yes and not (can_ask() and confirmed("write these changes?")):
        print("nothing is written; add --yes to write these changes", file=sys.stderr)
        return False
    # while the editor was asked, a file may have changed
    if not apply_changes(root, Transaction(fixes), report):
        return False
    print(f"mended: {', '.join(fixes)}", file=out)
    return True


def _accept(options: Namespace, root: Path, report: Report) -> None:
    """Note what each declared disagreement rests on, and name those of which that is new."""
    from druzhba_kb.editing.fix import outdated, plan_acceptance
    from druzhba_kb.editing.transaction import apply_changes
    from druzhba_kb.pipeline.checking import check

    out, kb = stream(options.format), check(root, Report(), guarded=False)
    if kb is None:
        print("nothing can be accepted before the errors that follow are mended", file=out)
        return
    new = [f"{one.place}: {entity.name}: {', '.join(one.about)}" for entity, one, _ in outdated(kb)]
    if apply_changes(root, plan_acceptance(root, kb), report):
        print("\n".join(f"accepted: {line}" for line in new) or "nothing that is not accepted yet", file=out)


def _shaded(line: str) -> str:
    shade = BOLD if line.startswith(("+++", "---")) else SHADES.get(line[0], "")
    return f"{shade}{line.rstrip()}{PLAIN if shade else ''}\n"


def add_seal(commands: Commands) -> None:
    """Add `seal`."""
    examples = ("druzhba-kb seal", "druzhba-kb seal && git diff articles/")
    add_format(add_command(commands, "seal", "seal the quotations that stand in the private texts", _seal, examples))


def _seal(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.seal import write_seals
    from druzhba_kb.pipeline.checking import check

    kb = check(root, report, guarded=False, renewing=True)
    for file, count, changed in write_seals(kb, root, report) if kb else ():
        print(f"{file}: {count} seals{'' if changed else ', unchanged'}", file=stream(options.format))
    return conclude(report, root, options.format)


def add_schema(commands: Commands) -> None:
    """Add `schema`."""
    summary = "write the JSON Schemas by which an editor's program completes and checks entity files"
    examples = ("druzhba-kb schema", "druzhba-kb schema --format json")
    parser = add_command(commands, "schema", summary, _schema, examples, f", into {SCHEMAS}")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are told: text, if not given")


def _schema(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.schemas import refresh_schemas

    if written := refresh_schemas(root, report):
        print(f"{SCHEMAS}: {written[0]} schemas, {written[1] or 'none'} changed", file=stream(options.format))
    return conclude(report, root, options.format)


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
    summary = "say what the code of a finding means, with an example of wrong and right, or what a key or a mark of context does"
    examples = ("druzhba-kb explain quote-not-found", "druzhba-kb explain as_of", "druzhba-kb explain")
    parser = add_command(commands, "explain", summary, _explain, examples)
    text = "the code, the key or the mark; a list of all codes, if not given"
    parser.add_argument("code", nargs="?", metavar="CODE", help=text)
    parser.add_argument("--json", action="store_true", help="print one object for the code, or a list of all")
    parser.set_defaults(anywhere=True)


def _explain(options: argparse.Namespace, _root: Path, _report: Report) -> int:
    asked, marks = options.code, MARKS | TEXT_MARKS
    if asked is None:
        show([asdict(code) for code in codes().values()] if options.json else listed())
    elif code := codes().get(asked.strip("[]")):
        show(asdict(code) if options.json else explained(code))
    elif rows := keys_named(asked):
        said = [{"mapping": form.what, "key": key.name, "takes": key.takes, "help": key.help} for form, key in rows]
        texts = (
            f"{key.name} of {form.what}: {key.help}{f' It takes {key.takes}.' * bool(key.takes)}" for form, key in rows
        )
        show(said if options.json else "\n".join(fill(text, WIDTH) for text in texts))
    elif asked in marks:
        way = WEIGHED.format(mark=asked)
        shown = f"{fill(f'{asked}, a mark of context: {marks[asked]}', WIDTH)}\n\n{way}"
        show({"mark": asked, "help": marks[asked], "weighed": way} if options.json else shown)
    else:
        near = nearest(asked, [*codes(), *marks, *{key.name for form in FORMS for key in form.keys}])
        print(f"druzhba-kb: there is no code, key or mark '{asked}'{near}", file=sys.stderr)
        return USAGE
    return GOOD
