"""Tables of merged events and of documents for people, readable at 80 columns."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.table import shorten, tell_kind, tell_place, tell_who
from communique.model import Document, MergedEvent

__all__ = ["write_documents", "write_merged"]


def write_merged(events: Sequence[MergedEvent], stream: TextIO) -> None:
    """Write one row an event: identifier and date, kind, who, and what, where, by which words and whose."""
    console = Console(file=stream, highlight=False)
    if not events:
        console.print("no events")
        return
    table = _make_table()
    table.add_column("Date, id", width=16, overflow="fold")
    table.add_column("Event", width=14)
    table.add_column("Who", ratio=3)
    table.add_column("What, where, who says so", ratio=4)
    for event in events:
        dated = Text(f"{event.date or 'no date'}\n").append(event.id, style="dim")
        table.add_row(dated, tell_kind(event), tell_who(event), _tell_what(event))
    console.print(table)
    console.print(f"{len(events):,} {'event' if len(events) == 1 else 'events'}")


def write_documents(documents: Sequence[Document], stream: TextIO) -> None:
    """Write one row a document: date, identifier, title, source."""
    console = Console(file=stream, highlight=False)
    if not documents:
        console.print("no documents")
        return
    table = _make_table()
    table.add_column("Published, id", width=16, overflow="fold")
    table.add_column("Title", ratio=3)
    table.add_column("Source", ratio=2, overflow="fold")
    for document in documents:
        dated = Text(f"{document.published or 'no date'}\n").append(document.id, style="dim")
        whence = "\n".join(part for part in (document.source, document.url or document.path) if part)
        table.add_row(dated, Text(document.title), Text(whence))
    console.print(table)
    console.print(f"{len(documents):,} {'document' if len(documents) == 1 else 'documents'}")


def _make_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, show_lines=False, expand=True, pad_edge=False, padding=(0, 1, 0, 0))


def _tell_what(event: MergedEvent) -> Text:
    counted = f"×{event.count}" if event.count is not None else ""
    head = " · ".join(part for part in (event.title, counted, tell_place(event.place)) if part)
    told = Text(f"{head}\n" if head else "")
    told.append(f"“{shorten(event.tellings[0].event.evidence.text)}”", style="dim")
    told.append("\n" + ", ".join(event.sources))
    if event.conflicts:
        told.append("\nsources disagree on " + ", ".join(one.field for one in event.conflicts), style="yellow")
    if event.decision:
        told.append(f"\n{event.decision}", style="green")
    return told
