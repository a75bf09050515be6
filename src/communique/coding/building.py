"""From a matched sense to drafts of events: participants, places, times, titles and counts put into their fields."""

import datetime
from collections.abc import Iterator

from communique.coding.context import Context
from communique.coding.drafts import Draft
from communique.coding.factuality import Factuality
from communique.coding.gatherings import Gatherings
from communique.coding.missions import Missions
from communique.coding.needs import Needs, slot_words
from communique.coding.parties import Parties, without_doubles
from communique.coding.places import Places
from communique.coding.propositions import Proposition, propositions
from communique.coding.times import Times
from communique.coding.titles import Titles
from communique.knowledge.senses import Sense
from communique.model import Participant, Place, Span, When

__all__ = ["Builder"]

POINTING = frozenset(["after", "following", "before", "since", "at", "during", "prior to", "upon", "ahead of"])
JOINT = frozenset(["trilateral", "three-way", "quadrilateral", "tripartite", "four-way", "jointly", "joint", "six-party", "together"])
CAPITAL_SLOTS = frozenset(["subj", "poss", "with", "between", "among", "mod", "of", "by", "~between", "~with"])
PARTNER_SLOTS = frozenset(["obj", "with", "to", "on", "~with", "~to", "iobj", "together with", "alongside"])
FORM_WORDS = {"state": "state", "official": "official", "working": "working", "private": "private"}
LONGEST_EVIDENCE = 320
STATUSES = {"occurred": "occurred", "present": "occurred", "purpose": "occurred", "background": "occurred", "open": "occurred",
            "before": "planned", "planned": "planned", "would": "planned", "cancelled": "cancelled", "denied": "denied"}  # fmt: skip


class Builder:
    """Build the drafts of one sentence."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.parties = Parties(context)
        self.places = Places(context)
        self.titles = Titles(context)
        self.times = Times(context)
        self.gatherings = Gatherings(context, self.titles)
        self.needs = Needs(context, self.parties, self.places, self.gatherings)
        self.factuality = Factuality(context)
        self.missions = Missions(context, self.parties, self.places)

    def build(self, sense: Sense, proposition: Proposition) -> list[Draft]:
        """Give the drafts that a proposition makes by a sense; none where something essential is wanting."""
        raw = self.factuality.of(proposition)
        if not raw and proposition.is_noun and self._dated_past(proposition):
            raw = "background"
        if not raw or raw == "negated" or not self._status_fits(sense, raw, self._day_given(proposition), self._declared(proposition)):
            return []
        status = STATUSES[raw]
        if sense.type == "relation" and status == "planned" and self._declared(proposition):
            status = "occurred"
        if self._habitual(proposition):
            return []
        announcer = self._announcer(proposition) if sense.status == "future" or sense.type == "sanction" else None
        if sense.status == "future":
            status = "occurred"
        drafts: list[Draft] = []
        for actors, used in self._actor_sets(sense, proposition):
            draft = self._draft(sense, proposition, status, raw)
            draft.actors = list(actors)
            if sense.type == "initiative" and not draft.actors:
                self._adherents(draft, proposition)
            if announcer is not None:
                self._announced(draft, announcer)
            draft.targets = self._targets(sense, proposition, actors)
            for i in used:
                self._note_participants(draft, i)
            drafts += self._told_apart(sense, proposition, draft)
        return [d for d in drafts if self._complete(sense, d)]

    def _habitual(self, proposition: Proposition) -> bool:
        """Tell whether the act is told as happening again and again ("every year")."""
        words = set(self.c.clause(proposition.predicate))
        for date in self.c.dates:
            where = self.s.at(date.span.start, date.span.end)
            if date.kind == "recurring" and where and where[1] in words and self.s[where[1]].relation not in ("amod", "compound"):
                return True
        return False

    def _declared(self, proposition: Proposition) -> bool:
        """Tell whether a new status is agreed on or announced, which brings it about (codebook, ruling 8)."""
        for above in self.s.ancestors(proposition.predicate):
            if above.upos == "VERB":
                return self.c.lexicon.among(above.lemma.lower(), ("declaring",)) and self.factuality.verb(above) in ("occurred", "present")
        return False

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
            draft.when = None
            draft.provenance = [p for p in draft.provenance if p.field != "date"]
            dated = self.times.of(announcer, "occurred")
            if dated:
                self._date(draft, *dated)
        for _, word in slot_words(announcer, ["subj"]):
            for participant in self.parties.all(word):
                if participant.name and participant.code in {a.code for a in draft.actors}:
                    draft.actors = [participant if a.code == participant.code and not a.name else a for a in draft.actors]

    def _status_fits(self, sense: Sense, raw: str, dated: bool, declared: bool) -> bool:
        if sense.status == "future":
            return raw in ("planned", "would", "present", "purpose")
        if sense.status == "declared":
            return declared
        if sense.status == "past":
            return raw in ("occurred", "background", "open", "purpose", "denied") or raw in ("planned", "present", "would") and dated
        return True

    def _dated_past(self, proposition: Proposition) -> bool:
        date = self.times.explicit(proposition)
        return date is not None and date.when is not None and date.when.last <= self.c.now.last

    def _day_given(self, proposition: Proposition) -> bool:
        date = self.times.explicit(proposition)
        return date is not None and date.when is not None and date.when.days == 1

    def _draft(self, sense: Sense, proposition: Proposition, status: str, raw: str) -> Draft:
        predicate = proposition.predicate
        draft = Draft(type=sense.type, sense=sense.id, status=status, form=sense.form,
                      evidence=self._evidence(proposition), order=self.s[predicate].start)  # fmt: skip
        draft.background = raw == "background"
        draft.definite = proposition.is_noun and (
            self.s.child(predicate, "nmod:poss") is not None or any(d.text.lower() in ("the", "this", "these") for d in self.s.children(predicate, "det"))
        )
        draft.note("type", sense.type, self.c.span([predicate]), sense.id)
        dated = self.times.of(proposition, status)
        if dated:
            self._date(draft, *dated)
        return draft

    def _date(self, draft: Draft, when: When, span: Span | None, reason: str) -> None:
        draft.when = when
        draft.note("date", when.edtf, span, reason)
        if draft.status == "occurred" and when.first > self.c.now.last:
            draft.status = "planned"
        elif draft.status == "planned" and when.last < self.c.now.first and when.days < 40:
            draft.status = "occurred"

    # participants ------------------------------------------------------------------------------------------------

    def _resolved(self, slots: tuple[str, ...], proposition: Proposition) -> list[tuple[str, int, tuple[Participant, ...]]]:
        found = []
        for slot, word in slot_words(proposition, slots):
            if word in self.c.date_words:
                continue
            for head in self.parties.heads(word):
                participants = self._assembly(head, proposition) or self.parties.one(head, capital=slot in CAPITAL_SLOTS)
                if participants:
                    found.append((slot, head, participants))
            if slot == "between" and len({p for s, _, ps in found if s == slot for p in ps}) < 2:
                found += [(slot, head, self.parties.one(head)) for head in self._second_of_pair(word)]
        return found

    def _second_of_pair(self, word: int) -> list[int]:
        """Find the other one of "between A, who …, and B" where the tree lost it."""
        first = self.c.mention_of(word)
        for mention in self.c.mentions:
            if mention is not first and mention.first > word and mention.kind in ("person", "state", "organisation", "capital"):
                if "and" in [t.text.lower() for t in self.s.tokens[max(word, mention.first - 2) : mention.first]]:
                    return [mention.head]
        return []

    def _assembly(self, head: int, proposition: Proposition) -> tuple[Participant, ...]:
        """Let "the leaders" or "the summit" that adopt a text be the body that met."""
        lemma = self.s[head].lemma.lower()
        if not self.c.narrative.body or not self.c.lexicon.among(lemma, ("assembled",)):
            return ()
        if not self.c.lexicon.among(self.s[proposition.predicate].lemma.lower(), ("adopting",)):
            return ()
        return () if self.s.child(head, "nummod", "nmod", "nmod:poss") is not None else self.c.narrative.body

    def _points_back(self, proposition: Proposition, slots: tuple[str, ...]) -> bool:
        """Tell whether "after the talks" only points back to an act that was told with its own participants."""
        if not proposition.is_noun or proposition.governor not in POINTING or proposition.verb < 0:
            return False
        definite = any(d.text.lower() in ("the", "this", "these", "that") for d in self.s.children(proposition.predicate, "det"))
        names = {name for slot in slots for name in slot.split("|")}
        return definite and not any(a.slot in names and not a.inherited for a in proposition.arguments)

    def _sides(self, found: list[tuple[str, int, tuple[Participant, ...]]]) -> list[tuple[str, int, tuple[Participant, ...]]]:
        """Let the states that the relation names be its sides, where whoever acts does not speak for all of them."""
        subject = {p.code for slot, _, ps in found if slot in ("subj", "poss", "by") for p in ps}
        named = [(slot, head, ps) for slot, head, ps in found if slot not in ("subj", "poss", "by", "with")]
        codes = {p.code for _, _, ps in named for p in ps}
        return named if len(codes) >= 2 and not codes <= subject else found

    def _adherents(self, draft: Draft, proposition: Proposition) -> None:
        """Where those who join are only counted, the proposer takes part (codebook, ruling 1)."""
        for _, word in slot_words(proposition, ["subj"]):
            number = self.titles.number(word)
            if number:
                draft.count = number[0]
                draft.note("count", str(number[0]), number[1], "stated")
        if draft.count is None:
            return
        for _, word in slot_words(proposition, ["obj", "to"]):
            mention = self.c.mention_of(word)
            code = next((m.code for m in mention.meanings if m.kind == "instrument" and m.code), "") if mention else ""
            code = code or next(iter(reversed(self.c.discourse.states)), "")
            if code:
                draft.actors = [Participant(code)]
                draft.note("participant", code, None, "the proposer")
                return

    def _actor_sets(self, sense: Sense, proposition: Proposition) -> Iterator[tuple[tuple[Participant, ...], list[int]]]:
        """Yield the actors of each act: one set, or one a partner where meetings are told apart."""
        slots = sense.actors
        if sense.type == "visit" and proposition.is_noun and proposition.verb >= 0:
            if self.c.lexicon.among(self.s[proposition.verb].lemma.lower(), ("receiving_guests",)) and proposition.governor != "obj":
                slots = tuple("obj" if slot == "subj" else slot for slot in slots)
        if self._points_back(proposition, slots):
            return
        found = self._resolved(slots, proposition)
        if not found and sense.type == "visit" and proposition.is_noun:
            traveller = self.c.discourse.traveller()
            found = [("subj", proposition.predicate, (traveller,))] if traveller else []
        if sense.type == "relation":
            found = self._sides(found)
        if sense.each != "partners":
            yield without_doubles(tuple(p for _, _, ps in found for p in ps)), [h for _, h, _ in found]
            return
        partners = [(h, ps) for slot, h, ps in found if slot in PARTNER_SLOTS]
        ours = [(h, ps) for slot, h, ps in found if slot not in PARTNER_SLOTS]
        mine = without_doubles(tuple(p for _, ps in ours for p in ps))
        partners = [(h, tuple(p for p in ps if p not in mine)) for h, ps in partners]
        partners = [(h, ps) for h, ps in partners if ps]
        heads = [h for h, _ in ours]
        partners = [(h, (p,)) if len(ps) > 2 and self.parties._included(h) else (h, ps) for h, ps in partners
                    for p in (ps if len(ps) > 2 and self.parties._included(h) else ps[:1])]  # fmt: skip
        if len(partners) < 2 or self._joint(proposition):
            yield without_doubles((*mine, *(p for _, ps in partners for p in ps))), heads + [h for h, _ in partners]
            return
        for head, participants in partners:
            yield without_doubles((*mine, *participants)), [*heads, head]

    def _joint(self, proposition: Proposition) -> bool:
        roots = {proposition.predicate, proposition.verb} - {-1}
        return any(self.s[w].text.lower() in JOINT for root in roots for w in self.c.clause(root))

    def _targets(self, sense: Sense, proposition: Proposition, actors: tuple[Participant, ...]) -> list[Participant]:
        found = self._resolved(sense.targets, proposition)
        mine = {p for p in actors}
        codes = {p.code for p in actors}
        targets = [p for _, _, ps in found for p in ps if p not in mine and (p.name or p.code not in codes)]
        if not targets and sense.targets:
            targets = self._place_targets(sense, proposition, codes)
        return list(without_doubles(tuple(targets)))

    def _place_targets(self, sense: Sense, proposition: Proposition, codes: set[str]) -> list[Participant]:
        """Let a place stand for its state as a target ("sanctions on Minsk", "aid to Gaza", "embassy in Quito")."""
        for _, word in slot_words(proposition, sense.targets):
            words = [word, *(c.i for c in self.s.children(word, "nmod", "compound", "amod", "nmod:poss"))]
            for i in words:
                place = self.places.of(i)
                if place.country and place.country not in codes:
                    return [Participant(place.country)]
                for participant in self.parties.one(i) or self.parties._code_of(i):
                    if participant.code not in codes:
                        return [participant]
        return []

    def _note_participants(self, draft: Draft, i: int) -> None:
        mention = self.c.mention_of(i)
        span = self.s.span(mention.first, mention.last) if mention else self.c.span([i])
        for participant in self.parties.one(i):
            reason = "stated" if not participant.name or participant.name.split()[-1] in span.text else "reference"
            draft.note("participant", str(participant), span, reason)

    # told apart --------------------------------------------------------------------------------------------------

    def _told_apart(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        if sense.each == "place":
            return self._by_place(sense, proposition, draft)
        if sense.each == "title":
            return self._by_title(sense, proposition, draft)
        self._place_around(draft, proposition)
        if sense.title:
            self._title(sense, proposition, draft)
        self._count(draft, proposition)
        if sense.type == "representation":
            return self.missions.fill(draft, proposition)
        if sense.type == "message":
            return self._messages(sense, draft, proposition)
        return self._again(draft, proposition)

    def _messages(self, sense: Sense, draft: Draft, proposition: Proposition) -> list[Draft]:
        """Make one event a sender; an exchange goes both ways; the words around tell what kind of message it is."""
        words = {self.s[w].lemma.lower() for root in {proposition.predicate, proposition.verb} - {-1} for w in self.c.clause(root)}
        for form, classes in (("condolence", ("condolence",)), ("congratulation", ("congratulation",))):
            if any(self.c.lexicon.among(word, classes) for word in words) and draft.form != "invitation":
                draft.form = form
                break
        made: list[Draft] = []
        ways = [(sender, draft.targets) for sender in draft.actors]
        reciprocal = any(self.s[w].text.lower() == "other" for _, w in slot_words(proposition, ["obj", "to"]))
        if sense.id.endswith(".exchange") or reciprocal:
            senders, receivers = (draft.actors, draft.targets) if draft.targets else (draft.actors[:1], draft.actors[1:])
            ways = [(sender, receivers) for sender in senders] + [(receiver, senders) for receiver in receivers]
        for sender, receivers in ways:
            copy = _copy(draft)
            copy.actors, copy.targets = [sender], [r for r in receivers if r != sender]
            made.append(copy)
        return made

    def _again(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        times = self.times.all_of(proposition, draft.status)
        if len(times) < 2:
            return [draft]
        copies = []
        for when, span, reason in times:
            copy = _copy(draft)
            copy.provenance = [p for p in copy.provenance if p.field != "date"]
            self._date(copy, when, span, reason)
            copies.append(copy)
        return copies

    def _by_place(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        items: list[tuple[int, Place]] = []
        for _, word in slot_words(proposition, sense.place):
            items += [item for item in self.places.parts(word) if item not in items]
        if proposition.is_noun:
            items += [item for item in self._toured(proposition.predicate) if item[0] not in {w for w, _ in items}]
        if not items and sense.type == "visit":
            items = self._cleft(proposition) or self._where_hosted(sense, proposition, draft)
        items = self._narrow(sorted(items, key=lambda item: item[0]) if len(items) > 1 else items)
        if sense.type == "visit":
            self._visit_form(draft, proposition)
            self._lasting(draft, proposition)
        if not items:
            self._count(draft, proposition)
            return [draft]
        made = []
        for word, place in items:
            copy = _copy(draft)
            copy.place = place
            copy.note("place", place.city or place.country or place.region, self.c.span([word]), "stated")
            if len(items) > 1 and self._dated_behind(copy, word, [w for w, _ in items]):
                copy.when = None
                copy.provenance = [p for p in copy.provenance if p.field != "date"]
            own = self.times.for_item([w for w, _ in items], word, copy.status)
            if own and (len(items) > 1 or copy.when is None):
                copy.provenance = [p for p in copy.provenance if p.field != "date"]
                self._date(copy, *own)
            made.append(copy)
        if len(made) == 1:
            self._count(made[0], proposition)
        return made

    def _where_hosted(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[tuple[int, Place]]:
        """Let a visitor who is received, or a person who is visited, tell the destination: the state of the host."""
        for slot in ("obj", "subj"):
            for _, word in slot_words(proposition, [slot]):
                for participant in self.parties.one(word):
                    state = participant.code in self.c.knowledge.states
                    if state and participant.code not in {a.code for a in draft.actors} and (slot == "subj" or self.parties.is_person(word)):
                        return [(word, Place(country=participant.code))]
        return []

    def _cleft(self, proposition: Proposition) -> list[tuple[int, Place]]:
        """Give the destinations of "it was to A and B that X paid visits"."""
        verb = self.s[proposition.verb] if proposition.verb >= 0 else None
        if verb is None or verb.head == verb.i:
            return []
        head = self.s[verb.head]
        if self.s.child(head.i, "cop") is None or self.s.case(head.i) not in ("to", "in"):
            return []
        return list(self.places.parts(head.i))

    def _dated_behind(self, draft: Draft, word: int, words: list[int]) -> bool:
        """Tell whether the date stands between the items and behind this one ("A, B and, ten days ago, C")."""
        span = next((p.span for p in draft.provenance if p.field == "date" and p.span is not None), None)
        if span is None:
            return False
        return self.s[min(words)].end < span.start < self.s[max(words)].start and self.s[word].end < span.start

    def _toured(self, word: int) -> list[tuple[int, Place]]:
        """Give the destinations that a colon announces: "four visits: to A in May, to B in July"."""
        colon = next((t.i for t in self.s.tokens[word : word + 4] if t.text == ":"), None)
        if colon is None or self.s[word].xpos != "NNS":
            return []
        found: list[tuple[int, Place]] = []
        for mention in self.c.mentions:
            if mention.first > colon and mention.kind in ("state", "region", "city", "capital"):
                place = self.places.of(mention.head)
                if place and self.s[mention.first - 1].text.lower() in ("to", "in", "the", ",", "and"):
                    found.append((mention.head, place))
        return found

    def _lasting(self, draft: Draft, proposition: Proposition) -> None:
        """Let "arrived on Friday for a three-day visit" last three days."""
        length = self.times.duration(proposition)
        if length and draft.when is not None and draft.when.days == 1 and 1 < length[0] <= 31:
            last = draft.when.first + datetime.timedelta(days=length[0] - 1)
            draft.when = When.between(draft.when, When.day(last))
            draft.note("date", draft.when.edtf, length[1], "duration")

    def _narrow(self, items: list[tuple[int, Place]]) -> list[tuple[int, Place]]:
        """Drop a region or country where a destination inside it is named too; join a city and its country."""
        kept: list[tuple[int, Place]] = []
        for word, place in items:
            same = next((n for n, (_, p) in enumerate(kept) if p.country and p.country == place.country), None)
            if same is not None:
                if place.city and not kept[same][1].city:
                    kept[same] = (word, place)
                continue
            kept.append((word, place))
        countries = {p.country for _, p in kept if p.country}
        kept = [(w, p) for w, p in kept if p.country or not countries & self._states_in(p.region)]
        return kept

    def _states_in(self, region: str) -> frozenset[str]:
        known = next((r.code for r in self.c.knowledge.regions.values() if region in (r.name, *r.aliases)), "")
        return self.c.knowledge.members(known, self.c.now)

    def _visit_form(self, draft: Draft, proposition: Proposition) -> None:
        words = [proposition.predicate] if proposition.is_noun else []
        words += [a.token for a in proposition.arguments if self.c.lexicon.among(self.s[a.token].lemma.lower(), ("visit_words",))]
        words += [c.i for a in proposition.arguments for c in self.s.children(a.token, "nmod") if self.c.lexicon.among(self.s[c.i].lemma.lower(), ("visit_words",))]
        for word in words:
            for child in self.s.children(word, "amod", "compound", "nmod"):
                form = FORM_WORDS.get(child.text.lower())
                if form:
                    draft.form = form
                    draft.note("form", form, self.c.span([child.i]), "stated")
                    return

    def _by_title(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        made: list[Draft] = []
        for _, word in slot_words(proposition, sense.title):
            listed = self._listed(word) if sense.type == "gathering" else []
            if listed:
                return self._each_listed(sense, proposition, draft, listed)
            for head in self.parties.heads(word):
                if head != word and self.s[head].relation != "conj":
                    continue
                if not self._title_fits(sense, head):
                    continue
                copy = _copy(draft)
                self._named(sense, head, copy, proposition)
                made.append(copy)
            if made:
                break
        return made

    def _listed(self, word: int) -> list[int]:
        """Give the gatherings that a colon announces: "three events: the A Forum in May, the B Summit in June"."""
        if self.s[word].xpos not in ("NNS", "NNPS"):
            return []
        colon = next((t.i for t in self.s.tokens[word : word + 8] if t.text == ":"), None)
        if colon is None:
            return []
        found: list[int] = []
        covered = -1
        for token in self.s.tokens[colon + 1 :]:
            if token.i > covered and token.upos in ("NOUN", "PROPN") and self.gatherings.names_one(token.i):
                mention = self.c.mention_of(token.i)
                head = mention.head if mention is not None and mention.kind == "gathering" else token.i
                words = self.titles.words(head)
                found.append(head)
                covered = max([*words, token.i, *(range(mention.first, mention.last + 1) if mention else ())])
        return found

    def _each_listed(self, sense: Sense, proposition: Proposition, draft: Draft, listed: list[int]) -> list[Draft]:
        made = []
        for head in listed:
            copy = _copy(draft)
            self._named(sense, head, copy, proposition)
            own = self.times.for_item(listed, head, copy.status)
            if own:
                copy.provenance = [p for p in copy.provenance if p.field != "date"]
                self._date(copy, *own)
            made.append(copy)
        return made

    def _title_fits(self, sense: Sense, head: int) -> bool:
        if sense.type == "gathering":
            return self.gatherings.names_one(head)
        classes = tuple(c for slots, cs in sense.needs.items() for c in cs if set(slots.split("|")) & set(sense.title))
        return not classes or any(self.needs._is(head, c) for c in classes)

    def _named(self, sense: Sense, head: int, draft: Draft, proposition: Proposition) -> None:
        if sense.type == "gathering":
            self._gathering(head, draft, proposition)
        else:
            found = self._joined_body(sense, head) or self.titles.full(head, loose=sense.type in ("pledge", "aid"))
            if found:
                draft.title = found[0]
                draft.note("title", found[0], found[1], "stated")
            self._sponsors(head, draft)
            self._place_around(draft, proposition, skip=frozenset(self.s.subtree(head)))
        number = self.titles.number(head)
        if number and sense.type != "pledge" or (number and self.c.lexicon.among(self.s[head].lemma.lower(), ("measures_only",))):
            draft.count = number[0]
            draft.note("count", str(number[0]), number[1], "stated")

    def _joined_body(self, sense: Sense, head: int) -> tuple[str, Span] | None:
        """Give the name of the organisation that "joined the alliance" means."""
        if sense.form != "joined" or self.c.mention_of(head) is not None:
            return None
        for participant in self.parties.one(head):
            organisation = self.c.knowledge.organisations.get(participant.code)
            if organisation is not None:
                return organisation.short or organisation.name, self.c.span([head])
        return None

    def _sponsors(self, head: int, draft: Draft) -> None:
        """Let the state of "a China-proposed resolution" act beside the body that adopts it."""
        if draft.type != "agreement":
            return
        for child in self.s.children(head, "amod", "acl"):
            if child.xpos == "VBN" and self.c.lexicon.among(child.lemma.lower(), ("sponsoring",)):
                words = [c.i for c in self.s.children(child.i, "compound", "nmod", "obl", "obl:agent")]
                for participant in (p for w in words for p in self.parties.all(w)):
                    if participant not in draft.actors:
                        draft.actors.append(participant)
                        draft.note("participant", str(participant), self.c.span([child.i]), "stated")

    def _gathering(self, head: int, draft: Draft, proposition: Proposition) -> None:
        title = self.gatherings.title(head)
        span = self.c.span(self.titles.words(head) or [head])
        draft.title = title
        draft.note("title", title, span, "stated" if title in span.text else "reference")
        self._place_around(draft, proposition)
        inner = self.places.around(head)
        if inner and (not draft.place or inner[0].city and inner[0].country == draft.place.country):
            draft.place = inner[0]
            draft.note("place", inner[0].city or inner[0].country, inner[1], "stated")
        for child in self.s.children(head, "nmod:poss"):
            date = self.c.date_words.get(child.i)
            if date and draft.when is None and (when := self.times.resolve(date, draft.status)):
                self._date(draft, when, date.span, "stated")

    def _title(self, sense: Sense, proposition: Proposition, draft: Draft) -> None:
        for slot, word in slot_words(proposition, tuple(s for s in sense.title if s != "self")):
            found = self.titles.clause(word) if slot == "comp" else self._told(sense, word)
            if found:
                draft.title = found[0]
                draft.note("title", found[0], found[1], "stated")
                number = self.titles.number(word)
                if number and sense.type in ("pledge", "aid", "initiative", "sanction", "relation"):
                    if sense.type != "pledge" and sense.type != "aid" or self.c.lexicon.among(self.s[word].lemma.lower(), ("measures_only",)):
                        draft.count = number[0]
                        draft.note("count", str(number[0]), number[1], "stated")
                return
        if "self" in sense.title:
            found = self.titles.text(proposition.predicate)
            if found:
                draft.title = found[0]
                draft.note("title", found[0], found[1], "stated")

    def _told(self, sense: Sense, word: int) -> tuple[str, Span] | None:
        if sense.type in ("relation", "pledge"):
            found = [t for t in (self.titles.text(word, relatives=True), self.titles.full(word)) if t is not None]
            return max(found, key=lambda t: len(t[0]), default=None)
        return self.titles.full(word, loose=sense.type == "aid") if sense.type != "statement" else self.titles.text(word)

    def _place_around(self, draft: Draft, proposition: Proposition, *, skip: frozenset[int] = frozenset()) -> None:
        for _, word in slot_words(proposition, ["in", "at"]):
            if self.c.sentence[word].start < self.s[proposition.predicate].start and not draft.place and word not in skip:
                place = self.places.of(word)
                if place.city or place.country:
                    draft.place = place
                    draft.note("place", place.city or place.country, self.c.span([word]), "stated")
        for word in self.c.clause(proposition.verb if proposition.verb >= 0 else proposition.predicate):
            if self.s[word].text.lower() == "home" and self.s.case(word) == "at" and draft.actors and not draft.place:
                draft.place = Place(country=draft.actors[0].code)
                draft.note("place", draft.place.country, self.c.span([word]), "at home")
        for root in dict.fromkeys((proposition.predicate, proposition.verb, *self._above(proposition))):
            if root >= 0 and not draft.place.city:
                found = self.places.around(root, skip=skip)
                if found and (not draft.place or found[0].city and found[0].country == draft.place.country):
                    draft.place = found[0]
                    draft.note("place", found[0].city or found[0].country or found[0].region, found[1], "stated")

    def _above(self, proposition: Proposition) -> Iterator[int]:
        """Yield the clauses that a dependent clause shares its place with."""
        current = self.s[proposition.verb if proposition.verb >= 0 else proposition.predicate]
        while current.head != current.i and (current.relation in ("xcomp", "advcl") or current.deprel == "acl"):
            current = self.s[current.head]
            yield current.i

    def _count(self, draft: Draft, proposition: Proposition) -> None:
        words = [proposition.predicate] if proposition.is_noun else []
        if draft.type in ("representation", "visit"):
            words += [a.token for a in proposition.arguments if a.slot in ("obj", "subj", "of")]
        for word in words:
            inner_words = [c.i for c in self.s.children(word, "nmod") if self.s.case(c.i) == "of"] if draft.type == "representation" else []
            for inner in (word, *inner_words):
                number = self.titles.number(inner)
                if number and number[0] > 1 and inner not in self.c.date_words:
                    draft.count = number[0]
                    draft.note("count", str(number[0]), number[1], "stated")
                    return

    # completeness ------------------------------------------------------------------------------------------------

    def _complete(self, sense: Sense, draft: Draft) -> bool:
        parties = {(p.code, p.name) for p in draft.everyone()}
        if draft.type == "meeting" and draft.count is None and len({p.code for p in draft.actors}) < 2 and len(parties) < 2:
            return False
        if sense.parties >= 2 and len(parties) < 2 and draft.type != "relation":
            return False
        if sense.type == "visit":
            return self._complete_visit(draft)
        return bool(parties) or sense.parties == 0

    def _complete_visit(self, draft: Draft) -> bool:
        if not draft.actors:
            return False
        if draft.place.country and all(p.code == draft.place.country for p in draft.actors):
            return False
        return True

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


def _copy(draft: Draft) -> Draft:
    return Draft(
        type=draft.type, sense=draft.sense, actors=list(draft.actors), targets=list(draft.targets), place=draft.place, when=draft.when,
        status=draft.status, count=draft.count, title=draft.title, form=draft.form, evidence=draft.evidence, order=draft.order,
        speaker=draft.speaker, definite=draft.definite, background=draft.background, provenance=list(draft.provenance),
    )  # fmt: skip
