"""`communique add`: documents coded, kept in a record and linked with what is there."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from communique.cli.code import count_files, read_files
from communique.cli.options import Db
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.record import Added

__all__ = ["add"]

FEW = 8


def add(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Texts, Markdown, web pages, PDFs, JSONL, folders of these; - is standard input."
        ),
    ],
    db: Db = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Reference date of all documents, as 2024-05-16. Default: what each tells."),
    ] = None,
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="Source of all documents. Default: what each tells.")
    ] = "",
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes that code. Default: one a core.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the summary as JSON to standard output.")] = False,
) -> None:
    """Code documents and keep them in a record, with their events and what links these to events of other documents.

    The record is made where there is none. Adding a document again changes nothing; a corrected version of a page (the
    same address, else the same identifier, else the same path) takes the place of the old one, which is kept. What
    cannot be read or coded gives one line on standard error, the rest is added, and the exit code is 1. A run that was
    broken off goes on where it was when it is started again.

    Examples:

        communique add press/

        communique add readout.html --source "Kremlin" --published 2024-05-16

        communique add dispatches.jsonl --db postgresql://desk@localhost/record --workers 4

        COMMUNIQUE_DB=desk.db communique add press/
    """
    from communique import service

    day = service.parse_day(published)
    total = count_files(files)
    cores = workers or service.count_cores()
    if workers is None and total is not None and total < FEW:
        cores = 1
    started = time.monotonic()
    tally = Tally()
    with service.open_record(db, create=True) as record:
        told = service.tell_migration(record)
        if told:
            typer.echo(f"communique: {told}", err=True)
        results = service.add_documents(read_files(files, day, source), record, workers=cores, report=_tell)
        for result in _show_progress(results, lambda: total):
            tally.count(result)
        where = record.where
    if as_json:
        typer.echo(tally.to_json(where, time.monotonic() - started))
    else:
        typer.echo(tally.tell(where), err=True)
    if tally.failed:
        raise typer.Exit(1)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` writes."""

    record: str
    documents: dict[str, int]
    events: int
    links: int
    failures: list[str]
    seconds: float


class Tally:
    """What became of the documents."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.events = 0
        self.links = 0
        self.failed: list[CommuniqueError] = []

    def count(self, result: "Added | CommuniqueError") -> None:
        """Count one; what failed is told at once."""
        if isinstance(result, CommuniqueError):
            self.failed.append(result)
            _tell(str(result))
            return
        self.outcomes[result.outcome] += 1
        if result.outcome != "same":
            self.events += result.events
            self.links += result.links

    def tell(self, where: str) -> str:
        """Tell it in a sentence."""
        names = (("new", "new"), ("correction", "corrected"), ("recoded", "coded anew"), ("same", "the same as before"))
        parts = [f"{self.outcomes[key]:,} {name}" for key, name in names if self.outcomes[key]]
        parts += [f"{len(self.failed):,} failed"] if self.failed else []
        total = sum(self.outcomes.values()) + len(self.failed)
        documents = f"{total:,} {'document' if total == 1 else 'documents'}"
        return f"communique: {where}: {documents} ({', '.join(parts)}), {self.events:,} events, {self.links:,} links"

    def to_json(self, where: str, seconds: float) -> str:
        """Tell it for programs."""
        names = ("new", "correction", "recoded", "same")
        summary = Summary(
            record=where,
            documents={name: self.outcomes[name] for name in names} | {"failed": len(self.failed)},
            events=self.events,
            links=self.links,
            failures=list(map(str, self.failed)),
            seconds=round(seconds, 3),
        )
        return msgspec.json.encode(summary).decode()


def _show_progress(
    results: "Iterable[Added | CommuniqueError]", count: Callable[[], int | None]
) -> "Iterator[Added | CommuniqueError]":
    from communique.cli.progress import track

    yield from track(results, count, label="adding") if sys.stderr.isatty() else results


def _tell(line: str) -> None:
    typer.echo(f"communique: {line}", err=True)
