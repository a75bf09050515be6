"""Which person a name means: by offices held on the day, titles beside the name and the states in play."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

from communique.knowledge.entries import Meaning, Person, Tenure
from communique.knowledge.names import fold
from communique.knowledge.nominals import load_nominals
from communique.knowledge.offices import plain_title
from communique.knowledge.world import Knowledge
from communique.model import When

__all__ = ["STATE_HEADS", "Bearer", "Bearers", "Clues", "tell_tenure"]

TOP_OFFICES = ("head_of_state", "head_of_government", "supreme_leader", "party_leader", "head")
ORGANISATION_FIRST = ("head", "high_representative", "chair")
STATE_HEADS = ("head_of_state", "head_of_government", "supreme_leader", "crown_prince")
NAME_KINDS = ("person", "surname")
OF_TERRITORY = 0.8
LONGEST_TIME = 3660


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """What a text tells of a person beside the name.

    `titles` and `codes` stand around the name, `meanings` is what the gazetteer knows of it, `home` the state of the
    source, `spoken` the states that the text speaks of.
    """

    name: str = ""
    titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    home: str = ""
    spoken: frozenset[str] = frozenset()


class Bearer(msgspec.Struct, frozen=True):
    """A person of the tables, the code that the person acts for on the day, how well it fits, and why."""

    person: Person
    code: str
    score: float
    reason: str


class Bearers:
    """Finds persons by name or by office; every answer depends on the day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def named(self, clues: Clues, on: When) -> Bearer | None:
        """Give the person whom the name means, None where no person of the tables fits."""
        known = [self.knowledge.people[meaning.name] for meaning in clues.meanings
                 if meaning.kind in NAME_KINDS and meaning.name in self.knowledge.people]  # fmt: skip
        return self.best(known or self.knowledge.people_called(clues.name), clues, on)

    def surnamed(self, clues: Clues, on: When) -> Bearer | None:
        """Give the person whose last name this is, also where the press does not write it alone."""
        return self.best(self._last_names.get(fold(clues.name), []), clues, on)

    def best(self, candidates: Iterable[Person], clues: Clues, on: When) -> Bearer | None:
        """Give the candidate that fits best; the first of equals."""
        scored = sorted(((self._fit(person, clues, on), person) for person in candidates), key=lambda pair: -pair[0])
        if not scored or scored[0][0] <= 0:
            return None
        score, person = scored[0]
        code = self.acting_for(person, clues.codes, on)
        return Bearer(person, code, score, self._reason(person, code, clues, on)) if code else None

    def acting_for(self, person: Person, codes: tuple[str, ...], on: When) -> str:
        """Give the code for which a person acts on that day, one of `codes` first."""
        now = self.knowledge.offices_of(person.id, on)
        ever = {tenure.code for tenure in self.knowledge.offices_of(person.id)}
        for code in codes:
            if code == person.state or code in ever:
                return code
        if person.state in {tenure.code for tenure in now if tenure.office in STATE_HEADS}:
            return person.state
        for tenure in now:
            if tenure.office in ORGANISATION_FIRST and tenure.code in self.knowledge.organisations:
                return tenure.code
        for tenure in now:
            if tenure.office in STATE_HEADS:
                return tenure.code
        if now:
            return next((tenure.code for tenure in now if tenure.code == person.state), now[0].code)
        return person.state or (codes[0] if codes else "")

    def heading(self, code: str, title: str, on: When) -> tuple[Person, tuple[Tenure, ...]] | None:
        """Give who alone, on that day, leads `code` under `title`; a minister leads nothing."""
        offices = set(self.knowledge.offices_for(title, code)) | set(load_nominals().person_nouns.get(title, ()))
        by_title = title not in ("leader", "head")
        tenures = self.knowledge.titled(code, title, on) if by_title else self.knowledge.leaders(code, on)
        tenures = [tenure for tenure in tenures if tenure.office in (*TOP_OFFICES, *STATE_HEADS)]
        if not tenures or (offices and not {tenure.office for tenure in tenures} & (offices | set(TOP_OFFICES))):
            return None
        if len({tenure.person for tenure in tenures}) > 1 or tenures[-1].person not in self.knowledge.people:
            return None
        return self.knowledge.people[tenures[-1].person], tuple(tenures)

    @cached_property
    def _last_names(self) -> dict[str, list[Person]]:
        names: dict[str, list[Person]] = defaultdict(list)
        for person in self.knowledge.people.values():
            names[fold(person.id.partition(" (")[0]).rpartition(" ")[2]].append(person)
        return dict(names)

    def _fit(self, person: Person, clues: Clues, on: When) -> float:
        """Score how well a person fits; zero or less means no.

        In a text of no known time a surname alone means a head of state or government, not any minister that ever was.
        """
        tenures = self.knowledge.offices_of(person.id)
        now = [tenure for tenure in tenures if tenure.holds(on)]
        full = any(meaning.kind == "person" and meaning.name == person.id for meaning in clues.meanings)
        score = 2.0 if full else 0.0
        codes = {person.state, *(tenure.code for tenure in tenures)}
        if clues.codes:
            if codes & set(clues.codes):
                score += 2
            elif not full:
                return 0.0
        titles = {plain_title(title) for title in clues.titles}
        if titles:
            score += self._title_fit(titles, tenures, now, codes, full=full)
        leading = {tenure.code for tenure in now if tenure.office in STATE_HEADS}
        if leading:
            score += 1 if any(self._is_state(code) for code in leading) else OF_TERRITORY
        elif now and (on.days <= LONGEST_TIME or full):
            score += 0.6
        elif not full and not titles:
            return 0.0
        score += 0.4 * bool(clues.home and clues.home in codes)
        return score + 0.3 * bool(clues.spoken & codes)

    def _is_state(self, code: str) -> bool:
        return code in self.knowledge.states and self.knowledge.states[code].kind != "territory"

    def _title_fit(
        self, titles: set[str], tenures: list[Tenure], now: list[Tenure], codes: set[str], *, full: bool
    ) -> float:
        held = {plain_title(tenure.title) for tenure in now}
        offices = {office for title in titles for code in codes for office in self.knowledge.offices_for(title, code)}
        if (
            held & titles
            or {tenure.office for tenure in now} & offices
            or any(_shortens(t, h) for t in titles for h in held)
        ):
            return 2.0
        if {tenure.office for tenure in tenures} & offices:
            return 0.5
        return 0.0 if full else -1.0

    def _reason(self, person: Person, code: str, clues: Clues, on: When) -> str:
        now = self.knowledge.offices_of(person.id, on)
        name = f"“{clues.name}” is {person.id.partition(' (')[0]}" if clues.name else person.id
        if now:
            leading = max(now, key=lambda tenure: (tenure.code == code, tenure.office in (*STATE_HEADS, "head")))
            return f"{name}, {tell_tenure(self.knowledge, leading)}"
        tenures = self.knowledge.offices_of(person.id)
        if not tenures:
            return f"{name}, known without an office"
        past = [tenure for tenure in tenures if tenure.since <= on.last.isoformat()]
        return f"{name}, no office on that day; {tell_tenure(self.knowledge, (past or tenures[:1])[-1])}"


def _shortens(title: str, held: str) -> bool:
    """Tell whether a title is short for one that is held: "Secretary X" the secretary of state."""
    return held.startswith(f"{title} of ") or (title in ("minister", "secretary") and held.endswith(f" {title}"))


def tell_tenure(knowledge: Knowledge, tenure: Tenure) -> str:
    """Say in words what a tenure was and how long: "president of France from 2007-05-16 to 2012-05-15"."""
    title = tenure.title or tenure.office.replace("_", " ")
    since = f" from {tenure.since}" if tenure.since else ""
    until = f" to {tenure.until}" if tenure.until else ""
    return f"{title} of {knowledge.name_of(tenure.code)}{since}{until}"
