"""Anaphoric times against the event that they lean on."""

import datetime
import re

from communique.language.dates.mention import DateMention
from communique.language.dates.readings import Weekly, Yearly, shift, week_of
from communique.language.dates.vocabulary import MONTH, WEEKDAY, compiled, month_number, weekday_number
from communique.model import When

__all__ = ["anchor"]

WEEKDAY_NAME = compiled(WEEKDAY)
MONTH_NAME = compiled(MONTH)


def anchor(mention: DateMention, base: When) -> When | None:
    """Resolve an anaphoric `mention` against the time `base` of another event.

    The same day of a longer time is that time; the next day lies after its end, the day before ahead of its beginning.
    None for mentions that are vague or not anaphoric, where `base` is too vague to count from, and past the calendar.
    """
    try:
        return _anchored(mention, base)
    except OverflowError:
        return None


def _anchored(mention: DateMention, base: When) -> When | None:
    if mention.kind != "anaphoric" or mention.vague or mention.amount is None:
        return None
    for pattern, resolve in ((WEEKDAY_NAME, named_weekday), (MONTH_NAME, named_month)):
        name = pattern.search(mention.span.text)
        if name:
            return resolve(name[0], mention.amount, base)
    if mention.unit == "stay":
        return day_of(base, mention.amount)
    if mention.amount == 0:
        return widened(base, mention.unit)
    return shift(base, mention.unit, mention.amount)


def named_weekday(name: str, step: int, base: When) -> When | None:
    """Give the weekday in, before or after the base."""
    reading = Weekly(weekday_number(name))
    if step:
        edge = base.last if step > 0 else base.first
        return reading.near(edge + datetime.timedelta(step), forward=step > 0)
    inside = reading.near(base.first, forward=True)
    return inside if inside and base.contains(inside) else base


def named_month(name: str, step: int, base: When) -> When | None:
    """Give the month in the year of, before or after the base."""
    reading = Yearly(month_number(re.sub(r"\W", "", name)))
    if step:
        edge = base.last if step > 0 else base.first
        return reading.near(edge + datetime.timedelta(31 * step), forward=step > 0)
    return reading.of_year(base.first.year)


def day_of(base: When, number: int) -> When | None:
    """Give the n-th day of a stay, -1 the last; None where the stay is known by month or year only, or is shorter."""
    if len(base.edtf) < len("2024-05-16"):
        return None
    if number < 0:
        return When.day(base.last)
    day = base.first + datetime.timedelta(number - 1)
    return When.day(day) if day <= base.last or base.days == 1 else None


def widened(base: When, unit: str) -> When | None:
    """Give the week, month or year around the base, or the base itself."""
    if unit == "day" or base.days > {"week": 7, "month": 31, "year": 366}[unit]:
        return base
    return week_of(base.first) if unit == "week" else shift(base, unit, 0)
