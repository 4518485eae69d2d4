"""Outward: a knowledge base and its finished site in, which of their links to other hosts still answer out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.publishing.allowances import Settings, read_settings
from druzhba_kb.publishing.lychee import Answer, Pace, State, ask
from druzhba_kb.publishing.outcome import Outcome, Result, as_data, as_markdown
from druzhba_kb.publishing.outlinks import Link, outward_links
from druzhba_kb.publishing.tree import HOME
from druzhba_kb.report import Place, Report
from druzhba_kb.usage import Commands, add_command

SITE = "build/site"
PACE = Pace()
Relate = Callable[[Path, Report], KnowledgeBase | None]
Conclude = Callable[[Report, Path], int]


def check_outward(
    kb: KnowledgeBase, site: Path, settings: Settings, report: Report, pace: Pace = PACE
) -> Outcome | None:
    """Ask for every address on another host; what fails is a warning, since it is rarely the editors' fault."""
    if not (site / HOME).is_file():
        report.error(Place(SITE), "missing-file", "there is no finished site; run 'druzhba-kb build' first")
        return None
    links = outward_links(kb, site, settings)
    asked = [link.address for link in links if not settings.allowance(link.address)]
    answers = ask(asked, site.parent, pace, report)
    if answers is None:
        return None
    outcome = _outcome(links, answers, settings)
    _tell(outcome, report)
    return outcome


def _outcome(links: Sequence[Link], answers: Mapping[str, Answer], settings: Settings) -> Outcome:
    allowed = [(link, one) for link in links if (one := settings.allowance(link.address))]
    used = {one for _, one in allowed}
    answered = [(link, answers[link.address]) for link in links if link.address in answers]
    saved = {link.address for link, answer in answered if answer.state != "good" and _is_good(link.archive, answers)}
    rest = [(link, answer) for link, answer in answered if link.address not in saved]
    return Outcome(
        good=_results(rest, "good"),
        archived=tuple(_result(link, answer) for link, answer in answered if link.address in saved),
        allowed=tuple(Result(link, None, one.reason) for link, one in allowed),
        dead=_results(rest, "dead"),
        unclear=_results(rest, "unclear"),
        needless=tuple(one for one in settings.allowed if one not in used),
    )


def _is_good(address: str | None, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(address) if address else None
    return answer is not None and answer.state == "good"


def _results(answered: Iterable[tuple[Link, Answer]], state: State) -> tuple[Result, ...]:
    return tuple(_result(link, answer) for link, answer in answered if answer.state == state)


def _result(link: Link, answer: Answer) -> Result:
    return Result(link, answer.status, answer.reason)


def _tell(outcome: Outcome, report: Report) -> None:
    for dead in outcome.dead:
        message = f"'{dead.link.address}' is dead: {dead.reason}; expected a page, or an article's 'archived_url'"
        report.warning(dead.link.places[0], "dead-link", message)
    for unclear in outcome.unclear:
        message = f"'{unclear.link.address}' gives no clear answer: {unclear.reason}; expected a page, so ask again"
        report.warning(unclear.link.places[0], "unclear-link", message)
    for needless in outcome.needless:
        message = f"no link begins with '{needless.prefix}' any more; expected one, so take the allowance out"
        report.warning(needless.place, "needless-allowance", message)


def add_parser(commands: Commands, relate: Relate, conclude: Conclude) -> None:
    """Add `outward` to the commands; relate gives the knowledge base of a project, conclude prints the findings."""
    summary = "ask whether the links to other hosts still answer, and report"
    examples = ("druzhba-kb outward", "druzhba-kb outward --json")
    more = f" in Markdown; asks with lychee, and needs {SITE}"
    parser = add_command(commands, "outward", summary, partial(_run, relate, conclude), examples, more)
    parser.add_argument("--json", action="store_true", help="print one object of links by what came of them")


def _run(relate: Relate, conclude: Conclude, options: argparse.Namespace, root: Path) -> int:
    relating, report = Report(), Report()
    kb, settings = relate(root, relating), read_settings(root, report)
    if kb is None or report.failed:
        report.findings += relating.findings if kb is None else []
        return conclude(report, root)
    outcome = check_outward(kb, root / SITE, settings, report)
    if outcome:
        told = json.dumps(as_data(outcome), ensure_ascii=False, indent=1) if options.json else as_markdown(outcome)
        print(told.rstrip("\n"))
    return conclude(report, root)
