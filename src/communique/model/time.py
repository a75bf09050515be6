"""Times as intervals of days with a precision, written in EDTF (ISO 8601-2)."""

import calendar
import datetime
import re
from functools import lru_cache

import msgspec

__all__ = ["When"]

POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class When(msgspec.Struct, frozen=True):
    """A time by its first and last day (both inclusive) and its EDTF form.

    Level 0 of EDTF is written: `2024`, `2024-05`, `2024-05-16` and intervals of these.
    """

    first: datetime.date
    last: datetime.date
    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> "When":
        """Read an EDTF date or interval; `~`, `?` and `%` are accepted and dropped. Raises ValueError."""
        return _parse(edtf)

    @classmethod
    def day(cls, day: datetime.date) -> "When":
        """Make the time of one day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def month(cls, year: int, month: int) -> "When":
        """Make the time of one month."""
        return cls.parse(f"{year:04d}-{month:02d}")

    @classmethod
    def year(cls, year: int) -> "When":
        """Make the time of one year."""
        return cls.parse(f"{year:04d}")

    @classmethod
    def between(cls, first: "When", last: "When") -> "When":
        """Make the interval from `first` to `last`, in the form of its parts."""
        if first.edtf == last.edtf:
            return first
        start, end = first.edtf.partition("/")[0], last.edtf.rpartition("/")[2]
        return cls(first.first, last.last, start if start == end else f"{start}/{end}")

    @property
    def days(self) -> int:
        """Number of days that the time covers."""
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> str:
        """ "day", "month", "year" or "interval"."""
        if "/" in self.edtf:
            return "interval"
        return ("year", "month", "day")[self.edtf.count("-")]

    def overlaps(self, other: "When") -> bool:
        """Tell whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "When") -> bool:
        """Tell whether `other` lies inside this time."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=65536)
def _parse(edtf: str) -> When:
    start, _, end = edtf.partition("/")
    first, last = _edge(start, last=False), _edge(end or start, last=True)
    if last < first:
        raise ValueError(f"the interval {edtf!r} ends before it begins")
    return When(first, last, edtf)


def _edge(text: str, *, last: bool) -> datetime.date:
    found = POINT.fullmatch(text.strip().rstrip("~?%"))
    if not found:
        raise ValueError(f"{text!r} is no EDTF date")
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    if not 1 <= month <= 12 or year < 1:
        raise ValueError(f"{text!r} is no EDTF date")
    day = int(found[3]) if found[3] else (calendar.monthrange(year, month)[1] if last else 1)
    return datetime.date(year, month, day)
