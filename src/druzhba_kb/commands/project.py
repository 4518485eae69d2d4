"""The commands of an adopter, who starts a base of another topic: `init`, `templates`.

An adopter has no Python to write, so whatever a new topic needs has a command here. None touches a file that is there.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from druzhba_kb.commands import Commands, add_command
from druzhba_kb.editing.asking import can_ask
from druzhba_kb.editing.overrides import SAME, compared, eject, listed, overrides
from druzhba_kb.editing.starting import ask_start, check_free, default_title, own_kinds, start
from druzhba_kb.reporter import FINDINGS, GOOD
from druzhba_kb.theme import OWN


def add_init(commands: Commands) -> None:
    """Add `init`."""
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


def _init(options: Namespace, _root: Path) -> int:
    folder, title, named = options.folder.resolve(), options.title, options.kinds
    check_free(folder)
    if can_ask(options.yes):
        title, named = ask_start(title, named, folder)
    files = start(folder, title or default_title(folder), own_kinds(named))
    print("\n".join([f"{options.folder}/{file}" for file in files]))
    print(f"next: cd {options.folder}, then druzhba-kb build, then druzhba-kb serve", file=sys.stderr)
    return GOOD


def add_templates(commands: Commands) -> None:
    """Add `templates`."""
    summary = "show the theme's files, copy some to change them, compare those with the theme's"
    every = ("druzhba-kb templates list", "druzhba-kb templates eject entity.md.j2", "druzhba-kb templates diff")
    parser = add_command(commands, "templates", summary, None, every)
    actions = parser.add_subparsers(required=True, metavar="list|eject|diff")
    text = "list the theme's files and your own, with the version they came from"
    examples = ("druzhba-kb templates list", "druzhba-kb templates list --same | xargs rm -f")
    shown = add_command(actions, "list", text, _templates_list, examples)
    shown.add_argument("--same", action="store_true", help="only your own that equal the theme's, a path on each line")
    text = "copy files of the theme into templates/, where yours take their place; none that is there is overwritten"
    examples = (
        "druzhba-kb templates eject entity.md.j2",
        "druzhba-kb templates eject assets/ theme/partials/header.html",
    )
    copied = add_command(actions, "eject", text, _templates_eject, examples)
    copied.add_argument("names", nargs="+", metavar="TEMPLATE", help="a file of the theme, or a folder of such")
    text = "compare your own files with the theme's; status 1 if one of the theme's has changed since you copied it"
    examples = ("druzhba-kb templates diff", "druzhba-kb templates diff entity.md.j2")
    compare = add_command(actions, "diff", text, _templates_diff, examples)
    compare.add_argument(
        "names", nargs="*", metavar="TEMPLATE", help="one of your files, or a folder of such; all, if none"
    )


def _templates_list(options: Namespace, root: Path) -> int:
    same = [f"{OWN}/{one.name}" for one in overrides(root) if one.state == SAME]
    if text := "\n".join(same) if options.same else listed(root):
        print(text)
    return GOOD


def _templates_eject(options: Namespace, root: Path) -> int:
    for line in eject(root, options.names):
        print(line)
    return GOOD


def _templates_diff(options: Namespace, root: Path) -> int:
    text, behind = compared(root, options.names)
    if text:
        print(text)
    return FINDINGS if behind else GOOD
