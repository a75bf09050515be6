"""The plain, frozen data that passes between the stages."""

from communique.model.documents import Document, Span, Turn
from communique.model.events import EVENT_TYPES, FORMS, STATUSES, Event, Participant, Place, Provenance
from communique.model.queries import Query
from communique.model.record import Conflict, ConflictValue, Decision, Link, LogEntry, MergedEvent, Telling
from communique.model.time import When

__all__ = [
    "EVENT_TYPES",
    "FORMS",
    "STATUSES",
    "Conflict",
    "ConflictValue",
    "Decision",
    "Document",
    "Event",
    "Link",
    "LogEntry",
    "MergedEvent",
    "Participant",
    "Place",
    "Provenance",
    "Query",
    "Span",
    "Telling",
    "Turn",
    "When",
]
