"""The score of linking: B-cubed on small partitions, and a set with one conflict."""

import json
from pathlib import Path

import pytest

from communique.errors import EvaluationError
from communique.evaluation import load_linked_gold, score_linking
from communique.evaluation.linking import b_cubed

TEXTS = {
    "a": "On 3 May Ana Lima met Bo Lee in Lisbon.",
    "b": "Ana Lima and Bo Lee met in Lisbon on 4 May.",
    "c": "Ana Lima rang Bo Lee on 9 May.",
}
EVENTS = [
    {"doc": "a", "type": "meeting", "date": "2024-05-03", "evidence": "met", "cluster": "one"},
    {"doc": "b", "type": "meeting", "date": "2024-05-04", "evidence": "met", "cluster": "one"},
    {"doc": "c", "type": "call", "date": "2024-05-09", "evidence": "rang", "cluster": "two"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents, two of which tell one meeting and disagree on its day."""
    documents = [{"id": doc, "text": text, "published": "2024-05-10"} for doc, text in TEXTS.items()]
    people = ["PRT/Ana Lima", "KOR/Bo Lee"]
    events = [{**event, "actors": people, "place": {"country": "PRT", "city": "Lisbon"}} for event in EVENTS]
    conflicts = [{"cluster": "one", "field": "date", "values": {"a": "2024-05-03", "b": "2024-05-04"}}]
    for name, rows in (("documents", documents), ("events", events), ("conflicts", conflicts)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_b_cubed_by_hand() -> None:
    wanted = {0: "a", 1: "a", 2: "a", 3: "b"}
    found = {0: 1, 1: 1, 2: 2, 3: 2}
    figures = b_cubed(wanted, found)
    assert figures.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert figures.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert (figures.gold, figures.found) == (2, 2)


def test_given_events_are_linked_and_their_conflict_found(folder: Path) -> None:
    report = score_linking(load_linked_gold(folder))
    assert (report.lines, report.matched, report.share) == (3, 3, 1.0)
    assert report.clusters.f1 == 1.0 and report.clusters.found == 2
    assert (report.conflicts.precision, report.conflicts.recall) == (1.0, 1.0)
    assert report.faults == report.conflict_faults == ()


def test_only_matched_lines_count(folder: Path) -> None:
    report = score_linking(load_linked_gold(folder), code=lambda document: [])
    assert (report.lines, report.matched, report.share) == (3, 0, 0.0)
    assert [fault.kind for fault in report.conflict_faults] == ["missed"]


def test_faults_are_listed(folder: Path) -> None:
    rows = [{**json.loads(line), "cluster": "all"} for line in (folder / "events.jsonl").read_text().splitlines()]
    (folder / "events.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = score_linking(load_linked_gold(folder))
    assert [(fault.kind, fault.clusters) for fault in report.faults] == [("split", ("all",))]
    assert {(fault.kind, fault.cluster) for fault in report.conflict_faults} == {("missed", "one"), ("extra", "all")}


@pytest.mark.parametrize("gone", ["conflicts.jsonl", "documents.jsonl"])
def test_a_missing_file_is_told(folder: Path, gone: str) -> None:
    (folder / gone).unlink()
    with pytest.raises(EvaluationError, match=gone):
        load_linked_gold(folder)


def test_an_event_without_a_cluster_is_told(folder: Path) -> None:
    with (folder / "events.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"doc": "a", "type": "call"}')
    with pytest.raises(EvaluationError, match="cluster") as caught:
        load_linked_gold(folder)
    assert caught.value.line == 4
