"""Propositions: the dependency tree normalised to predicates and their arguments.

Verbs and nouns alike become predicates with the same slots, so that "A met B", "B was met by A", "A, who met B", "to
meet B" (said of A) and "the talks that A held with B" read alike (cf. White et al. 2016, "Universal Decompositional
Semantics on Universal Dependencies", PredPatt). Slots: `subj` and `obj` (logical, the passive undone), `iobj`, `poss`,
`mod` (compound or adjective before a noun), `comp` (a clause), `aim` (an infinitive of purpose), `honour` ("in honour
of"), and a preposition ("with", "to", "in" …); a slot that begins with "~" hangs lower in the tree and may belong here.
"""

import functools
from collections.abc import Iterator

import msgspec

from communique.coding.members import carried, identified
from communique.coding.strays import MEANS, misplaced, parted_object, stray
from communique.language.analysis import Sentence, Token

__all__ = ["Argument", "Proposition", "propositions"]

OBJECT_CONTROL = frozenset(
    "invite urge ask call allow enable force order tell instruct send lead bring help persuade encourage "
    "require request expect want take".split()
)
ASKING = frozenset("invite ask urge encourage tell order persuade instruct allow enable authorise authorize".split())
REACTING = frozenset(
    "thank praise congratulate commend applaud criticize criticise condemn blame accuse honor honour credit "
    "denounce fault sanction suspect".split()
)
PLACE_ADVERBS = frozenset(["there", "here", "where", "home", "abroad"])
TOGETHER = frozenset(["together", "home", "back", "off", "away", "aside"])
MAX_DEPTH = 12


class Argument(msgspec.Struct, frozen=True):
    """A slot and the head word of what fills it; `inherited` where another clause of the sentence filled it."""

    slot: str
    token: int
    inherited: bool = False


class Proposition(msgspec.Struct, frozen=True):
    """A predicate with its arguments.

    `predicate` is the word that names the act, `verb` the verb that carries tense and mood (the support verb or
    governor of a noun; -1 where there is none), `keys` the lemmas by which the lexicon finds it, `governor` how a noun
    hangs on its verb ("obj", "subj", a preposition …).
    """

    predicate: int
    verb: int
    is_noun: bool
    keys: tuple[str, ...]
    arguments: tuple[Argument, ...]
    governor: str = ""
    passive: bool = False

    def filled(self, slot: str) -> list[Argument]:
        """Give the arguments in one slot."""
        return [a for a in self.arguments if a.slot == slot]


@functools.lru_cache(maxsize=8)
def propositions(sentence: Sentence) -> tuple[Proposition, ...]:
    """Give the propositions of a sentence in order of their predicates: one a verb, one a common noun.

    Those of the last few sentences are kept, for several workers ask for them.
    """
    frames = _Frames(sentence)
    found: list[Proposition] = []
    for token in sentence:
        if token.upos == "VERB" or (token.upos == "AUX" and token.relation not in ("aux", "cop")):
            found.append(frames.verb(token))
        elif token.upos in ("NOUN", "PROPN") and token.relation not in ("flat", "fixed"):
            found.append(frames.noun(token))
        elif token.upos == "ADJ" and sentence.child(token.i, "cop") is not None:
            found.append(frames.verb(token))
    return tuple(found)


class _Frames:
    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self._verbs: dict[int, list[Argument]] = {}

    def verb(self, token: Token) -> Proposition:
        lemma = token.lemma.lower()
        keys = [lemma]
        for child in self.s.children(token.i, "compound", "obj", "xcomp", "advmod", "obl"):
            particle = child.deprel == "compound:prt"
            if particle or (
                child.relation in ("obj", "xcomp", "advmod") and child.upos in ("NOUN", "ADP", "ADV", "ADJ")
            ):
                keys.append(f"{lemma} {child.lemma.lower()}")
            elif child.relation == "obl" and (case := self.s.case(child.i)):
                keys.append(f"{lemma} {case}")
        for later in self.s.tokens[token.i + 1 : token.i + 12]:
            if later.upos in ("VERB", "AUX", "PUNCT"):
                break
            if later.text in TOGETHER and later.upos == "ADV":
                keys.append(f"{lemma} {later.text}")
        return Proposition(
            token.i,
            token.i,
            False,
            tuple(dict.fromkeys(keys)),
            tuple(self.arguments(token.i)),
            passive=self.passive(token.i),
        )

    def noun(self, token: Token) -> Proposition:
        keys = [token.lemma.lower()]
        for child in self.s.children(token.i, "compound", "amod"):
            keys.append(f"{child.lemma.lower()} {token.lemma.lower()}")
        arguments = list(self._nominal(token.i))
        if token.relation == "conj" and not any(a.slot == "poss" for a in arguments):
            arguments += [Argument("poss", c.i) for c in self.s.children(token.head, "nmod:poss")]
        verb, governor = self._governor(token)
        if verb >= 0:
            inside = set(self.s.subtree(token.i, without=frozenset(["acl"])))
            arguments += [
                Argument(a.slot, a.token, True)
                for a in self.arguments(verb)
                if a.token not in inside and not (governor == "obj" and a.slot == "obj")
            ]
            if self.s.child(verb, "cop") is not None and self.s.case(verb) in ("in", "at", "to"):
                arguments.append(Argument(self.s.case(verb), verb, True))
            elif self.s.child(verb, "cop") is not None and self.s[verb].lemma.lower() in ("here", "there"):
                arguments.append(Argument("in", verb, True))
        passive = verb >= 0 and self.passive(verb)
        return Proposition(
            token.i, verb, True, tuple(dict.fromkeys(keys)), tuple(_unique(arguments)), governor, passive
        )

    def _outer_subject(self, noun: Token, verb: int) -> Iterator[Argument]:
        """Give the subject of the clause around "talks held in Jeddah", where the act itself names nobody."""
        head = self.s[noun.head]
        if self.s[verb].head == noun.i and head.i != noun.i and head.upos == "VERB":
            for argument in self.arguments(head.i):
                if argument.slot == "subj":
                    yield Argument("subj", argument.token, True)

    # verbs -------------------------------------------------------------------------------------------------------

    def passive(self, verb: int) -> bool:
        """Tell whether the verb stands in the passive or is a past participle after a noun."""
        token = self.s[verb]
        if self.s.child(verb, "aux:pass") is not None:
            return True
        if self.s.child(verb, "nsubj") is not None and self.s.child(verb, "nsubj:pass") is None:
            return False
        if self.s.child(verb, "nsubj:pass") is not None or "Voice=Pass" in token.feats:
            return token.xpos != "VBD"
        return token.xpos == "VBN" and token.relation in ("acl", "advcl", "amod") and self.s.child(verb, "aux") is None

    def arguments(self, verb: int, depth: int = 0) -> list[Argument]:
        """Give the arguments of a verb, those inherited from other clauses included."""
        if verb in self._verbs:
            return self._verbs[verb]
        self._verbs[verb] = []
        found = list(self._own(verb))
        passive = self.passive(verb)
        slot = "obj" if passive else "subj"
        if depth < MAX_DEPTH and not any(a.slot == slot for a in found):
            found += [Argument(slot, t, True) for t in self._borrowed_subject(verb, found, depth)]
        found += self._relative(verb, found)
        found = list(_unique(found))
        self._verbs[verb] = found
        return found

    def _own(self, verb: int) -> Iterator[Argument]:
        passive = self.passive(verb)
        stolen = self._stolen_subject(self.s[verb])
        for child in self.s.children(verb):
            if child.i == stolen:
                continue
            if _is_relative(child) or any(_is_relative(c) for c in self.s.children(child.i) if child.relation == "obl"):
                continue
            slot = self._slot(child, passive)
            if slot:
                yield Argument(slot, child.i)
            if child.lemma.lower() in ("honour", "honor"):
                yield from (Argument("honour", c.i) for c in self.s.children(child.i, "nmod", "nmod:poss"))
            if child.relation == "advcl" and any(m.text.lower() == "to" for m in self.s.children(child.i, "mark")):
                yield Argument("aim", child.i)
            if child.relation in ("obj", "obl"):
                yield from (Argument(*found) for found in stray(self.s, child, passive=passive))
        yield from (Argument(*found) for found in misplaced(self.s, verb))
        if not passive and self.s.child(verb, "obj", "ccomp", "xcomp") is None:
            yield from (Argument(*found) for found in parted_object(self.s, verb))

    def _slot(self, child: Token, passive: bool) -> str:
        relation, deprel = child.relation, child.deprel
        if relation in ("nsubj", "csubj"):
            if any(t.text == ":" for t in self.s.tokens[child.head + 1 : child.i]):
                return "obj" if self.s.children(child.head, "nsubj", "csubj")[0].i < child.head else "subj"
            return "obj" if deprel.endswith("pass") or (passive and deprel != "nsubj:outer") else "subj"
        if relation == "obj":
            return "obj"
        if relation == "iobj":
            return "iobj"
        if relation in ("ccomp", "xcomp"):
            return "comp"
        if relation == "obl":
            case = self.s.case(child.i)
            if (deprel == "obl:agent" or (passive and case == "by")) and child.lemma.lower() not in MEANS:
                return "subj"
            return case or "obl"
        if relation == "advmod" and child.lemma.lower() in PLACE_ADVERBS:
            return "in"
        if relation == "nmod":
            return self.s.case(child.i)
        return ""

    def _borrowed_subject(self, verb: int, found: list[Argument], depth: int) -> list[int]:
        """Find the subject of a verb that has none of its own: coordination, control, participles, purpose clauses."""
        token = self.s[verb]
        head = token.head
        if head == verb:
            return []
        governor = self.s[head]
        if token.relation == "conj" and governor.upos in ("VERB", "AUX", "ADJ"):
            return self._surface_subject(head, depth)
        if token.relation == "xcomp":
            if governor.lemma.lower() in OBJECT_CONTROL:
                objects = [a.token for a in self.arguments(head, depth + 1) if a.slot in ("obj", "iobj")]
                if objects:
                    return objects
            return self._surface_subject(head, depth)
        if token.relation == "ccomp":
            stolen = self._stolen_subject(governor)
            if stolen is not None and stolen < verb:
                return [stolen]
        if token.relation == "advcl" and governor.lemma.lower() in REACTING and self._marked_for(token):
            objects = [a.token for a in self.arguments(head, depth + 1) if a.slot in ("obj", "iobj")]
            if objects:
                return objects
        if token.relation == "advcl" and governor.lemma.lower() in ASKING and self._infinitive(token):
            objects = [a.token for a in self.arguments(head, depth + 1) if a.slot == "obj" and a.token < verb]
            if objects:
                return objects
        if token.relation == "advcl" or token.relation == "parataxis":
            if governor.upos in ("VERB", "AUX", "ADJ"):
                return self._surface_subject(head, depth) if token.relation == "advcl" else []
            return [head] if governor.upos in ("NOUN", "PROPN") else []
        if token.deprel == "acl" and governor.upos in ("NOUN", "PROPN", "PRON"):
            return self._of_participle(token, governor, depth)
        if (
            token.relation in ("ccomp",)
            and self.s.child(verb, "mark") is None
            and token.feats.find("VerbForm=Ger") >= 0
        ):
            return self._surface_subject(head, depth)
        return []

    def _infinitive(self, token: Token) -> bool:
        return any(c.upos == "PART" and c.text.lower() == "to" for c in self.s.children(token.i, "mark"))

    def _marked_for(self, token: Token) -> bool:
        return any(c.text.lower() in ("for", "of", "on", "over") for c in self.s.children(token.i, "mark", "case"))

    def _stolen_subject(self, verb: Token) -> int | None:
        """Give the subject that a verb of saying at the end took from what is said: "A and B met, C said"."""
        subjects = [c.i for c in self.s.children(verb.i, "nsubj")]
        said = self.s.child(verb.i, "ccomp")
        if said is None or len(subjects) < 2 or not subjects[0] < said.i < subjects[-1]:
            return None
        return subjects[0]

    def _of_participle(self, token: Token, governor: Token, depth: int) -> list[int]:
        if not self._infinitive(token):
            issuing = carried(self.s, governor) if token.xpos == "VBG" else None
            return self._surface_subject(issuing, depth) if issuing is not None else [identified(self.s, governor.i)]
        above = self.s[governor.head]
        owners = [c.i for c in self.s.children(governor.i, "nmod:poss")]
        if owners:
            return owners
        if above.upos in ("VERB", "AUX") and governor.relation in ("obj", "obl", "xcomp"):
            return self._surface_subject(above.i, depth)
        return [governor.i]

    def _surface_subject(self, verb: int, depth: int) -> list[int]:
        slot = "obj" if self.passive(verb) else "subj"
        return [a.token for a in self.arguments(verb, depth + 1) if a.slot == slot]

    def _relative(self, verb: int, found: list[Argument]) -> Iterator[Argument]:
        """Put the antecedent in the place of a relative pronoun, or in the empty place of a bare relative clause."""
        top = verb
        while self.s[top].relation in ("conj", "xcomp", "ccomp") and self.s[top].head != top:
            top = self.s[top].head
        token = self.s[top]
        if token.deprel != "acl:relcl" and not (token.relation == "acl" and top != verb):
            return
        antecedent = identified(self.s, token.head)
        passive = self.passive(verb)
        for child in self.s.children(verb):
            if _is_relative(child):
                if child.deprel == "nmod:poss" or child.text.lower() == "whose":
                    continue
                slot = "in" if child.lemma.lower() == "where" else self._slot(child, passive)
                if slot == "obl" and not any(a.slot == "obj" for a in found):
                    slot = "obj"
                if slot in ("obj", "obl") and not passive and not any(a.slot == "subj" for a in found):
                    slot = "subj"
                if slot:
                    yield Argument(slot, antecedent)
                    return
            for inner in self.s.children(child.i):
                if _is_relative(inner) and child.relation in ("nsubj", "obj", "obl") and inner.deprel != "nmod:poss":
                    yield Argument(self._slot(child, passive) or "obl", antecedent)
                    return
        slots = {a.slot for a in found}
        if "subj" in slots and "obj" not in slots and not passive and self.s.child(verb, "xcomp", "ccomp") is None:
            yield Argument("obj", antecedent)

    # nouns -------------------------------------------------------------------------------------------------------

    def _nominal(self, noun: int) -> Iterator[Argument]:
        for child in self.s.children(noun):
            if child.deprel == "nmod:poss":
                yield Argument("poss", child.i)
            elif child.relation == "nmod" and child.deprel not in ("nmod:desc", "nmod:unmarked"):
                yield Argument(self.s.case(child.i) or "mod", child.i)
                if child.lemma.lower() in ("honour", "honor"):
                    yield from (Argument("honour", c.i) for c in self.s.children(child.i, "nmod", "nmod:poss"))
                yield from (Argument(*found) for found in stray(self.s, child))
            elif child.relation == "nsubj":
                yield Argument("subj", child.i)
            elif child.relation in ("compound", "amod") or child.deprel == "nmod:desc":
                yield Argument("mod", child.i)
            elif child.relation == "appos":
                yield Argument("appos", child.i)
            elif child.relation in ("acl", "ccomp"):
                yield Argument("comp", child.i)
            elif child.relation == "obl":
                yield Argument(self.s.case(child.i) or "obl", child.i)

    def _governor(self, token: Token) -> tuple[int, str]:
        """Give the verb that supports or governs an event noun, and by which relation."""
        first = token
        while first.relation == "conj" and self.s[first.head].upos in ("NOUN", "PROPN"):
            first = self.s[first.head]
        modifier = self._clause_on(token) or self._clause_on(first)
        head = self.s[first.head]
        if (
            first.head != first.i
            and (head.upos in ("VERB", "AUX", "ADJ") or self.s.child(head.i, "cop") is not None)
            and first.relation in ("obj", "nsubj", "obl", "xcomp", "iobj", "advcl", "nmod", "ccomp")
        ):
            slot = self._slot(first, self.passive(head.i)) or first.relation
            if modifier is not None and slot != "obj":
                return modifier
            return head.i, slot
        if modifier is not None:
            return modifier
        if self.s.child(token.i, "cop") is not None or token.relation == "root":
            return -1, "root"
        if head.upos in ("NOUN", "PROPN") and first.relation in ("nmod", "appos", "compound"):
            return self._above(head), "nmod"
        return -1, first.relation

    def _above(self, token: Token) -> int:
        for ancestor in [token, *self.s.ancestors(token.i)]:
            if ancestor.upos in ("VERB", "AUX"):
                return ancestor.i
        return -1

    def _clause_on(self, noun: Token) -> tuple[int, str] | None:
        """Find a clause on the noun in which it is the object: "talks held by A", "the trip that A made"."""
        for child in self.s.children(noun.i, "acl"):
            if child.upos == "VERB" and any(a.slot == "obj" and a.token == noun.i for a in self.arguments(child.i)):
                return child.i, "obj"
        return None


def _is_relative(token: Token) -> bool:
    return "PronType=Rel" in token.feats or (token.lemma.lower() in ("which", "who", "whom") and token.upos == "PRON")


def _unique(arguments: list[Argument]) -> Iterator[Argument]:
    seen: set[tuple[str, int]] = set()
    for argument in arguments:
        if (argument.slot, argument.token) not in seen:
            seen.add((argument.slot, argument.token))
            yield argument
