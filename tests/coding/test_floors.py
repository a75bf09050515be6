"""Accuracy on the hand-coded sets against pinned floors, which may only rise.

`pytest tests/coding --write-floors` pins what is measured, less a margin; a floor sinks with `--lower-floors` alone. A
set whose files are not those that were pinned is no yardstick: its hash guards it.
"""

import hashlib
import math
from pathlib import Path

import msgspec
import pytest

from communique import service
from communique.evaluation import Report

FLOORS = Path(__file__).parent / "benchmark_floors.json"
SETS = ("founding", "plain", "hard")
MARGIN = 0.01
HINT = "pytest tests/coding --write-floors"


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a set must reach: event F1 and strict F1, and the hash of its files."""

    corpus: str
    event: float
    strict: float


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Load the floors; none where there is no file."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Floor]) if path.exists() else {}


def save_floors(floors: dict[str, Floor], path: Path = FLOORS) -> None:
    """Write the floors."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(floors.items()))), indent=1) + b"\n")


def hash_corpus(folder: Path) -> str:
    """Hash the texts and the gold of a set."""
    digest = hashlib.sha256()
    for name in ("documents.jsonl", "events.jsonl"):
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def measure(folder: Path, report: Report) -> Floor:
    """Give what a report allows to pin: its figures less the margin, cut (not rounded) to three decimals."""
    event, strict = (
        max(0.0, math.floor((figures.f1 - MARGIN) * 1000) / 1000) for figures in (report.event, report.strict)
    )
    return Floor(hash_corpus(folder), event, strict)


def move(name: str, before: Floor | None, now: Floor, *, lower: bool) -> Floor:
    """Give the floor to pin: of one corpus the higher of both. Raises ValueError where the corpus is another.

    `lower` pins what is measured now, whatever was pinned before.
    """
    if before is None or lower:
        return now
    if before.corpus != now.corpus:
        raise ValueError(f"{name} is another corpus than the one pinned: add --lower-floors")
    return Floor(now.corpus, max(before.event, now.event), max(before.strict, now.strict))


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_accuracy_holds_its_floor(
    name: str, benchmark_folder: Path, report_lines: list[str], request: pytest.FixtureRequest
) -> None:
    folder = benchmark_folder / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    report = service.evaluate(folder)
    report_lines.append(f"{name:<16} event F1 {report.event.f1:.3f}, strict F1 {report.strict.f1:.3f}")
    if request.config.getoption("write_floors", False):
        lower = request.config.getoption("lower_floors", False)
        floors = load_floors()
        floors[name] = move(name, floors.get(name), measure(folder, report), lower=lower)
        save_floors(floors)
    floor = load_floors()[name]
    assert hash_corpus(folder) == floor.corpus, f"{name} is another corpus than the one pinned: {HINT}"
    assert report.event.f1 >= floor.event
    assert report.strict.f1 >= floor.strict


def test_every_set_has_a_floor_that_the_issue_asks_for() -> None:
    """The least that the project promises, whatever was measured (the bars of its first issue)."""
    floors = load_floors()
    assert tuple(sorted(floors)) == tuple(sorted(SETS))
    for name, event, strict in (("founding", 0.80, 0.50), ("plain", 0.75, 0.45), ("hard", 0.50, 0.25)):
        assert floors[name].event >= event and floors[name].strict >= strict, name


def test_a_floor_only_rises() -> None:
    pinned = Floor("a", 0.8, 0.5)
    assert move("x", None, pinned, lower=False) == pinned
    assert move("x", pinned, Floor("a", 0.7, 0.6), lower=False) == Floor("a", 0.8, 0.6)
    assert move("x", pinned, Floor("a", 0.7, 0.6), lower=True) == Floor("a", 0.7, 0.6)
    with pytest.raises(ValueError, match="x is another corpus"):
        move("x", pinned, Floor("b", 0.9, 0.9), lower=False)


def test_floors_are_kept_as_they_were_written(tmp_path: Path) -> None:
    floors = {"b": Floor("1", 0.8, 0.5), "a": Floor("2", 0.7, 0.4)}
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors
    assert load_floors(tmp_path / "none.json") == {}


def test_hash_tells_one_corpus_from_another(tmp_path: Path) -> None:
    for name, text in (("documents.jsonl", "a"), ("events.jsonl", "b")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = hash_corpus(tmp_path)
    assert before == hash_corpus(tmp_path)
    (tmp_path / "events.jsonl").write_text("c", encoding="utf-8")
    assert hash_corpus(tmp_path) != before
