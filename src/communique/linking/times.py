"""When two tellings put an act: the same day, a time that holds the other, days close by, or apart."""

import msgspec

from communique.linking.blocking import SLACK, window
from communique.model import Telling, When

__all__ = ["MONTH", "NARROW", "Timing", "compare_times", "day_of", "is_stay", "is_vague", "when_of"]

NARROW = 10
WEEK = 7
MONTH = 31


class Timing(msgspec.Struct, frozen=True):
    """How two times go together.

    `kind` is "same", "begin" (on the same day), "overlap", "cross" (without one holding the other), "month", "season"
    or "year" (by the vaguer), "open" (no date on one side), "near" or "apart"; `gap` is the number of days between.
    """

    kind: str
    gap: int = 0

    @property
    def clash(self) -> bool:
        """Tell whether both times cannot be right."""
        return self.kind in ("near", "apart")


def when_of(telling: Telling) -> When | None:
    """Give the date of a telling as an interval, None where it has none."""
    if not telling.event.date:
        return None
    try:
        return When.parse(telling.event.date)
    except ValueError:
        return None


def day_of(telling: Telling) -> When | None:
    """Give the time by which offices and memberships are looked up: the date, else the day of publication."""
    published = telling.document.published
    return when_of(telling) or (When.day(published) if published else None)


def is_vague(telling: Telling) -> bool:
    """Tell whether a telling leaves open in which days of a month or year its act was."""
    when = when_of(telling)
    return when is None or when.days > NARROW


def is_stay(when: When) -> bool:
    """Tell whether a time names the days of a stay, rather than a month, or the week of "last week"."""
    to_the_day = all(part.count("-") == 2 for part in when.edtf.split("/"))
    return to_the_day and when.days <= MONTH and not (when.days == WEEK and when.first.weekday() == 0)


def compare_times(one: Telling, other: Telling) -> Timing:
    """Compare when two tellings put an act."""
    first, second = when_of(one), when_of(other)
    if first is None or second is None:
        return _compare_open(one, other)
    if first.overlaps(second):
        short, long = sorted((first.days, second.days))
        if short == long and first.first == second.first:
            return Timing("same" if short <= NARROW else "overlap" if short <= MONTH else "season")
        if long <= NARROW:
            held = first.contains(second) or second.contains(first)
            return Timing("begin" if first.first == second.first else "overlap" if held else "cross")
        return Timing("month" if long <= MONTH else "season" if long <= 200 else "year")
    gap = (second.first - first.last).days if first.last < second.first else (first.first - second.last).days
    narrow = max(first.days, second.days) <= NARROW
    return Timing("near" if narrow and gap <= SLACK.days else "apart", gap)


def _compare_open(one: Telling, other: Telling) -> Timing:
    """Compare where a date is lacking: what a telling has no date for lies near its publication, or is not known."""
    first, second = window(one), window(other)
    if first is None or second is None:
        return Timing("open")
    return Timing("open" if first.overlaps(second) else "apart", 0)
