"""Whether an act happened, is planned, was called off, is denied, or is merely spoken of (design, idea 7).

Decided in one place, from tense, mood, negation and the verbs above (cf. Saurí and Pustejovsky 2009, "FactBank").
"""

from itertools import pairwise

from communique.coding.context import Context
from communique.coding.foiling import Foiling
from communique.coding.propositions import Proposition
from communique.language.analysis import Token

__all__ = ["Factuality"]

MODALS = {
    "will": "planned",
    "shall": "planned",
    "'ll": "planned",
    "’ll": "planned",
    "would": "would",
    "should": "",
    "could": "",
    "may": "",
    "might": "",
    "must": "",
    "can": "",
    "cannot": "",
    "need": "",
    "ought": "",
}
IMAGINING = frozenset(["would", "could", "might", "should"])


class Factuality:
    """Decide the status of propositions in one sentence."""

    def __init__(self, context: Context) -> None:
        self.c = context
        self.s = context.sentence
        self.words = context.lexicon.classes
        self.foiling = Foiling(context)

    def of(self, proposition: Proposition) -> str:
        """Give "occurred", "planned", "cancelled" or "denied", "" where the act is not asserted at all."""
        predicate = self.s[proposition.predicate]
        if self.foiling.cancelled(proposition):
            return "cancelled"
        if proposition.is_noun:
            return self._noun(proposition, predicate)
        told = self.verb(predicate)
        awaited = predicate.lemma.lower() in self.words["awaiting"] and told in ("occurred", "present")
        return "planned" if awaited else told

    def verb(self, token: Token, depth: int = 0) -> str:
        """Give the status that a verb's own tense and mood and those of the verbs above give to its act."""
        if depth > 6:
            return ""
        if self._negated(token.i):
            return "negated"
        own = self._tense(token)
        if own != "open":
            return self._under_report(token, own)
        return self._inherited(token, depth)

    def _tense(self, token: Token) -> str:
        """Read auxiliaries and form: "open" where the verb is not finite and leaves it to its governor."""
        auxiliaries = self.s.children(token.i, "aux", "aux:pass")
        words = [a.text.lower() for a in auxiliaries]
        marks = {m.text.lower() for m in self.s.children(token.i, "mark", "case")}
        to_be = self._has_to(token) and any(w in ("is", "are", "was", "were", "am") for w in words)
        if to_be and "have" in words and any(w in ("was", "were") for w in words):
            return "cancelled"
        if marks & {"due", "set"} or to_be:
            return "planned"
        for word in words:
            if word in MODALS:
                status = MODALS[word]
                if status == "would":
                    return "would"
                if status == "" and word in ("could", "would") and "have" in words:
                    return ""
                return status
        copula = self.s.child(token.i, "cop")
        if copula is not None:
            return (
                "occurred"
                if copula.xpos == "VBD" or "has" in words or "had" in words
                else "present"
                if copula.xpos in ("VBZ", "VBP")
                else "open"
            )
        if any(w in ("is", "are", "'s", "’s", "am") for w in words) and token.xpos == "VBG":
            return "present"
        if words and not (token.xpos in ("VBG",) and not auxiliaries):
            if token.xpos == "VBN" and any(w in ("is", "are") for w in words) and "has" not in words:
                return "present"
            return "occurred" if "be" not in words else "open"
        if token.xpos == "VBD":
            return "occurred"
        if token.xpos in ("VBP", "VBZ"):
            return "present"
        if token.xpos == "VB" and not self._has_to(token) and token.relation in ("root", "ccomp", "parataxis"):
            return "present"
        return "open"

    def _inherited(self, token: Token, depth: int) -> str:
        """Give the status that a non-finite verb takes from its governor."""
        governor = self.s[token.head]
        if governor.i == token.i:
            return "planned" if self._has_to(token) else "occurred"
        lemma = governor.lemma.lower()
        infinitive = self._has_to(token)
        if token.relation == "conj":
            return self.verb(governor, depth + 1) if governor.upos in ("VERB", "AUX", "ADJ") else "occurred"
        if token.relation in ("xcomp", "ccomp") or (infinitive and token.relation in ("advcl", "acl", "obl")):
            return self._under(governor, lemma, infinitive, token, depth)
        if token.relation in (
            "advcl",
            "acl",
            "amod",
            "csubj",
            "nsubj",
            "obl",
            "obj",
            "nmod",
            "parataxis",
            "appos",
            "dep",
        ):
            if token.xpos == "VBN" and token.relation == "advcl" and not self.s.children(token.i, "mark"):
                return "occurred"
            if token.xpos == "VBN" and token.relation in ("acl", "amod"):
                return "planned" if lemma in self.words["ahead_words"] else "occurred"
            if governor.upos in ("VERB", "AUX"):
                above = self.verb(governor, depth + 1)
                if above in ("occurred", "planned", "present", "negated"):
                    return "occurred" if above == "negated" else above
                return above
            return "occurred"
        return "occurred"

    def _under(self, governor: Token, lemma: str, infinitive: bool, token: Token, depth: int) -> str:
        if governor.upos in ("NOUN", "PROPN"):
            accepted = lemma == "invitation" and self.s[governor.head].lemma.lower() in ("accept", "take")
            return (
                "planned" if accepted or lemma in ("plan", "decision", "agreement", "schedule", "trip", "order") else ""
            )
        above = self.verb(governor, depth + 1) if governor.upos in ("VERB", "AUX", "ADJ") else "occurred"
        if above in ("", "negated"):
            return above
        if governor.upos == "ADJ" and lemma in self.words["willing"] and lemma not in ("set", "due"):
            return ""
        if governor.upos in ("ADJ", "VERB") and infinitive and lemma in self.words["glad"]:
            return above
        if lemma in ("have", "be", "remain") and infinitive and self._yet(governor, token):
            return "negated"
        if lemma in ("have", "be") and infinitive:
            return "planned"
        if lemma in self.words["wishing"] or lemma in ("ready",):
            return ""
        if token.relation == "advcl" and infinitive:
            return above if above in ("planned", "would") else "purpose"
        if lemma in self.words["planning"] or governor.text.lower() in self.words["planned_states"]:
            return "planned"
        if governor.text.lower() == "going" and infinitive:
            return "planned"
        if lemma in self.words["realised"] or not infinitive:
            return above
        return "planned" if infinitive and token.relation == "xcomp" else above

    def _yet(self, governor: Token, token: Token) -> bool:
        """Tell whether an act has "yet to" be done."""
        between = self.s.tokens[governor.i : token.i]
        return any(a.text.lower() == "yet" and b.text.lower() == "to" for a, b in pairwise(between))

    def _under_report(self, token: Token, own: str) -> str:
        """Let the verbs above a finite clause count: wished, conditional, denied."""
        if any(m.text.lower() in ("if", "unless", "whether", "lest") for m in self.s.children(token.i, "mark")):
            return ""
        current = token
        for above in self.s.ancestors(token.i):
            if current.relation in ("ccomp", "acl", "conj", "parataxis"):
                lemma = above.lemma.lower()
                if above.upos == "NOUN" and self.c.lexicon.among(lemma, ("rumour",)):
                    verb = self.s[above.head]
                    return "denied" if verb.lemma.lower() in self.words["denying"] else ""
                if current.relation == "ccomp" and lemma in self.words["denying"]:
                    return "denied"
                if current.relation == "ccomp" and lemma in (
                    "hope",
                    "wish",
                    "demand",
                    "urge",
                    "propose",
                    "suggest",
                    "recommend",
                    "insist",
                    "imagine",
                    "suppose",
                ):
                    return "" if own != "planned" or lemma != "suggest" else own
                if (
                    current.relation == "ccomp"
                    and self._negated(above.i)
                    and lemma in ("say", "confirm", "announce", "know")
                ):
                    return ""
            current = above
        if own == "would":
            return "planned" if self._reported(token) else ""
        return own

    def _reported(self, token: Token) -> bool:
        around = [*self.s.ancestors(token.i), *self.s.children(token.i, "parataxis")]
        return any(t.lemma.lower() in self.words["reporting"] for t in around)

    def _noun(self, proposition: Proposition, predicate: Token) -> str:
        modifiers = {t.text.lower() for t in self.s.children(predicate.i, "amod", "det", "compound")}
        if modifiers & {"no"}:
            return "negated"
        if self._imagined(predicate):
            return ""
        if proposition.governor and proposition.verb >= 0:
            verb = self.s[proposition.verb]
            lemma = verb.lemma.lower()
            status = self.verb(verb)
            if proposition.governor in ("obj", "subj"):
                if proposition.governor == "obj" and lemma in ("deny", "refute", "rebut"):
                    return "denied" if status in ("occurred", "present") else ""
                if self.c.lexicon.among(lemma, ("support", "occur", "travel_support", "sending", "exchanging")):
                    return status
                if proposition.governor == "obj" and self.c.lexicon.among(lemma, ("comprising",)):
                    return status
                if lemma in self.words["wishing"] or lemma in (
                    "prepare",
                    "plan",
                    "schedule",
                    "expect",
                    "await",
                    "anticipate",
                    "arrange",
                    "finalise",
                    "finalize",
                ):
                    return "planned" if lemma not in self.words["wishing"] else ""
                if modifiers & self.words["ahead_words"]:
                    return "planned"
                return "background" if status in ("occurred", "present") else status
            if proposition.governor in self.words["before_words"]:
                past = proposition.governor == "before" and status == "occurred"
                return "planned" if status in ("planned", "present") else "anterior" if past else "before"
            if proposition.governor == "for" and lemma in (
                "call",
                "hope",
                "push",
                "press",
                "wait",
                "prepare",
                "ask",
                "appeal",
                "look",
                "aim",
            ):
                return ""
            if modifiers & self.words["ahead_words"]:
                return "planned"
            if proposition.governor == "nmod" and status in ("planned", "would") and self._given(predicate):
                return "background"
            return "occurred" if status in ("occurred", "present", "negated", "background") else status
        if modifiers & self.words["ahead_words"]:
            return "planned"
        if self.s.child(predicate.i, "cop") is not None:
            told = self.verb(predicate)
            return told if told in ("planned", "would") else "occurred"
        return "occurred" if proposition.governor == "root" else "background"

    def _given(self, noun: Token) -> bool:
        """Tell whether an act is presupposed rather than planned: "in return for X's visit in March"."""
        owned = self.s.child(noun.i, "nmod:poss") is not None
        return owned and not self.c.lexicon.among(self.s[noun.head].lemma.lower(), ("plan_nouns",))

    def _imagined(self, noun: Token) -> bool:
        """Tell whether a relative clause says that the act is only a wish: "the talks that he would like to host"."""
        inner = self.s.subtree(noun.i, without=frozenset(["acl", "appos", "parataxis"]))
        clauses = [c for w in inner for c in self.s.children(w, "acl:relcl")]
        held = [c for c in clauses if c.head == noun.i or self.c.lexicon.among(c.lemma.lower(), ("support",))]
        for clause in held:
            modal = any(a.text.lower() in IMAGINING for a in self.s.children(clause.i, "aux"))
            subject, obj = self.s.child(clause.i, "nsubj"), self.s.child(clause.i, "obj")
            of_others = subject is not None and "PronType=Rel" not in subject.feats
            open_object = obj is None or "PronType=Rel" in obj.feats
            if modal and of_others and open_object and not self._reported(clause):
                return True
        return False

    def _negated(self, i: int) -> bool:
        for child in self.s.children(i, "advmod", "det", "neg", "cc:preconj"):
            if (
                child.text.lower() in ("not", "n't", "n’t", "never", "neither", "nor", "hardly", "without", "longer")
                and child.i < i + 1
            ):
                return True
        for child in self.s.children(i, "nsubj", "nsubj:pass", "obj"):
            if any(d.text.lower() in ("no", "neither") for d in self.s.children(child.i, "det")):
                return True
        return any(m.text.lower() == "without" for m in self.s.children(i, "mark"))

    def _has_to(self, token: Token) -> bool:
        return any(c.text.lower() == "to" for c in self.s.children(token.i, "mark", "case"))
