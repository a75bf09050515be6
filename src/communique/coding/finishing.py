"""What the story lends to its sentences: times and places that go on, and what tables add; drafts become events."""

import re

from communique.coding.attendance import count_attendance
from communique.coding.building import Builder
from communique.coding.context import Context, Narrative
from communique.coding.drafts import Draft
from communique.coding.foiling import fall
from communique.coding.gatherings import ordinal_of
from communique.coding.hosting import Hosting, seat_of
from communique.coding.journeys import is_of_same_stay, remember_journey
from communique.coding.lending import Lending
from communique.coding.scenery import Scenery
from communique.coding.standing import stands
from communique.coding.stays import as_one_stay, settle, with_legs
from communique.language.reference import Discourse
from communique.model import Event, Participant, Place, When

__all__ = ["Finisher"]


CONTENT_TYPES = ("relation", "visit", "meeting", "gathering", "initiative", "agreement")
INNER_TYPES = ("representation", "sanction", "aid", "pledge")
MUTUAL = re.compile(
    r"\b(?:bilateral|binational|bi-national|joint|intergovernmental|(?:strategic )?cooperation council)\b"
)
ORGAN = re.compile(
    r"\b(?:authority|heads of states?|ministerial meeting|(?:extra)?ordinary (?:summit|session|meeting)"
    r"|foreign ministers)\b",
    re.I,
)


class Finisher:
    """Fill from the narrative what a sentence leaves open, and keep the narrative up to date."""

    def __init__(self, discourse: Discourse, narrative: Narrative) -> None:
        self.discourse = discourse
        self.narrative = narrative
        self.scenery = Scenery(discourse, narrative)
        self.lending = Lending(narrative)

    def sentence(self, context: Context, builder: Builder, drafts: list[Draft]) -> list[Draft]:
        """Finish the drafts of one sentence."""
        if self._unreal(context):
            return []
        drafts = [d for d in drafts if self._kept(d) and not self._told_by_other(d, drafts)]
        rounds = [d for d in drafts if d.type == "gathering" and ordinal_of(d.title) is not None]
        drafts = [d for d in drafts if d.type != "meeting" or not any(_inside(d, other) for other in rounds)]
        named = {d.order for d in drafts if d.type == "gathering" and d.sense == "gathering.of-bodies"}
        drafts = [d for d in drafts if d.type != "meeting" or d.order not in named]
        drafts = with_legs(drafts)
        as_one_stay(drafts)
        self._travelled_to(drafts)
        for draft in sorted(drafts, key=lambda d: not (d.type == "visit" and d.when is not None)):
            self._parties(draft)
            self.lending.date(draft, context, builder)
            self._sideline(draft, context, builder)
            if draft.type == "gathering":
                self.scenery.place_gathering(draft)
            self.scenery.place(draft)
            self._remember(draft)
        hosting = Hosting(builder.tools)
        for draft in drafts:
            if not draft.place:
                self.scenery.place(draft)
            hosting.place(draft)
        self._travelled_to(drafts)
        self._keep_time(drafts, builder)
        margin_of = builder.gatherings.margin()
        if margin_of is not None:
            self.narrative.margin = (builder.gatherings.title(margin_of), self.narrative.date)
        self._keep_frame(drafts, builder)
        for mention in context.mentions:
            if mention.kind in ("state", "city", "capital", "venue"):
                self.narrative.place = builder.places.of(mention.head) or self.narrative.place
        return [d for d in drafts if d.actors or d.targets or (d.type == "gathering" and d.title)]

    def completed(self, drafts: list[Draft]) -> list[Draft]:
        """Give the merged drafts that stand, with what the whole document allows to add."""
        kept = []
        for draft in drafts:
            if draft.place.region and any(self._destination_in(other, draft) for other in drafts):
                continue
            if draft.type == "visit" and not draft.place and draft.count is None:
                self._came_here(draft, drafts)
            self.lending.stop(draft, drafts)
            one_sided = len(draft.codes()) < 2 or not draft.sense.endswith(".read")
            unplaced = draft.type == "visit" and not draft.place
            if unplaced and one_sided and (draft.count is None or draft.status != "occurred"):
                continue
            if draft.type == "gathering" and not draft.actors:
                self._convened(draft)
                if not draft.actors:
                    continue
            if not stands(draft, drafts):
                continue
            if self.narrative.review_year and draft.when is None and draft.status == "occurred":
                draft.when = When.year(self.narrative.review_year)
                draft.note("date", draft.when.edtf, None, "review year")
            kept.append(draft)
        fall(kept)
        count_attendance(kept, self.narrative.attendance)
        settle(kept, self._at_home(), self.discourse.knowledge, self.narrative)
        return kept

    def _at_home(self) -> Place:
        """Give where those meet at home whose text it is: the place of the dateline there, else the state."""
        home, line = self.discourse.home, self.narrative.dateline
        if home not in self.discourse.knowledge.states or (line.country and line.country != home):
            return Place()
        return line if line.city else seat_of(self.discourse.knowledge, home)

    def _came_here(self, visit: Draft, drafts: list[Draft]) -> None:
        """Let a foreigner's journey without a destination, of whom no other is told, lead to the source's own state."""
        home = self.discourse.home
        if home not in self.discourse.knowledge.states or visit.when is None or home in visit.codes():
            return
        elsewhere = [d for d in drafts if d.type == "visit" and d.place and d.codes() & visit.codes()]
        if not elsewhere and visit.actors:
            line = self.narrative.dateline
            place = line if line.country == home else Place(country=home)
            visit.locate(place, None, "the source's own state")

    def _destination_in(self, visit: Draft, tour: Draft) -> bool:
        """Tell whether a visit is the destination of a tour that is told by its region alone (codebook, ruling 2)."""
        if (visit.type, tour.type) != ("visit", "visit") or not visit.place.country or visit.status != tour.status:
            return False
        apart = visit.when is not None and tour.when is not None and not visit.when.overlaps(tour.when)
        members = self.discourse.knowledge.members(f"region:{tour.place.region}", tour.when or self.narrative.now)
        inside = visit.place.country in members or visit.evidence == tour.evidence
        return not apart and bool(set(visit.actors) & set(tour.actors)) and inside

    def event(self, draft: Draft) -> Event:
        """Freeze a draft."""
        return Event(
            document=self.narrative.document.id,
            type=draft.type,
            actors=tuple(dict.fromkeys(draft.actors)),
            targets=tuple(dict.fromkeys(draft.targets)),
            place=draft.place,
            date=draft.when.edtf if draft.when else "",
            status=draft.status,
            count=draft.count,
            title=draft.title,
            form=draft.form,
            evidence=draft.evidence,
            speaker=draft.speaker,
            lexicon=draft.sense,
            provenance=tuple(dict.fromkeys(draft.provenance)),
        )

    def _travelled_to(self, drafts: list[Draft]) -> None:
        """Let a journey and the gathering it leads to share place and time."""
        for visit in (d for d in drafts if d.type == "visit" and d.place.country):
            for gathering in (d for d in drafts if d.type == "gathering" and set(d.actors) & set(visit.actors)):
                if gathering.place and gathering.place.country != visit.place.country:
                    continue
                if not gathering.place or (gathering.place.country == visit.place.country and not gathering.place.city):
                    gathering.place = visit.place
                    gathering.note("place", visit.place.city or visit.place.country, None, "the journey's destination")
                if gathering.place.city and gathering.place.country == visit.place.country and not visit.place.city:
                    visit.place = gathering.place
                    visit.note("place", gathering.place.city, None, "the gathering's place")
                if visit.when is None and gathering.when is not None:
                    visit.when = gathering.when
                    visit.note("date", gathering.when.edtf, None, "the gathering's time")

    def _keep_time(self, drafts: list[Draft], builder: Builder) -> None:
        """Let a day named in a sentence without an act carry on too."""
        if any(self._main(d) for d in drafts):
            return
        topic = [d.when for d in builder.c.dates if d.kind == "absolute" and d.span.start <= builder.s.start + 4]
        if topic and topic[0] is not None:
            self.narrative.date = topic[0]
        recent = builder.times.recent()
        if recent is not None and recent.when is not None:
            self.narrative.date = recent.when
            self.narrative.lead = self.narrative.lead or recent.when
            cities = {
                p
                for m in builder.c.mentions
                if m.kind in ("city", "capital", "venue")
                and builder.s.case(m.head) in ("in", "at")
                and (p := builder.places.of(m.head)).city
            }
            if len(cities) == 1:
                self.scenery.set_scene(cities.pop(), recent.when, frozenset(self.discourse.here))

    def _keep_frame(self, drafts: list[Draft], builder: Builder) -> None:
        """Keep the last date that names its year, on which later ones of the paragraph lean, and lose a thread."""
        if any(self._main(d) for d in drafts):
            self.narrative.adrift = False
        elif any(d.timeless and d.status == "occurred" for d in drafts):
            self.narrative.adrift = True
        for date in builder.times.framing():
            self.narrative.frame = date.when
        told = [d.when for d in drafts if d.when is not None and d.when.days <= 31 and self._main(d) and not d.aside]
        if told and self.narrative.frame is not None and told[-1].last > self.narrative.frame.last:
            self.narrative.frame = told[-1]

    def _kept(self, draft: Draft) -> bool:
        vague = draft.background and not (draft.definite or draft.when)
        return not (vague and draft.type in ("meeting", "visit", "call"))

    def _told_by_other(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Tell whether what was agreed or decided namelessly is itself another act: only that is coded (ruling 7)."""
        if draft.type in INNER_TYPES and draft.status == "planned":
            whole = [d for d in drafts if d is not draft and (d.form == "agreed" or d.type == "pledge")]
            return any(_inside(draft, d) for d in whole)
        if draft.type == "agreement" and draft.form in ("adopted", "signed") and draft.title[:1].islower():
            return any(d.type == "sanction" and _inside(d, draft) for d in drafts)
        if draft.type != "agreement" or draft.form != "agreed":
            return False
        return any(d.type in CONTENT_TYPES and d is not draft and _inside(d, draft) for d in drafts)

    def _unreal(self, context: Context) -> bool:
        """Tell whether the sentence asks or tells fiction rather than reports."""
        tokens = context.sentence.tokens
        asks = tokens[-1].text == "?" and not any(t.lemma.lower() == "say" for t in tokens)
        return asks or any(
            context.lexicon.among(t.lemma.lower(), ("fiction",)) and t.relation in ("nsubj", "root", "obl", "amod")
            for t in tokens
        )

    def _parties(self, draft: Draft) -> None:
        """Give an act told in nobody's name to whom the story implies: the pair, the other side."""
        if draft.type in ("pledge", "aid") and draft.actors and not draft.targets:
            self._other_side(draft)
        if draft.actors:
            return
        if draft.type == "representation" and draft.targets:
            self._other_state(draft)
        if draft.type in ("gathering", "initiative") and len(self._in_title(draft)) >= 2:
            draft.actors = list(self._in_title(draft))
            for participant in draft.actors:
                draft.note("participant", str(participant), None, "the title")
        if draft.type == "gathering" and not draft.actors and ORGAN.search(draft.title) and not self._body(draft):
            spoken = next(reversed(self.discourse.organisations), "")
            if spoken in self.discourse.knowledge.organisations:
                draft.actors.append(Participant(spoken))
                draft.note("participant", spoken, None, "the body spoken of")
        between = draft.type == "gathering" and not draft.actors and MUTUAL.search(draft.title.lower()) is not None
        if not between and draft.type != "agreement" and (draft.type != "relation" or draft.form == "upgraded"):
            return
        pair = tuple(dict.fromkeys(Participant(p.code) for p in self.discourse.pair or self.discourse.sides()))
        if between and len(pair) != 2:
            return
        titled = self._in_title(draft)
        if titled and not set(titled) & set(pair):
            pair = ()
        for participant in pair or titled:
            draft.actors.append(participant)
            draft.note("participant", str(participant), None, "the pair spoken of" if pair else "the title")

    def _other_side(self, draft: Draft) -> None:
        """Let what one side of talks promises be for the other."""
        pair = self.narrative.talks
        others = pair - draft.codes()
        if len(pair) == 2 and len(others) == 1 and draft.codes() <= pair:
            draft.targets = [Participant(code) for code in others]
            draft.note("participant", str(draft.targets[0]), None, "the other side of the talks")

    def _convened(self, draft: Draft) -> None:
        """Let a gathering of an organisation be held by it."""
        knowledge = self.discourse.knowledge
        for participant in self._body(draft):
            if participant.code in knowledge.organisations:
                draft.actors.append(participant)
                draft.note("participant", str(participant), None, "the body that gathers")

    def _other_state(self, draft: Draft) -> None:
        """Let diplomats who are expelled or received in nobody's name be so by the state where they serve."""
        codes = draft.codes()
        here = draft.place.country
        states = [here] if here else [code for code in reversed(self.discourse.states) if code not in codes]
        if states and states[0] not in codes and draft.form in ("expelled", "credentials"):
            draft.actors.append(Participant(states[0]))
            draft.note("participant", states[0], None, "the state spoken of")

    def _in_title(self, draft: Draft) -> tuple[Participant, ...]:
        """Give the states whose adjectives the title holds ("Palestinian unity")."""
        found = [
            m.code
            for match in self.discourse.knowledge.matches(draft.title)
            for m in match.meanings[:1]
            if m.kind in ("nationality", "state")
        ]
        return tuple(Participant(code) for code in dict.fromkeys(found) if code in self.discourse.knowledge.states)

    def _sideline(self, draft: Draft, context: Context, builder: Builder) -> None:
        if draft.type not in ("meeting", "agreement"):
            return
        where = context.sentence.at(draft.order, draft.order + 1)
        if where is None:
            return
        token = context.sentence[where[0]]
        verb = next((t.i for t in [token, *context.sentence.ancestors(token.i)] if t.upos == "VERB"), -1)
        head = builder.gatherings.sideline(token.i, verb)
        margin, when = self.narrative.margin
        if head is None and draft.type == "meeting" and margin and when is not None and draft.when == when:
            draft.entitle((margin, None), "the sidelines spoken of")
        if head is None:
            return
        title = builder.gatherings.sideline_title(head)
        self.scenery.place_sideline(draft, title)
        if draft.type == "meeting":
            draft.entitle((title, context.span([head])), "sidelines")

    def _remember(self, draft: Draft) -> None:
        if draft.type in ("meeting", "call"):
            self.narrative.talks = frozenset(draft.codes())
        if draft.type == "message" and draft.targets:
            self.narrative.addressees = tuple(draft.targets)
        if draft.type in ("meeting", "call", "message", "visit"):
            people = draft.everyone()
            if len(people) >= 2:
                self.discourse.met(people)
            elif draft.type == "visit" and draft.actors:
                self._met_host(draft.actors[0], draft.place)
        self.scenery.remember(draft)
        if draft.type == "gathering" and draft.title:
            self.narrative.gathering = draft.title
            self.narrative.body = self._body(draft) or self.narrative.body
        if draft.type == "visit":
            remember_journey(draft, self.narrative)
        if draft.type == "visit" and draft.actors and draft.place.country:
            self.discourse.visitor, self.discourse.host_state = draft.actors[0], draft.place.country
        if draft.type == "visit" and draft.actors and draft.place and not is_of_same_stay(draft, self.narrative):
            self.narrative.visit = (draft.actors[0].code, draft.place, draft.when)
        if draft.when is not None and draft.status == "occurred" and self._main(draft) and not self._in_passing(draft):
            when, current = self._so_far(draft.when, draft), self.narrative.date
            if when.days <= 3 or current is None or (when.days <= 31 and not when.overlaps(current)):
                self.narrative.date = when
            if self.narrative.lead is None:
                self.narrative.lead = when
            self.narrative.cast |= draft.codes()

    def _so_far(self, when: When, draft: Draft) -> When:
        """Give the days of a stay that lie behind the text, where it is told by its length and not yet over."""
        lengthened = draft.type == "visit" and any(p.reason == "duration" for p in draft.provenance)
        if lengthened and when.first <= self.narrative.now.last < when.last:
            return When.between(When.day(when.first), self.narrative.now)
        return when

    def _body(self, draft: Draft) -> tuple[Participant, ...]:
        """Give who adopts what a gathering adopts: its organisation, else its host."""
        knowledge = self.discourse.knowledge
        for match in knowledge.matches(draft.title):
            for meaning in match.meanings:
                if meaning.kind == "gathering" and knowledge.gatherings[meaning.code].organisation:
                    return (Participant(knowledge.gatherings[meaning.code].organisation),)
                if meaning.kind == "organisation":
                    return (Participant(meaning.code),)
        if draft.place.country:
            return (Participant(draft.place.country),)
        return tuple(Participant(p.code) for p in draft.actors[:1])

    def _in_passing(self, draft: Draft) -> bool:
        """Tell whether the act moves the story no further; a stay of these days does, wherever it is told."""
        near = draft.when is not None and (self.narrative.now.last - draft.when.last).days <= 31
        return draft.aside and not (draft.type == "visit" and near and self.narrative.date is None)

    def _met_host(self, visitor: Participant, place: Place) -> None:
        if place.country and place.country != visitor.code:
            self.discourse.touch(visitor.code)
            self.discourse.touch(place.country)

    def _main(self, draft: Draft) -> bool:
        return any(p.field == "date" and p.span is not None for p in draft.provenance)


def _inside(inner: Draft, outer: Draft) -> bool:
    """Tell whether the predicate of one act stands in what another says was agreed."""
    spans = [p.span for p in outer.provenance if p.field == "title" and p.span is not None]
    return any(span.start <= inner.order < span.end for span in spans)
