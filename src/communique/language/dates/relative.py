"""Rules for times told from the reference date, and for weekdays."""

import datetime
import re

from communique.language.dates.readings import Fixed, Weekly, shift, week_of
from communique.language.dates.scene import Atom, Rule, Scene
from communique.language.dates.vocabulary import (
    APOSTROPHE,
    CLOCK,
    FEW,
    NUMBER,
    PART_OF_DAY,
    PHASE,
    UNIT,
    WEEKDAY,
    compiled,
    number_of,
    unit_of,
    weekday_number,
)
from communique.model import When

__all__ = ["RULES"]

STEPS = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "preceding": -1}
ENDING = re.compile(r"\bend\b", re.I)
EARLIER = re.compile(r"earlier\b", re.I)
MONTHS_AT_YEARS_END = 10


def one(match: re.Match[str], when: When | None) -> tuple[Atom, ...]:
    """Make the relative atom of the whole match."""
    return (Atom(match.start(), match.end(), "relative", Fixed(when)),)


def build_today(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read today, this morning, tonight."""
    if re.match(rf"{APOSTROPHE}s\s+(?:world|challenges|society|generation)\b", scene.after(match.end())):
        return None
    return one(match, scene.relative("day", 0).when)


def build_yesterday(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read yesterday, last night, the day before yesterday."""
    return one(match, scene.relative("day", -2 if "before" in match[0].lower() else -1).when)


def build_tomorrow(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read tomorrow, the day after tomorrow."""
    return one(match, scene.relative("day", 2 if "after " in match[0].lower() else 1).when)


def build_period(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read this, last and next week, month, year; "within the next year" is left to the vague ones."""
    rel, unit = match["rel"].lower().split()[-1], match["unit"].lower()
    if match["rel"].lower().startswith("the ") and rel == "last":
        return build_past(match, scene)
    if unit == "decade":
        when = scene.relative("year", 0).when
        if when is None:
            return one(match, None)
        first = when.first.year // 10 * 10 + 10 * STEPS.get(rel, 0)
        return one(match, When.between(When.year(first), When.year(first + 9)))
    when = scene.relative(unit, STEPS.get(rel, 0)).when
    return one(match, part_of_week(match, when, scene) if when and unit == "week" else when)


def part_of_week(match: re.Match[str], week: When, scene: Scene) -> When:
    """Give the days of a week that are over for "earlier this week", its last three for "the end of the week"."""
    if ENDING.search(match[0]):
        return When.between(When.day(week.last - datetime.timedelta(2)), When.day(week.last))
    over = scene.reference and When.day(scene.reference - datetime.timedelta(1))
    earlier = over and EARLIER.match(match[0]) and week.contains(over)
    return When.between(When.day(week.first), over) if over and earlier else week


def build_past(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "in the past year": the year reviewed, else the stretch of time up to the reference date."""
    unit = match["unit"].lower()
    if unit == "decade":
        return (Atom(match.start(), match.end(), "duration", None, 10, "year"),)
    if unit == "year" and scene.year_of_review:
        return one(match, When.year(scene.year_of_review))
    begin = scene.relative(unit, -1).when
    if begin is None or scene.reference is None:
        return one(match, None)
    if unit == "week":
        return one(match, When.between(When.day(scene.reference - datetime.timedelta(7)), When.day(scene.reference)))
    month = When.month(scene.reference.year, scene.reference.month)
    first = shift(month, "month", -12 if unit == "year" else -1)
    return one(match, When.between(first or month, month))


def build_within(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "earlier in the month", "the end of the year", "during the year": the unit around the reference date."""
    bare = re.fullmatch(r"the\s+\w+", match[0], re.I)
    if bare and not re.search(r"\b(?:during|throughout|over|within)\s+$", scene.before(match.start(), 16), re.I):
        return None
    when = scene.relative(match["unit"].lower(), 0).when
    return one(match, part_of_week(match, when, scene) if when and match["unit"].lower() == "week" else when)


def build_new_year(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "in the new year": the coming one towards the end of a year, else the one that has begun."""
    late = scene.reference is not None and scene.reference.month >= MONTHS_AT_YEARS_END
    return one(match, scene.relative("day", 0).when and shift_year(scene, int(late)))


def shift_year(scene: Scene, amount: int) -> When | None:
    """Give a year by its distance from the reference date's."""
    return shift(When.day(scene.reference), "year", amount) if scene.reference else None


def build_ago(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "two days ago" as a day, weeks as a week, months as a month, years as a year; also what is ahead."""
    number = match["number"]
    if re.fullmatch(FEW, number, re.I):
        return (Atom(match.start(), match.end(), "relative", vague=True),)
    found = unit_of(number, match["unit"])
    if found is None:
        return None
    amount, unit = found
    sign = -1 if match["ago"].lower().startswith("ago") else 1
    return one(match, shift(When.day(scene.reference), unit, sign * amount) if scene.reference else None)


def build_half_ago(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "two and a half years ago" as the year that this leads to."""
    then = scene.reference and shift(When.day(scene.reference), "month", -12 * number_of(match["number"]) - 6)
    return one(match, When.year(then.first.year) if then else None)


def build_weekday(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a weekday: the last one and the coming one, or the one that "last", "next" or a week fixes."""
    weekday, week = weekday_number(match["weekday"]), match["week"]
    rel = (match["rel"] or "").lower().split()
    if rel and rel[0] in ("that", "the"):
        if rel == ["that"] and not scene.is_introduced(match.start()):
            return (Atom(match.start("weekday"), match.end(), "weekday", Weekly(weekday)),)
        return (Atom(match.start(), match.end(), "anaphoric", None, STEPS.get(rel[-1], 0), "day"),)
    if week and week.strip().lower() == "week":
        coming = Weekly(weekday).near(scene.reference, forward=True) if scene.reference else None
        return one(match, When.day(coming.first + datetime.timedelta(7)) if coming else None)
    if week:
        return one(match, weekday_of(week, weekday, scene))
    if rel and rel[-1] in ("last", "past"):
        return one(match, strictly(Weekly(weekday), -1, scene))
    if rel and rel[-1] in ("next", "coming"):
        return one(match, strictly(Weekly(weekday), 1, scene))
    return (Atom(match.start(), match.end(), "weekday", Weekly(weekday)),)


def weekday_of(week: str, weekday: int, scene: Scene) -> When | None:
    """Give the weekday of this, last or next week."""
    if scene.reference is None:
        return None
    step = next((step for word, step in STEPS.items() if word in week.lower()), 0)
    return When.day(week_of(scene.reference).first + datetime.timedelta(7 * step + weekday))


def strictly(reading: Weekly, step: int, scene: Scene) -> When | None:
    """Give the nearest weekday or weekend that is over before, or begins after, the reference date."""
    if scene.reference is None:
        return None
    outside = scene.reference + datetime.timedelta(step * reading.days)
    return reading.near(outside, forward=step > 0)


def build_weekend(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read the weekend as Saturday and Sunday."""
    rel = (match["rel"] or "").lower().split()
    step = STEPS.get(rel[-1], 0) if rel else 0
    if step:
        return one(match, strictly(Weekly(5, 2), step, scene))
    return (Atom(match.start(), match.end(), "weekday", Weekly(5, 2)),)


UNIT_OF_CALENDAR = r"(?P<unit>week|month|year|decade)\b"
BEFORE = r"(?:(?:early|earlier|late|later|just|only)(?: on)? )?"
RULES = tuple(
    Rule(compiled(pattern), build)
    for pattern, build in (
        (rf"{BEFORE}(?:today|tonight|this (?:very )?(?:{CLOCK}|day(?= (?:week|in history)\b)))\b", build_today),
        (
            rf"(?:{BEFORE}(?:the day before )?yesterday(?: (?:early )?{CLOCK})?|(?:late )?last (?:night|evening))\b",
            build_yesterday,
        ),
        (rf"{BEFORE}(?:the day after )?tomorrow(?: (?:early )?{CLOCK})?\b", build_tomorrow),
        (
            rf"(?:{PHASE}|(?:earlier|later|just|only|already) )?(?P<rel>this|last|next|the current|the coming"
            rf"|the last|this past|this coming) "
            rf"{UNIT_OF_CALENDAR}",
            build_period,
        ),
        (
            r"the (?P<unit>week|month|year) before last\b",
            lambda match, scene: one(match, scene.relative(match["unit"].lower(), -2).when),
        ),
        (
            r"the (?P<unit>week|month|year) after next\b",
            lambda match, scene: one(match, scene.relative(match["unit"].lower(), 2).when),
        ),
        (rf"(?:the|this) past {UNIT_OF_CALENDAR}", build_past),
        (r"(?:earlier|later|early|late) in the (?P<unit>week|month|year)\b(?! (?:before|after))", build_within),
        (r"the (?P<unit>week|month|year)\b(?! (?:of|before|after|that|when|in which)\b)", build_within),
        (
            r"(?:the )?(?:end|beginning|start|middle|close|course|whole|remainder|rest) of the (?P<unit>week|month"
            r"|year)\b(?! (?:before|after)\b)",
            build_within,
        ),
        (rf"the (?P<unit>week|month|year){APOSTROPHE}s (?:end|close)\b", build_within),
        (r"(?:(?:early|late) in )?the new year\b(?! of\b)", build_new_year),
        (rf"(?P<number>{NUMBER}|{FEW}) (?P<unit>{UNIT}) (?P<ago>ago|from now)\b", build_ago),
        (rf"(?P<number>{NUMBER}) and a half years ago\b", build_half_ago),
        (rf"(?P<number>{NUMBER}) (?P<unit>{UNIT}){APOSTROPHE}? (?P<ago>time)\b", build_ago),
        (r"(?:hours|minutes|moments|(?:\w+ ){1,2}(?:hours?|minutes)) ago\b", build_today),
        (
            rf"{PART_OF_DAY}?{BEFORE}(?P<rel>(?:this past|this coming|last|next|this|(?:the|that) same|that"
            rf"|the (?:following|previous|next|preceding)) )?"
            rf"(?P<weekday>{WEEKDAY})(?!s\b)(?: (?:early |late )?{CLOCK})?"
            rf"(?P<week>,?(?: of)? (?:last|this|next) week\b| week\b(?! (?:of|in|that)\b))?",
            build_weekday,
        ),
        (
            r"(?:(?P<rel>this|last|next|this past|this coming|the past|the coming|the) )?weekend\b(?! of\b)",
            build_weekend,
        ),
    )
)
