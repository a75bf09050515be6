"""`communique audit`: the claims of a text, each with the verdict of a record."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from communique.cli.options import Db, Output

if TYPE_CHECKING:
    from io import BufferedReader

    from communique.model.claims import Audit
    from communique.service.auditing import Track

__all__ = ["audit"]


class Shape(StrEnum):
    """What `--format` takes."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


ENDINGS = {".html": Shape.HTML, ".htm": Shape.HTML, ".json": Shape.JSON}


def audit(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="The text: plain text, Markdown, web page or PDF; - reads standard input."),
    ],
    db: Db = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the text was published. Default: what it tells.")
    ] = None,
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="Who published it: what that source tells does not support it.")
    ] = "",
    shape: Annotated[
        Shape | None,
        typer.Option(
            "--format",
            metavar="|".join(Shape),
            help="How the verdicts are written. Default: by the ending of --output, else a table.",
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Check every claim of a text against the record.

    A claim is supported (the record holds what it says), contradicted (the record holds the act with another value) or
    unverified (the record does not tell). Each comes with the acts and sources that decided it. A text without claims
    and an empty record are told in a sentence.

    Examples:

        communique audit review.txt

        communique audit review.txt --db postgresql://localhost/record --output audit.html

        cat review.md | communique audit - --published 2025-01-10

        communique audit speech.pdf --source "foreign ministry" --format json
    """
    from communique import service

    shape = shape or ENDINGS.get(output.suffix.lower() if output else "", Shape.TABLE)
    review = cast("BufferedReader", sys.stdin.buffer) if file == "-" else file
    document = service.read_review(review, published=published, source=source)
    bar = sys.stderr.isatty() and (output is not None or shape is not Shape.TABLE or not sys.stdout.isatty())
    done, empty = service.audit_file(document, db, _tracker() if bar else None)
    if empty:
        typer.echo("communique: the record is empty, so that no claim can be verified", err=True)
    if not done.verdicts:
        typer.echo("communique: the text makes no claim that can be checked", err=True)
    text = _write(done, shape)
    if output is None:
        typer.echo(text)
        return
    service.write_file(output, (text + "\n").encode())


def _tracker() -> "Track":
    from communique.cli.progress import track

    return lambda work, count: track(work, count, label="judging claims")


def _write(done: "Audit", shape: Shape) -> str:
    import msgspec

    from communique import service

    if shape is Shape.JSON:
        return msgspec.json.format(msgspec.json.encode(service.audit_rows(done)), indent=1).decode()
    if shape is Shape.HTML:
        return service.audit_page(done)
    from communique.cli.audit_table import tell_audit

    return tell_audit(done)
