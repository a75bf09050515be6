"""Coded, cited events out of diplomatic texts.

    import communique

    for event in communique.code("BERLIN, 5 March 2024 – ...", published="2024-03-05"):
        print(event.date, event.type, *event.actors, event.evidence.text)

`code` gives the events of one text, `read` the documents of a file or folder, `Record` keeps both and tells which
events of several documents are one. Everything loads on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.errors import (
        CodingError,
        CommuniqueError,
        EvaluationError,
        KnowledgeError,
        LexiconError,
        MissingExtraError,
        ModelError,
        ReadingError,
        RecordError,
        RecordFullError,
        RecordLockedError,
        RecordUnreachableError,
        RecordVersionError,
        ReportError,
        UnknownIdError,
        UsageError,
    )
    from communique.model import (
        Conflict,
        ConflictValue,
        Decision,
        Document,
        Event,
        Link,
        LogEntry,
        MergedEvent,
        Participant,
        Place,
        Provenance,
        Query,
        Span,
        Telling,
        Turn,
        When,
    )
    from communique.record import Added, Record
    from communique.reports.content import Report
    from communique.service import audit, code, commitments, explain, read, review, sheet

__version__ = "0.1.0.dev0"

__all__ = [
    "Added",
    "CodingError",
    "CommuniqueError",
    "Conflict",
    "ConflictValue",
    "Decision",
    "Document",
    "EvaluationError",
    "Event",
    "KnowledgeError",
    "LexiconError",
    "Link",
    "LogEntry",
    "MergedEvent",
    "MissingExtraError",
    "ModelError",
    "Participant",
    "Place",
    "Provenance",
    "Query",
    "ReadingError",
    "Record",
    "RecordError",
    "RecordFullError",
    "RecordLockedError",
    "RecordUnreachableError",
    "RecordVersionError",
    "Report",
    "ReportError",
    "Span",
    "Telling",
    "Turn",
    "UnknownIdError",
    "UsageError",
    "When",
    "__version__",
    "audit",
    "code",
    "commitments",
    "explain",
    "read",
    "review",
    "sheet",
]

_MODEL = {
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
}
_RECORD = {"Added", "Record"}
_SERVICE = {"audit", "code", "commitments", "explain", "read", "review", "sheet"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {"model": _MODEL, "record": _RECORD, "reports.content": {"Report"}, "service": _SERVICE}
    home = next((home for home, names in homes.items() if name in names), "errors")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
