"""Roles without a name: the counterpart, the host, the two presidents, the ministers of several states."""

from typing import TYPE_CHECKING

from communique.language.mentions import Mention
from communique.model import Participant

if TYPE_CHECKING:
    from communique.coding.parties import Parties

__all__ = ["Roles"]


class Roles:
    """Resolve role phrases of one sentence."""

    def __init__(self, parties: "Parties") -> None:
        self.parties = parties
        self.c = parties.c
        self.s = parties.s
        self.classes = parties.classes

    def resolve(self, mention: Mention, i: int) -> tuple[Participant, ...]:
        """Give whom a role phrase headed by word `i` means, nobody where the text leaves it open."""
        named = self.parties.apposed(i)
        if named:
            return named
        lemma = self.s[mention.head].lemma.lower()
        plural = self.s[mention.head].xpos in ("NNS", "NNPS")
        listed = self.alternating(mention) if plural else ()
        if listed:
            return listed
        if lemma in self.classes["counterparts"]:
            return self._counterpart(mention)
        if lemma in self.classes["hosts_and_guests"] and not mention.codes:
            return self._host(mention, lemma)
        if plural:
            return self._officials(mention, i)
        return self.c.discourse.resolve(mention)

    def _counterpart(self, mention: Mention) -> tuple[Participant, ...]:
        """Resolve "his Kenyan counterpart" to the same office of the other state."""
        if not mention.codes:
            return ()
        code = mention.codes[-1]
        owner = max((k for k in self.c.discourse.known if k.last_seen >= 0 and k.participant.code != code),
                    key=lambda k: k.subject_at, default=None)  # fmt: skip
        for title in sorted(owner.titles if owner else ()):
            held = self.c.discourse.holder(code, title, self.c.now)
            if held:
                return (held,)
        return (Participant(code),)

    def alternating(self, mention: Mention) -> tuple[Participant, ...]:
        """Read "his counterparts from Egypt, A, Algeria, B, and Serbia, C": each name behind its state."""
        found: list[Participant] = []
        state = mention.codes[-1] if mention.codes and self.s[mention.last].text[0].isupper() else ""
        last = mention.last
        for other in self.c.mentions:
            if other.first <= mention.first or other is mention:
                continue
            between = {t.text.lower() for t in self.s.tokens[last + 1 : other.first]}
            if between - {",", "and", "of", "from", "the", "(", ")", ";", "those"}:
                break
            if other.kind in ("state", "nationality"):
                if state:
                    return ()
                state = next(iter(other.codes), "")
            elif other.kind == "person" and state:
                named = self.c.discourse.resolve(other)
                found += [Participant(state, p.name) for p in named] or [Participant(state, other.name)]
                state = ""
            else:
                break
            last = other.last
        return tuple(found) if len(found) > 1 else ()

    def _host(self, mention: Mention, lemma: str) -> tuple[Participant, ...]:
        discourse = self.c.discourse
        if lemma in ("guest", "visitor") and discourse.visitor is not None:
            return (discourse.visitor,)
        if lemma == "host" and discourse.host_state:
            known = [k for k in discourse.known if k.participant.code == discourse.host_state]
            if known:
                return (max(known, key=lambda k: k.last_seen).participant,)
        pair = self.c.discourse.pair
        if len(pair) == 2:
            recent = max(
                (k for k in self.c.discourse.known if k.participant in pair), key=lambda k: k.subject_at, default=None
            )
            if recent is not None:
                return tuple(p for p in pair if p != recent.participant)
        owners = {p.code for m in self.c.mentions if m.kind == "person" and self.s[m.head].relation == "nsubj"
                  for p in self.c.discourse.resolve(m)}  # fmt: skip
        other = self.c.discourse.other_than(owners | {self.c.discourse.home}) if owners else None
        return (other,) if other is not None else ()

    def _officials(self, mention: Mention, i: int) -> tuple[Participant, ...]:
        """Resolve plural roles: "the two presidents", "the presidents of A, B and C", "French ministers"."""
        head = mention.head
        title = mention.titles[-1].lower() if mention.titles else ""
        named = self._named_under(head)
        if named:
            return named
        states = self.parties.states_under(head)
        if not states and not mention.codes:
            if self.parties.definite(head):
                singular = self.s[head].lemma.lower()
                people = self.c.discourse.persons(
                    self.parties.number(head, 0), "" if singular in ("leader", "official") else singular
                )
                return people
            return ()
        found: list[Participant] = []
        codes = list(dict.fromkeys([*mention.codes, *(p.code for p in states)]))
        singular = self._singular(title)
        for code in codes:
            vague = self._vague(singular)
            known = self.c.discourse.called if vague else self.c.discourse.holder
            held = known(code, singular, self.c.now)
            found.append(held if held and singular not in ("leader", "head") else Participant(code))
        return tuple(found)

    def _named_under(self, head: int) -> tuple[Participant, ...]:
        """Give the persons whom an enumeration of roles names: "the ministers of A, B C, and of D, E F"."""
        found: dict[Participant, None] = {}
        for i in self.s.subtree(head, without=frozenset(["acl:relcl", "acl", "parataxis"])):
            mention = self.c.mention_of(i)
            if (
                mention is not None
                and mention.kind == "person"
                and mention.head == i
                and self.s[i].deprel != "nmod:poss"
            ):
                for participant in self.c.discourse.resolve(mention):
                    found[participant] = None
        return tuple(found)

    def _singular(self, title: str) -> str:
        return " ".join(w.removesuffix("s") if n == len(title.split()) - 1 else w for n, w in enumerate(title.split()))

    def _vague(self, title: str) -> bool:
        """Tell whether a title leaves open who bears it."""
        return title in ("leader", "minister", "official", "envoy", "diplomat", "ambassador")
