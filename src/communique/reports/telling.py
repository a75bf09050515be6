"""Tell events in sentences: the slots of the templates, whose claim it is, and what sources disagree on."""

import re
from collections.abc import Iterable, Mapping, Sequence

from communique.model import MergedEvent, Participant, Place, When
from communique.reports.content import Fragment, Statement
from communique.reports.prose.dates import Calendar
from communique.reports.prose.grammar import (
    a,
    capitalise,
    clean,
    is_deed,
    join,
    number,
    phrase,
    quote,
    shorten,
    times,
    without_number,
)
from communique.reports.prose.names import Names
from communique.reports.prose.templates import Templates, Words
from communique.reports.references import References
from communique.reports.subject import Subject

__all__ = ["PERSONAL", "Teller", "begin_within", "finish", "list_fragments"]

ROUGH = re.compile(
    r"\b(nearly|almost|about|around|some|over|more than|at least|up to|approximately|roughly|fewer than|"
    r"less than|under)\s+(?:the\s+)?$",
    re.I,
)
COUNTED_PLURAL = re.compile(r"\b\w+s\b(?= |$)")
ACCORD = re.compile(r"(?:an?|the) (?:agreement|deal|consensus|understanding|accord|compromise|truce|arrangement)\b")
MOST_NAMED = 6
FORMS = {"congratulation": "congratulations", "condolence": "condolence", "letter": "correspondence",
         "invitation": "invitation"}  # fmt: skip
# Acts of persons: a state alone stands for people who are not named.
FIELDS = {"title": "name", "count": "number", "form": "form"}
PERSONAL = ("visit", "meeting", "call")


class Teller:
    """Writes the sentences of one report.

    `told_alone` is the party whose account the whole record is, so that its claims need no mark of their own.
    """

    def __init__(
        self, names: Names, calendar: Calendar, templates: Templates, references: References, subject: Subject
    ) -> None:
        self.names = names
        self.calendar = calendar
        self.templates = templates
        self.references = references
        self.subject = subject
        self.told_alone = ""
        self._introduced: set[Participant] = set()
        self._dissented: set[str] = set()

    def begin(self) -> None:
        """Begin a part of the report in which persons are introduced anew."""
        self._introduced.clear()

    def tell(self, event: MergedEvent, *, in_full: bool = False) -> Statement:
        """Tell one event in one sentence, with its references, whose claim it is, and what sources disagree on.

        What they disagree on is told with both sides at the first telling (and `in_full`), later only noted.
        """
        slots = self.slots(event)
        keys = (f"{event.type} {event.status} {event.form}", f"{event.type} {event.status}")
        template, words = self._fill(keys, slots)
        opening = self._claim(event)
        text = opening + "".join(fragment.text for fragment in words)
        if event.count is not None and not template & COUNTING:
            text += f" ({self.count(event)} by the source's count)"
        if known := event.id in self._dissented and not in_full:
            text += self._notes(event)
        self._dissented.add(event.id)
        self._introduced.update(event.participants)
        fragments = [Fragment(text, self.references.cite(event)), Fragment(".")]
        return finish(fragments if known else fragments + self._dissent(event), (event.id,))

    def tell_several(self, events: Sequence[MergedEvent]) -> Statement:
        """Tell several acts of one kind with the same participants in one sentence."""
        if len(events) == 1 or f"{events[0].type} several" not in self.templates:
            return _together([self.tell(event) for event in events])
        slots = {**self.slots(events[0]), "often": times(len(events)), "many": number(len(events))}
        way = self._way(events)
        slots["occasions"] = list_fragments([self._occasion(event, way) for event in events])
        _, words = self._fill((f"{events[0].type} {way}", f"{events[0].type} several"), slots)
        for event in events:
            self._introduced.update(event.participants)
        claims = {self._claim(event) for event in events}
        opening = [Fragment(claims.pop())] if len(claims) == 1 else []
        return finish([*opening, *words, Fragment(".")], tuple(event.id for event in events))

    def tell_joining(self, events: Sequence[MergedEvent]) -> Statement:
        """Tell who joined or supported one initiative, in one sentence."""
        slots = self.slots(events[0])
        slots["occasions"] = list_fragments([self._occasion(event, event.form) for event in events])
        _, words = self._fill((f"initiative several {events[0].form}",), slots)
        for event in events:
            self._introduced.update(event.participants)
        return finish([*words, Fragment(".")], tuple(event.id for event in events))

    def slots(self, event: MergedEvent) -> dict[str, Words]:
        """Give the words of an event, one entry a slot; those that it does not have are empty."""
        when = event.when
        ours = [p for p in event.participants if self.subject.owns(p)]
        first = ours[0] if ours else event.actors[0] if event.actors else None
        others = [p for p in (*event.actors, *event.targets) if p != first]
        counted = self.count(event) if event.count is not None else ""
        title = phrase(event.title)
        sides = [*dict.fromkeys(p.code for p in event.participants)]
        places = {p.code for p in event.actors}
        named = any(p.name for p in event.actors)
        crowd = event.count is not None and event.type == "visit" and not named
        rounds = event.count if event.count and (event.type != "gathering" or _recurs(event)) else 0
        return {
            "actors": self.people(_ours_first(event.actors, self.subject), event),
            "first": self.people([first] if first else [], event),
            "others": self.people(others, event),
            "targets": self.people(event.targets, event),
            "target": self.people(event.targets, event) if len(event.targets) == 1 else "",
            "parties": self.people(event.targets, event) if len(event.targets) > 1 else "",
            "states": self.states(event.actors),
            "sides": self.states(event.participants) if len(sides) > 1 else "",
            "destination": self.destination(event.place),
            "in_place": self._in_place(event, next(iter(places)) if len(places) == 1 else ""),
            "when": self.calendar.when(when),
            "title": title,
            "accord": title if ACCORD.match(title) else "",
            "quoted": quote(event.title) if event.title else "",
            "deed": shorten(clean(event.title)) if event.title and is_deed(event.title) else "",
            "aimed": "" if " on " in event.title else self.people(event.targets, event),
            "level": self._level(event),
            "form": event.form if event.type == "visit" else FORMS.get(event.form, event.form),
            "a_form": a(event.form) if event.form else "",
            "number": counted if event.type != "visit" or crowd else "",
            "times": f"{counted} times" if rounds > 2 else times(rounds) if rounds else "",
            "acts": counted if event.type == "visit" and named else "",
            "counted": f"{counted} {without_number(event.title)}" if counted and _is_plural(event.title) else "",
        }  # fmt: skip

    def people(self, participants: Iterable[Participant], event: MergedEvent) -> str:
        """Name participants in running text, persons not yet introduced with their office, the rest counted."""
        listed = list(participants)
        if event.type in PERSONAL:
            listed.sort(key=lambda participant: not participant.name)
        shown = listed if len(listed) <= MOST_NAMED + 1 else listed[:MOST_NAMED]
        names = [self._name(participant, event) for participant in shown]
        unnamed = next((i for i, participant in enumerate(shown) if not participant.name), None)
        if event.type in PERSONAL and unnamed is not None:
            names[unnamed] = f"representatives of {names[unnamed]}"
        if len(listed) > len(shown):
            names.append(f"{number(len(listed) - len(shown))} others")
        return join(names)

    def states(self, participants: Iterable[Participant]) -> str:
        """Name the sides alone, without who acts for them; the subject's own first."""
        codes = list(dict.fromkeys(participant.code for participant in participants))
        codes.sort(key=lambda code: code not in self.subject.codes)
        shown = codes if len(codes) <= MOST_NAMED + 1 else codes[:MOST_NAMED]
        names = [self.names.party(code) for code in shown]
        return join(names + ([f"{number(len(codes) - len(shown))} others"] if len(codes) > len(shown) else []))

    def destination(self, place: Place) -> str:
        """Name where a visit leads."""
        return self.names.place(place) if place else ""

    def count(self, event: MergedEvent) -> str:
        """Write what a source counts, as exact or rough as it says: "nearly 15,000"."""
        value = number(event.count or 0)
        for telling in event.tellings:
            if telling.event.count != event.count:
                continue
            span = next((p.span for p in telling.event.provenance if p.field == "count" and p.span), None)
            start = (
                span.start
                if span
                else _find_number(telling.event.evidence.text, event.count, telling.event.evidence.start)
            )
            if start is None:
                continue
            before = telling.document.text[max(0, start - 30) : start]
            own = ROUGH.match(span.text + " ") if span else None
            if found := ROUGH.search(before) or own:
                return f"{found[1].lower()} {value}"
            if span and (
                rough := re.match(r"(nearly|almost|about|around|some|over|more than|at least|up to)\b", span.text, re.I)
            ):
                return f"{rough[1].lower()} {value}"
        return value

    def _name(self, participant: Participant, event: MergedEvent) -> str:
        if not participant.name:
            return self.names.party(participant.code)
        if participant in self._introduced:
            return clean(participant.name)
        return self.names.person(participant, event.when)

    def _in_place(self, event: MergedEvent, home: str) -> str:
        """Say where, unless the title says it already."""
        place = self.names.in_place(event.place, home)
        return "" if place and place.removeprefix("in ") in event.title else place

    def _level(self, event: MergedEvent) -> str:
        title = clean(event.title)
        if not title or title.casefold() in ("ties", "diplomatic ties", "relations", "diplomatic relations"):
            return title
        known = {level.level for level in self.names.knowledge.levels}
        if title.casefold() in {level.casefold() for level in known}:
            return title if title.casefold().endswith("relations") else a(title)
        return phrase(title)

    def _way(self, events: Sequence[MergedEvent]) -> str:
        """Tell how acts go into one sentence: to one place ("again"), at one time ("together"), or neither."""
        if len({event.place for event in events}) == 1:
            return "again"
        return "together" if len({event.date for event in events}) == 1 and events[0].date else "several"

    def _occasion(self, event: MergedEvent, way: str) -> tuple[Fragment, ...]:
        _, words = self._fill((f"{event.type} occasion {way}", f"{event.type} occasion"), self.slots(event))
        note = self._notes(event)
        return (*words[:-1], Fragment(words[-1].text + note, self.references.cite(event)))

    def _fill(self, keys: Iterable[str], slots: Mapping[str, Words]) -> tuple[frozenset[str], tuple[Fragment, ...]]:
        filled = self.templates.fill(keys, slots)
        if filled is None:
            return frozenset(), (
                Fragment(f"{slots['actors'] or slots['targets'] or 'the parties'} took part in an act"),
            )
        return filled[0].slots, filled[1]

    def _claim(self, event: MergedEvent) -> str:
        party = self.references.parties.alone(event)
        if not party or party == self.told_alone:
            return ""
        adjective = self.names.adjective(party)
        return (
            f"according to {adjective} sources alone, "
            if adjective
            else f"by the account of {self.names.party(party)} alone, "
        )

    def _notes(self, event: MergedEvent) -> str:
        fields = [FIELDS.get(conflict.field, conflict.field) for conflict in event.conflicts]
        return f" (sources disagree on the {join(fields)})" if fields else ""

    def _dissent(self, event: MergedEvent) -> list[Fragment]:
        """Tell what sources disagree on, each value with those who give it."""
        found: list[Fragment] = []
        for conflict in event.conflicts:
            found.append(Fragment(f" Sources disagree on the {FIELDS.get(conflict.field, conflict.field)}: "))
            found += self.both_sides(event, conflict.field)
            found.append(Fragment("."))
        return found

    def both_sides(self, event: MergedEvent, field: str) -> list[Fragment]:
        """Give every value of a field on which tellings disagree, with sources and references."""
        conflict = next(conflict for conflict in event.conflicts if conflict.field == field)
        parts: list[Fragment] = []
        for i, value in enumerate(conflict.values):
            tellings = [telling for telling in event.tellings if telling.id in value.events]
            told_by = list(dict.fromkeys(shorten(clean(telling.source), 80) for telling in tellings))
            sources = "; ".join(told_by if len(told_by) < 4 else [*told_by[:2], f"{number(len(told_by) - 2)} others"])
            words = self.value(field, value.value, tellings[0].event.place if tellings else Place())
            told = f"{words} according to {sources}" if sources else words
            parts.append(Fragment(f"{'; ' if i else ''}{told}", self.references.cite_tellings(tellings[:3])))
        return parts

    def value(self, field: str, value: str, place: Place) -> str:
        """Write one value of a field in running text."""
        if field == "date":
            return self.calendar.when(When.parse(value))
        if field == "place":
            return self.names.in_place(place) or clean(value)
        if field == "participants":
            participant = Participant.parse(value)
            return clean(participant.name) or self.names.party(participant.code)
        if field == "count":
            return f"{int(value):,}" if value.isdigit() else clean(value)
        return quote(value) if field == "title" else clean(value)


def _recurs(event: MergedEvent) -> bool:
    """Tell whether a count of a gathering is of its rounds: no ordinal and no day tell one of them."""
    when = event.when
    return not any(c.isdigit() for c in event.title) and (when is None or when.precision in ("month", "year"))


OPENINGS = frozenset(("According", "By", "A", "An", "The", "Representatives", "People"))
COUNTING = frozenset(("number", "times", "acts", "counted"))


def begin_within(text: str) -> str:
    """Write the beginning of a sentence so that it can follow a colon: names keep their capital."""
    return text[:1].lower() + text[1:] if text.split(" ", 1)[0] in OPENINGS else text


def finish(fragments: Sequence[Fragment], events: tuple[str, ...]) -> Statement:
    """Make a statement of fragments: the first letter in capitals, empty pieces left out."""
    kept = [fragment for fragment in fragments if fragment.text or fragment.references]
    if kept:
        kept[0] = Fragment(capitalise(kept[0].text), kept[0].references, kept[0].figures)
    return Statement(tuple(kept), events)


def list_fragments(items: Sequence[tuple[Fragment, ...]]) -> tuple[Fragment, ...]:
    """List pieces of a sentence, each with its references: "A [1], B [2] and C [3]".

    Pieces with a list of their own are set off by semicolons.
    """
    found: list[Fragment] = []
    lists = any(mark in fragment.text for item in items for fragment in item for mark in (", ", " and "))
    between, last = ("; ", "; and ") if lists else (", ", " and ")
    for i, item in enumerate(items):
        link = "" if i == 0 else last if i == len(items) - 1 else between
        found.append(Fragment(link + item[0].text, item[0].references, item[0].figures))
        found += item[1:]
    return tuple(found)


def _together(statements: Sequence[Statement]) -> Statement:
    fragments: list[Fragment] = []
    for statement in statements:
        if fragments:
            fragments.append(Fragment(" "))
        fragments += statement.fragments
    return Statement(tuple(fragments), tuple(event for statement in statements for event in statement.events))


def _ours_first(participants: Iterable[Participant], subject: Subject) -> list[Participant]:
    return sorted(participants, key=lambda participant: not subject.owns(participant))


def _is_plural(title: str) -> bool:
    words = without_number(title)
    return bool(words) and not words[0].isdigit() and bool(COUNTED_PLURAL.search(words.split(" of ")[0]))


def _find_number(text: str, value: int | None, start: int) -> int | None:
    for form in (f"{value:,}", str(value), number(value or 0)):
        found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.I)
        if found:
            return start + found.start()
    return None
