"""`communique relink`: judge anew which events of a record are one act."""

import typer

from communique.cli.options import Db

__all__ = ["relink"]


def relink(db: Db = None) -> None:
    """Judge anew which events of several documents are one act, as this version of communique does.

    It is of use after communique was brought up to date: documents that were added before were linked by the older
    version. It happens in one step or not at all. Decisions of persons stay and win.

    Examples:

        communique relink

        communique relink --db postgresql://desk@localhost/record
    """
    from communique import service

    with service.open_record(db) as record:
        found = record.relink()
        total = record.count()
        typer.echo(
            f"communique: {record.where}: {total:,} events, {found.links:,} links ({found.made:,} new, "
            f"{found.withdrawn:,} withdrawn)",
            err=True,
        )
