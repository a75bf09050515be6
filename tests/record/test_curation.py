"""Decisions of persons: they win in the merged view, are kept with name and note, and outlive re-coding."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from communique.errors import UnknownIdError, UsageError
from communique.model import Document, Event, MergedEvent, Query
from communique.record import Record
from telling import meeting, tell

ANA = {"by": "Ana"}


def add(record: Record, *coded: tuple[Document, list[Event]], coder: str = "one") -> None:
    """Add several documents."""
    record.add_many(coded, coder=coder)


def only(events: Sequence[MergedEvent]) -> MergedEvent:
    """The one event of a list."""
    (event,) = events
    return event


def test_accepting_is_kept_with_name_and_note(record: Record) -> None:
    add(record, meeting())
    event = only(record.events())
    assert only(record.accept(event.id, by=" Ana ", note="seen the photograph")).decision == "accepted"
    entry = only(record.log())  # type: ignore[arg-type]
    assert (entry.action, entry.by, entry.note) == ("accept", "Ana", "seen the photograph")
    assert entry.events == (event.tellings[0].id,) and entry.made and not entry.lost


def test_a_rejected_event_is_found_only_where_it_is_asked_for(record: Record) -> None:
    add(record, meeting())
    event = only(record.events())
    record.reject(event.id, **ANA)
    assert record.events() == [] and record.count() == 0
    assert only(record.events(Query(decision="rejected"))).id == event.id
    assert record.event(event.id).decision == "rejected"


def test_a_correction_wins_and_the_tellings_stay(record: Record) -> None:
    add(record, meeting("2024-05-16"))
    event = only(record.events())
    changed = record.correct(event.id, date="2024-05-17", city="Harbin", actors="CHN/Xi Jinping; RUS", count=2, **ANA)
    assert only(changed) == only(record.events())
    event = only(changed)
    assert (event.date, event.place.city, event.count, event.decision) == ("2024-05-17", "Harbin", 2, "corrected")
    assert list(map(str, event.actors)) == ["CHN/Xi Jinping", "RUS"]
    assert event.tellings[0].event.date == "2024-05-16"
    assert only(record.correct(event.id, count="", date="2024", **ANA)).count is None
    assert only(record.events()).date == "2024" and len(record.log()) == 6


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "nothing is corrected"),
        ({"colour": "red"}, "no field 'colour'"),
        ({"date": "May 2024"}, "no EDTF date"),
        ({"status": "maybe"}, "no status"),
        ({"actors": "china; RUS"}, "'china' has no code"),
        ({"targets": "Xi Jinping"}, "'Xi Jinping' has no code"),
        ({"country": "XQX"}, "no code of a state"),
        ({"count": "some"}, "no count"),
        ({"form": "signed"}, "no form of a meeting"),
        ({"actors": ""}, "needs an actor"),
        ({"city": "Harbin", "by": " "}, "who decides"),
        ({"city": "Harbin", "by": "machine"}, "who decides"),
    ],
)
def test_corrections_that_make_no_sense_change_nothing(record: Record, fields: dict[str, Any], message: str) -> None:
    add(record, meeting())
    before = record.events()
    with pytest.raises(UsageError, match=message):
        record.correct(before[0].id, **(ANA | fields))
    assert record.events() == before and record.log() == []


def test_joining_and_splitting(record: Record) -> None:
    add(record, meeting("2024-05-16", source="A"), meeting("2024-09-30", source="B"), meeting("2024-05-16", source="C"))
    one, other = record.events()
    assert len(one.tellings) == 2 and len(other.tellings) == 1
    joined = only(record.join(one.id, other.id, **ANA))
    assert len(joined.tellings) == 3 and record.events() == [joined]
    late = next(telling.id for telling in joined.tellings if telling.source == "B")
    assert sorted(len(event.tellings) for event in record.split(late, **ANA)) == [1, 2]
    assert only(record.join(one.id, late, **ANA)).id == joined.id, "the later decision wins"
    assert len(record.split(joined.id, **ANA)) == 3, "of a merged event, every telling is its own"
    assert [entry.action for entry in record.log()] == ["join", "split", "join", "split"]
    assert {link.by for link in record.links()} == {"machine", "Ana"}


def test_later_reports_do_not_undo_a_split(record: Record) -> None:
    add(record, meeting(source="A"), meeting(source="B"))
    record.split(only(record.events()).tellings[0].id, **ANA)
    add(record, meeting(source="C"))
    assert record.count() == 2


def test_decisions_that_make_no_sense(record: Record) -> None:
    add(record, meeting(source="A"), meeting(source="B", who="FRA;DEU"))
    one, other = (event.id for event in record.events())
    with pytest.raises(UsageError, match="two events"):
        record.join(one, one, **ANA)
    with pytest.raises(UsageError, match="one telling only"):
        record.split(one, **ANA)
    with pytest.raises(UsageError, match="several merged events"):
        record.split(one, other, **ANA)
    with pytest.raises(UsageError, match="no event is named"):
        record.accept(**ANA)
    with pytest.raises(UnknownIdError, match="no event 'x'"):
        record.accept(one, "x", **ANA)
    text = "France visited."
    add(record, tell(text, {"type": "visit", "who": "FRA", "quote": text}))
    visit = only(record.events(Query(types=("visit",))))
    with pytest.raises(UsageError, match="never one event"):
        record.join(one, visit.id, **ANA)
    assert record.log() == []


def test_a_decision_can_be_withdrawn_and_stays_in_the_log(record: Record) -> None:
    add(record, meeting(source="A"), meeting(source="B"))
    before = only(record.events())
    record.correct(before.id, date="2024-05-01", **ANA)
    record.split(before.tellings[0].id, **ANA)
    assert record.count() == 2
    assert len(record.withdraw(record.log()[1].id, by="Ben", note="same photograph")) == 1
    record.withdraw(record.log()[0].id, by="Ben")
    assert record.events() == [before]
    assert [(entry.withdrawn_by, entry.withdrawn_note) for entry in record.log()] == [
        ("Ben", ""),
        ("Ben", "same photograph"),
    ]
    with pytest.raises(UnknownIdError, match="no standing decision"):
        record.withdraw(record.log()[0].id, by="Ben")


def test_coding_anew_never_loses_a_decision(record: Record) -> None:
    document, told = meeting(source="A")
    add(record, (document, told), meeting(source="B"))
    event = only(record.events())
    record.correct(told[0].id, city="Harbin", note="map", **ANA)
    record.split(told[0].id, **ANA)
    anew = msgspec.structs.replace(told[0], date="2024-05", evidence=msgspec.structs.replace(told[0].evidence))
    add(record, (document, [anew]), coder="two")
    assert record.count() == 2, "what was split stays split"
    assert record.event(anew.id).place.city == "Harbin" and record.event(anew.id).decision == "corrected"
    assert record.log()[0].events[0] == anew.id
    add(record, (document, []), coder="three")
    assert record.log()[0].lost == (told[0].id,) and record.count() == 1
    add(record, (document, told), coder="four")
    assert record.event(told[0].id).place.city == "Harbin" and record.count() == 2
    assert event.type == "meeting"


def test_a_corrected_text_keeps_the_decisions_on_what_it_still_says(record: Record) -> None:
    old = "Xi Jinping met Vladimir Putin in Beijing on Thursday. Nobody else came."
    new = "CORRECTED. On Friday it rained. Xi Jinping met Vladimir Putin in Beijing on Thursday. Two others came."
    quote = "Xi Jinping met Vladimir Putin in Beijing on Thursday"
    event = {"type": "meeting", "who": "CHN/Xi Jinping;RUS/Vladimir Putin", "quote": quote}
    add(record, tell(old, event, url="https://x.example/1"))
    record.reject(only(record.events()).id, **ANA)
    add(record, tell(new, event, url="https://x.example/1"))
    assert record.events() == [] and only(record.events(Query(decision="rejected"))).tellings[0].document.text == new


def test_a_decision_counts_for_one_act_only(record: Record) -> None:
    add(record, meeting(source="A"), meeting(source="B"))
    event = only(record.events())
    record.correct(event.id, city="Harbin", **ANA)
    parts = record.split(event.tellings[1].id, **ANA)
    assert sorted(part.place.city for part in parts) == ["Beijing", "Harbin"]
    assert record.event(event.tellings[0].id).place.city == "Harbin"
