"""Datasets out of a record."""

from pathlib import Path
from typing import TYPE_CHECKING

from communique.model import Query

if TYPE_CHECKING:
    from communique.datasets import Written
    from communique.record import Record

__all__ = ["export"]


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

    `name` is "events", "travel", "plover" or "cameo", `format` "csv", "jsonl" or "parquet"; `query` chooses the events,
    `licence` is the SPDX identifier of the licence that the release is given. Raises UsageError for what is none of
    these and for a folder that cannot be written, MissingExtraError for Parquet without pyarrow.
    """
    from communique.datasets import write_dataset

    coder = "; ".join(record.coders()) or "nobody"
    return write_dataset(
        name, record.iterate(query or Query()), Path(folder), format=format, coder=coder, licence=licence
    )
