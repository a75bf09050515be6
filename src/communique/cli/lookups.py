"""`communique events` and `communique documents`: look things up in a record."""

import csv
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer

from communique.cli.filters import (
    Between,
    Conflict,
    Decision,
    Form,
    From,
    Limit,
    Listing,
    Order,
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
from communique.cli.formats import open_output
from communique.cli.options import Db, Output
from communique.model.views import FlatEvent, flatten, view

if TYPE_CHECKING:
    from communique.model import Document, MergedEvent

__all__ = ["documents", "events"]

FormatOption = Annotated[
    Listing, typer.Option("--format", metavar="|".join(Listing), help="How the answer is written.")
]


def events(
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
    order: Annotated[
        Order, typer.Option(metavar="|".join(Order), help="By date, the newest first, or most sources first.")
    ] = Order.DATE,
    limit: Limit = None,
    listing: FormatOption = Listing.TABLE,
    output: Output = None,
) -> None:
    """List the events of a record that fit all that is asked for, each act once, whoever tells it.

    Names mean what they meant at the beginning of the time that is asked for. Events that a person rejected are left
    out unless `--decision rejected` asks for them. CSV has a row an event, JSONL every telling with its quote and the
    characters that prove each field.

    Examples:

        communique events --between CHN RUS --type meeting --year 2024

        communique events --who "Xi Jinping" --type visit --from 2023 --to 2024-06

        communique events --place Geneva --text ceasefire --sources 2

        communique events --conflict --order sources --limit 20

        communique events --who France --format csv --output france.csv
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
    with service.open_record(db) as record, open_output(output) as stream:
        write_events(record.iterate(query, limit=limit, order=order.value), listing, stream)
        for participant in service.who_is_absent(record, query):
            asked = str(participant) if participant.code else participant.name
            typer.echo(
                f"communique: {asked} takes part in no event of this record; "
                f"`communique who {shlex.quote(participant.name or participant.code)}` tells what the name means",
                err=True,
            )


def write_events(found: "Iterable[MergedEvent]", listing: Listing, stream: TextIO) -> None:
    """Write merged events as a table, JSONL or CSV."""
    if listing is Listing.TABLE:
        from communique.cli.tables import write_merged

        write_merged(list(found), stream)
    elif listing is Listing.JSONL:
        for event in found:
            stream.write(msgspec.json.encode(view(event)).decode() + "\n")
    else:
        _write_csv(FlatEvent.__struct_fields__, map(flatten, found), stream)


def documents(
    db: Db = None,
    text: Annotated[
        str, typer.Option(metavar="WORDS", help="All these words stand in the document; “a phrase” as it is.")
    ] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="A part of the source's name.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="A part of the title.")] = "",
    since: From = "",
    until: To = "",
    year: Year = "",
    superseded: Annotated[bool, typer.Option("--superseded", help="Show corrected versions too.")] = False,
    limit: Limit = None,
    listing: FormatOption = Listing.TABLE,
    output: Output = None,
) -> None:
    """List the documents of a record by their publication; bounds of time are days of publication.

    JSONL has the texts and can be read by `communique code` and `communique add` again.

    Examples:

        communique documents --source Kremlin --year 2024

        communique documents --text '"black sea" grain' --format jsonl

        communique documents --text 北京
    """
    from communique import service

    first, last = service.read_period(since, until, year)
    with service.open_record(db) as record, open_output(output) as stream:
        found = record.documents(
            text=text, source=source, title=title, first=first, last=last, superseded=superseded, limit=limit
        )
        if listing is Listing.TABLE:
            from communique.cli.tables import write_documents

            write_documents(found, stream)
        elif listing is Listing.JSONL:
            for document in found:
                stream.write(msgspec.json.encode(document).decode() + "\n")
        else:
            _write_csv(DocumentRow.__struct_fields__, map(_to_row, found), stream)


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document without its text."""

    id: str
    title: str
    source: str
    url: str
    published: str
    published_from: str
    language: str
    path: str
    characters: int


def _to_row(document: "Document") -> DocumentRow:
    return DocumentRow(
        id=document.id,
        title=document.title,
        source=document.source,
        url=document.url,
        published=str(document.published or ""),
        published_from=document.published_from,
        language=document.language,
        path=document.path,
        characters=len(document.text),
    )


def _write_csv(columns: Sequence[str], rows: Iterable[msgspec.Struct], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [getattr(row, column) for column in columns]
        writer.writerow("" if cell is None else str(cell) for cell in cells)
