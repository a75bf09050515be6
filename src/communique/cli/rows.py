"""One row an event: the shape of every machine format."""

import datetime

import msgspec

from communique.model import Document, Event, Place, Provenance, Span

__all__ = ["FLAT_COLUMNS", "EventRow", "to_flat", "to_row"]


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event with what its document says of itself; the fields of the codebook keep its names.

    `evidence` and the spans of `provenance` are characters `start` to `end` of the document's stored text.
    """

    id: str
    doc: str
    type: str
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
    published: datetime.date | None
    published_from: str
    source: str
    url: str


FLAT_COLUMNS = (
    "id", "doc", "type", "actors", "targets", "country", "city", "region", "date", "status", "count", "title", "form",
    "evidence", "start", "end", "speaker", "published", "published_from", "source", "url",
)  # fmt: skip


def to_row(document: Document, event: Event) -> EventRow:
    """Give the row of an event."""
    return EventRow(
        id=event.id,
        doc=event.document,
        type=event.type,
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
        published=document.published,
        published_from=document.published_from,
        source=document.source,
        url=document.url,
    )


def to_flat(row: EventRow) -> list[str]:
    """Give the row as cells of `FLAT_COLUMNS`: participants joined by `;`, without provenance."""
    cells: dict[str, object] = {
        **{name: getattr(row, name) for name in FLAT_COLUMNS if hasattr(row, name)},
        "actors": ";".join(row.actors),
        "targets": ";".join(row.targets),
        "country": row.place.country,
        "city": row.place.city,
        "region": row.place.region,
        "evidence": row.evidence.text,
        "start": row.evidence.start,
        "end": row.evidence.end,
    }
    return ["" if cells[name] is None else str(cells[name]) for name in FLAT_COLUMNS]
