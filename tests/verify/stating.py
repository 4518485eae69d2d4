"""One statement over an article that is written for it, checked in the good site: what is said of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from druzhba_kb.pipeline.checking import check
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

KIND = """label: Light
summary: A lamp and its tower.
attributes:
  lit: {label: Lit, type: date}
  called_off: {label: Called off, type: date}
  masons: {label: Masons, type: quantity, unit: masons, unit_words: [stonecutters]}
  cost: {label: Cost, type: money}
  lens: {label: Lens, type: text}
  status: {label: Status, type: choice, options: {planned: [will be lit, may be lit], sold: [was sold]}}
  keeper: {label: Keeper, type: ref, to: [people]}
"""
FILE = "entities/lights/new-light.yml"
OTTO = """name: Otto Reed
aliases:
  - {name: Old Otto, note: So the harbour calls him.}
  - {name: Reed the Elder, source: log, quote: Reed the Elder}
adjectives: [Reedish]
"""


def lay(folder: Path, *blocks: str, withheld: bool = False, title: str = "A Log of the Harbour") -> Path:
    """Return a site with an article `log` of these blocks and a person `otto-reed` who has other names and an adjective."""
    site = lay_out(None, folder / "site")
    blocks = (*blocks, "The harbour rests.", "The log is that of Reed the Elder.")
    text = "\n\n".join([f"# {title}", *blocks]) + "\n"
    head = f"---\ntitle: {title}\npublisher: The Log\npublished: 1931-05-05\npublished_basis: stated\n"
    if withheld:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        head += f"rights: withheld\nbudget: 100\nblocks: {'p' * len(blocks)}\nsource_sha256: {sha256}\n"
        (site / "sources/log.md").write_text(text)
    body = f"The log is kept.\n{{: #b1-{len(blocks)} }}" if withheld else "\n\n".join(blocks)
    (site / "articles/log.md").write_text(
        f"{head}{'' if withheld else 'rights: full'}\n---\n\n{body}\n".replace("\n\n---", "\n---")
    )
    (site / "entities/lights").mkdir()
    (site / "entities/lights/_kind.yml").write_text(KIND)
    (site / "entities/people/otto-reed.yml").write_text(OTTO)
    return site


def state(site: Path, *lines: str, summary: str = "") -> None:
    """Write the entity with one statement, of lines."""
    text = [f"name: New Light\nsummary: {summary}", "statements:", "  - " + "\n    ".join(lines)]
    (site / FILE).write_text("\n".join(text) + "\n")


def said(site: Path) -> list[str]:
    """Return what a check says of the site, all but that quotations are not sealed yet: code and message."""
    report = Report()
    check(site, report, guarded=False)
    return [f"{one.code}: {one.message}" for one in report.in_order() if one.code != "not-sealed"]


def codes(folder: Path, block: str, *lines: str) -> list[str]:
    """Return the codes of what is said of a statement, of lines, over an article of one block."""
    site = lay(folder, block)
    state(site, *lines, "source: log")
    return [one.partition(":")[0] for one in said(site)]
