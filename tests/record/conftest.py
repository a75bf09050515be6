"""A record on every database, a PostgreSQL server of its own included."""

import datetime
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.record import Record
from lacking import find_postgresql, load_library

NOON = datetime.datetime(2024, 6, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """A server of its own in a temporary folder: a function that empties its database and tells the address."""
    programs, psycopg = find_postgresql(), load_library("psycopg")
    # Not below pytest's folder: only its owner may enter that, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="communique-tests-"))
    as_root = os.getuid() == 0
    if as_root:
        shutil.chown(folder, "postgres", "postgres")

    def run(*command: str) -> None:
        prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if as_root else []
        program = str(programs / command[0])
        done = subprocess.run([*prefix, program, *command[1:]], capture_output=True, text=True, cwd=folder, timeout=60)
        assert done.returncode == 0, done.stderr

    run(
        "initdb",
        "-D",
        f"{folder}/data",
        "-U",
        "postgres",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", f"{folder}/data", "-o", settings, "-l", f"{folder}/log", "-w", "start")
    run("createdb", "-h", str(folder), "-U", "postgres", "record")

    def make() -> str:
        with psycopg.connect(f"host={folder} user=postgres dbname=record", autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return f"postgresql://postgres@/record?host={folder}"

    try:
        yield make
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    return str(request.getfixturevalue("postgresql")())


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    """An empty record on each kind of database."""
    with Record.open(address, clock=lambda: NOON) as opened:
        yield opened
