"""Who says it: a source's claim is a claim, and the event keeps whose it is."""

from communique.coding.drafts import Draft
from communique.coding.propositions import Proposition, propositions
from communique.coding.toolbox import Worker
from communique.language.analysis import Token
from communique.model import Turn

__all__ = ["Attribution"]


class Attribution(Worker):
    """Attribute the acts of one sentence: to who says so in it, else to the speaker of the turn."""

    def note(self, draft: Draft, proposition: Proposition) -> None:
        """Set the speaker of a draft, where the text tells one."""
        verb = self._reporting_verb(self.s[proposition.predicate])
        if verb is not None and self._said_by(draft, verb):
            return
        turn = self._turn()
        if turn is not None and turn.speaker:
            draft.speaker = turn.speaker
            draft.note("speaker", turn.speaker, None, f"the {turn.role} of the turn")

    def _reporting_verb(self, token: Token) -> Token | None:
        current = token
        for above in self.s.ancestors(token.i):
            saying = above.upos == "VERB" and self.c.lexicon.among(above.lemma.lower(), ("reporting",))
            if saying and current.relation in ("ccomp", "parataxis"):
                return above
            current = above
        inserted = [c for c in self.s.children(current.i, "parataxis") if c.upos == "VERB"]
        return next((c for c in inserted if self.c.lexicon.among(c.lemma.lower(), ("reporting",))), None)

    def _said_by(self, draft: Draft, verb: Token) -> bool:
        frame = next((p for p in propositions(self.s) if p.predicate == verb.i), None)
        for argument in frame.filled("subj") if frame is not None else []:
            speakers = self.parties.all(argument.token)
            mention = self.c.mention_of(argument.token)
            words = [mention.first, mention.last] if mention is not None else [argument.token]
            span = self.c.span(words)
            draft.speaker = "; ".join(map(str, speakers)) or span.text
            draft.note("speaker", draft.speaker, span, "stated")
            return True
        return False

    def _turn(self) -> Turn | None:
        for turn in self.c.narrative.document.turns:
            if turn.start <= self.s.start < turn.end:
                return turn
        return None
