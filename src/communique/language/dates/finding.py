"""Find the time expressions of a text: look near the words that dates are made of, try the rules, take the longest."""

import datetime
import re
from collections.abc import Iterator

from communique.language.dates import anaphoric, days, exclusions, periods, relative
from communique.language.dates.combining import readings_of
from communique.language.dates.mention import DateMention
from communique.language.dates.scene import Atom, Scene
from communique.model import Span

__all__ = ["find_dates"]

RULES = (*exclusions.RULES, *days.RULES, *periods.RULES, *anaphoric.RULES, *relative.RULES)
DIGITS = re.compile(r"[0-9]+")
STEMS = (
    "day", "Day", "eek", "onth", "year", "Year", "ecade", "entur", "ortnight", "orning", "fternoon", "vening", "night",
    "noon", "spring", "Spring", "ummer", "utumn", "winter", "Winter", " fall", "omorrow", "ecent", "nnual", "aily",
    "iennial", "iannual", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "quarter",
    "hour", "oments", "inutes", "eve of", "lately", "Lately", "near future", "foreseeable", "due course", "time ago",
    "long ago",
)  # fmt: skip
REFERENCE_YEARS = range(1000, 9000)
REACH_BACK, REACH_ON = 80, 90
WORD = re.compile(r"(?<![\w$\u20ac\u00a3#])(?<![0-9][.,:])(?:[A-Za-z]+|[0-9]+)")
FIRST = """\
a an the this that these each every early earlier late later mid middle very last next past previous preceding prior
following ensuing subsequent coming recent recently lately today tonight tomorrow yesterday weekend beginning start
end close first second third fourth fifth sixth seventh final closing opening half one two three four five six seven
eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
sixty seventy eighty ninety several few some many numerous days weeks months years decades hours minutes moments not
long day week month year calendar financial fiscal annual annually yearly monthly weekly daily biennial biennially
biannual once twice times spring summer autumn fall winter in to all aged on only just already near due nowadays
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
sundays mon tue tues wed thu thur thurs fri sat sun morning january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec q h new christmas resolution
resolutions no number article agenda vision horizon expo unscr olympics flight mirage room section good black super
bloody palm easter ash maundy fat cyber mail arab prague theresa mr mrs ms prime pm lady brian peter elaine course
rest remainder whole eve much
"""
FIRST_WORDS = frozenset(FIRST.split())


def find_dates(
    text: str,
    reference: datetime.date | None,
    *,
    year_of_review: int | None = None,
    start: int = 0,
    end: int | None = None,
) -> list[DateMention]:
    """Find every time expression of `text[start:end]`, resolved against the `reference` date; sorted, none overlapping.

    Where expressions overlap the longest one counts. `year_of_review` is the year that the text looks back on: months
    and days without a year, and "this year", are read in it. A date may lean on one before it ("October of that year",
    "until the 30th"), so whole texts are read better than single sentences. A reference before the year 1000 or after
    8999 counts as none.
    """
    if reference and reference.year not in REFERENCE_YEARS:
        reference = None
    scene = Scene(text, reference, year_of_review)
    atoms: list[Atom] = []
    for first, last in windows(text, start, len(text) if end is None else end):
        atoms.extend(scan(scene, first, last))
    found = []
    for atom, (when, future) in readings_of(atoms, scene):
        anaphoric_day = atom.kind == "anaphoric" and atom.unit == "day"
        found.append(
            DateMention(
                Span.of(text, atom.start, atom.end), atom.kind, when, future,
                atom.amount if anaphoric_day else None, atom.unit, atom.amount, atom.vague, atom.of_clause,
            )
        )  # fmt: skip
    return found


def triggers(text: str, start: int, end: int) -> list[int]:
    """Give, sorted, where the text has a number or one of the `STEMS` without which no expression is."""
    found = [digits.start() for digits in DIGITS.finditer(text, start, end)]
    for stem in STEMS:
        position = text.find(stem, start, end)
        while position >= 0:
            found.append(position)
            position = text.find(stem, position + 1, end)
    return sorted(found)


def windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of text, in order and apart, outside of which no expression can lie."""
    first = last = start
    for trigger in triggers(text, start, end):
        if trigger - REACH_BACK > last:
            if last > first:
                yield first, last
            first = max(start, trigger - REACH_BACK)
            while first > start and text[first - 1].isalnum():
                first -= 1
        last = min(end, trigger + REACH_ON)
        while last < end and text[last - 1].isalnum():
            last += 1
    if last > first:
        yield first, last


def scan(scene: Scene, start: int, end: int) -> Iterator[Atom]:
    """Try the rules at each word that an expression can begin with, from left to right."""
    done = start
    for word in WORD.finditer(scene.text, start, end):
        key = word[0].lower()
        if word.start() < done or not (key in FIRST_WORDS or key[0].isdigit()):
            continue
        for atom in longest(scene, word.start(), end):
            done = atom.end
            if atom.kind:
                scene.remember(atom)
                yield atom


def longest(scene: Scene, position: int, end: int) -> tuple[Atom, ...]:
    """Give what the longest matching rule reads at `position`; the earlier rule where two match as much."""
    best: tuple[Atom, ...] = ()
    reach = position
    for rule in RULES:
        match = rule.pattern.match(scene.text, position, end)
        if match and match.end() > reach:
            atoms = rule.build(match, scene)
            if atoms:
                best, reach = atoms, match.end()
    return best
