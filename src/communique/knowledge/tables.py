"""Read the knowledge tables: CSV with a header, comment lines from "#", lists inside a cell parted by "|"."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from communique.errors import KnowledgeError

if TYPE_CHECKING:
    import _csv

__all__ = ["DATA", "read_lines", "read_table", "read_tables"]

DATA = Path(__file__).parent / "data"
Row = TypeVar("Row", bound=msgspec.Struct)


def read_table(path: Path, row_type: type[Row]) -> list[Row]:
    """Read the rows of the table at `path`, each checked against `row_type`; empty cells take the field's default.

    Raises KnowledgeError with the file and line of the first row that breaks the schema.
    """
    fields = msgspec.structs.fields(row_type)
    lists = {field.encode_name for field in fields if isinstance(field.default, tuple) or _is_tuple(field.type)}
    known = {field.encode_name for field in fields}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(_cells(csv.reader(file, strict=True), path, known, lists))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"cannot be read: {error}", path=str(path)) from error
    try:
        return msgspec.convert([row for _, row in rows], list[row_type], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError:
        raise _first_fault(rows, row_type, path) from None


def read_tables(folders: Iterable[Path], name: str, row_type: type[Row]) -> list[Row]:
    """Read the table `name` of every folder, in order; where `name` is a folder itself, all its tables.

    A folder that does not have it adds nothing.
    """
    rows: list[Row] = []
    for folder in folders:
        place = folder / name
        for path in sorted(place.glob("*.csv")) if place.is_dir() else [place] * place.exists():
            rows += read_table(path, row_type)
    return rows


def read_lines(path: Path) -> frozenset[str]:
    """Read a list of one entry a line, without blank lines and comments."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _is_tuple(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _cells(
    reader: "_csv.Reader", path: Path, known: set[str], lists: set[str]
) -> Iterator[tuple[int, dict[str, object]]]:
    header: list[str] = []
    for cells in reader:
        if not cells or cells[0].startswith("#"):
            continue
        if not header:
            header = cells
            if unknown := set(header) - known:
                raise KnowledgeError(f"unknown columns {sorted(unknown)}", path=str(path), line=reader.line_num)
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}"
            raise KnowledgeError(message, path=str(path), line=reader.line_num)
        row: dict[str, object] = {column: cell for column, cell in zip(header, cells, strict=True) if cell}
        for column in lists & row.keys():
            row[column] = tuple(part.strip() for part in str(row[column]).split("|") if part.strip())
        yield reader.line_num, row


def _first_fault(rows: list[tuple[int, dict[str, object]]], row_type: type[Row], path: Path) -> KnowledgeError:
    for line, row in rows:
        try:
            msgspec.convert(row, row_type, strict=False)
        except msgspec.ValidationError as error:
            return KnowledgeError(str(error), path=str(path), line=line)
    return KnowledgeError("breaks its schema", path=str(path))
