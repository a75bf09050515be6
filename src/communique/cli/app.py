"""The program `communique`: its commands and what they share."""

import sys
from typing import Annotated

import typer

from communique import __version__
from communique.cli.add import add
from communique.cli.audit import audit
from communique.cli.code import code
from communique.cli.curate import curate
from communique.cli.evaluate import evaluate
from communique.cli.export import export
from communique.cli.knowledge import knowledge
from communique.cli.lookups import documents, events
from communique.cli.relink import relink
from communique.cli.reports import commitments, review, sheet
from communique.cli.show import show
from communique.cli.who import who

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(code)
app.command()(add)
app.command()(events)
app.command()(documents)
app.command()(show)
app.add_typer(curate, name="curate")
app.command()(relink)
app.command()(review)
app.command()(audit)
app.command()(sheet)
app.command()(commitments)
app.command()(export)
app.command()(evaluate)
app.command()(who)
app.add_typer(knowledge, name="knowledge")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def communique(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Coded, cited events out of diplomatic texts.

    Output for machines goes to standard output, everything else to standard error. Exit codes: 0 done, 1 some inputs
    failed and are listed, 2 wrong usage.
    """


def main() -> None:
    """Run the program and leave with its exit code."""
    from communique.errors import CommuniqueError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
