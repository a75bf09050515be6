"""The record: a database of documents, of the events that they tell, and of what they tell together."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, Engine, func, or_, select

from communique.errors import UnknownIdError
from communique.model import Document, Event, Link, MergedEvent, Query
from communique.model.queries import fold
from communique.record.engines import find_url, make_engine, name_of
from communique.record.faults import telling_faults
from communique.record.finding import conditions, select_merged
from communique.record.joining import Joiner, read_link
from communique.record.loading import load_merged
from communique.record.migrating import HEAD, migrate
from communique.record.pages import clean, clean_event, fingerprint
from communique.record.rows import read_document
from communique.record.tables import documents, events, links, merged
from communique.record.writing import Added, Writer

__all__ = ["Record"]

CACHED = 4000
AT_ONCE = 500
EVERYTHING = Query()


class Record:
    """An open record. Use `Record.open`, best in a `with` statement.

    Every method raises a RecordError of one line where the database fails; what it was writing is then undone as a
    whole. One record may be read by several threads and written by several processes, one at a time.
    """

    def __init__(self, engine: Engine, where: str, *, clock: Callable[[], datetime.datetime], create: bool) -> None:
        self.where = where
        self._engine = engine
        level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
        self._writer = engine.execution_options(writes=True, **level)
        self._clock = clock
        self._documents: dict[int, Document] = {}
        before = migrate(engine, self._writer, where=where, create=create)
        self.migrated_from = before if before != HEAD else ""

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

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(self, document: Document, events: Sequence[Event], *, coder: str) -> Added:
        """Store a document with the events that it tells, link them, and refresh the merged events they belong to.

        Everything happens in one transaction. The same content by the same coder changes nothing but when it was last
        seen; by another coder, the events are replaced. A corrected version of a page (the same address, else the same
        given identifier, else the same path) takes the place of the old one, which is kept out of view. `coder` names
        the coder with its version. Raises RecordError for evidence that does not stand in the document.
        """
        return self.add_many([(document, events)], coder=coder)[0]

    def add_many(self, coded: Iterable[tuple[Document, Sequence[Event]]], *, coder: str) -> list[Added]:
        """Add several documents in one transaction, as `add` does each: much faster, and all of them or none."""
        added = []
        with self._write() as connection:
            moment = self._clock()
            writer = Writer(connection, moment)
            for document, told in coded:
                events = {event.id: event for event in map(clean_event, told)}
                added.append(writer.add(clean(document), list(events.values()), coder))
            writer.flush()
            made = Joiner(connection, moment, self._documents).update(writer.fresh, writer.stale)
        return [msgspec.structs.replace(one, links=made.get(one.document, 0)) for one in added]

    def holds(self, document: Document, *, coder: str) -> bool:
        """Tell whether a document is stored with the events of this coder, or was superseded by a later version."""
        known = select(documents.c.coder, documents.c.superseded_by).where(
            documents.c.fingerprint == fingerprint(clean(document))
        )
        with self._read() as connection:
            row = connection.execute(known).first()
        return row is not None and (row.superseded_by is not None or row.coder == coder)

    def events(self, query: Query = EVERYTHING, *, limit: int | None = None, order: str = "date") -> list[MergedEvent]:
        """List the merged events that a query asks for.

        `order` is "date" (those without a date last), "newest" (latest first) or "sources" (most sources first).
        """
        return list(self.iterate(query, limit=limit, order=order))

    def iterate(
        self, query: Query = EVERYTHING, *, limit: int | None = None, order: str = "date"
    ) -> Iterator[MergedEvent]:
        """Give the merged events of a query one by one, as `events` does, without holding them all in memory."""
        with self._read() as connection:
            found = connection.execute(
                select_merged(query, order=order, limit=limit, dialect=connection.dialect)
            ).partitions(AT_ONCE)
            for rows in found:
                yield from load_merged(connection, rows)

    def count(self, query: Query = EVERYTHING) -> int:
        """Count the merged events that a query asks for."""
        with self._read() as connection:
            statement = select(func.count()).select_from(merged).where(*conditions(query, connection.dialect))
            return int(connection.execute(statement).scalar_one())

    def event(self, id: str) -> MergedEvent:
        """Give the merged event of an identifier, which may be that of one of its tellings. Raises UnknownIdError."""
        telling = select(merged).join(events, events.c.merged_pk == merged.c.pk).where(events.c.id == id)
        with self._read() as connection:
            for statement in (select(merged).where(merged.c.id == id), telling):
                rows = connection.execute(statement).all()
                if rows:
                    return load_merged(connection, rows[:1])[0]
        raise UnknownIdError(f"has no event {id!r}", path=self.where)

    def documents(self, *, source: str = "", title: str = "", superseded: bool = False) -> list[Document]:
        """List the documents by publication and identifier; `superseded` adds versions that were corrected since."""
        wanted = [] if superseded else [documents.c.superseded_by.is_(None)]
        order = (documents.c.published.is_(None), documents.c.published, documents.c.id, documents.c.pk)
        with self._read() as connection:
            rows = connection.execute(select(documents).where(*wanted).order_by(*order))
            found = map(read_document, rows)
            return [one for one in found if fold(source) in fold(one.source) and fold(title) in fold(one.title)]

    def document(self, id: str) -> Document:
        """Give the document of an identifier, in its present version. Raises UnknownIdError."""
        order = (documents.c.superseded_by.is_not(None), documents.c.pk.desc())
        with self._read() as connection:
            row = connection.execute(select(documents).where(documents.c.id == id).order_by(*order)).first()
        if row is None:
            raise UnknownIdError(f"has no document {id!r}", path=self.where)
        return read_document(row)

    def links(self, *ids: str, withdrawn: bool = False) -> list[Link]:
        """List the links of the events of these identifiers, or all of them, the best first."""
        one, other = events.alias(), events.alias()
        statement = (
            select(links, one.c.id.label("one"), other.c.id.label("other"))
            .join(one, one.c.pk == links.c.one_pk)
            .join(other, other.c.pk == links.c.other_pk)
        )
        if ids:
            statement = statement.where(or_(one.c.id.in_(ids), other.c.id.in_(ids)))
        if not withdrawn:
            statement = statement.where(links.c.withdrawn.is_(None))
        with self._read() as connection:
            found = [read_link(row, row.one, row.other) for row in connection.execute(statement)]
        return sorted(found, key=lambda link: (-link.score, link.one, link.other))

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with telling_faults(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        while len(self._documents) > CACHED:
            del self._documents[next(iter(self._documents))]
        with telling_faults(self.where), self._writer.begin() as connection:
            yield connection
