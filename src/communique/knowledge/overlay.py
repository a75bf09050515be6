"""The tables by name, how many rows they have, and rows of one's own in a folder that lies over the package's."""

import csv
import shutil
import tempfile
from pathlib import Path

import msgspec

from communique.errors import KnowledgeError
from communique.knowledge.check import Fault, check
from communique.knowledge.entries import (
    City,
    Edition,
    Executive,
    Homonym,
    Instrument,
    Level,
    Membership,
    Organisation,
    Outlet,
    Person,
    Province,
    Region,
    Seat,
    Series,
    State,
    StateName,
    Tenure,
    Title,
    Venue,
)
from communique.knowledge.tables import DATA, read_table, read_tables
from communique.knowledge.world import Knowledge

__all__ = ["FOLDERS", "TABLES", "Added", "add_rows", "columns_of", "count_rows", "files_of"]

TABLES: dict[str, type[msgspec.Struct]] = {
    "states": State, "state_names": StateName, "seats": Seat, "venues": Venue, "provinces": Province, "cities": City,
    "towns": City, "regions": Region, "organisations": Organisation, "memberships": Membership, "people": Person,
    "tenures": Tenure, "titles": Title, "executives": Executive, "gatherings": Series, "editions": Edition,
    "instruments": Instrument, "levels": Level, "homonyms": Homonym,
    "outlets": Outlet,
}  # fmt: skip
FOLDERS = frozenset({"people", "tenures"})
OWN = "own.csv"


class Added(msgspec.Struct, frozen=True):
    """The outcome of an addition: the table, the file written, rows that were new and rows that stood there already."""

    table: str
    path: str
    new: int
    known: int


def columns_of(table: str) -> tuple[str, ...]:
    """List the columns of a table, in the order of the package's file."""
    known = {field.encode_name for field in msgspec.structs.fields(TABLES[table])}
    header = _read_cells(files_of(table)[0])[0]
    return (*header, *sorted(known - set(header)))


def required_of(table: str) -> frozenset[str]:
    """List the columns that may not be empty."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(TABLES[table]) if field.required)


def files_of(table: str, folder: Path = DATA) -> list[Path]:
    """List the files of a table in one folder: one, or several where the table is a folder itself."""
    if table in FOLDERS:
        return sorted((folder / table).glob("*.csv"))
    return [path for path in (folder / f"{table}.csv",) if path.exists()]


def count_rows(*folders: Path) -> dict[str, int]:
    """Count the rows of every table over the folders."""
    return {
        table: len(read_tables(folders, table if table in FOLDERS else f"{table}.csv", kind))
        for table, kind in TABLES.items()
    }


def find_table(path: Path) -> str:
    """Tell which table the rows of a file belong to: by its name, else by its columns. Raises KnowledgeError."""
    if path.stem in TABLES:
        return path.stem
    header = set(_read_cells(path)[0])
    fits = [table for table in TABLES if required_of(table) <= header <= set(columns_of(table))]
    exact = [table for table in fits if header == set(columns_of(table))]
    if len(exact or fits) == 1:
        return (exact or fits)[0]
    told = f"the columns {', '.join(sorted(header))} fit " + (", ".join(fits) if fits else "no table")
    raise KnowledgeError(told, path=str(path), hint=f"name the table; there are {', '.join(TABLES)}")


def add_rows(path: Path, folder: Path, *, table: str = "") -> Added:
    """Add the rows of a CSV file to a table of the overlay `folder`, which is made where it is lacking.

    Every row is checked against the schema, and the tables as a whole against cross-file faults; with a fault nothing
    is written. Raises KnowledgeError that tells the first faults.
    """
    table = table or find_table(path)
    if table not in TABLES:
        raise KnowledgeError(f"there is no table {table!r}", hint=f"there are {', '.join(TABLES)}")
    read_table(path, TABLES[table])
    target = folder / table / OWN if table in FOLDERS else folder / f"{table}.csv"
    known = _read_rows(target) if target.exists() else []
    new = [row for row in _read_rows(path) if row not in known]
    if faults := _new_faults(folder, target.relative_to(folder), known + new, table):
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise KnowledgeError("; ".join(map(str, faults[:3])) + more, path=str(path))
    _write_rows(target, known + new, table)
    return Added(table, str(target), len(new), len(_read_rows(path)) - len(new))


def _new_faults(folder: Path, target: Path, rows: list[dict[str, str]], table: str) -> list[Fault]:
    """List the cross-file faults that the rows would bring, beyond those that are there already."""
    with tempfile.TemporaryDirectory() as place:
        trial = Path(place) / "overlay"
        if folder.exists():
            shutil.copytree(folder, trial)
        else:
            trial.mkdir()
        before = check(Knowledge(DATA, trial))
        _write_rows(trial / target, rows, table)
        return [fault for fault in check(Knowledge(DATA, trial)) if fault not in before]


def _read_cells(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = [cells for cells in csv.reader(file) if cells and not cells[0].startswith("#")]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"cannot be read: {error}", path=str(path)) from error
    if not lines:
        raise KnowledgeError("has no header", path=str(path))
    return lines


def _read_rows(path: Path) -> list[dict[str, str]]:
    header, *lines = _read_cells(path)
    return [{column: cell for column, cell in zip(header, cells, strict=True) if cell} for cells in lines]


def _write_rows(path: Path, rows: list[dict[str, str]], table: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns_of(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
