"""An open database: what reads and what writes, each in a transaction of its own."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from communique.model import Document
from communique.record.faults import telling_faults
from communique.record.migrating import HEAD, migrate

__all__ = ["Connected"]

CACHED = 4000


class Connected:
    """What all parts of a record share; `where` names the database in messages, without a password."""

    def __init__(self, engine: Engine, where: str, *, clock: Callable[[], datetime.datetime], create: bool) -> None:
        self.where = where
        self._engine = engine
        level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
        self._writer = engine.execution_options(writes=True, **level)
        self._clock = clock
        self._documents: dict[int, Document] = {}
        before = migrate(engine, self._writer, where=where, create=create)
        self.migrated_from = before if before != HEAD else ""

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

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
