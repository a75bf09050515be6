"""Which acts are but part of another: a welcome at the airport, a letter of credence."""

from typing import Any

import pytest

from communique.coding.drafts import Draft
from communique.coding.standing import stands
from communique.model import Participant, Place, Span, When


def act(kind: str, told: str, *codes: str, day: str = "2024-04-15", **fields: Any) -> Draft:
    """An act of these codes on a day, told in these words."""
    actors = [Participant(code) for code in codes]
    evidence = Span(0, len(told), told)
    return Draft(
        type=kind, order=0, evidence=evidence, when=When.parse(day), **{"sense": "", "actors": actors} | fields
    )


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, False),
        ({"day": "2019"}, True),
        ({"place": Place("CHL")}, True),
        ({"actors": [Participant("CHL")]}, True),
        ({"actors": [Participant("JPN", "Fumio Kishida")]}, False),
    ],
)
def test_an_airport_welcome_is_part_of_that_visit_only(fields: dict[str, Any], standing: bool) -> None:
    told = "received at Lima airport"
    welcome = act("meeting", told, "PER", "JPN", sense="meeting.receive", place=Place("PER", "Lima"))
    visit = act("visit", "arrived", **{"actors": [Participant("JPN")], "place": Place("PER")} | fields)
    assert stands(welcome, [welcome, visit]) is standing


@pytest.mark.parametrize(
    ("told", "codes", "day", "standing"),
    [
        ("presented a letter", ("TCD", "KEN"), "2024-04-15", False),
        ("presented a letter", ("TCD", "KEN"), "2024-03-01", True),
        ("presented a letter", ("TCD", "BRA"), "2024-04-15", True),
        ("the representative brought a letter", ("TCD", "KEN"), "2024-04-15", True),
    ],
)
def test_a_letter_is_one_of_credence_at_its_ceremony_only(
    told: str, codes: tuple[str, ...], day: str, standing: bool
) -> None:
    letter = act("message", told, *codes, day=day, form="letter")
    ceremony = act("representation", "presented his credentials", "KEN", "TCD", form="credentials")
    assert stands(letter, [letter, ceremony]) is standing
