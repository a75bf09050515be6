"""What must be true of a document and its events before they are stored."""

from collections.abc import Iterator, Sequence

from communique.errors import CodingError
from communique.model import EVENT_TYPES, STATUSES, Document, Event, Span, When

__all__ = ["check"]

LONGEST_ID = 500
LONGEST_CODE = 100
LARGEST_COUNT = 2**63 - 1


def check(document: Document, told: Sequence[Event]) -> None:
    """Raise CodingError where a document has no usable identifier, or an event is none of this document's.

    Every span must be what stands in the document: that is what makes the record auditable.
    """
    faults = [*_find_faults(document), *(fault for event in told for fault in _find_event_faults(event, document))]
    if faults:
        where = document.path or document.url or document.id[:80]
        raise CodingError(faults[0], path=where, hint="events must be coded from the text that is added with them")


def _find_faults(document: Document) -> Iterator[str]:
    if not document.id:
        yield "has no identifier"
    if len(document.id) > LONGEST_ID:
        yield f"has an identifier of {len(document.id):,} characters, of {LONGEST_ID} at most"


def _find_event_faults(event: Event, document: Document) -> Iterator[str]:
    if event.document != document.id:
        yield f"an event is of document {event.document!r}, not of {document.id!r}"
    if event.type not in EVENT_TYPES:
        yield f"{event.type!r} is no type of an event"
    if event.status not in STATUSES:
        yield f"{event.status!r} is no status of an event"
    if not event.actors and not event.targets:
        yield "an event has no participant"
    codes = [event.place.country, *(one.code for one in (*event.actors, *event.targets))]
    if any(len(code) > LONGEST_CODE for code in codes):
        yield f"a code of an event has more than {LONGEST_CODE} characters"
    if event.count is not None and abs(event.count) > LARGEST_COUNT:
        yield f"an event counts {event.count}"
    if event.date:
        try:
            When.parse(event.date)
        except ValueError as error:
            yield str(error)
    for span in (event.evidence, *(part.span for part in event.provenance if part.span)):
        if not _stands_in(span, document.text):
            yield f"characters {span.start} to {span.end} of document {document.id} are not {span.text[:60]!r}"


def _stands_in(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end and text[span.start : span.end] == span.text
