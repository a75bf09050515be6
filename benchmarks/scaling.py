"""How a record grows: loading, linking and looking up on made-up documents, in a process of its own for its memory."""

import datetime
import itertools
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

from benchmarks.figures import FOLDER, Figure
from benchmarks.servers import run_postgresql, server_seconds
from benchmarks.world import HEAVY, TOPICS, Told, make_world
from communique.model import Participant, Query
from communique.record import Record
from communique.record.joining import Joiner

__all__ = ["SIZES", "measure_scaling"]

SIZES = (10_000, 100_000)
BATCH = 500
LOOK_UPS = 30
REPEATS = 3
P = ParamSpec("P")
T = TypeVar("T")


def measure_scaling(sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """Load worlds of these sizes into SQLite and PostgreSQL; the last size is compared with the first."""
    figures = []
    with run_postgresql() as make_database:
        for name in ("SQLite", "PostgreSQL"):
            found = []
            for size in sizes:
                with tempfile.TemporaryDirectory(prefix="communique-scale-") as folder:
                    address = f"{folder}/record.db" if name == "SQLite" else make_database()
                    found.append(_run(address, size))
                figures += _tell(f"{name}, {size:,} documents", found[-1])
            ratio = found[-1]["seconds"] / found[0]["seconds"] / (sizes[-1] / sizes[0])
            figures.append(Figure(f"{name}: growth of loading and linking, in parts of linear", ratio, ""))
    return figures


def _tell(what: str, found: dict[str, float]) -> list[Figure]:
    return [
        Figure(f"{what}: events", found["events"], ""),
        Figure(f"{what}: merged events", found["merged"], ""),
        Figure(f"{what}: loading and linking", found["seconds"], "s"),
        Figure(f"{what}: of that, linking and merging", found["linking"], "s"),
        Figure(f"{what}: look-up, median", found["median"], "ms"),
        Figure(f"{what}: look-up, 95 of 100 are faster than", found["late"], "ms"),
        Figure(f"{what}: peak memory", found["memory"], "MiB"),
    ]


def _run(address: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scaling", address, str(size)]
    done = subprocess.run(command, cwd=FOLDER.parent, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_one(address: str, size: int) -> dict[str, float]:
    """Load one world and ask it questions; the making of the world does not count.

    Loading is counted in processor time, that of the database server included, so that a busy machine does not blur it;
    a look-up is the least of `REPEATS` runs on the clock.
    """
    meter = _Meter(address)
    Joiner.update = meter.around(Joiner.update)  # type: ignore[method-assign]
    events, spent = 0, 0.0
    with Record.open(address) as record:
        for batch in _batches(make_world(size)):
            events += sum(len(told) for _, told in batch)
            begun = meter.read()
            record.add_many(batch, coder="benchmark")
            spent += meter.read() - begun
        times = _look_up(record)
        merged = record.count()
    return {
        "events": events,
        "merged": merged,
        "seconds": spent,
        "linking": meter.inside,
        "median": statistics.median(times) * 1000,
        "late": statistics.quantiles(times, n=20)[-1] * 1000,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


class _Meter:
    """Processor time of this process and of the database server; `inside` is that of the functions it is put around."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.inside = 0.0

    def read(self) -> float:
        """Give the seconds so far."""
        return time.process_time() + server_seconds(self.address)

    def around(self, work: Callable[P, T]) -> Callable[P, T]:
        """Make a function that does the same and is counted."""

        def counted(*given: P.args, **named: P.kwargs) -> T:
            begun = self.read()
            try:
                return work(*given, **named)
            finally:
                self.inside += self.read() - begun

        return counted


def _batches(told: Iterator[Told]) -> Iterator[list[Told]]:
    while batch := list(itertools.islice(told, BATCH)):
        yield batch


def _look_up(record: Record) -> list[float]:
    """Ask for events of two states in a year, of a state and type in a month, by place, title, words and sources."""
    chance = random.Random(2)
    begin, end = _span(record)
    times = []
    for _ in range(LOOK_UPS):
        one, other = chance.sample(HEAVY, 2)
        day = begin + (end - begin) * chance.random()
        year = {"first": day, "last": day + datetime.timedelta(days=365)}
        for query in (
            Query(who=(Participant(one), Participant(other)), **year),
            Query(who=(Participant(one),), types=("visit",), first=day, last=day + datetime.timedelta(days=30)),
            Query(country=one, types=("gathering",), **year),
            Query(who=(Participant(one),), title=chance.choice(TOPICS)),
            Query(who=(Participant(one),), least_sources=4, **year),
            Query(types=("agreement",), text=chance.choice(TOPICS), **year),
        ):
            runs = []
            for _ in range(REPEATS):
                begun = time.perf_counter()
                record.events(query, limit=50)
                runs.append(time.perf_counter() - begun)
            times.append(min(runs))
    return times


def _span(record: Record) -> tuple[datetime.date, datetime.date]:
    """Give the first and the last day of the record."""
    edges = [next(iter(record.iterate(limit=1, order=order))).when for order in ("date", "newest")]
    assert edges[0] is not None and edges[1] is not None
    return edges[0].first, edges[1].last


if __name__ == "__main__":
    print(json.dumps(measure_one(sys.argv[1], int(sys.argv[2]))))
