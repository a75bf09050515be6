"""When a unit says that its act took place, as a window of days, and since when it says that there was no other."""

import datetime
import re

import msgspec

from communique.auditing.units import Unit
from communique.auditing.vocabulary import Vocabulary
from communique.coding.context import Context
from communique.language.dates import DateMention
from communique.model import Span, When

__all__ = ["Moment", "read_moment", "since_year"]

BOUND = re.compile(
    r"\b(before|by|until|till|ahead of|after|from|following)\s+(?:the\s+)?(?:end of\s+(?:the\s+)?)?$", re.I
)
SEASON = re.compile(
    r"\b(?:(before|by|until|after)|in|during|over|this|that|last|the)\s+(?:the\s+)?(?:(early|late)\s+)?"
    r"(spring|summer|autumn|fall|winter)(?:\s+(?:break|holidays|recess))?\b",
    re.I,
)
LONE_SEASON = re.compile(r"()()(spring|summer|autumn|fall|winter)\b(?= [a-z])", re.I)
SAME = re.compile(
    r"\b(?:the|that)\s+(same|following|next|very)?\s*(day|week|month|year|evening|afternoon|morning)\b", re.I
)
_NOWHERE = Span(0, 0, "")
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


class Moment(msgspec.Struct, frozen=True):
    """The window of an act; `said` tells whether the text says it."""

    when: When
    said: bool


def read_moment(context: Context, unit: Unit, vocabulary: Vocabulary, *, year: int, last: When | None) -> Moment | None:
    """Give when the unit says its act took place; None where it does not say.

    `year` is the year under review, `last` the time of the last act told, from which "two days later" counts.
    """
    sentence = context.sentence
    text = sentence.text
    lead = [i for i in sorted({*unit.own, *unit.lead})]
    found: list[When] = []
    for date in context.dates:
        where = sentence.at(date.span.start, date.span.end)
        if where is None or where[0] not in lead or _since(text, date):
            continue
        when = _of_mention(text, date, year, last)
        if when is not None:
            found.append(when)
    spoken = " ".join(sentence[i].text for i in lead)
    feast = _feast(spoken, vocabulary, year)
    season = _season(spoken, vocabulary, year) if not found else None
    same = _same(spoken, last) if not found else None
    found = [when for when in (*found, feast, season, same) if when is not None]
    return Moment(_narrowest(found), said=True) if found else None


def since_year(context: Context, unit: Unit, *, year: int) -> int:
    """Give the year that "since 1990", "in five years" or "for 23 years" names; 0 where the unit names none."""
    sentence = context.sentence
    for date in context.dates:
        where = sentence.at(date.span.start, date.span.end)
        if where is None or where[0] not in unit.own:
            continue
        if _since(sentence.text, date) and date.when is not None:
            return date.when.first.year
        before = sentence.text[max(0, date.span.start - 12) : date.span.start].lower().split()
        if (
            date.kind == "duration"
            and date.unit == "year"
            and date.amount
            and before[-1:]
            and before[-1] in ("in", "for")
        ):
            return year - date.amount
    return 0


def _since(text: str, date: DateMention) -> bool:
    return bool(re.search(r"\bsince\s+(?:the\s+)?$", text[max(0, date.span.start - 12) : date.span.start], re.I))


def _of_mention(text: str, date: DateMention, year: int, last: When | None) -> When | None:
    if date.kind in ("duration", "recurring") or date.of_clause:
        return None
    if date.kind == "anaphoric":
        return _shift(last, date) if last is not None else None
    when = date.when
    if when is None:
        return None
    bound = BOUND.search(text[max(0, date.span.start - 24) : date.span.start])
    return _bounded(bound[1].lower() if bound else "", when, year)


def _bounded(word: str, when: When, year: int) -> When | None:
    """Turn "before June" and "after the summer" into a window of the year."""
    if word in ("before", "by", "until", "till", "ahead of"):
        last = when.first - datetime.timedelta(days=1) if word not in ("by", "until", "till") else when.last
        first = datetime.date(min(year, last.year), 1, 1)
        return When(first, last, f"{first}/{last}")
    if word in ("after", "following") and when.days > 1:
        first, end = when.last + datetime.timedelta(days=1), datetime.date(max(year, when.last.year), 12, 31)
        return When(first, end, f"{first}/{end}") if first <= end else None
    return when


def _shift(last: When, date: DateMention) -> When | None:
    """Count from the last act: "a month later" of April is May, "two days later" of a month lies in or behind it."""
    if not date.unit or date.amount is None or date.unit not in UNITS:
        return None
    if date.unit == "month":
        start, end = (_month(edge, date.amount) for edge in (last.first, last.last))
        return When.between(start, end)
    days = UNITS[date.unit] * date.amount
    slack = 0 if date.unit == "day" else UNITS[date.unit] // 2
    first = last.first + datetime.timedelta(days=days - slack)
    until = last.last + datetime.timedelta(days=days + slack)
    return When(first, until, f"{first}/{until}" if first != until else first.isoformat())


def _month(day: datetime.date, months: int) -> When:
    index = day.year * 12 + day.month - 1 + months
    return When.month(index // 12, index % 12 + 1)


def _feast(text: str, vocabulary: Vocabulary, year: int) -> When | None:
    for name in sorted(vocabulary.feasts, key=len, reverse=True):
        month, number = vocabulary.feasts[name]
        day = datetime.date(year, month, number) if month else _easter(year)
        plain = re.sub(r"\s+(?=['’])", "", text)
        beside = re.search(rf"\bday (before|after)\s+{name}\b", plain, re.I)
        if beside:
            return When.day(day + datetime.timedelta(days=1 if beside[1].lower() == "after" else -1))
        found = re.search(rf"\b(before|at|over|after|on|by)\s+{name}\b", plain, re.I)
        if not found:
            continue
        word = found[1].lower()
        if word in ("before", "by"):
            first = day - datetime.timedelta(days=24)
            return When(first, day - datetime.timedelta(days=1), f"{first}/{day - datetime.timedelta(days=1)}")
        slack = datetime.timedelta(days=0 if word == "on" else 14 if word == "after" else 4)
        start = day if word == "after" else day - slack
        return When(start, day + slack, f"{start}/{day + slack}")
    return None


def _easter(year: int) -> datetime.date:
    """Give Easter Sunday (Meeus, "Astronomical Algorithms", 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return datetime.date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


def _season(text: str, vocabulary: Vocabulary, year: int) -> When | None:
    found = SEASON.search(text) or LONE_SEASON.match(text)
    if not found:
        return None
    start = vocabulary.seasons[found[3].lower()]
    season = When.between(_month(datetime.date(year, start, 1), 0), _month(datetime.date(year, start, 1), 2))
    return _bounded((found[1] or "").lower(), season, year)


def _same(text: str, last: When | None) -> When | None:
    """Read "the same month" and "the following week" from the last act."""
    found = SAME.search(text)
    if last is None or not found or not found[1]:
        return None
    unit = found[2].lower()
    if found[1].lower() in ("same", "very"):
        if unit == "year":
            return When.year(last.first.year)
        if unit == "month":
            return _month(last.first, 0)
        return last if unit != "week" else _shift(last, DateMention(_NOWHERE, "anaphoric", unit="week", amount=0))
    unit = unit if unit in UNITS else "day"
    return _shift(last, DateMention(_NOWHERE, "anaphoric", unit=unit, amount=1))


def _narrowest(found: list[When]) -> When:
    return min(found, key=lambda when: when.days)
