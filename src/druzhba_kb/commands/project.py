"""The adopter's commands: a parser's list of commands in, `init`, `kind add` and `completion` added to it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from druzhba_kb.commands.completion import SHELLS, script
from druzhba_kb.editing.add_kind import EXAMPLE, NewKind, ask_kind, check_kind, known_kinds, new_kind, write_kind
from druzhba_kb.editing.asking import UsageError, can_ask, confirmed
from druzhba_kb.editing.starting import ask_start, check_free, default_title, own_kinds, start
from druzhba_kb.report import Report
from druzhba_kb.reporter import conclude
from druzhba_kb.usage import Commands, add_command

ALL_GOOD = 0


def add_commands(commands: Commands, parser: argparse.ArgumentParser) -> None:
    """Add the commands of an adopter; parser is the whole one, of which a completion is made."""
    _add_init(commands)
    _add_kind(commands)
    _add_completion(commands, parser)


def _add_init(commands: Commands) -> None:
    examples = (
        "druzhba-kb init valley-bridges",
        'druzhba-kb init mills --title "Mills of the Brook" --kind Mill/Mills --yes',
    )
    parser = add_command(commands, "init", "start a knowledge base of your own in a new folder", _init, examples)
    parser.set_defaults(anywhere=True)
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder, or an empty one")
    parser.add_argument("--title", metavar="TITLE", help="the title of the site; from the folder's name, if not given")
    text = "a kind of thing beside the example's two, with a few attributes; may be repeated"
    parser.add_argument("--kind", metavar="LABEL/PLURAL", dest="kinds", action="append", default=[], help=text)
    parser.add_argument("--yes", action="store_true", help="ask nothing")


def _init(options: argparse.Namespace, _root: Path) -> int:
    folder, title, named = options.folder.resolve(), options.title, options.kinds
    check_free(folder)
    if can_ask(options.yes):
        title, named = ask_start(title, named, folder)
    files = start(folder, title or default_title(folder), own_kinds(named))
    shown = [file for file in files if not file.startswith("templates/")]
    print("\n".join([f"{options.folder}/{file}" for file in shown]))
    print(f"{options.folder}/templates: {len(files) - len(shown)} files")
    print(f"next: cd {options.folder}, then druzhba-kb build, then druzhba-kb serve", file=sys.stderr)
    return ALL_GOOD


def _add_kind(commands: Commands) -> None:
    examples = (
        "druzhba-kb kind add",
        "druzhba-kb kind add --label Mill --plural Mills --attribute built:date:single --attribute owner:ref:people",
    )
    parser = add_command(commands, "kind", "add a kind of thing, with its attributes", None, examples)
    add = add_command(
        parser.add_subparsers(required=True, metavar="add"), "add", "add a kind of thing", _kind_add, examples
    )
    add.add_argument("--label", metavar="LABEL", help="what one of them is called; without it, all is asked for")
    add.add_argument("--plural", metavar="PLURAL", help="what many are called; its folder is named after it")
    add.add_argument("--summary", metavar="WORDS", default="", help="what they are, in one sentence")
    text = f"NAME:TYPE, then what the type takes, then 'single' where only one value can be true: {EXAMPLE}"
    add.add_argument("--attribute", metavar="ATTRIBUTE", dest="attributes", action="append", default=[], help=text)
    add.add_argument("--yes", action="store_true", help="ask nothing")


def _kind_add(options: argparse.Namespace, root: Path) -> int:
    kind, report = _kind(options), Report()
    if kind.id in (known := known_kinds(root)):
        raise UsageError(f"the kind '{kind.id}' is there already; edit {kind.path}")
    if not check_kind(kind, known, report):
        return conclude(report)
    print(f"{kind.path}\n\n{kind.text}")
    if can_ask(options.yes) and not confirmed("write it?"):
        return ALL_GOOD
    write_kind(root, kind)
    print(f"wrote {kind.path}; next: druzhba-kb new {kind.id} NAME", file=sys.stderr)
    return ALL_GOOD


def _kind(options: argparse.Namespace) -> NewKind:
    if options.label:
        return new_kind(options.label, options.plural or f"{options.label}s", options.attributes, options.summary)
    if not can_ask(options.yes):
        raise UsageError("there is no terminal to ask at; give --label, --plural and --attribute")
    return ask_kind()


def _add_completion(commands: Commands, whole: argparse.ArgumentParser) -> None:
    examples = (
        "druzhba-kb completion bash > ~/.local/share/bash-completion/completions/druzhba-kb",
        "druzhba-kb completion fish > ~/.config/fish/completions/druzhba-kb.fish",
        'eval "$(druzhba-kb completion zsh)"',
    )

    def run(options: argparse.Namespace, _root: Path) -> int:
        print(script(whole, options.shell))
        return ALL_GOOD

    parser = add_command(commands, "completion", "print what makes a shell complete this command", run, examples)
    parser.set_defaults(anywhere=True)
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete it")
