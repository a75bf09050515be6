"""What the journeys of a whole document tell of where its other acts took place, and those of the cities of journeys.

A minister who travels to a state meets its ministers there; talks told in one city of it place the journey. What is
lent is noted as inferred.
"""

import datetime
import itertools
from collections.abc import Iterable

from communique.coding.company import keep_company, meet_again, tell_namesakes
from communique.coding.context import Narrative
from communique.coding.drafts import STAGED, UNREAL, Draft
from communique.coding.hosting import is_remote, seat_of
from communique.knowledge.world import Knowledge
from communique.model import Place, When

__all__ = ["as_one_stay", "settle", "with_legs"]

CITY_STATES = {"SGP": "Singapore", "MCO": "Monaco", "SMR": "San Marino"}
ENVOYS = frozenset(["ambassador", "ambassadors", "envoy", "chargé", "commissioner", "commissioners", "nuncio"])
WEEK = 7
LONGEST = 14
LATELY = datetime.timedelta(days=2)


def settle(drafts: list[Draft], home: Place, knowledge: Knowledge, story: Narrative) -> None:
    """Lend places among the acts of one document that share people and days.

    `home` is where those meet at home whose text it is; `story` knows where and when it is told.
    """
    tell_namesakes(drafts, knowledge)
    visits = [d for d in drafts if d.type == "visit" and d.place.country and d.count is None]
    for draft in drafts:
        if draft.type in STAGED and not draft.place:
            around = [v for v in visits if _during(draft, v)]
            _lend(draft, {v.place for v in _closest(draft, around)}, "the visit's place")
    keep_company(drafts, story)
    for draft in drafts:
        if draft.type == "meeting" and not draft.place and _receives(draft, visits, home.country, story.now):
            draft.locate(home, None, "met at home")
        if draft.type == "meeting" and not draft.place and _where_told(draft, story):
            draft.locate(story.dateline, None, "the dateline")
        if draft.type == "representation" and not draft.place.city and draft.status not in UNREAL:
            _at_seat(draft, knowledge)
    meet_again(drafts)
    for draft in drafts:
        if draft.place.country == story.dateline.country and not draft.place.city and _written_there(draft, story):
            draft.locate(story.dateline, None, "the dateline")
    for draft in drafts:
        if draft.place.country in CITY_STATES and not draft.place.city:
            draft.locate(Place(country=draft.place.country, city=CITY_STATES[draft.place.country]), None, "a city")
        if draft.type in ("visit", *STAGED) and draft.place.country and not draft.place.city:
            others = (d for d in drafts if d is not draft and d.place.city and _beside(draft, d))
            _lend(draft, {d.place for d in others}, "the city of the same days")


def with_legs(drafts: list[Draft]) -> list[Draft]:
    """Date the destinations that a sentence names of a tour, itself told without one, by its departure (ruling 2)."""
    tours = [d for d in drafts if d.type == "visit" and not d.place and d.when is not None and d.count is None]
    for tour in tours:
        legs = [d for d in drafts if d.type == "visit" and d.place and d.actors == tour.actors]
        for leg in legs:
            if leg.when is None and tour.when is not None:
                leg.when = When.day(tour.when.first) if tour.when.days <= 31 else tour.when
                leg.note("date", leg.when.edtf, None, "the tour's departure")
        drafts = [d for d in drafts if d is not tour] if len(legs) > 1 else drafts
    return drafts


def as_one_stay(drafts: list[Draft]) -> None:
    """Let two words of a sentence for one journey have the days of the longer: "landed for a two-day visit"."""
    visits = [d for d in drafts if d.type == "visit" and d.when is not None and d.when.days < WEEK]
    for long, short in itertools.permutations(visits, 2):
        here = not short.place or not long.place or short.place.country == long.place.country
        same = here and short.actors == long.actors and short.status == long.status
        if same and long.when and short.when and long.when.contains(short.when) and long.when != short.when:
            short.when = long.when
            short.note("date", long.when.edtf, None, "the stay that the sentence tells")


def _at_seat(draft: Draft, knowledge: Knowledge) -> None:
    """Let credentials be presented at the seat of the one who receives them, and embassies stand in capitals."""
    if draft.form == "credentials" and draft.actors:
        seat, reason = seat_of(knowledge, draft.actors[0].code), "the seat of the one who receives"
    elif draft.form in ("opened", "closed") and "embass" in draft.evidence.text.lower() and draft.place:
        seat, reason = seat_of(knowledge, draft.place.country), "embassies stand in capitals"
    else:
        return
    if seat.city and draft.place.country in ("", seat.country):
        draft.locate(seat, None, reason)


def _receives(draft: Draft, visits: list[Draft], home: str, now: When) -> bool:
    """Tell whether those whose text it is meet foreigners of late, or an envoy, while no journey of theirs is told."""
    if not home or home not in draft.codes() or draft.title or draft.count is not None or is_remote(draft):
        return False
    envoy = bool(_words(draft) & ENVOYS)
    if not envoy and (draft.when is None or not _of_late(draft, now)):
        return False
    away = [v for v in visits if home in {p.code for p in v.actors} and (draft.when is None or _in_time(draft, v))]
    return draft.status not in UNREAL and not away and len(draft.codes()) == 2


def _where_told(draft: Draft, story: Narrative) -> bool:
    """Tell whether talks of these days, or of the state where the text is written, stand at its dateline."""
    line = story.dateline
    near = draft.when is not None or line.country in draft.codes()
    return near and bool(line.city) and _of_late(draft, story.now)


def _written_there(draft: Draft, story: Narrative) -> bool:
    """Tell whether talks of these days in the state of the dateline, or a stay on its day, are in its city."""
    if not story.dateline.city or draft.when is None or draft.status in UNREAL or draft.count is not None:
        return False
    beside = story.line_day is not None and draft.when.overlaps(story.line_day)
    return (draft.type == "meeting" and _of_late(draft, story.now)) or (beside and draft.type in ("visit", *STAGED))


def _of_late(draft: Draft, now: When) -> bool:
    """Tell whether an act that is no other's part is of these days, as far as the text tells."""
    if draft.status in UNREAL or draft.count is not None or draft.title or is_remote(draft):
        return False
    when = draft.when
    return when is None or (now.first - when.first <= LATELY and when.last - now.last <= LATELY)


def _words(draft: Draft) -> set[str]:
    return set(draft.evidence.text.lower().replace(",", " ").split())


def _closest(draft: Draft, visits: list[Draft]) -> list[Draft]:
    """Prefer for an act of some days the journeys that are dated by days too to those dated by their month."""
    tight = [v for v in visits if v.when is not None and v.when.days <= LONGEST]
    return tight if tight and draft.when is not None and draft.when.days <= LONGEST else visits


def _during(draft: Draft, visit: Draft) -> bool:
    """Tell whether an act is part of a visit: the visitor takes part, and the host's side or the days say so."""
    travellers = {p.code for p in visit.actors}
    if visit.status in UNREAL and draft.status not in UNREAL:
        return False
    if not travellers & draft.codes() or not _in_time(draft, visit):
        return False
    if visit.place.country in draft.codes():
        return draft.type != "relation" or _dated_within(draft, visit)
    return draft.type in ("gathering", "commemoration") and _dated_within(draft, visit)


def _beside(draft: Draft, other: Draft) -> bool:
    """Tell whether two acts of one country have the same people on the same days."""
    if draft.place.country != other.place.country or other.status in UNREAL:
        return False
    return bool(draft.codes() & other.codes()) and _dated_within(other, draft)


def _in_time(draft: Draft, visit: Draft) -> bool:
    if draft.when is None or visit.when is None:
        return draft.status == visit.status
    if visit.when.days == 1 and visit.place.country in draft.codes():
        return visit.when.first <= draft.when.last and draft.when.first - visit.when.first <= LATELY
    return draft.when.overlaps(visit.when)


def _dated_within(draft: Draft, visit: Draft) -> bool:
    return draft.when is not None and visit.when is not None and draft.when.overlaps(visit.when)


def _lend(draft: Draft, places: Iterable[Place], reason: str) -> None:
    """Set the place where all of the places are one; a country and cities in it are its one city, if there is one."""
    found = set(places)
    countries, cities = {p.country for p in found}, {p.city for p in found if p.city}
    if len(countries) != 1:
        return
    place = Place(country=countries.pop(), city=cities.pop() if len(cities) == 1 else "")
    if place != draft.place:
        draft.locate(place, None, reason)
