"""What look-ups can ask for: the options that several commands share, and the query that they make."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.model import Query

__all__ = [
    "Between",
    "Conflict",
    "Decision",
    "Form",
    "From",
    "Limit",
    "Listing",
    "Order",
    "Place",
    "Source",
    "Sources",
    "Status",
    "Text",
    "Title",
    "To",
    "Type",
    "Who",
    "Year",
    "read_query",
]


class Listing(StrEnum):
    """What `--format` of a look-up takes."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Order(StrEnum):
    """What `--order` takes."""

    DATE = "date"
    NEWEST = "newest"
    SOURCES = "sources"


Who = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Takes part: CHN, France, “Xi Jinping”, “the French president”; repeatable.",
    ),
]
Between = Annotated[
    tuple[str, str] | None, typer.Option(metavar="NAME NAME", help="Both take part, as in --between CHN RUS.")
]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="A type: visit, meeting …; repeatable."),
]
Form = Annotated[list[str] | None, typer.Option(metavar="FORM", help="A form: signed, expelled …; repeatable.")]
Status = Annotated[
    list[str] | None, typer.Option(metavar="STATUS", help="occurred, planned, cancelled or denied; repeatable.")
]
Place = Annotated[str, typer.Option(metavar="NAME", help="Where it took place: a state, region or city.")]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="From this day, month or year on.")]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="Until the end of this day, month or year.")]
Year = Annotated[str, typer.Option(metavar="YEAR", help="In this year (or month, or on this day).")]
Title = Annotated[str, typer.Option(metavar="WORDS", help="All these words stand in the title.")]
Text = Annotated[str, typer.Option(metavar="WORDS", help="All these words stand in the evidence or the title.")]
Source = Annotated[str, typer.Option(metavar="TEXT", help="A part of the name of a source that tells it.")]
Sources = Annotated[int, typer.Option(metavar="N", min=0, help="At least so many sources tell it.")]
Conflict = Annotated[
    bool | None, typer.Option("--conflict/--no-conflict", help="Sources disagree on a field, or none do.")
]
Decision = Annotated[
    str, typer.Option(metavar="WORD", help="What a person made of it: accepted, corrected or rejected.")
]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")]


def read_query(
    *,
    who: list[str] | None,
    between: tuple[str, str] | None,
    types: list[str] | None,
    forms: list[str] | None,
    statuses: list[str] | None,
    place: str,
    since: str,
    until: str,
    year: str,
    title: str,
    text: str,
    source: str,
    sources: int,
    conflict: bool | None,
    decision: str,
) -> "Query":
    """Make the query of options as they were given. Raises UsageError for what means nothing."""
    from communique.service import make_query

    return make_query(
        who=who or (),
        between=between or (),
        types=types or (),
        forms=forms or (),
        statuses=statuses or (),
        place=place,
        since=since,
        until=until,
        year=year,
        title=title,
        text=text,
        source=source,
        least_sources=sources,
        conflict=conflict,
        decision=decision,
    )
