"""A PostgreSQL server for the time of a measurement."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["run_postgresql"]

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
