"""Everything that the package knows of the world, loaded once and looked up by date."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from communique.knowledge.entries import (
    City,
    Edition,
    Executive,
    Homonym,
    Instrument,
    Level,
    Membership,
    NameMatch,
    Organisation,
    Outlet,
    Person,
    Province,
    Region,
    Seat,
    Series,
    State,
    StateName,
    Tenure,
    Title,
    Venue,
)
from communique.knowledge.names import NameMatcher, fold
from communique.knowledge.offices import Offices
from communique.knowledge.tables import DATA, read_lines, read_tables
from communique.knowledge.vocabulary import names_of
from communique.model import When

__all__ = ["Knowledge", "load"]


class Knowledge:
    """The tables of one or more folders; a later folder adds rows, and replaces rows that have the same key.

    Nothing changes after loading; what is dear (the matcher, the cities) is built at first use.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self.states: Mapping[str, State] = {row.code: row for row in read_tables(folders, "states.csv", State)}
        self.state_names = read_tables(folders, "state_names.csv", StateName)
        self.seats = read_tables(folders, "seats.csv", Seat)
        self.venues = read_tables(folders, "venues.csv", Venue)
        self.provinces = read_tables(folders, "provinces.csv", Province)
        self.organisations: Mapping[str, Organisation] = {
            row.code: row for row in read_tables(folders, "organisations.csv", Organisation)
        }
        self.memberships = read_tables(folders, "memberships.csv", Membership)
        self.regions: Mapping[str, Region] = {row.code: row for row in read_tables(folders, "regions.csv", Region)}
        self.people: Mapping[str, Person] = {row.id: row for row in read_tables(folders, "people", Person)}
        self.tenures = read_tables(folders, "tenures", Tenure)
        self.titles = read_tables(folders, "titles.csv", Title)
        self.executives = read_tables(folders, "executives.csv", Executive)
        self.gatherings: Mapping[str, Series] = {row.id: row for row in read_tables(folders, "gatherings.csv", Series)}
        self.editions = read_tables(folders, "editions.csv", Edition)
        self.instruments = tuple(read_tables(folders, "instruments.csv", Instrument))
        self.levels = tuple(read_tables(folders, "levels.csv", Level))
        self.homonyms = read_tables(folders, "homonyms.csv", Homonym)
        self.outlets = tuple(read_tables(folders, "outlets.csv", Outlet))
        self._offices = Offices(self.tenures, self.titles, self.executives)
        self._members: dict[str, list[Membership]] = defaultdict(list)
        for membership in self.memberships:
            self._members[membership.code].append(membership)

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """The cities that texts are likely to name, and that `matches` finds; the most populous first."""
        rows = read_tables(self.folders, "cities.csv", City)
        rows.sort(key=lambda city: -city.population)
        return tuple(rows)

    @cached_property
    def towns(self) -> tuple[City, ...]:
        """The smaller places, which only `city` finds: in a running text their names mostly mean something else."""
        return tuple(read_tables(self.folders, "towns.csv", City))

    @cached_property
    def city_exclusions(self) -> frozenset[str]:
        """Names of cities that in a running text nearly always mean something else; `matches` does not report them."""
        return frozenset[str]().union(*(read_lines(folder / "city_exclusions.txt") for folder in self.folders))

    @cached_property
    def latest_day(self) -> datetime.date:
        """The latest day on which somebody in the tables took an office: how far they reach, the same on every day."""
        return When.parse(max(tenure.since for tenure in self.tenures)).first

    @cached_property
    def matcher(self) -> NameMatcher:
        """The matcher over all names."""
        return NameMatcher(names_of(self))

    def matches(self, text: str) -> list[NameMatch]:
        """Find all known names in `text`: leftmost longest, whole words, case-sensitive, none overlapping another."""
        return self.matcher.matches(text)

    def holders(self, code: str, office: str, on: When) -> list[Tenure]:
        """List who held `office` (one of `entries.OFFICES`) of `code` on some day of `on`, by start of the tenure."""
        return self._offices.holders(code, office, on)

    def titled(self, code: str, title: str, on: When) -> list[Tenure]:
        """List who was `title` ("president", "foreign minister", "premier") of `code` on some day of `on`."""
        return self._offices.titled(code, title, on)

    def leaders(self, code: str, on: When) -> list[Tenure]:
        """List who led the state or organisation `code` on some day of `on`."""
        return self._offices.leaders(code, on)

    def offices_for(self, title: str, code: str = "") -> tuple[str, ...]:
        """List the offices that `title` can mean for `code`, likeliest first."""
        return self._offices.offices_for(title, code)

    def owner(self, title: str) -> str:
        """Give the only state or organisation whose office a title can be ("pope", "taoiseach"), else ""."""
        return self._offices.owner(title)

    def tenures_of(self, code: str) -> list[Tenure]:
        """List all tenures of the state or organisation `code`, by their start."""
        return self._offices.of_code(code)

    def offices_of(self, person: str, on: When | None = None) -> list[Tenure]:
        """List the offices of a person, by id: all of them, or those of some day of `on`."""
        return self._offices.of_person(person, on)

    def people_called(self, name: str) -> list[Person]:
        """List the persons of this full, other or short name; case, diacritics, hyphens and dots do not matter."""
        return list(self._people_by_name.get(fold(name), ()))

    def members(self, code: str, on: When, *, status: str = "member") -> frozenset[str]:
        """Give the states that belonged to the organisation, region or set `code` on some day of `on`."""
        return frozenset(row.state for row in self._members.get(code, ()) if row.status == status and row.holds(on))

    def edition(self, series: str, *, ordinal: int | None = None, on: When | None = None) -> Edition | None:
        """Give the edition of `series` with this ordinal, or the one held during `on`; None where that is not sure.

        Two editions held together (the 44th and 45th ASEAN Summits) count as one by date: the later is given.
        """
        found = [
            edition
            for edition in self._editions.get(series, ())
            if (ordinal is None or edition.ordinal == ordinal) and (on is None or edition.holds(on))
        ]
        occasions = {(edition.since, edition.until, edition.city) for edition in found}
        return found[-1] if len(occasions) == 1 else None

    def editions_of(self, series: str) -> tuple[Edition, ...]:
        """List the known editions of a series in order of time."""
        return tuple(self._editions.get(series, ()))

    def city(self, name: str) -> list[City]:
        """List the cities and towns of this name, the most populous first; case and diacritics do not matter."""
        return list(self._cities_by_name.get(fold(name), ()))

    def name_of(self, code: str) -> str:
        """Give the name of a state, organisation or region in short English; an unknown code is its own name."""
        known = self.states.get(code) or self.organisations.get(code) or self.regions.get(code)
        return known.name if known else code

    @cached_property
    def _people_by_name(self) -> dict[str, list[Person]]:
        names: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            for name in {fold(name) for name in (person.id.partition(" (")[0], *person.aliases, *person.short)}:
                names[name].append(person)
        return dict(names)

    @cached_property
    def _cities_by_name(self) -> dict[str, list[City]]:
        names: dict[str, list[City]] = defaultdict(list)
        for city in sorted((*self.cities, *self.towns), key=lambda city: -city.population):
            for name in {fold(name) for name in (city.name, *city.aliases)}:
                names[name].append(city)
        return dict(names)

    @cached_property
    def _editions(self) -> dict[str, list[Edition]]:
        editions: dict[str, list[Edition]] = defaultdict(list)
        for edition in sorted(self.editions, key=lambda edition: edition.since):
            editions[edition.series].append(edition)
        return dict(editions)


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> Knowledge:
    """Load the package's tables, and those of the folder `overlay` above them. Raises KnowledgeError."""
    return Knowledge(DATA, *([overlay] if overlay else []))
