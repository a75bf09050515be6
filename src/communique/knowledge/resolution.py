"""Resolution in one place: what a mention means, given its context and a day, with the reason; or an honest unknown."""

from functools import cached_property

import msgspec

from communique.knowledge.bearers import Bearer, Bearers, Clues
from communique.knowledge.contexts import Context
from communique.knowledge.entries import Meaning
from communique.knowledge.gathered import find_gathering
from communique.knowledge.identities import Identity
from communique.knowledge.namesakes import Namesakes
from communique.knowledge.officeholders import Officeholders
from communique.knowledge.phrases import Phrase, PhraseReader
from communique.knowledge.variants import Variants
from communique.knowledge.world import Knowledge
from communique.model import When

__all__ = ["Identity", "Resolver"]

QUOTES = "\"'“”‘’«»"
PERSON_KINDS = ("person", "surname")


class Resolver:
    """Resolves names, office phrases and ambiguous words by the tables of `knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.bearers = Bearers(knowledge)
        self._officeholders = Officeholders(knowledge)
        self._namesakes = Namesakes(knowledge, self.bearers)
        self._variants = Variants(knowledge)

    def resolve(
        self,
        name: str,
        *,
        on: When,
        titles: tuple[str, ...] = (),
        codes: tuple[str, ...] = (),
        context: str = "",
        home: str = "",
    ) -> Identity:
        """Tell what `name` means in a text of the day `on`.

        `name` is a name ("Georgia"), a phrase with an office ("the French president") or both ("President Xi").
        `titles` and `codes` stand beside it, `context` is the text around it, `home` the state of the source, whose
        president is "the president". What cannot be told has the kind "unknown" and keeps its name.
        """
        mention = " ".join(name.split()).strip(QUOTES + ",;:")
        mention = mention.removesuffix("'s").removesuffix("’s")
        if not mention:
            return Identity("unknown", "", "", reason="there is no name")
        around = Context(self.knowledge, mention, context)
        clues = Clues(titles=titles, codes=codes, home=home, spoken=frozenset(around.codes))
        bare = mention.removeprefix("the ").removeprefix("The ")
        return (
            self._by_table(bare, clues, around, on)
            or self._by_phrase(self._phrases.read(mention), mention, clues, around, on)
            or find_gathering(self.knowledge, bare, on)
            or self._namesakes.stand_in(bare, clues, around)
            or self._by_person(bare, clues, around, on)
            or self._by_spelling(bare, clues, on)
            or self._unknown(bare, clues)
        )

    @cached_property
    def _phrases(self) -> PhraseReader:
        return PhraseReader(self.knowledge)

    def _by_table(self, name: str, clues: Clues, around: Context, on: When) -> Identity | None:
        """Choose among the meanings that the tables list for exactly this name."""
        meanings = self.knowledge.matcher.meanings(name)
        named = tuple(meaning for meaning in meanings if meaning.kind not in ("title", "gathering"))
        rows = self._namesakes.rows(name)
        if not named and not rows:
            return self._word(name)
        return self._namesakes.choose(name, named, clues, around, on)

    def _word(self, name: str) -> Identity | None:
        """Recognise a common word by its small letters: "turkey", "us"."""
        if not name.islower() or " " in name or self.knowledge.matcher.meanings(name):
            return None
        for written in (name.capitalize(), name.upper()):
            if meanings := self.knowledge.matcher.meanings(written):
                return Identity("word", "", name, reason=f"small letters: the word, not {meanings[0].name} ({written})")
        return None

    def _by_phrase(self, phrase: Phrase, mention: str, clues: Clues, around: Context, on: When) -> Identity | None:
        """Resolve a phrase with an office, a nationality before a name, or a collective ("the Chinese side")."""
        if not phrase.whole:
            return None
        clues = msgspec.structs.replace(
            clues, titles=(*clues.titles, *phrase.titles), codes=tuple(dict.fromkeys((*phrase.codes, *clues.codes)))
        )
        if phrase.name and (phrase.titles or phrase.codes or phrase.name != mention):
            found = self._by_person(phrase.name, clues, around, on)
            return (
                found
                or (self._by_spelling(phrase.name, clues, on) if phrase.titles else None)
                or (self._unknown(phrase.name, clues) if phrase.titles else None)
            )
        if phrase.titles:
            return self._officeholders.resolve(phrase, mention, clues, around, on)
        if phrase.codes and phrase.collective:
            code = phrase.codes[0]
            kind = "state" if code in self.knowledge.states else "organisation"
            name = self.knowledge.name_of(code)
            return Identity(kind, code, name, reason=f"“{phrase.collective}” stands for {name}")
        return None

    def _by_person(self, name: str, clues: Clues, around: Context, on: When) -> Identity | None:
        meanings = tuple(m for m in self.knowledge.matcher.meanings(name) if m.kind in PERSON_KINDS)
        asked = msgspec.structs.replace(clues, name=name, meanings=meanings)
        found = self._namesakes.named_in_full(name, asked, around, on) or self.bearers.named(asked, on)
        if found is None and " " not in name and not name.islower():
            found = self.bearers.surnamed(asked, on)
        if found is None and " " in name:
            full = tuple(Meaning("person", person.state, person.id) for person in self.knowledge.people_called(name))
            found = self.bearers.named(msgspec.structs.replace(asked, meanings=full), on)
        return _identify(found) if found else self._out_of_office(name, asked, on)

    def _out_of_office(self, name: str, clues: Clues, on: When) -> Identity | None:
        """Take a name that one person alone bears also where that person holds no office on the day."""
        people = self.knowledge.people_called(name)
        if len(people) != 1 or clues.titles or name.islower():
            return None
        full = (Meaning("person", people[0].state, people[0].id),)
        found = self.bearers.named(msgspec.structs.replace(clues, meanings=full), on)
        return _identify(found) if found else None

    def _by_spelling(self, name: str, clues: Clues, on: When) -> Identity | None:
        """Resolve a name that is spelled nearly as one of the tables."""
        variant = self._variants.nearest(name, accept=lambda meaning: not clues.titles or meaning.kind == "person")
        if variant is None:
            return None
        reason = f"“{name}” is nearly “{variant.name}” ({variant.score:.0f} of 100)"
        meaning = variant.meaning
        if meaning.kind != "person":
            return Identity(meaning.kind, meaning.code, meaning.name, meaning.code, reason)
        found = self.bearers.named(msgspec.structs.replace(clues, name=name, meanings=(meaning,)), on)
        return _identify(found, f"{reason}; ") if found else None

    def _unknown(self, name: str, clues: Clues) -> Identity:
        """Keep a name that the tables do not know; a title or nationality beside it makes it a person."""
        code = next((code for code in clues.codes if not code.startswith("region:")), "")
        if clues.titles:
            titles = ", ".join(clues.titles)
            where = f" of {self.knowledge.name_of(code)}" if code else ""
            return Identity("person", code, name, reason=f"not in the tables; the text calls them {titles}{where}")
        return Identity("unknown", code, name, reason="no table has this name")


def _identify(bearer: Bearer, before: str = "") -> Identity:
    name = bearer.person.id.partition(" (")[0]
    return Identity("person", bearer.code, name, bearer.person.id, before + bearer.reason)
