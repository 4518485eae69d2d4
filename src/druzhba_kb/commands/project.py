"""The commands of an adopter, who starts a base of another topic: `init`, `templates`, `upgrade`.

An adopter has no Python to write, so whatever a new topic needs has a command here. None touches a file that is there.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from os.path import relpath
from pathlib import Path

from druzhba_kb.commands import Commands, add_command, show
from druzhba_kb.editing.asking import ask, ask_each, can_ask, confirmed
from druzhba_kb.editing.generator_version import this_range
from druzhba_kb.editing.overrides import SAME, compared, eject, listed, overrides
from druzhba_kb.report import Report
from druzhba_kb.reporter import FINDINGS, GOOD
from druzhba_kb.theme import OWN


def add_init(commands: Commands) -> None:
    """Add `init`."""
    examples = (
        "druzhba-kb init valley-bridges",
        'druzhba-kb init mills --title "Mills of the Brook" --kind Mill/Mills --yes',
        "druzhba-kb init . --github",
    )
    summary = "start a knowledge base of your own in a folder, overwriting nothing"
    parser = add_command(commands, "init", summary, _init, examples)
    parser.set_defaults(anywhere=True)
    text = "a new folder, or one with a repository, a README and the like; kb/ in it, if it has the mkdocs.yml of another site"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=text)
    parser.add_argument("--title", metavar="TITLE", help="the title of the site; from the folder's name, if not given")
    text = "a kind of thing beside the example's two, with a few attributes; may be repeated"
    parser.add_argument("--kind", metavar="LABEL/PLURAL", dest="kinds", action="append", default=[], help=text)
    text = "workflows that check and publish, Dependabot, pre-commit and editor settings too, also for a base that is there"
    parser.add_argument("--github", dest="hosts", action="append_const", const="github", default=[], help=text)
    text = "the same as one shell script, ci.sh, for any other host"
    parser.add_argument("--ci", dest="hosts", action="append_const", const="ci", help=text)
    parser.add_argument("--yes", action="store_true", help="ask nothing")


def _init(options: Namespace, _root: Path, _report: Report) -> int:
    from druzhba_kb.editing import starting

    folder, hosts = options.folder.resolve(), options.hosts
    home = starting.home_of(folder)
    top = starting.top_of(home) if hosts else home
    texts = starting.automated(home, top, hosts) if hosts else {}
    if not (hosts and starting.is_base(home)):
        starting.check_free(home)
        title, named = options.title, options.kinds
        if can_ask(options.yes):
            title = title or ask("title of the site", starting.default_title(folder))
            named = named or [*ask_each("kind of thing beside bridges and people, such as Mill/Mills (Enter to end)")]
        begun = starting.started(title or starting.default_title(folder), starting.own_kinds(named))
        texts |= {(home.relative_to(top) / name).as_posix(): text for name, text in begun.items()}
    new, skipped = starting.lay_out(top, texts)
    print("\n".join(relpath(top / file) for file in new))
    for file in skipped:
        print(f"kept {relpath(top / file)}, which is there already", file=sys.stderr)
    if hosts and (line := starting.lock(top)):
        print(line, file=sys.stderr)
    there = relpath(home)
    into = "" if there == "." else f"cd {there}, then "
    print(f"next: {into}druzhba-kb build, then druzhba-kb serve", file=sys.stderr)
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


def _templates_list(options: Namespace, root: Path, _report: Report) -> int:
    same = [f"{OWN}/{one.name}" for one in overrides(root) if one.state == SAME]
    if text := "\n".join(same) if options.same else listed(root):
        print(text)
    return GOOD


def _templates_eject(options: Namespace, root: Path, _report: Report) -> int:
    for line in eject(root, options.names):
        print(line)
    return GOOD


def _templates_diff(options: Namespace, root: Path, _report: Report) -> int:
    text, behind = compared(root, options.names)
    if text:
        print(text)
    return FINDINGS if behind else GOOD


def add_upgrade(commands: Commands) -> None:
    """Add `upgrade`."""
    summary = "say what this version changes for a project that an older one built, and change what it can, shown first"
    examples = ("druzhba-kb upgrade", "druzhba-kb upgrade --from 0.1.0 --yes")
    parser = add_command(commands, "upgrade", summary, _upgrade, examples)
    parser.set_defaults(any_version=True)
    text = "the version before, if not that of extra.generator_version in mkdocs.yml"
    parser.add_argument("--from", metavar="VERSION", dest="since", help=text)
    parser.add_argument("--yes", action="store_true", help="write without asking")


def _upgrade(options: Namespace, root: Path, _report: Report) -> int:
    from druzhba_kb.editing.upgrading import planned, shown, write_upgrade

    changes, files, left = planned(root, options.since)
    for text in (*changes, shown(root, files)):
        if text:
            show(f"{text}\n")
    if files and (options.yes or (can_ask() and confirmed("write these changes?"))):
        write_upgrade(root, files)
        print(f"the project is for druzhba-kb {this_range()} now; next: druzhba-kb check", file=sys.stderr)
    elif files:
        print("nothing is written; add --yes to write these changes", file=sys.stderr)
    elif not left:
        print(f"the project is for druzhba-kb {this_range()} already; there is nothing to change", file=sys.stderr)
    for text in left:
        print(f"left to you: {text}", file=sys.stderr)
    return FINDINGS if left else GOOD
