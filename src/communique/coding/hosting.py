"""Who receives whom: those who receive or grant an audience do so at their own seat, where no other place is told."""

from collections.abc import Iterator

from communique.coding.drafts import Draft
from communique.coding.toolbox import Worker
from communique.knowledge.world import Knowledge
from communique.model import Place

__all__ = ["Hosting", "is_remote", "seat_of"]

REMOTE = frozenset(
    ["video", "videoconference", "virtual", "virtually", "online", "zoom", "videolink", "teleconference"]
)


def seat_of(knowledge: Knowledge, code: str) -> Place:
    """Give where a state has its government, or an organisation its headquarters."""
    organisation = knowledge.organisations.get(code)
    if organisation is not None and organisation.seat_code:
        return Place(country=organisation.seat_code, city=organisation.seat_city)
    if code not in knowledge.states:
        return Place()
    seat = next((s for s in knowledge.seats if s.kind == "capital" and s.code == code), None)
    return Place(country=code, city=seat.city or seat.name) if seat else Place(country=code)


def is_remote(draft: Draft) -> bool:
    """Tell whether the words that show an act say that it was held by video."""
    return bool(set(draft.evidence.text.lower().replace(",", " ").split()) & REMOTE)


class Hosting(Worker):
    """Place the meetings of one sentence by who receives in them."""

    def place(self, draft: Draft) -> None:
        """Let a meeting without a place stand at the seat of the one who receives."""
        if draft.type != "meeting" or draft.place.city or draft.place.region or draft.title or draft.count is not None:
            return
        where = self.s.at(draft.order, draft.order + 1)
        if where is None or any(t.text.lower() in REMOTE for t in self.s.tokens):
            return
        codes = draft.codes()
        for word in self._hosts(where[0]):
            for host in self.parties.one(word):
                seat = seat_of(self.c.knowledge, host.code)
                if host.code in codes and seat and draft.place.country in ("", seat.country):
                    line = self.c.narrative.dateline
                    place = line if line.country == seat.country else seat
                    draft.locate(place, self.c.span([word]), "received at the host's own seat")
                    return

    def _hosts(self, word: int) -> Iterator[int]:
        """Yield the words for who receives in the act that a word names."""
        for token in (self.s[word], *self.s.ancestors(word)):
            lemma = token.lemma.lower()
            granting = lemma in self.classes["granting_audience"] and self._audience(token.i)
            if granting or lemma in self.classes["receiving_at_home"]:
                passive = any(c.deprel in ("nsubj:pass", "aux:pass") for c in self.s.children(token.i))
                for child in self.s.children(token.i, "obl" if passive else "nsubj"):
                    if not passive or self.s.case(child.i) == "by":
                        yield child.i
                return
            called = (token, *self.s.children(token.i, "obj"))
            if any(t.lemma.lower() in self.classes["calls_on"] for t in called):
                for above in called:
                    yield from (c.i for c in self.s.children(above.i, "obl", "nmod") if self.s.case(c.i) == "on")
            if token.upos == "VERB":
                return

    def _audience(self, verb: int) -> bool:
        return any(c.lemma.lower() in self.classes["audiences"] for c in self.s.children(verb, "obj", "nsubj"))
