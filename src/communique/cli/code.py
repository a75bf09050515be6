"""`communique code`: the events of texts, pages, PDFs, transcripts and JSONL."""

import datetime
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from communique.errors import ReadingError
from communique.model import Document

if TYPE_CHECKING:
    from io import BufferedReader

    from communique.service import Coded, Explanation

__all__ = ["Format", "code", "count_files", "read_files"]


T = TypeVar("T")


class Format(StrEnum):
    """What `--format` takes."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def code(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Texts, Markdown, web pages, PDFs, JSONL, folders of these; - is standard input."
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Reference date of all documents, as 2024-05-16. Default: what each tells."),
    ] = None,
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="Source of all documents. Default: what each tells.")
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", metavar="|".join(Format), help="How the events are written.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="File to write to. Default: standard output.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why: the grounds of every field, and what was considered besides.")
    ] = False,
) -> None:
    """Code the events that documents report.

    Each event comes with its evidence; JSONL has the characters that prove every field. A document that cannot be
    read gives one line on standard error, the rest is coded, and the exit code is 1.

    Examples:

        communique code readout.txt

        communique code press/ --format jsonl --output events.jsonl

        communique code page.html --published 2024-05-16 --format csv

        curl -s https://example.org/news | communique code -

        communique code readout.txt --explain

        communique code readout.txt --explain --format jsonl
    """
    from communique.cli.formats import write
    from communique.service import parse_day

    failures: list[ReadingError] = []
    outcomes = read_files(files, parse_day(published), source)
    bar = sys.stderr.isatty() and (output is not None or form is Format.TABLE or not sys.stdout.isatty())
    many = (lambda: count_files(files)) if bar else None
    if explain:
        from communique.cli.explanation import write_explanations

        write_explanations(_explain_all(outcomes, failures, many), form.value, output)
    else:
        write(_code_all(outcomes, failures, many), form.value, output)
    if failures:
        typer.echo(f"communique: {len(failures)} could not be read", err=True)
        raise typer.Exit(1)


def read_files(files: list[str], published: datetime.date | None, source: str) -> Iterator[Document | ReadingError]:
    """Read the documents of files, folders and, for `-`, of standard input."""
    from communique import service

    for file in files:
        if file == "-":
            yield from service.read_stream(cast("BufferedReader", sys.stdin.buffer), published=published, source=source)
        else:
            yield from service.read(file, published=published, source=source)


def _code_all(
    outcomes: Iterator[Document | ReadingError], failures: list[ReadingError], count: Callable[[], int | None] | None
) -> Iterator["Coded"]:
    """Code the documents; each that cannot be read is told at once and kept in `failures`."""
    from communique.service import code_documents

    return _tell_failures(code_documents(outcomes), failures, count)


def _explain_all(
    outcomes: Iterator[Document | ReadingError], failures: list[ReadingError], count: Callable[[], int | None] | None
) -> Iterator["Explanation"]:
    """Code the documents with what was considered."""
    from communique.service import explain_document

    results = (explain_document(one) if isinstance(one, Document) else one for one in outcomes)
    return _tell_failures(results, failures, count)


def _tell_failures(
    results: Iterator[T | ReadingError], failures: list[ReadingError], count: Callable[[], int | None] | None
) -> Iterator[T]:
    """Pass on what succeeds, with a bar where `count` is given; each failure is told at once and kept."""
    from communique.cli.progress import track

    for result in track(results, count, label="coding") if count else results:
        if isinstance(result, ReadingError):
            failures.append(result)
            typer.echo(f"communique: {result}", err=True)
        else:
            yield result


def count_files(files: list[str]) -> int | None:
    """Count the documents of files at most; None where standard input is among them."""
    from communique import service

    return None if "-" in files else sum(map(service.count, files))
