"""`communique who`: what a name or an office means on a day, and why."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.knowledge.identities import Identity

__all__ = ["who"]


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an office, as a text would write it.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="The day, month or year of the text. Default: today.")] = "",
    context: Annotated[str, typer.Option(metavar="TEXT", help="The sentence around the name.")] = "",
    home: Annotated[
        str, typer.Option(metavar="CODE", help="State of the source, whose president is “the president”.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Write the answer as JSON.")] = False,
) -> None:
    """Tell what a name or an office means on a day, and why.

    What the tables do not know is said to be unknown and keeps its name; the exit code is 0.

    Examples:

        communique who "the French president" --on 2011-05-01

        communique who Georgia --context "Voters in Georgia and Arizona decide."

        communique who "the president" --home KEN --on 2013-06 --json
    """
    import msgspec

    from communique import service

    found = service.identify(name, on=on or datetime.date.today().isoformat(), context=context, home=home)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
        return
    for line in _tell(name, found):
        typer.echo(line)


def _tell(name: str, found: "Identity") -> list[str]:
    if found.kind == "unknown":
        return [f"{name}: unknown: {found.reason}"]
    who = f"{found.code}/{found.name}" if found.code and found.kind == "person" else found.name
    pairs = (("who", who), ("kind", found.kind), ("code", found.code), ("name", found.name), ("why", found.reason))
    return [f"{label:5} {value}" for label, value in pairs if value]
