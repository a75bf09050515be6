"""Tables into files, with the descriptor beside them; the same events give the same bytes."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from communique.datasets.catalogue import DATASETS
from communique.datasets.package import Json, Package, describe_package, describe_table
from communique.datasets.replacing import replacing
from communique.datasets.tables import Row, Table
from communique.errors import MissingExtraError, UsageError
from communique.model import MergedEvent

__all__ = ["FORMATS", "Written", "write_dataset"]

FORMATS = ("csv", "jsonl", "parquet")
BATCH = 10_000


class Written(msgspec.Struct, frozen=True):
    """What was written: the table, its number of rows, and the descriptor."""

    path: Path
    rows: int
    descriptor: Path


def write_dataset(
    name: str,
    events: Iterable[MergedEvent],
    folder: Path,
    *,
    format: str = "csv",
    coder: str,
    licence: str = "CC-BY-4.0",
) -> Written:
    """Write the dataset `name` of merged events to `folder`, which is made, and its `datapackage.json` beside it.

    Rows are in order of date, then identifier. Tables that the folder has already stay in the descriptor, in whatever
    order they were written; a file is written as a whole or not at all. `coder` names the coder with its version,
    `licence` is an SPDX identifier. Raises UsageError for an unknown name or format and a folder that cannot be written
    or has a descriptor by others, MissingExtraError for Parquet without pyarrow.
    """
    if name not in DATASETS or format not in FORMATS:
        wrong = f"no dataset {name!r}" if name not in DATASETS else f"no format {format!r}"
        raise UsageError(wrong, hint=f"known are {', '.join(DATASETS)} as {', '.join(FORMATS)}")
    dataset = DATASETS[name]
    ordered = sorted(events, key=lambda event: (event.date or "9999", event.id))
    path, descriptor = folder / f"{name}.{format}", folder / "datapackage.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = _find_others(descriptor, path.name)
        with replacing(path) as fresh:
            rows = WRITERS[format](dataset.table, dataset.rows(ordered), fresh)
        resource = describe_table(
            dataset, ordered, path, format=format, coder=coder, licence=licence, digest=_digest(path)
        )
        with replacing(descriptor) as fresh:
            content = msgspec.json.encode(describe_package([resource, *others]))
            fresh.write_bytes(msgspec.json.format(content, indent=2) + b"\n")
    except OSError as error:
        raise UsageError(f"cannot be written: {error}", path=str(error.filename or folder)) from error
    return Written(path, rows, descriptor)


def _find_others(descriptor: Path, name: str) -> list[Json]:
    """Give what a descriptor says of the other tables that still are in its folder."""
    try:
        package = msgspec.json.decode(descriptor.read_bytes(), type=Package)
    except FileNotFoundError:
        return []
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            "is no descriptor of datasets of communique", path=str(descriptor), hint="choose another folder"
        ) from error
    return [
        one for one in package.resources if one["path"] != name and (descriptor.parent / str(one["path"])).is_file()
    ]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_csv(table: Table, rows: Iterable[Row], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        for row in rows:
            writer.writerow([_to_text(cell) for cell in row])
            count += 1
    return count


def _to_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _write_jsonl(table: Table, rows: Iterable[Row], path: Path) -> int:
    names, count = [column.name for column in table.columns], 0
    with path.open("wb") as file:
        for row in rows:
            file.write(msgspec.json.encode(dict(zip(names, row, strict=True))) + b"\n")
            count += 1
    return count


def _write_parquet(table: Table, rows: Iterable[Row], path: Path) -> int:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet") from error
    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    fields = [pyarrow.field(c.name, kinds[c.type], nullable=not c.required) for c in table.columns]
    schema, count = pyarrow.schema(fields), 0
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows):
            columns = [list(cells) for cells in zip(*batch, strict=True)]
            arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}
