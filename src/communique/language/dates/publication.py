"""The date of a text, read from the text itself: its dateline or date line, and the year that a review is about."""

import datetime
import re
from collections import Counter

from communique.language.dates.finding import find_dates
from communique.language.dates.vocabulary import APOSTROPHE, DASH, DAY, MONTH, WEEKDAY_SHORT, YEAR, compiled
from communique.model import Span

__all__ = ["find_dateline_day", "find_publication_date", "review_year"]

HEAD = 1500
NEARBY_DAYS = 5
DATE = rf"(?:{WEEKDAY_SHORT},? )?(?:{MONTH} {DAY}|{DAY}(?: of)? {MONTH})"
FULL_DATE = (
    rf"(?:{DATE},? {YEAR}|{YEAR}-[0-9]{{2}}-[0-9]{{2}}|{YEAR}/[0-9]{{2}}/[0-9]{{2}}"
    rf"|[0-9]{{1,2}}\.[0-9]{{1,2}}\.{YEAR})"
)
CLOCK_TIME = r"(?:,? (?:at )?[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?(?: \(?[A-Z+0-9:]{2,9}\)?)?)?"
LABEL = (
    r"(?:(?:published|posted|updated|issued|released|date|publication date|date of publication|last updated)"
    r"(?: on)?:? )?"
)
DATE_LINE = re.compile(
    rf"^[^\S\n]*(?:{compiled(LABEL).pattern})(?P<date>{compiled(FULL_DATE).pattern})"
    rf"{compiled(CLOCK_TIME).pattern}[^\S\n]*[.|]?[^\S\n]*$",
    re.I | re.M,
)
PLACE = r"(?-i:[^\W\d_][\w.'\u2019-]*(?:[ /,]+\(?[^\W\d_][\w.'\u2019()-]*){0,5})"
DATELINE = re.compile(
    rf"^[^\S\n]*(?P<place>{PLACE})[,\s]+\(?(?P<date>{compiled(DATE).pattern}(?:,?\s{YEAR})?)\)?"
    rf"(?:\s+\((?:[A-Z]\w+/?)+\))?\s*(?:{DASH}{{1,2}}|:|[.,]?\s*/[A-Z][\w ./-]{{1,40}}/[.:]?)\s",
    re.I | re.M,
)
UPPER_PLACE = re.compile(r"[^a-z]{3,}|[A-Z\u00c0-\u1eff][\w.'\u2019-]+(?:[ ,/]+[A-Z\u00c0-\u1eff(][\w.'\u2019()-]+)*")
TITLE_YEAR = compiled(
    rf"^(?:[\w\u2019'-]+ ){{1,4}}in ?(?P<a>{YEAR})\b(?=\s*(?:$|[:\u2013\u2014-]))|\bin ?(?P<b>{YEAR})\s*$"
    rf"|\b(?P<c>{YEAR}):? (?:in review|year in review|year{DASH}end|in retrospect|highlights|round{DASH}?up)"
    rf"|\b(?:review|round{DASH}?up|retrospect|highlights|balance sheet|look back|year) (?:of|for|on|at"
    rf"|in)?:? ?(?:the )?(?:year )?(?P<d>{YEAR})"
)
TEXT_YEAR = compiled(
    rf"\bas (?:we|it) (?:conclude|close|end|wrap up|bid farewell to|say goodbye to|look back (?:on"
    rf"|at)) (?:the year )?(?P<a>{YEAR})"
    rf"|\b(?:as|now that) (?:the year )?(?P<b>{YEAR}) (?:draws|comes|is drawing|is coming|nears|ends)"
    rf"|\b(?:review|round{DASH}?up|balance sheet|highlights|retrospect) (?:of|for|on"
    rf"|in)? ?(?:the )?(?:year )?(?P<c>{YEAR})"
    rf"|\byear{DASH}end (?:review|report|interview|briefing|round{DASH}?up)s?,? (?:of |for )?(?P<d>{YEAR})"
    rf"|\b(?P<e>{YEAR}) (?:in review|(?:was|has been|will be remembered as|proved) (?:a|an|the) (?:\w+ )?year)"
    rf"|[\"\u201c](?:[\w'\u2019]+ ){{1,4}}in (?P<f>{YEAR}),?[\"\u201d]"
    rf"|\blook(?:s|ed|ing)? back (?:on|at|over) (?:the year )?(?P<g>{YEAR})"
    rf"|\b(?:throughout|in the course of|over the course of) (?:the year )?(?P<h>{YEAR})"
    rf"|\bnew (?:chapter|page|journey) in (?P<i>{YEAR})"
)
PROSPECT = re.compile(r"\b(?:to|will|plans?|ahead|upcoming|bid|candidates?|election)\b", re.I)
FIRST_YEAR = compiled(rf"\b(?:in|of|for|throughout) ({YEAR})")
YEAR_TALK = compiled(
    rf"\b(?:year{DASH}end|this year{APOSTROPHE}s|in a year|over the year|past year|(?:throughout|during|of"
    rf"|as) the year|ending the year"
    r"|the year (?:was|is|has|in|that|draws)|review)\b"
)


def find_publication_date(text: str) -> tuple[datetime.date, Span] | None:
    """Read the date of a text from a dateline ("ABUJA, 24 February 2024 -") or a date alone on a line near the top.

    A dateline without a year takes it from a full date in the text within days of it, if the text names no later year.
    None where there is no such line, or no year to be had.
    """
    head = text[:HEAD]
    line = DATE_LINE.search(head)
    dateline = DATELINE.search(head)
    if line and (dateline is None or line.start() < dateline.start()):
        return day_of(text, *line.span("date"))
    if dateline and UPPER_PLACE.fullmatch(dateline["place"]):
        return day_of(text, *dateline.span("date"))
    return None


def find_dateline_day(text: str, published: datetime.date) -> datetime.date | None:
    """Read the day of a dateline, its year from the day of publication where it has none; None without a dateline."""
    dateline = DATELINE.search(text[:HEAD])
    if dateline is None or not UPPER_PLACE.fullmatch(dateline["place"]):
        return None
    found = [m.when for m in find_dates(dateline["date"], published) if m.when]
    return found[0].first if found and found[0].precision == "day" else None


def day_of(text: str, start: int, end: int) -> tuple[datetime.date, Span] | None:
    """Resolve the one date between `start` and `end`, with the year of a near date where it has none itself."""
    span = Span.of(text, start, end)
    if re.search(YEAR, span.text):
        found = [m.when for m in find_dates(span.text, None) if m.when]
        return (found[0].first, span) if found and found[0].precision == "day" else None
    named = [m.when for m in find_dates(text, None) if m.kind == "absolute" and m.when]
    latest = max((when.last.year for when in named), default=0)
    day = find_dates(f"{span.text} {latest}", None)[0].when if latest else None
    near = [w for w in named if day and w.precision == "day" and abs((w.first - day.first).days) <= NEARBY_DAYS]
    return (day.first, span) if day and near else None


def review_year(title: str, text: str) -> int | None:
    """Give the year that a review of a year looks back on, as the `title` or the opening of `text` tells it."""
    votes: Counter[int] = Counter()
    if not PROSPECT.search(title):
        votes.update({year: 2 for year in years_in(TITLE_YEAR, title)})
    opening = text[:HEAD]
    for year in years_in(TEXT_YEAR, opening):
        votes[year] += 2
    talk = {found[0].lower() for found in YEAR_TALK.finditer(title + "\n" + text[: 2 * HEAD])}
    first = FIRST_YEAR.search(text[: HEAD // 3])
    if first and len(talk) > 1:
        votes[int(first[1])] += 1
    if not votes:
        return None
    year, weight = max(votes.items(), key=lambda item: (item[1], item[0]))
    return year if weight > 2 or talk else None


def years_in(pattern: re.Pattern[str], text: str) -> list[int]:
    """Give the years that the cues of `pattern` name in `text`."""
    return [int(year) for match in pattern.finditer(text) for year in match.groups() if year]
