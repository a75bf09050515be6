"""What holds of linking whatever is told: order does not matter, adding touches what it can, nothing is made up."""

import datetime
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.linking import block_keys, cluster, compare, link_all, merge, merge_all
from communique.model import Document, Event, Link, Participant, Place, Span, Telling

PEOPLE = ("FRA/Ana Brun", "FRA/Luc Morel", "DEU/Max Vogt", "DEU", "POL/Jan Nowak", "EU", "UN/Ida Holm")
CITIES = (Place("FRA", "Paris"), Place("FRA"), Place("DEU", "Berlin"), Place("DEU", "Bonn"), Place())
DATES = ("2024-05-03", "2024-05-04", "2024-05-06", "2024-05-03/2024-05-05", "2024-05", "2024-06-20", "2024", "")
TITLES = (
    "",
    "summit",
    "5th Rhine Forum",
    "6th Rhine Forum",
    "treaty on rail",
    "rail treaty",
    "7 million euros for rail",
)
TYPES = ("meeting", "visit", "gathering", "agreement", "pledge", "relation", "message")
FORMS = {
    "visit": ("", "state", "official"),
    "relation": ("established", "upgraded"),
    "message": ("letter", "condolence"),
}


@st.composite
def documents(draw: st.DrawFn) -> list[Telling]:
    """Up to eight documents, each with up to three events on few people, places, days and titles."""
    told = []
    for number in range(draw(st.integers(2, 8))):
        text = "They met and agreed on the railway bridge. " * 3
        published = datetime.date(2024, 5, 7) + datetime.timedelta(days=draw(st.integers(0, 40)))
        document = Document(f"d{number}", text, source=f"s{number % 5}", published=published)
        for place in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(TYPES))
            people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True))
            event = Event(
                document=document.id,
                type=kind,
                actors=tuple(map(Participant.parse, people)),
                targets=(Participant("ITA"),) if kind in ("pledge", "message") else (),
                place=draw(st.sampled_from(CITIES)),
                date=draw(st.sampled_from(DATES)),
                status=draw(st.sampled_from(("occurred", "occurred", "planned", "cancelled"))),
                count=draw(st.sampled_from((None, None, 5, 6))),
                title=draw(st.sampled_from(TITLES)),
                form=draw(st.sampled_from(FORMS.get(kind, ("",)))),
                evidence=Span.of(text, 43 * place, 43 * place + 8),
            )
            told.append(Telling(event, document))
    return list({telling.id: telling for telling in told}.values())


@settings(max_examples=120)
@given(documents(), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(told: list[Telling], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert link_all(told) == link_all(shuffled)
    assert merge_all(told) == merge_all(shuffled)


@settings(max_examples=120)
@given(documents())
def test_a_pair_is_judged_alike_from_both_sides_and_found_by_its_keys(told: list[Telling]) -> None:
    for one in told:
        for other in told:
            link = compare(one, other)
            assert link == compare(other, one)
            if link is not None:
                assert block_keys(one) & block_keys(other)
                assert link.one < link.other and 0.5 <= link.score <= 1 and link.reasons


@settings(max_examples=80)
@given(documents())
def test_merging_what_was_merged_changes_nothing(told: list[Telling]) -> None:
    for event in merge_all(told):
        assert merge(event.tellings) == event
        assert merge(event.tellings[::-1]) == event


@settings(max_examples=80)
@given(documents())
def test_every_telling_is_in_one_event_and_no_document_twice(told: list[Telling]) -> None:
    merged = merge_all(told)
    assert sorted(t.id for event in merged for t in event.tellings) == sorted(t.id for t in told)
    assert len({event.id for event in merged}) == len(merged)
    for event in merged:
        documents_of = [t.document.id for t in event.tellings]
        assert len(documents_of) == len(set(documents_of))


@settings(max_examples=80)
@given(documents())
def test_adding_a_document_touches_only_what_it_is_linked_with(told: list[Telling]) -> None:
    last = told[-1].document.id
    before = [telling for telling in told if telling.document.id != last]
    links = link_all(told)
    touched = {telling.id for telling in told if telling.document.id == last}
    while True:
        grown = touched | {end for link in links for end in (link.one, link.other) if touched & {link.one, link.other}}
        if grown == touched:
            break
        touched = grown
    whole = cluster(told, links)
    alone = cluster(before, link_all(before))
    assert [group for group in whole if not touched & {*group}] == [group for group in alone if not touched & {*group}]
    inside = [telling for telling in told if telling.id in touched]
    part = cluster(inside, [link for link in links if {link.one, link.other} <= touched])
    assert [group for group in whole if touched & {*group}] == part


@settings(max_examples=120)
@given(documents())
def test_every_value_of_a_conflict_is_told_by_somebody(told: list[Telling]) -> None:
    for event in merge_all(told):
        tellings = {telling.id: telling.event for telling in event.tellings}
        for conflict in event.conflicts:
            assert len(conflict.values) > 1
            for value in conflict.values:
                assert value.events
                for id in value.events:
                    one = tellings[id]
                    said = {
                        "participants": " ".join(map(str, (*one.actors, *one.targets))),
                        "place": f"{one.place.city}, {one.place.country}",
                        "count": str(one.count),
                    }.get(conflict.field) or getattr(one, conflict.field)
                    assert value.value in said


@settings(max_examples=80)
@given(documents(), st.data())
def test_a_person_decides(told: list[Telling], data: st.DataObject) -> None:
    one, other = sorted(
        data.draw(st.lists(st.sampled_from(told), min_size=2, max_size=2, unique_by=lambda t: t.id)), key=lambda t: t.id
    )
    for same in (True, False):
        judgement = Link(one=one.id, other=other.id, same=same, score=1.0, by="Ada")
        groups = cluster(told, [*link_all(told), judgement])
        assert any({one.id, other.id} <= {*group} for group in groups) is same
