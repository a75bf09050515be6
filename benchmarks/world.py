"""A made-up world for measuring a record: documents of many sources that tell, and tell again, the same acts.

States take part by their weight, their leaders by the package's tables, acts by type as in the hand-coded sets. A
document has one to six events. Four in five are of the last days, the others are background; a telling may leave out
names, the place or the day, and is now and then wrong. The same numbers give the same world.
"""

import datetime
import random
from collections import deque
from collections.abc import Iterator
from functools import cache

import msgspec

from communique.knowledge import load
from communique.model import Document, Event, Participant, Place, Span, When

__all__ = ["DOCUMENTS_A_DAY", "Told", "make_world"]

Told = tuple[Document, list[Event]]
DOCUMENTS_A_DAY = 11
BEGIN = datetime.date(1998, 1, 1)
SOURCES = 60
REMEMBERED = 400
RECENT_DAYS = 3
HEAVY = (
    "USA CHN RUS FRA DEU GBR JPN IND BRA TUR ITA ESP KOR SAU IDN ZAF CAN AUS EGY ISR UKR POL IRN MEX PAK NLD ARE VNM "
    "SWE BEL"
).split()
TYPES = {
    "meeting": 30, "visit": 20, "gathering": 10, "agreement": 11, "statement": 8, "call": 6, "message": 5, "pledge": 3,
    "aid": 2, "representation": 2, "relation": 1, "initiative": 1, "sanction": 1,
}  # fmt: skip
FORMS = {
    "visit": ("state", "official", "working", ""), "agreement": ("signed", "issued", "agreed"),
    "message": ("congratulation", "condolence", "letter"), "representation": ("appointed", "credentials", "opened"),
    "relation": ("upgraded", "established"), "initiative": ("proposed", "launched", "joined"),
    "sanction": ("imposed", "lifted"), "statement": ("support", "condemn", "urge", "welcome"),
}  # fmt: skip
SERIES = (
    "G20 Summit",
    "BRICS Summit",
    "APEC meeting",
    "ASEAN Summit",
    "UN General Assembly",
    "SCO Summit",
    "NATO Summit",
)
TOPICS = (
    "rail", "grain", "customs", "fisheries", "satellites", "vaccines", "ports", "hydrogen", "visas", "culture",
    "lithium", "gas", "wheat", "water", "bridges", "students", "debt", "drones", "nuclear safety", "tourism", "mining",
)  # fmt: skip
KINDS = ("agreement", "memorandum", "protocol", "joint statement", "treaty")
SIDED = ("message", "pledge", "aid", "representation", "sanction", "statement")
FILLER = "Officials gave no further details of the programme, and the two delegations did not take questions. "


class Act(msgspec.Struct, frozen=True):
    """What really happened, before anybody told it."""

    type: str
    form: str
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    place: Place
    day: datetime.date
    days: int
    title: str
    count: int | None


def make_world(documents: int, *, seed: int = 1) -> Iterator[Told]:
    """Make documents with their events in order of publication: `DOCUMENTS_A_DAY` a day, from 1998 on."""
    chance = random.Random(seed)
    recent: deque[Act] = deque()
    older: deque[Act] = deque(maxlen=REMEMBERED * DOCUMENTS_A_DAY)
    for number in range(documents):
        published = BEGIN + datetime.timedelta(days=number // DOCUMENTS_A_DAY)
        while recent and (published - recent[0].day).days > RECENT_DAYS:
            older.append(recent.popleft())
        acts: list[Act] = []
        for _ in range(chance.choices(range(1, 7), (10, 20, 25, 20, 15, 10))[0]):
            acts.append(_choose(chance, recent, older, published))
        yield _tell(chance, number, published, list(dict.fromkeys(acts)))


def _choose(chance: random.Random, recent: deque[Act], older: deque[Act], published: datetime.date) -> Act:
    draw = chance.random()
    if draw < 0.2 and older:
        return older[chance.randrange(len(older))]
    if draw < 0.6 and recent:
        return recent[min(chance.randrange(len(recent)) for _ in range(2))]
    act = _make_act(chance, published - datetime.timedelta(days=chance.choices((0, 1, 2), (6, 3, 1))[0]))
    recent.append(act)
    return act


def _make_act(chance: random.Random, day: datetime.date) -> Act:
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    codes = _choose_states(chance, 2 if kind != "meeting" or chance.random() < 0.85 else chance.randint(3, 5))
    people = tuple(_leader(chance, code, day) for code in codes)
    host = codes[-1] if chance.random() < 0.8 else _choose_states(chance, 1)[0]
    topic, title, count = chance.choice(TOPICS), "", None
    if kind == "gathering":
        year = day.year - 1995
        title = f"{year}th {chance.choice(SERIES)}" if chance.random() < 0.6 else f"conference on {topic}"
        count = chance.choice((None, None, chance.randint(5, 60)))
    elif kind == "agreement":
        title = f"{chance.choice(KINDS)} on {topic}"
    elif kind == "relation":
        title = "strategic partnership"
    elif kind in ("pledge", "aid", "sanction", "initiative", "statement"):
        title = f"{chance.randint(2, 900)} million dollars for {topic}" if kind == "pledge" else f"{topic} measures"
    actors, targets = (people[:1], people[1:]) if kind in SIDED else (people, ())
    if kind == "visit":
        actors, host = people[:1], codes[1]
    place = Place() if kind in ("call", "message", "statement", "relation") else Place(host, _capital(host))
    days = chance.choices((1, 2, 3), (6, 3, 1))[0] if kind in ("visit", "gathering") else 1
    return Act(kind, chance.choice(FORMS.get(kind, ("",))), actors, targets, place, day, days, title, count)


def _tell(chance: random.Random, number: int, published: datetime.date, acts: list[Act]) -> Told:
    source = f"source {chance.randrange(SOURCES)}"
    parts, spans = [], []
    at = 0
    for act in acts:
        names = " and ".join(p.name or p.code for p in (*act.actors, *act.targets))
        sentence = (
            f"{names}: {act.form} {act.type} of {act.title or 'both sides'} in {act.place.city or 'the capital'}. "
        )
        spans.append(Span(at, at + len(sentence) - 1, sentence[:-1]))
        parts += [sentence, FILLER * chance.randint(0, 2)]
        at += len(parts[-2]) + len(parts[-1])
    text = "".join(parts).rstrip()
    document = Document(f"doc{number:07d}", text, title=f"Report {number}", source=source, published=published)
    return document, [_tell_act(chance, act, document, span) for act, span in zip(acts, spans, strict=True)]


def _tell_act(chance: random.Random, act: Act, document: Document, span: Span) -> Event:
    published = document.published or act.day
    told = [
        tuple(Participant(p.code) if chance.random() < 0.15 else p for p in side) for side in (act.actors, act.targets)
    ]
    day, shown = act.day, act.place
    if chance.random() < 0.03:
        day += datetime.timedelta(days=chance.choice((-1, 1)))
    if chance.random() < 0.15:
        shown = Place(act.place.country) if chance.random() < 0.5 else Place()
    last = day + datetime.timedelta(days=act.days - 1)
    date = day.isoformat() if act.days == 1 or chance.random() < 0.3 else f"{day.isoformat()}/{last.isoformat()}"
    if (published - day).days > 30 and chance.random() < 0.6:
        date = f"{day:%Y-%m}"
    return Event(
        document=document.id,
        type=act.type,
        actors=told[0],
        targets=told[1],
        place=shown,
        date=date,
        status="planned" if day > published else "occurred",
        count=act.count,
        title=act.title,
        form=act.form,
        evidence=span,
    )


def _choose_states(chance: random.Random, number: int) -> list[str]:
    """Choose different states; thirty take part in two thirds of all acts."""
    chosen: list[str] = []
    while len(chosen) < number:
        code = chance.choice(HEAVY) if chance.random() < 0.67 else chance.choice(_states())
        if code not in chosen:
            chosen.append(code)
    return chosen


def _leader(chance: random.Random, code: str, day: datetime.date) -> Participant:
    leaders = _leaders(code, day.year, day.month)
    return Participant(code, chance.choice(leaders)) if leaders and chance.random() < 0.8 else Participant(code)


@cache
def _states() -> tuple[str, ...]:
    return tuple(code for code, state in load().states.items() if state.kind == "state")


@cache
def _leaders(code: str, year: int, month: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tenure.person for tenure in load().leaders(code, When.month(year, month))))


@cache
def _capital(code: str) -> str:
    return next((seat.city or seat.name for seat in load().seats if seat.code == code and seat.kind == "capital"), "")
