"""Where an act takes place, said in its own clause or in the one that it depends on."""

from collections.abc import Iterator

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.model import Place, Span

__all__ = ["Siting"]

STAGED = ("meeting", "agreement", "relation", "commemoration", "gathering")
NAMED = ("city", "capital", "venue", "state")


class Siting(Worker):
    """Place the acts of one sentence."""

    def place(self, draft: Draft, proposition: Proposition, *, skip: frozenset[int] = frozenset()) -> None:
        if draft.type == "aid":
            self._delivered(draft, proposition)
        for _, word in slot_words(proposition, ["in", "at"]):
            if (
                self.c.sentence[word].start < self.s[proposition.predicate].start
                and not draft.place
                and word not in skip
            ):
                place = self.places.of(word)
                if place.city or place.country:
                    self._locate(draft, place, self.c.span([word]))
        for word in self.c.clause(proposition.verb if proposition.verb >= 0 else proposition.predicate):
            if self.s[word].text.lower() == "home" and self.s.case(word) == "at" and draft.actors and not draft.place:
                draft.locate(Place(country=draft.actors[0].code), self.c.span([word]), "at home")
        if not draft.place:
            self._opened(draft, proposition)
        for root in dict.fromkeys((proposition.predicate, proposition.verb, *self._above(proposition))):
            if root >= 0 and not draft.place.city:
                found = self.places.around(root, skip=skip)
                if found and found[0].region and draft.type in STAGED and not self._direct(found[1], root):
                    continue
                if found and (not draft.place or (found[0].city and found[0].country == draft.place.country)):
                    self._locate(draft, *found)
        if not draft.place:
            self._behind(draft, proposition)

    def _locate(self, draft: Draft, place: Place, span: Span) -> None:
        draft.locate(place, span, self.places.reason(span))

    def _direct(self, span: Span, root: int) -> bool:
        """Tell whether a phrase hangs on the word itself: "will meet in Europe", not "the state of peace in Europe"."""
        where = self.s.at(span.start, span.end)
        return where is not None and any(self.s[i].head == root for i in range(where[0], where[1] + 1))

    def _opened(self, draft: Draft, proposition: Proposition) -> None:
        """Let a place that opens the clause above ("In Prague she is due to meet A") be that of the act."""
        for above in self._above(proposition):
            for child in self.s.children(above, "obl"):
                leading = child.start < self.s[proposition.predicate].start and self.s.case(child.i) in ("in", "at")
                place = self.places.of(child.i) if leading else Place()
                if place.country:
                    self._locate(draft, place, self.c.span([child.i]))
                    return

    def _behind(self, draft: Draft, proposition: Proposition) -> None:
        """Let a place right behind the predicate be that of the act, however the tree hung it: "they met, in Oslo"."""
        at = proposition.predicate + 1
        at += at < len(self.s) and self.s[at].text == ","
        if at + 1 < len(self.s) and self.s[at].text.lower() in ("in", "at"):
            mention = self.c.mention_of(at + 1)
            place = self.places.of(mention.head) if mention is not None and mention.kind in NAMED else Place()
            if place.country and mention is not None:
                draft.locate(place, self.c.span([mention.head]), "stated")

    def _delivered(self, draft: Draft, proposition: Proposition) -> None:
        """Let what is sent "to Port Sudan" be given there."""
        for _, word in slot_words(proposition, ["to", "in", "into", "at", "for"]):
            place = self.places.of(word)
            if place.country and not draft.place:
                self._locate(draft, place, self.c.span([word]))

    def _above(self, proposition: Proposition) -> Iterator[int]:
        """Yield the clauses that a dependent clause shares its place with."""
        current = self.s[proposition.verb if proposition.verb >= 0 else proposition.predicate]
        while current.head != current.i and (current.relation in ("xcomp", "advcl") or current.deprel == "acl"):
            current = self.s[current.head]
            yield current.i
