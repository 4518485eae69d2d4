"""Attributes that the tests of the value types share, and what one of their values misses in a passage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from druzhba_kb.model import Attribute, Names
from druzhba_kb.reading import Words
from druzhba_kb.values import TYPES

NONE = Names()
ATTRIBUTES = {
    "text": Attribute("aim", "Aim", "text"),
    "integer": Attribute("edition", "Edition", "integer", single=True),
    "quantity": Attribute("crew", "Crew", "quantity", unit="sailors"),
    "money": Attribute("price", "Price", "money"),
    "date": Attribute("start", "Start", "date", single=True),
    "coordinates": Attribute("position", "Position", "coordinates"),
    "url": Attribute("website", "Website", "url"),
    "choice": Attribute(
        "status", "Status", "choice", options={"planned": ("to be held",), "held": ("was held", "took place")}
    ),
    "ref": Attribute("harbour", "Harbour", "ref", to=("places",)),
}
GOOD = {
    "text": ["training in the hills", "2018", "NO"],
    "integer": ["3", "-4", "1400"],
    "quantity": ["70", "~200", ">=50", "<=9", ">1400", "<5", "50-70", "70.5"],
    "money": ["5e9 USD", "~5e9 USD", "62e9 EUR", "1500 GBP", "1.5e6 USD", "1e9-2e9 USD"],
    "date": [
        "2018",
        "2018-10",
        "2018-10-22",
        "2016-09-23~",
        "2018?",
        "2018-10%",
        "2018-10-21/2018-11-04",
        "../2018",
        "2018/..",
        "/2018",
        "2018/",
        "201X",
        "20XX",
        "2018-XX",
        "2018-10-XX",
        "2018-XX-XX",
        "2018-21",
        "2018-24",
        "-0043",
        "-0043-03-15",
        "Y17000",
        "Y-17000",
        "0000",
        "2018-23/2019",
        "2018-10-21/2018-11-04~",
        "9999-12-31~",
        "0001-01-01~",
    ],
    "coordinates": ["33.95, 72.61", "-33.5, -70", "0, 0", "90, 180"],
    "url": [
        "https://example.org/",
        "http://example.org:8080/a?b=c#d",
        "https://пример.рф/путь",
        "http://[2001:db8::1]/",
    ],
    "choice": ["planned", "held"],
    "ref": ["pabbi", "port-2-b"],
}


def missing(name: str, value: str, *passages: str, names: Names = NONE, inferred: Collection[str] = ()) -> list[str]:
    """Return what the passages do not give of a value of the type's own attribute."""
    return missing_of(ATTRIBUTES[name], value, *passages, names=names, inferred=inferred)


def missing_of(
    attribute: Attribute, value: str, *passages: str, names: Names = NONE, inferred: Collection[str] = ()
) -> list[str]:
    """Return what the passages do not give of a value of an attribute."""
    words = [Words(passage) for passage in passages]
    return TYPES[attribute.type].missing(value, inferred, words, attribute, names)


def counting(unit: str | None, *unit_words: str) -> Attribute:
    """Return an attribute of type quantity that counts a unit."""
    return replace(ATTRIBUTES["quantity"], unit=unit, unit_words=unit_words)
