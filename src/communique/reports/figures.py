"""Every number of a report is counted here, once, from a set of events that it can show."""

from collections.abc import Sequence

from communique.model import MergedEvent
from communique.reports.content import Figure

__all__ = ["Figures"]


class Figures:
    """Counts events and keeps what was counted; the same count of the same events is one figure."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, tuple[str, ...], int], Figure] = {}

    def count(self, events: Sequence[MergedEvent], what: str) -> Figure:
        """Count events."""
        return self.note(len(events), events, what)

    def note(self, value: int, events: Sequence[MergedEvent], what: str) -> Figure:
        """Keep a number that follows from events otherwise than by counting them: of states, sources, documents."""
        key = (what, tuple(event.id for event in events), value)
        if key not in self._figures:
            self._figures[key] = Figure(f"c{len(self._figures) + 1}", value, what, key[1])
        return self._figures[key]

    def all(self) -> tuple[Figure, ...]:
        """Give all figures in the order of first use."""
        return tuple(self._figures.values())
