"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["By", "Db", "Note", "Output"]

Db = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The record: path of an SQLite file or SQLAlchemy URL. Default: `COMMUNIQUE_DB`, else communique.db.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="File to write to. Default: standard output.")
]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; the name is kept.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why; the note is kept.")]
