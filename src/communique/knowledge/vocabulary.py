"""Turn the tables into names with their meanings: spellings, plurals and capital letters."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.knowledge.entries import City, Meaning, Person
from communique.knowledge.names import plain_letters

if TYPE_CHECKING:
    from communique.knowledge.world import Knowledge

__all__ = ["names_of"]

STATE_KINDS = {"name": "state", "adjective": "nationality", "national": "national", "nationals": "nationals"}
GENERIC = re.compile(r"\b(Summit|Forum|Conference|Meeting|Session|Dialogue|Initiative|Agreement|Treaty|Council)\b")
SMALL_WORDS = {"of", "the", "and", "to", "for", "in", "on", "at", "de", "with", "by"}
RIVAL_SHARE = 8
NAMESAKE_FROM = 300_000
LARGER = {"state", "nationality", "national", "nationals", "province", "region", "organisation"}


class Vocabulary:
    """Names gathered in the order of likelihood of their meanings."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[Meaning, ...]] = {}

    def add(self, name: str, meaning: Meaning) -> None:
        """Add a name and its spelling without diacritics."""
        self._add(name, meaning)
        if not name.isascii():
            self._add(plain_letters(name), meaning)

    def add_all(self, names: Iterable[str], meaning: Meaning) -> None:
        """Add several names of one meaning."""
        for name in names:
            self.add(name, meaning)

    def _add(self, name: str, meaning: Meaning) -> None:
        known = self.names.get(name, ())
        if meaning not in known:
            self.names[name] = (*known, meaning)


def names_of(knowledge: "Knowledge") -> dict[str, tuple[Meaning, ...]]:
    """List every name that the tables hold with what it can mean, likelier meanings first."""
    words = Vocabulary()
    _add_states(words, knowledge)
    _add_organisations(words, knowledge)
    for person in knowledge.people.values():
        _add_person(words, person)
    _add_titles(words, knowledge)
    _add_places(words, knowledge)
    _add_gatherings(words, knowledge)
    return words.names


def _add_states(words: Vocabulary, knowledge: "Knowledge") -> None:
    for row in knowledge.state_names:
        words.add(row.name, Meaning(STATE_KINDS[row.kind], row.code, knowledge.name_of(row.code)))
    for seat in knowledge.seats:
        words.add(seat.name, Meaning(seat.kind, seat.code, seat.city))
    for region in knowledge.regions.values():
        words.add_all((region.name, *region.aliases), Meaning("region", region.code, region.name))
        words.add_all(region.adjectives, Meaning("nationality", region.code, region.name))


def _add_organisations(words: Vocabulary, knowledge: "Knowledge") -> None:
    for organisation in knowledge.organisations.values():
        meaning = Meaning("organisation", organisation.code, organisation.name)
        for name in (organisation.name, organisation.short, *organisation.aliases):
            if name:
                words.add(name, meaning)
                words.add(_lower_generic(name), meaning)
    for instrument in knowledge.instruments:
        for name in (instrument.name, *instrument.aliases):
            meaning = Meaning("instrument", instrument.proposer, instrument.name)
            words.add(name, meaning)
            words.add(_lower_generic(name), meaning)


def _add_person(words: Vocabulary, person: Person) -> None:
    full, short = Meaning("person", person.state, person.id), Meaning("surname", person.state, person.id)
    for name in (person.id.partition(" (")[0], *person.aliases):
        words.add(name, full if " " in name else short)
    words.add_all(person.short, short)


def _add_titles(words: Vocabulary, knowledge: "Knowledge") -> None:
    for row in knowledge.titles:
        meaning = Meaning("title", "", row.title)
        for title in _title_spellings(row.title):
            words.add(title, meaning)
            words.add(_capitalised(title), meaning)
            words.add(title[0].upper() + title[1:], meaning)


def _title_spellings(title: str) -> set[str]:
    """Spell a title in both Englishes, with and without hyphens, in the singular and plural."""
    spellings = {title, _plural(title)}
    spellings |= {spelling.replace("defence", "defense") for spelling in spellings}
    return spellings | {spelling.replace("-", " ") for spelling in spellings}


def _plural(title: str) -> str:
    head, joint, rest = title.partition(" of ")
    if not joint:
        head, joint, rest = title.partition(" for ")
    if head.endswith(("-general", " general")):
        return head[:-8] + "s" + head[-8:] + joint + rest
    head = head[:-1] + "ies" if head.endswith("y") else head[:-3] + "men" if head.endswith("man") else head + "s"
    return head + joint + rest


def _capitalised(title: str) -> str:
    return " ".join(
        word if word in SMALL_WORDS else "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
        for word in title.split(" ")
    )


def _add_places(words: Vocabulary, knowledge: "Knowledge") -> None:
    for venue in knowledge.venues:
        words.add(venue.name, Meaning("venue", venue.code, venue.city))
    for province in knowledge.provinces:
        words.add(province.name, Meaning("province", province.code, province.name))
    tokens = {token for person in knowledge.people.values() for token in person.id.split()}
    tokens |= {name for person in knowledge.people.values() for name in person.short}
    largest: dict[str, int] = {}
    for city in knowledge.cities:
        outranked = city.population * RIVAL_SHARE < largest.setdefault(city.name, city.population)
        namesake = city.name in tokens and city.population < NAMESAKE_FROM
        if not (outranked or namesake or city.name in knowledge.city_exclusions):
            _add_city(words, city)


def _add_city(words: Vocabulary, city: City) -> None:
    """Add a city, unless its name is known as a capital of the state or as something larger elsewhere."""
    meaning = Meaning("city", city.code, city.name)
    for name in (city.name, *city.aliases):
        known = words.names.get(name, ())
        capital = any(other.kind == "capital" and other.code == city.code for other in known)
        elsewhere = any(other.kind in LARGER and other.code != city.code for other in known)
        if not capital and not elsewhere:
            words.add(name, meaning)


def _add_gatherings(words: Vocabulary, knowledge: "Knowledge") -> None:
    for series in knowledge.gatherings.values():
        meaning = Meaning("gathering", series.id, series.name)
        for name in (series.name, *series.aliases):
            words.add(name, meaning)
            words.add(_lower_generic(name), meaning)
    for edition in knowledge.editions:
        if edition.name:
            words.add(edition.name, Meaning("gathering", edition.series, edition.name))


def _lower_generic(name: str) -> str:
    """Write the generic words of a name small, as running text often does ("the SCO summit")."""
    return name[:1] + GENERIC.sub(lambda word: word[0].lower(), name[1:])
