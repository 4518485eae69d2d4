"""Findings: what a stage has to say about its input, collected as data and worded for people at the edge.

No stage prints or raises for what an editor can mend: a fault is data with a place and a code, so that a terminal, a
program and a pull request can each have it in their own form, and one fault does not hide the next.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in an input file: POSIX path from the project's root, line and column counted from 1.

    Line 0 is the whole file, and -1 no file but an argument of a command, by its name.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return self.file if self.line < 0 else f"{self.file}:{self.line or 1}:{self.column or 1}"


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One fault: where it is, its code, what is wrong with what was expected, and whether it stops the build."""

    place: Place
    code: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.level}[{self.code}]: {self.message}"


def argument(name: str) -> Place:
    """Return the place of an argument of a command, as its help names it."""
    return Place(name, -1)


def place_of(before: str, file: str) -> Place:
    """Return the place that a text ends at."""
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@dataclass(slots=True)
class Report:
    """The findings of a run, and the counts of what was checked.

    `shows_allowed` keeps the warnings that a limit on their number allows.
    """

    findings: list[Finding] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    shows_allowed: bool = False

    def error(self, place: Place, code: str, message: str) -> None:
        """Record a fault that stops the build after this stage."""
        self.findings.append(Finding(place, code, message, "error"))

    def warning(self, place: Place, code: str, message: str) -> None:
        """Record something an editor ought to look at."""
        self.findings.append(Finding(place, code, message, "warning"))

    @property
    def failed(self) -> bool:
        """Whether a finding stops the build."""
        return any(finding.level == "error" for finding in self.findings)

    def in_order(self) -> list[Finding]:
        """Return the findings without repetition, by file, line and column."""
        return sorted(set(self.findings))
