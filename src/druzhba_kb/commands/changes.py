"""The commands about a change of the content: `rename`, `withdraw` before it, `moved`, `diff`, `changes`, `review` after.

A change is shown and asked about before it is made. No rule about content stands here: what a change costs, `editing` and
`reviewing` say.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from druzhba_kb.commands import Commands, act, add_acting, add_command, finish
from druzhba_kb.report import Report

if TYPE_CHECKING:
    from druzhba_kb.reviewing.diff_report import DiffReport
    from druzhba_kb.reviewing.review_report import ReviewReport


def add_rename(commands: Commands) -> None:
    """Add `rename`."""
    summary = "give an entity, article or reference another id, and rewrite every mention of it"
    examples = ("druzhba-kb rename gull-point gull-point-light", "druzhba-kb rename gazette-2021 gazette-2021-05 --yes")
    parser = add_command(commands, "rename", summary, _rename, examples)
    parser.add_argument("old", metavar="OLD", help="the id of an entity, article or reference")
    parser.add_argument("new", metavar="NEW", help="its new id")
    add_acting(parser)


def _rename(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.rename import plan_rename

    change = plan_rename(root, options.old, options.new, report)
    return act(options, root, change, f"{options.old} is {options.new} now", report)


def add_withdraw(commands: Commands) -> None:
    """Add `withdraw`."""
    summary = "say what would be without a source if an article or a reference were gone; nothing is changed"
    examples = ("druzhba-kb withdraw gazette-2021", "druzhba-kb withdraw gazette-2021 --json")
    parser = add_command(commands, "withdraw", summary, _withdraw, examples)
    parser.add_argument("article", metavar="ARTICLE", help="the id of the article, or of a reference")
    parser.add_argument("--json", action="store_true", help="print one object")


def _withdraw(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.withdraw import find_loss, loss_data, loss_text

    loss = find_loss(root, options.article, report)
    return finish((loss_data if options.json else loss_text)(loss) if loss else "", report, root)


def add_diff(commands: Commands) -> None:
    """Add `diff`."""
    summary = "tell in words which facts differ between two git revisions"
    examples = ("druzhba-kb diff HEAD", "druzhba-kb diff origin/main HEAD --format markdown")
    parser = add_command(commands, "diff", summary, _diff, examples)
    parser.add_argument("before", metavar="REV", help="a git revision: a commit, branch or tag")
    text = "the one to compare it with; the work tree, if not given"
    parser.add_argument("after", nargs="?", metavar="REV", help=text)
    _add_report_format(parser)


def _add_report_format(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="text, if not given")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def _diff(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.reviewing.diff_report import diff_revisions

    found = diff_revisions(root, options.before, options.after, report)
    if found:
        found.report_unread(report)
    return _finish(found, options.format, report, root)


def _finish(found: DiffReport | ReviewReport | None, form: str, report: Report, root: Path) -> int:
    forms = {"text": found.text, "markdown": found.markdown, "json": found.data} if found else {}
    return finish(forms[form]() if found else "", report, root)


def add_moved(commands: Commands) -> None:
    """Add `moved`."""
    summary = "let the old addresses of facts that left their pages since a git revision lead to where they stand now"
    examples = ("druzhba-kb moved HEAD", "druzhba-kb moved origin/main --json")
    parser = add_command(commands, "moved", summary, _moved, examples)
    parser.add_argument("base", metavar="REV", help="the git revision before the change: a commit, branch or tag")
    parser.add_argument(
        "--json", action="store_true", help="print one object: what moved, and what was not found again"
    )


def _moved(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.pipeline.comparing import list_moves

    found = list_moves(root, options.base, report)
    return finish((found.data if options.json else found.text)() if found else "", report, root)


def add_changes(commands: Commands) -> None:
    """Add `changes`."""
    summary = "tell readers what has changed since a git revision: add it to articles/_changes.yml"
    examples = ("druzhba-kb changes origin/main", "druzhba-kb changes v1.2 --reason 'Read again against the article.'")
    more = "; what stands there already is left as it is, and told once"
    parser = add_command(commands, "changes", summary, _changes, examples, more)
    parser.add_argument("base", metavar="BASE", help="the git revision before the change: a commit, branch or tag")
    text = "why, for what is corrected or withdrawn; without it, the file has an empty 'reason' for each"
    parser.add_argument("--reason", metavar="TEXT", help=text)
    text = "the day under which it is told, as in 2026-01-31; today, if not given"
    parser.add_argument("--date", metavar="DAY", type=_day, help=text)
    parser.add_argument("--json", action="store_true", help="print one object: the items, and whether they are written")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no day; expected one such as 2026-01-31") from None


def _changes(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.editing.record_changes import plan_record
    from druzhba_kb.editing.transaction import apply_changes
    from druzhba_kb.reviewing.diff_report import diff_revisions
    from druzhba_kb.reviewing.unrecorded_changes import unrecorded_changes

    print(f"comparing the work tree with '{options.base}' …", file=sys.stderr, flush=True)
    found = diff_revisions(root, options.base, None, report)
    if found:
        found.report_unread(report)
    if not found or report.failed:
        return finish("", report, root)
    new = unrecorded_changes(found, options.reason)
    day = options.date or date.today().isoformat()
    change = plan_record(root, new.items, day, new.title, report) if new.items else None
    done = change is not None and apply_changes(root, change, report)
    if options.json:
        return finish(new.data(done), report, root)
    return finish(new.text(day) if done or not new.items else "", report, root)


def add_review(commands: Commands) -> None:
    """Add `review`."""
    summary = "say what a change does to facts, evidence, coverage, pages and links, against a git revision"
    examples = ("druzhba-kb review origin/main", "druzhba-kb review HEAD~1 --format markdown")
    parser = add_command(commands, "review", summary, _review, examples, "; an address that is lost is an error")
    parser.add_argument("base", metavar="REV", help="the git revision before the change: a commit, branch or tag")
    _add_report_format(parser)


def _review(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.pipeline.comparing import review

    found = review(root, options.base, report)
    return _finish(found, options.format, report, root)
