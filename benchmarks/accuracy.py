"""Accuracy of the events on the hand-coded sets, by the codebook's score."""

from pathlib import Path

from benchmarks.figures import Figure
from communique import service

__all__ = ["SETS", "measure_accuracy"]

SETS = ("founding", "plain", "hard")


def measure_accuracy(benchmark: Path) -> list[Figure]:
    """Score the sets that the folder `benchmark` has; no figures where it has none."""
    return [figure for name in SETS if (benchmark / name).is_dir() for figure in _measure_set(benchmark / name)]


def _measure_set(folder: Path) -> list[Figure]:
    report = service.evaluate(folder)
    values = {
        "event F1": report.event.f1,
        "event precision": report.event.precision,
        "event recall": report.event.recall,
        "strict F1": report.strict.f1,
        **{f"{field} right, of matched events": of.accuracy for field, of in report.fields.items()},
    }
    return [Figure(f"{folder.name}: {name}", value, "share") for name, value in values.items()]
