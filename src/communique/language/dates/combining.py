"""Neighbouring expressions that make one time: "from November 30 to December 1", "on Sunday and Monday"."""

import datetime
import re

from communique.language.dates.readings import Fixed, Reading, Yearly
from communique.language.dates.scene import Atom, Scene
from communique.language.dates.vocabulary import compiled
from communique.model import When

__all__ = ["readings_of"]

Pair = tuple[When | None, When | None]

TO = compiled(r"(?: (?:to|until|till|through|up to)(?: (?:on|the|late|early))? | ?[-\u2010-\u2013] ?|\u2014)")
AND = compiled(r",? (?:and|or|&)(?: (?:on|in|the))* |/")
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
COMBINABLE = ("absolute", "relative", "weekday", "modifier")
LONGEST_SPAN = 300
MAX_SPAN = datetime.timedelta(366 * 80)


def single(reading: Reading | None, scene: Scene) -> Pair:
    """Resolve one reading as past or neutral, and as lying ahead."""
    if isinstance(reading, Fixed):
        return reading.when, reading.when
    if reading is None:
        return None, None
    past = future = None
    if scene.reference:
        past, future = (reading.near(scene.reference, forward=ahead) for ahead in (False, True))
    reviewed = in_review(reading, scene)
    if reviewed:
        past, future = reviewed, future or reviewed
    return past, future


def in_review(reading: Reading, scene: Scene) -> When | None:
    """Give a date without a year in the year that the text reviews."""
    of_year = getattr(reading, "of_year", None)
    found = of_year(scene.year_of_review) if of_year and scene.year_of_review else None
    return found if isinstance(found, When) else None


def span_of(first: Reading, last: Reading, scene: Scene, *, listed: bool) -> Pair:
    """Resolve the time from `first` to `last`; the one that is fixed fixes the other.

    A stretch begins by the reference date if past, and ends no earlier if ahead; a list ("and") lies on one side.
    """
    if isinstance(last, Fixed):
        start = last.when and first.near(last.when.first, forward=False)
        both = joined(start, last.when)
        return both, both
    if isinstance(first, Fixed):
        both = joined(first.when, first.when and last.near(first.when.last, forward=True))
        return both, both
    reviewed = in_review(first, scene)
    if scene.reference is None and reviewed is None:
        return None, None
    future = None
    if scene.reference:
        seek = leading if listed else closing
        future = seek(first, last, scene.reference, forward=True)
    if reviewed:
        past = joined(reviewed, last.near(reviewed.last, forward=True))
    else:
        day = scene.reference or datetime.date.min
        seek = closing if listed else leading
        past = seek(first, last, day, forward=False)
    return past, future or past


def leading(first: Reading, last: Reading, day: datetime.date, *, forward: bool) -> When | None:
    """Seek the beginning first, then the end after it."""
    start = first.near(day, forward=forward)
    return joined(start, start and last.near(start.last, forward=True))


def closing(first: Reading, last: Reading, day: datetime.date, *, forward: bool) -> When | None:
    """Seek the end first, then the beginning before it."""
    end = last.near(day, forward=forward)
    return joined(end and first.near(end.first, forward=False), end)


def joined(first: When | None, last: When | None) -> When | None:
    """Make the interval; None where it would run backwards or over more than a lifetime."""
    if first is None or last is None or last.last < first.first or last.last - first.first > MAX_SPAN:
        return None
    return When.between(first, last)


def readings_of(atoms: list[Atom], scene: Scene) -> list[tuple[Atom, Pair]]:
    """Join neighbouring atoms where their words and times allow it, and resolve all."""
    found: list[tuple[Atom, Pair]] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        both = joint(atom, following, scene) if following else None
        if both and following:
            kinds = {atom.kind, following.kind}
            kind = atom.kind if len(kinds) == 1 else "absolute" if "absolute" in kinds else "relative"
            found.append((Atom(atom.start, following.end, kind), both))
            index += 2
        else:
            found.append((atom, single(atom.reading, scene)))
            index += 1
    return found


def joint(atom: Atom, following: Atom, scene: Scene) -> Pair | None:
    """Resolve two neighbours as one time; None where they are two."""
    if atom.reading is None or following.reading is None or following.start - atom.end > 16:
        return None
    if atom.kind not in COMBINABLE or following.kind not in COMBINABLE:
        return None
    gap = scene.text[atom.end : following.start]
    between = bool(BETWEEN.search(scene.before(atom.start, 16)))
    listed = bool(AND.fullmatch(gap)) and not between
    if not listed and not (TO.fullmatch(gap) or (between and AND.fullmatch(gap))):
        return None
    both = span_of(atom.reading, following.reading, scene, listed=listed)
    if both[0] is None and both[1] is None:
        return None
    if all(isinstance(a.reading, Yearly) and a.reading.day for a in (atom, following)) and overlong(both):
        return None
    return None if listed and not run_on(atom, following, both, scene) else both


def overlong(both: Pair) -> bool:
    """Tell whether two days of one year would span most of one: what "was moved from 6 April to 31 March" is none."""
    return all(when is None or when.days > LONGEST_SPAN for when in both)


def run_on(atom: Atom, following: Atom, both: Pair, scene: Scene) -> bool:
    """Tell whether two listed days, months or years follow each other directly."""
    whole = both[0] or both[1]
    first, last = single(atom.reading, scene)[0], single(following.reading, scene)[0]
    if whole is None or first is None or last is None or first.precision != last.precision:
        return False
    return first.precision != "interval" and whole.days == first.days + last.days
