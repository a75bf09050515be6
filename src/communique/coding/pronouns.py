"""Pronouns: the antecedent in the sentence, else in the text before it."""

from typing import TYPE_CHECKING

from communique.model import Participant

if TYPE_CHECKING:
    from communique.coding.parties import Parties

__all__ = ["Pronouns"]

SPEECH = frozenset(["i", "me", "my", "myself", "mine"])


class Pronouns:
    """Resolve the pronouns of one sentence."""

    def __init__(self, parties: "Parties") -> None:
        self.parties = parties
        self.c = parties.c
        self.s = parties.s

    def resolve(self, i: int) -> tuple[Participant, ...]:
        """Give whom the pronoun at word `i` means, nobody where no antecedent fits."""
        token = self.s[i]
        word = token.lemma.lower() if token.upos == "PRON" else token.text.lower()
        form = token.text.lower()
        if "PronType=Rel" in token.feats or form in ("who", "whom", "which", "that"):
            for above in self.s.ancestors(i):
                if above.deprel == "acl:relcl":
                    return self.parties.one(above.head) if above.head != i else ()
            return ()
        if form in SPEECH:
            return self._speaker()
        if form in ("we", "us", "our", "ours") and self.c.discourse.principals:
            return tuple(Participant(code) for code in self.c.discourse.principals)
        if form in ("we", "us", "our", "ours") and self.c.discourse.home:
            return (Participant(self.c.discourse.home),)
        if form in (
            "he",
            "she",
            "his",
            "her",
            "him",
            "himself",
            "herself",
            "they",
            "them",
            "their",
            "it",
            "its",
            "both",
            "hers",
        ):
            local = self._local_antecedent(i, form)
            found = local or self.c.discourse.pronoun("they" if form == "both" else form)
            return found or self._only_person(i, form)
        if word in ("each", "all", "other"):
            return self.c.discourse.last_group
        return ()

    def _speaker(self) -> tuple[Participant, ...]:
        """Give who says "I": whom the sentence lets speak, whose words the text is, else who was the last subject."""
        for token in self.s.tokens:
            if token.upos == "VERB" and self.c.lexicon.among(token.lemma.lower(), ("reporting",)):
                for subject in self.s.children(token.i, "nsubj"):
                    found = self.parties.one(subject.i) if subject.text.lower() not in SPEECH else ()
                    if found and found[0].name:
                        return found[:1]
        speaker = self.c.discourse.author or self.c.discourse.protagonist()
        return (speaker,) if speaker is not None else ()

    def _guest(self, i: int, sex: str) -> tuple[Participant, ...]:
        """Let "him" whom a person of the host state meets be the visitor."""
        token, visitor = self.s[i], self.c.discourse.visitor
        if token.text.lower() not in ("him", "her") or token.relation not in ("obj", "obl", "iobj") or visitor is None:
            return ()
        known = next((k for k in self.c.discourse.known if k.participant == visitor), None)
        subjects = [c.i for c in self.s.children(token.head, "nsubj")]
        acting = self.parties.one(subjects[0]) if subjects else ()
        fits = known is not None and known.sex in ("", sex)
        return (visitor,) if fits and acting and acting[0].code == self.c.discourse.host_state else ()

    def _only_person(self, i: int, form: str) -> tuple[Participant, ...]:
        """Give the only person that the sentence names before the pronoun, whatever part of it the name is."""
        if form in ("they", "them", "their", "both", "it", "its"):
            return ()
        before = [m for m in self.c.mentions if m.kind in ("person", "office") and m.last < i]
        found = {p for m in before for p in self.parties.one(m.head) if p.name}
        return tuple(found) if len(found) == 1 else ()

    def _local_antecedent(self, i: int, form: str) -> tuple[Participant, ...]:
        """Prefer a person or group named earlier in the sentence as a subject."""
        if form in ("it", "its"):
            for relation in ("nsubj", "nmod"):
                for token in self.s.tokens[:i][::-1]:
                    mention = self.c.mention_of(token.i)
                    party = (
                        mention is not None and mention.head == token.i and mention.kind in ("state", "organisation")
                    )
                    if mention is not None and party and token.relation == relation:
                        return self.c.discourse.resolve(mention)
            return ()
        if form in ("he", "she", "his", "her", "him", "himself", "herself"):
            sex = "m" if form.startswith("h") and form not in ("her", "hers", "herself") else "f"
            guest = self._guest(i, sex)
            if guest:
                return guest
            clause = self.s[i].head if form in ("him", "her") and self.s[i].relation in ("obj", "obl", "iobj") else -1
            for token in self.s.tokens[:i][::-1]:
                mention = self.c.mention_of(token.i)
                if mention is None or mention.head != token.i or mention.kind not in ("person", "office"):
                    continue
                if token.relation != "nsubj" or token.head == clause:
                    continue
                found = self.parties.one(token.i)
                known = next((k for k in self.c.discourse.known if found and k.participant == found[0]), None)
                if found and (known is None or known.sex in ("", sex)):
                    return found
        return ()
