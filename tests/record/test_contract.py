"""What a record promises, on every database alike."""

import datetime
import hashlib

import msgspec
import pytest

from communique.errors import CodingError, CommuniqueError, UnknownIdError
from communique.model import Document, Event, Participant, Provenance, Query, Span
from communique.record import Record
from telling import meeting, tell

XI = Participant("CHN", "Xi Jinping")


def test_what_is_added_comes_back_as_it_was(record: Record) -> None:
    document, told = meeting(source="Xinhua", url="https://x.example/1", published="2024-05-16", path="a.html")
    added = record.add(document, told, coder="test")
    assert (added.outcome, added.events, added.links, added.document) == ("new", 1, 0, document.id)
    (event,) = record.events()
    (telling,) = event.tellings
    assert (telling.event, telling.document) == (told[0], document)
    assert event.actors == told[0].actors and event.place == told[0].place and event.date == "2024-05-16"
    assert record.document(document.id) == document and record.documents() == [document]
    assert record.event(event.id) == event == record.event(told[0].id)


def test_one_act_of_two_sources_is_one_event(record: Record) -> None:
    one, other = meeting(source="Xinhua"), meeting(source="TASS")
    record.add(*one, coder="test")
    assert record.add(*other, coder="test").links == 1
    (event,) = record.events()
    assert event.sources == ("TASS", "Xinhua") and len(event.tellings) == 2
    (link,) = record.links()
    assert {link.one, link.other} == {one[1][0].id, other[1][0].id} and link.same and link.by == "machine"
    assert link.reasons and link.made


def test_the_same_again_changes_nothing_but_when_it_was_seen(address: str) -> None:
    days = iter(datetime.datetime(2024, 6, day, tzinfo=datetime.UTC) for day in range(1, 30))
    with Record.open(address, clock=lambda: next(days)) as record:
        record.add(*meeting(), coder="test")
        before = record.events()
        again = record.add(*meeting(path="elsewhere.txt"), coder="test")
        assert (again.outcome, record.events(), len(record.documents(superseded=True))) == ("same", before, 1)


def test_a_corrected_page_takes_the_place_of_the_old_one(record: Record) -> None:
    old = meeting("2024-05-15", url="https://x.example/1", source="Xinhua")
    new = meeting("2024-05-16", url="https://x.example/1", source="Xinhua")
    record.add(*old, coder="test")
    added = record.add(*new, coder="test")
    assert (added.outcome, added.supersedes) == ("correction", old[0].id)
    assert [event.date for event in record.events()] == ["2024-05-16"]
    assert record.documents() == [new[0]]
    assert sorted(one.id for one in record.documents(superseded=True)) == sorted([old[0].id, new[0].id])
    assert record.document(old[0].id) == old[0]
    assert record.add(*old, coder="test").outcome == "same"
    assert [event.date for event in record.events()] == ["2024-05-16"]


@pytest.mark.parametrize(
    ("old", "new", "corrects"),
    [
        ({"path": "a.txt"}, {"path": "a.txt"}, True),
        ({"path": "a.txt"}, {"path": "b.txt"}, False),
        ({"path": "a.jsonl"}, {"path": "a.jsonl"}, False),
        ({"path": "a.jsonl", "id": "7"}, {"path": "b.jsonl", "id": "7"}, True),
        ({"path": "a.html", "url": "https://x.example/1"}, {"path": "a.html", "url": "https://x.example/2"}, False),
        ({"url": "https://x.example/1#top"}, {"url": "https://x.example/1"}, True),
    ],
)
def test_what_is_one_page(record: Record, old: dict[str, str], new: dict[str, str], corrects: bool) -> None:
    record.add(*meeting("2024-05-15", **old), coder="test")
    added = record.add(*meeting("2024-05-16", **new), coder="test")
    assert (added.outcome == "correction") == corrects


def test_coding_anew_replaces_the_events(record: Record) -> None:
    document, told = meeting()
    other = msgspec.structs.replace(told[0], date="2024-05")
    record.add(document, told, coder="one")
    assert record.add(document, [other], coder="two").outcome == "recoded"
    assert [event.date for event in record.events()] == ["2024-05"]
    better = msgspec.structs.replace(told[0], lexicon="meeting.met", provenance=())
    record.add(document, [better], coder="three")
    (event,) = record.events()
    assert event.tellings[0].event == better


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"evidence": Span(0, 3, "Abc")}, "are not 'Abc'"),
        ({"provenance": (Provenance("date", "2024", Span(0, 900, "x"), ""),)}, "are not 'x'"),
        ({"document": "other"}, "is of document 'other'"),
        ({"type": "party"}, "no type"),
        ({"status": "maybe"}, "no status"),
        ({"date": "2024-13"}, "no EDTF date"),
        ({"actors": ()}, "no participant"),
        ({"actors": (Participant("X" * 101),)}, "more than 100"),
        ({"count": 2**70}, "an event counts"),
    ],
)
def test_nothing_is_kept_of_a_document_with_an_event_that_cannot_be(
    record: Record, change: dict[str, object], message: str
) -> None:
    document, told = meeting()
    wrong = msgspec.structs.replace(told[0], **change)
    with pytest.raises(CodingError, match=message):
        record.add_many([meeting("2024-05-01"), (document, [wrong])], coder="test")
    assert record.documents() == [] and record.events() == []


@pytest.mark.parametrize("id", ["", "x" * 501])
def test_documents_have_identifiers_that_can_be_written_down(record: Record, id: str) -> None:
    with pytest.raises(CodingError, match="identifier"):
        record.add(Document(id=id, text="A text."), [], coder="test")


def test_what_is_very_long_or_large_is_kept(record: Record) -> None:
    name = "".join(chr(97 + number * 7 % 26) for number in range(3000))
    text = " ".join(hashlib.sha512(str(number).encode()).hexdigest() for number in range(12_000))
    quote = text[:9000]
    event = {"type": "gathering", "who": f"CHN/{name}", "quote": quote, "title": f"{name} Summit", "count": 360 * 10**9}
    url = f"https://x.example/{text[:4000]}"
    record.add(*tell(text, event, url=url, source=name, id="x" * 500), coder="test")
    assert record.count(Query(who=(Participant("CHN", name.upper()),), text=quote[100:200], source=name)) == 1
    assert record.events()[0].count == 360 * 10**9
    assert len(record.documents(text=text[-128:])) == 1
    assert record.add(*tell(f"{text}.", url=url), coder="test").outcome == "correction"


def test_an_identifier_that_was_cited_once_is_found_for_good(record: Record) -> None:
    record.add(*meeting(source="B", published="2024-05-20"), coder="test")
    (before,) = record.events()
    record.add(*meeting(source="A", published="2024-05-16"), coder="test")
    (after,) = record.events()
    assert after.id != before.id and record.event(before.id) == after


def test_questions_in_characters_that_no_encoding_has(record: Record) -> None:
    for ask in (record.event, lambda text: record.events(Query(text=text))):
        with pytest.raises(CommuniqueError):
            ask("\udcff a")


def test_unknown_identifiers(record: Record) -> None:
    with pytest.raises(UnknownIdError, match="has no event 'x'"):
        record.event("x")
    with pytest.raises(UnknownIdError, match="has no document 'x'"):
        record.document("x")


def test_hostile_text_is_stored_with_its_offsets(record: Record) -> None:
    text = "A\x00B \ud800 met'; DROP TABLE events; -- 习近平 C."
    document, told = tell(text, {"type": "meeting", "who": "CHN/A\x00B;RUS/C", "quote": text[:-1]})
    record.add(document, told, coder="test")
    (event,) = record.events()
    evidence = event.tellings[0].event.evidence
    stored = event.tellings[0].document.text
    assert stored[evidence.start : evidence.end] == evidence.text and len(stored) == len(text)
    assert "习近平" in stored and "\x00" not in stored
    assert record.add(document, told, coder="test").outcome == "same"


def test_events_of_one_document_that_share_their_evidence_are_kept(record: Record) -> None:
    text = "They signed a treaty and a protocol."
    document, told = tell(
        text,
        *({"type": "agreement", "who": "FRA;ESP", "quote": text, "title": title} for title in ("treaty", "protocol")),
    )
    record.add(document, told, coder="test")
    assert sorted(event.title for event in record.events()) == ["protocol", "treaty"]


def test_a_document_without_events_is_kept(record: Record) -> None:
    record.add(Document(id="1", text="Nothing happened."), [], coder="test")
    assert record.count() == 0 and record.document("1").published is None


def test_orders_and_limits(record: Record) -> None:
    dates = ["2024-05-16", "", "2024-03", "2023"]
    record.add_many([meeting(date, source=date) for date in dates], coder="test")
    assert [event.date for event in record.events()] == ["2023", "2024-03", "2024-05-16", ""]
    assert [event.date for event in record.events(order="newest", limit=2)] == ["2024-05-16", "2024-03"]
    assert record.count(Query(who=(XI,))) == 4 and len(list(record.iterate(Query(who=(XI,)), limit=3))) == 3
    assert Event in {type(event.tellings[0].event) for event in record.events()}
