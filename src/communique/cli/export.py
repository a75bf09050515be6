"""`communique export`: datasets out of a record."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.filters import (
    Between,
    Conflict,
    Decision,
    Form,
    From,
    Place,
    Source,
    Sources,
    Status,
    Text,
    Title,
    To,
    Type,
    Who,
    Year,
    read_query,
)
from communique.cli.options import Db

__all__ = ["export"]


class Kind(StrEnum):
    """What `--as` takes."""

    EVENTS = "events"
    TRAVEL = "travel"
    PLOVER = "plover"
    CAMEO = "cameo"


class Format(StrEnum):
    """What `--format` takes."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder to write to; it is made where it is not.")
    ],
    kind: Annotated[Kind, typer.Option("--as", metavar="|".join(Kind), help="Which dataset.")] = Kind.EVENTS,
    format: Annotated[
        Format, typer.Option("--format", metavar="|".join(Format), help="How it is written.")
    ] = Format.CSV,
    licence: Annotated[
        str, typer.Option(metavar="SPDX", help="Licence of the release: CC-BY-4.0, CC0-1.0 …")
    ] = "CC-BY-4.0",
    db: Db = None,
    who: Who = None,
    between: Between = None,
    types: Type = None,
    form: Form = None,
    status: Status = None,
    place: Place = "",
    since: From = "",
    until: To = "",
    year: Year = "",
    title: Title = "",
    text: Text = "",
    source: Source = "",
    sources: Sources = 0,
    conflict: Conflict = None,
    decision: Decision = "",
) -> None:
    """Write a dataset of a record that can be cited: a table, and a `datapackage.json` that describes it.

    `events` has a row an act, `travel` a row a traveller and destination with the office held then, `plover` and
    `cameo` a row an act and pair of participants with the codes of these schemes, ISO and Correlates of War. The same
    record gives the same bytes. All columns: docs/datasets.md.

    Examples:

        communique export --output release

        communique export --as travel --who "Xi Jinping" --from 2023 --output xi

        communique export --as cameo --between USA CHN --format parquet --output dyad
    """
    from communique import service

    query = read_query(
        who=who,
        between=between,
        types=types,
        forms=form,
        statuses=status,
        place=place,
        since=since,
        until=until,
        year=year,
        title=title,
        text=text,
        source=source,
        sources=sources,
        conflict=conflict,
        decision=decision,
    )
    with service.open_record(db) as record:
        written = service.export(record, kind, output, format=format, query=query, licence=licence)
    rows = f"{written.rows:,} row{'' if written.rows == 1 else 's'}"
    typer.echo(f"communique: {rows} in {written.path}, described in {written.descriptor}", err=True)
