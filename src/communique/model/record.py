"""What the record keeps: tellings of acts, links between them, and the merged events that follow from both."""

import datetime

import msgspec

from communique.model.documents import Document
from communique.model.events import Event, Participant, Place
from communique.model.time import When

__all__ = ["Conflict", "ConflictValue", "Decision", "Link", "LogEntry", "MergedEvent", "Telling"]


class Telling(msgspec.Struct, frozen=True):
    """One event as one document tells it, with the document that tells it."""

    event: Event
    document: Document

    @property
    def id(self) -> str:
        """The identifier of the event."""
        return self.event.id

    @property
    def source(self) -> str:
        """Who speaks: the document's source, else its address or path."""
        return self.document.source or self.document.url or self.document.path or self.document.id


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement on whether two tellings tell one act.

    `one` and `other` are identifiers of events, the smaller first. `by` is "machine" or the name of a person; `score`
    is between 0 and 1; `reasons` say what spoke for the judgement. A judgement is never deleted: it is `withdrawn`.
    """

    one: str
    other: str
    same: bool
    score: float
    by: str
    reasons: tuple[str, ...] = ()
    note: str = ""
    made: datetime.datetime | None = None
    withdrawn: datetime.datetime | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person made of an act, said of one of its tellings.

    `event` is the identifier of that telling's event. `verdict` is "accepted", "corrected" or "rejected". A correction
    puts `value` in `field` ("actors", "targets", "country", "city", "region", "date", "status", "count", "title" or
    "form"); participants are written as in the codebook with "; " between them, an empty value clears the field. A
    decision is never deleted: it is `withdrawn`.
    """

    event: str
    verdict: str
    by: str
    field: str = ""
    value: str = ""
    note: str = ""
    made: datetime.datetime | None = None
    withdrawn: datetime.datetime | None = None


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What a person did, and when: `action` is "accept", "correct", "reject", "join" or "split".

    `events` are the identifiers of the events that it speaks of today, `lost` those that were seen then and that
    nothing told today corresponds to. A withdrawn entry has no effect any more.
    """

    id: int
    action: str
    by: str
    made: datetime.datetime
    note: str = ""
    field: str = ""
    value: str = ""
    events: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    withdrawn: datetime.datetime | None = None
    withdrawn_by: str = ""
    withdrawn_note: str = ""


class ConflictValue(msgspec.Struct, frozen=True):
    """One value of a field on which tellings disagree, and the identifiers of the events that give it."""

    value: str
    events: tuple[str, ...]


class Conflict(msgspec.Struct, frozen=True):
    """A field on which tellings of one act cannot all be right.

    `field` is "participants", "place", "date", "status", "count", "title" or "form".
    """

    field: str
    values: tuple[ConflictValue, ...]


class MergedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One real act: the more specific of all that its tellings say, each of them kept.

    `id` follows from the tellings. Where the tellings conflict, a field has the value that most sources give (the
    earlier telling decides a tie) and `conflicts` has them all. `decision` is what a person made of it: "accepted",
    "corrected", "rejected" or "".
    """

    id: str
    type: str
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...] = ()
    place: Place = Place()
    date: str = ""
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""
    tellings: tuple[Telling, ...]
    conflicts: tuple[Conflict, ...] = ()
    decision: str = ""

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Actors, then targets."""
        return self.actors + self.targets

    @property
    def when(self) -> When | None:
        """The date as an interval of days, None where there is none."""
        return When.parse(self.date) if self.date else None

    @property
    def sources(self) -> tuple[str, ...]:
        """Who tells it, each source once, in order of their names."""
        return tuple(sorted({telling.source for telling in self.tellings}))
