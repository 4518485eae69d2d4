"""Draft review: drafted statements in, each shown at the terminal and decided on, the accepted ones in their files out.

Each is written when it is accepted, with all its file or not at all, so that a review can end anywhere and goes on there the
next time. Nothing is decided that nobody said.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import indent

from druzhba_kb.characters import harmless
from druzhba_kb.editing.add_statements import plan_statements
from druzhba_kb.editing.asking import UsageError, ask_editor, ask_key, can_ask, read_decisions, write_decisions
from druzhba_kb.editing.transaction import apply_changes
from druzhba_kb.folding import counted, printable
from druzhba_kb.report import Report
from druzhba_kb.reporter import BOLD, PLAIN, has_colour
from druzhba_kb.suggesting import DraftCard

Edit = Callable[[DraftCard, str], tuple[DraftCard | None, list[str]]]
QUESTION = "accept, edit, skip, back, quit, help?"
HELP = """\
a  accept: write the statement into its file now
e  edit it in $EDITOR; what the check has against it is said, and it is shown again
s  skip it, for good: it is asked about again when the draft or its article changes
b  back to the one before
q  quit; the next review goes on here
"""


def need_terminal() -> None:
    """Refuse to ask where nobody can answer."""
    if not can_ask():
        raise UsageError(
            "--review asks at a terminal, and there is none; "
            "'suggest' lists the drafts, and 'suggest --apply 3,5-9' takes them over"
        )


class DraftReview:
    """A walk through drafts; `edit` proves what an editor makes of one."""

    def __init__(self, root: Path, cards: Sequence[DraftCard], edit: Edit) -> None:
        self.root = root
        self.cards = [*cards]
        self.edit = edit
        self.decisions = read_decisions(root)
        self.written = 0

    def walk(self) -> None:
        """Show each draft that is not decided on, and do with it what the editor says."""
        at = self._next(-1)
        while at < len(self.cards):
            self._show(at)
            match ask_key(QUESTION, "aesbq?"):
                case "a":
                    at = self._next(at) if self._accept(self.cards[at]) else at
                case "e":
                    self.cards[at] = self._edited(self.cards[at])
                case "s":
                    self._remember(self.cards[at], "skipped")
                    at = self._next(at)
                case "b":
                    at = max(0, at - 1)
                case "q":
                    break
                case _:
                    print(HELP)
        print(self._summary())

    def _next(self, at: int) -> int:
        """Return the number of the next draft that is not decided on, that of all where there is none."""
        ahead = range(at + 1, len(self.cards))
        return next((one for one in ahead if not self.decisions.get(self.cards[one].key)), len(self.cards))

    def _show(self, at: int) -> None:
        card = self.cards[at]
        start, end = (BOLD, PLAIN) if has_colour(sys.stdout) else ("[", "]")
        before, words, after = (printable(part.replace("\n", " ")) for part in card.sentence)
        state = self.decisions.get(card.key)
        print(f"\n{at + 1}/{len(self.cards)}  {printable(card.name)}  {card.file}{f'  ({state})' if state else ''}")
        print(f"{card.at}: {before}{start}{words}{end}{after}\n\n{indent(harmless(card.text), '  ')}")

    def _accept(self, card: DraftCard) -> bool:
        """Write a statement into its file; return whether it is there."""
        if self.decisions.get(card.key) == "accepted":
            print("it is written already")
            return True
        report = Report()
        change = plan_statements(self.root, {card.file: [card.statement]}, report)
        if change is None or not apply_changes(self.root, change, report):
            _print_faults([one.message for one in report.findings])
            return False
        self._remember(card, "accepted")
        self.written += 1
        return True

    def _remember(self, card: DraftCard, decision: str) -> None:
        self.decisions[card.key] = decision
        write_decisions(self.root, self.decisions)

    def _edited(self, card: DraftCard) -> DraftCard:
        """Return the draft as the editor leaves it, once the check has nothing against it; the draft itself otherwise."""
        text = card.text
        while True:
            given = ask_editor(text)
            if given is None:
                _print_faults(["the editor could not be run; expected its command in $EDITOR"])
                return card
            new, faults = self.edit(card, given)
            if new:
                return new
            _print_faults(faults or ["nothing is left of it"])
            if ask_key("edit it again? y/n", "yn") != "y":
                return card
            text = given

    def _summary(self) -> str:
        left = sum(not self.decisions.get(card.key) for card in self.cards)
        done = f"{counted(self.written, 'statements')} written, {counted(left, 'drafts')} left"
        return f"{done}{'; next: druzhba-kb seal' if self.written else ''}"


def _print_faults(messages: Sequence[str]) -> None:
    for message in messages:
        print(f"not accepted: {printable(message)}")
