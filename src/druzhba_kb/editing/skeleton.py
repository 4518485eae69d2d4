"""Skeletons: a kind in, the text of a new entity's file out, with every attribute as a comment that says what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.model import Attribute, Kind, Records
from druzhba_kb.yaml_dump import as_yaml

WIDTH = 120
SHOWN = 6
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
            f"# The attributes of {kind.plural.lower()}:\n",
            *(line for attribute in kind.attributes.values() for line in _attribute(records, attribute)),
        ]
    )


def _attribute(records: Records, attribute: Attribute) -> Iterator[str]:
    """Yield the lines on an attribute: an example of its value, its label, what it takes and whether it has one value."""
    example, takes = _takes(records, attribute)
    unit = f", in {attribute.unit}" if attribute.unit else ""
    single = "; one value only" if attribute.single else ""
    about = f"{attribute.label}: {takes}{unit}{single}"
    lead = f"#   {attribute.name}: {example}"
    yield _line(lead, about)


def _line(lead: str, about: str) -> str:
    """Return a comment with what it is about beside it, in a column of its own."""
    lines = wrap(about, WIDTH - 42, break_long_words=False, break_on_hyphens=False) or [""]
    heads = [lead, *["#"] * len(lines)]
    if len(lead) > 38:
        return f"{lead}\n" + "".join(f"{'#':<40}{line}\n" for line in lines)
    return "".join(f"{head:<40}{line}\n" for head, line in zip(heads, lines, strict=False))


def _takes(records: Records, attribute: Attribute) -> tuple[str, str]:
    if attribute.type == "choice":
        return next(iter(attribute.options), ""), "one of " + ", ".join(attribute.options)
    if attribute.type == "ref":
        return _reference(records, attribute)
    return TAKES[attribute.type]


def _reference(records: Records, attribute: Attribute) -> tuple[str, str]:
    ids = [id for id, entity in records.entities.items() if entity.kind in attribute.to]
    listed = ", ".join(ids[:SHOWN]) + (", …" if len(ids) > SHOWN else "")
    known = f" ({listed})" if ids else ", of which there are none yet"
    return (ids[0] if ids else "ID"), f"the id of one of the {' or '.join(attribute.to)}{known}"
