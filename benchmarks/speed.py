"""Words a second of one core, counted in processor time so that a busy machine does not blur it."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure
from communique import service
from communique.knowledge.world import load
from communique.language.pipeline import Analyser
from communique.language.sentences import split_sentences
from communique.model import Document, When

__all__ = ["measure_speed"]

REPEATS = 2
SCANNED = 2_000_000
LOOK_UPS = (
    ("USA", "president"), ("FRA", "president"), ("DEU", "chancellor"), ("JPN", "prime minister"),
    ("CHN", "foreign minister"), ("IND", "prime minister"),
)  # fmt: skip


def measure_speed(benchmark: Path, examples: Path) -> list[Figure]:
    """Measure on the texts of the hand-coded sets, or on those of `examples` where the machine has no sets."""
    documents = _load_documents(benchmark) or [d for d in service.read(examples) if isinstance(d, Document)]
    analyser = Analyser()
    texts = [document.text for document in documents]
    words = sum(len(analyser.words(text, 0, len(text))) for text in texts)
    parsing = _time(lambda: [analyser.analyse(text, list(split_sentences(text))) for text in texts])
    coding = _time(lambda: [service.code(document) for document in documents])
    return [
        Figure("parsing alone, from raw text", words / parsing, "words/s"),
        Figure("coding, everything included", words / coding, "words/s"),
        Figure("coding, everything included", len(documents) / coding, "documents/s"),
        Figure("words that this rests on", words, ""),
        *_measure_knowledge("\n".join(texts)),
    ]


def _load_documents(benchmark: Path) -> list[Document]:
    paths = [benchmark / name / "documents.jsonl" for name in ("founding", "plain", "hard")]
    outcomes = [outcome for path in paths if path.exists() for outcome in service.read(path)]
    return [outcome for outcome in outcomes if isinstance(outcome, Document)]


def _measure_knowledge(text: str) -> list[Figure]:
    knowledge = load()
    scanned = text * (SCANNED // len(text) + 1)
    matching = _time(lambda: knowledge.matches(scanned))
    days = [When.parse(f"{year}-06-01") for year in range(1995, 2025)]
    looking = _time(lambda: [knowledge.titled(code, title, day) for code, title in LOOK_UPS for day in days])
    return [
        Figure("matching all names", len(scanned.encode()) / 1e6 / matching, "MB/s"),
        Figure("names", len(knowledge.matcher), ""),
        Figure("who held an office on a day", len(LOOK_UPS) * len(days) / looking, "look-ups/s"),
    ]


def _time(work: Callable[[], object]) -> float:
    """Give the least processor time of a few runs after one that does not count."""
    work()
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)
