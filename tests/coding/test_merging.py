"""One act, one event: when two tellings are one, and what the one keeps."""

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.coding.drafts import Draft
from communique.coding.merging import merge, same_act
from communique.coding.parties import without_doubles
from communique.model import Participant, Place, Span, When

TYPES = ["visit", "meeting", "call", "message", "gathering", "representation", "agreement", "relation", "statement"]
WHO = [
    Participant("FRA"),
    Participant("FRA", "Emmanuel Macron"),
    Participant("KEN"),
    Participant("KEN", "William Ruto"),
]
WHERE = [Place(), Place("FRA"), Place("FRA", "Paris"), Place("KEN", "Nairobi"), Place(region="Europe")]
WHEN = [None, *map(When.parse, ("2024-05-16", "2024-05", "2024-05-15/2024-05-17", "2023"))]
FORMS = {"message": ["", "letter"], "representation": ["", "opened", "closed"], "relation": ["", "upgraded"]}

PATIENT = settings(max_examples=100)


def make(kind: str = "meeting", *, at: int = 0, **fields: object) -> Draft:
    """A draft whose evidence are the ten characters from `at`."""
    evidence = Span(at, at + 10, "x" * 10)
    values = {"actors": [Participant("FRA"), Participant("KEN")], **fields}
    return Draft(type=kind, sense=f"{kind}.test", evidence=evidence, order=at, **values)  # type: ignore[arg-type]


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Drafts that have much in common."""
    kind = draw(st.sampled_from(TYPES))
    actors = without_doubles(tuple(draw(st.lists(st.sampled_from(WHO), min_size=1, max_size=3))))
    others = [p for p in WHO if p.code not in {actor.code for actor in actors}]
    return make(
        kind,
        at=draw(st.sampled_from([0, 5, 100])),
        actors=list(actors),
        targets=draw(st.lists(st.sampled_from(others), max_size=1)) if others else [],
        place=draw(st.sampled_from(WHERE)),
        when=draw(st.sampled_from(WHEN)),
        status=draw(st.sampled_from(["occurred", "planned", "cancelled"])),
        count=draw(st.sampled_from([None, 2, 3])),
        title=draw(st.sampled_from(["", "16th Paris Forum", "Paris Forum", "Nairobi Pact"])),
        form=draw(st.sampled_from(FORMS.get(kind, [""]))),
        definite=draw(st.booleans()),
    )


def describe(found: Sequence[Draft]) -> list[tuple[object, ...]]:
    """What drafts say, without where it was said."""
    return [
        (d.type, tuple(d.actors), tuple(d.targets), d.place, d.when, d.status, d.count, d.title, d.form, d.order)
        for d in found
    ]


def merged(*told: Draft) -> list[Draft]:
    """Merge copies, so that the drafts can be used again."""
    return merge([draft.copy() for draft in told])


@PATIENT
@given(drafts())
def test_an_act_told_twice_in_the_same_words_is_one(draft: Draft) -> None:
    draft.definite = True  # "a meeting in May" told twice may be two; "the meeting in May" is one
    if draft.type in ("agreement", "pledge", "initiative", "aid") and not draft.title:
        return
    assert same_act(draft, draft)
    assert describe(merged(draft, draft)) == describe([draft])


@PATIENT
@given(drafts(), drafts())
def test_what_conflicts_is_never_one_act(a: Draft, b: Draft) -> None:
    dates = a.when is not None and b.when is not None and not a.when.overlaps(b.when)
    countries = a.place.country and b.place.country and a.place.country != b.place.country
    if a.type != b.type or dates or countries:
        assert not same_act(a, b) and not same_act(b, a)


@PATIENT
@given(drafts(), drafts())
def test_whether_two_conflict_does_not_depend_on_their_order(a: Draft, b: Draft) -> None:
    """The second telling of talks or a letter may point back, the first not forward: only that depends on order."""
    if a.type in ("meeting", "call", "message"):
        return
    assert same_act(a, b) == same_act(b, a)


@PATIENT
@given(st.lists(drafts(), max_size=2))
def test_merging_again_changes_nothing(told: list[Draft]) -> None:
    once = merged(*told)
    assert describe(merged(*once)) == describe(once)


@pytest.mark.xfail(reason="a telling that covers two earlier ones joins the first and leaves the second")
def test_merging_again_changes_nothing_where_a_third_telling_bridges_two() -> None:
    once = merged(*(make("message", actors=who) for who in ([WHO[0]], [WHO[2]], [WHO[0], WHO[2]])))
    assert describe(merged(*once)) == describe(once)


@PATIENT
@given(st.lists(drafts(), max_size=6))
def test_nothing_and_nobody_is_lost(told: list[Draft]) -> None:
    kept = merged(*told)
    assert len(kept) <= len(told)
    assert {d.type for d in kept} == {d.type for d in told}
    assert {c for d in kept for c in d.codes()} == {c for d in told for c in d.codes()}


@PATIENT
@given(st.permutations(["visit", "gathering", "message", "relation", "statement", "call"]))
def test_order_of_different_acts_does_not_matter(kinds: list[str]) -> None:
    told = [make(kind, at=100 * TYPES.index(kind)) for kind in kinds]
    assert sorted(map(repr, describe(merged(*told)))) == sorted(map(repr, describe(told)))


def test_names_the_narrower_time_and_the_nearer_place_are_kept() -> None:
    vague = make(when=When.parse("2024-05"), place=Place("FRA"))
    exact = make(when=When.parse("2024-05-16"), place=Place("FRA", "Paris"), actors=[WHO[1], WHO[3]])
    for told in ((vague, exact), (exact, vague)):
        (one,) = merged(*told)
        assert (one.when, one.place) == (When.day(datetime.date(2024, 5, 16)), Place("FRA", "Paris"))
        assert set(one.actors) == {WHO[1], WHO[3]}


def test_of_a_stay_the_whole_stay_is_kept() -> None:
    day = make("visit", when=When.parse("2024-05-16"), place=Place("KEN"), actors=[WHO[1]])
    stay = make("visit", when=When.parse("2024-05-15/2024-05-17"), place=Place("KEN"), actors=[WHO[1]])
    for told in ((day, stay), (stay, day)):
        assert [d.when for d in merged(*told)] == [stay.when]


def test_what_was_planned_and_then_happened_is_one_act() -> None:
    plan = make("visit", when=When.parse("2024-05"), status="planned", place=Place("KEN"), actors=[WHO[1]])
    fact = make("visit", when=When.parse("2024-05-16"), place=Place("KEN"), actors=[WHO[1]])
    assert [d.status for d in merged(plan, fact)] == ["occurred"]
    assert len(merged(plan, make("visit", status="cancelled", place=Place("KEN"), actors=[WHO[1]]))) == 2


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (make(), make(at=50), True),
        (make(), make(actors=[Participant("FRA"), Participant("UGA")]), False),
        (make(), make("call"), False),
        (make(), make(count=3), False),
        (make("gathering", title="16th BRICS Summit"), make("gathering", title="BRICS Summit"), True),
        (make("gathering", title="16th BRICS Summit"), make("gathering", title="17th BRICS Summit"), False),
        (make("gathering", title="BRICS Summit"), make("gathering", title="Paris Forum"), False),
        (make("agreement", title="trade agreement"), make("agreement", title="fishing pact"), False),
        (make("visit", place=Place("KEN", "Nairobi")), make("visit", place=Place("KEN", "Mombasa")), False),
        (make("visit", place=Place("KEN", "Bogotá")), make("visit", place=Place("KEN", "Bogota")), True),
        (make("relation", form="severed"), make("relation", form="restored"), False),
        (make("representation", form="opened"), make("representation", form="closed"), False),
        (make("sanction", targets=[WHO[0]], form="imposed"), make("sanction", targets=[WHO[2]], form="imposed"), False),
    ],
)
def test_same_act(a: Draft, b: Draft, same: bool) -> None:
    assert same_act(a, b) is same


def test_two_tellings_of_one_cancelled_act_keep_the_narrower_date() -> None:
    wide, tight = (
        make("visit", at=n, status="cancelled", when=When.parse(d)) for n, d in ((0, "2024-04"), (50, "2024-04-12"))
    )
    (one,) = merged(wide, tight)
    assert one.when == When.parse("2024-04-12")


def test_every_value_keeps_its_source() -> None:
    first, second = make(), make(at=50)
    first.note("date", "2024-05", Span(0, 3, "May"), "stated")
    second.note("date", "2024-05-16", None, "the story's time")
    (one,) = merged(first, second)
    assert [(p.value, p.reason) for p in one.provenance] == [("2024-05", "stated"), ("2024-05-16", "the story's time")]
