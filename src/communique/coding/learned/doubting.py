"""Frames of the learned reader that its own words speak against: what is no act of the type that it sees."""

from collections.abc import Sequence

from communique.coding.drafts import Draft
from communique.coding.learned.reader import Frame
from communique.coding.toolbox import Worker

__all__ = ["Doubts"]

RETOLD = frozenset(["relation", "sanction", "aid", "call", "commemoration"])
INVITED = frozenset(["at", "on", "upon", "following", "after", "by"])
ECHOING = frozenset(["do"])  # what it repeats is told by the clause before


class Doubts(Worker):
    """Judge the frames of one sentence by the codebook's rulings."""

    def refused(self, frame: Frame) -> bool:
        """Tell whether the words are none of the type's: a press conference, ties that are only close, a mere wish."""
        needs, word = self.needs, self.s[frame.word]
        titles = frame.of("title")
        if word.lemma.lower() in ECHOING:
            return True
        if frame.status in ("planned", "occurred") and word.upos == "VERB" and self.factuality.verb(word) == "negated":
            return True
        if (frame.status in ("planned", "occurred") and self._weighed(frame.word)) or self._urged(frame):
            return True
        match frame.type:
            case "relation":
                described = any(needs.is_a(i, "@described") for i in (word.i, *titles))
                aimed = word.upos == "NOUN" and needs.aimed_at(word.i)
                mere = described or aimed or needs.celebrated(word.i)
                return mere or self._tended(frame) or self._praised(frame)
            case "agreement":
                said = [c.i for c in self.s.children(word.i, "xcomp", "ccomp")]
                stated = any(needs.is_a(i, "@stated") for i in said)
                return stated or any(needs.is_a(i, "@vague_act") for i in (*titles, *said))
            case "commemoration":
                return not titles
            case "initiative":
                return (not titles and frame.form != "proposed") or any(self.s.case(i) == "into" for i in titles)
            case "meeting":
                return needs.is_a(word.i, "@pointed_at") or self._played()
            case "representation":
                if frame.form == "credentials" and not any(
                    self.c.lexicon.among(t.lemma.lower(), ("credence", "letters_handed")) for t in self.s
                ):
                    return True
                if word.lemma.lower() in self.classes["calling_back"] and self._troops(word.i):
                    return True
                near = (word, *self.s.children(word.i, "obj", "nsubj"))
                return any(c.lemma.lower() == "mission" and not needs.is_a(c.i, "mission") for c in near)
            case "message":
                invited = word.lemma.lower() == "invitation" and self.s.case(word.i) in INVITED
                return invited or any(t.lemma.lower() in self.classes["credence"] for t in self.s)
            case "gathering":
                mere = word.lemma.lower() in ("meeting", "talk") and not self.gatherings.names_one(word.i)
                return mere or any(self.gatherings.otherwise(i) for i in (word.i, *titles))
        return False

    def unsaid(self, frame: Frame, drafts: list[Draft], told: Sequence[Draft]) -> list[Draft]:
        """Give those that no act `told` of the same sentence says already: of the same sides, with no time of its own.

        A promise without words of its own is what another act of the sentence tells.
        """
        if frame.type == "pledge" and not frame.of("title") and told and self.s[frame.word].upos == "VERB":
            return []
        if frame.type not in RETOLD or frame.of("date"):
            return drafts
        again = [d for d in told if d.type == frame.type]
        return [draft for draft in drafts if not any(draft.codes() <= other.codes() for other in again)]

    def paid(self, frame: Frame) -> bool:
        """Tell whether a call is one that is paid: one calls "on" somebody."""
        called = self.s.children(frame.word, "obl", "nmod")
        return self.s[frame.word].lemma.lower() == "call" and any(
            self.s.case(c.i) in ("on", "upon") and c.i not in self.c.date_words for c in called
        )

    def _troops(self, i: int) -> bool:
        """Tell whether what is called or withdrawn is nobody who represents a state."""
        objects = self.s.children(i, "obj", "nsubj:pass")
        sent = any(self._diplomat(w) for c in objects for w in self.s.subtree(c.i))
        calling = self.s[i].lemma.lower() == "call" and not any(
            c.lemma.lower() in self.classes["back_home"] for c in self.s.children(i)
        )
        return not sent and (bool(objects) or calling)

    def _diplomat(self, i: int) -> bool:
        return any(self.needs.is_a(i, name) for name in ("diplomat", "ambassador", "mission", "@person"))

    def _played(self) -> bool:
        """Tell whether the sentence tells of sport."""
        return any(self.c.lexicon.among(t.lemma.lower(), ("sporting",)) for t in self.s)

    def _praised(self, frame: Frame) -> bool:
        """Tell whether ties are only said to be so or so: "their partnership is thriving"."""
        for i in (frame.word, *frame.of("title")):
            above = self.s[self.s[i].head] if self.s[i].relation == "nsubj" else self.s[i]
            if above.upos == "ADJ" and self.s.child(above.i, "cop") is not None:
                return True
        return False

    def _tended(self, frame: Frame) -> bool:
        """Tell whether ties are only cared for, and not brought to a level of another name."""
        word = self.s[frame.word]
        noun = word.upos in ("NOUN", "PROPN")
        verb = next((t.i for t in self.s.ancestors(word.i) if t.upos in ("VERB", "AUX")), -1) if noun else word.i
        if verb != frame.word and not self.c.lexicon.among(self.s[frame.word].lemma.lower(), ("relations",)):
            return False
        words = [frame.word, *frame.of("title")]
        named = any(self.c.lexicon.among(self.s[w].lemma.lower(), ("level_words",)) for w in words)
        return not named and verb >= 0 and self.c.lexicon.among(self.s[verb].lemma.lower(), ("tending",))

    def _weighed(self, i: int) -> bool:
        """Tell whether the act is only what somebody considers or hopes for; who denies even that is heard."""
        token = self.s[i]
        held = self.s[token.head] if token.relation in ("obj", "xcomp", "ccomp", "obl") else token
        denied = any(self.c.lexicon.among(t.lemma.lower(), ("denying",)) for t in self.s.ancestors(i))
        return held.upos == "VERB" and not denied and self.c.lexicon.among(held.lemma.lower(), ("weighing",))

    def _urged(self, frame: Frame) -> bool:
        """Tell whether "called on X to stop" only urges."""
        token = self.s[frame.word]
        return (
            frame.type in ("meeting", "call")
            and token.lemma.lower() == "call"
            and token.upos == "VERB"
            and any(
                c.upos == "VERB" and "VerbForm=Inf" in c.feats
                for c in self.s.children(token.i, "xcomp", "ccomp", "advcl")
            )
        )
