"""An event while it is put together: values with the characters or the inference behind each."""

import msgspec

from communique.model import Participant, Place, Provenance, Span, When

__all__ = ["Draft"]


class Draft(msgspec.Struct, kw_only=True):
    """A coded act before merging; `order` is the position of its predicate in the document."""

    type: str
    sense: str
    actors: list[Participant] = []
    targets: list[Participant] = []
    place: Place = Place()
    when: When | None = None
    status: str = "occurred"
    count: int | None = None
    title: str = ""
    form: str = ""
    evidence: Span
    order: int = 0
    speaker: str = ""
    definite: bool = False
    background: bool = False
    series: str = ""
    provenance: list[Provenance] = []

    def note(self, field: str, value: str, span: Span | None, reason: str) -> None:
        """Record where a value came from."""
        self.provenance.append(Provenance(field, value, span, reason))

    def everyone(self) -> list[Participant]:
        """Give actors and targets."""
        return [*self.actors, *self.targets]

    def codes(self) -> set[str]:
        """Give the codes of all participants."""
        return {p.code for p in self.everyone()}
