"""Where people are, as a sentence says that goes nowhere: "the ambassador is in Gulu at present"."""

from communique.coding.context import Sojourn
from communique.coding.toolbox import Worker

__all__ = ["Whereabouts"]


class Whereabouts(Worker):
    """Find who is said to be where in one sentence."""

    def note(self) -> None:
        """Keep in the story where named people are now or will be."""
        for token in self.s:
            if self.s.child(token.i, "cop") is None or self.s.case(token.i) not in ("in", "at"):
                continue
            place = self.places.of(token.i)
            if not place.city or self.factuality.verb(token) not in ("present", "planned"):
                continue
            people = [p for c in self.s.children(token.i, "nsubj") for p in self.parties.all(c.i) if p.name]
            if people:
                self.c.narrative.sojourns.append(Sojourn(token.start, frozenset(people), place))
