"""What a rule sees beside its match, and what it gives: the state of one pass over a text."""

import datetime
import re
from collections.abc import Callable
from functools import cached_property

import msgspec

from communique.language.dates.readings import Fixed, Reading, Yearly, shift
from communique.model import When

__all__ = ["Atom", "Rule", "Scene"]

NAMED_MAY = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Prime Minister|PM|Secretary|Premier|Lady)\s+May\b")
INTRODUCED = re.compile(
    r"(?:\b(?:on|by|for|since|of|in|until|from|late|early|later|earlier|also|again|and)|[.;:!?,(]|\n"
    r"|^)\s*$",
    re.I,
)
NEARBY = 300


class Atom(msgspec.Struct, frozen=True):
    """One expression as a rule reads it; `kind` "" is something that only looks like a date."""

    start: int
    end: int
    kind: str
    reading: Reading | None = None
    amount: int | None = None
    unit: str = ""
    vague: bool = False
    of_clause: bool = False


class Scene:
    """The text, the reference points, and the last calendar date that was read before."""

    def __init__(self, text: str, reference: datetime.date | None, year_of_review: int | None) -> None:
        self.text = text
        self.reference = reference
        self.year_of_review = year_of_review
        self.last: Atom | None = None
        self.open: Atom | None = None

    def remember(self, atom: "Atom") -> None:
        """Keep a calendar date, on which later ones may lean, and the last one without a year."""
        if atom.kind == "absolute":
            self.last = atom
            if isinstance(atom.reading, Yearly):
                self.open = atom

    @cached_property
    def has_person_may(self) -> bool:
        """Tell whether somebody in the text is called May."""
        return bool(NAMED_MAY.search(self.text))

    def before(self, position: int, width: int = 40) -> str:
        """Give the characters before `position`."""
        return self.text[max(0, position - width) : position]

    def after(self, position: int, width: int = 40) -> str:
        """Give the characters from `position` on."""
        return self.text[position : position + width]

    def is_introduced(self, position: int) -> bool:
        """Tell whether a preposition or the beginning of a sentence makes "that" a pointer, no conjunction."""
        return bool(INTRODUCED.search(self.before(position)))

    def has_date_nearby(self, position: int) -> bool:
        """Tell whether a calendar date was read shortly before."""
        return self.last is not None and position - self.last.end < NEARBY

    def relative(self, unit: str, amount: int) -> Fixed:
        """Give the unit of time that lies `amount` units from the reference date."""
        if unit == "year" and amount == 0 and self.year_of_review:
            return Fixed(When.year(self.year_of_review))
        return Fixed(shift(When.day(self.reference), unit, amount) if self.reference else None)

    def year_near(self, word: str) -> int | None:
        """Give the number of "this", "last" or "next" year."""
        when = self.relative("year", {"last": -1, "next": 1}.get(word, 0)).when
        return when.first.year if when else None

    def year_beside(self, word: str) -> int | None:
        """Give the number of "that", "the previous" or "the following" year, told from the last year that was named."""
        said = self.last.reading if self.last else None
        base = said.when.last.year if isinstance(said, Fixed) and said.when else None
        if base is None:
            base = self.reference.year if self.reference else None
        if base is None:
            return None
        return base + (-1 if "prev" in word or "prec" in word else 1 if "follow" in word or "next" in word else 0)

    def dated(self, match: re.Match[str], reading: Yearly) -> Reading | None:
        """Put the year that `match` (of a `year_part`) names into `reading`; None where there is no such day."""
        near, other = match["near"], match["other"]
        if match["year"]:
            when = reading.of_year(int(match["year"]))
            return Fixed(when) if when else None
        if near or other:
            word = (near or other).lower()
            year = self.year_near(word) if near else self.year_beside(word)
            return Fixed(reading.of_year(year) if year else None)
        return reading if reading.of_year(2024) else None


class Rule(msgspec.Struct, frozen=True):
    """An expression and what makes atoms of its match; the builder gives None where the match is no date after all."""

    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], Scene], tuple[Atom, ...] | None]
