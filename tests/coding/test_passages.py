"""The project's own passages, hand-coded before the coder saw them, against a pinned floor.

Thirty-six passages in the registers of foreign ministries, agencies, declarations, briefings, reviews and works of
reference, all written for the project. `pytest tests/coding --write-floors` pins what is measured less a margin.
"""

import json
import math
from pathlib import Path

import msgspec
import pytest

from communique import service
from communique.evaluation import load_gold

FOLDER = Path(__file__).parent / "passages"
FLOOR = Path(__file__).parent / "passages_floor.json"
MARGIN = 0.02
LEAST = 36


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the passages must reach: event F1 and strict F1."""

    event: float
    strict: float


def test_gold_is_evidenced_and_covers_every_type() -> None:
    rows = [json.loads(line) for line in (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {row["id"]: f"{row['title']}\n{row['text']}" for row in rows}
    assert len(texts) == len(rows) >= LEAST
    events = load_gold(FOLDER).events
    assert [event for event in events if event.evidence not in texts[event.doc]] == []
    assert len({event.type for event in events}) == 15


@pytest.mark.slow
def test_accuracy_holds_its_floor(report_lines: list[str], request: pytest.FixtureRequest) -> None:
    report = service.evaluate(FOLDER)
    report_lines.append(f"passages         event F1 {report.event.f1:.3f}, strict F1 {report.strict.f1:.3f}")
    if request.config.getoption("write_floors", False):
        pinned = (max(0.0, math.floor((f.f1 - MARGIN) * 1000) / 1000) for f in (report.event, report.strict))
        FLOOR.write_bytes(msgspec.json.format(msgspec.json.encode(Floor(*pinned)), indent=1) + b"\n")
    floor = msgspec.json.decode(FLOOR.read_bytes(), type=Floor)
    assert report.event.f1 >= floor.event
    assert report.strict.f1 >= floor.strict
