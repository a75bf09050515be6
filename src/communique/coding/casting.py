"""Who takes part: slots to actors and targets, one set an act."""

from collections.abc import Iterator

from communique.coding.drafts import Draft
from communique.coding.members import told_each
from communique.coding.needs import slot_words
from communique.coding.parties import without_doubles
from communique.coding.propositions import Proposition
from communique.coding.signing import Filled, Signing
from communique.coding.sittings import Sittings
from communique.coding.toolbox import Toolbox, Worker
from communique.coding.tracing import Tracing
from communique.knowledge.senses import Sense
from communique.model import Participant

__all__ = ["Casting"]

BENEFITING = frozenset(["compound", "nmod", "amod", "obl", "obj", "iobj"])
OWNERS = frozenset(["his", "her", "its", "their"])
POINTING = frozenset(["after", "following", "before", "since", "at", "during", "prior to", "upon", "ahead of"])
CAPITAL_SLOTS = frozenset(["subj", "poss", "with", "between", "among", "mod", "of", "by", "~between", "~with"])
PARTNER_SLOTS = frozenset(["honour", "obj", "with", "to", "on", "~with", "~to", "iobj", "together with", "alongside"])
SURFACE_KINDS = ("person", "office", "state", "organisation", "nationality")
RELATION_PARTNERS = frozenset(["with", "~with"])
Aim = tuple[Participant, int]


class Casting(Worker):
    """Find the participants of one sentence's acts."""

    def __init__(self, tools: Toolbox) -> None:
        super().__init__(tools)
        self.sittings = Sittings(tools)
        self.signing = Signing(tools)
        self.tracing = Tracing(tools)

    def actor_sets(self, sense: Sense, proposition: Proposition) -> Iterator[tuple[tuple[Participant, ...], list[int]]]:
        """Yield the actors of each act: one set, or one a partner where meetings are told apart."""
        slots = sense.actors
        if sense.type == "visit" and self._received(proposition):
            slots = tuple("obj" if slot == "subj" else slot for slot in slots)
        if self._points_back(proposition, slots):
            return
        found = self._without_cataphora(proposition, self._resolved(slots, proposition))
        if sense.type == "visit":
            found = [f for f in found if not _region(f[2])] or found
        if not found and sense.type == "visit" and proposition.is_noun:
            traveller = self.c.discourse.traveller()
            found = [("subj", proposition.predicate, (traveller,))] if traveller else []
        if sense.type == "visit" and proposition.is_noun:
            found = self._own(found, proposition)
        if sense.parties >= 2:
            found += self._on_the_surface(sense, proposition, found)
        if sense.type == "meeting":
            found += self._officials(slots, proposition, found)
        if not found and sense.type == "meeting" and self._took_place(proposition):
            found = [("subj", proposition.predicate, self.c.discourse.pair)]
        if sense.type == "meeting" and {slot for slot, _, _ in found} == {"with"} and self._told_alone(proposition):
            hero = self.c.discourse.protagonist()
            if hero is not None and hero.code not in {p.code for _, _, ps in found for p in ps}:
                found.append(("subj", proposition.predicate, (hero,)))
        if sense.type == "relation" and sense.id != "relation.candidate":
            found = self._sides(found)
        if sense.form == "adopted" and proposition.is_noun:
            found = self._body_of_text(proposition) or found
        if sense.type == "agreement":
            found = self.signing.signatories(proposition, found)
        if sense.each != "partners":
            subjects = [(h, ps) for slot, h, ps in found if slot == "subj"]
            if len(subjects) > 1 and told_each(self.s, proposition.predicate, self.c.clause(proposition.predicate)):
                rest = [(h, ps) for slot, h, ps in found if slot != "subj"]
                for head, participants in subjects:
                    yield (
                        without_doubles((*participants, *(p for _, ps in rest for p in ps))),
                        [head, *(h for h, _ in rest)],
                    )
                return
            yield without_doubles(tuple(p for _, _, ps in found for p in ps)), [h for _, h, _ in found]
            return
        slots_of_partners = RELATION_PARTNERS if sense.type == "relation" else PARTNER_SLOTS
        partners = [(h, ps) for slot, h, ps in found if slot in slots_of_partners]
        ours = [(h, ps) for slot, h, ps in found if slot not in slots_of_partners]
        mine = without_doubles(tuple(p for _, ps in ours for p in ps))
        partners = [(h, tuple(p for p in ps if p not in mine)) for h, ps in partners]
        partners = list({ps: (h, ps) for h, ps in reversed(partners) if ps}.values())[::-1]
        heads = [h for h, _ in ours]
        if self.sittings.apart(proposition):
            others = [(h, ps) for slot, h, ps in found if slot not in ("subj", "poss", "by")]
            mine = without_doubles(tuple(p for slot, _, ps in found if slot in ("subj", "poss", "by") for p in ps))
            partners = [(h, (p,)) for h, ps in others for p in ps if p not in mine]
        partners = [
            (h, (p,)) if self._told_apart(h, ps) else (h, ps)
            for h, ps in partners
            for p in (ps if self._told_apart(h, ps) else ps[:1])
        ]
        met = [h for h, _ in partners]
        if len(met) < 2 or self.sittings.together(proposition, mine, met, meeting=sense.type in ("meeting", "call")):
            yield without_doubles((*mine, *(p for _, ps in partners for p in ps))), heads + [h for h, _ in partners]
            return
        for head, participants in partners:
            yield without_doubles((*mine, *participants)), [*heads, head]

    def _told_apart(self, head: int, participants: tuple[Participant, ...]) -> bool:
        return (len(participants) > 2 and bool(self.parties.included(head))) or self.parties.listed(head)

    def _resolved(self, slots: tuple[str, ...], proposition: Proposition) -> list[Filled]:
        found: list[Filled] = []
        owned = proposition.is_noun and any(
            a.slot == "poss" and not a.inherited and self.s[a.token].upos != "PRON" for a in proposition.arguments
        )
        if owned and self.s[proposition.predicate].lemma.lower() in self.classes["stays"]:
            slots = tuple(slot for slot in slots if slot != "subj")
        foreign = frozenset(
            a.token
            for a in proposition.arguments
            if a.inherited and a.slot == "by" and proposition.governor not in ("obj", "subj")
        )
        filled = slot_words(proposition, slots)
        for slot, word in filled:
            if slot == "subj" and self.s[word].lemma.lower() in self.classes["stays"]:
                word = self._traveller(word)
            text = self.s[word].text.lower()
            if word in self.c.date_words or word in foreign or text == "each" or self._titles_other(word, filled):
                continue
            if proposition.governor == "root" and slot == "subj" and text in ("it", "this", "that"):
                continue
            for head in self.parties.heads(word):
                participants = (
                    self._assembly(head, proposition)
                    or self._related(head)
                    or self.parties.one(head, capital=slot in CAPITAL_SLOTS)
                )
                if participants:
                    found.append((slot, head, participants))
            if slot == "between" and len({p for s, _, ps in found if s == slot for p in ps}) < 2:
                found += [(slot, head, self.parties.one(head)) for head in self._second_of_pair(word)]
        return found

    def _traveller(self, i: int) -> int:
        """Give who makes the journey that a clause goes on about ("began a tour that includes …"), else itself."""
        owner = self.s.child(i, "nmod:poss")
        subject = self.s.child(self.s[i].head, "nsubj") if self.s[i].relation in ("obj", "obl") else None
        found = owner or subject
        return found.i if found is not None else i

    def _officials(self, slots: tuple[str, ...], proposition: Proposition, found: list[Filled]) -> list[Filled]:
        """Let "senior officials" whom a visitor meets act for the state that is visited."""
        host, visitor = self.c.discourse.host_state, self.c.discourse.visitor
        if not host or visitor is None or {p.code for _, _, ps in found for p in ps} != {visitor.code}:
            return []
        used = {head for _, head, _ in found}
        for slot, word in slot_words(proposition, slots):
            if (
                slot in PARTNER_SLOTS
                and word not in used
                and self.c.lexicon.among(self.s[word].lemma.lower(), ("officials",))
            ):
                return [(slot, word, (Participant(host),))]
        return []

    def _own(self, found: list[Filled], proposition: Proposition) -> list[Filled]:
        """Prefer the traveller whom the noun itself names: "they signed it during a visit of X to Y"."""
        lent = {a.token for a in proposition.arguments if a.inherited}
        own = [f for f in found if f[1] not in lent and f[0] in ("of", "by", "poss") and self.s[f[1]].upos != "PRON"]
        return own or found

    def _titles_other(self, word: int, filled: list[tuple[str, int]]) -> bool:
        """Tell whether a word is but the title of a name with a slot of its own ("Prime Ministers X of A and Y")."""
        mention = self.c.mention_of(word)
        if mention is None or mention.kind != "person" or word == mention.head:
            return False
        return any(other == mention.head for _, other in filled)

    def _second_of_pair(self, word: int) -> list[int]:
        """Find the other one of "between A, who …, and B" where the tree lost it."""
        first = self.c.mention_of(word)
        for mention in self.c.mentions:
            party = mention.kind in ("person", "state", "organisation", "capital")
            before = [t.text.lower() for t in self.s.tokens[max(word, mention.first - 2) : mention.first]]
            if mention is not first and mention.first > word and party and "and" in before:
                return [mention.head]
        return []

    def _on_the_surface(self, sense: Sense, proposition: Proposition, found: list[Filled]) -> list[Filled]:
        """Add partners that the tree lost: "with X" where only one side was found, and "… and Y on Friday"."""
        slots = {name.lstrip("~") for slot in sense.actors for name in slot.split("|")}
        used = {p for _, _, ps in found for p in ps}
        added: list[Filled] = []
        last = max((head for slot, head, _ in found if slot in PARTNER_SLOTS), default=-1)
        for mention in self.c.mentions:
            if mention.first <= proposition.predicate or mention.kind not in SURFACE_KINDS:
                continue
            before = self.s[mention.first - 1].text.lower()
            lone = len({p.code for p in used}) < 2 and before == "with" and "with" in slots
            dated = mention.last + 2 < len(self.s) and any(
                n in self.c.date_words for n in range(mention.last + 1, mention.last + 5)
            )
            listed = last >= 0 and mention.first > last and before in ("and", "with") and dated
            if (lone or (listed and not self._verb_between(last, mention.first))) and mention.kind != "city":
                people = tuple(p for p in self.parties.one(mention.head) if p not in used)
                if people:
                    added.append(("with", mention.head, people))
                    used.update(people)
                    last = mention.head
        return added

    def _verb_between(self, first: int, last: int) -> bool:
        return any(t.upos in ("VERB", "AUX") and t.relation != "amod" for t in self.s.tokens[first + 1 : last])

    def _body_of_text(self, proposition: Proposition) -> list[Filled]:
        """Let the body whose text it is adopt it: "the adoption of a Security Council resolution"."""
        if proposition.filled("by"):
            return []
        words = (w for a in proposition.filled("of") for w in self.s.subtree(a.token, without=frozenset(["acl"])))
        return [
            ("by", w, self.parties.one(w))
            for w in words
            if (mention := self.c.mention_of(w)) is not None
            and (mention.kind, mention.head) == ("organisation", w)
            and self.s[w].relation in ("compound", "nmod")
            and self.s.case(w) in ("", "of", "by")
            and self.parties.one(w)
        ]

    def _took_place(self, proposition: Proposition) -> bool:
        """Tell whether "the meeting" of the last pair is said to have taken place."""
        if not proposition.is_noun or proposition.governor not in ("subj", "obj") or len(self.c.discourse.pair) < 2:
            return False
        lemma = self.s[proposition.verb].lemma.lower() if proposition.verb >= 0 else ""
        definite = any(
            d.text.lower() in ("the", "their", "second", "third", "fourth", "fifth", "another", "further")
            for d in self.s.children(proposition.predicate)
        )
        return definite and self.c.lexicon.among(lemma, ("occur",)) and lemma != "follow"

    def _related(self, head: int) -> tuple[Participant, ...]:
        """Give the states between which relations are: "China-Hungary ties", "ties between A and B"."""
        if not self.c.lexicon.among(self.s[head].lemma.lower(), ("relations",)):
            return ()
        return self.parties.states_under(head)

    def _assembly(self, head: int, proposition: Proposition) -> tuple[Participant, ...]:
        """Let "the leaders" or "the summit" that adopt a text be the body that met."""
        lemma = self.s[head].lemma.lower()
        mention = self.c.mention_of(head)
        if mention is not None and mention.kind == "gathering":
            series = [self.c.knowledge.gatherings[m.code] for m in mention.meanings if m.kind == "gathering"]
            adopts = self.c.lexicon.among(self.s[proposition.predicate].lemma.lower(), ("adopting",))
            return tuple(Participant(g.organisation) for g in series[:1] if g.organisation and adopts)
        if mention is not None and mention.kind == "organisation":
            return ()
        if not self.c.narrative.body or not self.c.lexicon.among(lemma, ("assembled",)):
            return ()
        if not self.c.lexicon.among(self.s[proposition.predicate].lemma.lower(), ("adopting",)):
            return ()
        return () if self.s.child(head, "nummod", "nmod", "nmod:poss") is not None else self.c.narrative.body

    def _points_back(self, proposition: Proposition, slots: tuple[str, ...]) -> bool:
        """Tell whether "after the talks" only points back to an act that was told with its own participants."""
        pointing = POINTING | {"nmod"} if self.s[proposition.predicate].xpos == "NN" else POINTING
        if not proposition.is_noun or proposition.governor not in pointing or proposition.verb < 0:
            return False
        definite = any(
            d.text.lower() in ("the", "this", "these", "that") for d in self.s.children(proposition.predicate, "det")
        )
        names = {name for slot in slots for name in slot.split("|")}
        return definite and not any(a.slot in names and not a.inherited for a in proposition.arguments)

    def _sides(self, found: list[Filled]) -> list[Filled]:
        """Let the states that the relation names be its sides, where whoever acts does not speak for all of them."""
        subject = {p.code for slot, _, ps in found if slot in ("subj", "poss", "by") for p in ps}
        if any(slot.lstrip("~") == "with" for slot, _, _ in found):
            return found
        named = [(slot, head, ps) for slot, head, ps in found if slot not in ("subj", "poss", "by", "with")]
        codes = {p.code for _, _, ps in named for p in ps}
        return named if len(codes) >= 2 and not codes <= subject else found

    def adherents(self, draft: Draft, proposition: Proposition) -> None:
        """Where those who join are only counted, the proposer takes part (codebook, ruling 1)."""
        for _, word in slot_words(proposition, ["subj"]):
            number = self.titles.number(word)
            if number:
                draft.number(number)
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

    def _received(self, proposition: Proposition) -> bool:
        """Tell whether a visitor is received on the journey: then the object of the verb travels."""
        if not proposition.is_noun or proposition.verb < 0 or proposition.governor in ("obj", "nmod"):
            return False
        return self.c.lexicon.among(self.s[proposition.verb].lemma.lower(), ("receiving_guests",))

    def _without_cataphora(self, proposition: Proposition, found: list[Filled]) -> list[Filled]:
        """Let "before his visit, X …" be X's visit: a pronoun in front of the subject looks ahead."""
        subjects = [h for slot, h, _ in found if slot == "subj"]
        owners = [h for slot, h, _ in found if slot == "poss" and self.s[h].text.lower() in OWNERS]
        ahead = proposition.is_noun and subjects and owners and min(subjects) > max(owners)
        return [f for f in found if f[1] not in owners] if ahead else found

    def _told_alone(self, proposition: Proposition) -> bool:
        """Tell whether talks with somebody are told of in nobody's name: those of whom the story is about."""
        if not proposition.is_noun or proposition.governor not in ("subj", "obj", "root"):
            return False
        return proposition.governor != "obj" or proposition.passive

    def aim(self, draft: Draft, sense: Sense, proposition: Proposition, actors: tuple[Participant, ...]) -> None:
        """Set whom an act is for or against, with the words they were read from."""
        found = self._resolved(sense.targets, proposition)
        codes = {p.code for p in actors}
        aims = [(p, i) for _, i, ps in found for p in ps if p not in actors and (p.name or p.code not in codes)]
        if not aims and sense.type == "mediation":
            aims = self._mediated(proposition, codes)
        if not aims and sense.targets:
            aims = self._place_targets(sense, proposition, codes)
        if not aims and sense.type in ("pledge", "aid", "sanction"):
            aims = self._further_targets(sense, proposition, codes)
        draft.targets = list(without_doubles(tuple(p for p, _ in aims)))
        for participant, word in aims:
            if participant in draft.targets:
                self.tracing.note(draft, participant, word)

    def _mediated(self, proposition: Proposition, codes: set[str]) -> list[Aim]:
        """Give the parties of "a truce between A and B, brokered by C", else the other two that the sentence names."""
        for _, word in slot_words(proposition, ["obj", "subj"]):
            for child in self.s.children(word, "nmod"):
                if self.s.case(child.i) in ("between", "among"):
                    return [(p, child.i) for p in self.parties.all(child.i) if p.code not in codes]
        rest: dict[str, int] = {}
        for mention in self.c.mentions:
            code = mention.codes[0] if mention.kind in ("state", "organisation", "capital") and mention.codes else ""
            if code and code not in codes:
                rest.setdefault(code, mention.head)
        return [(Participant(code), head) for code, head in rest.items()] if len(rest) == 2 else []

    def _place_targets(self, sense: Sense, proposition: Proposition, codes: set[str]) -> list[Aim]:
        """Let a place stand for its state as a target ("sanctions on Minsk", "aid to Gaza", "embassy in Quito")."""
        for _, word in slot_words(proposition, sense.targets):
            words = [word, *(c.i for c in self.s.children(word, "nmod", "compound", "amod", "nmod:poss"))]
            for i in words:
                place = self.places.of(i)
                if place.country and place.country not in codes:
                    return [(Participant(place.country), i)]
                for participant in self.parties.one(i) or self.parties.code_of(i):
                    if participant.code not in codes:
                        return [(participant, i)]
        return []

    def _further_targets(self, sense: Sense, proposition: Proposition, codes: set[str]) -> list[Aim]:
        """Find who benefits or is hit in what is given: "$5 million to support farmers in Kenya"."""
        for _, word in slot_words(proposition, sense.title):
            for mention in self.c.mentions:
                case = self.s.case(mention.head)
                if mention.first <= word or mention.kind not in ("state", "nationality", "province", "region"):
                    continue
                above = [mention.head, *(a.i for a in self.s.ancestors(mention.head))]
                roots = {word, proposition.predicate, *(a.token for a in proposition.filled("aim"))}
                inside = bool(roots & set(above[1:]))
                if mention.kind == "region" and not (inside and self._benefits(above, roots)):
                    continue
                place = self.places.of(mention.head)
                code = place.country or next(iter(mention.codes), "")
                if (
                    inside
                    and code
                    and code not in codes
                    and (case in ("in", "for", "to") or mention.kind in ("province", "region"))
                ):
                    return [(Participant(code), mention.head)]
        return []

    def _benefits(self, above: list[int], roots: set[int]) -> bool:
        """Tell whether a region is what a gift is for, without another act between ("to support Africa's trade")."""
        way = above[: next(n for n, i in enumerate(above) if i in roots)]
        return self.s[above[0]].relation in BENEFITING and not any(self.s[i].upos == "VERB" for i in way)


def _region(participants: tuple[Participant, ...]) -> bool:
    return all(p.code.startswith("region:") for p in participants)
