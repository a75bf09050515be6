"""Events between two sides: each pair of participants as PLOVER and CAMEO code it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

import msgspec

from communique.datasets.places import codes_of
from communique.datasets.tables import Column, Row, Table
from communique.knowledge.tables import read_table
from communique.model import EVENT_TYPES, MergedEvent, Participant

__all__ = ["CAMEO", "PLOVER", "Rule", "cameo_rows", "load_rules", "plover_rows"]

MANY = 3


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `data/dyads.csv`: how acts of one type, form and status are coded."""

    type: str
    form: str = ""
    status: str
    direction: str
    plover_event: str
    plover_mode: str = ""
    plover_context: str = ""
    cameo: str
    cameo_guest: str = ""
    cameo_host: str = ""
    cameo_elsewhere: str = ""


class Dyad(msgspec.Struct, frozen=True):
    """One direction of an event: who does it to whom."""

    event: MergedEvent
    rule: Rule
    source: str
    target: str
    parties: int

    @property
    def mode(self) -> str:
        """PLOVER's mode: consultations of three and more are multilateral."""
        many = self.rule.plover_event == "CONSULT" and not self.rule.plover_mode and self.parties >= MANY
        return "multilateral" if many else self.rule.plover_mode

    @property
    def cameo(self) -> str:
        """CAMEO's code, which tells a guest from a host where the place says who is which."""
        rule, country = self.rule, self.event.place.country
        if rule.direction == "travel":
            visitors = {participant.code for participant in self.event.actors}
            return (rule.cameo_guest if self.source in visitors else rule.cameo_host) or rule.cameo
        if country == self.source:
            return rule.cameo_host or rule.cameo
        if country == self.target:
            return rule.cameo_guest or rule.cameo
        return (rule.cameo_elsewhere if country else "") or rule.cameo


SHARED = (
    Column("event", "Identifier of the event in the table of events.", required=True),
    Column("date", "When, in EDTF (ISO 8601-2)."),
    Column("first_day", "First day that the date allows.", "date"),
    Column("last_day", "Last day that the date allows.", "date"),
    Column("source_code", "Who acts: code of the codebook.", required=True),
    Column("source_iso3", "The same by ISO 3166-1 alpha-3, for states and territories."),
    Column(
        "source_cow", "The same by its number in the Correlates of War, for members of its state system.", "integer"
    ),
    Column("source_persons", "Persons who act for it, separated by `;`."),
    Column("target_code", "Who is acted upon: code of the codebook.", required=True),
    Column("target_iso3", "The same by ISO 3166-1 alpha-3."),
    Column("target_cow", "The same by its number in the Correlates of War.", "integer"),
    Column("target_persons", "Persons who act for it, separated by `;`."),
)
ENDING = (
    Column("type", "Type of the act (codebook, Types).", required=True, options=EVENT_TYPES),
    Column("form", "Form of the act."),
    Column("status", "Whether it took place.", required=True, options=("occurred", "planned")),
    Column("country", "Where: ISO 3166-1 alpha-3."),
    Column("city", "Where: city."),
    Column("title", "Name of the gathering or instrument, or what was given or said."),
    Column("conflicts", "Fields on which the sources cannot all be right, separated by `;`."),
    Column("documents", "Number of documents that tell it.", "integer", required=True),
    Column("sources", "Who tells it, separated by `;`.", required=True),
)
KEY = ("event", "source_code", "target_code")
PLOVER = Table(
    "plover",
    "Dyadic events in the manner of PLOVER",
    "One row an event and ordered pair of participants, with PLOVER's event, mode and context.",
    (
        *SHARED,
        Column("event_type", "PLOVER's event.", required=True),
        Column("event_mode", "PLOVER's mode, where the event has one."),
        Column("contexts", "PLOVER's contexts, separated by `;`; `future` is an act that is planned.", required=True),
        *ENDING,
    ),
    KEY,
)
CAMEO = Table(
    "cameo",
    "Dyadic events in the manner of CAMEO",
    "One row an event and ordered pair of participants, with CAMEO's code.",
    (
        *SHARED,
        Column("event_code", "CAMEO's code (1.1b3); text, for it may begin with a nought.", required=True),
        Column("root_code", "The first two figures of the code.", required=True),
        *ENDING,
    ),
    KEY,
)


def plover_rows(events: Iterable[MergedEvent]) -> Iterator[Row]:
    """Give the rows of `PLOVER`."""
    for dyad in _dyads(events):
        contexts = [dyad.rule.plover_context, *(["future"] if dyad.event.status == "planned" else [])]
        yield _row(dyad, (dyad.rule.plover_event, dyad.mode or None, ";".join(contexts)))


def cameo_rows(events: Iterable[MergedEvent]) -> Iterator[Row]:
    """Give the rows of `CAMEO`."""
    for dyad in _dyads(events):
        yield _row(dyad, (dyad.cameo, dyad.cameo[:2]))


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load `data/dyads.csv`. Raises KnowledgeError."""
    return tuple(read_table(Path(__file__).parent / "data" / "dyads.csv", Rule))


def _dyads(events: Iterable[MergedEvent]) -> Iterator[Dyad]:
    for event in events:
        rule = _rule_of(event) if event.decision != "rejected" else None
        if rule is not None:
            parties = len({participant.code for participant in event.participants})
            yield from (Dyad(event, rule, one, other, parties) for one, other in _pairs(event, rule))


def _rule_of(event: MergedEvent) -> Rule | None:
    fits = [rule for rule in load_rules() if rule.type == event.type and rule.status == event.status]
    exact = next((rule for rule in fits if rule.form and rule.form == event.form), None)
    return exact or next((rule for rule in fits if not rule.form), None)


def _pairs(event: MergedEvent, rule: Rule) -> list[tuple[str, str]]:
    """Give the ordered pairs of codes; regions and other sets take part under their own code."""
    actors, targets = _codes(event.actors), _codes(event.targets)
    if rule.direction == "travel":
        there = [event.place.country] if event.place.country else []
        return [pair for one in actors for other in there if one != other for pair in ((one, other), (other, one))]
    if rule.direction == "mutual":
        return list(permutations(dict.fromkeys([*actors, *targets]), 2))
    return [(one, other) for one in actors for other in targets if one != other]


def _codes(participants: Sequence[Participant]) -> list[str]:
    return list(dict.fromkeys(participant.code for participant in participants))


def _row(dyad: Dyad, coded: Row) -> Row:
    event, when = dyad.event, dyad.event.when
    sides: list[str | int | None] = []
    for code in (dyad.source, dyad.target):
        codes = codes_of(code)
        persons = ";".join(p.name for p in event.participants if p.code == code and p.name)
        sides += [code, codes.iso3 or None, codes.cow, persons or None]
    return (
        event.id,
        event.date or None,
        when.first if when else None,
        when.last if when else None,
        *sides,
        *coded,
        event.type,
        event.form or None,
        event.status,
        event.place.country or None,
        event.place.city or None,
        event.title or None,
        ";".join(conflict.field for conflict in event.conflicts) or None,
        len({telling.document.id for telling in event.tellings}),
        ";".join(event.sources),
    )
