"""How many come to a gathering, where a sentence counts them: "the summit, which some 300 delegates will attend"."""

from collections.abc import Iterable, Iterator, Sequence

from communique.coding.drafts import Draft
from communique.coding.toolbox import Worker
from communique.model import Span

__all__ = ["Attendance", "count_attendance"]

Counted = tuple[int, Span]

FEW = 5  # fewer are parties that the text goes on to name, not a crowd


class Attendance(Worker):
    """Find who comes to a gathering, counted but not named, in one sentence."""

    def note(self, drafts: Sequence[Draft]) -> None:
        """Keep the number for the one gathering of the sentence, else for the one that the story named last."""
        counted, pointed = self._counted(), self.c.narrative.gathering
        if counted is None:
            return
        titles = {draft.title for draft in drafts if draft.type == "gathering"} or set(self._pointed())
        if not titles and pointed and self._taking_part():
            titles = {pointed}
        if len(titles) == 1:
            self.c.narrative.attendance.setdefault(titles.pop(), counted)

    def _taking_part(self) -> bool:
        """Tell whether the sentence has no other act than that people take part."""
        root = next(t for t in self.s if t.head == t.i)
        part = any(c.lemma.lower() == "part" for c in self.s.children(root.i, "obj"))
        return root.lemma.lower() in ("attend", "participate") or (root.lemma.lower() == "take" and part)

    def _pointed(self) -> Iterator[str]:
        """Yield the gathering named last, where a noun of the sentence points back to it ("the summit")."""
        story = self.c.narrative.gathering
        named = story.lower().split()
        for lemma in (t.lemma.lower() for t in self.s):
            if lemma in named and self.c.lexicon.among(lemma, ("gathering",)):
                yield story

    def _counted(self) -> Counted | None:
        for token in self.s:
            if token.xpos == "NNS" and self.c.lexicon.among(token.lemma.lower(), ("attendees",)):
                number = self.titles.number(token.i)
                if number is not None and number[0] >= FEW and self._attends(token.i):
                    return number
        return None

    def _attends(self, word: int) -> bool:
        """Tell whether the people of a word attend: they are told to by its clause, or by a participle behind it."""
        token = self.s[word]
        if token.relation == "nmod" and self.c.lexicon.among(self.s[token.head].lemma.lower(), ("attendees",)):
            token = self.s[token.head]
        told = token.relation in ("nsubj", "obj", "obl") and self._attending(token.head)
        return told or any(self._attending(c.i) for c in self.s.children(word, "acl"))

    def _attending(self, word: int) -> bool:
        attending = self.c.lexicon.among(self.s[word].lemma.lower(), ("attending",))
        return attending and self.factuality.verb(self.s[word]) in ("occurred", "present", "planned")


def count_attendance(drafts: Iterable[Draft], attendance: dict[str, Counted]) -> None:
    """Give the gatherings of a document the numbers of those who came."""
    for draft in drafts:
        counted = attendance.get(draft.title) if draft.type == "gathering" and draft.title else None
        if counted is not None and draft.count is None:
            draft.number(counted)
