"""What `new` does: a kind and a name in, the file of a new entity out: a draft with a commented skeleton.

The skeleton names every attribute of the kind with what it takes, so that an editor need not look it up. It is made of the
kind and the file format alone, and never of a guess about the entity. An entity that the base may have already is not made
anew: two files about one thing would each be half of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap

from druzhba_kb.characters import bad_characters
from druzhba_kb.editing.find_references import owner_of
from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.folding import fold, slug
from druzhba_kb.journal import write_reported
from druzhba_kb.layout import NEEDED
from druzhba_kb.load import load
from druzhba_kb.model import Attribute, Kind, Records
from druzhba_kb.parse import parse
from druzhba_kb.relate.references import chosen_kind
from druzhba_kb.relate.similar_names import EntityNames, romanized
from druzhba_kb.report import Place, Report, argument
from druzhba_kb.values.base import quoted
from druzhba_kb.values.word_types import ID, no_id
from druzhba_kb.yaml_dump import as_yaml

LONGEST_ID = 80  # it is the name of a file and of a folder of the site
WIDTH, COLUMN = 120, 40
SHOWN = 6  # ids; an editor's program completes the rest
TAKES = {
    "text": ("a few words of ours", "a few words of our own"),
    "integer": ("3", "a whole number"),
    "quantity": ("~200", "a number: 70, ~200, >=50"),
    "money": ("5e9 USD", "a sum with its currency: 5e9 USD"),
    "date": ("2018-10-22", "a date (EDTF): 2018-10, 2018-10-22, 2018-10-22~"),
    "coordinates": ("51.4779, -0.0015", "latitude and longitude in degrees"),
    "url": ("https://example.org/", "an address: http or https"),
}
ALIASES = """\
# aliases:                              other names, each with its evidence or a note
#   - {name: Another Name, source: ARTICLE, quote: words in which the name stands}
#   - {name: Ein anderer Name, lang: de, note: German form of the name.}
"""
STATEMENTS = """\
# statements:                           one claim each: an attribute or more, and the words that bear it out
#   - ATTRIBUTE: value                  (druzhba-kb cite ARTICLE WORDS finds the words)
"""


def create(root: Path, kind: str, name: str, report: Report, id: str | None, force: bool) -> str:
    """Write the file of a new entity and return its path, '' where something is against it."""
    records = load_for_editing(root, [f"entities/{kind}/_kind.yml"], report)
    if report.failed or not chosen_kind(records.kinds, kind, report):
        return ""
    name = " ".join(name.split())
    asked = argument("--id" if id else "NAME")
    id = id or slug(name)
    path = f"entities/{kind}/{id}.yml"
    if not fold(name) or next(bad_characters(name), None):
        message = f"{quoted(name)} is no name; expected words without control characters"
        report.error(argument("NAME"), "bad-value", message)
    if not force:
        _check_likeness(records, records.kinds[kind], name, report)
    if not report.failed:
        _check_id(records, id, asked, path if (root / path).exists() else None, report)
    if report.failed:
        return ""
    text = skeleton(records, records.kinds[kind], name)
    return path if write_reported(root, {path: text}, report, "cannot-write") else ""


def load_for_editing(root: Path, files: Iterable[str], report: Report) -> Records:
    """Return what of a project can be read; a fault in these files is reported, one elsewhere stops no editor."""
    faults = Report()
    records = parse(load(root, faults), faults)
    wanted = {*files, *NEEDED}  # and on the folders, which may be missing
    report.findings += (finding for finding in faults.findings if finding.place.file in wanted)
    return records


def _check_id(records: Records, id: str, asked: Place, there: str | None, report: Report) -> None:
    if not ID.fullmatch(id) or len(id) > LONGEST_ID:
        report.error(asked, "bad-id", f"{no_id(id)}, with --id")
        return
    taken = owner_of(records, id) or there
    if taken:
        report.error(asked, "repeated-id", f"the id '{id}' is taken by {taken}; expected another with --id")


def _check_likeness(records: Records, kind: Kind, name: str, report: Report) -> None:
    """Report the entities that the name may be: of any kind where it is their very name, of its own kind where it is near."""
    entities = records.entities
    for found in EntityNames(entities.values()).like([name]):
        other = entities[found.entity]
        # of another kind only the very same name is: a boat may be called nearly like a town
        if other.kind == kind.id or romanized(name) in map(romanized, other.names):
            message = f"'{name}' may be '{other.id}' ({found.reason}); add it there as an alias, or say --force"
            report.error(other.places.get("name", other.place), "near-duplicate", message)


def skeleton(records: Records, kind: Kind, name: str) -> str:
    """Return the file of a new entity of a kind: a draft with its name, and comments to fill in."""
    return "".join(
        [
            f"# yaml-language-server: $schema=../../build/schemas/{kind.id}.json\n",
            as_yaml({"name": name, "status": "draft"}),
            ALIASES,
            "summary: ''\n",
            STATEMENTS,
            *(_line(f"#     {key.name}: {key.example}", key.help) for key in STATEMENT.keys if key.example),
            attribute_comments(records, kind),
        ]
    )


def attribute_comments(records: Records, kind: Kind) -> str:
    """Return comments on all that can be stated of a kind."""
    lines = (_attribute(records, attribute) for attribute in kind.stated)
    return "".join([f"# The attributes of {kind.plural.lower()}:\n", *lines])


def _attribute(records: Records, attribute: Attribute) -> str:
    """Return the lines on an attribute: an example of its value, its label, what it takes and whether it has one value."""
    example, takes = _takes(records, attribute)
    unit = f", in {attribute.unit}" if attribute.unit else ""
    single = "; one value only" if attribute.single else ""
    return _line(f"#   {attribute.name}: {example}", f"{attribute.label}: {takes}{unit}{single}")


def _line(lead: str, about: str) -> str:
    """Return a comment with what it is about beside it, in a column of its own; a long one has it below."""
    lines = wrap(about, WIDTH - COLUMN - 2, break_long_words=False, break_on_hyphens=False) or [""]
    beside = len(lead) <= COLUMN - 2
    heads = [lead if beside else "#", *["#"] * (len(lines) - 1)]
    column = "".join(f"{head:<{COLUMN}}{line}\n" for head, line in zip(heads, lines, strict=True))
    return column if beside else f"{lead}\n{column}"


def _takes(records: Records, attribute: Attribute) -> tuple[str, str]:
    if attribute.type == "choice":
        return next(iter(attribute.options), ""), "one of " + ", ".join(attribute.options)
    if attribute.type == "ref":
        return _reference(records, attribute)
    return TAKES[attribute.type]


def _reference(records: Records, attribute: Attribute) -> tuple[str, str]:
    ids = records.ids_of(attribute.to)
    listed = ", ".join(ids[:SHOWN]) + (", …" if len(ids) > SHOWN else "")
    known = f" ({listed})" if ids else ", of which there are none yet"
    return (ids[0] if ids else "ID"), f"the id of one of the {' or '.join(attribute.to)}{known}"
