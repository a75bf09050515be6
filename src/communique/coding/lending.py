"""The time that the story lends to an act that is told without one."""

import re
from collections.abc import Sequence

from communique.coding.building import Builder
from communique.coding.context import Context, Narrative
from communique.coding.drafts import Draft
from communique.coding.years import is_long_before, is_open_weekday, tells_news
from communique.language.analysis import Token
from communique.language.dates import find_dateline_day, find_publication_date
from communique.model import When

__all__ = ["Lending"]

APART = re.compile(
    r"[\W\d]*(?:separately|elsewhere|meanwhile|earlier|in (?:the|a) (?:meantime|separate development)|on the other hand"
    r"|in another development)\b|[^,;]{0,60}, meanwhile,",
    re.I,
)
IN_STAY = re.compile(
    r"\b(?:during|in the course of) (?:the|his|her|their|this|that)(?: [\w-]+){0,3} (?:visit|trip|stay|tour)\b"
    r"|\bwhile (?:there\b|in (?-i:[A-Z]))",
    re.I,
)
MONTH = 31
FRESH_DAYS = 2
OPENING = 700
DURING = ("visit", "meeting", "gathering", "agreement")


class Lending:
    """Date the acts of one document by their story: its day, the journey they are planned for, its month."""

    def __init__(self, narrative: Narrative) -> None:
        self.narrative = narrative
        now = narrative.now
        self.month = When.month(now.first.year, now.first.month) if narrative.document.published else None
        found, published = find_publication_date(narrative.document.text), narrative.document.published
        line = find_dateline_day(narrative.document.text, published) if published else None
        self.dated_line = now.first in (line, found[0] if found else None)

    def date(self, draft: Draft, context: Context, builder: Builder) -> None:
        """Give an act without a time that of its story, where it shares it, and counted acts theirs."""
        if draft.count is not None and draft.status == "occurred":
            where = context.sentence.at(draft.order, draft.order + 1)
            stretch = builder.times.stretch(where[0]) if where is not None else None
            if stretch is not None:
                draft.redate(stretch, self.narrative.now)
        if draft.when is not None or draft.status in ("cancelled", "denied"):
            return
        if draft.status == "planned":
            self._within_plan(draft)
            return
        if draft.timeless or self.narrative.adrift or self._past_perfect(draft, context):
            return
        if self.month is not None and draft.type == "visit" and self._ended(draft, context):
            self._lend_month(draft, "the month of the news")
            return
        recent = builder.times.recent()
        if recent is not None and recent.when is not None and self.narrative.date is None:
            verb = self._verb(draft, context)
            if recent.future and is_open_weekday(recent) and verb is not None and verb.xpos in ("VBZ", "VBP"):
                draft.date((recent.future, recent.span, "the sentence's time"), self.narrative.now)
                return
            draft.when = recent.when
            draft.note("date", recent.when.edtf, recent.span, "the sentence's time")
            return
        lent = self._lent(draft, context)
        if lent is not None:
            draft.date((lent[0], None, lent[1]), self.narrative.now)
            draft.loose = lent[0] == self.month

    def _lent(self, draft: Draft, context: Context) -> tuple[When, str] | None:
        story = self.narrative
        if story.review_year:
            return (story.date, "the story's time") if story.date is not None else None
        stay = self._stay(draft, context)
        if stay is not None:
            return stay, "the days of the visit"
        date = story.date
        if date is not None and tells_news(story) and is_long_before(date, story) and self._perfect(draft, context):
            date = None
        base = date or story.lead or story.closing
        if base is None:
            return self._of_publication(draft, context)
        if (
            self.month is not None
            and self.month.overlaps(base)
            and (self._apart(draft, context) or self._other_stay(draft))
        ):
            return self.month, "the month of the news"
        return base, "the story's time"

    def _stay(self, draft: Draft, context: Context) -> When | None:
        """Give the days of the visit told of, where the sentence says no more than that: "during the visit"."""
        visit = self.narrative.visit
        if visit is None or visit[2] is None or visit[0] not in draft.codes() or draft.type == "visit":
            return None
        begun = visit[2].first <= self.narrative.now.last
        sentence = context.sentence
        within = IN_STAY.search(sentence.text, sentence[0].start, sentence[-1].end)
        return visit[2] if begun and within else None

    def _of_publication(self, draft: Draft, context: Context) -> tuple[When, str] | None:
        """Give the day of the news to its first act that tells no time, else the month of publication.

        That is the day of a dateline or of publication, unless the text names days before it: then it is the one that
        it names, if that lies but a day or two back.
        """
        if self.month is None:
            return None
        if any(d.when is not None and is_long_before(d.when, self.narrative) for d in context.dates):
            return None
        day = self._day_of_news()
        late = draft.order > OPENING and not self.dated_line
        dated = any(d.kind == "anaphoric" or d.when not in (None, self.narrative.now) for d in context.dates)
        going_on = draft.type != "visit" or self._goes_on(draft, context)
        touring = bool(self.narrative.bound & set(draft.everyone()))
        if day is None or late or dated or touring or not going_on or draft.count is not None:
            return self.month, "the month of the news"
        self.narrative.lead = day
        return day, "the day of the news"

    def _day_of_news(self) -> When | None:
        now = self.narrative.now
        before = [day for day in self.narrative.days if day != now]
        if self.dated_line or not before:
            return now
        return before[0] if len(before) == 1 and (now.last - before[0].last).days <= FRESH_DAYS else None

    def _other_stay(self, draft: Draft) -> bool:
        """Tell whether an act is a journey of the traveller told of to another country, which has other days."""
        visit = self.narrative.visit
        if draft.type != "visit" or visit is None or not draft.place.country:
            return False
        return visit[0] in draft.codes() and visit[1].country != draft.place.country

    def _apart(self, draft: Draft, context: Context) -> bool:
        """Tell whether an act belongs to another thread than the one that the dates are told of."""
        if APART.match(context.sentence.text, context.sentence[0].start):
            return True
        story = self.narrative
        elsewhere = bool(story.cast) and not story.cast & draft.codes()
        return elsewhere and story.date is None and draft.type in ("message", "call", "visit")

    def _within_plan(self, draft: Draft) -> None:
        """Let what is planned for a planned journey fall into its days, and into its country."""
        for actor in draft.actors:
            for place, when in reversed(self.narrative.plans.get(actor, [])):
                tour = draft.type == "visit" and when.days > 3
                if draft.place.country and draft.place.country != place.country and not tour:
                    continue
                if draft.type not in DURING:
                    continue
                draft.when, draft.loose = when, when.precision == "month"
                draft.note("date", when.edtf, None, "the planned journey")
                if not draft.place and place.country in draft.codes():
                    draft.place = place
                    draft.note("place", place.country, None, "the planned journey")
                return
        if self.month is not None and draft.type in DURING and self.narrative.bound & set(draft.actors):
            self._lend_month(draft, "the month of the planned journey")

    def _perfect(self, draft: Draft, context: Context) -> bool:
        """Tell whether an act is told in the present perfect, which no day of the past dates."""
        return bool(self._auxiliaries(draft, context) & {"has", "have"})

    def _past_perfect(self, draft: Draft, context: Context) -> bool:
        forms = self._auxiliaries(draft, context)
        return "had" in forms or (draft.type == "visit" and bool(forms & {"has", "have"}))

    def stop(self, draft: Draft, drafts: Sequence[Draft]) -> None:
        """Let a planned stop without a time fall into the month of the other stops of its tour, where that is known."""
        others = (d for d in drafts if d is not draft and d.type == "visit" and set(d.actors) & set(draft.actors))
        undated = draft.type == "visit" and draft.status == "planned" and draft.when is None
        if undated and self.month is not None and any(d.loose and d.status == "planned" for d in others):
            self._lend_month(draft, "the month of the planned journey")

    def _ended(self, draft: Draft, context: Context) -> bool:
        """Tell whether a journey is told by its end alone ("having concluded visits to X and Y")."""
        verb = self._verb(draft, context)
        return verb is not None and context.lexicon.among(verb.lemma.lower(), ("ending",))

    def _lend_month(self, draft: Draft, reason: str) -> None:
        draft.when, draft.loose = self.month, True
        draft.note("date", draft.when.edtf if draft.when else "", None, reason)

    def _goes_on(self, draft: Draft, context: Context) -> bool:
        """Tell whether an act is told as going on: "is visiting", "is in X on a visit"."""
        where = context.sentence.at(draft.order, draft.order + 1)
        words = [context.sentence[where[0]], *context.sentence.ancestors(where[0])] if where is not None else []
        verb = next((n for n, t in enumerate(words) if t.upos == "VERB"), len(words))
        children = (a for t in words[: verb + 1] for a in context.sentence.children(t.i, "aux", "cop"))
        return any(a.text.lower() in ("is", "are") for a in children)

    def _auxiliaries(self, draft: Draft, context: Context) -> set[str]:
        verb = self._verb(draft, context)
        return {a.text.lower() for a in context.sentence.children(verb.i, "aux")} if verb is not None else set()

    def _verb(self, draft: Draft, context: Context) -> Token | None:
        where = context.sentence.at(draft.order, draft.order + 1)
        if where is None:
            return None
        token = context.sentence[where[0]]
        return next((t for t in (token, *context.sentence.ancestors(token.i)) if t.upos == "VERB"), token)
