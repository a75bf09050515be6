"""Hundreds of short texts, one phenomenon a file: schema, judge, and the shares that pass against pinned floors."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.errors import EvaluationError
from communique.evaluation import Judged
from communique.model import Event, Participant, Place, Span

FLOORS = Path(__file__).parent / "floors.json"
LEAST = 300
HINT = "pytest tests/coding --write-floors"
TALKS = Judged(
    doc="x",
    type="meeting",
    actors=(Participant("FRA", "Emmanuel Macron"), Participant("KEN", "William Ruto")),
    place=Place("FRA", "Paris"),
    date="2023-06-22",
)
GOOD = "- {id: a, published: 2023-06-22, text: Talks., events: [{type: meeting, actors: [FRA, KEN], date: 2023-06}]}\n"


def shares(outcomes: Sequence[Any]) -> dict[str, float]:
    """Share of cases that pass, by phenomenon and over all, cut (not rounded) to three decimals."""
    groups: dict[str, list[bool]] = {"overall": []}
    for outcome in outcomes:
        groups["overall"].append(not outcome.faults)
        groups.setdefault(outcome.phenomenon, []).append(not outcome.faults)
    return {name: sum(passed) * 1000 // len(passed) / 1000 for name, passed in groups.items()}


def move_floors(path: Path, now: dict[str, float], *, lower: bool) -> None:
    """Pin the shares of now. Raises ValueError where a floor would sink or go and `lower` does not allow it."""
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    sinking = sorted(name for name, floor in before.items() if now.get(name, -1) < floor)
    if sinking and not lower:
        raise ValueError(f"{', '.join(sinking)} would sink: add --lower-floors")
    path.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")


def judge(report: ModuleType, expected: Sequence[Judged], coded: Sequence[Judged]) -> list[str]:
    """First word of every fault, with the fields that are wrong."""
    return [fault.partition(":")[0].partition(" meeting")[0] for fault in report.judge(expected, coded)]


def vary(**fields: Any) -> Judged:
    """`TALKS` with other values."""
    return Judged(**{name: getattr(TALKS, name) for name in TALKS.__struct_fields__} | fields)


def test_the_table_is_long_and_well_formed(case_report: ModuleType) -> None:
    cases = case_report.load_cases()
    assert sum(map(len, cases.values())) >= LEAST
    for phenomenon, group in cases.items():
        assert len(group) >= 10, phenomenon
        assert all(case.id.startswith(f"{phenomenon}-") for case in group), phenomenon
        assert len({case.text for case in group}) == len(group), phenomenon


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("id: a,", "id: a, mood: good,", "mood"),
        ("actors: [FRA, KEN]", "actors: [FRA, KEN], venue: Paris", "venue"),
        ("type: meeting", "type: chat", "chat"),
        ("date: 2023-06", "date: 2023-13", "EDTF"),
        ("date: 2023-06", "form: state", "state"),
        ("date: 2023-06", "status: dreamt", "dreamt"),
        ("date: 2023-06", "place: {town: Paris}", "town"),
        ("[FRA, KEN]", "[France, KEN]", "France"),
        ("[FRA, KEN]", "[]", "actor"),
        (GOOD, GOOD + GOOD, "a is the id of another case"),
    ],
)
def test_what_breaks_the_schema_is_refused(
    case_report: ModuleType, tmp_path: Path, before: str, after: str, message: str
) -> None:
    (tmp_path / "visits.yaml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(EvaluationError, match=message):
        case_report.load_cases(tmp_path)


def test_the_judge_finds_what_is_wrong(case_report: ModuleType) -> None:
    assert judge(case_report, [TALKS], [TALKS]) == []
    assert judge(case_report, [TALKS], [vary(place=Place("FRA", "Nice"))]) == []
    assert judge(case_report, [TALKS], []) == ["missing"]
    assert judge(case_report, [TALKS], [TALKS, vary(date="2021")]) == ["extra"]
    assert judge(case_report, [TALKS], [vary(date="2023-06")]) == ["wrong date"]
    assert judge(case_report, [TALKS], [vary(date="")]) == ["wrong date"]
    assert judge(case_report, [TALKS], [vary(status="planned", place=Place())]) == ["wrong country, status"]
    assert judge(case_report, [TALKS], [vary(actors=(Participant("FRA"), TALKS.actors[1]))]) == ["wrong participants"]
    assert judge(case_report, [vary(count=3)], [TALKS]) == ["wrong count"]
    assert judge(case_report, [vary(title="G20 summit")], [vary(title="G20")]) == []
    assert judge(case_report, [vary(title="G20 summit in Bali")], [vary(title="G20")]) == ["wrong title"]
    assert judge(case_report, [vary(date="")], [TALKS]) == []


def test_statements_are_left_out(case_report: ModuleType, tmp_path: Path) -> None:
    class Talker:
        def code(self, document: Any) -> list[Event]:
            evidence = Span.of(document.text, 0, 5)
            return [Event(document=document.id, type="statement", actors=(Participant("FRA"),), evidence=evidence)]

    text = GOOD.replace("type: meeting", "type: statement")
    (tmp_path / "statements.yaml").write_text(text, encoding="utf-8")
    (outcome,) = case_report.run(Talker(), case_report.load_cases(tmp_path))
    assert (outcome.phenomenon, outcome.expected, outcome.coded, outcome.faults) == ("statements", (), (), ())


def test_floors_sink_only_when_told_to(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    move_floors(path, {"overall": 0.5}, lower=False)
    move_floors(path, {"overall": 0.6}, lower=False)
    with pytest.raises(ValueError, match="overall would sink"):
        move_floors(path, {"overall": 0.4}, lower=False)
    assert json.loads(path.read_text()) == {"overall": 0.6}
    move_floors(path, {"overall": 0.4}, lower=True)
    assert json.loads(path.read_text()) == {"overall": 0.4}


@pytest.mark.slow
def test_shares_hold_their_floors(
    outcomes: Sequence[Any], report_lines: list[str], request: pytest.FixtureRequest
) -> None:
    now = shares(outcomes)
    if request.config.getoption("write_floors", False):
        move_floors(FLOORS, now, lower=request.config.getoption("lower_floors", False))
    if not FLOORS.exists():
        report_lines.append(f"no floors are pinned yet: {HINT}")
        return
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    risen = sorted(name for name, share in now.items() if share > floors.get(name, -1))
    if risen:
        report_lines.append(f"above their floors: {', '.join(risen)} (pin with {HINT})")
    assert floors.keys() <= now.keys()
    assert {name: now[name] for name, floor in floors.items() if now[name] < floor} == {}
