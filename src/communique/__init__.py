"""Coded, cited events out of diplomatic texts.

    import communique

    for event in communique.code("BERLIN, 5 March 2024 – ...", published="2024-03-05"):
        print(event.date, event.type, *event.actors, event.evidence.text)

`code` gives the events of one text, `read` the documents of a file or folder. Everything loads on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.errors import (
        CommuniqueError,
        EvaluationError,
        KnowledgeError,
        LexiconError,
        MissingExtraError,
        ModelError,
        ReadingError,
        UsageError,
    )
    from communique.model import Document, Event, Participant, Place, Provenance, Span, Turn, When
    from communique.service import code, read

__version__ = "0.1.0.dev0"

__all__ = [
    "CommuniqueError",
    "Document",
    "EvaluationError",
    "Event",
    "KnowledgeError",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "Participant",
    "Place",
    "Provenance",
    "ReadingError",
    "Span",
    "Turn",
    "UsageError",
    "When",
    "__version__",
    "code",
    "read",
]

_MODEL = {"Document", "Event", "Participant", "Place", "Provenance", "Span", "Turn", "When"}
_SERVICE = {"code", "read"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "model" if name in _MODEL else "service" if name in _SERVICE else "errors"
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
