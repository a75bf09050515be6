"""The items of a chronicle, which open with their date: "14 July. …", "1989 December - …", "— 2 June: …"."""

import re

from communique.language.dates import DateMention
from communique.language.dates.vocabulary import DASH, MONTH, YEAR, compiled, month_number
from communique.model import When

__all__ = ["find_heading_day", "find_item_date"]

MOST_DAYS = 3
PLACE = re.compile(r"(?:[,:]? ?(?:[-\u2013] )?[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2})?[:.]?")
ITEM = re.compile(
    rf"[^\w\n]*(?:(?P<dated>{compiled(rf'[0-9]{{1,2}}(?: ?{DASH} ?[0-9]{{1,2}})? {MONTH}(?:,? {YEAR})?').pattern}"
    rf"|{compiled(rf'{MONTH} [0-9]{{1,2}}(?: ?{DASH} ?[0-9]{{1,2}})?(?:, {YEAR})?').pattern})"
    rf"|(?P<year>{YEAR})(?:\s+(?P<month>{compiled(MONTH).pattern}))?)\s*(?:[.:]|\s{DASH}{{1,2}})(?:\s|$)"
)


def find_heading_day(text: str, start: int, dates: list[DateMention]) -> When | None:
    """Give the day that a line of its own, with at most a place, sets over what follows: "Friday 8 July 2016, Oslo"."""
    if not dates or (text.rfind("\n", 0, start) + 1 != start and text[:start].strip()):
        return None
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
    first, last = dates[0], dates[-1]
    rest = PLACE.fullmatch(text, last.span.end, start + len(line.rstrip()))
    whole = first.span.start == start and rest is not None and len(dates) <= MOST_DAYS and start > 0
    when = first.when if len(dates) == 1 else None
    if whole and len(dates) > 1 and first.when is not None and last.when is not None:
        when = (
            When.between(last.when, last.when)
            if last.when.last < first.when.first
            else When.between(first.when, last.when)
        )
    return when if whole and when is not None and when.days <= MOST_DAYS else None


def find_item_date(text: str, start: int, dates: list[DateMention], section: When | None) -> tuple[When, int] | None:
    """Give the time that the paragraph at `start` opens with, and where its text goes on.

    None where it opens with none. `dates` are those of the paragraph's first sentence, `section` is the year of the
    heading above.
    """
    found = ITEM.match(text, start)
    if found is None:
        return None
    if found["year"]:
        year, month = int(found["year"]), found["month"]
        return (When.month(year, month_number(month)) if month else When.year(year)), found.end()
    whens = [d.when for d in dates if d.span.start == found.start("dated") and d.when is not None]
    if not whens:
        return None
    named = re.search(YEAR, found["dated"])
    when = whens[0] if named or section is None else When.parse(re.sub(r"\d{4}(?=-)", section.edtf, whens[0].edtf))
    return when, found.end()
