"""An act told again with something else in its place: who, with whom, where, when, how many."""

from communique.coding.drafts import Draft
from communique.coding.toolbox import Toolbox, Worker
from communique.language.analysis import Token
from communique.language.dates import DateMention, anchor
from communique.model import Participant, Provenance, Span

__all__ = ["ELLIPSIS", "Substitution"]

ELLIPSIS = "the clause before"
LONGEST_EVIDENCE = 320
PLACED = frozenset(["meeting", "gathering", "visit", "representation", "agreement", "call"])


class Substitution(Worker):
    """A copy of a draft whose verb stands at character `verb`; each method tells whether there was a place for it."""

    def __init__(self, tools: Toolbox, draft: Draft, verb: int) -> None:
        super().__init__(tools)
        self.before = draft
        self.draft = draft.copy()
        self.verb = verb

    def subject(self, word: int) -> bool:
        """Put another in the place of those who stand before the verb."""
        return self.participants(self.parties.one(word), self.words(word), self.led())

    def led(self) -> set[str]:
        """Give those who stand before the verb, as the provenance writes them."""
        noted = [p for p in self.draft.provenance if p.field == "participant" and p.span is not None]
        return {p.value for p in noted if p.span is not None and p.span.end <= self.verb}

    def participants(self, new: tuple[Participant, ...], span: Span, old: set[str]) -> bool:
        """Put the participants `new` in the place of those whom `old` names."""
        replaced = [p for p in self.draft.everyone() if str(p) in old]
        if not new or not replaced or set(new) & set(self.before.everyone()):
            return False
        for people in (self.draft.actors, self.draft.targets):
            at = next((n for n, p in enumerate(people) if str(p) in old), None)
            if at is not None:
                kept = [p for p in people if str(p) not in old]
                people[:] = [*kept[:at], *(p for p in new if p not in kept), *kept[at:]]
        self._forget("participant", old)
        for participant in new:
            self.draft.note("participant", str(participant), span, "stated")
        return True

    def phrase(self, case: str, word: int) -> bool:
        """Put the noun of a prepositional phrase in the place of what has the same preposition."""
        place = self.places.of(word)
        if self.draft.type == "visit":
            if not place:
                return False
            self._forget("place")
            self.draft.locate(place, self.words(word), self.places.reason(self.words(word)))
            return True
        noted = [(p.value, p.span) for p in self.draft.provenance if p.field == "participant" and p.span is not None]
        old = {value for value, span in noted if span.start > self.verb and self._case(span) == case}
        new = self.parties.one(word)
        if old and new and self.participants(new, self.words(word), old):
            return True
        if case in ("in", "at") and place and self.draft.type in PLACED:
            self._forget("place")
            self.draft.locate(place, self.words(word), self.places.reason(self.words(word)))
            if self.draft.type == "representation" and place.country and self.draft.targets:
                self.draft.targets = [Participant(place.country)]
            return True
        return False

    def date(self, date: DateMention) -> bool:
        """Put another time in the place of the act's own; "a year later" counts from it."""
        base = self.before.when
        when = anchor(date, base) if date.kind == "anaphoric" and base else self.times.resolve(date, self.draft.status)
        if when is None:
            return False
        self.draft.redate((when, date.span, "stated"), self.c.now)
        return True

    def number(self, number: int, span: Span) -> bool:
        """Put another number in the place of the count, or of the amount that the title gives."""
        self._forget("count")
        if self.draft.count is not None:
            self.draft.number((number, span))
        elif self.draft.type in ("pledge", "aid"):
            self._forget("title")
            self.draft.entitle((span.text, span))
        else:
            return False
        return True

    def result(self, evidence: Span, first: Token) -> Draft:
        """Give the copy, told at word `first` by the characters `evidence` where they are not too many."""
        self.draft.order = first.start
        if evidence.end - evidence.start <= LONGEST_EVIDENCE:
            self.draft.evidence = evidence
        self.draft.note("type", self.draft.type, self.before.evidence, ELLIPSIS)
        return self.draft

    def _forget(self, field: str, values: set[str] | None = None) -> None:
        def stands(note: Provenance) -> bool:
            return note.field != field or (values is not None and note.value not in values)

        self.draft.provenance = [note for note in self.draft.provenance if stands(note)]

    def words(self, word: int) -> Span:
        """Give the characters of the mention that a word heads, else of the word."""
        mention = self.c.mention_of(word)
        return self.s.span(mention.first, mention.last) if mention else self.c.span([word])

    def _case(self, span: Span) -> str:
        """Give the preposition right before some characters of the sentence, an article left out."""
        where = self.s.at(span.start, span.end)
        at = where[0] - 1 if where else -1
        if at >= 0 and self.s[at].upos == "DET":
            at -= 1
        return self.s[at].text.lower() if at >= 0 and self.s[at].upos == "ADP" else ""
