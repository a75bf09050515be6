"""Databases by their address: SQLite files, SQLite in memory, PostgreSQL servers."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from communique.errors import MissingExtraError, RecordError, UsageError

__all__ = ["find_url", "make_engine", "name_of"]

WRITERS = 0x636F6D71
"""Key of the advisory lock that a writer on PostgreSQL holds, as SQLite has one writer at a time."""


def find_url(address: str | Path) -> URL:
    """Read a path of an SQLite file or an SQLAlchemy URL. Raises UsageError for what is neither."""
    text = str(address)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            f"{_mask(text)!r} is no address of a database", hint="write communique.db or postgresql://user@host/name"
        ) from error
    kind = url.get_backend_name()
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise UsageError(f"{kind} is no database that a record can be kept in", hint="use SQLite or PostgreSQL")
    return url


def name_of(url: URL) -> str:
    """Name a database in messages, without its passwords."""
    if url.get_backend_name() == "sqlite":
        return url.database or "record in memory"
    return _mask(url.set(drivername="postgresql").render_as_string(hide_password=True))


def _mask(address: str) -> str:
    """Hide the password before the host, in an address that cannot be read too, and those among the parameters."""
    hidden = re.sub(r"(?<=://)([^:/?@]*):.*@", r"\1:***@", address)
    return re.sub(r"(?i)(password=)[^&\s]*", r"\1***", hidden)


def make_engine(url: URL, *, create: bool, patience: float) -> Engine:
    """Make the engine of a database; a writer waits `patience` seconds for another one.

    A connection begins with BEGIN, with BEGIN IMMEDIATE where it has the option `writes`, so that a writer never
    finds in the middle of its work that somebody else has written.
    """
    if url.get_backend_name() == "sqlite":
        return _make_sqlite(url, create=create, patience=patience)
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("psycopg", "postgresql") from error
    engine = create_engine(
        url,
        connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={int(patience * 1000)} -c timezone=UTC"},
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _make_sqlite(url: URL, *, create: bool, patience: float) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory and not create and not Path(str(url.database)).exists():
        raise RecordError("there is no record here", path=str(url.database), hint="`communique add FILE` makes one")
    more: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": patience}, **more)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not in_memory and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _choose_wal(connection)

    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _choose_wal(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # A file that may only be read can be read in any journal mode; one that is locked keeps its own for now.
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY):
            raise


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
