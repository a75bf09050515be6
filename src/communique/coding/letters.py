"""Letters and messages: one event a sender, an exchange both ways (codebook, ruling 5)."""

from communique.coding.drafts import Draft
from communique.coding.needs import slot_words
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.knowledge.senses import Sense
from communique.model import Participant

__all__ = ["Letters"]


class Letters(Worker):
    """Tell the messages of one sentence apart."""

    def by_sender(self, sense: Sense, draft: Draft, proposition: Proposition) -> list[Draft]:
        """Make one event a sender; an exchange goes both ways; the words around tell what kind of message it is."""
        words = {
            self.s[w].lemma.lower()
            for root in {proposition.predicate, proposition.verb} - {-1}
            for w in self.c.clause(root)
        }
        for form, classes in (("condolence", ("condolence",)), ("congratulation", ("congratulation",))):
            if any(self.c.lexicon.among(word, classes) for word in words) and draft.form != "invitation":
                draft.form = form
                break
        if not draft.targets and self.alike(proposition.predicate):
            draft.targets = list(self.c.narrative.addressees)
            for participant in draft.targets:
                draft.note("participant", str(participant), None, "those written to before")
        made: list[Draft] = []
        ways = [(sender, draft.targets) for sender in self._senders(draft, proposition)]
        reciprocal = any(self.s[w].text.lower() == "other" for _, w in slot_words(proposition, ["obj", "to"]))
        if sense.id.endswith(".exchange") or reciprocal:
            senders, receivers = (
                (draft.actors, draft.targets) if draft.targets else (draft.actors[:1], draft.actors[1:])
            )
            ways = [(sender, receivers) for sender in senders] + [(receiver, senders) for receiver in receivers]
        for sender, receivers in ways:
            copy = draft.copy()
            copy.actors, copy.targets = [sender], [r for r in receivers if r != sender]
            copy.forget_absent()
            made.append(copy)
        return made

    def _senders(self, draft: Draft, proposition: Proposition) -> list[Participant]:
        """Give those whose message it is: who hands over another's is no sender."""
        bearers = {p for _, word in slot_words(proposition, ["subj"]) for p in self.parties.all(word)}
        owners = [p for _, word in slot_words(proposition, ["poss", "from"]) for p in self.parties.all(word) if p.name]
        own = [p for p in draft.actors if p in owners and p not in bearers]
        return own or draft.actors

    def alike(self, noun: int) -> bool:
        """Tell whether a message is like the one told before, and so to the same: "sent similar cables"."""
        return any(a.lemma.lower() in self.classes["alike"] for a in self.s.children(noun, "amod"))
