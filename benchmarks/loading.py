"""What it takes until the program can start, each in a process of its own."""

import subprocess
import sys

from benchmarks.figures import Figure

__all__ = ["measure_loading"]

REPEATS = 3
TIMED = """
import resource, time
begun = time.perf_counter()
{code}
took = time.perf_counter() - begun
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
WEIGHTS = """
from communique.language.network import Network
from communique.language.pipeline import MODEL
begun = time.perf_counter()
Network.load(MODEL)
"""
MODEL = "from communique.language.pipeline import load, network; load(); network()"
KNOWLEDGE = "from communique.knowledge.world import load; load().matcher"
TABLES = """
from communique.knowledge.world import load
begun = time.perf_counter()
load()
"""
FIRST_EVENTS = "import communique; communique.code('Vaira Petraite met Ion Pop in Oslo on 3 May 2024.')"


def measure_loading() -> list[Figure]:
    """Measure load times (imports included but where the name says otherwise) and the memory of the whole coder."""
    last = _run(FIRST_EVENTS)
    return [
        Figure("English model, weights alone", _run(WEIGHTS)[0], "s"),
        Figure("English model, with imports of spaCy and numpy", _run(MODEL)[0], "s"),
        Figure("knowledge, tables alone", _run(TABLES)[0], "s"),
        Figure("knowledge and its matcher, with imports", _run(KNOWLEDGE)[0], "s"),
        Figure("from import to the events of a first sentence", last[0], "s"),
        Figure("peak memory of that", last[1] / 1024, "MiB"),
    ]


def _run(code: str) -> tuple[float, float]:
    """Give the least of a few times in seconds and the memory in KiB."""
    script = TIMED.format(code=code.strip())
    runs = [
        subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        for _ in range(REPEATS)
    ]
    return min(float(run[0]) for run in runs), min(float(run[1]) for run in runs)
