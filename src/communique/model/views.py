"""Merged events as others want them: one row of a table, or everything without the texts of the documents."""

import datetime

import msgspec

from communique.model.documents import Span
from communique.model.events import Place, Provenance
from communique.model.record import Conflict, MergedEvent, Telling

__all__ = ["EventView", "FlatEvent", "TellingView", "flatten", "view"]


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


class TellingView(msgspec.Struct, frozen=True, kw_only=True):
    """An event as one document tells it, and what that document says of itself.

    `evidence` and the spans of `provenance` are characters `start` to `end` of the document's stored text.
    """

    id: str
    doc: str
    source: str
    url: str
    document_title: str
    published: datetime.date | None
    published_from: str
    actors: list[str]
    targets: list[str]
    place: Place
    date: str
    status: str
    count: int | None
    title: str
    form: str
    evidence: Span
    speaker: str
    lexicon: str
    provenance: tuple[Provenance, ...]


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """A merged event with all its tellings; the fields of the codebook keep their names."""

    id: str
    type: str
    actors: list[str]
    targets: list[str]
    place: Place
    date: str
    status: str
    count: int | None
    title: str
    form: str
    sources: list[str]
    decision: str
    conflicts: tuple[Conflict, ...]
    tellings: list[TellingView]


def view(event: MergedEvent) -> EventView:
    """Show a merged event with all its tellings."""
    return EventView(
        id=event.id,
        type=event.type,
        actors=list(map(str, event.actors)),
        targets=list(map(str, event.targets)),
        place=event.place,
        date=event.date,
        status=event.status,
        count=event.count,
        title=event.title,
        form=event.form,
        sources=list(event.sources),
        decision=event.decision,
        conflicts=event.conflicts,
        tellings=list(map(_view_telling, event.tellings)),
    )


def _view_telling(telling: Telling) -> TellingView:
    event, document = telling.event, telling.document
    return TellingView(
        id=event.id,
        doc=document.id,
        source=telling.source,
        url=document.url,
        document_title=document.title,
        published=document.published,
        published_from=document.published_from,
        actors=list(map(str, event.actors)),
        targets=list(map(str, event.targets)),
        place=event.place,
        date=event.date,
        status=event.status,
        count=event.count,
        title=event.title,
        form=event.form,
        evidence=event.evidence,
        speaker=event.speaker,
        lexicon=event.lexicon,
        provenance=event.provenance,
    )
