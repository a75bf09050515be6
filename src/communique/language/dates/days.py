"""Rules for days of the calendar: written out, in numbers, in lists, and by the number alone."""

import re
from datetime import date

import msgspec

from communique.language.dates.periods import pointed
from communique.language.dates.readings import Fixed, Reading, Yearly
from communique.language.dates.scene import Atom, Rule, Scene
from communique.language.dates.vocabulary import (
    APOSTROPHE,
    CLOCK,
    CONNECTOR,
    DASH,
    DAY,
    DAY_WORDS,
    MONTH,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    compiled,
    month_number,
    weekday_number,
    year_part,
)
from communique.model import When

__all__ = ["RULES"]

LEADING = rf"(?:(?P<weekday>{WEEKDAY_SHORT})(?: (?:early )?{CLOCK})?,? (?:the )?)?"
TRAILING = rf"(?:,? \((?P<apposed>{WEEKDAY_SHORT})\))?"
MONTH_DAY = rf"(?P<month>{MONTH}) ?(?P<day>(?<=[\s.]){DAY})"
DAY_MONTH = rf"(?:the )?(?P<day>{DAY})(?: of)? (?P<month>{MONTH})"
DAYS = rf"(?P<days>{DAY}(?:, {DAY})*,?{CONNECTOR}{DAY})"
NTH = "|".join(DAY_WORDS[:5])
COUNTED = frozenset(("other", "people", "more", "new", "percent", "million", "billion"))
NO_PLURAL = frozenset(("is", "was", "has", "as", "its", "his", "this", "across", "towards", "versus"))
HOLIDAYS = (
    (r"New Year" + APOSTROPHE + r"s Eve", 12, 31),
    (r"New Year" + APOSTROPHE + r"s Day", 1, 1),
    (r"Christmas Eve", 12, 24),
    (r"Christmas Day", 12, 25),
)


def number(text: str) -> int:
    """Read "5th" as 5."""
    return int(text.rstrip("stndrhSTNDRH"))


def one(match: re.Match[str], reading: Reading | None) -> tuple[Atom, ...]:
    """Make the atom of a calendar day out of the whole match; a day that no calendar has is passed over as a whole."""
    return (Atom(match.start(), match.end(), "absolute" if reading else "", reading),)


def build_numeric(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read 2024-05-16, 2024/05/16, 16.05.2024 and, where no month can be meant, 16/05/2024 and 05/16/2024."""
    first, second, third = (int(part) for part in re.findall(r"[0-9]+", match[0])[:3])
    if first > 31:
        year, month, day = first, second, third
    else:
        year, month, day = third, second, first
        if month > 12 and "/" in match[0]:
            month, day = day, month
        elif "/" in match[0] and day <= 12 and day != month:
            return None
    try:
        return one(match, Fixed(When.day(date(year, month, day))))
    except ValueError:
        return None


def build_day(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a day with its month, and its year and weekday where they are given."""
    groups = match.groupdict()
    name = groups.get("weekday") or groups.get("apposed")
    day = Yearly(month_number(match["month"]), number(match["day"]), weekday=weekday_number(name) if name else None)
    return one(match, scene.dated(match, day))


def build_pointed(match: re.Match[str], scene: Scene) -> tuple[Atom, ...]:
    """Read "last September 22" and "next 3 May" as seen from the reference date."""
    day = Yearly(month_number(match["month"]), number(match["day"]))
    when = pointed(day, match["rel"].lower().split(), scene) if day.of_year(2024) else None
    return (Atom(match.start(), match.end(), "relative" if when else "", Fixed(when)),)


def build_worded(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the fifth of May"."""
    day = DAY_WORDS.index(match["word"].lower()) + 1
    return one(match, scene.dated(match, Yearly(month_number(match["month"]), day)))


def build_nth(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the first Monday of May" as the month."""
    return one(match, scene.dated(match, Yearly(month_number(match["month"]))))


def build_days(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read several days of one month: an interval where they run on, single days otherwise."""
    if is_count(match, scene):
        return None
    month = month_number(match["month"])
    numbers = [(number(m[0]), m.span()) for m in re.finditer(r"[0-9]+(?:st|nd|rd|th)?", match["days"])]
    days = [day for day, _ in numbers]
    listed = re.search(r"\b(?:and|or)\b|&", match["days"]) and not re.search(
        r"\bbetween\s+(?:the\s+)?$", scene.before(match.start("days"), 20), re.I
    )
    if not listed or days == list(range(days[0], days[-1] + 1)):
        return one(match, scene.dated(match, Yearly(month, days[0], days[-1])))
    atoms = []
    for index, (day, (start, end)) in enumerate(numbers):
        reading = scene.dated(match, Yearly(month, day))
        if reading is None:
            return None
        begin = match.start() if index == 0 else match.start("days") + start
        finish = match.end() if index == len(numbers) - 1 else match.start("days") + end
        atoms.append(Atom(begin, finish, "absolute", reading))
    return tuple(atoms)


def is_count(match: re.Match[str], scene: Scene) -> bool:
    """Tell whether the last number counts something: "on May 5 and 10 others"."""
    if match.end() != match.end("days") or match["days"][-1].isalpha():
        return False
    word = re.match(r"\s+([a-z]+)", scene.after(match.end(), 30))
    return word is not None and (word[1] in COUNTED or (word[1].endswith("s") and word[1] not in NO_PLURAL))


def build_ordinal(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read "the 23rd" by the month that was named last, else by the reference date's."""
    day = number(match["day"])
    of = (match["of"] or "").lower()
    before = scene.before(match.start(), 24).lower()
    if not of and not re.search(r"\b(?:on|until|till|from|since|by|before|after|between|to|and)\s+$", before):
        return None
    month = None if of else named_month(match.start(), scene)
    if month is not None:
        return one(match, month_day(month, day))
    loose = not of and scene.last is None and not re.search(r"\b(?:on|until|since)\s+$", before)
    if scene.reference is None or loose:
        return None
    when = scene.relative("month", -1 if "last" in of else 1 if "next" in of else 0).when
    return one(match, month_day(Fixed(when), day)) if when else None


def named_month(position: int, scene: Scene) -> Reading | None:
    """Give the last reading that names a month; one of another year holds for its own paragraph only."""
    said = scene.last
    if said and isinstance(said.reading, Fixed) and "\n" in scene.text[said.end : position]:
        said = scene.open
    reading = said.reading if said else None
    if isinstance(reading, Fixed) and (reading.when is None or reading.when.precision == "year"):
        return scene.open.reading if scene.open else None
    return reading


def month_day(month: Reading, day: int) -> Reading | None:
    """Give the day of the month that a reading lies in."""
    if isinstance(month, Yearly):
        reading = msgspec.structs.replace(month, day=day, last_day=0, months=1, weekday=None)
        return reading if reading.of_year(2024) else None
    if isinstance(month, Fixed) and month.when:
        when = Yearly(month.when.last.month, day).of_year(month.when.last.year)
        return Fixed(when) if when else None
    return None


def build_holiday(match: re.Match[str], scene: Scene) -> tuple[Atom, ...] | None:
    """Read a holiday that has a name and a fixed day."""
    for pattern, month, day in HOLIDAYS:
        if re.fullmatch(pattern, match["holiday"], re.I):
            return one(match, scene.dated(match, Yearly(month, day)))
    return None


RULES = tuple(
    Rule(compiled(pattern), build)
    for pattern, build in (
        (rf"(?:{YEAR}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}})(?![0-9]|[-/.][0-9])", build_numeric),
        (rf"[0-9]{{1,2}}(?P<mark>[./])[0-9]{{1,2}}(?P=mark){YEAR}", build_numeric),
        (rf"{PART_OF_DAY}?{LEADING}{MONTH_DAY}{year_part()}{TRAILING}", build_day),
        (rf"{PART_OF_DAY}?{LEADING}{DAY_MONTH}{year_part()}{TRAILING}", build_day),
        (rf"(?P<rel>last|this past|this coming) {MONTH_DAY}(?! ?[-\u2010-\u2014/0-9]|,? {YEAR})", build_pointed),
        (rf"the (?P<word>{'|'.join(reversed(DAY_WORDS))}) of (?P<month>{MONTH}){year_part()}", build_worded),
        (rf"(?:the )?(?:{NTH}|last) {WEEKDAY} (?:of|in) (?P<month>{MONTH}){year_part()}", build_nth),
        (rf"(?P<weekday>{WEEKDAY}) \({MONTH_DAY}{year_part()}\)", build_day),
        (rf"(?P<weekday>{WEEKDAY}) \({DAY_MONTH}{year_part()}\)", build_day),
        (rf"{PART_OF_DAY}?{LEADING}(?P<month>{MONTH}) {DAYS}(?! (?:of )?{MONTH}){year_part()}", build_days),
        (rf"(?:the )?{LEADING}{DAYS}(?: of)? (?P<month>{MONTH}){year_part()}", build_days),
        (
            rf"the (?P<day>[0-3]?[0-9](?:st|nd|rd|th))(?:(?P<of> of (?:the|this|last|next) month)\b"
            rf"|(?=[,.;:)]|\s*$|\s+(?:and|to|until|in|at|when|where|for|{DASH})\b))",
            build_ordinal,
        ),
        (r"(?P<holiday>New Year" + APOSTROPHE + r"s (?:Eve|Day)|Christmas (?:Eve|Day))" + year_part(), build_holiday),
    )
)
