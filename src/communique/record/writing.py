"""Documents and their events into the tables: what is new, the same, coded anew, or a correction of what is there."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from communique.model import Document, Event
from communique.record.loading import chunked, load_tellings
from communique.record.pages import fingerprint, page_of
from communique.record.rows import document_row, event_row, participant_rows, span_rows
from communique.record.search import index_documents
from communique.record.tables import documents, events, participants, spans

__all__ = ["Added", "Writer"]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document that was added.

    `outcome` is "new", "same" (nothing changed), "recoded" (the same text, coded by another coder) or "correction" (of
    the version whose identifier is `supersedes`). `events` counts the events that the document tells now, `links` the
    links that were made with tellings of other documents.
    """

    document: str
    outcome: str
    events: int = 0
    links: int = 0
    supersedes: str = ""


class Pending(msgspec.Struct, frozen=True):
    """An event that waits to be written, with its document and the key of that."""

    event: Event
    document: Document
    document_pk: int


class Writer:
    """Write documents within one transaction; `fresh` and `stale` are the events that came into and left the view."""

    def __init__(self, connection: Connection, moment: datetime.datetime) -> None:
        self.connection = connection
        self.moment = moment
        self.fresh: list[int] = []
        self.stale: list[int] = []
        self._pending: list[Pending] = []
        self._unindexed: list[tuple[int, str]] = []

    def add(self, document: Document, told: Sequence[Event], coder: str) -> Added:
        """Write a document and its events. `flush` completes the work of several calls."""
        known = self.connection.execute(
            select(documents.c.pk, documents.c.coder, documents.c.superseded_by).where(
                documents.c.fingerprint == fingerprint(document)
            )
        ).first()
        if known is None:
            return self._add_new(document, told, coder)
        outcome = "same"
        if known.superseded_by is None and known.coder != coder:
            self.flush()
            self._recode(document, known.pk, told)
            outcome = "recoded"
        values = {"last_seen": self.moment, "coder": coder if outcome == "recoded" else known.coder}
        self.connection.execute(update(documents).where(documents.c.pk == known.pk).values(values))
        return Added(document=document.id, outcome=outcome, events=len(told))

    def _add_new(self, document: Document, told: Sequence[Event], coder: str) -> Added:
        older = self.connection.execute(
            select(documents.c.pk, documents.c.id).where(
                documents.c.superseded_by.is_(None),
                or_(documents.c.page == page_of(document), documents.c.id == document.id),
            )
        ).all()
        row = document_row(document, coder, self.moment)
        pk = self.connection.execute(insert(documents).returning(documents.c.pk), [row]).scalar_one()
        self._unindexed.append((pk, f"{document.title}\n{document.text}"))
        if older:
            self.flush()
            replaced = [old.pk for old in older]
            self.connection.execute(update(documents).where(documents.c.pk.in_(replaced)).values(superseded_by=pk))
            query = select(events.c.pk).where(events.c.document_pk.in_(replaced), events.c.withdrawn.is_(None))
            self._withdraw(self.connection.execute(query).scalars())
        self._pending += [Pending(event, document, pk) for event in told]
        supersedes = min((old.id for old in older), default="")
        outcome = "correction" if older else "new"
        return Added(document=document.id, outcome=outcome, events=len(told), supersedes=supersedes)

    def flush(self) -> None:
        """Write the events that wait, and index the documents that do."""
        index_documents(self.connection, self._unindexed)
        self._unindexed = []
        pending, self._pending = self._pending, []
        if not pending:
            return
        rows = [event_row(one.event, one.document, one.document_pk) for one in pending]
        query = insert(events).returning(events.c.pk, sort_by_parameter_order=True)
        pks = list(self.connection.execute(query, rows).scalars())
        self.fresh += pks
        companies = [row for one, pk in zip(pending, pks, strict=True) for row in participant_rows(one.event, pk)]
        if companies:
            self.connection.execute(insert(participants), companies)
        self._write_spans((one.event, one.document, pk) for one, pk in zip(pending, pks, strict=True))

    def _write_spans(self, told: Iterable[tuple[Event, Document, int]]) -> None:
        origins = [row for event, document, pk in told for row in span_rows(event, document, pk)]
        if origins:
            self.connection.execute(insert(spans), origins)

    def _recode(self, document: Document, document_pk: int, told: Sequence[Event]) -> None:
        query = select(events.c.pk, events.c.id, events.c.withdrawn).where(events.c.document_pk == document_pk)
        known = {row.id: row for row in self.connection.execute(query)}
        coded = {event.id: event for event in told}
        before = load_tellings(self.connection, [known[key].pk for key in coded.keys() & known.keys()])
        self._withdraw(row.pk for key, row in known.items() if key not in coded and row.withdrawn is None)
        for key, event in coded.items():
            if key not in known:
                self._pending.append(Pending(event, document, document_pk))
                continue
            row = known[key]
            if row.withdrawn is not None:
                self.connection.execute(update(events).where(events.c.pk == row.pk).values(withdrawn=None))
                self.fresh.append(row.pk)
            if before[row.pk].event != event:
                self._replace(row.pk, event, document, document_pk)

    def _replace(self, pk: int, event: Event, document: Document, document_pk: int) -> None:
        values = event_row(event, document, document_pk)
        self.connection.execute(update(events).where(events.c.pk == pk).values(values))
        self.connection.execute(delete(spans).where(spans.c.event_pk == pk))
        self._write_spans([(event, document, pk)])

    def _withdraw(self, pks: Iterable[int]) -> None:
        gone = list(pks)
        self.stale += gone
        for chunk in chunked(gone):
            self.connection.execute(update(events).where(events.c.pk.in_(chunk)).values(withdrawn=self.moment))
