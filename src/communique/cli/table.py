"""The table of events for people, readable at 80 columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.model import Event, MergedEvent, Place

if TYPE_CHECKING:
    from communique.service import Coded

__all__ = ["shorten", "tell_kind", "tell_place", "tell_who", "write_table"]

LONGEST_QUOTE = 90


def write_table(coded: Iterable["Coded"], stream: TextIO) -> None:
    """Write one table a document: when, what kind, who, and what, where and by which words."""
    console = Console(file=stream, highlight=False)
    for one in coded:
        document = one.document
        dated = f"{document.published} ({document.published_from})" if document.published else "no date"
        heading = " · ".join(
            part for part in (document.title or document.path or document.id, document.source, dated) if part
        )
        console.print(Text(heading, style="bold"))
        if one.events:
            console.print(_make_table(one.events))
        else:
            console.print("  no events\n")


def _make_table(events: Iterable[Event]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Date", width=11, overflow="fold")
    table.add_column("Event", width=14)
    table.add_column("Who", ratio=3)
    table.add_column("What, where, by which words", ratio=4)
    for event in events:
        table.add_row(event.date, tell_kind(event), tell_who(event), _tell_what(event))
    return table


def tell_kind(event: Event | MergedEvent) -> Text:
    """Tell type, form and status."""
    told = Text(event.type, style="cyan")
    if event.form:
        told.append(f"\n{event.form}", style="default")
    if event.status != "occurred":
        told.append(f"\n{event.status}", style="yellow")
    return told


def tell_who(event: Event | MergedEvent) -> Text:
    """Tell actors and targets."""
    told = Text(", ".join(map(str, event.actors)))
    if event.targets:
        told.append(" → ", style="dim").append(", ".join(map(str, event.targets)))
    return told


def _tell_what(event: Event) -> Text:
    counted = f"×{event.count}" if event.count is not None else ""
    head = " · ".join(part for part in (event.title, counted, tell_place(event.place)) if part)
    quote = shorten(event.evidence.text)
    return Text(f"{head}\n" if head else "").append(f"“{quote}”", style="dim")


def shorten(quote: str) -> str:
    """Cut a quote to a length for tables."""
    quote = " ".join(quote.split())
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1].rstrip() + "…"


def tell_place(place: Place) -> str:
    """Tell city, country and region."""
    return ", ".join(part for part in (place.city, place.country, place.region) if part)
