"""A small knowledge base of its own for these tests: regattas, people, places and clubs, with articles made up for it."""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.model import KnowledgeBase
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.report import Report
from druzhba_kb.suggesting import Suggestions, suggest

KINDS = {
    "regattas": """
label: Regatta
plural: Regattas
suggest: {as: named, cues: [regatta, regattas, race]}
attributes:
  edition: {label: Edition, type: integer, single: true, cues: [regatta, edition]}
  status: {label: Status, type: choice, options: {planned: [will start, to be held], held: [was held, took place], called_off: []}}
  start: {label: Start, type: date, single: true, cues: [began, start, opened]}
  end: {label: End, type: date, single: true, cues: [ended, end, until]}
  boats: {label: Boats, type: quantity, unit: boats, single: true}
  sailors: {label: Sailors, type: quantity, unit: sailors, single: true}
  prize: {label: Prize, type: money, single: true, cues: [prize]}
  place: {label: Place, type: ref, to: [places], cues: [held at, held in, off]}
timeline: {start: start, end: end}
""",
    "people": """
label: Person
plural: People
suggest: {as: person}
attributes:
  office: {label: Office, type: text}
  rank: {label: Rank, type: text}
  age: {label: Age, type: integer}
  based_in: {label: Based in, type: ref, to: [places], cues: [based]}
""",
    "places": """
label: Place
plural: Places
suggest: {as: place}
attributes: {country: {label: Country, type: ref, to: [places]}}
""",
    "organizations": """
label: Club
plural: Clubs
suggest: {as: organization}
attributes: {part_of: {label: Part of, type: ref, to: [organizations], acyclic: true, cues: [part of]}}
""",
}
FRONT = """---
title: {title}
publisher: The Skerry Herald
published: {published}
published_basis: stated
rights: full
---

"""
TEXT = """The Amber Regatta will start on the 8th of this month off Kotka, harbour master Aino Lehtola said.

About 40 boats and at least 120 sailors take part in the regatta, which continues until June 21st. The prize is $2.5 million.

According to the Herring Club, the regatta was held in Turku in 2016.

“The race began on Monday,” Lehtola told reporters.
"""


def make_base(
    folder: Path, text: str = TEXT, published: str = "2019-06-05", title: str = "Sails off the Coast"
) -> Path:
    """Lay the project out in folder with one article whose whole text may be published."""
    for kind, content in KINDS.items():
        (folder / "entities" / kind).mkdir(parents=True)
        (folder / "entities" / kind / "_kind.yml").write_text(content.lstrip())
    (folder / "articles").mkdir()
    (folder / "articles" / "herald-2019.md").write_text(FRONT.format(title=title, published=published) + text)
    (folder / "mkdocs.yml").write_text("site_name: Regattas\n")
    return folder


def add(folder: Path, kind: str, id: str, content: str) -> None:
    """Write an entity."""
    (folder / "entities" / kind / f"{id}.yml").write_text(content)


def read_base(folder: Path) -> KnowledgeBase:
    """Return the knowledge base of a project that has no errors before its evidence is looked at."""
    report = Report()
    kb = relate_project(folder, report)
    assert kb, report.findings
    return kb


def suggested(folder: Path) -> Suggestions:
    """Return what suggest finds in all articles of a project."""
    return suggest(read_base(folder), [], Report())
