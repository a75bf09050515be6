"""The thread of a text while its claims are read: the time, the place and the persons told last."""

from communique.auditing.acts import Acts
from communique.auditing.company import Company
from communique.auditing.hero import Hero
from communique.auditing.moments import Moment
from communique.auditing.units import Unit
from communique.model import Participant, Place, When

__all__ = ["Thread"]

JOINED = ("conjunct", "nominal", "adverbial", "relative")
LONGEST_MOMENT = 100


class Thread:
    """What a clause that leaves something open is lent by the clauses before it."""

    def __init__(self, year: int, hero: Hero | None, *, source: bool = False) -> None:
        self.year = year
        self.source = source
        self.hero = hero
        self.last: When | None = None
        self.spot = Place()
        self.partners: list[Participant] = []
        self._paragraph = -1
        self._moments: dict[int, Moment | None] = {}
        self._places: dict[int, Place] = {}
        self._about: list[Participant] = []

    def begin(self, paragraph: int) -> None:
        """Begin a sentence; a new paragraph stands nowhere."""
        if paragraph != self._paragraph:
            self._paragraph, self.spot = paragraph, Place()
        self._moments, self._places, self._about = {}, {}, []

    def lend_company(self, unit: Unit, acts: Acts, company: Company, types: frozenset[str]) -> None:
        """Complete who and where from the text before, and remember both."""
        home = self.hero.participant.code if self.hero is not None else ""
        others = [p for p in company.about if p.code != home]
        if "relation" in types and len(company.about) < 2 and home:
            lacking = [] if others else self.partners[-1:]
            company.about += [p for p in (*lacking, Participant(home)) if p.code not in {q.code for q in company.about}]
        elif others:
            self.partners = others
        if self.source and not company.about:
            company.about = list(self._about)
        self._about = company.about or self._about
        if self.source and not company.place and not company.items:
            company.place = self.spot
        if acts.never_before(unit) and not company.place:
            company.place = self.spot
        if not company.place and not company.items and unit.kind == "nominal" and unit.above is not None:
            company.place = self._places.get(unit.above.head, company.place)
        self._places[unit.head] = company.place

    def lend_moment(
        self, unit: Unit, acts: Acts, company: Company, own: Moment | None, *, counted: bool
    ) -> Moment | None:
        """Give the time of a clause, its own or the one that it is lent, and remember time and place.

        A clause that counts (`counted`) sums up: it is lent no time by one that only shares its place.
        """
        moment = own or self._lent(unit, acts, company, counted)
        self._moments[unit.head] = moment
        if moment is not None and moment.when.days <= LONGEST_MOMENT:
            self.last = moment.when
        self.spot = company.place or self.spot
        return moment

    def _lent(self, unit: Unit, acts: Acts, company: Company, counted: bool) -> Moment | None:
        if acts.never_before(unit):
            return Moment(self.last, said=True) if self.last is not None else None
        if looks_back(unit, acts):
            return None
        above = unit.above
        if above is not None and above.head in self._moments and (unit.kind in JOINED or unit.kind == "main"):
            return self._moments[above.head]
        below = [m for head, m in self._moments.items() if m is not None and _subject_of(head, unit, acts)]
        if below:
            return below[-1]
        same_place = company.place.country and company.place.country == self.spot.country
        if same_place and not counted and self.last is not None and self.last.first.year == self.year:
            return Moment(self.last, said=True)
        return None


def looks_back(unit: Unit, acts: Acts) -> bool:
    """Tell whether the clause looks back to a time before its own ("which he had proposed")."""
    return any(child.text.lower() == "had" for child in acts.s.children(unit.head, "aux"))


def _subject_of(head: int, unit: Unit, acts: Acts) -> bool:
    """Tell whether an earlier unit is the subject of this one ("three days in Chad in May brought …")."""
    return head < unit.head and acts.s[head].relation == "nsubj" and acts.s[head].head == unit.head
