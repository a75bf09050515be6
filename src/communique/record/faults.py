"""Errors of databases in the words of communique: one line each, with what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from communique.errors import (
    CommuniqueError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordUnreachableError,
    UsageError,
)

__all__ = ["telling_faults"]

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
SQLITE: dict[int, tuple[type[RecordError], str, str]] = {
    5: (RecordLockedError, "is locked by another process", "wait until it is done, then try again"),
    6: (RecordLockedError, "is locked by another process", "wait until it is done, then try again"),
    8: (RecordError, "may be read but not written", "check who owns the file and its folder"),
    10: (RecordError, "could not be read or written by the disk", "check the disk"),
    11: (RecordError, "is damaged", "restore it from a copy, or add the documents to a new record"),
    13: (RecordFullError, "cannot grow: the disk is full", "make room and run the same command again"),
    14: (RecordError, "cannot be opened", "check that its folder exists and may be written"),
    26: (RecordError, "is not a database", "give the path of a record, or of a file that does not exist yet"),
}
# SQLSTATE of PostgreSQL, https://www.postgresql.org/docs/15/errcodes-appendix.html; the first that begins so counts.
POSTGRESQL: dict[str, tuple[type[RecordError], str, str]] = {
    "55P03": (RecordLockedError, "is locked by another process", "wait until it is done, then try again"),
    "40": (RecordLockedError, "was changed by another process at the same time", "try again"),
    "53100": (RecordFullError, "cannot grow: the server's disk is full", "make room and run the same command again"),
    "25006": (RecordError, "may be read but not written", "connect to the primary server"),
    "42501": (RecordError, "may not be written by this user", "ask for the rights to create tables"),
    "28": (RecordUnreachableError, "does not let us in", "check the user and the password"),
    "3D000": (RecordUnreachableError, "does not exist", "create the database first"),
    "08": (RecordUnreachableError, "cannot be reached", "check that the server runs, its host and its port"),
    "57P": (RecordUnreachableError, "was shut down", "start the server and run the same command again"),
}


@contextmanager
def telling_faults(where: str) -> Iterator[None]:
    """Raise what a database complains of as a RecordError that names the record `where`."""
    try:
        yield
    except CommuniqueError:
        raise
    except DBAPIError as error:
        raise _translate(error, where) from error
    except TimeoutError as error:
        raise RecordLockedError("has no free connection", path=where, hint="close some readers") from error
    except UnicodeError as error:
        raise UsageError("a text with characters that no encoding has", hint="check what was pasted") from error
    except SQLAlchemyError as error:
        raise RecordError(f"cannot be used: {_first_line(error)}", path=where) from error


def _translate(error: DBAPIError, where: str) -> RecordError:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        kind = SQLITE.get(getattr(cause, "sqlite_errorcode", -1) & 0xFF)
    else:
        state = getattr(cause, "sqlstate", None) or ("08" if error.connection_invalidated or _refused(cause) else "")
        kind = next((kind for start, kind in POSTGRESQL.items() if state.startswith(start)), None)
        kind = _by_message(cause) or kind if not getattr(cause, "sqlstate", None) else kind
    if kind:
        made, message, hint = kind
        return made(message, path=where, hint=hint)
    return RecordError(f"the database refused: {_first_line(cause or error)}", path=where)


def _refused(cause: BaseException | None) -> bool:
    return type(cause).__name__ in ("OperationalError", "ConnectionTimeout")


def _by_message(cause: BaseException | None) -> tuple[type[RecordError], str, str] | None:
    """Tell refusals at the door apart: libpq gives no SQLSTATE for them."""
    text = str(cause)
    if "does not exist" in text and "database" in text:
        return POSTGRESQL["3D000"]
    return POSTGRESQL["28"] if "authentication" in text or "role" in text else None


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
