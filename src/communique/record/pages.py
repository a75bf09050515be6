"""Which documents are one page: the same text again, or a corrected version of what is there."""

import hashlib
import os.path
import re
from collections.abc import Iterator
from pathlib import PurePath

import msgspec

from communique.model import Document, Event

__all__ = ["clean", "clean_event", "fingerprint", "page_of", "shorten"]

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_KEY = 400
COLLECTIONS = (".jsonl", ".ndjson")


def page_of(document: Document) -> str:
    """Give what stays the same when a page is corrected: its address, else its given identifier, else its path.

    Documents of a collection in one file that have neither address nor identifier are never versions of each other.
    """
    return shorten(_name_page(document))


def shorten(key: str) -> str:
    """Give a key that an index can hold: a long one ends in its hash."""
    if len(key) <= LONGEST_KEY:
        return key
    return key[:LONGEST_KEY] + "…" + hashlib.sha256(key.encode()).hexdigest()


def _name_page(document: Document) -> str:
    if document.url:
        return "url:" + document.url.partition("#")[0]
    derived = Document.content_id(document.text, source=document.source)
    if document.id == derived and document.path and PurePath(document.path).suffix.lower() not in COLLECTIONS:
        return "path:" + os.path.abspath(document.path)
    return "id:" + document.id


def fingerprint(document: Document) -> str:
    """Give the hash of all that a document says, wherever its file lies."""
    content = msgspec.json.encode(msgspec.structs.replace(document, path=""))
    return hashlib.sha256(content).hexdigest()


def clean(document: Document) -> Document:
    """Put the replacement character in the place of what no database stores (NUL, lone surrogates), one for one."""
    fields = {name: getattr(document, name) for name in ("id", "text", "title", "source", "url", "path")}
    if not any(map(UNSTORABLE.search, fields.values())):
        return document
    return msgspec.structs.replace(document, **{name: _clean(value) for name, value in fields.items()})


def clean_event(event: Event) -> Event:
    """Clean every text of an event in the same way."""
    if not UNSTORABLE.search("".join(_texts(event))):
        return event
    return msgspec.convert(_clean_all(msgspec.to_builtins(event)), Event)


def _texts(event: Event) -> Iterator[str]:
    yield from (event.document, event.evidence.text, event.title, event.speaker, event.place.city)
    yield from (participant.name for participant in (*event.actors, *event.targets))
    for part in event.provenance:
        yield part.value + (part.span.text if part.span else "")


def _clean(text: str) -> str:
    return UNSTORABLE.sub("\ufffd", text)


def _clean_all(value: object) -> object:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list | tuple):
        return [_clean_all(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean_all(one) for key, one in value.items()}
    return value
