"""What a unit says was done: the types of act that its words can mean, its status, form and object."""

from collections.abc import Iterator
from itertools import pairwise

from communique.auditing.numbers import find_amounts
from communique.auditing.units import Unit
from communique.auditing.vocabulary import Vocabulary
from communique.coding.coder import Passage
from communique.coding.propositions import Proposition, propositions
from communique.language.analysis import Token

__all__ = ["Acts"]

NEXT = frozenset(["follow", "next"])
STOPS = ("state", "capital", "city", "venue", "region")
PRESENCE = ("visit", "meeting", "gathering")
LEVELS = {"partnership": "partnership", "partner": "partnership", "alliance": "alliance", "ally": "alliance"}
GIVEN = frozenset(["pledge", "aid", "initiative"])


class Acts:
    """The predicates of one sentence, read unit by unit."""

    def __init__(self, passage: Passage, vocabulary: Vocabulary) -> None:
        self.c = passage.tools.context
        self.s = self.c.sentence
        self.v = vocabulary
        self.passage = passage
        self.propositions = {p.predicate: p for p in propositions(self.s)}

    def types(self, unit: Unit) -> frozenset[str]:
        """Give the types that the unit can tell: what its verb and its nouns of action share, else the nouns'."""
        nouns = [types for token in self.nouns(unit) if (types := self.noun_types(token))]
        verbs = list(self.verbs(unit))
        heavy = [token for token in verbs if self._heavy(token)]
        of_verbs = frozenset[str]().union(*map(self.verb_types, heavy or verbs))
        shared = [types & of_verbs for types in nouns if types & of_verbs]
        found = frozenset[str]().union(*shared)
        if not found:
            found = frozenset[str]().union(*nouns) if nouns and not heavy else of_verbs
        if not found and unit.antecedent >= 0 and not heavy:
            found = self.noun_types(self.s[unit.antecedent])
        if not found and self.present_at(unit):
            found = frozenset(PRESENCE)
        if not found and self.never_before(unit):
            found = frozenset(["visit"])
        if len(found) > 1 and "relation" in found and self._priced(unit):
            found -= {"relation"}
        told = {draft.type for draft in self.passage.drafts if self._told_by(draft.order, unit)}
        found |= told & of_verbs if found else told
        return found - {"statement"} or found

    def _priced(self, unit: Unit) -> bool:
        """Tell whether money is spoken of: "raised a million euros" raises no relationship."""
        span = unit.quote(self.s)
        return next(find_amounts(self.s.text, span.start, span.end), None) is not None

    def present_at(self, unit: Unit) -> bool:
        """Tell whether the unit says that somebody was at a place ("she was in Lima", "Norway was next")."""
        subject = self.s.child(unit.head, "nsubj")
        stop = self.c.mention_of(subject.i) if subject is not None else None
        if self.s[unit.head].lemma.lower() in NEXT and stop is not None and stop.kind in STOPS:
            return self.s.child(unit.head, "obj") is None
        mention = self.c.mention_of(unit.head)
        placed = mention is not None and mention.kind in STOPS and self.s.child(unit.head, "cop") is not None
        return placed and self.s.case(unit.head) in ("in", "at", "back in")

    def acting(self, unit: Unit) -> bool:
        """Tell whether the verb of the unit can carry an act at all ("born of a summit" does not)."""
        verbs = list(self.verbs(unit))
        core = any(
            self.noun_types(t) and t.relation in ("nsubj", "obj") and t.head == unit.head for t in self.nouns(unit)
        )
        return (
            self.present_at(unit)
            or core
            or not verbs
            or any(self.verb_types(t) or t.lemma.lower() in self.v.light for t in verbs)
        )

    def _heavy(self, token: Token) -> bool:
        """Tell whether a verb says by itself what was done, alone or with its particle or object."""
        found = self.verb_types(token)
        return bool(found) and (
            token.lemma.lower() not in self.v.light or found != self.v.of_verb([token.lemma.lower()])
        )

    def noun_types(self, token: Token) -> frozenset[str]:
        """Give the types that a noun can mean, alone or with the word before it."""
        lemma = token.lemma.lower()
        keys = [
            lemma,
            token.text.lower(),
            *(f"{c.lemma.lower()} {lemma}" for c in self.s.children(token.i, "compound", "amod")),
        ]
        keys += [f"{lemma} of {c.lemma.lower()}" for c in self.s.children(token.i, "nmod") if self.s.case(c.i) == "of"]
        return self.v.of_noun(keys)

    def verb_types(self, token: Token) -> frozenset[str]:
        """Give the types that a verb can mean, alone or with its particle or object."""
        lemma = token.lemma.lower()
        keys = [lemma]
        for child in self.s.children(token.i, "compound", "obj", "advmod", "xcomp"):
            keys += [f"{lemma} {child.lemma.lower()}", f"{lemma} {child.text.lower()}"]
        if token.upos not in ("VERB", "AUX") and any(
            c.text.lower() == "back" for c in self.s.children(token.i, "advmod")
        ):
            keys.append("be back")
        return self.v.of_verb(keys)

    def verbs(self, unit: Unit) -> Iterator[Token]:
        """Yield the verbs that tell the act: the head and what it governs inside the unit."""
        for i in sorted(unit.own):
            token = self.s[i]
            chained = token.relation in ("xcomp", "acl", "conj", "advcl", "ccomp")
            if (token.upos in ("VERB", "AUX") and (i == unit.head or chained)) or (
                i == unit.head and token.upos in ("PROPN", "NOUN", "ADJ", "ADV") and self.s.child(i, "cop") is not None
            ):
                yield token

    def nouns(self, unit: Unit) -> Iterator[Token]:
        """Yield the nouns of action in the core of the unit: its head, subject, objects and what hangs on them."""
        for i in sorted(unit.own):
            token = self.s[i]
            carried = token.relation == "nmod" and self.s[token.head].lemma.lower() in self.v.containers
            if token.upos in ("NOUN", "PROPN", "NUM") and (
                i == unit.head or carried or token.relation in ("obj", "nsubj", "obl", "xcomp", "conj", "iobj", "appos")
            ):
                mention = self.c.mention_of(i)
                if mention is None or mention.kind in ("gathering", "instrument", "office"):
                    yield token

    def status(self, unit: Unit, types: frozenset[str]) -> str:
        """Tell whether the unit says that the act took place, is ahead, was called off or did not happen.

        "Japan will give" is a promise, and that has been made.
        """
        for token in self.verbs(unit):
            keys = [token.lemma.lower(), *(f"{token.lemma.lower()} {c.text.lower()}" for c in self.s.children(token.i))]
            if any(key in self.v.cancelling.verbs for key in keys) and (
                any(self.noun_types(t) for t in self.nouns(unit)) or unit.kind == "relative"
            ):
                return "cancelled"
        if any(self.s[i].lemma.lower() in self.v.cancelling.nouns for i in unit.own):
            return "cancelled"
        told = self._factuality(unit)
        if self.never_before(unit):
            return "occurred"
        if told == "negated" or self._no_noun(unit):
            return "denied"
        if types and types <= {"pledge", "aid"} and told in ("planned", "would"):
            return "occurred"
        return {"cancelled": "cancelled", "planned": "planned", "would": "planned", "before": "planned"}.get(
            told, "occurred"
        )

    def form(self, unit: Unit) -> str:
        """Give the form of a visit ("state"), or how an initiative was treated ("proposed")."""
        words = [self.s[i].text.lower() for i in sorted(unit.own)]
        for before, word in pairwise(words):
            if before in self.v.forms and "visit" in self.v.of_noun([word.removesuffix("s")]):
                return self.v.forms[before]
        return ""

    def treatment(self, unit: Unit) -> str:
        """Give the form of an initiative that the verb means."""
        return next(
            (self.v.proposing[t.lemma.lower()] for t in self.verbs(unit) if t.lemma.lower() in self.v.proposing), ""
        )

    def hosting(self, unit: Unit) -> bool:
        """Tell whether the unit says who hosted a gathering."""
        return any(t.lemma.lower() in self.v.hosts and t.upos == "VERB" for t in self.verbs(unit))

    def chairing(self, unit: Unit) -> bool:
        """Tell whether the unit says who presided over a gathering."""
        return any(t.lemma.lower() in self.v.chairing and t.upos == "VERB" for t in self.verbs(unit))

    def level(self, unit: Unit) -> str:
        """Give the level of a relationship that the unit names ("comprehensive strategic partnership")."""
        for i in sorted(unit.own):
            token = self.s[i]
            if token.lemma.lower() not in LEVELS:
                continue
            first = i
            while first > 0 and first - 1 in unit.own and self._raises(first - 1):
                first -= 1
            words = [self.s[n].text for n in range(first, i) if self.s[n].upos != "PUNCT"]
            words = [word for word in words if word.lower() not in ("a", "an", "the", "its", "their")]
            if words:
                return " ".join([*words, LEVELS[token.lemma.lower()]])
        return ""

    def _raises(self, i: int) -> bool:
        """Tell whether a word before "partnership" belongs to the level: "all-round strategic"."""
        token = self.s[i]
        return (
            token.upos in ("ADJ", "NOUN", "PROPN") or token.text in ("-", "‑") or token.text.lower() in ("all", "ever")
        )

    def never_before(self, unit: Unit) -> bool:
        """Tell whether the unit says that nobody had done so before: "no leader had set foot there since 1990"."""
        had = any(c.text.lower() in ("had", "has", "have") for c in self.s.children(unit.head, "aux"))
        words = {self.s[i].text.lower() for i in unit.own}
        return had and bool(words & {"no", "never", "none", "nobody"})

    def details(self, unit: Unit, types: frozenset[str]) -> list[str]:
        """Give the words of content that no table explains: what was promised or signed, unknown names."""
        found: dict[str, None] = {}
        for i in sorted(self._core(unit) | {*unit.lead}):
            token = self.s[i]
            mention = self.c.mention_of(i)
            plain = mention is None or mention.kind in ("gathering", "instrument") or self._possessive_city(i)
            plain = plain or self.object_place(i, types)
            if i in self.c.date_words or not plain:
                continue
            lemma = token.lemma.lower()
            if {lemma, token.text.lower()} & self.v.dry:
                continue
            if token.upos == "PROPN" or (
                token.upos == "NOUN"
                and not self.v.counts(lemma)
                and not self.noun_types(token)
                and token.relation not in ("advmod", "obl:unmarked")
            ):
                found[token.text] = None
        return list(found)

    def _core(self, unit: Unit) -> set[int]:
        """Give the words of the unit's objects and nouns of action, without the circumstances; all of a noun phrase."""
        if unit.kind in ("nominal", "apposition") or not list(self.verbs(unit)):
            return set(unit.own)
        heads = [t.i for t in self.nouns(unit) if self.noun_types(t)]
        heads += [c.i for t in self.verbs(unit) for c in self.s.children(t.i, "obj", "nsubj:pass", "xcomp", "ccomp")]
        names = {i for i in unit.own if self.s[i].upos == "PROPN"}
        return {i for head in heads for i in self.s.subtree(head) if i in unit.own} | names

    def object_place(self, i: int, types: frozenset[str]) -> bool:
        """Tell whether a place belongs to what was promised or signed ("help for schools in Mali"), not to the act."""
        mention = self.c.mention_of(i)
        if mention is None or mention.head != i or not types or not types <= GIVEN or self.s[i].relation != "nmod":
            return False
        head = self.s[self.s[i].head]
        return head.upos == "NOUN" and not self.noun_types(head) and mention.kind in ("state", "region", "province")

    def _possessive_city(self, i: int) -> bool:
        mention = self.c.mention_of(i)
        return mention is not None and mention.kind == "city" and self.s[i].deprel == "nmod:poss"

    def _factuality(self, unit: Unit) -> str:
        proposition = self.propositions.get(unit.head)
        return self.passage.tools.factuality.of(proposition) if proposition is not None else ""

    def _no_noun(self, unit: Unit) -> bool:
        return any(
            child.text.lower() in ("no", "neither")
            for i in unit.own
            if self.noun_types(self.s[i])
            for child in self.s.children(i, "det")
        )

    def _told_by(self, order: int, unit: Unit) -> bool:
        return any(self.s[i].start == order for i in unit.own)

    def proposition(self, unit: Unit) -> Proposition | None:
        """Give the proposition of the unit's head."""
        return self.propositions.get(unit.head)
