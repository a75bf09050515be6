"""The rows of the knowledge tables, one frozen class a table.

Dates are text in the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. An empty `since` means since before 1990 or unknown, an
empty `until` means still so on the as-of date of the table.
"""

from typing import Annotated, Literal

import msgspec

from communique.model import When

__all__ = [
    "OFFICES",
    "City",
    "Dated",
    "Edition",
    "Executive",
    "Homonym",
    "Instrument",
    "Level",
    "Meaning",
    "Membership",
    "NameMatch",
    "Organisation",
    "Outlet",
    "Person",
    "Province",
    "Region",
    "Seat",
    "Series",
    "State",
    "StateName",
    "Tenure",
    "Title",
    "Venue",
]

OFFICES = (
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "vice_president", "crown_prince",
    "party_leader", "supreme_leader", "foreign_affairs_chief", "national_security_adviser", "envoy", "head",
    "deputy_head", "high_representative", "deputy_foreign_minister", "minister", "speaker", "ambassador",
    "spokesperson", "military_chief", "governor", "legislator", "consort", "official",
)  # fmt: skip

Text = Annotated[str, msgspec.Meta(min_length=1)]
Date = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]
StateCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]


class Dated(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename={"since": "from", "until": "to"}):
    """A fact that holds from `since` to `until`, both inclusive, each with the precision that is known."""

    since: Date = ""
    until: Date = ""

    def holds(self, on: When) -> bool:
        """Tell whether the fact held, or may have held, on some day of `on`."""
        first, last = on.first.isoformat(), on.last.isoformat()
        return self.since <= last and (not self.until or self.until >= first[: len(self.until)])


class State(Dated, frozen=True, gc=False, kw_only=True):
    """A state, observer state, territory or former state, by its ISO 3166-1 (or former) alpha-3 code.

    `cow` and `gw` are the numbers of the Correlates of War and of Gleditsch and Ward, `m49` that of the United Nations.
    """

    code: StateCode
    alpha2: str = ""
    name: Text
    official: str = ""
    kind: Literal["state", "observer", "territory", "former"]
    cow: int | None = None
    gw: int | None = None
    m49: str = ""
    region: str = ""


class StateName(Dated, frozen=True, gc=False, kw_only=True):
    """One way in which a text names a state, its adjective or its people."""

    code: StateCode
    name: Text
    kind: Literal["name", "adjective", "national", "nationals"]


class Seat(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A capital, building or byname that stands for the government of `code`."""

    name: Text
    code: Text
    city: str = ""
    kind: Literal["seat", "capital"]


class Venue(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A building or estate that implies a city."""

    name: Text
    code: StateCode
    city: Text


class Province(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A part of a state that a text may name instead of it: Georgia (USA), Scotland, Crimea, the Gaza Strip."""

    name: Text
    code: StateCode


class City(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A city with the state that it belongs to and its population."""

    name: Text
    code: StateCode
    population: int = 0
    aliases: tuple[str, ...] = ()


class Organisation(Dated, frozen=True, gc=False, kw_only=True):
    """An organisation, an organ of one, a grouping of states or a movement; `nouns` are words that stand for it."""

    code: Text
    name: Text
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["organisation", "body", "grouping", "movement"]
    parent: str = ""
    seat_city: str = ""
    seat_code: str = ""
    nouns: tuple[str, ...] = ()


class Membership(Dated, frozen=True, gc=False, kw_only=True):
    """The membership of a state in an organisation, region or set."""

    code: Text
    state: StateCode
    status: Literal["member", "partner", "observer"] = "member"


class Region(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A region, continent or set of states; its members stand in the memberships."""

    code: Annotated[str, msgspec.Meta(pattern="^region:.")]
    name: Text
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    kind: Literal["region", "continent", "set"]


class Person(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A person; `id` is the usual English full name, `short` what the press writes alone ("Xi", "Lula")."""

    id: Text
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: Literal["", "m", "f"] = ""
    state: str = ""


class Tenure(Dated, frozen=True, gc=False, kw_only=True):
    """An office that a person held for a state or organisation; `title` is its English title in lower case."""

    person: Text
    code: Text
    office: Text
    title: str = ""


class Title(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a title means: the offices, likeliest first, for the states or organisations in `codes`, or for any."""

    title: Text
    office: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class Executive(Dated, frozen=True, gc=False, kw_only=True):
    """Which office leads the government of a state; states without a row are led by their head of government."""

    code: StateCode
    office: Text


class Series(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A series of gatherings; `ordinal_style` says what tells its editions apart (ordinal, year, place, none)."""

    id: Text
    name: Text
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    ordinal_style: Literal["ordinal", "year", "place", "none"] = "ordinal"


class Edition(Dated, frozen=True, gc=False, kw_only=True):
    """One edition of a series: its number, own name, days and host city."""

    series: Text
    ordinal: int | None = None
    name: str = ""
    city: str = ""
    code: str = ""


class Instrument(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename={"since": "from"}):
    """A named initiative, treaty, agreement, resolution, programme or mechanism."""

    name: Text
    aliases: tuple[str, ...] = ()
    kind: Literal["initiative", "treaty", "agreement", "resolution", "programme", "mechanism"]
    proposer: str = ""
    since: Date = ""


class Level(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A level of relationship; in one `tradition` a higher `rank` is a closer relation."""

    level: Text
    tradition: Text
    rank: int


class Homonym(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One sense of a name that has several, likeliest first, with the words near it that tell the sense.

    `kind` is that of a meaning, or word ("turkey" the bird), given (the given name of people) or surname.
    """

    name: Text
    kind: Literal[
        "state", "nationality", "province", "region", "organisation", "city", "government", "person", "word", "given",
        "surname",
    ]  # fmt: skip
    code: str = ""
    identity: Text
    cues: tuple[str, ...] = ()


class Outlet(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A news agency, broadcaster or paper, with the state whose it is."""

    name: Text
    code: Text
    aliases: tuple[str, ...] = ()


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """One thing that a name can mean.

    `kind` is state, nationality (an adjective, also of a region), national, nationals, capital, seat, city, venue,
    province, organisation, region, person, surname, title, gathering or instrument. `code` is the state, organisation
    or region, for a gathering the id of its series, for a title empty. `name` is canonical: the city, the person's id,
    the organisation's name, the title in lower case and singular.
    """

    kind: str
    code: str
    name: str


class NameMatch(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a text that are a known name, with everything that the name can mean."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
