"""Questions to a record in the words of people: names, places and times become a query."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.errors import UsageError
from communique.model import EVENT_TYPES, FORMS, STATUSES, Participant, Place, Query, When
from communique.service.knowledge import load_resolver

if TYPE_CHECKING:
    from communique.record import Record

__all__ = ["find_participant", "find_place", "make_query", "read_period", "who_is_absent"]

DECISIONS = ("accepted", "corrected", "rejected")
GROUPS = ("state", "nationality", "organisation", "region", "government")
CITIES = ("capital", "city", "venue", "government")


def make_query(
    *,
    who: Sequence[str] = (),
    between: Sequence[str] = (),
    actors: Sequence[str] = (),
    targets: Sequence[str] = (),
    types: Sequence[str] = (),
    forms: Sequence[str] = (),
    statuses: Sequence[str] = (),
    place: str = "",
    since: str = "",
    until: str = "",
    year: str = "",
    title: str = "",
    text: str = "",
    source: str = "",
    least_sources: int = 0,
    conflict: bool | None = None,
    decision: str = "",
) -> Query:
    """Make a query of words.

    A participant is a code ("CHN", "EU", "region:Africa"), a code with a name ("CHN/Xi Jinping"), or a name as a text
    would write it ("France", "Macron", "the French president"), which means what it meant at the beginning of the time
    that is asked for, or without one on the latest day that the tables know. `place` is a state, a region or a city.
    `since`, `until` and `year` are dates in EDTF. Raises UsageError for what means nothing.
    """
    first, last = read_period(since, until, year)
    start = first or last
    on = When.day(start) if start else None
    known_forms = sorted({form for listed in FORMS.values() for form in listed})
    for values, known, what in (
        (types, EVENT_TYPES, "type"),
        (forms, known_forms, "form"),
        (statuses, STATUSES, "status"),
        ([decision] if decision else [], DECISIONS, "decision"),
    ):
        for value in values:
            if value not in known:
                raise UsageError(f"{value!r} is no {what} of an event", hint=f"use {', '.join(known)}")
    where = find_place(place, on=on) if place else Place()
    return Query(
        who=tuple(find_participant(name, on=on) for name in (*who, *between)),
        actors=tuple(find_participant(name, on=on) for name in actors),
        targets=tuple(find_participant(name, on=on) for name in targets),
        types=tuple(types),
        forms=tuple(forms),
        statuses=tuple(statuses),
        country=where.country if not where.city else "",
        city=where.city,
        region=where.region,
        first=first,
        last=last,
        title=title,
        text=text,
        source=source,
        least_sources=least_sources,
        conflict=conflict,
        decision=decision,
    )


def read_period(since: str, until: str, year: str = "") -> tuple[datetime.date | None, datetime.date | None]:
    """Read the days at the ends of a time given by EDTF dates. Raises UsageError."""
    if year and (since or until):
        raise UsageError("a year and other bounds of time", hint="give either")
    try:
        first = When.parse(year or since).first if year or since else None
        last = When.parse(year or until).last if year or until else None
    except ValueError as error:
        raise UsageError(str(error), hint="write it as 2024-05-16, 2024-05 or 2024") from error
    if first and last and last < first:
        raise UsageError(f"the time ends on {last}, before it begins on {first}")
    return first, last


def who_is_absent(record: "Record", query: Query) -> list[Participant]:
    """Give whom a query asks for that takes part in no event of the record at all, whatever the time and the type."""
    asked = dict.fromkeys((*query.who, *query.actors, *query.targets))
    return [
        participant for participant in asked if not record.count(Query(who=(participant,), decision=query.decision))
    ]


def find_participant(name: str, *, on: When | None = None) -> Participant:
    """Tell which participant a name or code means then, by default on the latest day that the tables know.

    A name that no table has is a person's. Raises UsageError.
    """
    written = " ".join(name.split())
    if not written:
        raise UsageError("a participant without a name", hint="write it as CHN, France or CHN/Xi Jinping")
    if "/" in written:
        return Participant.parse(written)
    resolver = load_resolver()
    knowledge = resolver.knowledge
    if written in knowledge.states or written in knowledge.organisations or written.startswith("region:"):
        return Participant(written)
    for spelled in (written, written.title()) if written.islower() else (written,):
        found = resolver.resolve(spelled, on=on or When.day(resolver.knowledge.latest_day))
        if found.kind == "person":
            return Participant("", found.name)
        if found.kind in (*GROUPS, "capital") and found.code:
            return Participant(found.code)
    return Participant(written) if written.isupper() else Participant("", written)


def find_place(name: str, *, on: When | None = None) -> Place:
    """Tell which state, region or city a name or code means (`on`: see `find_participant`); another is a city's."""
    written = " ".join(name.split())
    resolver = load_resolver()
    if written in resolver.knowledge.states:
        return Place(country=written)
    if written in resolver.knowledge.regions:
        return Place(region=resolver.knowledge.name_of(written))
    for spelled in (written, written.title()) if written.islower() else (written,):
        found = resolver.resolve(spelled, on=on or When.day(resolver.knowledge.latest_day))
        if found.kind in ("state", "nationality"):
            return Place(country=found.code)
        if found.kind == "region":
            return Place(region=found.name)
        if found.kind in CITIES and (cities := resolver.knowledge.city(spelled)):
            return Place(country=cities[0].code, city=cities[0].name)
    cities = resolver.knowledge.city(written)
    return Place(country=cities[0].code, city=cities[0].name) if cities else Place(city=written)
