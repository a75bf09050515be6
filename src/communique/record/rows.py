"""Documents and events as rows of the tables, and back."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row

from communique.linking import act_id
from communique.model import Document, Event, MergedEvent, Participant, Place, Provenance, Span, Turn
from communique.model.queries import fold
from communique.record.pages import fingerprint, page_of

__all__ = [
    "company_rows",
    "document_row",
    "event_row",
    "fold_name",
    "participant_rows",
    "read_document",
    "read_event",
    "read_participants",
    "read_spans",
    "span_rows",
]

Values = dict[str, Any]
LONGEST_NAME = 200


def document_row(document: Document, coder: str, seen: datetime.datetime) -> Values:
    """Give the row of a document that was not there before."""
    return {
        "id": document.id,
        "fingerprint": fingerprint(document),
        "page": page_of(document),
        "text": document.text,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published,
        "published_from": document.published_from,
        "language": document.language,
        "turns": msgspec.to_builtins(document.turns),
        "path": document.path,
        "coder": coder,
        "first_seen": seen,
        "last_seen": seen,
    }


def read_document(row: Row[Any], *, text: bool = True) -> Document:
    """Make the document of a row; without `text` it was not asked for and stays empty."""
    return Document(
        id=row.id,
        text=row.text if text else "",
        title=row.title,
        source=row.source,
        url=row.url,
        published=row.published,
        published_from=row.published_from,
        language=row.language,
        turns=msgspec.convert(row.turns, tuple[Turn, ...]),
        path=row.path,
    )


def event_row(event: Event, document_pk: int) -> Values:
    """Give the row of an event."""
    return {
        "id": event.id,
        "act": act_id(event.id),
        "document_pk": document_pk,
        "type": event.type,
        "country": event.place.country,
        "city": event.place.city,
        "region": event.place.region,
        "date": event.date,
        "status": event.status,
        "counted": event.count,
        "title": event.title,
        "form": event.form,
        "start": event.evidence.start,
        "end": event.evidence.end,
        "evidence": event.evidence.text,
        "speaker": event.speaker,
        "lexicon": event.lexicon,
    }


def participant_rows(event: Event, event_pk: int) -> Iterator[Values]:
    """Give a row a participant, actors first."""
    sides = [("actor", one) for one in event.actors] + [("target", one) for one in event.targets]
    for position, (side, one) in enumerate(sides):
        yield {"event_pk": event_pk, "position": position, "side": side, "code": one.code, "name": one.name}


def fold_name(name: str) -> str:
    """Give a name as it is indexed: folded, and no longer than an index can hold."""
    return fold(name)[:LONGEST_NAME]


def company_rows(event: MergedEvent, merged_pk: int) -> Iterator[Values]:
    """Give a row a participant of a merged event, with the name as queries compare it and the time of the event."""
    when = event.when
    time = {"first": when.first if when else None, "last": when.last if when else None}
    sides = [("actor", one) for one in event.actors] + [("target", one) for one in event.targets]
    for position, (side, one) in enumerate(sides):
        names = {"code": one.code, "name": one.name, "name_folded": fold_name(one.name)}
        yield {"merged_pk": merged_pk, "position": position, "side": side, **names, **time}


def span_rows(event: Event, event_pk: int) -> Iterator[Values]:
    """Give a row a field's value: the characters that it was read from, or what it was inferred from."""
    for position, part in enumerate(event.provenance):
        yield {
            "event_pk": event_pk,
            "position": position,
            "field": part.field,
            "value": part.value,
            "start": part.span.start if part.span else None,
            "end": part.span.end if part.span else None,
            "quote": part.span.text if part.span else "",
            "reason": part.reason,
        }


def read_event(
    row: Row[Any],
    document: str,
    parties: tuple[tuple[Participant, ...], tuple[Participant, ...]],
    provenance: tuple[Provenance, ...] = (),
) -> Event:
    """Make the event of a row, its participants (actors, targets) and its spans."""
    return Event(
        document=document,
        type=row.type,
        actors=parties[0],
        targets=parties[1],
        place=Place(row.country, row.city, row.region),
        date=row.date,
        status=row.status,
        count=row.counted,
        title=row.title,
        form=row.form,
        evidence=Span(row.start, row.end, row.evidence),
        speaker=row.speaker,
        lexicon=row.lexicon,
        provenance=provenance,
    )


def read_participants(rows: Sequence[Row[Any]]) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Make actors and targets of rows in the order of their position."""
    actors = tuple(Participant(row.code, row.name) for row in rows if row.side == "actor")
    return actors, tuple(Participant(row.code, row.name) for row in rows if row.side == "target")


def read_spans(rows: Sequence[Row[Any]]) -> tuple[Provenance, ...]:
    """Make the provenance of rows in the order of their position."""
    return tuple(
        Provenance(row.field, row.value, None if row.start is None else Span(row.start, row.end, row.quote), row.reason)
        for row in rows
    )
