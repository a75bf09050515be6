"""The data of reports: words, templates, sections, outlines and places, each file with its source.

A folder of the user's own can replace files, or single entries of those that are tables of entries.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from communique.errors import ReportError

__all__ = ["FOLDER", "City", "coordinates", "load_yaml", "neighbours", "read_rows"]

FOLDER = Path(__file__).parent
T = TypeVar("T")
Row = TypeVar("Row", bound=msgspec.Struct)


def load_yaml(name: str, kind: type[T], folder: Path = FOLDER) -> T:
    """Read the file `name` as `kind`. Raises ReportError that names the file and the place at fault."""
    path = folder / name
    try:
        return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise ReportError(str(error), path=str(path), hint="docs/reports.md shows the form") from error


def read_rows(name: str, kind: type[Row]) -> list[Row]:
    """Read a table of the package: CSV with a header, its source in a first line from "#"."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return msgspec.convert(list(rows), list[kind], strict=False)  # type: ignore[valid-type]


class Border(msgspec.Struct, frozen=True):
    """Two states that share a land border."""

    one: str
    other: str


class City(msgspec.Struct, frozen=True):
    """Where a city lies, in degrees north and east."""

    name: str
    code: str
    latitude: float
    longitude: float


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Give the land neighbours of every state that has some (Natural Earth)."""
    found: dict[str, set[str]] = defaultdict(set)
    for border in read_rows("neighbours.csv", Border):
        found[border.one].add(border.other)
        found[border.other].add(border.one)
    return {code: frozenset(others) for code, others in found.items()}


@cache
def coordinates() -> dict[tuple[str, str], City]:
    """Give the place of every city that is known, by the state's code and the city's name (GeoNames)."""
    return {(city.code, city.name): city for city in read_rows("coordinates.csv", City)}
