"""Commands: the editors' commands with their arguments, each of which takes a project and returns what to print."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from druzhba_kb.editing.cite import cite, cited_json, cited_text
from druzhba_kb.editing.new import create
from druzhba_kb.editing.rename import plan_rename
from druzhba_kb.editing.transaction import apply_changes
from druzhba_kb.editing.withdraw import find_loss, loss_json, loss_text
from druzhba_kb.report import Place, Report
from druzhba_kb.reviewing.diff_report import FORMATS, Told
from druzhba_kb.reviewing.differences import compare
from druzhba_kb.reviewing.revisions import read_revision


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name and summary, two examples, its arguments, and what it does."""

    name: str
    summary: str
    examples: tuple[str, str]
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Path, Report], str]


def _cite_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="the id of the article")
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="a few words of the passage, in any order and not to the letter"
    )
    parser.add_argument("--all", action="store_true", help="show every passage that has most of the words")
    parser.add_argument("--json", action="store_true", help="print one object with the list 'hits'")


def _cite(options: Namespace, root: Path, report: Report) -> str:
    hits = cite(root, options.article, " ".join(options.words), report)
    if hits is None:
        return ""
    shown = hits if options.all else hits[:1]
    return cited_json(shown) if options.json else cited_text(shown, len(hits) - len(shown))


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="the folder below entities/")
    parser.add_argument("name", nargs="+", metavar="NAME", help="the name of the entity")
    parser.add_argument("--id", metavar="ID", help="its id; made of the name, if not given")
    parser.add_argument("--force", action="store_true", help="write it though the base may have it under another name")
    parser.add_argument("--json", action="store_true", help="print one object with the file, its kind and id")


def _new(options: Namespace, root: Path, report: Report) -> str:
    path = create(root, options.kind, " ".join(options.name), report, options.id, options.force)
    return json.dumps({"file": path, "kind": options.kind, "id": Path(path).stem}) if path and options.json else path


def _rename_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the id of an entity or article")
    parser.add_argument("new", metavar="NEW", help="its new id")
    parser.add_argument(
        "--yes", action="store_true", help="act; without it, the changes are shown and nothing is written"
    )
    parser.add_argument("--json", action="store_true", help="print one object: files, moves, and whether it is done")


def _rename(options: Namespace, root: Path, report: Report) -> str:
    change = plan_rename(root, options.old, options.new, report)
    if change is None:
        return ""
    done = options.yes and apply_changes(root, change, report)
    if options.json:
        return change.json(done)
    end = f"{options.old} is {options.new} now" if done else "nothing is written yet; --yes acts"
    return f"{change.diff()}\n\n{end}" if done or not options.yes else change.diff()


def _withdraw_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="the id of the article")
    parser.add_argument("--json", action="store_true", help="print one object")


def _withdraw(options: Namespace, root: Path, report: Report) -> str:
    loss = find_loss(root, options.article, report)
    if loss is None:
        return ""
    return loss_json(loss) if options.json else loss_text(loss)


def _diff_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("before", metavar="REV", help="a git revision: a commit, branch or tag")
    parser.add_argument(
        "after", nargs="?", metavar="REV", help="the one to compare it with; the work tree, if not given"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="text, if not given")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def _diff(options: Namespace, root: Path, report: Report) -> str:
    before = read_revision(root, options.before, report)
    after = read_revision(root, options.after, report) if before else None
    if before is None or after is None:
        return ""
    for one, record in ((before, report.warning), (after, report.error)):
        for file, why in one.unread.items():
            record(Place(file), "not-compared", f"cannot be read in {one.label}, so it is not compared: {why}")
    told = Told(before, after, compare(before, after))
    return told.data() if options.format == "json" else told.markdown() if options.format == "markdown" else told.text()


COMMANDS = (
    Command(
        "new",
        "write the file of a new entity, a draft with comments to fill in, and print its path",
        ("druzhba-kb new bridges Old Bridge", "druzhba-kb new people 'Ada Finch' --id finch-of-gull-point"),
        _new_arguments,
        _new,
    ),
    Command(
        "cite",
        "find a passage by a few words and print its evidence to paste",
        ("druzhba-kb cite gazette-2021 bridge opened", "druzhba-kb cite gazette-2021 'seventy masons' --all"),
        _cite_arguments,
        _cite,
    ),
    Command(
        "rename",
        "give an entity or article another id, and rewrite every reference to it",
        ("druzhba-kb rename gull-point gull-point-light", "druzhba-kb rename gazette-2021 gazette-2021-05 --yes"),
        _rename_arguments,
        _rename,
    ),
    Command(
        "withdraw",
        "say what would be without a source if an article were gone; nothing is changed",
        ("druzhba-kb withdraw gazette-2021", "druzhba-kb withdraw gazette-2021 --json"),
        _withdraw_arguments,
        _withdraw,
    ),
    Command(
        "diff",
        "tell in words which facts differ between two git revisions",
        ("druzhba-kb diff HEAD", "druzhba-kb diff origin/main HEAD --format markdown"),
        _diff_arguments,
        _diff,
    ),
)
