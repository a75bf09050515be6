"""Documents and the spans that point into them."""

import datetime
import hashlib

import msgspec

__all__ = ["Document", "Span", "Turn"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` (exclusive, in code points) of a document's stored text, with that text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Cut the span out of the stored `text`."""
        return cls(start, end, text[start:end])

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class Turn(msgspec.Struct, frozen=True):
    """One turn of a press conference or interview: characters `start` to `end`, said by `speaker`.

    `role` is "question" or "answer"; `outlet` is the medium that asks, where the text names it.
    """

    start: int
    end: int
    speaker: str
    role: str
    outlet: str = ""


class Document(msgspec.Struct, frozen=True):
    """A text as it is stored; every span of every event points into `text`.

    `id` is given by the input or is the hash of the content; `published` is the reference date, `published_from` says
    where it was read: "option", "metadata", "dateline", "text" or "" where there is none.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: datetime.date | None = None
    published_from: str = ""
    language: str = "en"
    turns: tuple[Turn, ...] = ()
    path: str = ""

    @staticmethod
    def content_id(text: str, *, source: str = "", url: str = "") -> str:
        """Give the identifier that follows from the content: 16 hexadecimal digits of a SHA-256.

        The text alone decides where nothing else is known; one text carried by two sources is two documents.
        """
        content = "\x1f".join([text, source, url]) if source or url else text
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
