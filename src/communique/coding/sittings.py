"""Whether those whom somebody meets are met one by one or at one sitting."""

from collections.abc import Sequence

from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.model import Participant

__all__ = ["Sittings"]

ONE = frozenset(["a", "an", "one"])


class Sittings(Worker):
    """Tell apart the meetings of one sentence."""

    def apart(self, proposition: Proposition) -> bool:
        """Tell whether the partners are met one by one: "separate meetings with", "met separately with"."""
        return self._said(proposition, "one_by_one")

    def together(
        self, proposition: Proposition, ours: Sequence[Participant], partners: Sequence[int], *, meeting: bool
    ) -> bool:
        """Tell whether several partners (the words `partners`) are met at once by `ours`.

        The text says so ("jointly"), or there is one sitting with all of them ("a meeting with A and B"), or those of
        several states meet several others, or one host has them all as guests.
        """
        if self._said(proposition, "sitting_together"):
            return True
        if not meeting or self.apart(proposition):
            return False
        several = len({p.code for p in ours if p.name}) > 1
        return several or self._one_sitting(proposition, partners) or self._one_host(proposition)

    def _one_sitting(self, proposition: Proposition, partners: Sequence[int]) -> bool:
        noun = self.s[proposition.predicate]
        if not proposition.is_noun or noun.xpos != "NN":
            return False
        one = any(d.text.lower() in ONE for d in self.s.children(noun.i, "det", "nummod"))
        return one and not any(self.s.children(i, "case") for i in partners[1:])

    def _one_host(self, proposition: Proposition) -> bool:
        return not proposition.is_noun and self.s[proposition.predicate].lemma.lower() in self.classes["hosting"]

    def _said(self, proposition: Proposition, name: str) -> bool:
        words = self.classes[name]
        roots = {proposition.predicate, proposition.verb} - {-1}
        return any(self.s[w].text.lower() in words for root in roots for w in self.c.clause(root))
