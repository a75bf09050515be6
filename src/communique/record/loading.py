"""Tellings and merged events out of the tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, Table, select

from communique.model import Conflict, Document, MergedEvent, Participant, Place, Provenance, Telling
from communique.record.rows import read_document, read_event, read_participants, read_spans
from communique.record.tables import documents, events, participants, parties, spans

__all__ = ["chunked", "load_documents", "load_merged", "load_tellings", "rank", "select_among"]

CHUNK = 500


def chunked(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Give the keys in order, a part at a time that fits into one statement."""
    ordered = sorted(keys)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def select_among(
    connection: Connection, table: Table, column: "Column[Any]", keys: Collection[Any], *order: "Column[Any]"
) -> Iterator[Row[Any]]:
    """Give the rows whose `column` is one of `keys`, in order."""
    for chunk in chunked(keys):
        yield from connection.execute(select(table).where(column.in_(chunk)).order_by(column, *order))


def load_documents(connection: Connection, pks: Collection[int]) -> dict[int, Document]:
    """Load documents by key."""
    return {row.pk: read_document(row) for row in select_among(connection, documents, documents.c.pk, pks)}


def load_tellings(
    connection: Connection, pks: Collection[int], *, provenance: bool = True, known: dict[int, Document] | None = None
) -> dict[int, Telling]:
    """Load tellings by the keys of their events; `known` holds documents that need not be loaded again."""
    rows = list(select_among(connection, events, events.c.pk, pks))
    known = {} if known is None else known
    known |= load_documents(connection, {row.document_pk for row in rows} - known.keys())
    companies = _group(select_among(connection, participants, participants.c.event_pk, pks, participants.c.position))
    origins: dict[int, tuple[Provenance, ...]] = {}
    if provenance:
        found = _group(select_among(connection, spans, spans.c.event_pk, pks, spans.c.position))
        origins = {pk: read_spans(parts) for pk, parts in found.items()}
    tellings = {}
    for row in rows:
        document = known[row.document_pk]
        company = read_participants(companies.get(row.pk, []))
        tellings[row.pk] = Telling(read_event(row, document.id, company, origins.get(row.pk, ())), document)
    return tellings


def load_merged(connection: Connection, rows: Sequence[Row[Any]]) -> list[MergedEvent]:
    """Make the merged events of rows of `merged`, in their order, with all their tellings."""
    pks = [row.pk for row in rows]
    companies = defaultdict(list)
    for row in select_among(connection, parties, parties.c.merged_pk, pks, parties.c.position):
        companies[row.merged_pk].append(row)
    members: dict[int, list[int]] = defaultdict(list)
    for chunk in chunked(pks):
        query = select(events.c.merged_pk, events.c.pk).where(events.c.merged_pk.in_(chunk))
        for merged_pk, pk in connection.execute(query):
            members[merged_pk].append(pk)
    tellings = load_tellings(connection, [pk for found in members.values() for pk in found])
    return [
        _make_merged(row, read_participants(companies[row.pk]), (tellings[pk] for pk in members[row.pk]))
        for row in rows
    ]


def _make_merged(
    row: Row[Any],
    company: tuple[tuple[Participant, ...], tuple[Participant, ...]],
    tellings: Iterable[Telling],
) -> MergedEvent:
    actors, targets = company
    return MergedEvent(
        id=row.id,
        type=row.type,
        actors=actors,
        targets=targets,
        place=Place(row.country, row.city, row.region),
        date=row.date,
        status=row.status,
        count=row.counted,
        title=row.title,
        form=row.form,
        tellings=tuple(sorted(tellings, key=rank)),
        conflicts=msgspec.convert(row.conflicts, tuple[Conflict, ...]),
        decision=row.decision,
    )


def rank(telling: Telling) -> tuple[str, str, int, str]:
    """Order tellings: the earlier published first, those without a date last."""
    published = telling.document.published
    return (
        published.isoformat() if published else "9999",
        telling.document.id,
        telling.event.evidence.start,
        telling.id,
    )


def _group(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    groups: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.event_pk].append(row)
    return groups
