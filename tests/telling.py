"""Documents with events for tests, in few words."""

import datetime
from typing import Any

from communique.model import Document, Event, Participant, Place, Provenance, Span

__all__ = ["meeting", "tell", "tell_event"]

Told = tuple[Document, list[Event]]


def tell(text: str, *events: dict[str, Any], id: str = "", published: str | None = "2024-05-17", **about: Any) -> Told:
    """A document with events; each is a dictionary of fields, with its evidence as a part of the text."""
    document = Document(
        id=id or Document.content_id(text, source=about.get("source", ""), url=about.get("url", "")),
        text=text,
        published=datetime.date.fromisoformat(published) if published else None,
        **about,
    )
    return document, [tell_event(document, **fields) for fields in events]


def tell_event(document: Document, *, who: str, quote: str, to: str = "", **fields: Any) -> Event:
    """An event of a document, its participants as `CODE/Name;CODE`."""
    start = document.text.index(quote)
    return Event(
        document=document.id,
        actors=tuple(map(Participant.parse, who.split(";"))),
        targets=tuple(map(Participant.parse, to.split(";"))) if to else (),
        place=Place(**fields.pop("place", {})),
        evidence=Span.of(document.text, start, start + len(quote)),
        provenance=(
            Provenance("type", fields["type"], Span.of(document.text, start, start + 3), ""),
            Provenance("date", fields.get("date", ""), None, "published"),
        ),
        **fields,
    )


def meeting(
    date: str = "2024-05-16", who: str = "CHN/Xi Jinping;RUS/Vladimir Putin", *, text: str = "", **more: Any
) -> Told:
    """A document of one sentence that tells one meeting in Beijing; `more` is about the document or the event."""
    about = {name: more.pop(name) for name in ("id", "source", "url", "path", "published") if name in more}
    names = " and ".join(part.partition("/")[2] or part for part in who.split(";"))
    text = text or f"{names} met in Beijing on {date or 'some day'}, the {about.get('source', 'desk')} says."
    fields = {"place": {"country": "CHN", "city": "Beijing"}, "type": "meeting", **more}
    return tell(text, {"who": who, "quote": text[:-1], "date": date, **fields}, **about)
