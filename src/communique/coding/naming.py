"""What it is called: acts told apart by the title of what is attended, signed, launched or given, and their counts."""

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.siting import Siting
from communique.coding.toolbox import Toolbox, Worker
from communique.knowledge.senses import Sense
from communique.model import Span

__all__ = ["Naming"]

TIMES_OVER = {"twice": 2, "thrice": 3}
COUNTED_TYPES = ("initiative", "sanction", "relation")


class Naming(Worker):
    """Give the acts of one sentence their titles and counts."""

    def __init__(self, tools: Toolbox, siting: Siting) -> None:
        super().__init__(tools)
        self.siting = siting

    def by_title(self, sense: Sense, proposition: Proposition, draft: Draft) -> list[Draft]:
        made: list[Draft] = []
        for _, word in slot_words(proposition, sense.title):
            listed = self._listed(word) if sense.type == "gathering" else []
            if listed:
                return self._each_listed(sense, proposition, draft, listed)
            heads = [h for h in self.parties.heads(word) if h not in self.c.date_words]
            items = self._included(word) if sense.type == "agreement" else []
            heads = [*(h for h in heads if self.s.child(h, "nummod") is not None), *items] if items else heads
            for head in heads:
                if head not in (word, *items) and self.s[head].relation != "conj":
                    continue
                beside = (
                    bool(made)
                    and sense.type == "agreement"
                    and self.c.lexicon.among(self.s[head].lemma.lower(), ("papers",))
                )
                if not beside and not self._title_fits(sense, head):
                    continue
                copy = draft.copy()
                self._named(sense, head, copy, proposition)
                own = self.times.for_item(heads, head, copy.status) if len(heads) > 1 else None
                if own:
                    copy.redate(own, self.c.now)
                made.append(copy)
            if made:
                break
        return made

    def _included(self, word: int) -> list[int]:
        """Give the papers that a phrase lists by name: "several documents, including a treaty and a memorandum"."""
        if self.s[word].xpos not in ("NNS", "NNPS"):
            return []
        listed = [c for c in self.s.children(word, "nmod") if self.s.case(c.i) == "including"]
        return [head for child in listed for head in self.parties.heads(child.i)]

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
            copy = draft.copy()
            self._named(sense, head, copy, proposition)
            own = self.times.for_item(listed, head, copy.status)
            if own:
                copy.redate(own, self.c.now)
            made.append(copy)
        return made

    def _title_fits(self, sense: Sense, head: int) -> bool:
        if sense.type == "gathering":
            return self.gatherings.names_one(head)
        classes = tuple(c for slots, cs in sense.needs.items() for c in cs if set(slots.split("|")) & set(sense.title))
        return not classes or any(self.needs.is_a(head, c) for c in classes)

    def _named(self, sense: Sense, head: int, draft: Draft, proposition: Proposition) -> None:
        if sense.type == "gathering":
            self._gathering(head, draft, proposition)
        else:
            whole = self.titles.for_what(head) if sense.type == "pledge" else None
            full = self.titles.full(head, loose=sense.type in ("pledge", "aid"))
            found = self._joined_body(sense, head) or max(whole, full, key=lambda t: len(t[0]) if t else 0)
            if found:
                draft.entitle(found)
            self._sponsors(head, draft)
            inner = set(self.s.subtree(head))
            if proposition.predicate in inner and proposition.predicate != head:
                inner -= set(self.s.subtree(proposition.predicate))
            self.siting.place(draft, proposition, skip=frozenset(inner))
            self._where_signed(head, draft)
        number = self.titles.number(head)
        if (number and sense.type != "pledge") or (
            number and self.c.lexicon.among(self.s[head].lemma.lower(), ("measures_only",))
        ):
            draft.number(number)

    def _where_signed(self, head: int, draft: Draft) -> None:
        """Let "signed a treaty in Rome" be signed in Rome, wherever the tree hung the place."""
        if draft.type != "agreement" or draft.form not in ("signed", "issued", "agreed"):
            return
        inner = self.places.around(head)
        if inner is None:
            return
        if not draft.place:
            draft.locate(*inner, self.places.reason(inner[1]))
        for word in (" in ", " at "):
            at = draft.title.rfind(word + inner[1].text)
            if at > 0 and draft.title.endswith(inner[1].text):
                draft.title = draft.title[:at]

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
        draft.entitle((title, span), "stated" if title in span.text else "reference")
        self.siting.place(draft, proposition)
        inner = self.places.around(head)
        listed = self.s[head].relation == "conj" or self.s.child(head, "conj") is not None
        if inner and (listed or not draft.place or (inner[0].city and inner[0].country == draft.place.country)):
            draft.locate(*inner, self.places.reason(inner[1]))
        for child in self.s.children(head, "nmod:poss"):
            date = self.c.date_words.get(child.i)
            if date and draft.when is None and (when := self.times.resolve(date, draft.status)):
                draft.date((when, date.span, "stated"), self.c.now)

    def _occasion(self, draft: Draft, proposition: Proposition) -> bool:
        """Let the occasion that a ceremony marks be the title: "a ceremony for the 70th anniversary of X"."""
        for word in self.s.subtree(proposition.predicate, without=frozenset(["acl:relcl", "ccomp", "parataxis"])):
            if self.c.lexicon.among(self.s[word].lemma.lower(), ("occasion",)):
                found = self.titles.full(word)
                if found:
                    draft.entitle(found)
                    return True
        return False

    def title(self, sense: Sense, proposition: Proposition, draft: Draft) -> None:
        if sense.type == "commemoration" and self._occasion(draft, proposition):
            return
        named = slot_words(proposition, tuple(s for s in sense.title if s != "self"))
        cargo = self._cargo(named) if sense.type == "aid" else []
        for slot, word in cargo or [n for n in named if self._asked_for(sense, *n)] or named:
            if word in self.c.date_words:
                continue
            found = self.titles.clause(word) if slot == "comp" else self._told(sense, word)
            if found:
                draft.entitle(found)
                number = self.titles.number(word)
                measures = sense.type in ("pledge", "aid") and self.c.lexicon.among(
                    self.s[word].lemma.lower(), ("measures_only",)
                )
                if number and (sense.type in COUNTED_TYPES or measures):
                    draft.number(number)
                return
        if "self" in sense.title:
            found = self.titles.text(proposition.predicate)
            if found:
                draft.entitle(found)

    def _asked_for(self, sense: Sense, slot: str, word: int) -> bool:
        """Tell whether the word is what the sense asks of its slot ("attended the ceremony in X": the ceremony)."""
        classes = tuple(c for slots, cs in sense.needs.items() for c in cs if slot in slots.split("|"))
        return any(self.needs.is_a(word, c) for c in classes)

    def _cargo(self, words: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Give what a convoy or plane carries: "sent a convoy of ten trucks with 50 tons of food"."""
        carried = [(s, w) for s, w in words if s.lstrip("~") == "with"]
        carriers = [w for s, w in words if s == "obj" and self.s[w].lemma.lower() in self.classes["transports"]]
        inside = [("with", c.i) for w in carriers for c in self.s.children(w, "nmod") if self.s.case(c.i) == "with"]
        return [*inside, *carried] if carriers else []

    def _told(self, sense: Sense, word: int) -> tuple[str, Span] | None:
        if sense.type in ("relation", "pledge"):
            found = [t for t in (self.titles.text(word, relatives=True), self.titles.full(word)) if t is not None]
            return max(found, key=lambda t: len(t[0]), default=None)
        return (
            self.titles.full(word, loose=sense.type == "aid") if sense.type != "statement" else self.titles.text(word)
        )

    def count(self, draft: Draft, proposition: Proposition) -> None:
        """Set how many acts, people or missions the text counts."""
        words = [proposition.predicate] if proposition.is_noun else []
        above = self.s[self.s[proposition.predicate].head]
        if words and above.lemma.lower() == "round" and self.s.case(words[0]) == "of":
            words.append(above.i)
        if draft.type in ("representation", "visit"):
            words += [a.token for a in proposition.arguments if a.slot in ("obj", "subj", "of")]
        elif draft.type == "sanction":
            words += [a.token for a in proposition.arguments if a.slot.lstrip("~") in ("on", "against", "obj")]
        for word in words:
            inner = [c.i for c in self.s.children(word, "nmod") if self.s.case(c.i) in ("of", "on", "against", "from")]
            for counted in (word, *(inner if draft.type in ("representation", "sanction") else [])):
                number = self.titles.number(counted)
                if number and number[0] > 1 and counted not in self.c.date_words:
                    draft.number(number)
                    return
        if draft.type in ("meeting", "visit", "call") and not proposition.is_noun:
            self._times_over(draft, proposition)
        if draft.type == "relation":
            self._counted_sides(draft, proposition)

    def _counted_sides(self, draft: Draft, proposition: Proposition) -> None:
        """Read how many relationships change at once: "A and the five states of a region raised their ties"."""
        for head in {h for a in proposition.arguments for h in self.parties.heads(a.token)}:
            number = self.titles.number(head)
            region = any(p.code.startswith("region:") for p in self.parties.one(head))
            if number and number[0] > 1 and region:
                draft.number(number)
                return

    def _times_over(self, draft: Draft, proposition: Proposition) -> None:
        """Read "twice" and "more than 40 times"."""
        for child in self.s.children(proposition.predicate):
            if child.text.lower() in TIMES_OVER:
                draft.number((TIMES_OVER[child.text.lower()], self.c.span([child.i])))
            number = self.titles.number(child.i) if child.lemma.lower() == "time" else None
            if number:
                draft.number(number)
