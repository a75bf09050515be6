"""Journeys: one act a destination, each with its own days where the text gives them."""

import datetime

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.knowledge.senses import Sense
from communique.model import Place, Span, When

__all__ = ["Travel"]

FORM_WORDS = frozenset(["state", "official", "working", "private"])
Stop = tuple[int, Place]


class Travel(Worker):
    """Tell journeys of one sentence apart by destination."""

    def by_place(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        items: list[Stop] = []
        for _, word in slot_words(proposition, sense.place):
            found = list(self.places.parts(word)) or self._countries(word, draft)
            items += [item for item in found if item not in items]
        if proposition.is_noun:
            items += [item for item in self._toured(proposition.predicate) if item[0] not in {w for w, _ in items}]
        if not items and sense.type == "visit":
            items = self._cleft(proposition) or self._where_hosted(proposition, draft)
        if not items and sense.type == "visit":
            items = self._stops(proposition)
        if not items and sense.type == "visit":
            items = self._named_stop(proposition, draft)
        if not items and sense.id == "visit.visit-here":
            items = self._home(proposition, draft)
        items += self._further(proposition, items)
        items = self._narrow(sorted(items, key=lambda item: item[0]) if len(items) > 1 else items)
        if sense.type == "visit":
            self._visit_form(draft, proposition)
            self._lasting(draft, proposition)
        if not items and proposition.is_noun and sense.type == "visit" and self._any_journeys(proposition):
            return []
        if not items:
            return [draft]
        made = []
        partial = any(t.text.lower() == "including" for t in self.s.tokens)
        if (
            partial
            and proposition.is_noun
            and (number := self.titles.number(proposition.predicate))
            and number[0] > len(items) > 0
        ):
            whole = draft.copy()
            whole.number(number)
            made.append(whole)
        for word, place in items:
            copy = draft.copy()
            span = self.c.span([word])
            copy.locate(place, span, self.places.reason(span))
            if len(items) > 1 and self._dated_behind(copy, word, [w for w, _ in items]):
                copy.undate()
            own = self.times.for_item([w for w, _ in items], word, copy.status)
            if own and (len(items) > 1 or copy.when is None):
                copy.redate(own, self.c.now)
            made.append(copy)
        return self._by_month(made, proposition)

    def _by_month(self, made: list[Draft], proposition: Proposition) -> list[Draft]:
        """Date the stops of a tour that a day has ended by its month: "has today concluded visits to A and B"."""
        verb = self.s[proposition.verb] if proposition.verb >= 0 else None
        if len(made) > 1 and verb is not None and self.c.lexicon.among(verb.lemma.lower(), ("ending",)):
            for draft in made:
                when = draft.when
                if when is not None and when.days == 1:
                    draft.redate(
                        (When.month(when.first.year, when.first.month), None, "the month of the end"), self.c.now
                    )
                    draft.loose = True
        return made

    def _any_journeys(self, proposition: Proposition) -> bool:
        """Tell whether "visits" are neither counted nor told apart."""
        many = self.s[proposition.predicate].xpos == "NNS"
        return many and self.titles.number(proposition.predicate) is None

    def _countries(self, word: int, draft: Draft) -> list[Stop]:
        """Give the destinations of a visit "to the three countries": the states spoken of last but the visitor's."""
        plural = self.s[word].xpos in ("NNS", "NNPS") and self.parties.definite(word)
        if not plural or self.s[word].lemma.lower() not in ("country", "nation", "state"):
            return []
        own = {a.code for a in draft.actors}
        others = [code for code in self.c.discourse.states if code not in own]
        number = self.parties.number(word)
        return [(word, Place(country=code)) for code in others[-number:]] if len(others) >= number else []

    def _where_hosted(self, proposition: Proposition, draft: Draft) -> list[Stop]:
        """Let a visitor who is received, or a person who is visited, tell the destination: the state of the host."""
        for slot in ("obj", "subj"):
            for _, word in slot_words(proposition, [slot]):
                for participant in self.parties.one(word):
                    state = participant.code in self.c.knowledge.states
                    if (
                        state
                        and participant.code not in {a.code for a in draft.actors}
                        and (slot == "subj" or self.parties.is_person(word))
                    ):
                        return [(word, Place(country=participant.code))]
        return []

    def _home(self, proposition: Proposition, draft: Draft) -> list[Stop]:
        """Let "X visited in May" be a visit to the state that the text is of."""
        home = self.c.discourse.home
        known = home in self.c.knowledge.states and home not in {a.code for a in draft.actors}
        return [(proposition.predicate, Place(country=home))] if known and draft.when is not None else []

    def _cleft(self, proposition: Proposition) -> list[Stop]:
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

    def _toured(self, word: int) -> list[Stop]:
        """Give the destinations that a colon announces: "four visits: to A in May, to B in July"."""
        colon = next((t.i for t in self.s.tokens[word : word + 4] if t.text == ":"), None)
        if colon is None or self.s[word].xpos != "NNS":
            return []
        found: list[Stop] = []
        for mention in self.c.mentions:
            if mention.first > colon and mention.kind in ("state", "region", "city", "capital"):
                place = self.places.of(mention.head)
                if place and self.s[mention.first - 1].text.lower() in ("to", "in", "the", ",", "and"):
                    found.append((mention.head, place))
        return found

    def _named_stop(self, proposition: Proposition, draft: Draft) -> list[Stop]:
        """Give the stop that a clause names: "the first stop will be Oslo", "Oslo was the last stop of the tour"."""
        noun = self.s[proposition.predicate]
        if noun.lemma.lower() not in self.classes["stops"]:
            return []
        if self.s.child(noun.i, "cop") is not None:
            others = [c.i for c in self.s.children(noun.i, "nsubj")]
        else:
            above = noun.relation == "nsubj" and self.s.child(noun.head, "cop") is not None
            others = [noun.head] if above else []
        found = [(i, place) for i in others if (place := self.places.of(i)).country]
        for _, place in found[:1]:
            self._make_of_traveller(draft, place)
        return found[:1]

    def _make_of_traveller(self, draft: Draft, place: Place) -> None:
        """Let the stop be that of the traveller spoken of, not of the state where it is."""
        visitors = [a for a in draft.actors if a.code != place.country]
        hero = self.c.discourse.protagonist() or self.c.discourse.visitor
        if not visitors and hero is not None and hero.code != place.country:
            visitors = [hero]
            draft.note("participant", str(hero), None, "the traveller spoken of")
        draft.actors = visitors

    def _stops(self, proposition: Proposition) -> list[Stop]:
        """Give the stops named apart: "11 visits, including to A and B", "toured X, with stops in Y and Z"."""
        found: list[Stop] = []
        for mention in self.c.mentions:
            if mention.kind in ("state", "city", "capital") and mention.first > proposition.predicate:
                before = [t.text.lower() for t in self.s.tokens[max(0, mention.first - 3) : mention.first]]
                if found or "including" in before:
                    found.append((mention.head, self.places.of(mention.head)))
        return found

    def _further(self, proposition: Proposition, items: list[Stop]) -> list[Stop]:
        """Add destinations that the tree lost: "to A in May, and to B in June"."""
        if not items:
            return []
        last = max(word for word, _ in items)
        added: list[Stop] = []
        for mention in self.c.mentions:
            if mention.first <= last or mention.kind not in ("state", "city", "capital", "region"):
                continue
            between = self.s.tokens[last + 1 : mention.first]
            if any(t.upos in ("VERB", "AUX") or t.text in (";", ":") for t in between):
                break
            opened = self.s[mention.first - 1].text.lower() == "to" and any(
                t.text.lower() in ("and", ",") for t in between
            )
            listed = bool(added) and self.s[mention.first - 1].text.lower() in ("and", ",")
            if (opened or listed) and (place := self.places.of(mention.head)):
                added.append((mention.head, place))
                last = mention.head
        return added

    def _lasting(self, draft: Draft, proposition: Proposition) -> None:
        """Let "arrived on Friday for a three-day visit" last three days."""
        length = self.times.duration(proposition)
        if length and draft.when is not None and draft.when.days == 1 and 1 < length[0] <= 31:
            away = datetime.timedelta(days=length[0] - 1)
            if self._over(proposition, length[1]):
                draft.when = When.between(When.day(draft.when.first - away), draft.when)
            else:
                draft.when = When.between(draft.when, When.day(draft.when.first + away))
            draft.note("date", draft.when.edtf, length[1], "duration")
            return
        if self._returned(proposition) and draft.when is not None and draft.when.days == 1:
            draft.when, draft.loose = When.month(draft.when.first.year, draft.when.first.month), True
            draft.note("date", draft.when.edtf, None, "the month of the return")
            return
        end = self.times.end_of_stay(proposition)
        until = self.times.resolve(end, draft.status) if end is not None else None
        if end is None or until is None or draft.when is None or until.days > 1:
            return
        last = self.times.resolve(end, "planned")
        if draft.when in (until, last) and self.c.now.days == 1 and self._there_now(proposition):
            if last is not None and last.last >= self.c.now.first:
                draft.status, draft.when = "occurred", When.between(self.c.now, last)
                draft.note("date", draft.when.edtf, end.span, "a stay that lasts until then")
            return
        if draft.when.days == 1 and 0 < (until.last - draft.when.first).days <= 31:
            draft.when = When.between(draft.when, until)
            draft.note("date", draft.when.edtf, end.span, "duration")

    def _there_now(self, proposition: Proposition) -> bool:
        """Tell whether a traveller "is on a visit"."""
        words = [proposition.predicate, proposition.verb] if proposition.verb >= 0 else [proposition.predicate]
        return any(a.xpos in ("VBZ", "VBP") for word in words for a in self.s.children(word, "cop", "aux"))

    def _returned(self, proposition: Proposition) -> bool:
        """Tell whether a journey is told by the way back, whose day is none of the stay."""
        verb = proposition.predicate
        back = {c.lemma.lower() for c in self.s.children(verb, "advmod", "obl", "obj")}
        away = any(self.s.case(c.i) == "from" for c in self.s.children(verb, "obl"))
        return self.s[verb].lemma.lower() == "return" and (away or "home" in back)

    def _over(self, proposition: Proposition, length: Span) -> bool:
        """Tell whether the day is that of the end ("wrapped up a three-day visit on Friday", "left X on Friday,
        concluding a visit of three days")."""
        verb = self.s[proposition.verb if proposition.verb >= 0 else proposition.predicate]
        if self.c.lexicon.among(verb.lemma.lower(), ("ending",)) and proposition.governor == "obj":
            return True
        where = self.s.at(length.start, length.end)
        above = list(self.s.ancestors(where[1])) if where else []
        closing = any(t.lemma.lower() in self.classes["ends"] and self.s.case(t.i) == "at" for t in above)
        behind = any(t.upos == "NOUN" and self.s.case(t.i) in ("after", "following") for t in above)
        if closing or (behind and self.c.lexicon.among(verb.lemma.lower(), ("going_away",))):
            return True
        around = [t for t in above if t.upos == "VERB"]
        inner = next((t for t in around if t.i != verb.i), None)
        ended = inner is not None and self.c.lexicon.among(inner.lemma.lower(), ("ending",))
        return ended or any(t.lemma.lower() == "return" for t in (verb, *around))

    def _narrow(self, items: list[Stop]) -> list[Stop]:
        """Drop a region or country where a destination inside it is named too; join a city and its country."""
        kept: list[Stop] = []
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
        words += [
            a.token
            for a in proposition.arguments
            if self.c.lexicon.among(self.s[a.token].lemma.lower(), ("visit_words",))
        ]
        words += [
            c.i
            for a in proposition.arguments
            for c in self.s.children(a.token, "nmod")
            if self.c.lexicon.among(self.s[c.i].lemma.lower(), ("visit_words",))
        ]
        for word in words:
            for child in self.s.children(word, "amod", "compound", "nmod"):
                form = child.text.lower()
                if form in FORM_WORDS:
                    draft.form = form
                    draft.note("form", form, self.c.span([child.i]), "stated")
                    return
