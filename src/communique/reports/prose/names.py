"""Names in running text: "the United States", "Chinese", "Russian President Vladimir Putin", "Kazan (Russia)"."""

from collections import defaultdict
from functools import cache

import msgspec

from communique.knowledge import Knowledge
from communique.model import Participant, Place, When
from communique.model.queries import fold
from communique.reports.data import load_yaml
from communique.reports.prose.grammar import clean

__all__ = ["Names"]

# Higher is more senior; who holds none of these ranks as a named person (1) or as a state (0).
SENIORITY = {
    "head_of_state": 5, "supreme_leader": 5, "party_leader": 5, "head_of_government": 5, "head": 4, "vice_president": 4,
    "crown_prince": 4, "high_representative": 3, "foreign_affairs_chief": 3, "foreign_minister": 3,
    "defence_minister": 3, "national_security_adviser": 3, "deputy_head": 3, "speaker": 3, "minister": 2,
    "deputy_foreign_minister": 2, "envoy": 2, "ambassador": 2,
}  # fmt: skip
LONGEST_TITLE = 4
REGION = "region:"


class Articles(msgspec.Struct, frozen=True):
    """Which names take "the", and adjectives and titles that need a choice."""

    the: frozenset[str]
    bare: frozenset[str]
    adjectives: dict[str, str]
    monarchs: frozenset[str]
    unsaid: frozenset[str]


@cache
def load_articles() -> Articles:
    """Load the choices."""
    return load_yaml("articles.yaml", Articles)


class Office(msgspec.Struct, frozen=True):
    """An office that someone holds at a time: its title, what it is, for whom, and how senior."""

    title: str
    kind: str
    code: str
    rank: int


class Names:
    """Gives names by the knowledge tables; what they do not know keeps its code or the name that the source gives."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._articles = load_articles()
        self._adjectives: dict[str, str] = {}
        for row in reversed(knowledge.state_names):
            if row.kind == "adjective" and not row.until:
                self._adjectives[row.code] = row.name
        self._adjectives |= self._articles.adjectives
        self._capitals: dict[str, set[str]] = defaultdict(set)
        for seat in knowledge.seats:
            if seat.kind == "capital":
                self._capitals[seat.code].add(fold(seat.city or seat.name))
        self._offices: dict[tuple[str, str, str], Office | None] = {}

    def party(self, code: str) -> str:
        """Give the name of a state, organisation, region or movement with its article."""
        name = self.bare(code)
        organisation = self.knowledge.organisations.get(code)
        article = code in self._articles.the or (organisation is not None and code not in self._articles.bare)
        return f"the {name}" if article and not name.casefold().startswith("the ") else name

    def bare(self, code: str) -> str:
        """Give the short name without an article."""
        if organisation := self.knowledge.organisations.get(code):
            return organisation.short or organisation.name
        name = self.knowledge.name_of(code)
        if code.startswith(REGION):
            name = name.removeprefix(REGION).replace(" States", " states").replace(" Countries", " countries")
        return clean(name)

    def adjective(self, code: str) -> str:
        """Give the adjective of a state or organisation ("Dutch", "EU"), empty where there is none."""
        if code in self._adjectives:
            return self._adjectives[code]
        organisation = self.knowledge.organisations.get(code)
        return (organisation.short or organisation.name) if organisation else ""

    def whose(self, code: str) -> str:
        """Give the genitive: "China's", "the United States'", "the Philippines'"."""
        name = self.party(code)
        return f"{name}'" if name.endswith("s") else f"{name}'s"

    def person(self, participant: Participant, when: When | None) -> str:
        """Give a person with the office held at that time: "Russian President Vladimir Putin", else the state's."""
        name = clean(participant.name)
        office = self.office(participant, when)
        if office is None or (office.title.count(" ") > LONGEST_TITLE and office.code in self.knowledge.states):
            adjective = self.adjective(participant.code)
            return f"{name} of {self.party(participant.code)}" if adjective or self._known(participant.code) else name
        title, of, owner = office.title.partition(" of the ")
        if of and office.code not in self.knowledge.states:
            return f"{_capitals(owner)} {_capitals(title)} {name}"
        if title in self._articles.monarchs or not self.adjective(participant.code):
            if title == "pope" or f" of {self.bare(office.code)}" in name:
                return name if name.startswith("Pope ") else f"{_capitals(title)} {name}"
            called = name if name.casefold().startswith(title) else f"{_capitals(title)} {name}"
            return f"{called} of {self.party(participant.code)}"
        return f"{self.adjective(office.code)} {_capitals(office.title)} {name}"

    def office(self, participant: Participant, when: When | None) -> Office | None:
        """Give the highest office that the person held for that state or organisation at that time, None if unknown."""
        key = (participant.name, participant.code, when.first.isoformat()[:7] if when else "")
        if key not in self._offices:
            self._offices[key] = self._find_office(participant, when)
        return self._offices[key]

    def rank(self, participant: Participant, when: When | None) -> int:
        """Tell how senior a participant is: 5 a leader, 4 the head of an organisation … 1 a named person, 0 a state."""
        if not participant.name:
            return 0
        office = self.office(participant, when)
        return office.rank if office else 1

    def place(self, place: Place, home: str = "") -> str:
        """Give a place: "Kazan (Russia)", "Beijing", "France"; capitals and places in `home` go without their state."""
        city, country = clean(place.city), place.country
        if city and country and country != home and fold(city) not in self._capitals[country]:
            return city if city == self.bare(country) else f"{city} ({self.bare(country)})"
        return city or (self.party(country) if country else self.region(place.region))

    def region(self, name: str) -> str:
        """Give a region with its article."""
        return self.party(f"{REGION}{name}") if name else ""

    def in_place(self, place: Place, home: str = "") -> str:
        """Give the place with "in"."""
        return f"in {self.place(place, home)}" if place else ""

    def _known(self, code: str) -> bool:
        return code in self.knowledge.states or code in self.knowledge.organisations

    def _find_office(self, participant: Participant, when: When | None) -> Office | None:
        best: Office | None = None
        if when is None:
            return None
        for person in self.knowledge.people_called(participant.name):
            for tenure in self.knowledge.offices_of(person.id, when):
                if tenure.code != participant.code or not tenure.title or tenure.title in self._articles.unsaid:
                    continue
                if not _throughout(tenure.since, tenure.until, when):
                    continue
                office = Office(tenure.title, tenure.office, tenure.code, SENIORITY.get(tenure.office, 1))
                if best is None or _order(office) > _order(best):
                    best = office
        return best


def _throughout(since: str, until: str, when: When) -> bool:
    """Tell whether a tenure covers the whole of a time, as far as the tables know its edges."""
    begins = not since or When.parse(since).first <= when.first
    return begins and (not until or When.parse(until).last >= when.last)


def _order(office: Office) -> tuple[int, bool, bool]:
    """Order offices held together: a president who leads the party too is told as president."""
    return office.rank, office.kind in ("head_of_state", "foreign_minister"), office.kind == "head_of_government"


def _capitals(title: str) -> str:
    small = {"of", "the", "and", "for", "to"}
    words = title.split(" ")
    called = (word if word in small and i else word[:1].upper() + word[1:] for i, word in enumerate(words))
    return " ".join(called).replace("-general", "-General")
