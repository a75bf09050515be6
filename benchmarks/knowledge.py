"""The knowledge alone: load time, names found a second, mentions resolved a second: `python -m benchmarks.knowledge`.

Processor time of one core, the least of a few runs. The text is that of the examples, repeated: prose dense in names.
"""

import time
from collections.abc import Callable

from benchmarks.figures import FOLDER, Figure, make_group, tabulate
from communique.knowledge import Knowledge
from communique.knowledge.resolution import Resolver
from communique.knowledge.tables import DATA
from communique.model import When

__all__ = ["measure"]

REPEATS = 5
SCANNED = 2_000_000
MENTIONS = ("the French president", "Georgia", "President Xi", "Beijing", "Recep Tayip Erdogan", "the bloc")


def measure() -> list[Figure]:
    """Measure loading, matching with and without the work around the automaton, and resolving."""
    knowledge = Knowledge(DATA)
    tables = _time(lambda: Knowledge(DATA))
    matcher = _time(lambda: Knowledge(DATA).matcher)
    prose = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER.parent / "examples").glob("*.txt")))
    text = prose * (SCANNED // len(prose) + 1)
    size = len(text.encode()) / 1e6
    automaton = _time(lambda: knowledge.matcher.count_hits(text))
    matching = _time(lambda: knowledge.matches(text))
    found = len(knowledge.matches(text))
    resolver, on = Resolver(knowledge), When.parse("2024-06-01")
    resolving = _time(lambda: [resolver.resolve(name, on=on, context=f"{name} spoke.") for name in MENTIONS])
    return [
        Figure("tables alone", tables, "s"),
        Figure("tables and matcher", matcher, "s"),
        Figure("automaton alone", size / automaton, "MB/s"),
        Figure("all names found", size / matching, "MB/s"),
        Figure("names found in a thousand characters", 1000 * found / len(text), ""),
        Figure("mentions resolved", len(MENTIONS) / resolving, "mentions/s"),
    ]


def _time(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    print(tabulate({"knowledge": make_group(measure())}))
