"""Find faults that no single table shows: references to nothing, overlapping tenures, names of two owners."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from communique.knowledge.entries import OFFICES, Dated, Tenure
from communique.knowledge.names import fold
from communique.knowledge.tables import DATA, read_lines
from communique.knowledge.world import Knowledge
from communique.model import When

__all__ = ["Fault", "check"]

OPEN = "9999-12-31"
SINGLE_OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "head")


class Fault(msgspec.Struct, frozen=True, order=True):
    """One fault of the tables: the table, the row by its key, and what is wrong."""

    table: str
    row: str
    message: str

    def __str__(self) -> str:
        return f"{self.table}: {self.row}: {self.message}"


def check(knowledge: Knowledge) -> list[Fault]:
    """List the cross-file faults of the loaded tables; an empty list means that there is none.

    Names shared by two owners are accepted where `shared_names.txt` declares them, and two holders of one office at one
    time where the office has joint heads, declared in `joint_offices.txt` as `CODE office`.
    """
    faults = [
        *_dates(knowledge),
        *_references(knowledge),
        *_tenures(knowledge),
        *_overlaps(knowledge),
        *_memberships(knowledge),
        *_editions(knowledge),
        *_state_names(knowledge),
        *_people_names(knowledge),
    ]
    return sorted(faults)


def _declared(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset[str]().union(*(read_lines(folder / name) for folder in {DATA, *knowledge.folders}))


def _dates(knowledge: Knowledge) -> Iterator[Fault]:
    tables: dict[str, Iterable[Dated]] = {
        "states": knowledge.states.values(),
        "organisations": knowledge.organisations.values(),
        "memberships": knowledge.memberships,
        "tenures": knowledge.tenures,
        "editions": knowledge.editions,
    }
    for table, rows in tables.items():
        for row in rows:
            if message := _date_fault(row):
                yield Fault(table, repr(row), message)


def _date_fault(row: Dated) -> str:
    try:
        since = When.parse(row.since) if row.since else None
        until = When.parse(row.until) if row.until else None
    except ValueError as error:
        return str(error)
    if since and until and until.last < since.first:
        return "ends before it begins"
    return ""


def _references(knowledge: Knowledge) -> Iterator[Fault]:
    codes = {*knowledge.states, *knowledge.organisations, *knowledge.regions, ""}
    uses = [
        *(("state_names", row.name, row.code) for row in knowledge.state_names),
        *(("seats", row.name, row.code) for row in knowledge.seats),
        *(("venues", row.name, row.code) for row in knowledge.venues),
        *(("provinces", row.name, row.code) for row in knowledge.provinces),
        *(("cities", row.name, row.code) for row in (*knowledge.cities, *knowledge.towns)),
        *(("organisations", row.code, row.parent) for row in knowledge.organisations.values()),
        *(("organisations", row.code, row.seat_code) for row in knowledge.organisations.values()),
        *(("memberships", f"{row.code} {row.state}", row.code) for row in knowledge.memberships),
        *(("memberships", f"{row.code} {row.state}", row.state) for row in knowledge.memberships),
        *(("people", row.id, row.state) for row in knowledge.people.values()),
        *(("titles", row.title, code) for row in knowledge.titles for code in row.codes),
        *(("executives", row.code, row.code) for row in knowledge.executives),
        *(("gatherings", row.id, row.organisation) for row in knowledge.gatherings.values()),
        *(("editions", f"{row.series} {row.since}", row.code) for row in knowledge.editions),
        *(("instruments", row.name, row.proposer) for row in knowledge.instruments),
        *(("homonyms", row.name, row.code) for row in knowledge.homonyms),
        *(("outlets", row.name, row.code) for row in knowledge.outlets),
    ]
    for table, row, code in uses:
        if code not in codes:
            yield Fault(table, row, f"no state, organisation or region {code!r}")
    for code in {*knowledge.states} & {*knowledge.organisations}:
        yield Fault("organisations", code, "is also the code of a state")
    for code in knowledge.states:
        if not any(name.code == code and name.kind == "name" for name in knowledge.state_names):
            yield Fault("states", code, "has no name in state_names")


def _tenures(knowledge: Knowledge) -> Iterator[Fault]:
    for tenure in knowledge.tenures:
        row = f"{tenure.person}, {tenure.title} of {tenure.code}"
        if tenure.person not in knowledge.people:
            yield Fault("tenures", row, "no such person")
        if tenure.code not in knowledge.states and tenure.code not in knowledge.organisations:
            yield Fault("tenures", row, f"an office of no state or organisation: {tenure.code!r}")
        if tenure.office not in OFFICES:
            yield Fault("tenures", row, f"unknown office {tenure.office!r}")


def _overlaps(knowledge: Knowledge) -> Iterator[Fault]:
    joint = _declared(knowledge, "joint_offices.txt")
    groups: dict[tuple[str, str, str], list[Tenure]] = defaultdict(list)
    for tenure in knowledge.tenures:
        if tenure.office in SINGLE_OFFICES and f"{tenure.code} {tenure.office}" not in joint:
            groups[tenure.code, tenure.office, tenure.title].append(tenure)
    for (code, office, title), tenures in groups.items():
        one, *later = sorted(tenures, key=lambda tenure: (tenure.since, tenure.until or OPEN))
        for two in later:
            if one == two or _overlap(one, two):
                message = f"{one.since}/{one.until} overlaps {two.person} {two.since}/{two.until}"
                yield Fault("tenures", f"{one.person}, {title} ({office}) of {code}", message)
            one = max(one, two, key=lambda tenure: tenure.until or OPEN)


def _overlap(one: Dated, two: Dated) -> bool:
    """Tell whether two facts certainly share more than the day or period on which one follows the other."""
    end = one.until or OPEN
    shortest = min(len(end), len(two.since))
    return end[:shortest] > two.since[:shortest]


def _memberships(knowledge: Knowledge) -> Iterator[Fault]:
    groups: dict[tuple[str, str, str], list[Dated]] = defaultdict(list)
    for row in knowledge.memberships:
        groups[row.code, row.state, row.status].append(row)
        body = knowledge.organisations.get(row.code)
        shortest = min(len(body.since), len(row.since)) if body else 0
        if body and shortest and row.since[:shortest] < body.since[:shortest]:
            yield Fault("memberships", f"{row.code} {row.state}", f"member in {row.since}, before {body.since}")
    for (code, state, status), rows in groups.items():
        for one, two in pairwise(sorted(rows, key=lambda row: row.since)):
            if _overlap(one, two):
                yield Fault("memberships", f"{code} {state}", f"two overlapping rows as {status}")


def _editions(knowledge: Knowledge) -> Iterator[Fault]:
    for series in {edition.series for edition in knowledge.editions}:
        if series not in knowledge.gatherings:
            yield Fault("editions", series, "no such series")
        numbered = [edition for edition in knowledge.editions_of(series) if edition.ordinal is not None]
        for one, two in pairwise(numbered):
            if (one.ordinal or 0) >= (two.ordinal or 0):
                yield Fault("editions", f"{series} {two.ordinal}", f"does not follow number {one.ordinal}")


def _state_names(knowledge: Knowledge) -> Iterator[Fault]:
    shared = _declared(knowledge, "shared_names.txt")
    owners: dict[str, set[str]] = defaultdict(set)
    for row in knowledge.state_names:
        owners[row.name].add(row.code)
    for name, codes in owners.items():
        if len(codes) > 1 and name not in shared and not _successive(codes, knowledge):
            yield Fault("state_names", name, f"names {', '.join(sorted(codes))}")


def _successive(codes: set[str], knowledge: Knowledge) -> bool:
    """Tell whether all but one of these states are former ones, so that the date parts them."""
    kinds = [knowledge.states[code].kind for code in codes if code in knowledge.states]
    return kinds.count("former") >= len(kinds) - 1


def _people_names(knowledge: Knowledge) -> Iterator[Fault]:
    shared = {fold(name) for name in _declared(knowledge, "shared_names.txt")}
    owners: dict[str, set[str]] = defaultdict(set)
    for person in knowledge.people.values():
        for name in (re.sub(r" \(.*\)$", "", person.id), *person.aliases):
            if " " in name:
                owners[fold(name)].add(person.id)
    for name, people in owners.items():
        if len(people) > 1 and name not in shared:
            yield Fault("people", name, f"names {' and '.join(sorted(people))}")
