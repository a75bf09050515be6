"""The desk at which one report is written: its events, its words, its references and its figures together."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from communique.knowledge import Knowledge
from communique.model import MergedEvent, Participant, When
from communique.reports.content import Fragment, Listed, Statement
from communique.reports.figures import Figures
from communique.reports.prose.dates import Calendar, write_day
from communique.reports.prose.grammar import capitalise, clean, join, number, plural, shorten
from communique.reports.prose.names import Names
from communique.reports.prose.templates import Template, Templates, Words
from communique.reports.references import References
from communique.reports.selection import Ranking, Selection, select
from communique.reports.subject import Subject
from communique.reports.telling import PERSONAL, Teller, finish

__all__ = ["Desk", "Period"]

MOST_REFERENCES = 8
LONGEST_CELL = 200


class Period(msgspec.Struct, frozen=True):
    """The days that a report covers, both inclusive; None is open."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def year(self) -> int | None:
        """The year, where the period lies in one."""
        if self.first and self.last and self.first.year == self.last.year:
            return self.first.year
        return None

    @property
    def is_year(self) -> bool:
        """Tell whether it is a whole year."""
        return bool(
            self.year and self.first == datetime.date(self.year, 1, 1) and self.last == datetime.date(self.year, 12, 31)
        )

    @property
    def when(self) -> When | None:
        """The period as a time, None where it is open on both sides."""
        if self.first is None and self.last is None:
            return None
        first, last = self.first or datetime.date(1900, 1, 1), self.last or datetime.date(2100, 12, 31)
        return When(first, last, f"{first}/{last}")

    def __str__(self) -> str:
        if self.is_year:
            return str(self.year)
        if self.first and self.last:
            return f"{write_day(self.first)} to {write_day(self.last)}"
        if self.first or self.last:
            return f"from {write_day(self.first)}" if self.first else f"to {write_day(self.last or datetime.date.max)}"
        return "all times"


class Desk:
    """Holds what the parts of one report share. `knowledge` names, `templates` is a folder or None."""

    def __init__(
        self,
        events: Iterable[MergedEvent],
        subject: Subject,
        period: Period,
        knowledge: Knowledge,
        templates: Path | None = None,
    ) -> None:
        self.subject = subject
        self.period = period
        self.knowledge = knowledge
        self.names = Names(knowledge)
        self.selection: Selection = select(events, subject, period.first, period.last)
        self.references = References(knowledge)
        self.figures = Figures()
        self.calendar = Calendar(period.year)
        self.ranking = Ranking(self.names, subject)
        self.teller = Teller(self.names, self.calendar, Templates(templates), self.references, subject)
        self.teller.told_alone = self._only_party()
        self.major: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """The subject in running text: "China", "China and Russia", "Xi Jinping"."""
        if self.subject.person:
            return clean(self.subject.person)
        if self.subject.kind == "pair":
            return join([self.names.party(code) for code in self.subject.key.split(" ")])
        return self.names.party(self.subject.code)

    def leaders(self, events: Sequence[MergedEvent]) -> str:
        """Name the leaders of the subject who act in these events, in running text."""
        names: dict[str, int] = {}
        for event in events:
            for participant in event.actors:
                if self.subject.owns(participant) and participant.name:
                    names[clean(participant.name)] = names.get(clean(participant.name), 0) + 1
        if not names or len(names) > 2:
            return f"leaders of {self.called}" if not self.subject.person else self.called
        return join(sorted(names, key=lambda name: (-names[name], name)))

    def figure(
        self, events: Sequence[MergedEvent], what: str, words: Callable[[int], str] = number
    ) -> tuple[Fragment, ...]:
        """Write how many events there are, as words that know what was counted."""
        figure = self.figures.count(events, what)
        return (Fragment(words(figure.value), (), (figure.id,)),)

    def tell(self, events: Sequence[MergedEvent]) -> Statement:
        """Tell acts of one kind together; where a source only counts them, say how many the record has one by one."""
        told = self.teller.tell_several(events)
        single = events[0] if len(events) == 1 and events[0].count else None
        found = self._one_by_one(single) if single is not None else []
        if single is None or not found:
            return told
        figure = self.figures.count(found, f"{single.type}s told one by one, of those that a source counts together")
        words = Fragment(f" The record has {number(len(found))} of them one by one", (), (figure.id,))
        return Statement((*told.fragments, words, Fragment(".")), (*told.events, *(event.id for event in found)))

    def _one_by_one(self, counted: MergedEvent) -> list[MergedEvent]:
        """Find the single acts that a count of meetings, calls or visits of named persons may include."""
        named = any(participant.name for participant in counted.actors)
        if counted.type not in PERSONAL or not named:
            return []
        when, people = counted.when, frozenset(counted.participants)
        return [
            event
            for event in self.selection.within
            if event.type == counted.type
            and event.count is None
            and event.status == counted.status
            and frozenset(event.participants) == people
            and (when is None or (event.when is not None and when.contains(event.when)))
            and (not counted.place or event.place.country == counted.place.country)
        ]

    def say(self, template: str, events: Sequence[MergedEvent], **slots: Words) -> Statement | None:
        """Fill a template with figures and words and end it with a full stop; None where a needed slot is empty."""
        words = Template(template).fill({"subject": self.called, **slots})
        return finish([*words, Fragment(".")], tuple(event.id for event in events)) if words else None

    def states_of(self, events: Sequence[MergedEvent]) -> tuple[Fragment, ...]:
        """Write to how many states visits led."""
        countries = {event.place.country for event in events if event.place.country}
        if not countries:
            return ()
        figure = self.figures.note(len(countries), events, "states visited")
        return (Fragment(f"{number(len(countries))} {plural('state', len(countries))}", (), (figure.id,)),)

    def rest(self, events: Sequence[MergedEvent], what: str) -> list[Statement]:
        """Say how many events are left to the appendix."""
        if not events:
            return []
        figure = self.figures.count(events, f"{what}, listed in the appendix only")
        words = f"{'A further' if len(events) > 1 else 'One further event'}"
        text = f" {number(len(events))} events" if len(events) > 1 else ""
        verb = "are" if len(events) > 1 else "is"
        fragment = Fragment(f"{words}{text} {verb} listed in the appendix", (), (figure.id,))
        return [finish([fragment, Fragment(".")], tuple(event.id for event in events))]

    def others(self, event: MergedEvent) -> list[str]:
        """List the codes of the other side of an event, in order of mention."""
        codes = [p.code for p in event.participants if not self.subject.owns(p) and p.code not in self.subject.codes]
        country = event.place.country
        if event.type == "visit" and country and country not in self.subject.codes and event.actors:
            codes.append(country)
        return list(dict.fromkeys(codes))

    def listed(self, event: MergedEvent, row: int) -> Listed:
        """Give an event as a numbered row of the appendix, with up to eight references."""
        what = [clean(event.title), event.form, self.names.place(event.place) if event.place else ""]
        if event.count is not None:
            what.append(f"count: {self.teller.count(event)}")
        who = [
            ", ".join(self._short(p) for p in event.actors[:12]),
            ", ".join(self._short(p) for p in event.targets[:12]),
        ]
        return Listed(
            row=row,
            event=event.id,
            date=event.date,
            type=event.type,
            status=event.status,
            who=shorten(" → ".join(filter(None, who)), LONGEST_CELL),
            what=capitalise(shorten("; ".join(filter(None, what)), LONGEST_CELL)),
            references=self.references.cite(event, MOST_REFERENCES),
        )

    def _short(self, participant: Participant) -> str:
        name = clean(participant.name)
        bare = self.names.bare(participant.code)
        return f"{name} ({bare})" if name else bare

    def _only_party(self) -> str:
        """Give the party whose sources alone tell all events, empty where there are several accounts."""
        told = self.selection.told
        accounts = {self.references.parties.of(telling) for event in told for telling in event.tellings}
        return accounts.pop() if len(accounts) == 1 else ""
