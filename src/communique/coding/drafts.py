"""An event while it is put together: values with the characters or the inference behind each."""

import msgspec

from communique.model import Participant, Place, Provenance, Span, When

__all__ = ["STAGED", "UNREAL", "Dated", "Draft"]

STAGED = ("meeting", "agreement", "relation", "commemoration", "gathering", "initiative")  # acts that have a scene
UNREAL = ("cancelled", "denied")

Dated = tuple[When, Span | None, str]


class Draft(msgspec.Struct, kw_only=True):
    """A coded act before merging; `order` is the position of its predicate in the document, `item` that of its
    item where a list tells it; `loose` says that its time is but the month of the news,
    `intended` that it is told as a former plan."""

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
    timeless: bool = False
    aside: bool = False
    intended: bool = False
    loose: bool = False
    item: int = -1
    provenance: list[Provenance] = []

    def note(self, field: str, value: str, span: Span | None, reason: str) -> None:
        """Record where a value came from."""
        self.provenance.append(Provenance(field, value, span, reason))

    def date(self, dated: Dated, now: When) -> None:
        """Set the time; an act that is told as past but dated ahead is planned, and the other way round."""
        self.when, span, reason = dated
        self.note("date", self.when.edtf, span, reason)
        if self.status == "occurred" and self.when.first > now.last:
            self.status = "planned"
        elif self.status == "planned" and self.when.last < now.first and self.when.days < 40:
            self.status = "occurred"

    def undate(self) -> None:
        """Take the time back."""
        self.when, self.loose = None, False
        self.provenance = [p for p in self.provenance if p.field != "date"]

    def redate(self, dated: Dated, now: When) -> None:
        """Set another time."""
        self.undate()
        self.date(dated, now)

    def locate(self, place: Place, span: Span | None, reason: str) -> None:
        """Set the place."""
        self.place = place
        self.note("place", place.city or place.country or place.region, span, reason)

    def entitle(self, titled: tuple[str, Span | None], reason: str = "stated") -> None:
        """Set the title."""
        self.title = titled[0]
        self.note("title", titled[0], titled[1], reason)

    def number(self, counted: tuple[int, Span]) -> None:
        """Set the count."""
        self.count = counted[0]
        self.note("count", str(counted[0]), counted[1], "stated")

    def everyone(self) -> list[Participant]:
        """Give actors and targets."""
        return [*self.actors, *self.targets]

    def codes(self) -> set[str]:
        """Give the codes of all participants."""
        return {p.code for p in self.everyone()}

    def unnoted(self) -> list[Participant]:
        """Give the participants of whom nothing says where they came from."""
        noted = {p.value for p in self.provenance if p.field == "participant"}
        return [p for p in dict.fromkeys(self.everyone()) if str(p) not in noted]

    def forget_absent(self) -> None:
        """Drop the notes of participants of whom the act is not told."""
        here = {str(p) for p in self.everyone()}
        self.provenance = [p for p in self.provenance if p.field != "participant" or p.value in here]

    def may_coincide(self, other: "Draft") -> bool:
        """Tell whether the times of two acts do not exclude each other."""
        return self.when is None or other.when is None or self.when.overlaps(other.when)

    def copy(self) -> "Draft":
        """Give a draft of its own with the same values."""
        return msgspec.structs.replace(
            self, actors=list(self.actors), targets=list(self.targets), provenance=list(self.provenance)
        )
