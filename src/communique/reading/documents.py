"""What all formats share: clean text, title, identifier, and the document made of them."""

import datetime
import re

import msgspec

from communique.errors import ReadingError
from communique.model import Document
from communique.reading.forms import drop_comment_form
from communique.reading.titles import read_title
from communique.reading.transcript import find_turns

__all__ = ["Draft", "Outcome", "make_document", "normalise", "parse_date"]

Outcome = Document | ReadingError

LINE_ENDS = re.compile("\r\n|[\r\f\v\u0085\u2028\u2029]")


class Draft(msgspec.Struct, frozen=True):
    """What a format gives of a document before its text is cleaned; empty where the format does not tell.

    `published` is a date in ISO 8601; anything after the day is ignored.
    """

    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    id: str = ""


def normalise(text: str) -> str:
    """Give the text as it is stored: every line ends in one newline, no byte order mark, the rest as it was."""
    return LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))


def parse_date(text: str) -> datetime.date | None:
    """Read the day of an ISO 8601 date or time, None where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def make_document(
    draft: Draft, *, published: datetime.date | None = None, source: str = "", path: str = "", line: int | None = None
) -> Document:
    """Make a document of what a format gave.

    `published` and `source` are the caller's and go before the draft's. The identifier is the draft's, else the one
    that follows from the content (`Document.content_id`). Raises ReadingError where no text is left.
    """
    text = drop_comment_form(normalise(draft.text))
    if not text.strip():
        raise ReadingError("is empty", path=path, line=line)
    title = normalise(draft.title).strip() or read_title(text)
    told = parse_date(draft.published)
    return Document(
        id=draft.id or Document.content_id(text, source=source or draft.source, url=draft.url),
        text=text,
        title=title,
        source=source or draft.source,
        url=draft.url,
        published=published or told,
        published_from="option" if published else "metadata" if told else "",
        language=draft.language or "en",
        turns=find_turns(text, title=title),
        path=path,
    )
