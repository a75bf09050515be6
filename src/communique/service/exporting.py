"""Datasets out of a record."""

from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import UsageError
from communique.model import Query

if TYPE_CHECKING:
    from communique.datasets import Written
    from communique.record import Record

__all__ = ["export", "write_file"]


def export(
    record: "Record",
    name: str,
    folder: str | Path,
    *,
    format: str = "csv",
    query: Query | None = None,
    licence: str = "CC-BY-4.0",
) -> "Written":
    """Write a dataset of a record to `folder`, with a `datapackage.json` that says how to cite it.

    Tables that the folder has already stay in the descriptor. `name` is "events", "travel", "plover" or "cameo",
    `format` "csv", "jsonl" or "parquet"; `query` chooses the events, `licence` is the SPDX identifier of the licence
    that the release is given. Raises UsageError for what is none of these and for a folder that cannot be written or
    has a descriptor by others, MissingExtraError for Parquet without pyarrow.
    """
    from communique.datasets import write_dataset

    coder = "; ".join(record.coders()) or "nobody"
    return write_dataset(
        name, record.iterate(query or Query()), Path(folder), format=format, coder=coder, licence=licence
    )


def write_file(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all. Raises UsageError for one that cannot be written."""
    from communique.datasets import replacing

    try:
        with replacing(path) as fresh:
            fresh.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=str(path)) from error
