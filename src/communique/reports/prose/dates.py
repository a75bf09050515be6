"""Times in running text, each as precise as it is known: "on 5 May", "from 5 to 10 May", "in May", "in 2024"."""

import datetime

from communique.model import When

__all__ = ["MONTHS", "Calendar", "write_day"]

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def write_day(day: datetime.date) -> str:
    """Write a day in full: "5 May 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Calendar:
    """Writes times; the year is left out where it is `year`, the one that a whole report is about."""

    def __init__(self, year: int | None = None) -> None:
        self.year = year

    def when(self, time: When | None) -> str:
        """Give the time with its preposition, empty for None."""
        if time is None:
            return ""
        if time.precision == "day":
            return f"on {self._day(time.first)}"
        if time.precision == "month":
            return f"in {self._month(time.first)}"
        if time.precision == "year":
            return f"in {time.first.year}"
        return self._between(time)

    def span(self, time: When) -> str:
        """Give the time without a preposition, as a table has it: "5 May", "5 to 10 May", "May 2023"."""
        words = self.when(time)
        return words.split(" ", 1)[1]

    def _between(self, time: When) -> str:
        start, _, end = time.edtf.partition("/")
        first, last = When.parse(start), When.parse(end)
        if first.precision == "year" or last.precision == "year":
            return f"between {first.first.year} and {last.last.year}"
        if first.precision == "month" or last.precision == "month":
            same = first.first.year == last.last.year
            opening = MONTHS[first.first.month - 1] if same else self._month(first.first)
            return f"from {opening} to {self._month(last.last)}"
        if first.edtf == last.edtf:
            return f"on {self._day(first.first)}"
        if (first.first.year, first.first.month) == (last.first.year, last.first.month):
            return f"from {first.first.day} to {self._day(last.first)}"
        if first.first.year == last.first.year:
            return f"from {first.first.day} {MONTHS[first.first.month - 1]} to {self._day(last.first)}"
        return f"from {write_day(first.first)} to {write_day(last.first)}"

    def _day(self, day: datetime.date) -> str:
        return f"{day.day} {self._month(day)}"

    def _month(self, day: datetime.date) -> str:
        name = MONTHS[day.month - 1]
        return name if day.year == self.year else f"{name} {day.year}"
