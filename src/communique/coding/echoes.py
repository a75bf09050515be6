"""Verbal ellipsis: acts told by a verb that only points back ("B followed suit", "so did B", "B retaliated").

The act before, of the same sentence or of the last that told one, is told again of another: with the same partner
("did the same"), or turned round on who began ("returned the visit", "responded in kind"). A bare "joined" leans on
the body spoken of last.
"""

from collections.abc import Sequence

from communique.coding.building import STATUSES
from communique.coding.drafts import Draft
from communique.coding.propositions import Proposition, propositions
from communique.coding.substituting import ELLIPSIS, Substitution
from communique.coding.toolbox import Toolbox, Worker
from communique.model import Participant, Place, Span, When

__all__ = ["Echoes", "bodies_of"]

RETALIATED = frozenset(["representation", "sanction"])
EACH = frozenset(["relation", "representation"])
WITHIN = frozenset(["subj", "in", "on", "at", "obl", "by", "after", "before", "since", "during", "following"])
REPEATED = frozenset(["same", "so", "likewise", "as"])


class Echoes(Worker):
    """Find the acts of one sentence that only point back; `before` are those of the last sentence that told some."""

    def __init__(self, tools: Toolbox, before: Sequence[Draft]) -> None:
        super().__init__(tools)
        self.before = before

    def found(self, told: Sequence[Draft]) -> list[Draft]:
        """Give them, `told` being the acts that the sentence tells in its own words."""
        made: list[Draft] = []
        for proposition in propositions(self.s):
            if not proposition.is_noun:
                made += self._of(proposition, [*told, *made])
        return made

    def _of(self, proposition: Proposition, told: Sequence[Draft]) -> list[Draft]:
        phrases = self._phrases(proposition)
        classes = self.c.lexicon.classes
        named = next((n for n in ("echoing", "following", "returning", "retaliating", "joining")
                      if phrases & classes[n]), "")  # fmt: skip
        if not named or not self._bare(proposition, named):
            return []
        heads = [a.token for a in proposition.arguments if a.slot == "subj" and self._party(a.token)]
        raw = self.factuality.of(proposition)
        if not heads or raw not in STATUSES or proposition.passive:
            return []
        people = tuple(p for head in self.parties.heads(heads[0]) for p in self.parties.one(head))
        if named == "joining":
            return self._joined(proposition, people, STATUSES[raw])
        draft = self._antecedent(proposition, named, told)
        if draft is None:
            return []
        made = []
        for each in [(p,) for p in people] if draft.type in EACH else [people]:
            change = Substitution(self.tools, draft, draft.order)
            change.draft.status = STATUSES[raw]
            again = self._again(proposition, change, each, heads[0], named)
            made += [again] if again is not None else []
        return made

    def _phrases(self, proposition: Proposition) -> frozenset[str]:
        """Give the verb alone where it stands alone, and with each of its words."""
        lemma = self.s[proposition.predicate].lemma.lower()
        words = {c.lemma.lower() for c in self.s.children(proposition.predicate, "obj", "advmod", "mark", "compound")}
        words |= {f"{a.slot} {self.s[a.token].lemma.lower()}" for a in proposition.arguments}
        return frozenset([lemma, *(f"{lemma} {word}" for word in words)])

    def _bare(self, proposition: Proposition, named: str) -> bool:
        """Tell whether the verb has no complement of its own, beside a noun that only points back."""
        token = self.s[proposition.predicate]
        objects = [a.token for a in proposition.arguments if a.slot.lstrip("~") in ("obj", "comp", "iobj")]
        if named in ("following", "joining"):
            others = [a for a in proposition.arguments if a.slot not in WITHIN or self._other(a.token, a.slot)]
            return not objects and not others and not self.s.children(token.i, "ccomp", "xcomp", "compound")
        if named == "echoing" and token.lemma.lower() == "do" and not objects:
            return any(c.text.lower() in REPEATED for c in self.s.children(token.i)) and not self.s.children(
                token.i, "xcomp", "ccomp", "cop"
            )
        return all(not self.s.children(i, "acl", "nmod", "conj", "compound") and self._points(i) for i in objects)

    def _points(self, i: int) -> bool:
        return self.s[i].lemma.lower() in ("suit", "same", "example", "visit", "compliment", "gesture")

    def _other(self, i: int, slot: str) -> bool:
        """Tell whether a phrase is neither the subject nor a time."""
        return slot != "subj" and i not in self.c.date_words

    def _party(self, i: int) -> bool:
        mention = self.c.mention_of(i)
        named = mention is not None and mention.kind in ("person", "office", "state", "organisation", "capital", "seat")
        return (named or self.s[i].upos == "PRON") and bool(self.parties.one(i))

    def _antecedent(self, proposition: Proposition, named: str, told: Sequence[Draft]) -> Draft | None:
        """Give the act that is pointed to: the last before the verb, of a kind that can be answered so."""
        at = self.s[proposition.predicate].start
        near = [d for d in told if d.order < at] or list(self.before)
        near = [d for d in near if d.type not in ("statement", "message") and d.status in ("occurred", "planned")]
        if named == "returning":
            near = [d for d in near if d.type == "visit"]
        if named == "retaliating":
            near = [d for d in near if d.type in RETALIATED]
        return max(near, key=lambda d: d.order, default=None)

    def _again(
        self, proposition: Proposition, change: Substitution, people: tuple[Participant, ...], head: int, named: str
    ) -> Draft | None:
        before, draft, token = change.before, change.draft, self.s[proposition.predicate]
        old = {str(p) for p in before.actors}
        if named in ("returning", "retaliating"):
            if not self._turned(draft, before, people):
                return None
        elif not change.participants(people, change.words(head), old if before.targets else change.led() & old or old):
            return None
        date = self.times.explicit(proposition)
        if date is not None:
            change.date(date)
        elif before not in self._told_here(before) and named != "echoing":
            draft.undate()
        draft.speaker = ""
        return change.result(
            self.c.span([head, token.i, *(c.i for c in self.s.children(token.i, "obj", "mark"))]), token
        )

    def _told_here(self, draft: Draft) -> list[Draft]:
        return [draft] if self.s.start <= draft.order < self.s.end else []

    def _turned(self, draft: Draft, before: Draft, people: tuple[Participant, ...]) -> bool:
        """Turn an act round: who it was done to does it to those who began."""
        first = {p.code for p in before.actors}
        other = {p.code for p in before.targets} | {before.place.country}
        if not {p.code for p in people} <= other or len(first) != 1:
            return False
        draft.actors, draft.count, draft.title, draft.form = list(people), None, "", before.form
        draft.provenance = [p for p in draft.provenance if p.field in ("type", "status")]
        draft.targets = [] if before.type == "visit" else [Participant(code) for code in first]
        draft.place, draft.when = Place(), None
        for participant in (*people, *draft.targets):
            draft.note("participant", str(participant), None, ELLIPSIS)
        if before.type == "visit":
            draft.form = ""
            draft.locate(Place(country=first.pop()), before.evidence, ELLIPSIS)
        return True

    def _joined(self, proposition: Proposition, people: tuple[Participant, ...], status: str) -> list[Draft]:
        """Give the act of those who joined the body that was spoken of last."""
        body, dated = self._body(proposition), self.times.of(proposition, status)
        if (
            body is None
            or dated is None
            or not people
            or any(p.name or p.code not in self.c.knowledge.states for p in people)
        ):
            return []
        evidence = self.c.span(
            [proposition.predicate, *(a.token for a in proposition.arguments if a.slot in ("subj", "on", "in"))]
        )
        draft = Draft(type="initiative", sense="initiative.join", form="joined", status=status, evidence=evidence,
                      order=self.s[proposition.predicate].start, actors=list(people))  # fmt: skip
        draft.note("type", "initiative", self.c.span([proposition.predicate]), draft.sense)
        for participant in people:
            draft.note("participant", str(participant), None, "stated")
        draft.entitle(body, "the body spoken of last")
        draft.date(dated, self.c.now)
        return [draft]

    def _body(self, proposition: Proposition) -> tuple[str, Span] | None:
        bodies = bodies_of(self.tools)
        here = [span for span in bodies if span.end <= self.s[proposition.predicate].start]
        span = here[-1] if here else self.c.narrative.body_named
        return (span.text, span) if span is not None else None


def bodies_of(tools: Toolbox) -> list[Span]:
    """Give the organisations with members that the sentence names, in order."""
    context = tools.context
    now: When = context.now
    return [
        context.sentence.span(m.first, m.last)
        for m in context.mentions
        if m.kind == "organisation" and m.codes and context.knowledge.members(m.codes[0], now)
    ]
