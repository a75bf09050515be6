"""`communique curate`: what persons decide on events, each with name and note."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import By, Db, Note

if TYPE_CHECKING:
    from communique.model import MergedEvent

__all__ = ["curate"]

curate = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Accept, correct, reject, join and split events. Decisions stand beside what the machine says and win.",
)

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Identifiers, as `communique events` shows them.")]


@curate.command()
def accept(ids: Ids, by: By, note: Note = "", db: Db = None) -> None:
    """Say that events are right.

    Examples:

        communique curate accept 4fa34f66f75ba44f --by "Ana Lima" --note "seen the signed copy"
    """
    from communique import service

    with service.open_record(db) as record:
        _tell(record.accept(*ids, by=by, note=note))


@curate.command()
def reject(ids: Ids, by: By, note: Note = "", db: Db = None) -> None:
    """Say that these are no events: look-ups leave them out unless asked for rejected ones.

    Examples:

        communique curate reject 4fa34f66f75ba44f --by "Ana Lima" --note "a film is described"
    """
    from communique import service

    with service.open_record(db) as record:
        _tell(record.reject(*ids, by=by, note=note))


@curate.command()
def correct(
    id: Annotated[str, typer.Argument(metavar="ID", help="Identifier of the event.")],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE",
            help="actors, targets, country, city, region, date, status, count, title or form; no value clears it.",
        ),
    ],
    by: By,
    note: Note = "",
    db: Db = None,
) -> None:
    """Say what fields of an event should be. The tellings stay as they are.

    Examples:

        communique curate correct 4fa34f66f75ba44f date=2024-05-16 city=Harbin --by "Ana Lima"

        communique curate correct 4fa34f66f75ba44f "actors=CHN/Xi Jinping; RUS" count= --by "Ana Lima"
    """
    from communique import service
    from communique.errors import UsageError

    pairs = [field.partition("=") for field in fields]
    wrong = [name for name, sign, _ in pairs if not sign]
    if wrong:
        raise UsageError(f"{wrong[0]!r} has no value", hint="write it as date=2024-05-16")
    with service.open_record(db) as record:
        _tell(record.correct(id, by=by, note=note, **{name.strip(): value for name, _, value in pairs}))


@curate.command()
def join(ids: Ids, by: By, note: Note = "", db: Db = None) -> None:
    """Say that several events are one act.

    Examples:

        communique curate join 4fa34f66f75ba44f 7d9c7a1be0d1c3f2 --by "Ana Lima"
    """
    from communique import service

    with service.open_record(db) as record:
        _tell(record.join(*ids, by=by, note=note))


@curate.command()
def split(ids: Ids, by: By, note: Note = "", db: Db = None) -> None:
    """Say that tellings are another act than the rest of their event; of an event, that every telling is its own.

    Examples:

        communique curate split 7d9c7a1be0d1c3f2 --by "Ana Lima" --note "the second visit of that year"
    """
    from communique import service

    with service.open_record(db) as record:
        _tell(record.split(*ids, by=by, note=note))


@curate.command()
def withdraw(
    entry: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the decision, as in the log.")],
    by: By,
    note: Note = "",
    db: Db = None,
) -> None:
    """Take a decision back. It stays in the log.

    Examples:

        communique curate withdraw 12 --by "Ana Lima" --note "the copy was a draft"
    """
    from communique import service

    with service.open_record(db) as record:
        _tell(record.withdraw(entry, by=by, note=note))


@curate.command()
def log(
    db: Db = None, as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")] = False
) -> None:
    """List what persons decided, the earliest first.

    Examples:

        communique curate log

        communique curate log --json > decisions.jsonl
    """
    import msgspec

    from communique import service
    from communique.cli.show import tell_entry

    with service.open_record(db) as record:
        for entry in record.log():
            typer.echo(msgspec.json.encode(entry) if as_json else tell_entry(entry))


def _tell(events: "Sequence[MergedEvent]") -> None:
    for event in events:
        who = ", ".join(map(str, event.participants))
        parts = (event.id, event.date or "no date", event.type, who, event.decision)
        typer.echo(" | ".join(part for part in parts if part))
