"""A PostgreSQL server for the time of a measurement."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["run_postgresql", "server_seconds"]

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@contextmanager
def run_postgresql() -> Iterator[Callable[[], str]]:
    """Start a server with its default settings in a temporary folder.

    Gives what makes a database and tells its address. Raises FileNotFoundError where Debian's PostgreSQL is lacking.
    """
    if not BINARIES:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="communique-pg-"))
    prefix: list[str] = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(program: str, *options: str) -> None:
        command = [*prefix, str(BINARIES[-1] / program), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)

    run("initdb", "-D", f"{folder}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    run("pg_ctl", "-D", f"{folder}/data", "-o", settings, "-l", f"{folder}/log", "-w", "start")
    made = 0

    def make() -> str:
        nonlocal made
        made += 1
        run("createdb", "-h", str(folder), "-U", "postgres", f"record{made}")
        return f"postgresql://postgres@/record{made}?host={folder}"

    try:
        yield make
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "fast", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def server_seconds(address: str) -> float:
    """Give the processor time that the server of an address has used so far; none where it has no server of its own."""
    folder = Path(address.rpartition("host=")[2])
    lock = folder / "data" / "postmaster.pid"
    if "host=" not in address or not lock.exists():
        return 0.0
    server = int(lock.read_text().splitlines()[0])
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # After the name: state, parent, ..., utime, stime and those of children that have ended (proc(5)).
        if int(path.parent.name) == server:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == server:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
