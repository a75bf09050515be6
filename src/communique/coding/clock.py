"""What the time expressions of a sentence mean: against publication, the story so far, and each other."""

import datetime
import re

from communique.coding.context import Context
from communique.coding.years import (
    in_years_from,
    is_close_ahead,
    is_just_past,
    is_long_before,
    is_of_background,
    is_term,
    is_yearless,
    tells_news,
    weekday_after,
)
from communique.language.dates import DateMention, anchor
from communique.language.dates.vocabulary import SEASON, compiled
from communique.model import When

__all__ = ["Clock"]

RESOLVED = ("absolute", "relative", "weekday", "modifier")
OF_THE_DAY = re.compile(r"(?:earlier|later|late|early)\s+(?:in|on)\s+the\s+day", re.I)
WEEKS_AGO = re.compile(r"weeks?\s+ago$", re.I)
SEASON_NAME = compiled(rf"\b{SEASON}")
LONGEST_STAY = 21
WEEK = 7


class Clock:
    """Tell what each date of one sentence means; `heads` has each with the word that heads it, its first and last."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.heads: list[tuple[DateMention, int, int, int]] = []
        for date in context.dates:
            where = self.s.at(date.span.start, date.span.end)
            since = where is not None and where[0] > 0 and self.s[where[0] - 1].text.lower() == "since"
            if where is None or since or date.kind in ("duration", "recurring") or self._only_numbers(date, where[0]):
                continue
            self.heads.append((date, self._head(*where), where[0], where[1]))

    def at(self, word: int) -> DateMention | None:
        """Give the date that a word belongs to, if it tells a time."""
        date = self.c.date_words.get(word)
        where = self.s.at(date.span.start, date.span.end) if date is not None else None
        if date is None or where is None or self._only_numbers(date, where[0]) or self._deadline(date):
            return None
        return self.narrowed(date)

    def narrowed(self, date: DateMention) -> DateMention:
        """Prefer the day right behind a wider time or an old one: "this week (12-14 June)", "moved from X to Y"."""
        for other, _, _, _ in self.heads:
            behind = other.span.start > date.span.end
            gap = self.s.text[date.span.end : other.span.start].strip(" ,") if behind else "x"
            wide, narrow = date.when, other.when
            if gap == "(" or (gap == "to" and self.follows(date, "from")):
                return other
            if wide is None or narrow is None or other.kind != "absolute" or gap not in ("", "on", "in"):
                continue
            if wide.contains(narrow) and narrow.days < wide.days:
                return other
        return date

    def _deadline(self, date: DateMention) -> bool:
        """Tell whether a year to come only says by when: "30 aircraft by 2028"."""
        ahead = date.when is not None and date.when.first.year > self.c.now.last.year
        return ahead and date.kind == "absolute" and self.follows(date, "by")

    def follows(self, date: DateMention, word: str) -> bool:
        """Tell whether a word stands right before a date: "moved from 6 April", "there since Monday"."""
        return self.s.text[: date.span.start].rstrip().lower().endswith(word)

    def _only_numbers(self, date: DateMention, first: int) -> bool:
        """Tell whether years only say what a text is for, or number a resolution of this year: "2059 (2012)"."""
        numbered = first > 1 and self.s[first - 1].text == "(" and self.s[first - 2].text.isdigit()
        this_year = date.when is not None and date.when == When.year(self.c.now.first.year)
        return is_term(self.s, date, first) or (numbered and this_year)

    def resolve(self, date: DateMention, status: str) -> When | None:
        """Give the time that an expression means for an act of this status.

        A season tells the year, weeks ago the day (as the coders of the codebook read them).
        """
        when = self._meant(date, status)
        if when is not None and SEASON_NAME.search(date.span.text):
            return When.year(when.first.year)
        if when is not None and when.days == 7 and WEEKS_AGO.search(date.span.text):
            return When.day(when.first + datetime.timedelta(self.c.now.last.weekday()))
        return when

    def _meant(self, date: DateMention, status: str) -> When | None:
        story = self.c.narrative
        if date.kind == "anaphoric":
            base = self._base(date)
            return anchor(date, base) if base is not None else None
        if date.when is not None and is_yearless(date):
            frame = self._said_before(date) or (None if tells_news(story) else story.frame)
            moved = in_years_from(date.when, frame, self.c.now) if frame is not None else date.when
            if moved != date.when:
                return moved
        if status != "planned" and date.kind == "weekday" and (told := weekday_after(date, story)) is not None:
            return told
        forward = status == "planned" and not is_just_past(date, story)
        if date.future is not None and (forward or is_close_ahead(date, story)):
            return date.future
        if date.when is not None and date.future is not None and date.future != date.when:
            behind = (self.c.now.last - date.when.last).days
            ahead = (date.future.first - self.c.now.last).days
            if status == "cancelled" and ahead < behind and not story.review_year:
                return date.future
        return date.when

    def _base(self, date: DateMention) -> When | None:
        """Give the time that an anaphoric expression counts from.

        A date said before it in the sentence comes first. A day ("the same day") leans on what is known to some days
        at most; "later in the day" leans on its own paragraph, else on the day of the news, and not on the background
        told before.
        """
        story = self.c.narrative
        said = self._said_beside(date)
        if said is not None:
            return said
        before = None if OF_THE_DAY.fullmatch(date.span.text) else story.before
        told = [story.frame, before, story.lead]
        if tells_news(story):
            told.sort(key=lambda base: base is not None and is_long_before(base, story))
        bases = [story.date, *told]
        if date.unit != "day" or date.amount != 0:
            return next((base for base in bases if base is not None), None)
        days = [base for base in bases if base is not None and base.days <= LONGEST_STAY]
        return days[0] if days else self.c.now if self.c.now.days == 1 else None

    def _said_before(self, date: DateMention) -> When | None:
        """Give the last date with a year in front of another one of the sentence."""
        dated = [d.when for d in self.framing() if d.span.end <= date.span.start]
        return dated[-1] if dated else None

    def _said_beside(self, date: DateMention) -> When | None:
        """Give the last date in front of an anaphoric one of the sentence, if it is as exact as the unit wants."""
        longest = {"day": LONGEST_STAY, "week": LONGEST_STAY, "month": 31}.get(date.unit, 366)
        if date.of_clause:
            return None
        for other, _, first, _ in reversed(self.heads):
            if other.kind in RESOLVED and other.span.end <= date.span.start and not self.limits(first):
                when = self.resolve(other, "occurred")
                if other.kind == "relative" and when is not None and when.days == WEEK and date.unit == "day":
                    continue
                if when is not None and when.days <= longest:
                    return when
        return None

    def framing(self) -> list[DateMention]:
        """Give the dates that name their year and carry the text's time on."""
        return [
            date
            for date, head, first, _ in self.heads
            if date.kind in ("absolute", "modifier")
            and date.when is not None
            and re.search(r"\d{4}", date.span.text)
            and not is_of_background(self.s, head, first)
        ]

    def recent(self) -> DateMention | None:
        """Give the one day of the sentence that lies in the week before publication, the time of the news."""
        found = [
            d
            for d, _, _, _ in self.heads
            if d.when is not None and d.when.days == 1 and 0 <= (self.c.now.last - d.when.last).days <= 7
        ]
        return found[0] if len({d.when for d in found}) == 1 else None

    def limits(self, first: int) -> bool:
        """Tell whether a date only says until when."""
        return any(t.text.lower() in ("until", "till", "through") for t in self.s.tokens[max(0, first - 2) : first])

    def _head(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            if not first <= self.s[i].head <= last or self.s[i].head == i:
                return i
        return last
