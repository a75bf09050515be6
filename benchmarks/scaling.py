"""How a record grows: loading, linking and looking up on made-up documents, in a process of its own for its memory."""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.figures import FOLDER, Figure
from benchmarks.servers import run_postgresql
from benchmarks.world import HEAVY, TOPICS, make_world
from communique.model import Participant, Query
from communique.record import Record
from communique.record.joining import Joiner

__all__ = ["SIZES", "measure_scaling"]

SIZES = (10_000, 100_000)
BATCH = 500
LOOK_UPS = 60


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
    """Load one world and ask it questions; times are of the wall, without the making of the world."""
    linking = _Clock()
    update = Joiner.update
    Joiner.update = linking.around(update)  # type: ignore[method-assign]
    events, spent = 0, 0.0
    with Record.open(address) as record:
        batch = []
        for told in make_world(size):
            batch.append(told)
            events += len(told[1])
            if len(batch) == BATCH:
                spent += _add(record, batch)
        spent += _add(record, batch)
        times = _look_up(record)
        merged = record.count()
    return {
        "events": events,
        "merged": merged,
        "seconds": spent,
        "linking": linking.seconds,
        "median": statistics.median(times) * 1000,
        "late": statistics.quantiles(times, n=20)[-1] * 1000,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _add(record: Record, batch: list) -> float:  # type: ignore[type-arg]
    begun = time.perf_counter()
    record.add_many(batch, coder="benchmark")
    batch.clear()
    return time.perf_counter() - begun


def _look_up(record: Record) -> list[float]:
    """Ask for events of two states in a year, of a state and type in a month, by place, title, words and sources."""
    chance = random.Random(2)
    times = []
    first = next(iter(record.iterate(limit=1)))
    last = next(iter(record.iterate(limit=1, order="newest")))
    days = [first.when.first, last.when.last] if first.when and last.when else []
    for _ in range(LOOK_UPS):
        one, other = chance.sample(HEAVY, 2)
        begin = days[0] + (days[1] - days[0]) * chance.random()
        year = {"first": begin, "last": begin.replace(month=12, day=28)}
        for query in (
            Query(who=(Participant(one), Participant(other)), **year),
            Query(who=(Participant(one),), types=("visit",), first=begin.replace(day=1), last=begin.replace(day=28)),
            Query(country=one, types=("gathering",), **year),
            Query(who=(Participant(one),), title=chance.choice(TOPICS)),
            Query(who=(Participant(one),), least_sources=4, **year),
            Query(types=("agreement",), text=chance.choice(TOPICS), **year),
        ):
            begun = time.perf_counter()
            record.events(query, limit=50)
            times.append(time.perf_counter() - begun)
    return times


class _Clock:
    """The time spent in a function."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, work):  # type: ignore[no-untyped-def]
        """Make a function that does the same and is timed."""

        def timed(*given, **named):  # type: ignore[no-untyped-def]
            begun = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                self.seconds += time.perf_counter() - begun

        return timed


if __name__ == "__main__":
    print(json.dumps(measure_one(sys.argv[1], int(sys.argv[2]))))
