"""Whose account it is: the party that a source speaks for, and what only one of the parties tells."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from communique.knowledge import Knowledge
from communique.model import MergedEvent, Participant, Telling
from communique.reports.data import read_rows

__all__ = ["Parties"]

OFFICIAL = re.compile(
    r"\b(?:presidency|government|ministry|ministries|embassy|mission|cabinet|chancellery|office|department|secretariat|"
    r"council|palace|parliament|spokes\w+|official|state (?:media|tv|television|agency)|press service|"
    r"royal (?:court|household)|commission|readout)\b",
    re.I,
)
# What a party says of itself needs no mark: its own words are the act.
OWN_WORDS = ("statement", "pledge")


class Outlet(msgspec.Struct, frozen=True):
    """Words in the name of a source that tell for whom it speaks."""

    words: str
    code: str


@cache
def load_outlets() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Load the outlets, the longest words first."""
    rows = sorted(read_rows("outlets.csv", Outlet), key=lambda row: -len(row.words))
    return tuple((re.compile(rf"(?<!\w){re.escape(row.words)}(?!\w)", re.I), row.code) for row in rows)


class Parties:
    """Tells for whom a source speaks: the speaker whom the text names, else what the name of the source says."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._sources: dict[str, str] = {}

    def of(self, telling: Telling) -> str:
        """Give the code of the state or organisation whose account a telling is, empty where it is nobody's."""
        speakers = {code for code in self._speakers(telling.event.speaker) if code}
        if len(speakers) == 1:
            return speakers.pop()
        if telling.source not in self._sources:
            self._sources[telling.source] = self._of_source(telling.source)
        return self._sources[telling.source]

    def alone(self, event: MergedEvent) -> str:
        """Give the one party that tells an event in which others have a part or numbers are claimed, else nothing."""
        if event.type in OWN_WORDS:
            return ""
        accounts = {self.of(telling) for telling in event.tellings}
        account = accounts.pop() if len(accounts) == 1 else ""
        codes = {participant.code for participant in event.participants}
        involved = account in codes or account == event.place.country
        return account if account and involved and (len(codes | {account}) > 1 or event.count is not None) else ""

    def _speakers(self, speaker: str) -> Iterator[str]:
        for part in speaker.split("; ") if speaker else ():
            code = Participant.parse(part).code
            known = code in self.knowledge.states or code in self.knowledge.organisations
            yield code if known else self._of_words(part)

    def _of_source(self, source: str) -> str:
        for pattern, code in load_outlets():
            if pattern.search(source):
                return code
        return self._of_words(source) if OFFICIAL.search(source) else ""

    def _of_words(self, words: str) -> str:
        """Give the only state or organisation that the words name."""
        codes = {
            meaning.code
            for match in self.knowledge.matches(words)
            for meaning in match.meanings[:1]
            if meaning.kind in ("state", "nationality", "organisation", "seat", "capital")
        }
        return codes.pop() if len(codes) == 1 else ""
