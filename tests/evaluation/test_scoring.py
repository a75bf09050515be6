"""The score: a small set by hand, and the same figures as the benchmark's script."""

import json
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import EvaluationError
from communique.evaluation import Gold, Judged, Report, judge_fields, load_gold, match, score, to_judged
from communique.model import Event, Participant, Place, Span

VISIT = Judged(
    doc="d",
    type="visit",
    actors=(Participant("FRA", "Anne Marie Dupont"),),
    place=Place("NOR", "Tromsø"),
    date="2024-05-05/2024-05-06",
    evidence="flew",
)
PACT = Judged(
    doc="d",
    type="agreement",
    actors=(Participant("FRA"), Participant("NOR")),
    date="2024-05",
    count=2,
    title="Arctic Pact",
)
STANCE = Judged(doc="d", type="statement", actors=(Participant("FRA"),))
GOLD = Gold((), (VISIT, PACT, STANCE))


def changed(event: Judged, **fields: object) -> Judged:
    """The event with some fields replaced."""
    return msgspec.structs.replace(event, **fields)


def test_gold_against_itself_is_perfect() -> None:
    report = score(GOLD, GOLD.events)
    assert report.event.f1 == report.strict.f1 == 1.0
    assert (report.event.gold, report.event.coded) == (2, 2)
    assert {field: of.of for field, of in report.fields.items()} == {
        "city": 1, "count": 1, "country": 1, "date": 2, "participants": 2, "status": 2, "title": 1
    }  # fmt: skip
    assert report.faults == ()


def test_nothing_coded_scores_nothing() -> None:
    report = score(GOLD, [])
    assert report.event.f1 == 0.0 and report.event.gold == 2
    assert len(report.faults) == 3 and all(fault.coded is None for fault in report.faults)


def test_figures_of_a_set_with_every_kind_of_fault() -> None:
    coded = [
        changed(VISIT, place=Place("NOR", "Oslo"), status="planned"),
        changed(PACT, doc="elsewhere"),
        changed(PACT, date="2023"),
        Judged(doc="d", type="call", actors=(Participant("FRA"),)),
    ]
    report = score(GOLD, coded)
    assert (report.event.precision, report.event.recall) == (1 / 3, 1 / 2)
    assert report.event.f1 == pytest.approx(0.4)
    assert report.strict.f1 == 0.0
    assert report.fields["city"].accuracy == 0.0 and report.fields["country"].accuracy == 1.0
    assert [fault.wrong for fault in report.faults if fault.wrong] == [("city", "status")]
    assert sorted(report.types) == ["agreement", "call", "statement", "visit"]


@pytest.mark.parametrize(
    ("change", "matches"),
    [
        ({"type": "meeting"}, False),
        ({"place": Place("SWE")}, False),
        ({"place": Place()}, True),
        ({"date": ""}, True),
        ({"date": "2024"}, True),
        ({"date": "2024-06"}, False),
        ({"actors": (Participant("FRA"), Participant("DEU"))}, True),
        ({"actors": (Participant("FRA"), Participant("DEU"), Participant("ITA"))}, False),
        ({"actors": (), "targets": (Participant("FRA"),)}, True),
    ],
)
def test_what_can_be_one_event(change: dict[str, object], matches: bool) -> None:
    assert bool(match([VISIT], [changed(VISIT, **change)])) is matches


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Anne Dupont", True),
        ("Dupont", True),
        ("ANNE-MARIE DUPONT", True),
        ("Anne Marie", True),
        ("Durand", False),
        ("", False),
    ],
)
def test_names_may_lack_middle_parts(name: str, right: bool) -> None:
    verdicts = judge_fields(VISIT, changed(VISIT, actors=(Participant("FRA", name),)))
    assert verdicts["participants"] is right


def test_accents_and_half_a_title_are_forgiven() -> None:
    assert judge_fields(VISIT, changed(VISIT, place=Place("NOR", "TROMSØ")))["city"]
    assert judge_fields(PACT, changed(PACT, title="the pact of 2024"))["title"]
    assert not judge_fields(PACT, changed(PACT, title="treaty"))["title"]


def test_best_pair_is_matched_first() -> None:
    near = changed(VISIT, place=Place("NOR"), date="2024-05")
    assert match([near, VISIT], [VISIT]) == [(1, 0)]


def test_coded_event_becomes_what_the_score_sees() -> None:
    event = Event(
        document="d", type="visit", actors=VISIT.actors, place=VISIT.place, date=VISIT.date, evidence=Span(0, 4, "flew")
    )  # fmt: skip
    assert to_judged(event) == VISIT


EVENTS = st.lists(
    st.builds(
        Judged,
        doc=st.just("d"),
        type=st.sampled_from(["visit", "call", "statement"]),
        actors=st.lists(st.builds(Participant, st.sampled_from("ABC"), st.sampled_from(["", "X Y"])), max_size=3).map(
            tuple
        ),
        date=st.sampled_from(["", "2024", "2024-05", "2024-05-05/2024-05-06"]),
    ),
    max_size=6,
)


@given(EVENTS, EVENTS)
def test_figures_stay_in_bounds(gold: list[Judged], coded: list[Judged]) -> None:
    report = score(Gold((), tuple(gold)), coded)
    for figures in (report.event, report.strict, *report.types.values()):
        assert 0 <= figures.f1 <= 1 and min(figures.precision, figures.recall) <= figures.f1 + 1e-9
    assert report.strict.f1 <= report.event.f1


@pytest.mark.parametrize(
    ("line", "message"),
    [('{"type": "visit"}', "doc"), ("[]", "object"), ("rubbish", "malformed|invalid"), ("\xff", "malformed|invalid")],
)
def test_broken_gold_names_the_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "documents.jsonl").write_text('{"id": "d", "text": "One."}\n', encoding="utf-8")
    (tmp_path / "events.jsonl").write_text(f'{{"doc": "d", "type": "visit"}}\n{line}\n', encoding="latin-1")
    with pytest.raises(EvaluationError, match=message) as caught:
        load_gold(tmp_path)
    assert caught.value.line == 2


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"documents\.jsonl"):
        load_gold(tmp_path)


def perturb(event: Judged, chance: random.Random) -> Judged:
    """Spoil one field or none."""
    first = event.actors[:1]
    spoilt: list[dict[str, object]] = [
        {},
        {"date": ""},
        {"date": "2024"},
        {"status": "planned"},
        {"type": "meeting"},
        {"actors": first},
        {"actors": tuple(Participant(p.code) for p in event.actors)},
        {"actors": event.targets, "targets": event.actors},
        {"place": Place()},
        {"title": event.title[: len(event.title) // 2]},
        {"count": 3},
        {"actors": tuple(Participant(p.code, p.name.split()[-1] if p.name else "") for p in event.actors)},
    ]
    return changed(event, **chance.choice(spoilt))


def to_line(event: Judged) -> str:
    """The event as a line of events.jsonl."""
    row = msgspec.to_builtins(event)
    row["actors"], row["targets"] = list(map(str, event.actors)), list(map(str, event.targets))
    return json.dumps(row)


def run_script(script: Path, gold: Path, coded: Path) -> object:
    """The figures of the benchmark's own script."""
    command = [sys.executable, str(script), str(gold), str(coded), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def figures_of(report: Report) -> object:
    """The figures in the form of the script."""
    shown = msgspec.to_builtins(report)
    del shown["faults"]
    return shown


@pytest.mark.parametrize("name", ["founding", "plain", "hard"])
@pytest.mark.parametrize("seed", [1, 2])
def test_same_figures_as_the_benchmark(benchmark_folder: Path, tmp_path: Path, name: str, seed: int) -> None:
    gold = load_gold(benchmark_folder / name)
    chance = random.Random(seed)
    coded = [perturb(event, chance) for event in gold.events for _ in range(chance.choice([0, 1, 1, 1, 2]))]
    chance.shuffle(coded)
    path = tmp_path / "coded.jsonl"
    path.write_text("\n".join(map(to_line, coded)), encoding="utf-8")
    wanted = run_script(benchmark_folder / "score.py", benchmark_folder / name / "events.jsonl", path)
    assert figures_of(score(gold, coded)) == wanted
