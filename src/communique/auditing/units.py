"""Clauses of a sentence as units that can be true or false on their own.

A unit is a finite clause, a relative or participial clause, or a noun phrase that tells an act of its own ("three days
in Chad in May brought …", "…, during the first summit since 2012"). Nothing is judged here: a unit that turns out to
tell no act goes back to the clause that governs it (`finding.py`).
"""

from collections.abc import Iterator

import msgspec

from communique.auditing.vocabulary import Vocabulary
from communique.coding.context import Context
from communique.language.analysis import Sentence, Token
from communique.model import Span

__all__ = ["Unit", "find_units"]

CLAUSES = frozenset(["root", "parataxis", "ccomp", "advcl", "acl:relcl", "advcl:relcl", "csubj"])
OCCASION = frozenset(["during", "for", "on", "in", "at", "with", "by", "after", "before", "following"])
PROMISED = frozenset(["pledge", "aid", "agreement", "initiative"])
LOOSE = frozenset(["punct", "cc", "mark"])


class Unit(msgspec.Struct, eq=False):
    """Words `own` of a sentence around `head`.

    `kind` is "main", "conjunct", "relative", "adverbial", "participle", "content", "nominal" or "apposition". `above`
    is the unit that governs it. `antecedent` is the word that a relative clause or apposition hangs on (-1 for none),
    `lead` the words of the antecedent that belong to the quote of a restrictive clause, and no longer to that of the
    clause above (its `lent`).
    """

    head: int
    kind: str
    own: list[int]
    above: "Unit | None" = None
    antecedent: int = -1
    lead: list[int] = []
    lent: set[int] = set()

    def hold(self) -> None:
        """Take the words of the antecedent out of the quote of the clause above."""
        if self.above is not None and self.above.head not in self.lead:
            self.above.lent = {*self.above.lent, *self.lead}

    def quote(self, sentence: Sentence) -> Span:
        """Give the longest run of the unit's words around its head, without punctuation at its edges."""
        words = sorted({*self.own, *self.lead} - self.lent)
        at = words.index(self.head)
        first = last = at
        while first > 0 and words[first - 1] == words[first] - 1:
            first -= 1
        while last + 1 < len(words) and words[last + 1] == words[last] + 1:
            last += 1
        run = words[first : last + 1]
        while len(run) > 1 and (sentence[run[-1]].upos == "PUNCT" and sentence[run[-1]].text not in ')”"’'):
            run.pop()
        while len(run) > 1 and (sentence[run[0]].upos == "PUNCT" and sentence[run[0]].text not in '(“"‘'):
            run.pop(0)
        return sentence.span(run[0], run[-1])


def find_units(context: Context, vocabulary: Vocabulary) -> list[Unit]:
    """Give the units of a sentence in the order of their heads."""
    return _Cutter(context, vocabulary).units()


class _Cutter:
    def __init__(self, context: Context, vocabulary: Vocabulary) -> None:
        self.c = context
        self.s = context.sentence
        self.v = vocabulary
        self.kinds: dict[int, str] = {}

    def units(self) -> list[Unit]:
        for token in self.s:
            kind = self._clause(token)
            if kind:
                self.kinds[token.i] = kind
        for token in self.s:
            if token.i not in self.kinds:
                kind = self._phrase(token)
                if kind:
                    self.kinds[token.i] = kind
        units = {head: Unit(head, kind, []) for head, kind in self.kinds.items()}
        for token in self.s:
            units[self._owner(token.i)].own.append(token.i)
        self._move_since(units)
        for head, unit in units.items():
            if unit.kind == "apposition" and self._purpose(self.s[head]) >= 0:
                self._move(self.s.subtree(self._purpose(self.s[head])), unit, units)
        for unit in units.values():
            self._relate(unit, units)
        return sorted(units.values(), key=lambda unit: unit.head)

    def _move_since(self, units: dict[int, Unit]) -> None:
        """Put "since 1990" to the unit with the "first" that it belongs to, where the tree hung it on the clause."""
        for token in self.s:
            if token.text.lower() != "since" or token.upos != "ADP":
                continue
            phrase = self.s.subtree(token.head)
            holder = next((u for u in units.values() if min(phrase) - 1 in u.own), None)
            if holder is None or phrase[0] in holder.own or not self._compared(self.s[holder.head]):
                continue
            self._move(phrase, holder, units)

    def _move(self, phrase: list[int], holder: Unit, units: dict[int, Unit]) -> None:
        for unit in units.values():
            unit.own = [i for i in unit.own if i not in phrase or i in self.kinds]
        holder.own = sorted({*holder.own, *(i for i in phrase if i not in self.kinds)})

    def _owner(self, i: int) -> int:
        """Give the head of the unit that word `i` belongs to; a comma or conjunction belongs to what it opens."""
        if i in self.kinds:
            return i
        for above in self.s.ancestors(i):
            if above.i in self.kinds:
                return above.i
        return next(iter(self.kinds))

    def _clause(self, token: Token) -> str:
        relation, deprel = token.relation, token.deprel
        if relation == "root":
            return "main"
        if relation in ("obl", "nmod", "appos") and self._clausal(token):
            return "relative"
        if deprel in ("acl:relcl", "advcl:relcl"):
            return "relative" if self._verbal(token) else ""
        if relation == "conj":
            first = self._first(token)
            if self._verbal(token) and (self._verbal(first) or first.relation == "root"):
                if first.relation in ("xcomp",) or (first.deprel == "acl" and not self._placed(token)):
                    return ""
                return "conjunct" if self._clause(first) else ""
            return ""
        if relation in ("parataxis", "ccomp") and self._verbal(token):
            return "content" if relation == "ccomp" else "main"
        if relation == "advcl" and self._verbal(token):
            return "adverbial" if not self._infinitive(token) else ""
        if deprel == "acl" and token.upos == "VERB" and not self._infinitive(token):
            return "participle" if self._placed(token) else ""
        return ""

    def _phrase(self, token: Token) -> str:
        """Tell whether a nominal tells an act of its own beside that of its clause."""
        if token.upos not in ("NOUN", "PROPN", "NUM") or token.relation in ("compound", "flat", "fixed"):
            return ""
        if token.relation == "appos" and not self._verbal(token) and (self._dated(token) or self._first_of(token)):
            return "apposition"
        if token.relation == "obl" and self.s.child(token.i, "cc") is not None and self._placed(token):
            return "nominal"
        if not self._acts(token):
            return ""
        if token.relation == "conj" and self.s[token.head].upos in ("NOUN", "PROPN"):
            other = self._acts(self._first(token))
            apart = self._dated(token) or self._housed(token) or (other and not other & self._acts(token))
            return "nominal" if apart and not self._under_phrase(token) else ""
        governor = self.s[token.head]
        if governor.upos not in ("VERB", "AUX") and token.relation != "obl":
            return ""
        case = self.s.case(token.i)
        if token.relation == "obl" and case in OCCASION and self._compared(token) and not self._alone(token, governor):
            return "nominal"
        if (
            token.relation == "obl"
            and case == "with"
            and self._acts(token) & PROMISED
            and not self._verb_means(governor, token)
        ):
            return "nominal"
        called_off = governor.lemma.lower() in self.v.cancelling.verbs
        if (
            token.relation == "nsubj"
            and not called_off
            and self._objects(governor)
            and (self._placed(token) or self._compared(token))
        ):
            return "nominal"
        return ""

    def _relate(self, unit: Unit, units: dict[int, Unit]) -> None:
        token = self.s[unit.head]
        if token.head != token.i:
            unit.above = units[self._owner(token.head)]
        if unit.kind in ("relative", "participle", "apposition"):
            unit.antecedent = self._adjacent(unit, token.head)
            if unit.kind != "apposition" and not self._set_off(unit):
                unit.antecedent = self._restricted(token)
                inside = set(self.s.subtree(unit.antecedent))
                above = unit.above.own if unit.above is not None else []
                unit.lead = [i for i in above if i in inside and i < unit.head]
        if unit.antecedent < 0 and any(self.s[i].lemma.lower() == "where" for i in unit.own):
            unit.antecedent = self._place_before(min(unit.own))

    def _adjacent(self, unit: Unit, head: int) -> int:
        """Give what a clause behind a comma tells about: the phrase that ends right there, whatever the tree says."""
        first = min(unit.own)
        end = first - 1
        while end >= 0 and self.s[end].upos == "PUNCT":
            end -= 1
        if unit.kind != "relative" or not self._set_off(unit) or end < 0:
            return head
        inside = [i for i in self.s.subtree(head) if i < first and self.s[i].upos != "PUNCT"]
        mention = self.c.mention_of(end)
        return mention.head if mention is not None and (not inside or max(inside) < end) else head

    def _place_before(self, first: int) -> int:
        """Give the last place named before word `first`, -1 for none: what a "where" without an antecedent means."""
        kinds = ("state", "capital", "city", "venue")
        heads = [m.head for m in self.c.mentions if m.last < first and m.kind in kinds]
        return heads[-1] if heads else -1

    def _restricted(self, token: Token) -> int:
        """Give the noun that a restrictive clause tells about: the nearest above that fits its verb ("the conference
        on aid that he hosted")."""
        wanted = self.v.of_verb([token.lemma.lower()])
        at = token.head
        while True:
            if wanted & self._acts(self.s[at]) or self.s[at].relation not in ("nmod", "conj", "appos"):
                break
            at = self.s[at].head
        return at if wanted & self._acts(self.s[at]) else token.head

    def _set_off(self, unit: Unit) -> bool:
        """Tell whether a comma stands before the clause."""
        first = min(unit.own)
        return self.s[first].upos == "PUNCT" or (first > 0 and self.s[first - 1].upos == "PUNCT")

    # what a word is ----------------------------------------------------------------------------------------------

    def _verbal(self, token: Token) -> bool:
        if token.upos in ("VERB", "AUX"):
            return True
        return self.s.child(token.i, "cop") is not None or self.s.child(token.i, "nsubj") is not None

    def _clausal(self, token: Token) -> bool:
        """Tell whether a phrase has subject and copula of its own, and so is a clause, hung as a phrase."""
        return self.s.child(token.i, "cop") is not None and self.s.child(token.i, "nsubj") is not None

    def _first(self, token: Token) -> Token:
        while token.relation == "conj" and token.head != token.i:
            token = self.s[token.head]
        return token

    def _infinitive(self, token: Token) -> bool:
        return any(t.text.lower() == "to" and t.upos == "PART" for t in self.s.children(token.i, "mark"))

    def _acts(self, token: Token) -> frozenset[str]:
        lemma = token.lemma.lower()
        keys = [lemma, *(f"{c.lemma.lower()} {lemma}" for c in self.s.children(token.i, "compound", "amod"))]
        return self.v.of_noun(keys)

    def _inside(self, token: Token) -> Iterator[int]:
        todo = [token.i]
        while todo:
            at = todo.pop()
            yield at
            todo.extend(c.i for c in self.s.children(at) if c.i not in self.kinds and c.relation not in LOOSE)

    def _dated(self, token: Token) -> bool:
        return any(
            i in self.c.date_words and self.c.date_words[i].kind != "duration"
            for i in self._inside(token)
            if i != token.i
        )

    def _housed(self, token: Token) -> bool:
        return any(
            (mention := self.c.mention_of(i)) is not None
            and mention.kind in ("state", "city", "capital", "venue", "region")
            and self.s.case(i) in ("in", "at", "to")
            for i in self._inside(token)
        )

    def _placed(self, token: Token) -> bool:
        return self._dated(token) or self._housed(token)

    def _compared(self, token: Token) -> bool:
        return any(
            self.s[i].lemma.lower() in self.v.first or self.s[i].text.lower() == "only" for i in self._inside(token)
        )

    def _first_of(self, token: Token) -> bool:
        """Tell whether the phrase says who was the first or only one to do something."""
        return self._compared(token) and (
            self._purpose(token) >= 0
            or any(
                c.upos == "VERB"
                for i in self._inside(token)
                for c in self.s.children(i, "acl", "xcomp", "advcl", "acl:relcl")
            )
        )

    def _purpose(self, token: Token) -> int:
        """Give the verb of "to come" right behind the phrase, wherever the tree hung it; -1 for none."""
        after = max(self._inside(token)) + 1
        if after + 1 < len(self.s) and self.s[after].text.lower() == "to" and self.s[after + 1].upos == "VERB":
            return after + 1
        return -1

    def _verb_means(self, verb: Token, token: Token) -> bool:
        return bool(self.v.of_verb([verb.lemma.lower()]) & self._acts(token)) or not self.v.of_verb(
            [verb.lemma.lower()]
        )

    def _objects(self, verb: Token) -> bool:
        nominals = (c for c in self.s.children(verb.i, "obj", "xcomp", "obl") if c.upos in ("NOUN", "PROPN", "NUM"))
        return any(self._acts(child) for child in nominals)

    def _alone(self, token: Token, governor: Token) -> bool:
        """Tell whether the clause has nothing but this phrase to tell ("he came for his first visit")."""
        return not any(
            self._acts(child) for child in self.s.children(governor.i, "obj", "nsubj", "xcomp") if child.i != token.i
        )

    def _under_phrase(self, token: Token) -> bool:
        return any(above.i in self.kinds and self.kinds[above.i] == "nominal" for above in self.s.ancestors(token.i))
