"""A merged event as one row of a table."""

import datetime

import msgspec

from communique.model import MergedEvent

__all__ = ["FlatEvent", "flatten"]


class FlatEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A merged event in cells: participants, sources, addresses and fields in conflict are joined by `; `.

    `sources` counts who tells it, `told_by` names them; `evidence` is the quote of the first telling, `documents` are
    the identifiers of all that tell it.
    """

    id: str
    type: str
    actors: str
    targets: str
    country: str
    city: str
    region: str
    date: str
    first: datetime.date | None
    last: datetime.date | None
    status: str
    count: int | None
    title: str
    form: str
    sources: int
    told_by: str
    conflicts: str
    decision: str
    evidence: str
    documents: str
    urls: str


def flatten(event: MergedEvent) -> FlatEvent:
    """Give the row of a merged event."""
    when = event.when
    told = event.tellings
    return FlatEvent(
        id=event.id,
        type=event.type,
        actors="; ".join(map(str, event.actors)),
        targets="; ".join(map(str, event.targets)),
        country=event.place.country,
        city=event.place.city,
        region=event.place.region,
        date=event.date,
        first=when.first if when else None,
        last=when.last if when else None,
        status=event.status,
        count=event.count,
        title=event.title,
        form=event.form,
        sources=len(event.sources),
        told_by="; ".join(event.sources),
        conflicts="; ".join(conflict.field for conflict in event.conflicts),
        decision=event.decision,
        evidence=told[0].event.evidence.text,
        documents="; ".join(dict.fromkeys(telling.document.id for telling in told)),
        urls="; ".join(dict.fromkeys(telling.document.url for telling in told if telling.document.url)),
    )
