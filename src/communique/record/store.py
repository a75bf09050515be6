"""The record: a database of documents, of the events that they tell, and of what they tell together."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import func, or_, select, update

from communique.model import Document, Event
from communique.record.checking import check
from communique.record.curation import Curation
from communique.record.engines import find_url, make_engine, name_of
from communique.record.faults import telling_faults
from communique.record.joining import Joiner, Relinked
from communique.record.pages import clean, clean_event, fingerprint
from communique.record.tables import documents, events
from communique.record.writing import Added, Writer

__all__ = ["Record"]


class Record(Curation):
    """An open record. Use `Record.open`, best in a `with` statement.

    Every method raises a RecordError of one line where the database fails; what it was writing is then undone as a
    whole. One record may be read by several threads and written by several processes, one at a time.
    """

    @classmethod
    def open(
        cls,
        url: str | Path = "communique.db",
        *,
        create: bool = True,
        patience: float = 30.0,
        clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> "Record":
        """Open a record: the path of an SQLite file or an SQLAlchemy URL; `sqlite://` is one in memory.

        A database that is empty or not there becomes a record, unless `create` is False. One of an older version is
        migrated, in one step or not at all; `migrated_from` then tells that version. `patience` is how many seconds
        one waits for another writer, `clock` gives the present moment. Raises RecordError for what is no record,
        RecordVersionError for one of a newer version, RecordUnreachableError, UsageError for an address that is none,
        MissingExtraError where the driver of PostgreSQL is not installed.
        """
        address = find_url(url)
        where = name_of(address)
        with telling_faults(where):
            engine = make_engine(address, create=create, patience=patience)
            try:
                return cls(engine, where, clock=clock, create=create)
            except BaseException:
                engine.dispose()
                raise

    def add(self, document: Document, events: Sequence[Event], *, coder: str) -> Added:
        """Store a document with the events that it tells, link them, and refresh the merged events they belong to.

        Everything happens in one transaction. The same content by the same coder changes nothing but when it was last
        seen; by another coder, the events are replaced. A corrected version of a page (the same address, else the same
        given identifier, else the same path) takes the place of the old one, which is kept out of view. `coder` names
        the coder with its version. Raises CodingError for evidence that does not stand in the document, and for what
        no event can be.
        """
        return self.add_many([(document, events)], coder=coder)[0]

    def add_many(self, coded: Iterable[tuple[Document, Sequence[Event]]], *, coder: str) -> list[Added]:
        """Add several documents in one transaction, as `add` does each: much faster, and all of them or none."""
        cleaned = []
        for document, told in coded:
            stored = clean(document)
            distinct = {event.id: event for event in map(clean_event, told)}
            check(stored, list(distinct.values()))
            cleaned.append((stored, list(distinct.values())))
        with self._write() as connection:
            moment = self._clock()
            writer = Writer(connection, moment)
            added = writer.add_all(cleaned, coder)
            made = Joiner(connection, moment, self._documents).update(writer.fresh, writer.stale)
        return [msgspec.structs.replace(one, links=made.get(one.document, 0)) for one in added]

    def see(self, document: Document, *, coder: str) -> Added | None:
        """Note that a document was seen again, if it is stored with the events of this coder; None if it is not."""
        known = documents.c.fingerprint == fingerprint(clean(document))
        kept = or_(documents.c.coder == coder, documents.c.superseded_by.is_not(None))
        told = select(func.count()).where(events.c.document_pk == documents.c.pk, events.c.withdrawn.is_(None))
        with self._read() as connection:
            query = select(documents.c.pk, told.scalar_subquery().label("told")).where(known, kept)
            row = connection.execute(query).first()
        if row is None:
            return None
        with self._write() as connection:
            query_seen = update(documents).where(documents.c.pk == row.pk).values(last_seen=self._clock())
            connection.execute(query_seen)
        return Added(document=document.id, outcome="same", events=row.told)

    def relink(self) -> Relinked:
        """Judge anew which events of several documents are one act, as this version of communique does.

        All of it is one transaction. Decisions of persons stay and win; identifiers of events stay.
        """
        with self._write() as connection:
            return Joiner(connection, self._clock(), {}).rebuild()
