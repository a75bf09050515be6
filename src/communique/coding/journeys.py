"""The journeys that a story tells: those told again, and those to come or just begun, into which planned acts fall."""

from communique.coding.context import Narrative
from communique.coding.drafts import Draft
from communique.model import Place, When

__all__ = ["is_of_same_stay", "remember_journey"]

BEGUN_DAYS = 2


def is_of_same_stay(visit: Draft, story: Narrative) -> bool:
    """Tell whether the visit spoken of is told again, with no other days than it has."""
    code, place, when = story.visit or ("", Place(), None)
    there = visit.actors[0].code == code and visit.place.country == place.country
    return there and when is not None and (visit.when is None or when.contains(visit.when))


def remember_journey(visit: Draft, story: Narrative) -> None:
    """Keep a journey that is not over, into which planned acts of the same people may fall."""
    if visit.loose or (visit.status == "planned" and visit.when is None):
        story.bound |= set(visit.actors)
        return
    if visit.when is None or visit.status not in ("planned", "occurred"):
        return
    begins = _only_begins(visit, story)
    if begins or visit.status == "planned" or visit.when.last >= story.now.first:
        days = When.month(visit.when.first.year, visit.when.first.month) if begins else visit.when
        for actor in visit.actors:
            story.plans.setdefault(actor, []).append((visit.place, days))


def _only_begins(visit: Draft, story: Narrative) -> bool:
    """Tell whether a journey is known by its first day alone: begun these days, or planned "from 17 May"."""
    now, when = story.now, visit.when
    if when is None or when.days > 1 or now.days > 1:
        return False
    spans = [p.span for p in visit.provenance if p.field == "date" and p.span is not None]
    opening = any(story.document.text[: s.start].rstrip().endswith(" from") for s in spans)
    return opening or (visit.status == "occurred" and 0 <= (now.last - when.last).days <= BEGUN_DAYS)
