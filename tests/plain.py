"""A coder without the English model, for tests of what lies round it."""

import re

from communique.model import Document, Event, Participant, Span

__all__ = ["PlainCoder", "load_plain"]

MEETING = re.compile(r"\b(?P<one>[A-Z]\w+) met (?P<other>[A-Z]\w+)")


class PlainCoder:
    """Codes "A met B" and nothing else."""

    def code(self, document: Document) -> list[Event]:
        """Give the meetings last one first: the faces are to sort them."""
        events = [
            Event(
                document=document.id,
                type="meeting",
                actors=(Participant("AAA", found["one"]), Participant("BBB", found["other"])),
                date=str(document.published or ""),
                evidence=Span.of(document.text, found.start(), found.end()),
            )
            for found in MEETING.finditer(document.text)
        ]
        return events[::-1]


PLAIN = PlainCoder()


def load_plain() -> PlainCoder:
    """Give the coder; a function of a module, so that other processes can call it."""
    return PLAIN
