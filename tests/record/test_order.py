"""The record is the same whatever the order of arrival, and however many documents a transaction has."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.linking import compare
from communique.model import Document, Event, Link, Query, Telling
from communique.record import Record
from telling import meeting, tell

Told = tuple[Document, list[Event]]


def make_documents() -> list[Told]:
    """Reports of a few acts by several sources: exact, vague, conflicting, planned, with and without names."""
    draw = random.Random(11)
    pairs = [
        "CHN/Xi Jinping;RUS/Vladimir Putin",
        "CHN;RUS",
        "CHN/Xi Jinping;RUS",
        "FRA/Emmanuel Macron;DEU/Olaf Scholz",
    ]
    dates = ["2024-05-16", "2024-05-17", "2024-05", "2024", "", "2024-09-30"]
    told = [
        meeting(
            draw.choice(dates),
            draw.choice(pairs),
            source=f"Source {number}",
            status=draw.choice(["occurred", "occurred", "planned"]),
            published=draw.choice(["2024-05-15", "2024-05-18", "2024-10-02"]),
        )
        for number in range(14)
    ]
    text = "Mr Putin came to China in May. The two signed a statement in Beijing."
    visit = {"type": "visit", "who": "RUS/Vladimir Putin", "quote": "Mr Putin came to China in May", "date": "2024-05"}
    signed = {
        "type": "agreement",
        "who": "CHN;RUS",
        "quote": "The two signed a statement in Beijing",
        "title": "statement",
    }
    told += [
        tell(text, visit | {"place": {"country": "CHN"}}, signed, source=source, id=f"text of {source}")
        for source in ("A", "B", "C")
    ]
    return told


DOCUMENTS = make_documents()


def dump(record: Record) -> tuple[object, ...]:
    """All that a record says, without its own keys and the times of its work."""
    links = [(link.one, link.other, link.same, link.score, link.by, link.reasons) for link in record.links()]
    rejected = record.events(Query(decision="rejected"))
    return record.events() + rejected, sorted(links), record.documents(superseded=True)


def fill(told: Sequence[Told], sizes: Sequence[int]) -> Record:
    """A record in memory, filled in this order, so many documents at a time."""
    record, at = Record.open("sqlite://"), 0
    for size in [*sizes, len(told)]:
        record.add_many(told[at : at + size], coder="test")
        at += size
    return record


@pytest.fixture(scope="module")
def expected() -> tuple[object, ...]:
    """What a record of the documents says, one added after the other."""
    with fill(DOCUMENTS, [1] * len(DOCUMENTS)) as record:
        return dump(record)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(told=st.permutations(DOCUMENTS), sizes=st.lists(st.integers(1, 6), max_size=6))
def test_order_of_arrival_changes_nothing(expected: tuple[object, ...], told: list[Told], sizes: list[int]) -> None:
    with fill(told, sizes) as record:
        assert dump(record) == expected


def test_the_documents_are_worth_the_test(expected: tuple[object, ...]) -> None:
    events, links, documents = expected
    sizes = {len(event.tellings) for event in events}  # type: ignore[attr-defined]
    assert len(sizes) >= 3 and any(event.conflicts for event in events)  # type: ignore[attr-defined]
    assert len(links) > 10 and len(documents) == len(DOCUMENTS)  # type: ignore[arg-type]


def test_both_databases_say_the_same(record: Record, expected: tuple[object, ...]) -> None:
    record.add_many(DOCUMENTS, coder="test")
    assert dump(record) == expected


def test_events_of_one_document_are_not_judged(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def look(one: Telling, other: Telling) -> Link | None:
        judged.append((one.document.id, other.document.id))
        return compare(one, other)

    monkeypatch.setattr("communique.record.joining.compare", look)
    say = {"type": "meeting", "who": "CHN;RUS", "date": "2024-05-16"}
    text = "China and Russia met. Later China and Russia met again."
    for source in "AB":
        quotes = ("China and Russia met.", "China and Russia met again")
        record.add(*tell(text, *(say | {"quote": q} for q in quotes), source=source, id=source), coder="test")
    record.relink()
    assert judged and all(one != other for one, other in judged)


def test_judging_anew_changes_nothing_unless_the_judge_does(
    record: Record, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    record.add_many(DOCUMENTS, coder="test")
    one, other = record.events()[:2]
    record.correct(one.id, city="Harbin", by="Ana")
    before = dump(record)
    again = record.relink()
    assert (again.links, again.made, again.withdrawn) == (len(expected[1]), 0, 0) and dump(record) == before  # type: ignore[arg-type]
    with monkeypatch.context() as strict:
        strict.setattr("communique.record.joining.compare", lambda one, other: None)
        strict.setattr("communique.record.joining.AT_ONCE", 3)
        assert record.relink().withdrawn == again.links
        assert record.links() == [] and {len(event.tellings) for event in record.events()} == {1}
        assert len(record.links(withdrawn=True)) == again.links
    monkeypatch.setattr("communique.record.joining.AT_ONCE", 3)
    assert record.relink().made == again.links and dump(record) == before
    assert other in record.events()
