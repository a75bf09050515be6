"""What an expression can mean, and the arithmetic of days, weeks, months and years."""

import calendar
import datetime
from typing import Protocol

import msgspec

from communique.model import When

__all__ = ["Fixed", "Reading", "Weekly", "Yearly", "shift", "week_of"]

YEARS_SOUGHT = 9


class Reading(Protocol):
    """A meaning that may recur: a weekday every week, a date without a year every year."""

    def near(self, day: datetime.date, *, forward: bool) -> When | None:
        """Give the latest time that begins by `day`; going forward, the first one that does not end before `day`."""
        ...  # pragma: no cover


class Fixed(msgspec.Struct, frozen=True):
    """A time that is the same from every point of view; None where the reference date is wanting."""

    when: When | None

    def near(self, day: datetime.date, *, forward: bool) -> When | None:
        """Give the time itself."""
        return self.when


class Weekly(msgspec.Struct, frozen=True):
    """A weekday (0 is Monday), or `days` days from it on: the weekend is Weekly(5, 2)."""

    weekday: int
    days: int = 1

    def near(self, day: datetime.date, *, forward: bool) -> When | None:
        """See `Reading.near`."""
        first = day - datetime.timedelta((day.weekday() - self.weekday) % 7)
        last = first + datetime.timedelta(self.days - 1)
        if forward and last < day:
            first, last = first + datetime.timedelta(7), last + datetime.timedelta(7)
        return When.between(When.day(first), When.day(last))


class Yearly(msgspec.Struct, frozen=True):
    """A month, a run of `months`, a day or the days `day` to `last_day` of a month, in a year that is not said.

    Where the text names the `weekday` of the day, a year in which it falls on that weekday is preferred.
    """

    month: int
    day: int = 0
    last_day: int = 0
    months: int = 1
    weekday: int | None = None

    def of_year(self, year: int) -> When | None:
        """Give the time in `year`; None where the year has no such day."""
        if not self.day:
            end = year * 12 + self.month - 1 + self.months - 1
            return When.between(When.month(year, self.month), When.month(end // 12, end % 12 + 1))
        if not 1 <= self.day <= (self.last_day or self.day) <= calendar.monthrange(year, self.month)[1]:
            return None
        first, last = (datetime.date(year, self.month, d) for d in (self.day, self.last_day or self.day))
        return When.between(When.day(first), When.day(last))

    def near(self, day: datetime.date, *, forward: bool) -> When | None:
        """See `Reading.near`."""
        nearest = self._nearest(day, forward=forward)
        if self.weekday is None or (nearest and nearest.first.weekday() == self.weekday):
            return nearest
        other = self._nearest(day, forward=not forward)
        return other if other and other.first.weekday() == self.weekday else nearest

    def _nearest(self, day: datetime.date, *, forward: bool) -> When | None:
        ahead, back = range(day.year - 1, day.year + YEARS_SOUGHT), range(day.year, day.year - YEARS_SOUGHT, -1)
        years = ahead if forward else back
        for year in years:
            when = self.of_year(year)
            if when and (when.last >= day if forward else when.first <= day):
                return when
        return None


def week_of(day: datetime.date) -> When:
    """Give the week, Monday to Sunday, that `day` lies in."""
    monday = day - datetime.timedelta(day.weekday())
    return When.between(When.day(monday), When.day(monday + datetime.timedelta(6)))


def shift(base: When, unit: str, amount: int) -> When | None:
    """Give the day, week, month or year that lies `amount` units after `base` (before it where negative).

    A base vaguer than the unit is kept as it is for days and weeks, within whose bounds the result most likely
    lies; for months there is no answer.
    """
    edge = base.last if amount > 0 else base.first
    try:
        if unit in ("day", "week"):
            return _shift_days(base, edge, unit, amount)
        if unit == "month":
            if amount and base.precision == "year":
                return None
            months = edge.year * 12 + edge.month - 1 + amount
            return When.month(months // 12, months % 12 + 1)
        return When.year(edge.year + amount)
    except (OverflowError, ValueError):
        return None


def _shift_days(base: When, edge: datetime.date, unit: str, amount: int) -> When:
    if len(base.edtf.partition("/")[0]) < len("2024-05-16"):
        return base
    if unit == "week":
        return week_of(edge + datetime.timedelta(7 * amount))
    return When.day(edge + datetime.timedelta(amount)) if amount else base
