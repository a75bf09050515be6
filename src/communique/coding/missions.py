"""Representation: who sends, who receives - embassies, ambassadors, diplomats (codebook, ruling 6)."""

from collections.abc import Iterator

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.language.addressing import display
from communique.model import Participant, Place

__all__ = ["Missions"]

MISSION = ("mission",)
AMBASSADOR = ("ambassador",)


class Missions(Worker):
    """Fill the drafts of one sentence about missions and diplomats."""

    def fill(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        """Complete a representation; several senders or posts make several events."""
        if draft.sense.endswith(".exchange"):
            return [_with(draft, [Participant(p.code) for p in draft.actors], [])]
        if draft.form in ("opened", "closed"):
            return self._mission(draft, proposition)
        if draft.form in ("appointed", "recalled"):
            return self._ambassador(draft, proposition)
        if draft.form == "expelled":
            return self._expulsion(draft, proposition)
        return [self._credentials(draft, proposition)]

    def _mission(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        word = self._word_of(proposition, MISSION)
        if word is None:
            return []
        sending, hosts = self._sending(word), self._hosts(word, proposition)
        subject = [p for _, w in slot_words(proposition, ["subj"]) if w != word for p in self.parties.all(w)]
        actors = (subject if draft.form == "opened" else [Participant(p.code) for p in subject]) or sending
        if not actors:
            return []
        own = not sending or {p.code for p in sending} <= {p.code for p in actors}
        draft.actors = list(dict.fromkeys(actors))
        if len(draft.actors) < 2 or not own:
            return [self._at(draft.copy() if len(hosts) > 1 else draft, host, word, sending, own) for host in hosts]
        pairs = [(actor, host) for actor in draft.actors for host in hosts]
        if len(draft.actors) == len(hosts) and any(t.text.lower() == "respectively" for t in self.s.tokens):
            pairs = list(zip(draft.actors, hosts, strict=True))
        return [self._at(_with(draft, [actor], []), host, word, sending, own) for actor, host in pairs]

    def _at(self, draft: Draft, host: Place, word: int, sending: list[Participant], own: bool) -> Draft:
        """Give the mission in one host state."""
        draft.place = host or draft.place
        if own:
            draft.targets = (
                [Participant(draft.place.country)]
                if draft.place.country and draft.place.country != draft.actors[0].code
                else []
            )
            named = (draft.place.city, draft.place.country)
            at = [p.span for p in draft.provenance if p.field == "place" and p.value in named and p.span is not None]
            for target in draft.targets if at else draft.unnoted():
                if target in draft.targets:
                    draft.note("participant", str(target), at[-1] if at else None, "where the mission stands")
            draft.targets = draft.targets or self._accredited(word, draft.actors)
        else:
            draft.targets = sending
        return draft

    def _ambassador(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        subject = [Participant(p.code) for _, w in slot_words(proposition, ["subj"]) for p in self.parties.all(w)]
        person, post = None, None
        for _, word in slot_words(proposition, ["obj", "as", "comp", "to", "subj"]):
            mention = self.c.mention_of(word)
            if (
                mention is not None
                and mention.kind == "person"
                and word in [w for _, w in slot_words(proposition, ["obj"])]
            ):
                person = self.parties.one(word)[:1] or (Participant("", display(mention.name)),)
            if self._is_post(word):
                post = word
        if post is None:
            return []
        own = self._modifying(post) if not subject else []
        codes = [p.code for p in subject] or own
        if not codes:
            return []
        posts = self._posts(post) or self._posts_around(proposition, codes)
        actor = Participant(codes[0], person[0].name) if person else Participant(codes[0])
        return [_with(draft, [actor], [target]) for target in posts] or [_with(draft, [actor], [])]

    def _expulsion(self, draft: Draft, proposition: Proposition) -> list[Draft]:
        words = [w for _, w in slot_words(proposition, ["obj", "of"])]
        targets: list[Participant] = []
        for word in words:
            targets += [p for p in self.parties.all(word) if p.code not in {a.code for a in draft.actors}]
            targets = targets or [Participant(c) for c in self._modifying(word)]
        draft.actors = [Participant(p.code) for p in draft.actors]
        if not draft.actors:
            draft.actors = [p for _, word in slot_words(proposition, ["from"]) for p in self._states(word)][:1]
        draft.targets = list(dict.fromkeys(targets)) or draft.targets
        draft.actors = draft.actors or self._unnamed(draft)
        each = any(t.text.lower() == "each" for t in self.s.children(proposition.predicate)) or any(
            t.text.lower() == "each" for _, w in slot_words(proposition, ["subj"]) for t in self.s.children(w)
        )
        if each or len({p.code for p in draft.actors}) > 1:
            return [_with(draft, [actor], draft.targets) for actor in dict.fromkeys(draft.actors)]
        return [draft]

    def _unnamed(self, draft: Draft) -> list[Participant]:
        """Give the state that expels where the act names only who is expelled: the one spoken of beside it."""
        theirs = {t.code for t in draft.targets}
        if not theirs:
            return []
        hosts = [c for m in self.c.mentions if m.kind == "capital" for c in m.codes[:1] if c not in theirs]
        spoken = [code for code in reversed(self.c.discourse.states) if code not in theirs]
        for code in [*hosts, *spoken][:1]:
            draft.note("participant", code, None, "the state spoken of beside those expelled")
            return [Participant(code)]
        return []

    def _credentials(self, draft: Draft, proposition: Proposition) -> Draft:
        """The receiver is the actor, whoever presents is the target."""
        obj = [w for _, w in slot_words(proposition, ["obj"])]
        if draft.sense.endswith("accept-credentials"):
            for word in obj:
                for child in self.s.children(word, "acl", "nmod"):
                    agents = (
                        [a for a in self.s.children(child.i, "obl") if self.s.case(a.i) == "by"]
                        if child.relation == "acl"
                        else [child]
                    )
                    for agent in agents:
                        draft.targets = draft.targets or list(self.parties.all(agent.i))
                        self._counted(draft, agent.i)
            for _, word in slot_words(proposition, ["from", "of"]):
                self._counted(draft, word)
        else:
            for _, word in slot_words(proposition, ["subj"]):
                self._counted(draft, word)
        draft.targets = [t for t in draft.targets if t.code not in {a.code for a in draft.actors}]
        if not draft.place and draft.actors:
            draft.place = Place(country=draft.actors[0].code)
            draft.note("place", draft.place.country, None, "credentials are presented in the receiving state")
        return draft

    def _counted(self, draft: Draft, word: int) -> None:
        number = self.titles.number(word)
        if number:
            draft.number(number)

    # reading -----------------------------------------------------------------------------------------------------

    def _word_of(self, proposition: Proposition, classes: tuple[str, ...]) -> int | None:
        for _, word in slot_words(proposition, ["obj", "of", "subj"]):
            for head in self.parties.heads(word):
                if self._is(head, classes):
                    return head
        return None

    def _is(self, i: int, classes: tuple[str, ...]) -> bool:
        lemma = self.s[i].lemma.lower()
        return self.c.lexicon.among(lemma, classes) or any(
            self.c.lexicon.among(f"{c.lemma.lower()} {lemma}", classes)
            or self.c.lexicon.among(c.lemma.lower(), classes)
            for c in self.s.children(i, "compound", "amod", "flat")
        )

    def _is_post(self, i: int) -> bool:
        mention = self.c.mention_of(i)
        title = " ".join(mention.titles).lower() if mention is not None else ""
        return self._is(i, AMBASSADOR) or any(
            w in title for w in ("ambassador", "envoy", "high commissioner", "chargé")
        )

    def _sending(self, word: int) -> list[Participant]:
        """Give the state whose mission it is: before the noun, its owner, or behind "of"."""
        found: list[Participant] = []
        for child in self.s.children(word):
            case = self.s.case(child.i)
            if child.deprel == "nmod:poss" or (child.i < word and not case) or case == "of":
                found += self.parties.code_of(child.i)
                found += [p for p in self.parties.one(child.i, capital=False) if self.s[child.i].upos == "PRON"]
        return [Participant(p.code) for p in dict.fromkeys(found)][:1]

    def _hosts(self, word: int, proposition: Proposition) -> list[Place]:
        """Give the places of a mission, each of several ("embassies in A, B and C")."""
        for child in (*self.s.children(word, "nmod"), *self.s.children(proposition.predicate, "obl")):
            if self.s.case(child.i) in ("in", "at") and self.places.of(child.i):
                parts = [place for _, place in self.places.parts(child.i)]
                many = self.s[word].xpos in ("NNS", "NNPS") and len({p.country for p in parts}) == len(parts) > 1
                return parts if many else [self.places.of(child.i)]
        found = self.places.around(proposition.predicate)
        return [found[0] if found else Place()]

    def _accredited(self, word: int, actors: list[Participant]) -> list[Participant]:
        for child in self.s.children(word, "nmod"):
            if self.s.case(child.i) == "to":
                return [p for p in self.parties.all(child.i) if p not in actors]
        return []

    def _modifying(self, word: int) -> list[str]:
        mention = self.c.mention_of(word)
        codes = list(mention.codes) if mention is not None else []
        return codes or [p.code for p in self.parties.states_under(word)]

    def _posts(self, word: int) -> list[Participant]:
        mention = self.c.mention_of(word)
        words = range(mention.first, mention.last + 1) if mention is not None else (word,)
        found: list[Participant] = []
        for child in (c for w in words for c in self.s.children(w, "nmod", "obl")):
            if self.s.case(child.i) in ("to", "in"):
                found += self._states(child.i)
        return list(dict.fromkeys(found))

    def _posts_around(self, proposition: Proposition, codes: list[str]) -> list[Participant]:
        found: list[Participant] = []
        for _, word in slot_words(proposition, ["to", "from", "in", "~to", "~from"]):
            found += [p for p in self._states(word) if p.code not in codes]
        return list(dict.fromkeys(found))

    def _states(self, word: int) -> Iterator[Participant]:
        for head in self.parties.heads(word):
            place = self.places.of(head)
            found = self.parties.one(head)
            if found:
                yield Participant(found[0].code)
            elif place.country:
                yield Participant(place.country)


def _with(draft: Draft, actors: list[Participant], targets: list[Participant]) -> Draft:
    copy = draft.copy()
    copy.actors, copy.targets = actors, targets
    return copy
