"""`communique show`: one merged event, or one document, with everything that the record knows of it."""

import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer

from communique.cli.options import Db
from communique.model.views import EventView, view

if TYPE_CHECKING:
    from communique.model import Document, Link, LogEntry, MergedEvent, Telling
    from communique.service import Shown

__all__ = ["show"]


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a merged event, a telling or a document.")],
    db: Db = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON.")] = False,
) -> None:
    """Show one event with every telling, its quote and source, what sources disagree on, why tellings were joined, and
    what persons decided; or one document with its text.

    An identifier that a merged event had before an earlier report came in still finds it.

    Examples:

        communique show 4fa34f66f75ba44f

        communique show 4fa34f66f75ba44f --json --db desk.db
    """
    from communique import service
    from communique.errors import UnknownIdError

    with service.open_record(db) as record:
        try:
            found = service.load_event(record, id)
        except UnknownIdError:
            try:
                document = record.document(id)
            except UnknownIdError as error:
                raise UnknownIdError(f"has no event or document {id!r}", path=error.path) from error
            _show_document(document, as_json=as_json)
            return
    if as_json:
        answer = Answer(event=view(found.event), links=found.links, log=found.log)
        typer.echo(msgspec.json.format(msgspec.json.encode(answer), indent=1))
    else:
        _write(found, sys.stdout)


class Answer(msgspec.Struct, frozen=True):
    """What `--json` writes."""

    event: EventView
    links: "tuple[Link, ...]"
    log: "tuple[LogEntry, ...]"


def _show_document(document: "Document", *, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=1))
        return
    heading = (
        ("document", document.id),
        ("title", document.title),
        ("source", document.source),
        ("url", document.url),
        ("path", document.path),
        ("published", f"{document.published} ({document.published_from})" if document.published else ""),
    )
    for name, value in heading:
        if value:
            typer.echo(f"{name:11}{value}")
    typer.echo(f"\n{document.text}")


def _write(found: "Shown", stream: TextIO) -> None:
    event = found.event
    for name, value in _tell_fields(event):
        if value:
            stream.write(f"{name:11}{value}\n")
    for conflict in event.conflicts:
        stream.write(f"\nsources disagree on {conflict.field}\n")
        for one in conflict.values:
            sources = {telling.source for telling in event.tellings if telling.id in one.events}
            stream.write(f"  {one.value}: {', '.join(sorted(sources))}\n")
    for number, telling in enumerate(event.tellings, 1):
        stream.write(f"\ntelling {number} of {len(event.tellings)}: {telling.source}\n")
        stream.writelines(f"  {line}\n" for line in _tell_telling(telling))
    inside = {telling.id for telling in event.tellings}
    for link in found.links:
        stream.write(f"\n{_tell_link(link, inside)}\n")
    for entry in found.log:
        stream.write(f"\n{tell_entry(entry)}\n")


def _tell_fields(event: "MergedEvent") -> list[tuple[str, str]]:
    place = ", ".join(part for part in (event.place.city, event.place.country, event.place.region) if part)
    return [
        ("event", event.id),
        ("type", " · ".join(part for part in (event.type, event.form) if part)),
        ("status", event.status),
        ("actors", ", ".join(map(str, event.actors))),
        ("targets", ", ".join(map(str, event.targets))),
        ("place", place),
        ("date", event.date),
        ("count", "" if event.count is None else str(event.count)),
        ("title", event.title),
        ("sources", ", ".join(event.sources)),
        ("decision", event.decision),
    ]


def _tell_telling(telling: "Telling") -> list[str]:
    document, event = telling.document, telling.event
    dated = f"{document.published} ({document.published_from})" if document.published_from else document.published
    lines = [
        f"id         {telling.id}",
        f"document   {document.id}" + (f" · {document.title}" if document.title else ""),
        *([f"url        {document.url}"] if document.url else []),
        *([f"published  {dated}"] if document.published else []),
        f"quote      “{' '.join(event.evidence.text.split())}” ({event.evidence.start}–{event.evidence.end})",
        *([f"said by    {event.speaker}"] if event.speaker else []),
    ]
    for part in event.provenance:
        origin = f"“{' '.join(part.span.text.split())}”" if part.span else part.reason
        lines.append(f"{part.field:10} {part.value} ← {origin}")
    return lines


def _tell_link(link: "Link", inside: set[str]) -> str:
    said = "the same act" if link.same else "not the same act"
    whence = "" if link.one in inside and link.other in inside else " (of another event)"
    told = f"{link.one} and {link.other}{whence}: {said}, says {link.by} ({link.score:.2f})"
    reasons = "; ".join(link.reasons) or link.note
    return f"{told}: {reasons}" if reasons else told


def tell_entry(entry: "LogEntry") -> str:
    """Tell a decision in a line."""
    what = f"{entry.action} {entry.field} = {entry.value or 'nothing'}" if entry.field else entry.action
    told = f"{entry.made:%Y-%m-%d %H:%M} decision {entry.id} by {entry.by}: {what}"
    told += f" ({entry.note})" if entry.note else ""
    told += f" on {', '.join(entry.events)}" if entry.events else ""
    told += f"; no longer told: {', '.join(entry.lost)}" if entry.lost else ""
    if entry.withdrawn:
        told += f"; withdrawn by {entry.withdrawn_by}" + (f" ({entry.withdrawn_note})" if entry.withdrawn_note else "")
    return told
