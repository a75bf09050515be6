"""Acts told in one breath: who is met one by one, embassies in several capitals, what several states do each."""

from collections.abc import Iterator

from communique.coding.building import Builder
from communique.coding.drafts import Draft
from communique.coding.learned.reader import Frame
from communique.coding.toolbox import Worker
from communique.model import Participant, Place

__all__ = ["Apart"]

FORMS = ("opened", "closed", "recalled", "expelled", "appointed")


class Apart(Worker):
    """Tell the drafts of one frame apart."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder.tools)
        self.builder = builder

    def told(self, draft: Draft, frame: Frame) -> list[Draft]:
        """Give one draft for each of the acts that a frame tells in one breath."""
        if draft.type in ("meeting", "call"):
            return list(self._one_by_one(draft, frame)) or [draft]
        if draft.type == "message":
            return self._by_sender(draft, frame)
        if draft.type == "representation" and draft.form in FORMS:
            return list(self._by_host(draft, frame)) or [draft]
        return [draft]

    def _one_by_one(self, draft: Draft, frame: Frame) -> Iterator[Draft]:
        """Yield a meeting with each partner where one person meets those of several states."""
        subjects = [word for word in frame.of("actor") if self.s[word].relation == "nsubj" and word < frame.word]
        hosts = [p for word in subjects[:1] for p in self.parties.all(word)]
        partners = [p for p in draft.everyone() if p not in hosts]
        if len(hosts) != 1 or not hosts[0].name or len(partners) < 2 or not self._separate(partners, frame):
            return
        for partner in partners:
            copy = draft.copy()
            copy.actors, copy.targets = [*hosts, partner], []
            yield copy

    def _separate(self, partners: list[Participant], frame: Frame) -> bool:
        words = {self.s[w].text.lower() for w in self.c.clause(frame.word)}
        if words & self.classes["sitting_together"] or "both" in words:
            return False
        token = self.s[frame.word]
        several = token.xpos == "NNS" and token.lemma.lower() in self.classes["meetings"]
        return several or bool(words & self.classes["one_by_one"]) or len({p.code for p in partners}) == len(partners)

    def _by_host(self, draft: Draft, frame: Frame) -> Iterator[Draft]:
        """Yield an act for each of several states where a mission stands."""
        own = {p.code for p in draft.actors}
        hosts: dict[str, tuple[int, Place]] = {}
        for word in frame.of("place"):
            for at, place in self.places.parts(word):
                if place.country and place.country not in own:
                    hosts.setdefault(place.country, (at, place))
        if len(hosts) < 2 or not draft.actors:
            return
        for code, (at, place) in hosts.items():
            copy = draft.copy()
            copy.locate(place, self.c.span([at]), "read")
            copy.targets = [Participant(code)]
            copy.note("participant", code, self.c.span([at]), "where the mission stands")
            yield copy

    def _by_sender(self, draft: Draft, frame: Frame) -> list[Draft]:
        """Give a message of each sender to those whom its verb addresses (ruling 5); an exchange stays one."""
        verb = self.s[frame.word]
        if {verb.lemma.lower(), self.s[verb.head].lemma.lower()} & self.classes["swapping"]:
            return [draft]
        addressed = [w for w in frame.of("actor") if self.s[w].relation in ("obj", "iobj") and self.s[w].head == verb.i]
        receivers = [p for word in addressed for p in self.parties.all(word)]
        senders = [p for p in draft.actors if p not in receivers]
        if senders and not draft.targets:
            draft.actors, draft.targets = senders, receivers
        nouns = (verb, *self.s.children(verb.i, "obj"))
        if not draft.targets and any(self.builder.letters.alike(noun.i) for noun in nouns):
            draft.targets = [p for p in self.c.narrative.addressees if p not in draft.actors]
            for participant in draft.targets:
                draft.note("participant", str(participant), None, "those written to before")
        if len(draft.actors) < 2:
            return [draft]
        made = [draft.copy() for _ in draft.actors]
        for copy, sender in zip(made, draft.actors, strict=True):
            copy.actors = [sender]
            copy.forget_absent()
        return made
