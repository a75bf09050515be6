"""Writers of coded documents, one a format; all but the table and Parquet write while the coding goes on."""

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from communique.cli.rows import FLAT_COLUMNS, EventRow, to_flat, to_row
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.service import Coded

__all__ = ["open_output", "write"]


def write(coded: Iterable["Coded"], form: str, output: Path | None) -> None:
    """Write the events of documents as `form` to a file or, without one, to standard output.

    Raises UsageError for Parquet without a file and for a file that cannot be written.
    """
    if form == "parquet":
        from communique.cli.parquet import write_parquet

        if output is None:
            raise UsageError("parquet needs a file", hint="give --output events.parquet")
        write_parquet(_make_rows(coded), output)
        return
    with open_output(output) as stream:
        if form == "jsonl":
            for row in _make_rows(coded):
                stream.write(msgspec.json.encode(row).decode() + "\n")
        elif form == "csv":
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(FLAT_COLUMNS)
            writer.writerows(map(to_flat, _make_rows(coded)))
        else:
            from communique.cli.table import write_table

            write_table(coded, stream)


def _make_rows(coded: Iterable["Coded"]) -> Iterator[EventRow]:
    return (to_row(one.document, event) for one in coded for event in one.events)


@contextmanager
def open_output(output: Path | None) -> Iterator[TextIO]:
    """Open a file to write to, or standard output without one. Raises UsageError for one that cannot be written."""
    if output is None:
        yield sys.stdout
        return
    try:
        stream = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=str(output)) from error
    with stream:
        yield stream
