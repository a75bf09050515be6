"""`communique review`, `sheet` and `commitments`: what the record tells, written out."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import Db, Output
from communique.cli.progress import working

if TYPE_CHECKING:
    from communique.reports.commitments import Commitment
    from communique.reports.content import Report

__all__ = ["commitments", "review", "sheet"]


class Form(StrEnum):
    """What `--format` takes."""

    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


class ListForm(StrEnum):
    """What `--format` of a list takes."""

    TABLE = "table"
    JSON = "json"


First = Annotated[str, typer.Option("--from", metavar="DATE", help="First day, as 2024-01-01. Default: open.")]
Last = Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, as 2024-12-31. Default: open.")]
Year = Annotated[int | None, typer.Option(metavar="YEAR", help="A whole year, in place of --from and --to.")]
Format = Annotated[
    Form | None, typer.Option("--format", help="Default: what the name of --output tells, else markdown.")
]
Templates = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Sections, sentences, page and style of your own (docs/reports.md)."),
]
Charts = Annotated[
    bool, typer.Option("--charts/--no-charts", help="Draw charts in HTML, PDF and DOCX (needs the extra reports).")
]


def review(
    about: Annotated[
        list[str],
        typer.Option(
            "--about",
            metavar="WHO",
            help="A state, leader, organisation or region by code or name; twice, or as 'CHN RUS', for a pair.",
        ),
    ],
    first: First = "",
    last: Last = "",
    year: Year = None,
    db: Db = None,
    form: Format = None,
    output: Output = None,
    templates: Templates = None,
    charts: Charts = True,
) -> None:
    """Write the review of a period from the record, with a reference behind every statement.

    Sections follow from what the record holds: travel, guests, gatherings, partners, relations, initiatives,
    instruments, pledges and what became of them, mediation, plans, and where sources disagree. A record without such
    events gives one sentence that says so, and the exit code is 0.

    Examples:

        communique review --about CHN --year 2024 --output china-2024.html

        communique review --about "Xi Jinping" --from 2024-01-01 --to 2024-06-30

        communique review --about "CHN RUS" --year 2024 --format json --db postgresql://localhost/record

        communique review --about "region:Central Asia" --year 2024 --output asia.pdf --templates my-templates
    """
    from communique import service

    made = service.form_of(output, form)
    with working("writing the review"):
        report = service.review(
            about,
            year=year,
            first=first or None,
            last=last or None,
            db=db,
            templates=templates,
            charts=charts and _has_pictures(made),
        )
        content = report.render(made, templates=templates)
    _write(report, content, made, output)


def sheet(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A state or organisation, by code or name.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other party.")],
    first: First = "",
    last: Last = "",
    year: Year = None,
    db: Db = None,
    form: Format = None,
    output: Output = None,
    templates: Templates = None,
    charts: Charts = True,
) -> None:
    """Write everything between two parties in order of time: where relations stand, the last meeting, open pledges.

    Examples:

        communique sheet CHN RUS

        communique sheet France Germany --from 2020-01-01 --output sheet.html
    """
    from communique import service

    made = service.form_of(output, form)
    with working("writing the sheet"):
        report = service.sheet(
            one,
            other,
            year=year,
            first=first or None,
            last=last or None,
            db=db,
            templates=templates,
            charts=charts and _has_pictures(made),
        )
        content = report.render(made, templates=templates)
    _write(report, content, made, output)


def commitments(
    by: Annotated[str, typer.Option(metavar="WHO", help="Only what this party pledged.")] = "",
    to: Annotated[str, typer.Option(metavar="WHO", help="Only what this party is to receive.")] = "",
    status: Annotated[
        str, typer.Option(metavar="STATUS", help="met, progress, open, overdue, withdrawn or unknown.")
    ] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DATE", help="Judge them on this day. Default: the day of the latest document.")
    ] = "",
    db: Db = None,
    form: Annotated[ListForm, typer.Option("--format", help="How to write them.")] = ListForm.TABLE,
) -> None:
    """List pledges and programmes with target, deadline, reported progress and status.

    The status says what the record holds: a target reported as reached is met, a deadline that has passed without
    such a report is overdue.

    Examples:

        communique commitments --by CHN

        communique commitments --to "region:Africa" --status overdue --as-of 2024-12-31 --format json
    """
    from communique import service

    found = service.commitments(by=by, to=to, status=status, as_of=as_of or None, db=db)
    if form is ListForm.JSON:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
    elif found:
        _show(found)
    if not found:
        typer.echo("communique: the record holds no such commitments", err=True)


def _has_pictures(form: str) -> bool:
    return form in (Form.HTML, Form.PDF, Form.DOCX)


def _write(report: "Report", content: bytes, form: str, output: Path | None) -> None:
    from communique import service
    from communique.errors import UsageError

    if output is None and form in (Form.PDF, Form.DOCX) and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal", hint="give --output FILE")
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        service.write_file(output, content)
    if not report.appendix:
        typer.echo(f"communique: {report.lead[0].text}", err=True)


def _show(found: "Sequence[Commitment]") -> None:
    """Write a table: who, what, target, deadline, progress, status."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from communique import service

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for column in ("Date", "Who", "What", "Target", "Due", "Reported", "Status"):
        table.add_column(column, overflow="fold")
    for row in service.list_commitments(found):
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
