"""Journeys of a document place its other acts, and talks place journeys, where people and days allow it."""

from typing import Any

import pytest

from communique.coding.context import Narrative
from communique.coding.drafts import Draft
from communique.coding.stays import settle as settle_by
from communique.knowledge.world import load
from communique.model import Document, Participant, Place, Span, When

HOME = Place(country="SVN", city="Ljubljana")
TEXT = "met the Ambassador of Japan"


def settle(drafts: list[Draft], home: Place, *, published: str = "2019-05-30", dateline: Place | None = None) -> None:
    """Settle by the tables that are shipped, in a text of that day and place."""
    document = Document(id="d", source="", text="")
    story = Narrative(document, When.parse(published), review_year=None)
    story.dateline = dateline or Place()
    settle_by(drafts, home, load(), story)


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


ARRIVED = Participant("UN", "Ban Ki-moon")


def journey(place: Place, day: str, order: int) -> Draft:
    """A journey of the Secretary-General."""
    return Draft(
        type="visit",
        sense="",
        actors=[ARRIVED],
        place=place,
        when=When.parse(day),
        order=order,
        evidence=Span(0, 0, ""),
    )


def test_those_who_have_arrived_meet_others_there_until_they_travel_on() -> None:
    lima, quito = Place(country="PER", city="Lima"), Place(country="ECU", city="Quito")
    met = act("meeting", "CHL", day="2019-05-22", order=20)
    later = act("meeting", "COL", day="2019-05-24", order=40)
    for talks in (met, later):
        talks.actors.append(ARRIVED)
    settle([journey(lima, "2019-05-21", 10), met, journey(quito, "2019-05-23", 30), later], Place())
    assert (met.place, later.place) == (lima, quito)


def test_foreigners_meet_on_the_sidelines_of_the_gathering_where_they_are() -> None:
    summit = act("gathering", "CHL", place=Place(country="PER", city="Lima"), title="APEC Summit")
    met = act("meeting", "CHL", "JPN", place=Place(country="PER", city="Lima"))
    hosted = act("meeting", "CHL", "PER", place=Place(country="PER", city="Lima"))
    settle([summit, met, hosted], Place())
    assert (met.title, hosted.title) == ("APEC Summit", "")


def test_talks_of_these_days_are_at_home_or_at_the_dateline() -> None:
    home, line, old = act("meeting", "SVN", "JPN"), act("meeting", "CHL", "JPN"), act("meeting", "SVN", "JPN")
    old.when = When.parse("2018-05-21")
    settle([home, old], HOME, published="2019-05-22")
    settle([line], Place(), published="2019-05-21", dateline=Place(country="JPN", city="Tokyo"))
    assert (home.place, old.place, line.place.city) == (HOME, Place(), "Tokyo")


def test_a_journey_dated_by_days_is_nearer_than_one_dated_by_its_month() -> None:
    congress = act("gathering", "SVN", day="2019-05-21/2019-05-22", title="Congress of Envoys")
    near = act("visit", "SVN", day="2019-05-21/2019-05-22", place=Place(country="ALB"))
    loose = act("visit", "SVN", day="2019-05", place=Place(country="MKD"))
    settle([near, loose, congress], Place())
    assert congress.place.country == "ALB"
