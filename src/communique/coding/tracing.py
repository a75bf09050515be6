"""Where participants come from: the words they were read from, else what they were inferred from."""

from collections.abc import Iterable

from communique.coding.drafts import Draft
from communique.coding.toolbox import Worker
from communique.language.mentions import Mention
from communique.model import Participant, Provenance, Span

__all__ = ["Tracing"]


class Tracing(Worker):
    """Note the provenance of the participants of one sentence's drafts; nothing is resolved anew."""

    def note(self, draft: Draft, participant: Participant, i: int) -> None:
        """Note that a participant was read from word `i`."""
        span = self._words(i)
        draft.note("participant", str(participant), span, _manner(participant, span))

    def word(self, draft: Draft, i: int) -> None:
        """Note all whom word `i` means."""
        for participant in self.parties.one(i):
            self.note(draft, participant, i)

    def rest(self, drafts: Iterable[Draft]) -> None:
        """Note those participants of the sentence's drafts that carry no note yet."""
        for draft in drafts:
            for participant in draft.unnoted():
                span, reason = self._source(draft, participant)
                if reason:
                    draft.note("participant", str(participant), span, reason)

    def _source(self, draft: Draft, participant: Participant) -> tuple[Span | None, str]:
        """Give the nearest words that were read as a participant or name it, else what it follows from."""
        spans = [self._words(i) for i in self.parties.read_as(participant)]
        if not spans and draft.type == "agreement" and participant in self.c.narrative.body:
            return None, "the body that met"
        spans = spans or [self.s.span(m.first, m.last) for m in self.c.mentions if _names(m, participant)]
        if spans:
            span = min(spans, key=lambda s: (not _within(s, draft.evidence), abs(s.start - draft.order), s.start))
            return span, _manner(participant, span)
        beside = next((p for p in draft.provenance if _is_of(p, participant)), None)
        if beside is not None:
            return beside.span, "whose state it is" if participant.name == "" else "who speaks for the state"
        if participant == Participant(draft.place.country):
            return None, "where it takes place"
        return None, "spoken of before" if self._spoken_of(participant) else ""

    def _spoken_of(self, participant: Participant) -> bool:
        discourse = self.c.discourse
        people = {k.participant for k in discourse.known} | {*discourse.pair, *discourse.last_group}
        codes = {*discourse.states, *discourse.organisations, *(p.code for p in people)}
        return participant in people or (not participant.name and participant.code in codes)

    def _words(self, i: int) -> Span:
        mention = self.c.mention_of(i)
        return self.s.span(mention.first, mention.last) if mention else self.c.span([i])


def _manner(participant: Participant, span: Span) -> str:
    return "stated" if not participant.name or participant.name.split()[-1] in span.text else "reference"


def _names(mention: Mention, participant: Participant) -> bool:
    """Tell whether a mention names a participant: a person by the last name, else by a code."""
    if participant.name:
        return mention.kind == "person" and participant.name.split()[-1] in mention.name.split()
    return participant.code in (*mention.codes, *(m.code for m in mention.meanings))


def _is_of(note: Provenance, participant: Participant) -> bool:
    return note.field == "participant" and note.value.split("/")[0] == participant.code != ""


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
