"""What came to nothing: acts that are called off, and those told as what was planned before they were."""

from collections.abc import Iterator

from communique.coding.context import Context
from communique.coding.drafts import Draft
from communique.coding.propositions import Proposition
from communique.language.analysis import Token
from communique.model import Participant

__all__ = ["Foiling", "fall"]

PAST = frozenset(["was", "were", "had"])
FALLING = ("meeting", "gathering", "agreement")


class Foiling:
    """Tell which acts of one sentence were called off, and which it tells as former plans."""

    def __init__(self, context: Context) -> None:
        self.s = context.sentence
        self.words = context.lexicon.classes

    def cancelled(self, proposition: Proposition) -> bool:
        """Tell whether the act is called off: by its own verb or noun, or by what the sentence goes on to tell."""
        if proposition.is_noun:
            return self._noun_cancelled(proposition) or self._dropped(proposition)
        return self._verb_cancelled(self.s[proposition.predicate]) or self._dropped(proposition)

    def intended(self, proposition: Proposition) -> bool:
        """Tell whether the act is told as a former plan: "was scheduled to visit", "a visit that had been due"."""
        return any(self._plan_of_past(t) for t in self._chain(proposition)) or (
            proposition.is_noun
            and any(self._plan_of_past(c) for c in self.s.children(proposition.predicate, "acl:relcl"))
        )

    def _noun_cancelled(self, proposition: Proposition) -> bool:
        noun = self.s[proposition.predicate]
        of_noun = noun.relation == "nmod" and self.s.case(noun.i) == "of"
        if of_noun and self.s[noun.head].lemma.lower() in self.words["calling_off_nouns"]:
            return True
        if proposition.governor in ("obj", "subj", "comp") and proposition.verb >= 0:
            words = self._words(self.s[proposition.verb])
            if words & self.words["calling_off"] and (proposition.governor == "obj" or "fall through" in words):
                return True
        if noun.relation != "nsubj":
            return False
        verb = self.s[noun.head]
        forced = (v for v in self.s.children(verb.i, "xcomp") if self.s.children(v.i, "aux:pass"))
        return any(self._calls_off(v) for v in forced) or (self._fails(verb) and self._known(noun))

    def _verb_cancelled(self, token: Token) -> bool:
        for child in self.s.children(token.i, "conj"):
            if child.lemma.lower() in self.words["calling_off_plainly"]:
                return True
        if token.relation not in ("xcomp", "acl"):
            return False
        named = next((t for t in self.s.ancestors(token.i) if t.relation != "nmod"), token)
        above = self.s.ancestors(named.i)
        return named.relation in ("nsubj", "obj") and any(self._calls_off(verb) for verb in above)

    def _dropped(self, proposition: Proposition) -> bool:
        """Tell whether a former plan is given up behind it: "was due to visit X but had to cancel"."""
        if not self.intended(proposition):
            return False
        after = (c for t in self._chain(proposition) for c in self.s.children(t.i, "conj", "parataxis") if c.i > t.i)
        verbs = (v for clause in after for v in (clause, *self.s.children(clause.i, "xcomp")))
        return any((self._calls_off(v) or self._fails(v)) and self._about_plan(v) for v in verbs)

    def _about_plan(self, verb: Token) -> bool:
        """Tell whether a verb has for object, or passive subject, nothing but the plan itself."""
        things = self.s.children(verb.i, "obj", "nsubj:pass") or (
            self.s.children(verb.i, "nsubj") if self._fails(verb) else []
        )
        return all(t.lemma.lower() in self.words["plans_themselves"] for t in things)

    def _chain(self, proposition: Proposition) -> Iterator[Token]:
        """Yield the verb of an act and those that it depends on as their infinitive or beside them."""
        at = proposition.verb if proposition.is_noun else proposition.predicate
        while at >= 0:
            token = self.s[at]
            yield token
            at = token.head if token.relation in ("xcomp", "conj") and token.head != at else -1

    def _plan_of_past(self, token: Token) -> bool:
        words = {a.text.lower() for a in self.s.children(token.i, "aux", "aux:pass", "cop")}
        marks = {m.text.lower() for m in self.s.children(token.i, "mark", "case")}
        if not words & PAST:
            return False
        was_to = "to" in marks and bool(words & {"was", "were"})
        return was_to or bool(marks & {"due", "set"}) or token.text.lower() in self.words["plans_of_past"]

    def _words(self, verb: Token) -> set[str]:
        lemma = verb.lemma.lower()
        beside = self.s.children(verb.i, "compound:prt", "advmod", "obl", "advcl", "obj")
        return {lemma} | {f"{lemma} {c.lemma.lower()}" for c in beside}

    def _calls_off(self, verb: Token) -> bool:
        return bool(self._words(verb) & self.words["calling_off"])

    def _fails(self, verb: Token) -> bool:
        """Tell whether a verb says that something does not take place."""
        negated = any(c.text.lower() in ("not", "n't", "n’t", "never") for c in self.s.children(verb.i, "advmod"))
        return negated and bool(self._words(verb) & self.words["taking_place"])

    def _known(self, noun: Token) -> bool:
        """Tell whether an act is one that was to be: "the visit", "her planned visit"."""
        return any(d.text.lower() in ("the", "this", "that") for d in self.s.children(noun.i, "det")) or bool(
            self.s.children(noun.i, "nmod:poss")
        )


def fall(drafts: list[Draft]) -> None:
    """Let what was planned for a journey fall with it: talks in the country, or with its people."""
    journeys = [d for d in drafts if d.type == "visit" and d.place.country]
    for visit in (d for d in journeys if d.status == "cancelled"):
        for draft in drafts:
            if draft.type in FALLING and _hangs_on(draft, visit) and not _made_otherwise(draft, visit, journeys):
                draft.status = "cancelled"
                draft.note("status", "cancelled", None, "the journey called off")
                if visit.when is not None and (draft.when is None or draft.loose):
                    draft.undate()
                    draft.when = visit.when
                    draft.note("date", visit.when.edtf, None, "the journey called off")


def _hangs_on(draft: Draft, visit: Draft) -> bool:
    if draft.status != "planned" or not set(visit.actors) & set(draft.everyone()):
        return False
    if not draft.may_coincide(visit):
        return False
    there = visit.place.country
    return draft.place.country == there or (there in draft.codes() and not draft.place.country)


def _made_otherwise(draft: Draft, visit: Draft, journeys: list[Draft]) -> bool:
    """Tell whether another journey of the same people to the same country may hold the act."""
    people: set[Participant] = set(visit.actors) & set(draft.everyone())
    return any(
        d.status in ("planned", "occurred")
        and d.place.country == visit.place.country
        and people & set(d.actors)
        and d.may_coincide(draft)
        for d in journeys
        if d is not visit
    )
