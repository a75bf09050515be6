"""Looking things up in a record."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, or_, select

from communique.errors import MissingExtraError, UnknownIdError
from communique.model import Document, Link, LogEntry, MergedEvent, Query
from communique.model.queries import fold
from communique.model.views import FlatEvent, flatten
from communique.record.connected import Connected
from communique.record.curating import read_log
from communique.record.finding import conditions, find_merged, select_merged
from communique.record.joining import read_link
from communique.record.loading import load_merged
from communique.record.rows import read_document
from communique.record.search import find_documents
from communique.record.tables import documents, events, links, merged

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Lookups"]

AT_ONCE = 500
EVERYTHING = Query()


class Lookups(Connected):
    """The questions that a record answers."""

    def events(self, query: Query = EVERYTHING, *, limit: int | None = None, order: str = "date") -> list[MergedEvent]:
        """List the merged events that a query asks for.

        `order` is "date" (those without a date last), "newest" (latest first) or "sources" (most sources first).
        """
        return list(self.iterate(query, limit=limit, order=order))

    def iterate(
        self, query: Query = EVERYTHING, *, limit: int | None = None, order: str = "date"
    ) -> Iterator[MergedEvent]:
        """Give the merged events of a query one by one, as `events` does, without holding them all in memory.

        They are those of one moment, whatever is written meanwhile. A record in memory cannot be written before the
        last one is taken.
        """
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
        """Give the merged event of an identifier. Raises UnknownIdError.

        It may also be the identifier of one of its tellings, or one that the merged event had before an earlier report
        came in: what was cited once is found for good.
        """
        with self._read() as connection:
            row = find_merged(connection, id)
            if row is None:
                raise UnknownIdError(f"has no event {id!r}", path=self.where)
            return load_merged(connection, [row])[0]

    def documents(
        self,
        *,
        text: str = "",
        source: str = "",
        title: str = "",
        first: datetime.date | None = None,
        last: datetime.date | None = None,
        superseded: bool = False,
        limit: int | None = None,
    ) -> list[Document]:
        """List documents by publication and identifier, those without a date last.

        `text` asks for words that must all stand in the title or text, in any case and without accents; a part in
        quotation marks, and a run of Chinese characters, must stand there as it is. `source` and `title` are parts of
        what the documents have there, `first` and `last` bound the publication. `superseded` adds versions that were
        corrected since. Raises UsageError for a `text` without words.
        """
        wanted: list[ColumnElement[bool]] = [] if superseded else [documents.c.superseded_by.is_(None)]
        wanted += [] if first is None else [documents.c.published >= first]
        wanted += [] if last is None else [documents.c.published <= last]
        with self._read() as connection:
            id = documents.c.id if connection.dialect.name == "sqlite" else documents.c.id.collate("C")
            order = (documents.c.published.is_(None), documents.c.published, id, documents.c.pk)
            words = find_documents(text, connection.dialect)
            wanted += [] if words is None else [words]
            found: list[Document] = []
            for row in connection.execute(select(documents).where(*wanted).order_by(*order)):
                if limit is not None and len(found) >= limit:
                    break
                if fold(source) in fold(row.source) and fold(title) in fold(row.title):
                    found.append(read_document(row))
            return found

    def latest_day(self) -> datetime.date | None:
        """Give the latest day on which a document in view was published, None where there is none."""
        latest = select(func.max(documents.c.published)).where(documents.c.superseded_by.is_(None))
        with self._read() as connection:
            return connection.execute(latest).scalar()

    def document(self, id: str) -> Document:
        """Give the document of an identifier, in its present version. Raises UnknownIdError."""
        order = (documents.c.superseded_by.is_not(None), documents.c.pk.desc())
        with self._read() as connection:
            row = connection.execute(select(documents).where(documents.c.id == id).order_by(*order)).first()
        if row is None:
            raise UnknownIdError(f"has no document {id!r}", path=self.where)
        return read_document(row)

    def coders(self) -> list[str]:
        """List who coded the documents in view, each coder with its version."""
        coded = select(documents.c.coder).where(documents.c.superseded_by.is_(None), documents.c.coder != "").distinct()
        with self._read() as connection:
            return sorted(connection.execute(coded).scalars())

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
        return sorted(found, key=lambda link: (-link.score, link.one, link.other, link.by))

    def log(self, *ids: str) -> list[LogEntry]:
        """List what persons decided, the earliest first, withdrawn decisions included.

        With identifiers of events as documents tell them, only what was decided on these.
        """
        with self._read() as connection:
            entries = read_log(connection)
        return [entry for entry in entries if not ids or set(ids) & {*entry.events, *entry.lost}]

    def to_pandas(self, query: Query = EVERYTHING, *, order: str = "date") -> "pandas.DataFrame":
        """Give the merged events of a query as a pandas frame, one row an event with the columns of `FlatEvent`.

        Raises MissingExtraError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise MissingExtraError("pandas", "frames") from error
        frame = pandas.DataFrame(self._columns(query, order))
        return frame.astype({"count": "Int64"})

    def to_polars(self, query: Query = EVERYTHING, *, order: str = "date") -> "polars.DataFrame":
        """Give the merged events of a query as a polars frame, one row an event with the columns of `FlatEvent`.

        Raises MissingExtraError where polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise MissingExtraError("polars", "frames") from error
        kinds = {"count": polars.Int64, "sources": polars.Int64, "first": polars.Date, "last": polars.Date}
        columns = self._columns(query, order)
        return polars.DataFrame(columns, schema={name: kinds.get(name, polars.String) for name in columns})

    def _columns(self, query: Query, order: str) -> dict[str, list[object]]:
        rows = [flatten(event) for event in self.iterate(query, order=order)]
        return {name: [getattr(row, name) for row in rows] for name in FlatEvent.__struct_fields__}
