"""Databases that are locked, full, damaged, unreachable, of another version: one clear line, nothing half-written."""

import multiprocessing
import socket
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from communique.errors import (
    MissingExtraError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordUnreachableError,
    RecordVersionError,
    UsageError,
)
from communique.record import Record
from communique.record.engines import find_url, name_of
from communique.record.migrating import HEAD
from telling import meeting, tell


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a record of one document lies."""
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        record.add(*meeting(), coder="test")
    return path


def one_line(error: pytest.ExceptionInfo[RecordError], where: object) -> str:
    """The message, which has one line and names the database."""
    told = str(error.value)
    assert "\n" not in told and str(where) in told and error.value.hint
    return told


def test_a_locked_file(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(path, patience=0.1) as record:
        assert record.count() == 1, "reading goes on while another process writes"
        with pytest.raises(RecordLockedError, match="locked by another process") as error:
            record.add(*meeting("2024-05-01"), coder="test")
        one_line(error, path)
        other.execute("ROLLBACK")
        other.close()
        assert record.add(*meeting("2024-05-01"), coder="test").outcome == "new"


def test_a_locked_server(postgresql: object) -> None:
    address = postgresql()  # type: ignore[operator]
    with Record.open(address) as one, Record.open(address, patience=0.2) as other:
        with one._write(), pytest.raises(RecordLockedError, match="locked by another process"):
            other.add(*meeting(), coder="test")
        assert other.add(*meeting(), coder="test").outcome == "new"


def test_a_full_disk(path: Path) -> None:
    with Record.open(path) as record:
        with record._read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        before = record.events(), record.documents()
        with pytest.raises(RecordFullError, match="the disk is full") as error:
            record.add(
                *tell("Long text. " * 50_000, {"type": "visit", "who": "FRA", "quote": "Long text"}), coder="test"
            )
        one_line(error, path)
        assert (record.events(), record.documents()) == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary. " * 100)
    with pytest.raises(RecordError, match="is not a database") as error:
        Record.open(path)
    one_line(error, path)
    assert path.read_text().startswith("Dear diary")


def test_a_damaged_file(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(RecordError, match="is damaged") as error, Record.open(path) as record:
        record.add(*meeting("2024-05-01"), coder="test")
    one_line(error, path)


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE books (title)")
    with pytest.raises(RecordError, match="is a database, but no record") as error:
        Record.open(path)
    one_line(error, path)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record here") as error:
        Record.open(tmp_path / "none.db", create=False)
    one_line(error, tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "empty.db").touch()
    with pytest.raises(RecordError, match="holds no record"):
        Record.open(tmp_path / "empty.db", create=False)
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.open(tmp_path / "no" / "folder.db")


def test_a_file_that_may_only_be_read(path: Path) -> None:
    with Record.open(f"sqlite:///file:{path}?mode=ro&uri=true") as record:
        assert record.count() == 1
        with pytest.raises(RecordError, match="may be read but not written"):
            record.add(*meeting("2024-05-01"), coder="test")


def test_a_record_of_a_newer_version(address: str) -> None:
    with Record.open(address) as record, record._write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordVersionError, match=f"tables 9999, this one knows {HEAD}") as error:
        Record.open(address)
    assert "install a newer communique" in str(error.value)


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(RecordUnreachableError, match="cannot be reached") as error:
        Record.open(f"postgresql://ana:secret@127.0.0.1:{port}/record")
    assert "secret" not in one_line(error, f"127.0.0.1:{port}/record")


def test_a_server_that_does_not_know_us(postgresql: object) -> None:
    address = postgresql()  # type: ignore[operator]
    with pytest.raises(RecordUnreachableError, match="create the database first"):
        Record.open(address.replace("/record", "/nothing"))
    with pytest.raises(RecordUnreachableError, match="does not let us in"):
        Record.open(address.replace("postgres@", "nobody@"))


@pytest.mark.parametrize("address", ["mysql://localhost/x", "nonsense://", "://x", "postgresql://u@host:notaport/x"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(UsageError) as error:
        Record.open(address)
    assert error.value.hint


def test_addresses() -> None:
    assert find_url("a/b.db").database == "a/b.db"
    assert find_url("postgres://h/x").drivername == find_url("postgresql://h/x").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:secret@h/x?password=secret",
        "postgresql://h/x?sslPassword=secret&host=/tmp&password=secret",
        "postgresql://u:secret@h:notaport/x?password=secret",
        "://u:se/cr@secret@h?password=secret",
    ],
)
def test_passwords_are_not_told(address: str) -> None:
    try:
        told = name_of(find_url(address))
    except UsageError as error:
        told = str(error)
    assert "secret" not in told and "***" in told and "\n" not in told


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r"communique\[postgresql\]"):
        Record.open("postgresql://localhost/x")


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_without_a_frame_library(monkeypatch: pytest.MonkeyPatch, library: str, method: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with Record.open("sqlite://") as record, pytest.raises(MissingExtraError, match=library):
        getattr(record, method)()


def _write_some(address: str, name: str) -> None:
    with Record.open(address) as record:
        for number in range(8):
            record.add(*meeting(source=f"{name} {number}"), coder="test")


def test_processes_make_a_record_and_write_it_at_once(address: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_some, args=(address, name)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with Record.open(address, create=False) as record:
        (event,) = record.events()
        assert len(event.tellings) == 16
