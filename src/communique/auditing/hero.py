"""The person whom a review is about: reviews follow one leader, and most of their pronouns mean that one."""

import re
from collections import Counter

import msgspec

from communique.knowledge.bearers import Bearers
from communique.knowledge.world import Knowledge
from communique.model import Document, Participant, When

__all__ = ["Hero", "find_hero"]

FEWEST = 3


class Hero(msgspec.Struct, frozen=True):
    """The person, with the titles borne that year and the sex ("" unknown)."""

    participant: Participant
    titles: frozenset[str]
    sex: str


def find_hero(document: Document, knowledge: Knowledge, year: When) -> Hero | None:
    """Give the officeholder whom the text names most, by surname; None where nobody stands out.

    A person counts who held an office in `year` and whose full name the text gives; the one named most is the hero
    where the name falls at least three times and more often than any other.
    """
    counts: Counter[str] = Counter()
    for match in knowledge.matches(document.text):
        for meaning in match.meanings:
            if meaning.kind == "person" and meaning.name in knowledge.people:
                surname = max(knowledge.people[meaning.name].short, default=match.text.split()[-1], key=len)
                counts[meaning.name] = len(re.findall(rf"\b{re.escape(surname)}\b", document.text))
    ranked = [(n, person) for person, n in counts.most_common() if knowledge.offices_of(person, year)]
    if not ranked or ranked[0][0] < FEWEST or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    person = knowledge.people[ranked[0][1]]
    code = Bearers(knowledge).acting_for(person, (), year)
    titles = frozenset(tenure.title.lower() for tenure in knowledge.offices_of(person.id, year) if tenure.code == code)
    return Hero(Participant(code, person.id.partition(" (")[0]), titles, person.sex)
