"""Numbers of a claim against what the record holds: bounds on both sides, and numbers that no count reaches."""

import datetime

import pytest

from communique.auditing.comparing import Match, compare
from communique.auditing.counting import check_amount, check_number
from communique.auditing.vocabulary import load_vocabulary
from communique.knowledge import load
from communique.linking import merge
from communique.model import Document, Event, MergedEvent, Participant, Place, Span, Telling
from communique.model.claims import Amount, Claim, Number


def told(words: str, kind: str, *parties: str, count: int | None = None, date: str = "2021-05-03") -> MergedEvent:
    document = Document(id="told", text=words, published=datetime.date(2021, 5, 10))
    event = Event(
        document="told", type=kind, actors=tuple(map(Participant.parse, parties)), place=Place("GHA"), date=date,
        count=count, evidence=Span.of(words, 0, len(words)),
    )  # fmt: skip
    return merge([Telling(event, document)])


def claim(kind: str, *parties: str) -> Claim:
    words = "A claim."
    span = Span.of(words, 0, len(words))
    return Claim(id="one", quote=span, types=(kind,), about=tuple(map(Participant.parse, parties)))


def outcome(number: Number, act: MergedEvent) -> str:
    matches = [Match(act, (), 1.0)]
    return check_number(number, claim(act.type, "GHA"), matches, load_vocabulary()).outcome


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (38, "exactly", "holds"), (40, "exactly", "wrong"), (40, "most", "holds"), (30, "most", "wrong"),
        (30, "least", "holds"), (45, "least", "wrong"), (39, "about", "holds"), (60, "about", "wrong"),
    ],
)  # fmt: skip
def test_who_took_part_by_bound(value: int, bound: str, expected: str) -> None:
    act = told("Ghana hosted a forum.", "gathering", "GHA", count=38)
    assert outcome(Number(value, "members", "state", bound), act) == expected


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (4, "exactly", "holds"),
        (6, "exactly", "wrong"),
        (6, "most", "holds"),
        (3, "most", "wrong"),
        (3, "least", "holds"),
    ],
)
def test_days_by_bound(value: int, bound: str, expected: str) -> None:
    act = told("She stayed in Ghana for four days.", "visit", "KEN/Ann Odera", date="2021-05")
    assert outcome(Number(value, "days", "stay", bound), act) == expected
    dated = told("She stayed in Ghana.", "visit", "KEN/Ann Odera", date="2021-05-03/2021-05-06")
    assert outcome(Number(value, "days", "stay", bound), dated) == expected


@pytest.mark.parametrize(("bound", "expected"), [("exactly", "missing"), ("most", "holds"), ("least", "missing")])
def test_acts_by_bound(bound: str, expected: str) -> None:
    act = told("Ghana and Kenya signed an accord.", "agreement", "GHA", "KEN")
    assert outcome(Number(3, "acts", "accord", bound), act) == expected


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [(12e6, "exactly", "holds"), (15e6, "most", "holds"), (9e6, "most", "wrong"), (15e6, "least", "wrong")],
)
def test_sums_by_bound(value: float, bound: str, expected: str) -> None:
    act = told("Ghana gave 12 million dollars.", "aid", "GHA")
    assert check_amount(Amount(value, "dollar", bound), [Match(act, (), 1.0)]).outcome == expected


def test_a_number_that_no_count_reaches_is_no_number() -> None:
    act = told(f"Ghana hosted a forum of {'9' * 400} states for 1{',000' * 200} dollars.", "gathering", "GHA")
    assert outcome(Number(38, "members", "state"), act) == "missing"
    assert check_amount(Amount(5, "dollar"), [Match(act, (), 1.0)]).outcome == "missing"


@pytest.mark.parametrize(
    ("claimed", "known", "expected"),
    [
        ("Mohammed bin Salman", "Salman bin Abdulaziz", "wrong"),
        ("Bill Clinton", "Hillary Clinton", "wrong"),
        ("Clinton", "Hillary Clinton", "holds"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "holds"),
    ],
)
def test_a_surname_shared_is_not_one_person(claimed: str, known: str, expected: str) -> None:
    act = told("They met in Ghana.", "meeting", f"USA/{known}", "GHA")
    match = compare(claim("meeting", f"USA/{claimed}"), act, load(), hero="GHA")
    assert match.field("who") in ({"missing", "wrong"} if expected == "wrong" else {"holds"})
