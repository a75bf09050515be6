"""Where a text says that it was written: its dateline, a line of place and day, a place and day in brackets."""

import datetime
import re
from collections.abc import Iterator

from communique.knowledge.entries import NameMatch
from communique.knowledge.world import Knowledge
from communique.language.dates import find_dates
from communique.model import Place, When

__all__ = ["find_dateline"]

HEAD = 400
LINES = 5
LONGEST = 90
SHORT = 70
MARK = re.compile(
    r"\s/(?=[A-Z]{3,}/)|(?<=\))\.?-+\s|\s*[—–]+\s*|\s*--+\s*|\s-\s|(?<=[A-Z])-(?=[A-Z(])"
    r"|:\s|(?<=\w)[.,]\s*(?=/|\()|\)\s(?=[A-Z])|\.\s"
)
BESIDE = re.compile(r"\(([^()]{3,60})\)$|,\s([^,]{3,30},\s[^,]*\d{4})$")
CITY_KINDS = ("capital", "city")
WORD = re.compile(r"[^\W\d_][\w'’.]*")
JOINING = frozenset(["of", "the", "and", "am", "pm"])
SHOUTED = re.compile(r"\b[^\W\d_a-z]['’]?[^\W\d_a-z][^\W\d_a-z'’]*\b")
AGENCY = re.compile(r"\([^()]*\)?")
MOST_OTHERS = 4


def find_dateline(text: str, published: datetime.date | None, knowledge: Knowledge) -> tuple[Place, When | None]:
    """Give the city where a text was written, with its state, and the day that stands beside it.

    The place is empty where the opening of the text does not say; a day without a year is near the day of publication.
    """
    for head in _heads(text):
        place = _read(head, knowledge)
        if place:
            days = [date.when for date in find_dates(head, published) if date.when is not None and date.when.days == 1]
            return place, days[0] if days else None
    return Place(), None


def _heads(text: str) -> Iterator[str]:
    """Yield the openings of the first lines that can be a dateline, the shortest of each line first."""
    lines = [line.strip() for line in text[:HEAD].splitlines() if line.strip()]
    for line in lines[:LINES]:
        for mark in MARK.finditer(line[: LONGEST + 10]):
            if 2 < mark.start() <= LONGEST:
                yield line[: mark.start()]
        if len(line) <= SHORT and find_dates(line, None):
            yield line
        beside = BESIDE.search(line) if not line.endswith(".") else None
        if beside is not None and find_dates(beside[1] or beside[2], None):
            yield beside[1] or beside[2]


def _read(head: str, knowledge: Knowledge) -> Place:
    """Give the city of an opening that has nothing but places, days and the name of an agency."""
    head = head.strip(" \"“'([")
    head = AGENCY.sub(" ", head)
    plain = SHOUTED.sub(lambda word: word[0].capitalize(), head)
    matches = knowledge.matches(plain)
    cities = [m for m in matches if any(meaning.kind in CITY_KINDS for meaning in m.meanings)]
    if not cities or any(plain[: cities[0].start].count(mark) for mark in ".;?!"):
        return Place()
    spans = [(m.start, m.end) for m in matches] + [(d.span.start, d.span.end) for d in find_dates(plain, None)]
    rest = "".join(c for n, c in enumerate(plain) if not any(a <= n < z for a, z in spans))
    others = [word for word in WORD.findall(rest) if word.lower() not in JOINING]
    if len(others) > MOST_OTHERS or any(word[0].islower() for word in others):
        return Place()
    states = {meaning.code for m in matches for meaning in m.meanings if meaning.kind == "state"}
    return _city(cities[0], states, head)


def _city(match: NameMatch, states: set[str], head: str) -> Place:
    """Give the city that a name means, as it is written unless in capitals; beside a state's name the city there."""
    known = [m for m in match.meanings if m.kind in CITY_KINDS]
    fitting = [m for m in known if m.code in states] or sorted(known, key=lambda m: m.kind != "capital")
    written = head[match.start : match.end] == match.text
    return Place(country=fitting[0].code, city=match.text if written else fitting[0].name)
