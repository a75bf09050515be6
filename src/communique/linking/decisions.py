"""What persons decided about an act, put over what the machine merged."""

import datetime
from collections.abc import Callable, Sequence

import msgspec

from communique.model import Decision, MergedEvent, Participant

__all__ = ["apply_decisions"]

NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def apply_decisions(event: MergedEvent, decisions: Sequence[Decision]) -> MergedEvent:
    """Apply the standing decisions on the tellings of `event`, earlier first, so that the latest of a field wins.

    Conflicts stay: the documents go on disagreeing. The latest decision is the event's `decision`; correcting one field
    after another leaves "corrected". Raises ValueError for a field or a value that no event can have.
    """
    members = {telling.id for telling in event.tellings}
    standing = [d for d in decisions if d.event in members and d.withdrawn is None]
    for decision in sorted(standing, key=_when_made):
        event = msgspec.structs.replace(event, decision=decision.verdict)
        if decision.verdict == "corrected":
            event = _correct(event, decision.field, decision.value.strip())
    return event


def _when_made(decision: Decision) -> tuple[datetime.datetime, str, str, str, str]:
    made = decision.made or NEVER
    if made.tzinfo is None:
        made = made.replace(tzinfo=datetime.UTC)
    return made, decision.by, decision.event, decision.field, decision.value


def _correct(event: MergedEvent, field: str, value: str) -> MergedEvent:
    if field in ("country", "city", "region"):
        return msgspec.structs.replace(event, place=msgspec.structs.replace(event.place, **{field: value}))
    if field not in READERS:
        raise ValueError(
            f"an event has no field {field!r}; known are {', '.join(sorted(READERS))}, country, city, region"
        )
    return msgspec.structs.replace(event, **{field: READERS[field](value)})


def _participants(value: str) -> tuple[Participant, ...]:
    return tuple(Participant.parse(part) for part in value.split(";") if part.strip())


READERS: dict[str, Callable[[str], object]] = {
    "actors": _participants,
    "targets": _participants,
    "date": str,
    "status": str,
    "count": lambda value: int(value) if value else None,
    "title": str,
    "form": str,
}
