"""What a sentence says of acts told before it: who they were with, that they were called off, who brokered them."""

import re
from collections.abc import Iterator

from communique.coding.building import Builder
from communique.coding.drafts import Draft
from communique.coding.propositions import Proposition, propositions
from communique.model import Participant, Span

__all__ = ["MEMBERS", "Pointing"]

MEMBERS = re.compile(
    r"(?P<all>(?:They|These|The (?:new )?(?:ambassadors|envoys|diplomats|leaders|ministers|presidents|countries))"
    r" (?:are|were)\b(?! \w+(?:ed|ing)\b))"
    r"|(?:Among (?:them|these|those)|Included) (?:are|were|was|is)\b|They include[d]?\b",
    re.I,
)
PEOPLE = ("person", "office", "state", "nationality", "organisation")
PLACES = ("state", "city", "capital")
SETTLING = ("pact", "peace_talks", "talks")
POINTERS = ("it", "this", "that")
CALLABLE = ("visit", "meeting", "call", "gathering", "agreement")
STATED = re.compile(r"\b(?:statement|communiqu[eé])s?\b", re.I)


class Pointing:
    """The acts of one document so far, as later sentences point back to them."""

    def __init__(self) -> None:
        self.told: list[Draft] = []
        self.last: list[Draft] = []
        self.settled: tuple[tuple[Participant, ...], str, Span | None] = ((), "", None)
        self.told_of: Draft | None = None

    def sentence(self, builder: Builder, drafts: list[Draft]) -> list[Draft]:
        """Give the drafts of a sentence with those that it adds; what it says of earlier ones is put into them."""
        drafts = [*drafts, *self._members(builder)]
        drafts = self._called_off(builder, drafts)
        for draft in drafts:
            if draft.type == "mediation" and not draft.targets:
                self._mediated(builder, draft)
        self._note_settled(builder, drafts)
        self.told += drafts
        self.last = drafts
        return drafts

    # those who are named in the next sentence --------------------------------------------------------------------

    def _members(self, builder: Builder) -> list[Draft]:
        for draft in self.last:
            ceremony = draft.type == "representation" and draft.form == "credentials"
            if ceremony and (draft.count or 0) > 1 and not draft.targets and self._envoys(builder, draft):
                return []
        found = MEMBERS.match(builder.s.text, builder.s.start)
        if found is None:
            return []
        heads = [m.head for m in builder.c.mentions if builder.s[m.first].start >= found.end()]
        for draft in reversed(self.last):
            if draft.type == "representation" and draft.form == "credentials" and not draft.targets:
                self._presented(builder, draft, heads)
                return []
            if draft.type in ("meeting", "call", "visit") and (draft.count or 0) > 1:
                made = list(self._each(builder, draft, heads))
                if found["all"] and len(made) >= (draft.count or 0):
                    self._replace(draft, made)
                    return made[1:]
                return made
        return []

    def _envoys(self, builder: Builder, draft: Draft) -> bool:
        """Let the envoys who were counted be those of whom the next sentence names just as many."""
        for kinds in (("person",), PEOPLE):
            named: dict[str, tuple[Participant, int]] = {}
            for mention in builder.c.mentions:
                for participant in builder.parties.one(mention.head) if mention.kind in kinds else ():
                    if participant.code not in {a.code for a in draft.actors}:
                        named.setdefault(participant.code, (participant, mention.head))
            if len(named) == draft.count:
                for participant, head in named.values():
                    draft.targets.append(participant)
                    draft.note("participant", str(participant), builder.c.span([head]), "named in the next sentence")
                return True
        return False

    def _presented(self, builder: Builder, draft: Draft, heads: list[int]) -> None:
        for head in heads:
            mention = builder.c.mention_of(head)
            if mention is None or mention.kind not in PEOPLE:
                continue
            for participant in builder.parties.all(head):
                target = Participant(participant.code)
                if target not in draft.targets and target.code not in {a.code for a in draft.actors}:
                    draft.targets.append(target)
                    draft.note("participant", str(target), builder.c.span([head]), "named in the next sentence")

    def _each(self, builder: Builder, draft: Draft, heads: list[int]) -> Iterator[Draft]:
        """Yield the act once for each person met or country visited."""
        for head in heads:
            mention = builder.c.mention_of(head)
            copy = draft.copy()
            copy.count = None
            copy.provenance = [p for p in copy.provenance if p.field != "count"]
            copy.order = builder.s[head].start
            if draft.type == "visit":
                place = builder.places.of(head) if mention is not None and mention.kind in PLACES else None
                if place:
                    copy.locate(place, builder.c.span([head]), "named in the next sentence")
                    yield copy
            elif mention is not None and mention.kind in PEOPLE:
                others = [p for p in builder.parties.one(head) if p not in draft.actors]
                if others:
                    copy.actors = [*draft.actors, *others]
                    copy.note("participant", str(others[0]), builder.c.span([head]), "named in the next sentence")
                    yield copy

    def _replace(self, draft: Draft, made: list[Draft]) -> None:
        """Let the first of the single acts stand in the place of the counted one."""
        first = made[0]
        draft.actors, draft.place, draft.count, draft.provenance = (
            first.actors, first.place, None, first.provenance,
        )  # fmt: skip

    # called off --------------------------------------------------------------------------------------------------

    def _called_off(self, builder: Builder, drafts: list[Draft]) -> list[Draft]:
        words = builder.c.lexicon.classes
        ends = words["calling_off"]
        first = {word.split()[0] for word in ends}
        if not any(t.lemma.lower() in first for t in builder.s):
            return drafts
        for proposition in propositions(builder.s):
            if not proposition.is_noun or builder.factuality.of(proposition) != "cancelled":
                continue
            at = builder.s[proposition.predicate].start
            new = [d for d in drafts if d.status == "cancelled" and d.order == at]
            drafts = [d for d in drafts if not any(_retells(d, c) for c in new)]
            plan = self._plan(builder, proposition, new, drafts) if _is_definite(builder, proposition) else None
            if plan is not None:
                plan.status = "cancelled"
                plan.note("status", "cancelled", builder.c.span([proposition.verb]), "called off")
                drafts = [d for d in drafts if d not in new]
        return drafts

    def _plan(self, builder: Builder, proposition: Proposition, new: list[Draft], drafts: list[Draft]) -> Draft | None:
        """Give the plan that "the trip was called off" undoes: the last of its type with the same people."""
        types = {sense.type for sense in builder.c.lexicon.of(proposition.keys, True)} & set(CALLABLE)
        at = builder.s[proposition.predicate].start
        here = [d for d in drafts if d.order < at and d.status in ("planned", "cancelled") and d.type in CALLABLE]
        for draft in reversed(here or self.told):
            if draft.type not in types or draft.status != "planned":
                continue
            if all(_fits(draft, other) for other in new):
                return draft
        return None

    # mediation ---------------------------------------------------------------------------------------------------

    def _mediated(self, builder: Builder, draft: Draft) -> None:
        parties, title, span = self.settled
        rest = [p for p in parties if p.code not in {a.code for a in draft.actors}]
        if len(rest) < 2:
            return
        draft.targets = rest
        for participant in rest:
            draft.note("participant", str(participant), span, "the settlement spoken of")
        if self.told_of is not None and self.told_of.place and not draft.place:
            draft.locate(self.told_of.place, None, "the place of what was settled")
        word = draft.title.lower().split()[-1:]
        if title and not {*POINTERS, *builder.c.lexicon.classes["settlements"]}.isdisjoint(word):
            draft.entitle((title, span), "the settlement spoken of")

    def _note_settled(self, builder: Builder, drafts: list[Draft]) -> None:
        for draft in drafts:
            codes = tuple(dict.fromkeys(Participant(p.code) for p in draft.actors))
            if STATED.search(draft.title):
                continue
            if draft.type in ("agreement", "relation", "meeting") and len(codes) >= 2:
                span = next((p.span for p in draft.provenance if p.field == "title"), None) or draft.evidence
                self.settled = (codes, draft.title if draft.type == "agreement" else "", span)
                self.told_of = draft
        for token in builder.s:
            if token.upos in ("NOUN", "PROPN") and builder.c.lexicon.among(token.lemma.lower(), SETTLING):
                for child in builder.s.children(token.i, "nmod", "obl"):
                    if builder.s.case(child.i) != "between":
                        continue
                    codes = tuple(dict.fromkeys(Participant(p.code) for p in builder.parties.all(child.i)))
                    if len(codes) >= 2:
                        pact = builder.c.lexicon.among(token.lemma.lower(), ("pact",))
                        span = builder.c.span([token.i])
                        if {c.code for c in codes} != {c.code for c in self.settled[0]}:
                            self.told_of = None
                        self.settled = (codes, span.text if pact else "", span)


def _retells(draft: Draft, cancelled: Draft) -> bool:
    """Tell whether a word inside the phrase of what was called off names the same act once more."""
    same = draft.type == cancelled.type and draft.codes() == cancelled.codes() and draft.status == "occurred"
    inside = cancelled.evidence.start <= draft.order < cancelled.evidence.end
    return same and inside and (draft.when is None or draft.when == cancelled.when)


def _fits(plan: Draft, other: Draft) -> bool:
    people = not other.codes() or bool(other.codes() & plan.codes())
    place = not other.place.country or not plan.place.country or other.place.country == plan.place.country
    return people and place and (other.when is None or plan.when is None or other.when.overlaps(plan.when))


def _is_definite(builder: Builder, proposition: Proposition) -> bool:
    return any(
        d.text.lower() in ("the", "this", "that", "his", "her", "their", "its")
        for d in builder.s.children(proposition.predicate, "det", "nmod:poss")
    )
