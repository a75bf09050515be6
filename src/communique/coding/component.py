"""The coder as a spaCy component: `nlp.add_pipe("communique")` gives `doc._.events`.

It works on any English pipeline, a blank one too: the coder brings its own analysis and reads nothing but the text.
"""

import datetime
from functools import cache
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from communique.coding.coder import Coder
from communique.errors import ReadingError, UsageError
from communique.knowledge.world import load
from communique.language.dates import find_dates, find_publication_date, review_year
from communique.model import Document, Event
from communique.reading import Draft, find_turns, make_document

__all__ = ["EventCoder", "make_component"]

STORED = "communique.events"


class EventCoder:
    """Code each document that passes and keep its events in it.

    `published` is the reference date of all documents; `doc._.published`, set on a document before the component sees
    it, goes first, and a text without either is asked for its own. The spans of events point into `doc.text`.
    """

    def __init__(
        self, *, published: datetime.date | None = None, source: str = "", overlay: Path | None = None
    ) -> None:
        self.published = published
        self.source = source
        self.overlay = overlay

    def __call__(self, doc: Doc) -> Doc:
        """Code `doc` and give it back."""
        document = self._make_document(doc)
        events = _load_coder(self.overlay).code(document) if document else []
        doc.user_data[STORED] = msgspec.json.encode(events).decode()
        return doc

    def _make_document(self, doc: Doc) -> Document | None:
        published = _read_day(doc._.published) or self.published
        try:
            document = make_document(Draft(doc.text, source=self.source), published=published)
        except ReadingError:
            return None
        if not doc.text.startswith(document.text):
            turns = find_turns(doc.text, title=document.title)
            document = msgspec.structs.replace(document, text=doc.text, turns=turns)
        return document if document.published else _dated(document)


@Language.factory(
    "communique", default_config={"published": None, "source": "", "overlay": None}, assigns=["doc._.events"]
)
def make_component(nlp: Language, name: str, published: str | None, source: str, overlay: str | None) -> EventCoder:
    """Make the component from its configuration, which is plain text so that a pipeline can be saved with it.

    `published` is a day in ISO 8601, `source` who published the texts, `overlay` a folder with tables of your own.
    Raises UsageError where `published` is no day.
    """
    return EventCoder(published=_read_day(published), source=source, overlay=Path(overlay) if overlay else None)


def _read_day(day: datetime.date | str | None) -> datetime.date | None:
    if not isinstance(day, str):
        return day
    try:
        return datetime.date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{day!r} is no day", hint="write it as 2024-05-16") from error


def _dated(document: Document) -> Document:
    dateline = find_publication_date(document.text)
    if dateline:
        return msgspec.structs.replace(document, published=dateline[0], published_from="dateline")
    year = review_year(document.title, document.text)
    if year:
        return msgspec.structs.replace(document, published=datetime.date(year, 12, 31), published_from="text")
    times = [mention.when for mention in find_dates(document.text, None) if mention.kind == "absolute" and mention.when]
    days = [when.first for when in times if when.precision == "day"]
    return msgspec.structs.replace(document, published=max(days), published_from="text") if days else document


@cache
def _load_coder(overlay: Path | None) -> Coder:
    return Coder(load(overlay))


def _read_events(doc: Doc) -> list[Event]:
    """Give the events; they are kept as text, so that they travel with a document that is stored or sent."""
    return msgspec.json.decode(doc.user_data.get(STORED, "[]"), type=list[Event])


Doc.set_extension("events", getter=_read_events)
Doc.set_extension("published", default=None)
