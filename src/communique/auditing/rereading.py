"""The sources read again, as widely as the audited text is read, for what the coded events leave undecided.

The coder is strict: it writes down what it is sure of. A claim asks something particular, so that the documents which
name its parties and places can be read for that: each of their clauses becomes an act with its words as evidence.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from communique.auditing.finding import find_claims
from communique.coding.coder import Coder
from communique.linking import merge
from communique.model import Document, Event, MergedEvent, Participant, Place, Telling, When
from communique.model.claims import Claim

__all__ = ["REREAD", "Sources"]

Search = Callable[[str, int], list[Document]]
REREAD = "read again"
MOST_DOCUMENTS = 16
EACH = 40
SHORT = 3
MOST_SPELLINGS = 6
NEWS = datetime.timedelta(days=3)


class Sources:
    """Reads documents of a record for claims; each document once. `search` gives documents that have some words."""

    def __init__(self, search: Search, coder: Coder) -> None:
        self.search = search
        self.coder = coder
        self.knowledge = coder.knowledge
        self._acts: dict[str, list[MergedEvent]] = {}
        self._found: dict[str, list[Document]] = {}

    def acts(self, claim: Claim, *, hero: str) -> list[MergedEvent]:
        """Give the acts of the claim's kinds in the documents that speak of its parties and places."""
        found = [act for document in self._documents(claim, hero) for act in self._read(document)]
        return [act for act in found if not claim.types or act.type in claim.types]

    def _documents(self, claim: Claim, hero: str) -> list[Document]:
        """Give the documents that share most names with the claim, the nearest in time first of equals."""
        hits: Counter[str] = Counter()
        known: dict[str, Document] = {}
        for words in dict.fromkeys(self._words(claim, hero)):
            if words not in self._found:
                self._found[words] = self.search(words, EACH)
            for document in self._found[words]:
                hits[document.id] += 1
                known[document.id] = document
        when = When.parse(claim.date) if claim.date else None

        def rank(document: Document) -> tuple[int, int, str]:
            days = abs((document.published - when.last).days) if document.published and when else 0
            return -hits[document.id], days, document.id

        return sorted(known.values(), key=rank)[:MOST_DOCUMENTS]

    def _words(self, claim: Claim, hero: str) -> Iterator[str]:
        """Yield names to look for: of the parties but the leader, of the places, of gatherings."""
        parties = [*claim.about, *(item.party for item in claim.items if item.party is not None)]
        places = [claim.place, *(item.place for item in claim.items)]
        for party in parties:
            if party.code != hero:
                yield from self._names(party)
        for place in places:
            yield from (name for name in (place.city, self._name(place.country)) if name)
        yield from (word for word in claim.title.split() if word[:1].isupper())
        if not any(p.code != hero for p in parties) and not any(places):
            yield from (word for word in claim.details[:3])
            yield from (name for party in parties for name in self._names(party))

    def _names(self, party: Participant) -> Iterator[str]:
        if party.name:
            known = self.knowledge.people_called(party.name)
            spellings = [party.name, *(alias for person in known for alias in (*person.aliases, *person.short))]
            words = (word for spelling in spellings for word in spelling.split()[-2:] if len(word) > SHORT)
            yield from list(dict.fromkeys(words))[:MOST_SPELLINGS]
        name = self._name(party.code)
        if name:
            yield name
        yield from (seat.city or seat.name for seat in self.knowledge.seats if seat.code == party.code)

    def _name(self, code: str) -> str:
        return self.knowledge.name_of(code) if code and not code.startswith("region:") else ""

    def _read(self, document: Document) -> list[MergedEvent]:
        if document.id not in self._acts:
            claims = find_claims(document, self.coder, source=True)
            events = {event.id: event for claim in claims for event in _events(document, claim)}
            self._acts[document.id] = [merge([Telling(event, document)]) for event in events.values()]
        return self._acts[document.id]


def _events(document: Document, claim: Claim) -> Iterable[Event]:
    """Make an event of each kind and each item that a clause can mean."""
    date = claim.date if claim.dated else _of_the_day(document)
    members = next((int(number.value) for number in claim.numbers if number.of in ("members", "acts")), None)
    for kind in claim.types:
        for about, place, when in _items(claim, date):
            yield Event(
                document=document.id,
                type=kind,
                actors=about,
                place=place,
                date=when,
                status="occurred" if kind == "pledge" and claim.status == "planned" else claim.status,
                count=members,
                title=claim.title or " ".join(claim.details),
                form=claim.form,
                evidence=claim.quote,
                lexicon=REREAD,
            )


def _items(claim: Claim, date: str) -> Iterator[tuple[tuple[Participant, ...], Place, str]]:
    if not claim.items:
        yield claim.about, claim.place, date
    for item in claim.items:
        about = (*claim.about, item.party) if item.party is not None else claim.about
        yield about, item.place or claim.place, item.date or date


def _of_the_day(document: Document) -> str:
    """Give the days before publication, the time of news that names none."""
    if document.published is None:
        return ""
    return f"{document.published - NEWS}/{document.published}"
