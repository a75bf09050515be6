"""Read a phrase that names a person or an office into its parts: "the former French president Nicolas Sarkozy"."""

import re

import msgspec

from communique.knowledge.entries import Meaning
from communique.knowledge.nominals import load_nominals
from communique.knowledge.offices import plain_title
from communique.knowledge.world import Knowledge

__all__ = ["PARTY_KINDS", "Phrase", "PhraseReader"]

PARTY_KINDS = ("state", "nationality", "national", "organisation", "region", "capital", "seat")
WORD = re.compile(r"[^\W_](?:[\w.]|['’](?!s\b)|-(?=[^\W\d_]))*", re.UNICODE)
POSSESSIVE = re.compile(r"['’]s?$")
FORMER = frozenset({"former", "ex", "late", "erstwhile", "onetime", "one-time", "ousted", "deposed", "exiled"})
COMING = frozenset({"elect", "designate", "incoming"})
PASSED_OVER = frozenset({
    "the", "a", "an", "of", "for", "and", "then", "current", "incumbent", "new", "newly", "elected", "acting",
    "interim", "caretaker", "outgoing", "visiting", "sitting", "its", "their", "his", "her", "s", "republic", "kingdom",
    "state", "foreign", "defence", "defense", "-",
})  # fmt: skip
BARE_ROLES = {"chief": "leader", "boss": "leader", "leader": "leader", "head": "leader", "ruler": "leader"}


class Phrase(msgspec.Struct, frozen=True):
    """The parts of a phrase: titles in plain form, whose they are (`codes`, as written `parties`), the person's name.

    `former` and `coming` tell that the office lies in the past ("ex-president") or the future ("president-elect").
    `collective` is the noun of "the Chinese side". `whole` is false where words were left that no such phrase holds.
    """

    titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    name: str = ""
    former: bool = False
    coming: bool = False
    collective: str = ""
    parties: tuple[str, ...] = ()
    whole: bool = True


class PhraseReader:
    """Reads phrases by the names that the tables know."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._honorifics = load_nominals().honorifics
        self._collectives = load_nominals().collectives
        self._vague = frozenset(load_nominals().person_nouns) - {plain_title(row.title) for row in knowledge.titles}

    def read(self, text: str) -> Phrase:
        """Read `text`; where it holds no title, all of it but honorifics is the name."""
        reading = _Reading()
        done = 0
        for match in self.knowledge.matches(text):
            if match.start < done:
                continue
            self._read_words(text[done : match.start], reading)
            self._read_match(match.text, match.meanings, reading)
            done = match.end
        self._read_words(text[done:], reading)
        codes = list(dict.fromkeys(reading.codes))
        for title in reading.titles:
            owner = self.knowledge.owner(title)
            if owner and owner not in codes:
                codes.append(owner)
        return Phrase(
            tuple(reading.titles), tuple(codes), " ".join(reading.name), reading.former, reading.coming,
            reading.collective, tuple(reading.parties), whole=not reading.strange,
        )  # fmt: skip

    def _read_match(self, text: str, meanings: tuple[Meaning, ...], reading: "_Reading") -> None:
        kinds = {meaning.kind for meaning in meanings}
        party = next((meaning.code for meaning in meanings if meaning.kind in PARTY_KINDS), "")
        person = kinds & {"person", "surname"}
        if "title" in kinds and not reading.name:
            reading.titles.append(plain_title(next(meaning.name for meaning in meanings if meaning.kind == "title")))
            reading.joined = False
        elif person and (reading.titles or not party) and not reading.joined:
            reading.name.append(text)
        elif party and (not reading.name or reading.joined):
            reading.codes.append(party)
            reading.parties.append(text)
            reading.joined = False
        else:
            reading.name.append(text)

    def _read_words(self, text: str, reading: "_Reading") -> None:
        for found in WORD.finditer(text):
            word = POSSESSIVE.sub("", found[0])
            small = word.lower().rstrip(".")
            if small in FORMER:
                reading.former = True
            elif small in COMING:
                reading.coming = True
            elif small in BARE_ROLES and (reading.codes or reading.joined or not reading.name):
                reading.titles.append(BARE_ROLES[small])
            elif small in PASSED_OVER or (small in (*self._honorifics, *self._vague) and not reading.name):
                reading.joined = small in ("of", "for") or (reading.joined and small == "the")
            elif small in self._collectives and reading.codes and not reading.name:
                reading.collective = small
            elif word[0].isupper() or reading.name:
                reading.name.append(word)
            elif word:
                reading.strange = True


class _Reading:
    """What a reading has found so far; `joined` while an "of" waits for the state."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.codes: list[str] = []
        self.parties: list[str] = []
        self.name: list[str] = []
        self.collective = ""
        self.former = self.coming = self.strange = self.joined = False
