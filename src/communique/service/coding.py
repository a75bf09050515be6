"""Coding: documents to events."""

import datetime
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from communique.errors import ReadingError
from communique.model import Document, Event
from communique.service.reading import Outcome, date_document, parse_day

if TYPE_CHECKING:
    from communique.coding.coder import Coder

__all__ = ["Coded", "code", "code_document", "code_documents", "load_coder"]


class Coded(msgspec.Struct, frozen=True):
    """A document with its events, in the order of their evidence."""

    document: Document
    events: tuple[Event, ...]


def code(
    text: str | Document, *, published: datetime.date | str | None = None, title: str = "", source: str = ""
) -> list[Event]:
    """Code a text (or a document of `read`) and give its events in the order of their evidence.

    `published` is the reference date (a day in ISO 8601); without it the text itself is asked. Spans point into the
    text as stored: with line endings normalised and without a comment form at its end. A text without words has no
    events.
    """
    if isinstance(text, Document):
        return list(code_document(text).events)
    from communique.reading import Draft, make_document

    day = parse_day(published)
    try:
        document = make_document(Draft(text, title=title, source=source), published=day)
    except ReadingError:
        return []
    return list(code_document(date_document(document)).events)


def code_documents(outcomes: Iterator[Outcome]) -> Iterator[Coded | ReadingError]:
    """Code the documents as they come; what could not be read passes through."""
    return (code_document(outcome) if isinstance(outcome, Document) else outcome for outcome in outcomes)


def code_document(document: Document) -> Coded:
    """Code one document as it is, its reference date included."""
    events = load_coder().code(document)
    return Coded(document, tuple(sorted(events, key=lambda event: (event.evidence, event.type))))


@cache
def load_coder() -> "Coder":
    """Load the coder once, with the tables of the overlay folder."""
    from communique.coding.coder import Coder
    from communique.knowledge.world import load
    from communique.settings import get_settings

    return Coder(load(get_settings().knowledge_overlay))
