"""Questions to a record of merged events, as data that can be shown, stored and run anywhere."""

import datetime
import unicodedata
from itertools import filterfalse

import msgspec

from communique.model.events import Participant
from communique.model.record import MergedEvent

__all__ = ["Query", "fold"]


class Query(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which merged events are asked for; an empty field asks for nothing, all that are filled must hold.

    `who` lists participants who must all take part (a bare code is met by anyone who acts for it, a name by that
    person alone, without a code whomever the person acts for); `actors` and `targets` ask for the side too. `first`
    and `last` bound the time: an event fits when its date overlaps; one without a date does not fit a bounded time.
    `text` and `title` ask for words, all of which must stand in the evidence or title, in any case and without
    accents. `source` is a part of a source's name. `decision` is what a person made of the event; without it, those
    that a person rejected are left out.
    """

    who: tuple[Participant, ...] = ()
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    types: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    country: str = ""
    city: str = ""
    region: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    title: str = ""
    text: str = ""
    source: str = ""
    least_sources: int = 0
    conflict: bool | None = None
    decision: str = ""

    def matches(self, event: MergedEvent) -> bool:
        """Tell whether an event is among those asked for."""
        return (
            _all_among(self.who, event.participants)
            and _all_among(self.actors, event.actors)
            and _all_among(self.targets, event.targets)
            and (not self.types or event.type in self.types)
            and (not self.forms or event.form in self.forms)
            and (not self.statuses or event.status in self.statuses)
            and (not self.country or event.place.country == self.country)
            and (not self.city or fold(event.place.city) == fold(self.city))
            and (not self.region or event.place.region == self.region)
            and self._in_time(event)
            and _all_words(self.title, event.title)
            and _all_words(self.text, " ".join([event.title, *(t.event.evidence.text for t in event.tellings)]))
            and (not self.source or any(fold(self.source) in fold(source) for source in event.sources))
            and len(event.sources) >= self.least_sources
            and (self.conflict is None or bool(event.conflicts) == self.conflict)
            and (event.decision == self.decision if self.decision else event.decision != "rejected")
        )

    def _in_time(self, event: MergedEvent) -> bool:
        if self.first is None and self.last is None:
            return True
        when = event.when
        if when is None:
            return False
        return (self.last is None or when.first <= self.last) and (self.first is None or self.first <= when.last)


def fold(text: str) -> str:
    """Give a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text.casefold())))


def _all_among(wanted: tuple[Participant, ...], there: tuple[Participant, ...]) -> bool:
    return all(any(_is_met(w, p) for p in there) for w in wanted)


def _is_met(wanted: Participant, there: Participant) -> bool:
    return wanted.code in ("", there.code) and (not wanted.name or fold(wanted.name) == fold(there.name))


def _all_words(wanted: str, text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in fold(wanted).split())
