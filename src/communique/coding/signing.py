"""Who signs, where others look on or say what they think of it (codebook, ruling 1)."""

from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.model import Participant

__all__ = ["Filled", "Signing"]

Filled = tuple[str, int, tuple[Participant, ...]]


class Signing(Worker):
    """Find the signatories of one sentence's instruments."""

    def signatories(self, proposition: Proposition, found: list[Filled]) -> list[Filled]:
        """Give those who sign rather than who look on or say what they think of it: for witnesses, their states."""
        witnessed, own = self._witnessed(proposition), [f for f in found if f[0] != "subj"]
        if not witnessed:
            return own if proposition.is_noun and self._hailed(proposition) else found
        sides = {p.code for _, _, ps in own for p in ps}
        everyone = {p.code for _, _, ps in found for p in ps}
        kept = own if len(sides) > 1 or len(everyone) == 1 else found
        return [(slot, head, tuple(Participant(p.code) for p in ps)) for slot, head, ps in kept]

    def _hailed(self, proposition: Proposition) -> bool:
        verb = self.s[proposition.verb].lemma.lower() if proposition.verb >= 0 else ""
        return proposition.governor == "obj" and self.c.lexicon.among(verb, ("hailing",))

    def _witnessed(self, proposition: Proposition) -> bool:
        """Tell whether those who act only look on while their states sign (codebook, ruling 1)."""
        if not proposition.is_noun or proposition.verb < 0 or proposition.governor not in ("obj", "at", "over"):
            return False
        return self.c.lexicon.among(self.s[proposition.verb].lemma.lower(), ("witnessing",))
