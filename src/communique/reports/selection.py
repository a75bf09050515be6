"""Which events a report is built on, and which of them come first when there are too many to tell."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from communique.model import MergedEvent, Participant
from communique.reports.prose.names import Names
from communique.reports.subject import Subject

__all__ = ["Filter", "Ranking", "Selection", "in_time", "select"]

LEADER = 5
MINISTER = 3
# What a review tells first among acts of equal rank: a change of relations before a letter.
WEIGHTS = {
    "relation": 9, "mediation": 8, "agreement": 7, "visit": 7, "gathering": 6, "meeting": 6, "initiative": 6,
    "sanction": 6, "pledge": 5, "aid": 5, "call": 4, "representation": 3, "commemoration": 3, "message": 2,
    "statement": 1,
}  # fmt: skip


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The events that concern a subject, by what is known of their time; each part in order of time.

    `within` are dated inside the period, `vague` may lie in it, `undated` have no date and were reported in it;
    `earlier` and `later` lie outside. Without a period all are `within`.
    """

    within: tuple[MergedEvent, ...] = ()
    vague: tuple[MergedEvent, ...] = ()
    undated: tuple[MergedEvent, ...] = ()
    earlier: tuple[MergedEvent, ...] = ()
    later: tuple[MergedEvent, ...] = ()

    @property
    def told(self) -> tuple[MergedEvent, ...]:
        """All that a report lists: inside the period, perhaps inside it, and undated."""
        return (*self.within, *self.vague, *self.undated)


class Filter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which events a section tells; an empty field asks for nothing.

    `side` is "own" where the subject acts, "other" where it does not. `rank` is that of those who act: "leader",
    "minister" or "other". `where` is "home" or "abroad".
    """

    types: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("occurred",)
    side: str = ""
    rank: tuple[str, ...] = ()
    where: str = ""
    conflict: bool = False
    counted: bool | None = None


def select(
    events: Iterable[MergedEvent], subject: Subject, first: datetime.date | None, last: datetime.date | None
) -> Selection:
    """Take the events that concern the subject, each once, without those that a person has rejected."""
    found = {event.id: event for event in events if event.decision != "rejected" and subject.concerns(event)}
    parts: dict[str, list[MergedEvent]] = {"within": [], "vague": [], "undated": [], "earlier": [], "later": []}
    for event in sorted(found.values(), key=in_time):
        parts[_part(event, first, last)].append(event)
    return Selection(**{name: tuple(part) for name, part in parts.items()})


def in_time(event: MergedEvent) -> tuple[str, str, str]:
    """Order events by the first day of their time, the more precise first, undated ones last."""
    when = event.when
    return (when.first.isoformat(), when.last.isoformat(), event.id) if when else ("9999", "", event.id)


class Ranking:
    """Tells how prominent an event is, and whether a filter lets it pass."""

    def __init__(self, names: Names, subject: Subject) -> None:
        self.names = names
        self.subject = subject

    def rank(self, event: MergedEvent, participants: Iterable[Participant] | None = None) -> int:
        """Give the rank of the most senior of these participants (of all, if none are given)."""
        listed = event.participants if participants is None else participants
        return max((self.names.rank(participant, event.when) for participant in listed), default=0)

    def prominence(self, event: MergedEvent) -> tuple[int, int, int, int]:
        """Give the order of telling: the most senior, then the most told, then by type."""
        return self.rank(event), len(event.sources), len(event.tellings), WEIGHTS.get(event.type, 0)

    def first(self, events: Sequence[MergedEvent], limit: int) -> tuple[list[MergedEvent], list[MergedEvent]]:
        """Part the events into the `limit` most prominent and the rest, both in order of time."""
        if len(events) <= limit:
            return list(events), []
        chosen = {id(event) for event in sorted(events, key=self.prominence, reverse=True)[:limit]}
        return [e for e in events if id(e) in chosen], [e for e in events if id(e) not in chosen]

    def passes(self, event: MergedEvent, wanted: Filter) -> bool:
        """Tell whether an event is one that a filter asks for."""
        return (
            (not wanted.types or event.type in wanted.types)
            and (not wanted.forms or event.form in wanted.forms)
            and (not wanted.statuses or event.status in wanted.statuses)
            and (not wanted.conflict or bool(event.conflicts))
            and (wanted.counted is None or (event.count is not None) == wanted.counted)
            and (not wanted.side or (wanted.side == "own") == any(map(self.subject.owns, event.actors)))
            and (not wanted.where or self._is_where(event, wanted.where))
            and (not wanted.rank or self._rank_name(event, wanted.side) in wanted.rank)
        )

    def _is_where(self, event: MergedEvent, where: str) -> bool:
        if where == "home":
            return self.subject.at_home(event)
        return bool(event.place) and not self.subject.at_home(event)

    def _rank_name(self, event: MergedEvent, side: str) -> str:
        own = [participant for participant in event.actors if self.subject.owns(participant)]
        rank = self.rank(event, own if side == "own" else event.actors)
        return "leader" if rank >= LEADER else "minister" if rank >= MINISTER else "other"


def _part(event: MergedEvent, first: datetime.date | None, last: datetime.date | None) -> str:
    when = event.when
    if first is None and last is None:
        return "within"
    if when is None:
        return _part_by_report(event, first, last)
    if first is not None and when.last < first:
        return "earlier"
    if last is not None and when.first > last:
        return "later"
    inside = (first is None or when.first >= first) and (last is None or when.last <= last)
    return "within" if inside else "vague"


def _part_by_report(event: MergedEvent, first: datetime.date | None, last: datetime.date | None) -> str:
    """Place an event without a date by when it was reported."""
    days = [telling.document.published for telling in event.tellings if telling.document.published]
    if days and first is not None and max(days) < first:
        return "earlier"
    return "later" if days and last is not None and min(days) > last else "undated"
