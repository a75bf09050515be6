"""Turn the tables into names with their meanings: spellings, plurals and capital letters."""

import re
from collections.abc import Iterable, Mapping
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
CAPITALS_FROM = 500_000


class Vocabulary:
    """Names gathered in the order of likelihood of their meanings."""

    def __init__(self) -> None:
        self.names: dict[str, dict[Meaning, None]] = {}

    def add(self, name: str, meaning: Meaning) -> None:
        """Add a name and its spelling without diacritics."""
        for spelling in {name, plain_letters(name)}:
            self.names.setdefault(spelling, {})[meaning] = None

    def add_all(self, names: Iterable[str], meaning: Meaning) -> None:
        """Add several names of one meaning."""
        for name in names:
            self.add(name, meaning)

    def add_capitals(self, name: str, meaning: Meaning, shortest: int = 4) -> None:
        """Add a name and its form in capital letters, as headlines and datelines have it."""
        self.add(name, meaning)
        if len(name) >= shortest:
            self.add(name.upper(), meaning)


def names_of(knowledge: "Knowledge") -> Mapping[str, Iterable[Meaning]]:
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
        meaning = Meaning(STATE_KINDS[row.kind], row.code, knowledge.name_of(row.code))
        if row.kind in ("name", "adjective"):
            words.add_capitals(row.name, meaning)
        else:
            words.add(row.name, meaning)
    for seat in knowledge.seats:
        meaning = Meaning(seat.kind, seat.code, seat.city)
        words.add(seat.name, meaning)
        if seat.kind == "capital":
            words.add_capitals(seat.name, meaning, 5)
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
    plain_id = person.id.partition(" (")[0]
    for name in (plain_id, *person.aliases):
        if " " in name:
            words.add(name, full)
            words.add(name.upper(), full)
            words.add_all(_capital_surnames(name, person.short), full)
        else:
            words.add(name, short)
    for name in person.short:
        words.add(name, short)
        if len(name) > 3:
            words.add(name.upper(), short)


def _capital_surnames(name: str, surnames: Iterable[str]) -> Iterable[str]:
    """Write a full name as diplomats do: "KISHIDA Fumio", "Fumio KISHIDA"."""
    for surname in surnames:
        if name.endswith(" " + surname):
            given = name[: -len(surname) - 1]
            yield f"{surname.upper()} {given}"
            yield f"{given} {surname.upper()}"
        elif name.startswith(surname + " "):
            yield surname.upper() + name[len(surname) :]
            yield f"{name[len(surname) + 1 :]} {surname.upper()}"


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
    surnames = {name for person in knowledge.people.values() for name in person.short}
    for city in knowledge.cities:
        if city.name in knowledge.city_exclusions or _outranked(city, knowledge):
            continue
        if city.name in surnames and city.population < CAPITALS_FROM:
            continue
        meaning = Meaning("city", city.code, city.name)
        for name in (city.name, *city.aliases):
            known = words.names.get(name, {})
            if Meaning("capital", city.code, city.name) not in known:
                words.add(name, meaning)
                if city.population >= CAPITALS_FROM and len(name) > 4:
                    words.add(name.upper(), meaning)


def _outranked(city: City, knowledge: "Knowledge") -> bool:
    """Tell whether a far larger city bears the same name, so that nobody means this one without saying so."""
    return city.population * RIVAL_SHARE < knowledge.city(city.name)[0].population


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
