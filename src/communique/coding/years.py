"""Which year a date without one lies in: that of a chronicle's last date, else the one nearest to publication."""

import re
from collections.abc import Iterable

from communique.coding.context import Narrative
from communique.language.analysis import Sentence
from communique.language.dates import DateMention
from communique.language.dates.readings import Weekly
from communique.language.dates.vocabulary import WEEKDAY, compiled, weekday_number
from communique.model import When

__all__ = [
    "days_of_news",
    "in_years_from",
    "is_close_ahead",
    "is_coming",
    "is_long_before",
    "is_of_background",
    "is_term",
    "is_yearless",
    "tells_news",
    "weekday_after",
]

WEEKDAY_NAME = compiled(WEEKDAY)
WEEK = 7
DAY = len("2024-05-16")
LONG_AGO_DAYS, SOON_DAYS = 200, 120
TERM = re.compile(r"\d{4}/\d{4}")
NEWS_DAYS = 31
LONG_PAST_DAYS = 300


def is_yearless(date: DateMention) -> bool:
    """Tell whether an expression names a day or month of the calendar and leaves the year to the text."""
    return date.kind == "absolute" and date.when is not None and not re.search(r"\d{4}", date.span.text)


def is_of_background(sentence: Sentence, head: int, first: int) -> bool:
    """Tell whether a date stands in an aside that does not carry the text's time on: behind "since", in a relative
    clause, with a past perfect."""
    if first > 0 and sentence[first - 1].text.lower() == "since":
        return True
    for token in (sentence[head], *sentence.ancestors(head)):
        if token.deprel == "acl:relcl" or any(a.text.lower() == "had" for a in sentence.children(token.i, "aux")):
            return True
        if token.upos == "VERB" and token.relation in ("root", "conj", "parataxis"):
            return False
    return False


def is_close_ahead(date: DateMention, story: Narrative) -> bool:
    """Tell whether a day without a year lies ahead in the next months and else most of a year back.

    Who reports news of last year says so; a month alone may be last year's, and a look back on a year is no news.
    """
    past, future, now = date.when, date.future, story.now
    looks_back = story.lead is None and (now.first.month, now.first.day > 15) in ((1, False), (12, True))
    if looks_back or story.review_year or (story.lead is not None and not tells_news(story)):
        return False
    if past is None or future is None or not is_yearless(date) or len(past.edtf.partition("/")[0]) < DAY:
        return False
    return (now.first - past.last).days > LONG_AGO_DAYS and (future.first - now.last).days < SOON_DAYS


def is_just_past(date: DateMention, story: Narrative) -> bool:
    """Tell whether a day without a year lies in the last weeks, and else most of a year ahead."""
    past, future, now = date.when, date.future, story.now
    if past is None or future is None or not is_yearless(date) or len(past.edtf.partition("/")[0]) < DAY:
        return False
    return (now.first - past.last).days <= NEWS_DAYS and (future.first - now.last).days > LONG_AGO_DAYS


def is_term(sentence: Sentence, date: DateMention, first: int) -> bool:
    """Tell whether years only say for how long something holds ("a programme for 2014-2016", "the plan 2020-23")."""
    if date.when is None or not TERM.fullmatch(date.when.edtf) or first == 0:
        return False
    before = sentence[first - 1]
    return before.text.lower() == "for" or before.upos in ("NOUN", "PROPN", "ADJ") or before.text == "("


def days_of_news(dates: Iterable[DateMention], now: When) -> tuple[When, ...]:
    """Give the days of the month before publication that a text names, and the day of publication."""
    days = {d.when for d in dates if d.when is not None and d.when.days == 1 and d.kind != "modifier"}
    return tuple(sorted((d for d in days if 0 <= (now.last - d.last).days <= NEWS_DAYS), key=lambda d: d.first))


def tells_news(story: Narrative) -> bool:
    """Tell whether what the text tells first happened within a month of its publication."""
    lead = story.lead
    return lead is not None and (story.now.last - lead.last).days <= NEWS_DAYS


def is_long_before(when: When, story: Narrative) -> bool:
    """Tell whether a time lies before those of the news."""
    return (story.now.last - when.last).days > NEWS_DAYS


def is_open_weekday(date: DateMention | None) -> bool:
    """Tell whether an expression is a weekday that may be the last one or the coming one."""
    return date is not None and date.kind == "weekday" and date.when != date.future


def is_coming(date: DateMention | None, now: When) -> bool:
    """Tell whether what a present tense tells lies ahead: on a weekday, or in a month nearer ahead than back."""
    if date is None or is_open_weekday(date):
        return date is not None
    past, future = date.when, date.future
    if past is None or future is None or not is_yearless(date):
        return False
    return (now.first - past.last).days > LONG_AGO_DAYS and (future.first - now.last).days < SOON_DAYS


def weekday_after(date: DateMention, story: Narrative) -> When | None:
    """Give the day that a weekday means in a text that is about days well before its publication: the next from there.

    None where the text stands at the week of publication, or at no day.
    """
    lead, name = story.lead, WEEKDAY_NAME.search(date.span.text)
    if lead is None or name is None or not WEEK < (story.now.last - lead.last).days <= NEWS_DAYS:
        return None
    told = [base for base in (story.date, story.before, lead) if base is not None and base.days <= WEEK]
    base = next((base for base in told if base.first >= lead.first), None)
    return Weekly(weekday_number(name[0])).near(base.first, forward=True) if base is not None else None


def in_years_from(when: When, frame: When, now: When) -> When:
    """Put a day or month into the year of `frame`, into the next one where it would lie before it.

    A frame of the last months, within which the reading nearest to publication lies anyhow, leaves it as it is.
    """
    if (now.first - frame.last).days <= LONG_PAST_DAYS:
        return when
    for year in (frame.first.year, frame.first.year + 1):
        try:
            moved = When.parse(re.sub(r"\d{4}(?=-|$)", str(year), when.edtf))
        except ValueError:
            return when
        if moved.last >= frame.first:
            return moved
    return when
