"""From a matched sense to drafts of events."""

import re

from communique.coding.attribution import Attribution
from communique.coding.casting import Casting
from communique.coding.drafts import Dated, Draft
from communique.coding.letters import Letters
from communique.coding.missions import Missions
from communique.coding.naming import Naming
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition, propositions
from communique.coding.siting import Siting
from communique.coding.standing import SPEAKING
from communique.coding.toolbox import Toolbox, Worker
from communique.coding.travel import Travel
from communique.coding.years import is_coming, is_open_weekday
from communique.knowledge.senses import Sense
from communique.language.dates import DateMention
from communique.model import Participant, Span

__all__ = ["STATUSES", "Builder"]

LATER = re.compile(r"\b(?:this (?:morning|evening|afternoon)|tonight|later today|later in the day)\b", re.I)
LONGEST_EVIDENCE = 320
POINTING = frozenset(["after", "following", "since", "during", "upon", "from", "at", "of", "in", "nmod"])
SPOKEN = ("agreement", "pledge", "message", "sanction")
STATUSES = {
    "occurred": "occurred", "present": "occurred", "purpose": "occurred", "background": "occurred", "open": "occurred",
    "before": "planned", "anterior": "occurred", "planned": "planned", "would": "planned",
    "cancelled": "cancelled", "denied": "denied",
}  # fmt: skip


class Builder(Worker):
    """Build the drafts of one sentence."""

    def __init__(self, tools: Toolbox) -> None:
        super().__init__(tools)
        self.casting = Casting(tools)
        self.siting = Siting(tools)
        self.travel = Travel(tools)
        self.naming = Naming(tools, self.siting)
        self.letters = Letters(tools)
        self.missions = Missions(tools)
        self.attribution = Attribution(tools)

    def build(self, sense: Sense, proposition: Proposition) -> list[Draft]:
        """Give the drafts that a proposition makes by a sense; none where something essential is wanting."""
        raw = self.factuality.of(proposition)
        if not raw and proposition.is_noun and self._dated_past(proposition):
            raw = "background"
        if (
            not raw
            or raw == "negated"
            or not self._status_fits(sense, raw, self._day_given(proposition), self._declared(proposition))
        ):
            return []
        status = STATUSES[raw]
        if sense.type in ("relation", "initiative") and status == "planned" and self._declared(proposition):
            status = "occurred"
        if self.habitual(proposition) or (raw in ("planned", "purpose") and self._only_invited(sense, proposition)):
            return []
        if raw == "present" and (self._later_today(proposition) or self._coming(proposition)):
            status = "planned"
        announcer = self._announcer(proposition) if sense.status == "future" or sense.type == "sanction" else None
        if sense.status == "future":
            status = "occurred"
        drafts: list[Draft] = []
        sets = list(self.casting.actor_sets(sense, proposition))
        ends = [used[-1] for _, used in sets if used]
        for actors, used in sets:
            draft = self.begin(sense, proposition, status, raw)
            if len(sets) > 1 and used:
                self._own_circumstances(draft, ends, used[-1])
            draft.actors = list(actors)
            if sense.type == "initiative" and not draft.actors:
                self.casting.adherents(draft, proposition)
            if announcer is not None:
                self._announced(draft, announcer)
            self.casting.aim(draft, sense, proposition, actors)
            for i in used:
                self.casting.tracing.word(draft, i)
            drafts += self._told_apart(sense, proposition, draft)
        drafts = [d for d in drafts if self._complete(sense, d)]
        for draft in drafts:
            self.attribution.note(draft, proposition)
        return drafts

    def begin(self, sense: Sense, proposition: Proposition, status: str, raw: str = "") -> Draft:
        """Give the draft of an act with its evidence and its time; `raw` is the status as the grammar tells it."""
        predicate = proposition.predicate
        draft = Draft(type=sense.type, sense=sense.id, status=status, form=sense.form,
                      evidence=self._evidence(proposition), order=self.s[predicate].start)  # fmt: skip
        draft.background = raw == "background"
        draft.timeless = raw == "anterior" or any(
            m.text.lower() in ("before", "until") for m in self.s.children(predicate, "mark", "case")
        )
        draft.aside = self._aside(proposition)
        draft.intended = self.factuality.foiling.intended(proposition)
        draft.definite = proposition.is_noun and (
            self.s.child(predicate, "nmod:poss") is not None
            or any(d.text.lower() in ("the", "this", "these") for d in self.s.children(predicate, "det"))
        )
        draft.note("type", sense.type, self.c.span([predicate]), sense.id)
        dated = (
            self.times.of(proposition, status) if status != "cancelled" else self.times.intended(proposition, status)
        )
        dated = dated or self._named_before(proposition, status)
        if "since" in sense.needs:
            dated = dated or self._begun(proposition, status)
        if dated and raw == "occurred" and sense.type in SPOKEN and dated[0].first > self.c.now.last:
            dated = None
        if dated and (
            (sense.type in SPOKEN and self.only_ends(dated[1])) or self._talked_of(sense, proposition, dated)
        ):
            dated = None
        if dated:
            draft.date(dated, self.c.now)
            draft.aside |= self.marked(dated[1], "since")
        else:
            draft.timeless |= self.times.left_open(proposition)
        return draft

    def _named_before(self, proposition: Proposition, status: str) -> Dated | None:
        """Give the time that a clause with "when" describes: "since 1987, when the ministers met in Lima"."""
        verb = self.s[proposition.verb if proposition.verb >= 0 else proposition.predicate]
        while verb.relation == "conj" and self.s[verb.head].upos == "VERB":
            verb = self.s[verb.head]
        mark = next((a.i for a in self.s.children(verb.i, "advmod") if a.text.lower() == "when"), 0)
        date = self.c.date_words.get(mark - 2 if mark > 1 and self.s[mark - 1].text == "," else mark - 1)
        if date is None or date.kind not in ("absolute", "relative", "weekday"):
            return None
        when = self.times.resolve(date, status)
        return (when, date.span, "stated") if when is not None else None

    def _begun(self, proposition: Proposition, status: str) -> Dated | None:
        """Give the time since when a state lasts, which is that of the act that brought it about."""
        for _, word in slot_words(proposition, ["since"]):
            date = self.times.at(word)
            when = self.times.resolve(date, status) if date is not None else None
            if date is not None and when is not None:
                return when, date.span, "stated"
        return None

    def only_ends(self, span: Span | None) -> bool:
        """Tell whether a time only says how long what was decided lasts: "extended the embargo until 20 May"."""
        return self.marked(span, "until", "till", "through")

    def marked(self, span: Span | None, *marks: str) -> bool:
        """Tell whether one of these words stands before a time."""
        where = self.s.at(span.start, span.end) if span is not None else None
        return where is not None and any(
            t.text.lower() in marks for t in self.s.tokens[max(0, where[0] - 2) : where[0] + 1]
        )

    def _talked_of(self, sense: Sense, proposition: Proposition, dated: Dated) -> bool:
        """Tell whether a time stands in what is discussed: "discussed the summit in May"."""
        where = self.s.at(dated[1].start, dated[1].end) if dated[1] is not None and sense.id in SPEAKING else None
        topics = [a.token for a in proposition.filled("obj")]
        return where is not None and any(where[0] in self.s.subtree(topic) for topic in topics)

    def _aside(self, proposition: Proposition) -> bool:
        """Tell whether the act is told in passing: in a relative clause, or as what another act came after."""
        if proposition.is_noun and proposition.governor in POINTING:
            return True
        verb = proposition.verb if proposition.verb >= 0 else proposition.predicate
        deprel = self.s[verb].deprel
        earlier = deprel == "advcl" and any(a.text.lower() == "had" for a in self.s.children(verb, "aux"))
        return earlier or deprel in ("acl:relcl", "acl")

    def _status_fits(self, sense: Sense, raw: str, dated: bool, declared: bool) -> bool:
        if sense.status == "future":
            return raw in ("planned", "would", "present", "purpose")
        if sense.status == "declared":
            return declared
        if sense.status == "past":
            return raw in ("occurred", "background", "open", "purpose", "denied") or (
                raw in ("planned", "present", "would") and dated
            )
        return True

    def _dated_past(self, proposition: Proposition) -> bool:
        date = self.times.explicit(proposition)
        return date is not None and date.when is not None and date.when.last <= self.c.now.last

    def _only_invited(self, sense: Sense, proposition: Proposition) -> bool:
        """Tell whether somebody is only invited to do it, for no time that the text tells."""
        journey = sense.type == "visit" and proposition.is_noun and proposition.verb >= 0
        token = self.s[proposition.verb if journey else proposition.predicate]
        while token.relation in ("xcomp", "conj", "advcl") and token.head != token.i:
            token = self.s[token.head]
            if token.lemma.lower() == "invite":
                return self.times.explicit(proposition) is None
        return False

    def _later_today(self, proposition: Proposition) -> bool:
        """Tell whether the day of publication is still to bring it ("leaves this evening for X")."""
        date = self.times.explicit(proposition)
        return date is not None and bool(LATER.search(date.span.text))

    def _coming(self, proposition: Proposition) -> bool:
        """Tell whether a present tense is about what is to come ("flies to X on Sunday", "goes to Y in September")."""
        return not self.c.narrative.review_year and is_coming(self.times.explicit(proposition), self.c.now)

    def status_read(self, proposition: Proposition, status: str, date: DateMention | None) -> str:
        """Give the status of an act that the reader sees, set right where the tense of its verb tells against it."""
        if status in ("occurred", "planned") and proposition.is_noun:
            raw = self.factuality.of(self._parsed(proposition))
            return raw if raw == "cancelled" or (raw == "planned" and status == "occurred") else status
        if status not in ("occurred", "planned"):
            return status
        if self.factuality.of(proposition) == "cancelled":
            return "cancelled"
        open_day = date is not None and is_open_weekday(date)
        if status == "planned":
            return "occurred" if open_day and self._done(proposition) else status
        raw = self.factuality.of(proposition)
        ahead = not self.c.narrative.review_year and is_coming(date, self.c.now)
        coming = date is not None and ahead and not self.times.follows(date, "since")
        return "planned" if raw == "planned" or (raw == "present" and coming) else status

    def _parsed(self, proposition: Proposition) -> Proposition:
        """Give a noun with the verb that the tree sets above it."""
        found = (p for p in propositions(self.s) if p.is_noun and p.predicate == proposition.predicate)
        return next(found, proposition)

    def _done(self, proposition: Proposition) -> bool:
        """Tell whether a verb is a past tense or a past participle under nothing that lies ahead."""
        verb = self.s[proposition.predicate]
        words = {a.text.lower() for a in self.s.children(verb.i, "aux", "aux:pass", "mark")}
        ahead = {"will", "would", "shall", "to", "be", "is", "are", "being"}
        return verb.xpos in ("VBD", "VBN") and not words & ahead

    def _day_given(self, proposition: Proposition) -> bool:
        date = self.times.explicit(proposition)
        return date is not None and date.when is not None and date.when.days == 1

    def habitual(self, proposition: Proposition) -> bool:
        """Tell whether the act is told as happening again and again ("every year")."""
        token = self.s[proposition.predicate]
        if token.xpos == "NNS" and any(
            a.lemma.lower() in self.classes["repeated"] for a in self.s.children(token.i, "amod")
        ):
            return not self.s.children(token.i, "nummod")
        words = set(self.c.clause(proposition.predicate))
        for date in self.c.dates:
            where = self.s.at(date.span.start, date.span.end)
            if (
                date.kind == "recurring"
                and where
                and where[1] in words
                and self.s[where[1]].relation not in ("amod", "compound")
            ):
                return True
        return False

    def _declared(self, proposition: Proposition) -> bool:
        """Tell whether a new status is agreed on or announced, which brings it about (codebook, ruling 8)."""
        for above in self.s.ancestors(proposition.predicate):
            if above.upos == "VERB":
                return self.c.lexicon.among(above.lemma.lower(), ("declaring",)) and self.factuality.verb(above) in (
                    "occurred",
                    "present",
                )
        return False

    def _own_circumstances(self, draft: Draft, ends: list[int], end: int) -> None:
        """Let "met A in X on Monday and B in Y on Wednesday" be two days and two places."""
        own = self.times.for_item(ends, end, draft.status)
        if own:
            draft.redate(own, self.c.now)
        later = min((e for e in ends if e > end), default=len(self.s))
        for mention in self.c.mentions:
            near = mention.kind in ("city", "capital", "venue") and end < mention.head < later
            if near and self.s.case(mention.head) in ("in", "at") and not draft.place:
                draft.locate(self.places.of(mention.head), self.c.span([mention.head]), "stated")

    def _announcer(self, proposition: Proposition) -> Proposition | None:
        """Give the clause that announces what is promised ("X announced that Y will provide …")."""
        for above in self.s.ancestors(proposition.predicate):
            if above.upos == "VERB":
                if self.c.lexicon.among(above.lemma.lower(), ("saying",)):
                    return next((p for p in propositions(self.s) if p.predicate == above.i and not p.is_noun), None)
                if self.s[proposition.predicate].relation not in ("ccomp", "conj", "xcomp"):
                    return None
        return None

    def _announced(self, draft: Draft, announcer: Proposition) -> None:
        """Date a promise by its announcement, and name the officeholder who made it for the state."""
        if draft.type != "sanction":
            draft.undate()
            dated = self.times.of(announcer, "occurred")
            if dated:
                draft.date(dated, self.c.now)
        for _, word in slot_words(announcer, ["subj"]):
            for participant in self.parties.all(word):
                if participant.name and participant.code in {a.code for a in draft.actors}:
                    draft.actors = [
                        participant if a.code == participant.code and not a.name else a for a in draft.actors
                    ]
                    self.casting.tracing.note(draft, participant, word)

    def _told_apart(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        if sense.each == "place":
            made = self.travel.by_place(sense, proposition, draft)
            if len(made) == 1:
                self.naming.count(made[0], proposition)
            return self._again(made[0], proposition) if len(made) == 1 else made
        if sense.each == "title":
            made = self.naming.by_title(sense, proposition, draft)
            return self._again(made[0], proposition) if len(made) == 1 else made
        self.siting.place(draft, proposition)
        if sense.title:
            self.naming.title(sense, proposition, draft)
        self.naming.count(draft, proposition)
        if (
            sense.type == "aid"
            and draft.actors
            and not draft.targets
            and draft.place.country not in {"", *draft.codes()}
        ):
            draft.targets = [Participant(draft.place.country)]
            draft.note("participant", draft.place.country, None, "where it is given")
        if sense.type == "representation":
            return self.missions.fill(draft, proposition)
        if sense.type == "message":
            return self.letters.by_sender(sense, draft, proposition)
        return self._again(draft, proposition)

    def _again(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        times = self.times.all_of(proposition, draft.status)
        if draft.type in SPOKEN:
            times = [dated for dated in times if not self.only_ends(dated[1])]
        if len(times) < 2:
            return [draft]
        copies = []
        since = -1
        for when, span, reason in times:
            copy = draft.copy()
            copy.redate((when, span, reason), self.c.now)
            end = span.start if span is not None else 0
            for mention in self.c.mentions if since >= 0 else ():
                near = mention.kind in ("city", "capital") and since < self.s[mention.first].start < end
                if near and self.s.case(mention.head) in ("in", "at"):
                    copy.locate(self.places.of(mention.head), self.c.span([mention.head]), "stated")
            since = span.end if span is not None else since
            copies.append(copy)
        return copies

    def _complete(self, sense: Sense, draft: Draft) -> bool:
        parties = {(p.code, p.name) for p in draft.everyone()}
        if (
            draft.type == "meeting"
            and draft.count is None
            and len({p.code for p in draft.actors}) < 2
            and len(parties) < 2
        ):
            return False
        if sense.parties >= 2 and len(parties) < 2 and draft.type != "relation":
            return False
        if draft.type == "mediation" and not draft.actors:
            return False
        if sense.type == "visit":
            return bool(draft.actors) and not all(p.code == draft.place.country for p in draft.actors)
        return bool(parties) or sense.parties == 0 or sense.type == "relation"

    def wanting(self, sense: Sense, proposition: Proposition) -> str:
        """Say what kept `build` from making an act of a proposition."""
        raw = self.factuality.of(proposition)
        if raw == "negated":
            return "negated"
        if not raw and not (proposition.is_noun and self._dated_past(proposition)):
            return "wished, imagined, conditional or general: neither done nor planned"
        if not self._status_fits(sense, raw, self._day_given(proposition), self._declared(proposition)):
            return f"told as {raw or 'background'}; the entry is for {sense.status}"
        if self.habitual(proposition):
            return "told as happening again and again"
        people = {actor for actors, _ in self.casting.actor_sets(sense, proposition) for actor in actors}
        if not people:
            return "nobody is found who takes part"
        if len(people) < sense.parties:
            return f"only {', '.join(map(str, people))} is found to take part"
        return "no destination is found" if sense.type == "visit" else "what the act needs is not found"

    def _evidence(self, proposition: Proposition) -> Span:
        words = {proposition.predicate}
        if proposition.verb >= 0:
            words.add(proposition.verb)
        for argument in proposition.arguments:
            if not argument.inherited and abs(argument.token - proposition.predicate) < 40:
                words |= set(self.s.subtree(argument.token, without=frozenset(["acl:relcl", "parataxis", "appos"])))
        first, last = min(words), max(words)
        while self.s[last].end - self.s[first].start > LONGEST_EVIDENCE and last > proposition.predicate:
            last -= 1
        while self.s[last].end - self.s[first].start > LONGEST_EVIDENCE and first < proposition.predicate:
            first += 1
        return self.s.span(first, last)
