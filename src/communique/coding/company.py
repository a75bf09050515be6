"""What acts of one document lend each other because the same people take part: a place, a gathering.

People who have arrived somewhere meet others there until they travel on; foreigners who meet where a gathering is held
that one of them attends meet on its sidelines. What is lent is noted as inferred.
"""

import datetime
from collections.abc import Iterable

from communique.coding.context import Narrative
from communique.coding.drafts import UNREAL, Draft
from communique.coding.hosting import is_remote
from communique.knowledge.names import fold
from communique.knowledge.world import Knowledge
from communique.model import Place, When

__all__ = ["keep_company", "meet_again", "tell_namesakes"]

SETTING = ("meeting", "agreement", "relation", "commemoration", "gathering", "representation")
STAYING = ("meeting", "agreement")
LONGEST_STAY = datetime.timedelta(days=4)
EVE = datetime.timedelta(days=1)


def keep_company(drafts: list[Draft], story: Narrative) -> None:
    """Lend places and gatherings among the acts of one document that share people."""
    for draft in drafts:
        if _unplaced(draft):
            _lend(draft, _gathered(draft, drafts), "the gathering's place")
            _lend(draft, _stayed(draft, drafts), "where they had arrived")
            _lend(draft, _bound(draft, drafts), "where they are bound for")
            _lend(draft, _found(draft, story), "where they are said to be")
    for draft in drafts:
        if draft.type == "meeting" and not draft.title and draft.count is None:
            _on_sidelines(draft, drafts)


def meet_again(drafts: list[Draft]) -> None:
    """Lend the place where the same states or people act together on the same day."""
    for draft in drafts:
        if _unplaced(draft):
            _lend(draft, _same_day(draft, drafts), "the place of the same people on the same day")


def tell_namesakes(drafts: list[Draft], knowledge: Knowledge) -> None:
    """Let a city that shares its name with one in a state that takes part be the one in that state."""
    for draft in drafts:
        place, codes = draft.place, draft.codes()
        if draft.type not in SETTING or not place.city or place.country in codes:
            continue
        named = {m.code for match in knowledge.matches(place.city) for m in match.meanings if m.kind == "city"}
        if place.country in named and len(named & codes) == 1:
            draft.locate(Place(country=(named & codes).pop(), city=place.city), None, "the namesake in their state")


def _unplaced(draft: Draft) -> bool:
    return draft.type in STAYING and not draft.place and draft.status not in UNREAL and not is_remote(draft)


def _lend(draft: Draft, places: Iterable[Place], reason: str) -> None:
    """Set the place where all of the places are in one state; cities have to be one."""
    found = set(places)
    countries, cities = {p.country for p in found}, {p.city for p in found if p.city}
    if not draft.place and len(countries) == 1 and len(cities) < 2:
        draft.locate(Place(country=countries.pop(), city=next(iter(cities), "")), None, reason)


def _gathered(draft: Draft, drafts: Iterable[Draft]) -> list[Place]:
    """Give where the gathering is held on whose sidelines an act is told."""
    words = set(fold(draft.title).split()) if draft.type == "meeting" else set()
    if not words:
        return []
    held = [d for d in drafts if d.type == "gathering" and d.place.country and d.status not in UNREAL]
    return [d.place for d in held if words <= (name := set(fold(d.title).split())) or (name and name <= words)]


def _stayed(draft: Draft, drafts: Iterable[Draft]) -> list[Place]:
    """Give where a person who acts on a day had arrived last, as told before, not more than some days ago."""
    when = draft.when
    if when is None or when.days > 1 or draft.title:
        return []
    people = {p for p in draft.everyone() if p.name}
    stays = [
        (visit.when.first, visit.place)
        for visit in drafts
        if visit.type == "visit" and visit.place.country and visit.count is None and visit.order < draft.order
        and visit.when is not None and not visit.loose and visit.status not in UNREAL and people & set(visit.actors)
        and visit.when.first <= when.first
        and (when.first <= visit.when.last or when.first - visit.when.first <= LONGEST_STAY)
    ]  # fmt: skip
    last = max((day for day, _ in stays), default=None)
    return [place for day, place in stays if day == last]


def _bound(draft: Draft, drafts: Iterable[Draft]) -> set[Place]:
    """Give where a person who has yet to act is bound for, by the one journey told before that the days allow."""
    loose = draft.when is None or draft.when.days > 1
    if draft.status != "planned" or not loose or draft.title or draft.count is not None:
        return set()
    people = {p for p in draft.everyone() if p.name}
    journeys = [d for d in drafts if d.type == "visit" and people & set(d.actors) and d.status not in UNREAL]
    places = {d.place for d in journeys if d.place.country and d.count is None}
    known = all(d.order < draft.order and d.may_coincide(draft) for d in journeys)
    return places if known and len({p.country for p in places}) == 1 else set()


def _found(draft: Draft, story: Narrative) -> list[Place]:
    """Give where one who acts these days is said to be."""
    now, when = story.now, draft.when
    near = when is None or (now.first - when.last <= EVE and when.last - now.last <= LONGEST_STAY)
    people = {p for p in draft.everyone() if p.name}
    if not near or draft.title or draft.count is not None:
        return []
    return [s.place for s in story.sojourns if s.order < draft.order and s.people & people][-1:]


def _same_day(draft: Draft, drafts: Iterable[Draft]) -> list[Place]:
    """Give where those who take part act together on the same day."""
    when, codes = draft.when, draft.codes()
    if when is None or when.days > 1 or len(codes) < 2 or (draft.title and draft.type == "meeting"):
        return []
    others = [d for d in drafts if d is not draft and d.type in SETTING and d.place.country and d.status not in UNREAL]
    return [d.place for d in others if d.codes() == codes and d.when is not None and d.when.edtf == when.edtf]


def _on_sidelines(draft: Draft, drafts: Iterable[Draft]) -> None:
    """Name the one gathering of these days where foreigners meet."""
    place, when, codes = draft.place, draft.when, draft.codes()
    if not place.country or place.country in codes or when is None or draft.status in UNREAL:
        return
    held = [d for d in drafts if d.type == "gathering" and d.title and d.place.country == place.country]
    near = [d for d in held if d.when is not None and _touches(d.when, when) and d.codes() & codes]
    titles = {d.title for d in near if not (d.place.city and place.city) or d.place.city == place.city}
    if len(titles) == 1:
        draft.entitle((titles.pop(), None), "the gathering where they are")


def _touches(gathering: When, when: When) -> bool:
    return gathering.first - when.last <= EVE and when.first - gathering.last <= EVE
