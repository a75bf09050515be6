"""What a report is about: a state, a pair, a leader, an organisation or a region."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from communique.errors import UsageError
from communique.knowledge import Knowledge
from communique.knowledge.resolution import Resolver
from communique.model import MergedEvent, Participant, Query, When
from communique.model.queries import fold

__all__ = ["Subject", "find_subject"]

Kind = Literal["state", "pair", "person", "organisation", "region"]
SPLIT = (",", ";", "–", "/ ")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a report is about.

    `codes` are the codes of the subject's own side (a region's members included), `other` those of the second party of
    a pair, `person` is the name of a leader. `key` is how the command line writes it: "CHN", "CHN/Xi Jinping".
    """

    kind: Kind
    key: str
    codes: frozenset[str]
    other: frozenset[str] = frozenset()
    person: str = ""

    @property
    def code(self) -> str:
        """The one code of a state, person or organisation; of a pair the first; of a region its own."""
        return self.key.partition(" ")[0].partition("/")[0] if self.kind != "region" else self.key

    def owns(self, participant: Participant) -> bool:
        """Tell whether a participant is the subject or acts for it."""
        if self.person:
            return participant.code in self.codes and fold(participant.name) == fold(self.person)
        return participant.code in self.codes

    def concerns(self, event: MergedEvent) -> bool:
        """Tell whether an event is the subject's: it takes part, both of a pair do, or a guest comes to its soil."""
        if self.kind == "pair":
            codes = {participant.code for participant in event.participants}
            if event.type == "visit" and event.place.country:
                codes.add(event.place.country)
            return bool(codes & self.codes) and bool(codes & self.other)
        if any(map(self.owns, event.participants)):
            return True
        return self.kind in ("state", "region") and event.type == "visit" and event.place.country in self.codes

    def at_home(self, event: MergedEvent) -> bool:
        """Tell whether an event took place on the subject's own soil."""
        return bool(event.place.country) and event.place.country in self.codes

    def queries(self) -> list[Query]:
        """Give the questions to a record whose answers together hold every event that concerns the subject."""
        if self.kind == "person":
            return [Query(who=(Participant(self.code, self.person),))]
        if self.kind == "pair":
            one, other = sorted(self.codes)[0], sorted(self.other)[0]
            both = Query(who=(Participant(one), Participant(other)))
            return [
                both,
                *(Query(who=(Participant(a),), types=("visit",), country=b) for a, b in ((one, other), (other, one))),
            ]
        found = [Query(who=(Participant(code),)) for code in sorted(self.codes)]
        if self.kind != "organisation":
            found += [Query(types=("visit",), country=code) for code in sorted(self.codes) if ":" not in code]
        return found


def find_subject(about: str | Sequence[str], knowledge: Knowledge, on: When) -> Subject:
    """Read whom a report is about: codes or names, of one party or of a pair.

    "CHN", "China", "CHN RUS", ["China", "Russia"], "Xi Jinping", "CHN/Xi Jinping", "EU", "region:Central Asia". `on`
    is the time of the report. Raises UsageError for a name that the tables do not know.
    """
    resolver = Resolver(knowledge)
    named = [about] if isinstance(about, str) else list(about)
    if len(named) == 1:
        named = _split(named[0], knowledge)
    if not 1 <= len(named) <= 2 or not all(part.strip() for part in named):
        raise UsageError("a report is about one party or a pair", hint="write it as CHN, or as CHN RUS")
    found = [_resolve(part.strip(), resolver, on) for part in named]
    if len(found) == 1:
        return found[0]
    one, other = found
    if one.key == other.key:
        raise UsageError(f"{named[0]!r} and {named[1]!r} are the same party", hint="a pair needs two")
    if "person" in (one.kind, other.kind) or "region" in (one.kind, other.kind):
        raise UsageError("a pair is of two states or organisations", hint="write it as CHN RUS, or as CHN EU")
    return Subject(kind="pair", key=f"{one.key} {other.key}", codes=one.codes, other=other.codes)


def _split(text: str, knowledge: Knowledge) -> list[str]:
    for mark in SPLIT:
        if mark in text and ":" not in text:
            return text.split(mark)
    for mark in (" ", "-"):
        words = text.split(mark)
        if len(words) == 2 and all(word in knowledge.states or word in knowledge.organisations for word in words):
            return words
    return [text]


def _resolve(text: str, resolver: Resolver, on: When) -> Subject:
    knowledge = resolver.knowledge
    code, _, name = text.partition("/")
    if name:
        known = [person.id for person in knowledge.people_called(name)]
        person = known[0].partition(" (")[0] if len(known) == 1 else name
        return Subject(kind="person", key=f"{code}/{person}", codes=frozenset({code}), person=person)
    kind = ""
    if text not in knowledge.states and text not in knowledge.organisations and text not in knowledge.regions:
        identity = resolver.resolve(text, on=on)
        text, kind = (identity.code, identity.kind) if identity.code else (text, "unknown")
        if kind in ("person", "office") and identity.kind == "person":
            return Subject(kind="person", key=f"{text}/{identity.name}", codes=frozenset({text}), person=identity.name)
    if text in knowledge.states:
        return Subject(kind="state", key=text, codes=frozenset({text}))
    if text in knowledge.organisations:
        return Subject(kind="organisation", key=text, codes=frozenset({text}))
    if f"region:{text}" in knowledge.regions:
        text = f"region:{text}"
    if text in knowledge.regions:
        return Subject(kind="region", key=text, codes=frozenset({text, *knowledge.members(text, on)}))
    raise UsageError(
        f"{text!r} is not known", hint="write a code (CHN, EU, region:Africa) or a name; `communique who` explains"
    )
