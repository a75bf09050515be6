"""Keys under which tellings are indexed, so that only tellings with a common key need to be compared."""

import datetime
import itertools
from collections.abc import Iterator

from communique.linking.titles import read_title
from communique.model import Event, Telling, When

__all__ = ["block_keys", "window"]

SLACK = datetime.timedelta(days=10)
MONTHS_AT_MOST = 26
MANY = 4
RARE = ("relation", "initiative", "commemoration", "mediation")
NAMED = ("gathering", "agreement", "initiative")
SIDED = ("message", "representation", "pledge", "aid", "sanction", "statement", "mediation")
BEFORE = datetime.timedelta(days=400)
AFTER = datetime.timedelta(days=366)


def block_keys(telling: Telling) -> frozenset[str]:
    """Give the keys of a telling; two tellings that share none are never one act.

    A key holds the type, who takes part (a pair of codes where the act has two sides, else one code with the exact
    day or the country) and the month. A vague time gives the key of every month that it allows, a telling without a
    date those around the publication, and one without any time the key `undated`.
    """
    event = telling.event
    months, days = _months(telling), _days(event)
    keys = {f"{event.type}|{who}|{month}" for who in _companies(event) for month in months}
    keys |= {f"{event.type}|{code}|{day}" for code in _codes(event) for day in days}
    return frozenset(keys)


def window(telling: Telling) -> When | None:
    """Give the time that a telling allows: its date, else the months around its publication, None without either."""
    event, published = telling.event, telling.document.published
    if event.date:
        return _parse(event.date)
    if published is None:
        return None
    if event.status in ("occurred", "denied"):
        return When(published - BEFORE, published, "")
    return When(published - BEFORE, published + AFTER, "")


def _parse(date: str) -> When | None:
    try:
        return When.parse(date)
    except ValueError:
        return None


def _codes(event: Event) -> list[str]:
    return sorted({p.code for p in (*event.actors, *event.targets)})


def _companies(event: Event) -> Iterator[str]:
    """Give what of an act's company two tellings of it have in common."""
    codes = _codes(event)
    if event.type == "visit":
        where = event.place.country or event.place.region or "?"
        yield from (f"{p.code}>{where}" for p in event.actors)
    elif event.type in SIDED and event.targets:
        yield from (f"{actor}>{target}" for actor in _sides(event.actors) for target in _sides(event.targets))
    elif event.type in NAMED:
        title = read_title(event.title)
        yield from (f"@{name}" for name in title.series)
        yield from (f"#{word}" for word in title.spelled)
        if event.type == "gathering" and event.place.country:
            yield f"in {event.place.country}"
    if event.type not in ("visit", "message"):
        if len(codes) <= MANY:
            yield from ("+".join(pair) for pair in itertools.combinations(codes, 2))
        if len(codes) > 2 or event.type in RARE:
            yield from codes


def _sides(participants: tuple[object, ...]) -> list[str]:
    return sorted({str(p).partition("/")[0] for p in participants})


def _months(telling: Telling) -> list[str]:
    if telling.event.type == "relation":
        return ["ever"]
    when = window(telling)
    if when is None:
        return ["undated"]
    first, last = when.first, when.last
    if first > datetime.date.min + SLACK and last < datetime.date.max - SLACK:
        first, last = first - SLACK, last + SLACK
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, min(end, start + MONTHS_AT_MOST) + 1)]


def _days(event: Event) -> list[str]:
    when = _parse(event.date) if event.date else None
    if when is None or when.days > 10:
        return []
    return [(when.first + datetime.timedelta(days=n)).isoformat() for n in range(when.days)]
