"""The command `kind`: kinds of things and their attributes are added, renamed and removed, with every file that names them.

A change is shown before it is made. What a kind says, and what a change of it costs, `editing` knows.
"""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from druzhba_kb.commands import Commands, act, add_acting, add_command, finish
from druzhba_kb.editing.asking import EXAMPLE, UsageError, can_ask, confirmed
from druzhba_kb.fileformat import RECOGNIZERS
from druzhba_kb.report import Report
from druzhba_kb.reporter import GOOD, conclude

if TYPE_CHECKING:
    from druzhba_kb.editing.add_kind import NewKind

# the id of a statement, by which others link to it, is made of the names of its attributes too
THEN = "; 'druzhba-kb moved HEAD' lets the old addresses of its facts lead on"
DESCRIBED = f"NAME:TYPE, then what the type takes, then what else holds: {EXAMPLE}"


def add_kind(commands: Commands) -> None:
    """Add `kind` with what it can do."""
    summary = "add, rename or remove a kind of thing or its attributes"
    parser = add_command(commands, "kind", summary, None, ("druzhba-kb kind add", *RENAMES))
    parser.set_defaults(attribute="")
    actions = parser.add_subparsers(required=True, metavar="add|rename|remove|attribute")
    _add_add(actions)
    text = "give a kind another id, and rewrite every mention of it; its pages keep their old addresses"
    rename = add_command(actions, "rename", text, _rename, RENAMES)
    rename.add_argument("kind", metavar="KIND", help="the folder below entities/")
    rename.add_argument("new", metavar="NEW", help="its new name")
    rename.add_argument("--label", metavar="LABEL", help="what one of them is called from now on")
    rename.add_argument("--plural", metavar="PLURAL", help="what many are called from now on")
    add_acting(rename)
    examples = ("druzhba-kb kind remove mills", "druzhba-kb kind remove mills --with-entities --yes")
    remove = add_command(actions, "remove", "remove a kind, and every mention of it", _remove, examples)
    remove.add_argument("kind", metavar="KIND", help="the folder below entities/")
    remove.add_argument("--with-entities", action="store_true", dest="losing", help="remove its entities too")
    add_acting(remove)
    _add_attribute(actions)


RENAMES = (
    "druzhba-kb kind rename mills watermills",
    "druzhba-kb kind rename mills watermills --label Watermill --plural Watermills --yes",
)


def _add_add(actions: Commands) -> None:
    examples = (
        "druzhba-kb kind add",
        "druzhba-kb kind add --label Mill --plural Mills --attribute built:date:single --attribute owner:ref:people",
        "druzhba-kb kind add --label Mill --attribute owner:ref:owners --label Owner --attribute first:ref:mills",
        "druzhba-kb kind add --label Mill --suggest 'named:mill|watermill' --attribute 'built:date:cues=built|erected'",
    )
    more = "; each --label begins a further kind, and kinds may refer to each other"
    add = add_command(actions, "add", "add a kind of thing", _kind_add, examples, more)
    add.set_defaults(kinds=())
    text = "what one of them is called; without it, all is asked for"
    add.add_argument("--label", metavar="LABEL", action=_OfKind, help=text)
    text = "what many are called; its folder is named after it"
    add.add_argument("--plural", metavar="PLURAL", action=_OfKind, help=text)
    add.add_argument("--summary", metavar="WORDS", action=_OfKind, help="what they are, in one sentence")
    text = f"how 'suggest' finds their names: {', '.join(RECOGNIZERS)}; words next to a name may follow, as in named:mill|watermill"
    add.add_argument("--suggest", metavar="HOW", action=_OfKind, help=text)
    add.add_argument("--attribute", metavar="ATTRIBUTE", action=_OfKind, help=DESCRIBED)
    add.add_argument("--yes", action="store_true", help="ask nothing")


class _OfKind(Action):
    """Puts an option with the kind that it is said of: that of the last label, or of the first."""

    def __call__(self, _: ArgumentParser, options: Namespace, value: Any, option: str | None = None) -> None:
        """Take the value."""
        kinds: list[dict[str, Any]] = [*options.kinds] or [{"attribute": []}]
        if self.dest == "label" and "label" in kinds[-1]:
            kinds.append({"attribute": []})
        given = [*kinds[-1]["attribute"], value] if self.dest == "attribute" else value
        options.kinds = [*kinds[:-1], {**kinds[-1], self.dest: given}]


def _kind_add(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.add_kind import check_kinds, known_kinds, write_kinds

    kinds, known = _kinds(options, root), known_kinds(root)
    for number, kind in enumerate(kinds):
        if kind.id in known or (root / "entities" / kind.id).exists():
            raise UsageError(f"the kind '{kind.id}' is there already, and no file is overwritten; edit {kind.path}")
        if kind.id in (one.id for one in kinds[:number]):
            raise UsageError(f"the kind '{kind.id}' is given twice")
    if not check_kinds(kinds, known, report):
        return conclude(report)
    print("\n\n".join(f"{kind.path}\n\n{kind.text}" for kind in kinds))
    if can_ask(options.yes) and not confirmed("write it?"):
        return GOOD
    write_kinds(root, kinds)
    for kind in kinds:
        print(f"wrote {kind.path}; next: druzhba-kb new {kind.id} NAME", file=sys.stderr)
    return conclude(report)


def _kinds(options: Namespace, root: Path) -> Sequence[NewKind]:
    from druzhba_kb.editing.add_kind import ask_kind, new_kind

    labelled = [given for given in options.kinds if given.get("label")]
    if labelled:
        return [
            new_kind(
                given["label"],
                given.get("plural") or f"{given['label']}s",
                given["attribute"],
                given.get("summary", ""),
                given.get("suggest", ""),
            )
            for given in labelled
        ]
    if not can_ask(options.yes):
        raise UsageError("there is no terminal to ask at; give --label, --plural and --attribute")
    return [ask_kind(root)]


def _add_attribute(actions: Commands) -> None:
    adds = (
        "druzhba-kb kind attribute add mills",
        "druzhba-kb kind attribute add mills 'wheels:quantity:wheels:single:cues=wheel|wheels' miller:ref:people",
    )
    renames = ("druzhba-kb kind attribute rename mills stones pairs --label 'Pairs of stones'",)
    removes = (
        "druzhba-kb kind attribute remove mills stones",
        "druzhba-kb kind attribute remove mills stones --with-statements --yes",
    )
    summary = "add, rename or remove an attribute of a kind"
    parser = add_command(actions, "attribute", summary, None, (*adds, *renames, *removes))
    actions = parser.add_subparsers(required=True, metavar="add|rename|remove")
    text = "add attributes to a kind; without any, they are asked for"
    add = add_command(actions, "add", text, _attribute_add, adds)
    add.add_argument("kind", metavar="KIND", help="the folder below entities/")
    add.add_argument("attributes", metavar="ATTRIBUTE", nargs="*", help=DESCRIBED)
    add.add_argument("--yes", action="store_true", help="ask nothing")
    text = "give an attribute another name, and rewrite every mention of it"
    rename = add_command(actions, "rename", text, _rename, renames)
    remove = add_command(actions, "remove", "remove an attribute and every mention", _remove, removes)
    for one in (rename, remove):
        one.add_argument("kind", metavar="KIND", help="the folder below entities/")
        one.add_argument("attribute", metavar="NAME", help="the name of the attribute")
    rename.add_argument("new", metavar="NEW", help="its new name")
    rename.add_argument("--label", metavar="LABEL", help="what pages call it from now on")
    remove.add_argument(
        "--with-statements", action="store_true", dest="losing", help="remove what is stated with it too"
    )
    add_acting(rename)
    add_acting(remove)


def _attribute_add(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.add_kind import ask_attributes, plan_attributes
    from druzhba_kb.editing.transaction import apply_changes

    if not options.attributes and not can_ask(options.yes):
        raise UsageError("there is no terminal to ask at; give the attributes")
    attributes = options.attributes or ask_attributes(root)
    change = plan_attributes(root, options.kind, attributes, report)
    if change:
        print(change.diff())
        if can_ask(options.yes) and not confirmed("write it?"):
            return GOOD
        apply_changes(root, change, report)
    return finish("", report, root)


def _rename(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.change_kind import Named, plan_renamed

    labels = {key: label for key in ("label", "plural") if (label := getattr(options, key, None))}
    change = plan_renamed(root, Named(options.kind, options.attribute), options.new, report, labels)
    old = options.attribute or options.kind
    return act(options, root, change, f"{old} is {options.new} now{THEN if options.attribute else ''}", report)


def _remove(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.change_kind import Named, plan_removed

    change = plan_removed(root, Named(options.kind, options.attribute), report, options.losing)
    old = options.attribute or options.kind
    return act(options, root, change, f"{old} is removed{THEN if options.attribute else ''}", report)
