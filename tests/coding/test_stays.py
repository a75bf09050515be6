"""Journeys of a document place its other acts, and talks place journeys, where people and days allow it."""

from typing import Any

import pytest

from communique.coding.drafts import Draft
from communique.coding.stays import settle as settle_by
from communique.knowledge.world import load
from communique.model import Participant, Place, Span, When

HOME = Place(country="SVN", city="Ljubljana")
TEXT = "met the Ambassador of Japan"


def settle(drafts: list[Draft], home: Place) -> None:
    """Settle by the tables that are shipped."""
    settle_by(drafts, home, load())


def act(kind: str, *codes: str, day: str = "2019-05-21", place: Place | None = None, **fields: Any) -> Draft:
    """An act of these codes, on a day or on none."""
    return Draft(
        type=kind,
        sense="",
        actors=[Participant(code) for code in codes],
        place=place or Place(),
        when=When.parse(day) if day else None,
        evidence=fields.pop("evidence", Span(0, 3, "met")),
        **fields,
    )


def test_talks_with_the_host_stand_where_the_visit_is() -> None:
    talks = act("meeting", "SVN", "ALB")
    settle([act("visit", "SVN", place=Place(country="ALB", city="Tirana")), talks], HOME)
    assert talks.place == Place(country="ALB", city="Tirana")
    assert [p.reason for p in talks.provenance] == ["the visit's place"]


@pytest.mark.parametrize(
    "talks",
    [
        act("meeting", "SVN", "ALB", day="2019-06-02"),
        act("meeting", "SVN", "GRC"),
        act("meeting", "KOS", "ALB"),
        act("call", "SVN", "ALB"),
        act("meeting", "SVN", "ALB", day="", status="planned"),
    ],
)
def test_other_days_other_hosts_and_calls_stay_unplaced(talks: Draft) -> None:
    settle([act("visit", "SVN", place=Place(country="ALB")), talks], Place())
    assert not talks.place


def test_two_destinations_leave_it_open() -> None:
    talks = act("meeting", "SVN", "ALB", "MKD")
    settle([act("visit", "SVN", place=Place(country=code)) for code in ("ALB", "MKD")] + [talks], HOME)
    assert not talks.place


def test_the_city_of_the_talks_is_that_of_the_journey() -> None:
    visit = act("visit", "SVN", day="2019-05-21/2019-05-22", place=Place(country="ALB"))
    settle([visit, act("meeting", "SVN", "ALB", place=Place(country="ALB", city="Tirana"))], HOME)
    assert visit.place.city == "Tirana"


def test_envoys_are_met_where_they_serve_unless_by_video() -> None:
    met = act("meeting", "SVN", "JPN", evidence=Span(0, len(TEXT), TEXT))
    seen = act("meeting", "SVN", "JPN", evidence=Span(0, len(TEXT) + 9, TEXT + " by video"))
    settle([met, seen], HOME)
    assert met.place == HOME
    assert not seen.place


def test_credentials_and_embassies_are_placed_in_capitals() -> None:
    presented = act("representation", "ALB", form="credentials")
    embassy, consulate = (
        act("representation", "SVN", form="opened", place=Place(country="ALB"), evidence=Span(0, len(text), text))
        for text in ("opened its embassy", "opened its consulate")
    )
    settle([presented, embassy, consulate], HOME)
    assert [d.place.city for d in (presented, embassy, consulate)] == ["Tirana", "Tirana", ""]
