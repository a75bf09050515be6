"""Whom a word of a frame means where it resolves to nobody by itself: styles, articles, capitals, bodies, speakers."""

from communique.coding.toolbox import Worker
from communique.language.segments import STYLES
from communique.model import Participant

__all__ = ["Whom"]

REACH = 6


class Whom(Worker):
    """Resolve the words that the reader takes for actors and targets."""

    def of(self, word: int) -> tuple[tuple[Participant, ...], str]:
        """Give whom a word means, and how it was found; nobody where nothing tells."""
        found = self.parties.all(word)
        if found:
            return found, "read"
        token = self.s[word]
        if token.upos in ("DET", "ADJ", "NUM") and token.head > word:
            return self.parties.all(token.head), "read"
        mention = self.c.mention_of(word)
        if mention is not None and mention.kind in ("state", "organisation") and mention.head != word:
            return self.parties.one(mention.head), "read"
        if mention is not None and mention.kind == "capital":
            return self.parties.code_of(word), "read"
        return self._styled(word) or self._body(word)

    def _styled(self, word: int) -> tuple[tuple[Participant, ...], str] | None:
        """Read a style that stands for the person behind it: "the Rt. Hon. X", "HM the King"."""
        style = self.s[word].text.rstrip(".")
        if style not in STYLES and style.lower() not in self.parties.nominals.honorifics:
            return None
        for mention in self.c.mentions:
            if word < mention.first <= word + REACH and mention.kind in ("person", "office"):
                return self.parties.one(mention.head), "read"
        return None

    def _body(self, word: int) -> tuple[tuple[Participant, ...], str]:
        """Let "the Government" or "his country" be the state whose text it is or whose man is spoken of."""
        token = self.s[word]
        lemma = token.lemma.lower()
        if lemma not in self.classes["own_bodies"] or token.xpos in ("NNS", "NNPS"):
            return (), ""
        owner = self.s.child(word, "nmod:poss")
        if owner is not None:
            return tuple(Participant(p.code) for p in self.parties.one(owner.i)), "read"
        if not self.parties.definite(word):
            return (), ""
        home = self.c.discourse.home
        here = {m.codes[0] for m in self.c.mentions if m.kind in ("state", "capital") and m.codes} - {home}
        if here:
            return (), ""
        if home in self.c.knowledge.states:
            return (Participant(home),), "whose text it is"
        states = self.c.discourse.states
        return ((Participant(states[-1]),), "the state spoken of") if states else ((), "")
