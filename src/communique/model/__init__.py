"""The plain, frozen data that passes between the stages."""

from communique.model.documents import Document, Span, Turn
from communique.model.events import EVENT_TYPES, FORMS, STATUSES, Event, Participant, Place, Provenance
from communique.model.time import When

__all__ = [
    "EVENT_TYPES",
    "FORMS",
    "STATUSES",
    "Document",
    "Event",
    "Participant",
    "Place",
    "Provenance",
    "Span",
    "Turn",
    "When",
]
