"""Numbered references: from a statement to the characters of the documents that say it."""

from collections.abc import Iterable

from communique.knowledge import Knowledge
from communique.model import Document, MergedEvent, Span, Telling
from communique.reports.content import Reference
from communique.reports.parties import Parties
from communique.reports.prose.grammar import clean, shorten

__all__ = ["References"]

LONGEST_QUOTE = 400
MOST = 3


class References:
    """Gives each place in a document that is cited a number, in the order of first use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.parties = Parties(knowledge)
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._references: list[Reference] = []

    def cite(self, event: MergedEvent, most: int = MOST) -> tuple[int, ...]:
        """Give the numbers of at most `most` tellings of an event: of each source first one, the earliest first."""
        return self.cite_tellings(choose(event.tellings, most))

    def cite_tellings(self, tellings: Iterable[Telling]) -> tuple[int, ...]:
        """Give the numbers of these tellings, each once, in order of the numbers."""
        return tuple(sorted({self._number(telling) for telling in tellings}))

    def cite_span(self, document: Document, span: Span) -> tuple[int, ...]:
        """Give the number of a place in a document that no event was read from."""
        return (self._number_of(document, span, document.source or document.url or document.path or document.id, ""),)

    def all(self) -> tuple[Reference, ...]:
        """Give what was cited, by number."""
        return tuple(self._references)

    def _number(self, telling: Telling) -> int:
        return self._number_of(telling.document, telling.event.evidence, telling.source, self.parties.of(telling))

    def _number_of(self, document: Document, span: Span, source: str, party: str) -> int:
        key = (document.id, span.start, span.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._references) + 1
            reference = Reference(
                number=len(self._references) + 1,
                source=clean(source),
                title=clean(document.title),
                date=document.published,
                url=document.url,
                document=document.id,
                start=span.start,
                end=span.end,
                quote=shorten(clean(span.text), LONGEST_QUOTE),
                party=party,
            )
            self._references.append(reference)
        return self._numbers[key]


def choose(tellings: tuple[Telling, ...], most: int) -> list[Telling]:
    """Choose at most `most` tellings: one of each source in order of publication, then second ones."""
    ordered = sorted(
        tellings, key=lambda t: (str(t.document.published or "9999"), t.source, t.event.evidence.start, t.id)
    )
    firsts = {telling.source: telling for telling in reversed(ordered)}
    leading = [telling for telling in ordered if firsts[telling.source] is telling]
    rest = [telling for telling in ordered if firsts[telling.source] is not telling]
    return (leading + rest)[:most]
