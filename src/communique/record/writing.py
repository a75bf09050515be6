"""Documents and their events into the tables: what is new, the same, coded anew, or a correction of what is there."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, delete, insert, select, update

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


class Version:
    """A version of a document that is stored, or (without a key) waits to be; `told` are the events that it brings."""

    __slots__ = ("coder", "document", "fingerprint", "id", "is_current", "page", "pk", "told")

    def __init__(self, id: str, page: str, fingerprint: str, coder: str, *, is_current: bool = True) -> None:
        self.id = id
        self.page = page
        self.fingerprint = fingerprint
        self.coder = coder
        self.is_current = is_current
        self.pk = 0
        self.document: Document | None = None
        self.told: Sequence[Event] = ()


class Writer:
    """Write documents within one transaction; `fresh` and `stale` are the events that came into and left the view."""

    def __init__(self, connection: Connection, moment: datetime.datetime) -> None:
        self.connection = connection
        self.moment = moment
        self.fresh: list[int] = []
        self.stale: list[int] = []
        self._pending: list[Version] = []
        self._seen: set[int] = set()
        self._by_fingerprint: dict[str, Version] = {}
        self._by_page: dict[str, set[Version]] = defaultdict(set)
        self._by_id: dict[str, set[Version]] = defaultdict(set)

    def add_all(self, coded: Sequence[tuple[Document, Sequence[Event]]], coder: str) -> list[Added]:
        """Write documents and their events."""
        marks = [fingerprint(document) for document, _ in coded]
        self._load([document for document, _ in coded], marks)
        added = [self._add(*one, mark, coder) for one, mark in zip(coded, marks, strict=True)]
        self._flush()
        return added

    def _load(self, wanted: Sequence[Document], marks: Sequence[str]) -> None:
        """Load the versions that these documents may be, or may take the place of."""
        keys: tuple[tuple[Column[Any], set[str]], ...] = (
            (documents.c.fingerprint, set(marks)),
            (documents.c.page, set(map(page_of, wanted))),
            (documents.c.id, {document.id for document in wanted}),
        )
        columns = (documents.c.pk, documents.c.id, documents.c.page, documents.c.fingerprint, documents.c.coder)
        for column, values in keys:
            for chunk in chunked(values):
                query = select(*columns, documents.c.superseded_by).where(column.in_(chunk))
                for row in self.connection.execute(query):
                    if row.fingerprint not in self._by_fingerprint:
                        current = row.superseded_by is None
                        version = Version(row.id, row.page, row.fingerprint, row.coder, is_current=current)
                        version.pk = row.pk
                        self._know(version)

    def _know(self, version: Version) -> None:
        self._by_fingerprint[version.fingerprint] = version
        if version.is_current:
            self._by_page[version.page].add(version)
            self._by_id[version.id].add(version)

    def _add(self, document: Document, told: Sequence[Event], mark: str, coder: str) -> Added:
        known = self._by_fingerprint.get(mark)
        if known is None:
            return self._add_new(document, told, mark, coder)
        outcome = "same"
        if known.is_current and known.coder != coder:
            self._flush()
            self._recode(document, known.pk, told)
            query = update(documents).where(documents.c.pk == known.pk)
            self.connection.execute(query.values(last_seen=self.moment, coder=coder))
            known.coder = coder
            outcome = "recoded"
        self._seen.add(known.pk)
        return Added(document=document.id, outcome=outcome, events=len(told))

    def _add_new(self, document: Document, told: Sequence[Event], mark: str, coder: str) -> Added:
        version = Version(document.id, page_of(document), mark, coder)
        version.document, version.told = document, told
        older = self._by_page[version.page] | self._by_id[version.id]
        self._pending.append(version)
        if older:
            self._flush()
            self._supersede(older, version)
        self._know(version)
        supersedes = min((old.id for old in older), default="")
        outcome = "correction" if older else "new"
        return Added(document=document.id, outcome=outcome, events=len(told), supersedes=supersedes)

    def _supersede(self, older: Iterable[Version], version: Version) -> None:
        replaced = []
        for old in older:
            old.is_current = False
            self._by_page[old.page].discard(old)
            self._by_id[old.id].discard(old)
            replaced.append(old.pk)
        query = update(documents).where(documents.c.pk.in_(replaced))
        self.connection.execute(query.values(superseded_by=version.pk))
        told = select(events.c.pk).where(events.c.document_pk.in_(replaced), events.c.withdrawn.is_(None))
        self._withdraw(self.connection.execute(told).scalars())

    def _flush(self) -> None:
        """Write the documents that wait, with their events and their words."""
        for chunk in chunked(self._seen - {0}):
            query = update(documents).where(documents.c.pk.in_(chunk))
            self.connection.execute(query.values(last_seen=self.moment))
        pending, self._pending, self._seen = self._pending, [], set()
        written = [(version, version.document) for version in pending if version.document]
        if not written:
            return
        query_pks = insert(documents).returning(documents.c.pk, sort_by_parameter_order=True)
        rows = [document_row(document, version.coder, self.moment) for version, document in written]
        for (version, _), pk in zip(written, self.connection.execute(query_pks, rows).scalars(), strict=True):
            version.pk = pk
        words = ((version.pk, f"{document.title}\n{document.text}") for version, document in written)
        index_documents(self.connection, words)
        self._write_events([(event, version.pk) for version, _ in written for event in version.told])

    def _write_events(self, told: Sequence[tuple[Event, int]]) -> None:
        """Write events of documents, given with the keys of these."""
        if not told:
            return
        query = insert(events).returning(events.c.pk, sort_by_parameter_order=True)
        pks = list(
            self.connection.execute(query, [event_row(event, document_pk) for event, document_pk in told]).scalars()
        )
        self.fresh += pks
        companies = [row for (event, _), pk in zip(told, pks, strict=True) for row in participant_rows(event, pk)]
        if companies:
            self.connection.execute(insert(participants), companies)
        self._write_spans((event, pk) for (event, _), pk in zip(told, pks, strict=True))

    def _write_spans(self, told: Iterable[tuple[Event, int]]) -> None:
        origins = [row for event, pk in told for row in span_rows(event, pk)]
        if origins:
            self.connection.execute(insert(spans), origins)

    def _recode(self, document: Document, document_pk: int, told: Sequence[Event]) -> None:
        query = select(events.c.pk, events.c.id, events.c.withdrawn).where(events.c.document_pk == document_pk)
        known = {row.id: row for row in self.connection.execute(query)}
        coded = {event.id: event for event in told}
        before = load_tellings(self.connection, [known[key].pk for key in coded.keys() & known.keys()])
        self._withdraw(row.pk for key, row in known.items() if key not in coded and row.withdrawn is None)
        self._write_events([(event, document_pk) for key, event in coded.items() if key not in known])
        for key, event in coded.items():
            if key not in known:
                continue
            row = known[key]
            if row.withdrawn is not None:
                self.connection.execute(update(events).where(events.c.pk == row.pk).values(withdrawn=None))
                self.fresh.append(row.pk)
            if before[row.pk].event != event:
                self._replace(row.pk, event, document, document_pk)

    def _replace(self, pk: int, event: Event, document: Document, document_pk: int) -> None:
        values = event_row(event, document_pk)
        self.connection.execute(update(events).where(events.c.pk == pk).values(values))
        self.connection.execute(delete(spans).where(spans.c.event_pk == pk))
        self._write_spans([(event, pk)])

    def _withdraw(self, pks: Iterable[int]) -> None:
        gone = list(pks)
        self.stale += gone
        for chunk in chunked(gone):
            self.connection.execute(update(events).where(events.c.pk.in_(chunk)).values(withdrawn=self.moment))
