"""The items of a chronicle, which open with their date: "14 July. …", "1989 December - …", "— 2 June: …"."""

import re

from communique.language.dates import DateMention
from communique.language.dates.vocabulary import DASH, MONTH, YEAR, compiled, month_number
from communique.model import When

__all__ = ["find_item_date"]

ITEM = re.compile(
    rf"[^\w\n]*(?:(?P<dated>{compiled(rf'[0-9]{{1,2}}(?: ?{DASH} ?[0-9]{{1,2}})? {MONTH}(?:,? {YEAR})?').pattern}"
    rf"|{compiled(rf'{MONTH} [0-9]{{1,2}}(?: ?{DASH} ?[0-9]{{1,2}})?(?:, {YEAR})?').pattern})"
    rf"|(?P<year>{YEAR})(?:\s+(?P<month>{compiled(MONTH).pattern}))?)\s*(?:[.:]|\s{DASH}{{1,2}})(?:\s|$)"
)


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
