"""Who travelled where: one row a traveller and destination, with the columns that users of COLT expect.

COLT is the Country and Organizational Leader Travel dataset of heads of state and government. Its leaders are a part of
the travellers here, told apart by `office`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.datasets.places import codes_of
from communique.datasets.tables import Column, Row, Table
from communique.knowledge import load
from communique.model import FORMS, MergedEvent, Participant, When

__all__ = ["TRAVEL", "travel_rows"]

RANKS = ("head_of_state", "head_of_government", "supreme_leader", "head")
OCCASIONS = ("gathering", "meeting", "commemoration")
TRAVEL = Table(
    "travel",
    "Travel of leaders and other officials",
    "One row a traveller and destination: visits that took place, with the office that the traveller held then.",
    (
        Column("event", "Identifier of the visit.", required=True),
        Column("traveller", "Full name of who travelled.", required=True),
        Column("traveller_code", "State or organisation that the traveller acts for.", required=True),
        Column("traveller_cow", "Number of that state in the Correlates of War.", "integer"),
        Column("office", "Title of the office held then, by the package's tables of offices."),
        Column("leader", "Whether that is the office of a head of state, government or organisation.", "boolean", True),
        Column("country_visited", "Country visited, in short English.", required=True),
        Column("country_code", "The same by ISO 3166-1 alpha-3.", required=True),
        Column("country_cow", "The same by its number in the Correlates of War.", "integer"),
        Column("city", "City visited."),
        Column("start", "First day of the stay, where it is known to the day.", "date"),
        Column("end", "Last day of the stay, where it is known to the day.", "date"),
        Column("date", "When, in EDTF, for what is not known to the day too."),
        Column("kind", "Kind of visit.", options=FORMS["visit"]),
        Column("purpose", "Gatherings, meetings and occasions of the stay that the record holds, separated by `;`."),
        Column("source", "Who tells it, separated by `;`.", required=True),
    ),
    ("event", "traveller", "traveller_code"),
)


def travel_rows(events: Iterable[MergedEvent]) -> Iterator[Row]:
    """Give the rows of the visits of named persons that took place and that nobody rejected, in order of the events."""
    kept = [event for event in events if event.status == "occurred" and event.decision != "rejected"]
    occasions: dict[tuple[str, str], list[MergedEvent]] = defaultdict(list)
    for event in kept:
        if event.type in OCCASIONS and event.place.country and event.date:
            for participant in event.participants:
                occasions[participant.name, event.place.country].append(event)
    for event in kept:
        if event.type == "visit" and event.place.country:
            for traveller in dict.fromkeys(p for p in event.actors if p.name):
                yield _row(event, traveller, occasions[traveller.name, event.place.country])


def _row(event: MergedEvent, traveller: Participant, occasions: Sequence[MergedEvent]) -> Row:
    when, country = event.when, codes_of(event.place.country)
    office, leader = _office(traveller, when)
    exact = when is not None and when.precision in ("day", "interval") and event.date.count("-") in (2, 4)
    return (
        event.id,
        traveller.name,
        traveller.code,
        codes_of(traveller.code).cow,
        office or None,
        leader,
        country.name,
        event.place.country,
        country.cow,
        event.place.city or None,
        when.first if when and exact else None,
        when.last if when and exact else None,
        event.date or None,
        event.form or None,
        "; ".join(_purposes(event, traveller, occasions)) or None,
        ";".join(event.sources),
    )


def _office(traveller: Participant, when: When | None) -> tuple[str, bool]:
    """Give the title of the highest office held then, and whether it leads the state or organisation."""
    if when is None:
        return "", False
    knowledge = load()
    people = knowledge.people_called(traveller.name)
    held = [t for p in people for t in knowledge.offices_of(p.id, when) if t.code == traveller.code]
    if not held:
        return "", False
    best = min(held, key=lambda t: (RANKS.index(t.office) if t.office in RANKS else len(RANKS), t.since, t.title))
    return best.title or best.office.replace("_", " "), best.office in RANKS


def _purposes(event: MergedEvent, traveller: Participant, occasions: Sequence[MergedEvent]) -> list[str]:
    when = event.when
    if when is None:
        return []
    during = [other for other in occasions if other.when and other.when.overlaps(when) and other.when.days <= 31]
    told = []
    for other in sorted(during, key=lambda one: (one.date, OCCASIONS.index(one.type), one.id)):
        if other.type == "meeting":
            others = [p.name or codes_of(p.code).name for p in other.participants if p != traveller]
            told.append(f"meeting with {', '.join(others)}")
        elif other.title:
            told.append(other.title)
    return list(dict.fromkeys(told))
