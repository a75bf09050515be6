"""One claim against one merged event, field by field: what holds, what is wrong, what the record does not say."""

from collections.abc import Iterable, Iterator

import msgspec

from communique.auditing.numbers import ordinal_of
from communique.auditing.period import ANY_TIME
from communique.auditing.tellings import stem, stems, text_of, words_share
from communique.knowledge.names import fold
from communique.knowledge.world import Knowledge
from communique.linking.people import alike
from communique.model import Event, MergedEvent, Participant, Place, When
from communique.model.claims import Check, Claim

__all__ = ["Match", "compare", "tell_place"]

OPEN_COMPANY = frozenset(["gathering", "commemoration", "initiative"])
TITLED = frozenset(["agreement", "pledge", "aid", "initiative", "gathering", "relation", "sanction", "mediation"])
ENOUGH_WORDS = 0.5
ENOUGH_TITLE = 0.6
SHORT_STAY = 31
CONTEXTUAL = frozenset(["agreement", "relation", "pledge", "aid", "initiative", "commemoration", "sanction"])
BILATERAL = frozenset(["agreement", "relation", "pledge", "aid"])
PLAIN = frozenset("a an the new of for in era and their its relation relationship ti all-time".split())
PROPOSALS = frozenset(["proposed", "launched"])


class Match(msgspec.Struct, frozen=True):
    """An event beside a claim: the checks by field, and how much of what holds tells this act from others."""

    event: MergedEvent
    checks: tuple[Check, ...]
    strength: float

    def of(self, outcome: str) -> tuple[Check, ...]:
        """Give the checks with this outcome."""
        return tuple(check for check in self.checks if check.outcome == outcome)

    def field(self, name: str) -> str:
        """Give the outcome of a field, "" where the claim says nothing of it."""
        return next((check.outcome for check in self.checks if check.field == name), "")

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that are wrong, one name a check."""
        return tuple(check.field for check in self.of("wrong"))


def compare(claim: Claim, event: MergedEvent, knowledge: Knowledge, *, hero: str, nearby: bool = False) -> Match:
    """Compare a claim with an event. `hero` is the code of whom the text is about, which tells acts apart least.

    With `nearby` a party or place that the act itself lacks may stand in the sentences around it: of acts that give,
    agree or found something, sources name the other side once and then no more.
    """
    return _Comparison(claim, event, knowledge, hero, nearby).match()


class _Comparison:
    def __init__(self, claim: Claim, event: MergedEvent, knowledge: Knowledge, hero: str, nearby: bool) -> None:
        self.nearby = nearby and event.type in CONTEXTUAL
        self.claim = claim
        self.event = event
        self.knowledge = knowledge
        self.hero = hero
        self.checks: list[Check] = []
        self.strength = 0.0

    def match(self) -> Match:
        self._who()
        self._host()
        self._where()
        self._when()
        self._status()
        self._form()
        self._what()
        return Match(self.event, tuple(self.checks), self.strength)

    def _note(self, field: str, claimed: str, found: str, outcome: str, weight: float = 0.0) -> None:
        self.checks.append(Check(field, claimed, found, outcome, (self.event.id,)))
        if outcome in ("holds", "disputed"):
            self.strength += weight

    # who ---------------------------------------------------------------------------------------------------------

    def _who(self) -> None:
        for party in self.claim.about:
            if party.code.startswith("region:"):
                self._region(party)
                continue
            outcome, found = self._party(party)
            if outcome == "wrong" and not self.claim.led and party == self.claim.about[-1]:
                outcome = "missing"
            weight = (0.5 if party.code == self.hero else 3.0 if party.name else 2.0) * (outcome != "missing")
            self._note("who", str(party), found, outcome, weight)

    def _region(self, party: Participant) -> None:
        """Compare a set of states: it takes part itself, or one of its members does."""
        when = self.event.when or ANY_TIME
        codes = {p.code for p in self.event.participants} | {self.event.place.country}
        members = self.knowledge.members(party.code, when)
        if party.code in codes or codes & members:
            self._note("who", party.code, party.code, "holds", 1.0)
        elif self.event.type in BILATERAL or self.event.type in ("meeting", "visit"):
            self._note("who", party.code, ", ".join(map(str, self.event.participants)), "missing")

    def _party(self, party: Participant) -> tuple[str, str]:
        event = self.event
        same = [p for p in event.participants if p.code == party.code]
        names = [p.name for p in same if p.name]
        if same and (not party.name or not names or any(alike(party.name, name) for name in names)):
            return self._disputed(party), ", ".join(map(str, same))
        if event.place.country == party.code and event.type in ("visit", "gathering") and not names:
            return "holds", f"in {party.code}"
        if self._named_body(party):
            return "holds", event.title
        if not self.claim.led and self._member(party):
            return "holds", ", ".join(map(str, event.participants))
        shown = ", ".join(map(str, event.participants))
        if self.nearby and self._spoken_of(party):
            return "holds", "named beside it"
        if self._some_telling(party):
            return "disputed", shown
        chairs = self.claim.chaired and event.form in ("chaired", "hosted") and len(event.actors) > 1
        return ("missing" if event.type in OPEN_COMPANY and not names and not chairs else "wrong"), shown

    def _spoken_of(self, party: Participant) -> bool:
        """Tell whether the sentences around the act name a party that the act itself does not."""
        if party.name and self._in_words(party.name.split()[-1], around=2):
            return True
        known = party.code in self.knowledge.states
        title = self.claim.title
        if not known and title and words_share([title], text_of(self.event, around=2)) >= ENOUGH_TITLE:
            return True
        opening = stem(self.knowledge.name_of(party.code))[:6] if known else ""
        there = [text_of(self.event, around=2), *(t.document.source for t in self.event.tellings)]
        return bool(opening) and any(word.startswith(opening) for text in there for word in stems(text))

    def _member(self, party: Participant) -> bool:
        """Tell whether a state takes part as a member of a body that acts."""
        when = self.event.when or ANY_TIME
        return any(
            party.code in self.knowledge.members(p.code, when)
            for p in self.event.participants if p.code in self.knowledge.organisations
        )  # fmt: skip

    def _disputed(self, party: Participant) -> str:
        values = [[p for p in e.actors + e.targets if p.code == party.code] for e in self._told("participants")]
        if not party.name or not values:
            return "holds"
        named = [[p.name for p in value if p.name] for value in values]
        right = [any(alike(party.name, name) for name in names) for names in named if names]
        return "disputed" if right and not all(right) else "holds"

    def _some_telling(self, party: Participant) -> bool:
        return any(
            p.code == party.code and (not party.name or bool(p.name and alike(party.name, p.name)))
            for told in self._told("participants")
            for p in told.actors + told.targets
        )

    def _named_body(self, party: Participant) -> bool:
        """Tell whether an organisation stands in the title of the act ("the summit of the Arab League")."""
        organisation = self.knowledge.organisations.get(party.code)
        text = f"{self.event.title} {' '.join(t.event.evidence.text for t in self.event.tellings)}"
        names = [party.code, self.claim.title, organisation.name if organisation else ""]
        known = organisation is not None or bool(self.claim.title)
        return (
            known
            and party.code not in self.knowledge.states
            and any(name and words_share([name], text) >= ENOUGH_TITLE for name in names)
        )

    def _told(self, field: str) -> Iterator[Event]:
        """Yield the tellings' events of a field on which they disagree."""
        ids = {i for c in self.event.conflicts if c.field == field for v in c.values for i in v.events}
        yield from (telling.event for telling in self.event.tellings if telling.id in ids)

    def _host(self) -> None:
        host, event = self.claim.host, self.event
        if host is None or event.type not in ("gathering", "meeting", "visit"):
            return
        acts = any(p.code == host.code for p in event.actors) and event.form in ("hosted", "chaired")
        if acts or event.place.country == host.code:
            self._note("host", str(host), event.place.country or str(host), "holds")
        elif event.place.country:
            self._note("host", str(host), event.place.country, "wrong")

    # where -------------------------------------------------------------------------------------------------------

    def _where(self) -> None:
        place = self.claim.place
        if not place or self.event.type == "call":
            return
        values = [told.place for told in self._told("place")] or [self.event.place]
        outcomes = [self._at(place, value) for value in values]
        weight = 2.5 if place.city else 0.3 if place.country == self.hero else 2.0
        found = " or ".join(dict.fromkeys(tell_place(value) or "not said" for value in values))
        self._note("where", tell_place(place), found, _joint(outcomes), weight)

    def _at(self, claimed: Place, there: Place) -> str:
        if claimed.country and there.country and claimed.country != there.country:
            return "wrong"
        if claimed.region and not claimed.country:
            return self._in_region(claimed.region, there)
        if claimed.city:
            if not claimed.country and not there.city:
                return "holds" if self._in_words(claimed.city) else "missing"
            if there.city and fold(there.city) == fold(claimed.city):
                return "holds"
            site = self.claim.site
            if site and fold(site) != fold(claimed.city) and (fold(there.city) == fold(site) or self._in_words(site)):
                return "holds"
            if not there.city:
                return "holds" if self._in_words(claimed.city) else self._unplaced(claimed)
            if self.event.type == "visit" and (self._of_days() or self._in_words(claimed.city, around=1)):
                return "missing"
            return "wrong"
        return "holds" if there.country else self._unplaced(claimed)

    def _unplaced(self, claimed: Place) -> str:
        """Judge an act of two states that has no place: elsewhere than with a third one, as far as one can tell."""
        names = (claimed.city or self.knowledge.name_of(claimed.country),)
        if self.nearby and any(name and self._in_words(name, around=2) for name in names):
            return "holds"
        states = {p.code for p in self.event.participants if p.code in self.knowledge.states}
        third = len(states) > 1 and bool(claimed.country) and claimed.country not in states
        return "wrong" if third and self.event.type in BILATERAL and not self.event.place.country else "missing"

    def _of_days(self) -> bool:
        """Tell whether a stay may have led to several cities: one of several days, or one known by its month."""
        when = self.event.when
        return when is None or when.days > 1

    def _in_region(self, region: str, there: Place) -> str:
        if there.region:
            return "holds" if fold(there.region) == fold(region) else "wrong"
        code = next((code for code, known in self.knowledge.regions.items() if fold(known.name) == fold(region)), "")
        when = self.event.when or ANY_TIME
        members = self.knowledge.members(code, when) if code else frozenset()
        if not members or not there.country:
            return "missing"
        return "holds" if there.country in members else "wrong"

    def _in_words(self, words: str, *, around: int = 0) -> bool:
        return words_share([words], text_of(self.event, around=around)) == 1.0

    # when --------------------------------------------------------------------------------------------------------

    def _when(self) -> None:
        if not self.claim.date:
            return
        window = When.parse(self.claim.date)
        dates = list(dict.fromkeys(told.date for told in self._told("date") if told.date)) or [self.event.date]
        outcomes = [_inside(window, When.parse(date) if date else None) for date in dates]
        days = window.days
        weight = 3.0 if days <= 3 else 2.5 if days <= 10 else 2.0 if days <= 31 else 1.0 if days <= 150 else 0.5
        found = " or ".join(date or "no date" for date in dates)
        self._note("when", self.claim.date, found, _joint(outcomes), weight if self.claim.dated else 0.1)

    # what --------------------------------------------------------------------------------------------------------

    def _status(self) -> None:
        claimed, status = self.claim.status, self.event.status
        if claimed == "denied":
            outcome = {"occurred": "wrong", "planned": "missing"}.get(status, "holds")
        elif claimed == status or (claimed == "planned" and status == "occurred"):
            outcome = "holds"
        elif status == "planned":
            outcome = "missing"
        else:
            outcome = "wrong"
        self._note("status", claimed, status, outcome, 1.5 if claimed == "cancelled" else 0.0)

    def _form(self) -> None:
        claimed, form = self.claim.form, self.event.form
        if not claimed or (self.event.type not in ("visit", "initiative")):
            return
        if self.event.type == "initiative":
            alike = {claimed, form} <= PROPOSALS or not {claimed, form} & PROPOSALS
            self._note("form", claimed, form or "not said", _of_form(alike, form), 1.0)
            return
        forms = [told.form for told in self._told("form") if told.form] or [form]
        outcomes = ["holds" if f == claimed else "wrong" if f else self._form_in_words(claimed) for f in forms]
        self._note("form", claimed, " or ".join(dict.fromkeys(f or "not said" for f in forms)), _joint(outcomes), 1.0)

    def _form_in_words(self, form: str) -> str:
        return "holds" if self.event.type == "visit" and self._in_words(f"{form} visit") else "missing"

    def _what(self) -> None:
        claim, event = self.claim, self.event
        if claim.title and event.type == "relation":
            self._level(claim.title)
            return
        if claim.title:
            self._title(claim.title)
        if event.type not in TITLED or not claim.details or (event.type == "gathering" and claim.title):
            return
        share = words_share(claim.details, text_of(event))
        outcome = "holds" if share >= ENOUGH_WORDS else "missing" if share else "wrong"
        if claim.title and outcome == "wrong":
            outcome = "missing"
        self._note("what", ", ".join(claim.details), event.title, outcome, 3.0 * share)

    def _level(self, level: str) -> None:
        """Compare levels of a relationship: a "strategic partnership" is no "comprehensive strategic partnership"."""
        same = stems(level) - PLAIN == stems(self.event.title) - PLAIN
        self._note("level", level, self.event.title or "not said", "holds" if same else "wrong", 3.0)

    def _title(self, title: str) -> None:
        titles = [told.title for told in self._told("title")] or [self.event.title]
        numbers = [ordinal_of(value) for value in titles]
        claimed = ordinal_of(title)
        if claimed is not None and any(numbers):
            outcomes = ["holds" if n == claimed else "wrong" for n in numbers if n is not None]
            self._note("number", str(claimed), " or ".join(str(n) for n in numbers if n), _joint(outcomes), 2.0)
        quotes = " ".join(telling.event.evidence.text for telling in self.event.tellings)
        share = words_share([title], f"{self.event.title} {quotes}")
        short = self.nearby and bool(self.event.title) and words_share([self.event.title], title) == 1.0
        self._note("title", title, self.event.title, "holds" if share >= ENOUGH_TITLE or short else "wrong", 3.0)


def _of_form(alike: bool, form: str) -> str:
    return "missing" if not form else "holds" if alike else "wrong"


def tell_place(place: Place) -> str:
    """Give a place in words."""
    return ", ".join(part for part in (place.city, place.country, place.region) if part)


def _inside(window: When, there: When | None) -> str:
    """Tell whether a time lies in the window: a vaguer time that reaches beyond it leaves that open."""
    if there is None:
        return "missing"
    if window.contains(there):
        return "holds"
    if not window.overlaps(there):
        return "wrong"
    return "holds" if there.precision in ("day", "interval") and there.days <= SHORT_STAY else "missing"


def _joint(outcomes: Iterable[str]) -> str:
    """Join the outcomes by the values on which sources differ: true of all, of some, or of none."""
    found = list(outcomes)
    if all(outcome == "holds" for outcome in found):
        return "holds"
    if all(outcome == "wrong" for outcome in found):
        return "wrong"
    return "disputed" if "holds" in found and "wrong" in found else "missing"
