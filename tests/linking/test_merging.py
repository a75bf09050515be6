"""What one event says of an act that several documents tell."""

import datetime

import pytest

from communique.linking import merge
from communique.model import Decision, Document, Event, Participant, Place, Span, Telling


def tell(number: int, published: str = "2024-05-10", *, who: str = "FRA/Ana Brun", **fields: object) -> Telling:
    """A telling by a source of its own."""
    document = Document(
        f"d{number}", "It was so.", source=f"s{number}", published=datetime.date.fromisoformat(published)
    )
    told = {"type": "visit", "date": "2024-05-06", "place": Place("DEU", "Berlin"), **fields}
    actors = tuple(map(Participant.parse, who.split(";")))
    return Telling(Event(document=document.id, actors=actors, evidence=Span(0, 9, "It was so"), **told), document)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dates", "merged"),
    [
        (["2024-05", "2024-05-06"], "2024-05-06"),
        (["2023-02", "2023-02-06"], "2023-02-06"),
        (["2024-05-06", "2024-05-05/2024-05-07"], "2024-05-05/2024-05-07"),
        (["2024-05-06/2024-05-12", "2024-05-07/2024-05-08"], "2024-05-07/2024-05-08"),
        (["2024", "", "2024-05"], "2024-05"),
        (["2024-05-06", "2024-05-09", "2024-05-09"], "2024-05-09"),
        (["", ""], ""),
    ],
)
def test_the_date_of_a_stay(dates: list[str], merged: str) -> None:
    assert merge([tell(n, date=date) for n, date in enumerate(dates)]).date == merged


def test_of_talks_the_narrower_time() -> None:
    told = [tell(1, type="meeting", date="2024-05-05/2024-05-07"), tell(2, type="meeting", date="2024-05-06")]
    assert merge(told).date == "2024-05-06"


def test_names_fill_states_and_spellings_are_one_person() -> None:
    told = [
        tell(1, type="meeting", who="FRA;DEU/Max Vogt"),
        tell(2, type="meeting", who="FRA/Ana Brun;DEU/Max  Vogt"),
    ]
    assert [str(p) for p in merge(told).actors] == ["DEU/Max Vogt", "FRA/Ana Brun"]


def test_the_majority_decides_a_conflict_and_the_earlier_a_tie() -> None:
    gathering = {"type": "gathering", "title": "Rhine Forum"}
    told = [tell(1, "2024-05-07", count=45, **gathering), tell(2, count=47, **gathering)]
    assert merge(told).count == 45
    event = merge([*told, tell(3, count=47, **gathering)])
    assert event.count == 47
    (conflict,) = event.conflicts
    assert [(value.value, len(value.events)) for value in conflict.values] == [("47", 2), ("45", 1)]


@pytest.mark.parametrize(
    ("statuses", "merged", "conflict"),
    [
        ([("2024-05-01", "planned"), ("2024-05-07", "occurred")], "occurred", False),
        ([("2024-05-01", "planned"), ("2024-05-05", "cancelled")], "cancelled", False),
        ([("2024-05-05", "cancelled"), ("2024-05-07", "occurred")], "occurred", False),
        ([("2024-05-07", "occurred"), ("2024-05-08", "cancelled"), ("2024-05-09", "occurred")], "occurred", True),
        ([("2024-05-07", "occurred"), ("2024-05-08", "denied")], "occurred", True),
    ],
)
def test_status_changes_with_time(statuses: list[tuple[str, str]], merged: str, conflict: bool) -> None:
    event = merge([tell(n, published, status=status) for n, (published, status) in enumerate(statuses)])
    assert event.status == merged and bool(event.conflicts) is conflict


def test_the_title_with_the_number_that_most_give() -> None:
    titles = ("26th bilateral summit", "27th Franco-Spanish Summit", "the 27th summit", "summit")
    told = [tell(n, type="gathering", title=title) for n, title in enumerate(titles)]
    event = merge(told)
    assert event.title == "27th Franco-Spanish Summit"
    assert [value.value for value in event.conflicts[0].values] == sorted(titles[:3])


def test_the_identifier_is_that_of_the_earliest_and_stays() -> None:
    first, later = tell(1, "2024-05-07"), tell(2, "2024-05-08")
    assert merge([later, first]).id == merge([first]).id != merge([later]).id


def test_a_person_corrects_accepts_and_rejects() -> None:
    told = [tell(1), tell(2)]
    noon = datetime.datetime(2024, 6, 1, 12, tzinfo=datetime.UTC)

    def decide(verdict: str, field: str = "", value: str = "", *, hour: int = 0, **more: object) -> Decision:
        made = noon + datetime.timedelta(hours=hour)
        return Decision(event=told[0].id, verdict=verdict, by="Ada", field=field, value=value, made=made, **more)  # type: ignore[arg-type]

    event = merge(
        told,
        [
            decide("corrected", "city", "Bonn", hour=2),
            decide("corrected", "city", "Potsdam", hour=1),
            decide("corrected", "actors", "FRA/Luc Morel; POL"),
            decide("corrected", "count", "2", hour=3, withdrawn=noon),
        ],
    )
    assert (event.place.city, event.count, event.decision) == ("Bonn", None, "corrected")
    assert [str(p) for p in event.actors] == ["FRA/Luc Morel", "POL"]
    assert merge(told, [decide("accepted"), decide("rejected", hour=1)]).decision == "rejected"
    assert merge(told, [Decision(event="other", verdict="rejected", by="Ada")]).decision == ""
    with pytest.raises(ValueError, match="no field 'colour'"):
        merge(told, [decide("corrected", "colour", "red")])


def test_nothing_and_two_types_make_no_event() -> None:
    for told in ([], [tell(1), tell(2, type="call")]):
        with pytest.raises(ValueError, match="all of one type"):
            merge(told)
