"""Parquet with nested columns; needs the extra `parquet`."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec

from communique.cli.rows import EventRow
from communique.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["write_parquet"]

BATCH = 10_000


def write_parquet(rows: Iterable[EventRow], output: Path) -> None:
    """Write rows in batches of 10,000, participants as lists, evidence and provenance as structs.

    Raises MissingExtraError without pyarrow and UsageError for a file that cannot be written.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet") from error
    schema = _make_schema(pyarrow)
    try:
        writer = pyarrow.parquet.ParquetWriter(output, schema)
    except OSError as error:
        raise UsageError(f"cannot be written: {error}", path=str(output)) from error
    with writer:
        batch: list[dict[str, object]] = []
        for row in rows:
            batch.append(msgspec.to_builtins(row, builtin_types=(datetime.date,)))
            if len(batch) == BATCH:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
                batch.clear()
        if batch:
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _make_schema(arrow: "ModuleType") -> "pyarrow.Schema":
    text = arrow.string()
    span = arrow.struct([("start", arrow.int32()), ("end", arrow.int32()), ("text", text)])
    provenance = arrow.struct([("field", text), ("value", text), ("span", span), ("reason", text)])
    place = arrow.struct([("country", text), ("city", text), ("region", text)])
    special = {
        "actors": arrow.list_(text),
        "targets": arrow.list_(text),
        "place": place,
        "count": arrow.int64(),
        "evidence": span,
        "provenance": arrow.list_(provenance),
        "published": arrow.date32(),
    }
    schema: pyarrow.Schema = arrow.schema([(name, special.get(name, text)) for name in EventRow.__struct_fields__])
    return schema
