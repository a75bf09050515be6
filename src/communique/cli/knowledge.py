"""`communique knowledge`: look after the tables and add rows of one's own."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["knowledge"]

knowledge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Look after the tables of states, offices, organisations and gatherings.",
)


@knowledge.command()
def check() -> None:
    """Look for cross-file faults in the tables, those of the overlay folder included.

    Faults are overlapping tenures of one office, an office of no state, a demonym of two states, a member before the
    accession and the like. Each gives one line on standard output, and the exit code is then 1.

    Examples:

        communique knowledge check

        COMMUNIQUE_KNOWLEDGE_OVERLAY=my-tables communique knowledge check
    """
    from communique import service

    faults = service.check_knowledge()
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(f"communique: {len(faults) or 'no'} faults", err=True)
    if faults:
        raise typer.Exit(1)


@knowledge.command()
def counts(as_json: Annotated[bool, typer.Option("--json", help="Write the counts as JSON.")] = False) -> None:
    """Count the rows of every table, those of the overlay folder included.

    Examples:

        communique knowledge counts

        communique knowledge counts --json
    """
    import msgspec

    from communique import service

    numbers = service.count_knowledge()
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(numbers), indent=1))
        return
    for table, number in numbers.items():
        typer.echo(f"{table:14}{number:7,}")


@knowledge.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with a header of the table's columns.")],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Overlay folder; made where it is lacking.")],
    table: Annotated[
        str, typer.Option(metavar="TABLE", help="The table. Default: by the file's name, else by its columns.")
    ] = "",
) -> None:
    """Add rows to a table of an overlay folder, after checking each row and the tables as a whole.

    With a fault nothing is written and the exit code is 1. The folder counts once the variable
    `COMMUNIQUE_KNOWLEDGE_OVERLAY` names it.

    Examples:

        communique knowledge add tenures.csv --to my-tables

        communique knowledge add new-venues.csv --to my-tables --table venues
    """
    from communique import service

    added = service.add_knowledge(file, to, table=table)
    known = f", {added.known} were there already" if added.known else ""
    typer.echo(f"communique: {added.new} {'row' if added.new == 1 else 'rows'} added to {added.path}{known}", err=True)
