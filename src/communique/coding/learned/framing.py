"""From what the learned reader sees to drafts of events: the acts that no entry of the lexicon has told."""

from collections.abc import Iterable, Sequence

from communique.coding.building import Builder
from communique.coding.drafts import Draft
from communique.coding.learned.apart import Apart
from communique.coding.learned.doubting import Doubts
from communique.coding.learned.entitling import Entitling
from communique.coding.learned.implying import Implying
from communique.coding.learned.reader import Frame
from communique.coding.learned.whom import Whom
from communique.coding.propositions import Argument, Proposition
from communique.coding.standing import SPEAKING
from communique.coding.toolbox import Worker
from communique.knowledge.senses import Sense
from communique.model import EVENT_TYPES, Participant

__all__ = ["Framing"]

NEAR = 48
PAIRED = ("meeting", "call", "relation")
SANCTIONS = ("sanction", "sanction_strict")
SENSES = {
    kind: Sense(
        id=f"{kind}.read", type=kind, actors=("actor",), targets=("target",), place=("place",), title=("title",)
    )
    for kind in EVENT_TYPES
}


class Framing(Worker):
    """Turn the frames of one sentence into drafts with the tools that fill those of the lexicon."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder.tools)
        self.builder = builder
        self.doubts = Doubts(builder.tools)
        self.implying = Implying(builder)
        self.whom = Whom(builder.tools)
        self.apart = Apart(builder)
        self.entitling = Entitling(builder.tools)

    def drafts(self, frames: Iterable[Frame], told: Sequence[Draft]) -> list[Draft]:
        """Give drafts of the acts that `told` does not have yet."""
        made: list[Draft] = []
        surely = [draft for draft in told if draft.sense not in SPEAKING]
        known = [(frame, [draft for draft in surely if self._tells(draft, frame)]) for frame in frames]
        for frame, same in known:
            if not self.doubts.refused(frame):
                fresh = self._draft(frame)
                made += self._further(fresh, same, told) if same else self.doubts.unsaid(frame, fresh, told)
        return made

    def lend_dates(self, frames: Sequence[Frame], told: Iterable[Draft]) -> None:
        """Date the acts of entries that have no time, where one frame tells the same and has one."""
        for draft in told:
            same = [frame for frame in frames if self._tells(draft, frame)]
            if len(same) == 1 and draft.when is None:
                self._date(draft, same[0])

    def _further(self, journeys: list[Draft], same: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
        """Give the journeys of a frame that an entry has told in part only: those to places that it has not seen."""
        missed = len(journeys) > 1 or not any(draft.place for draft in same)
        if not missed or any(draft.type != "visit" for draft in journeys):
            return []
        seen = {draft.place.country for draft in told if draft.type == "visit"}
        return [draft for draft in journeys if draft.place.country and draft.place.country not in seen]

    def _tells(self, draft: Draft, frame: Frame) -> bool:
        start = self.s[frame.word].start
        return draft.type == frame.type and (
            abs(draft.order - start) <= NEAR or draft.evidence.start <= start < draft.evidence.end
        )

    def _draft(self, frame: Frame) -> list[Draft]:
        kind = "meeting" if frame.type == "call" and self.doubts.paid(frame) else frame.type
        sense, proposition = SENSES[kind], self._proposition(frame)
        if self.builder.habitual(proposition):
            return []
        dates = [date for word in frame.of("date") if (date := self.times.at(word)) is not None]
        status = self.builder.status_read(proposition, frame.status, dates[0] if dates else None)
        draft = self.builder.begin(sense, proposition, status)
        draft.form = frame.form
        self._date(draft, frame)
        for role, people in (("actor", draft.actors), ("target", draft.targets)):
            for word in frame.of(role):
                found, reason = self.whom.of(word)
                for participant in found:
                    if participant not in people:
                        people.append(participant)
                        draft.note("participant", str(participant), self.c.span([word]), reason)
        draft.targets = [p for p in draft.targets if p not in draft.actors]
        if frame.type == "visit":
            self.implying.fill(draft, frame, proposition)
            made = self._journeys(draft, frame)
        else:
            self._place(draft, frame)
            self._title(draft, frame, proposition)
            self.implying.fill(draft, frame, proposition)
            made = self.apart.told(draft, frame)
        if len(made) == 1:
            self.builder.naming.count(made[0], proposition)
        return [d for d in made if self._whole(d)]

    def _proposition(self, frame: Frame) -> Proposition:
        token = self.s[frame.word]
        noun = token.upos in ("NOUN", "PROPN")
        above = next((t.i for t in self.s.ancestors(token.i) if t.upos in ("VERB", "AUX")), -1)
        arguments = tuple(Argument(role, word) for role, word in frame.parts)
        return Proposition(token.i, above if noun else token.i, noun, (), arguments)

    def _date(self, draft: Draft, frame: Frame) -> None:
        for word in frame.of("date"):
            date = self.times.at(word)
            when = self.times.resolve(date, draft.status) if date is not None else None
            if date is not None and draft.type == "sanction" and self.builder.only_ends(date.span):
                continue
            if date is not None and when is not None:
                draft.redate((when, date.span, "stated"), self.c.now)
                draft.aside |= self.builder.marked(date.span, "since")
                return

    def _mutual(self, frame: Frame) -> bool:
        """Tell whether visits go both ways: "mutual visits with X", "X and Y exchanged visits"."""
        token = self.s[frame.word]
        noun = token if token.upos == "NOUN" else self.s.child(token.i, "obj")
        if noun is None or noun.lemma.lower() not in ("visit", "trip"):
            return False
        verb = self.s[noun.head].lemma.lower()
        return verb == "exchange" or any(
            a.lemma.lower() in self.classes["mutual"] for a in self.s.children(noun.i, "amod")
        )

    def _exchanged(self, draft: Draft, frame: Frame) -> list[Draft]:
        """Give the visits that two sides pay each other, one for each other side; nobody says where."""
        made: list[Draft] = []
        home = self.c.discourse.home
        if not draft.actors and home in self.c.knowledge.states:
            draft.actors.append(Participant(home))
            draft.note("participant", home, None, "whose text it is")
        token = self.s[frame.word]
        around = [c for i in {token.i, token.head} for c in self.s.children(i, "obl", "nmod")]
        partners = [c.i for c in around if self.s.case(c.i) in ("with", "between")] or frame.of("place")
        for at, place in (found for word in partners for found in self.places.parts(word)):
            if place.country and place.country not in draft.codes():
                copy = draft.copy()
                copy.actors = [*draft.actors, Participant(place.country)]
                copy.note("participant", place.country, self.c.span([at]), "read")
                made.append(copy)
        return made or [draft]

    def _journeys(self, draft: Draft, frame: Frame) -> list[Draft]:
        if self._mutual(frame):
            return self._exchanged(draft, frame)
        made: list[Draft] = []
        for word in frame.of("place"):
            for at, place in self.places.parts(word):
                visitors = [a for a in draft.actors if a.code != place.country]
                if not visitors or any(d.place == place for d in made):
                    continue
                copy = draft.copy()
                copy.actors = visitors
                copy.locate(place, self.c.span([at]), "read")
                made.append(copy)
        for at, place, reason in () if made else self.implying.destination(draft, frame):
            draft.actors = [a for a in draft.actors if a.code != place.country]
            draft.locate(place, self.c.span([at]) if at >= 0 else None, reason)
            made.append(draft)
        return made

    def _place(self, draft: Draft, frame: Frame) -> None:
        for word in sorted(frame.of("place"), key=lambda i: abs(i - frame.word)):
            place = self.places.of(word)
            if place.city or place.country or place.region:
                draft.locate(place, self.c.span([word]), "read")
                return

    def _title(self, draft: Draft, frame: Frame, proposition: Proposition) -> None:
        for word in frame.of("title"):
            if frame.type in ("gathering", "meeting") and self.gatherings.names_one(word):
                title = self.gatherings.title(word)
                draft.entitle((title, self.c.span(self.titles.words(word) or [word])), "read")
                return
            found = self.titles.full(word, loose=True)
            if found:
                draft.entitle(found, "read")
                number = self.titles.number(word) if frame.type == "agreement" else None
                if number is not None and number[0] > 1:
                    draft.number(number)
                return
        beside = self.entitling.find(frame)
        if beside is not None:
            draft.entitle(beside, "told beside it")

    def _whole(self, draft: Draft) -> bool:
        parties = {(p.code, p.name) for p in draft.everyone()}
        if draft.type in PAIRED and draft.count is None and len(parties) < 2:
            return False
        if draft.type == "sanction":
            return len(draft.codes()) > 1 or self._sanctions(draft)
        if draft.type == "visit":
            return bool(draft.actors) and (bool(draft.place) or len(draft.codes()) > 1)
        return bool(parties) or draft.type == "agreement" or (draft.type == "gathering" and bool(draft.title))

    def _sanctions(self, draft: Draft) -> bool:
        """Tell whether the title names a sanction by itself: an embargo, but not "imports of sugar"."""
        spans = [p.span for p in draft.provenance if p.field == "title" and p.span is not None]
        words = [t for span in spans for t in self.s.tokens if span.start <= t.start < span.end]
        return any(self.c.lexicon.among(t.lemma.lower(), SANCTIONS) for t in words)
