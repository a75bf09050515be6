"""Where an act takes place, said in its own clause or in the one that it depends on."""

from collections.abc import Iterator

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.model import Place

__all__ = ["Siting"]


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
                    draft.locate(place, self.c.span([word]), "stated")
        for word in self.c.clause(proposition.verb if proposition.verb >= 0 else proposition.predicate):
            if self.s[word].text.lower() == "home" and self.s.case(word) == "at" and draft.actors and not draft.place:
                draft.locate(Place(country=draft.actors[0].code), self.c.span([word]), "at home")
        for root in dict.fromkeys((proposition.predicate, proposition.verb, *self._above(proposition))):
            if root >= 0 and not draft.place.city:
                found = self.places.around(root, skip=skip)
                if found and (not draft.place or (found[0].city and found[0].country == draft.place.country)):
                    draft.locate(found[0], found[1], "stated")

    def _delivered(self, draft: Draft, proposition: Proposition) -> None:
        """Let what is sent "to Port Sudan" be given there."""
        for _, word in slot_words(proposition, ["to", "in", "into", "at", "for"]):
            place = self.places.of(word)
            if place.country and not draft.place:
                draft.locate(place, self.c.span([word]), "stated")

    def _above(self, proposition: Proposition) -> Iterator[int]:
        """Yield the clauses that a dependent clause shares its place with."""
        current = self.s[proposition.verb if proposition.verb >= 0 else proposition.predicate]
        while current.head != current.i and (current.relation in ("xcomp", "advcl") or current.deprel == "acl"):
            current = self.s[current.head]
            yield current.i
