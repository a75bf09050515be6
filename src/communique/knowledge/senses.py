"""The lexicon: which predicates make which event, and which slot fills which field (`lexicon/*.yaml`).

A sense speaks of propositions only: the lemmas of verbs and nouns, slots ("subj", "obj", "with" …) and classes of words
(`lexicon/classes.yaml`). Adding a predicate needs no Python.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import msgspec

from communique.errors import LexiconError
from communique.knowledge.nominals import LEXICON
from communique.knowledge.yaml_files import read_yaml
from communique.model import EVENT_TYPES, FORMS

__all__ = ["Example", "Lexicon", "Sense", "load_lexicon"]

Words = tuple[str, ...]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that the sense must code, or must not where `event` is false; it is a test."""

    text: str
    event: bool = True


class Sense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to tell an act.

    `verbs` and `nouns` are lemmas, "break off" where a particle or object belongs to it. `actors`, `targets`, `place`
    and `title` list the slots that fill the field ("self": the noun phrase of the predicate). `needs` says which class
    of word or mention a slot must hold, `bans` which it must not; `context` names a class of words that must stand in
    the clause, `without` one that must not. `support` lists the verbs that may support a noun (empty: any), `governor`
    how a noun must hang on its verb. `each` says what is told apart into events of its own: "place", "title",
    "partners". `status` restricts when the sense applies: "future", "past", "declared". `parties` is the least number
    of participants. `doubtful` are those of its words ("any": all) that are so common outside
    diplomacy that the learned reader has to see the act too.
    """

    id: str
    verbs: Words = ()
    nouns: Words = ()
    type: str = ""
    actors: Words = ()
    targets: Words = ()
    place: Words = ()
    title: Words = ()
    form: str = ""
    status: str = ""
    each: str = ""
    parties: int = 1
    needs: dict[str, Words] = {}
    bans: dict[str, Words] = {}
    context: Words = ()
    without: Words = ()
    doubtful: Words = ()
    support: Words = ()
    governor: Words = ()
    examples: tuple[Example, ...] = ()


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of senses of one event type."""

    type: str
    source: str
    senses: tuple[Sense, ...]


class Lexicon:
    """All senses, found by lemma; `classes` maps the name of a class to its words."""

    def __init__(self, senses: list[Sense], classes: Mapping[str, frozenset[str]]) -> None:
        self.senses = tuple(senses)
        self.doubtful = {sense.id: frozenset(sense.doubtful) for sense in senses if sense.doubtful}
        self.classes = classes
        self.verbs: dict[str, list[Sense]] = defaultdict(list)
        self.nouns: dict[str, list[Sense]] = defaultdict(list)
        for sense in senses:
            for lemma in sense.verbs:
                self.verbs[lemma].append(sense)
            for lemma in sense.nouns:
                self.nouns[lemma].append(sense)

    def of(self, keys: Words, is_noun: bool) -> list[Sense]:
        """Give the senses of a predicate, those of the longest key first."""
        table = self.nouns if is_noun else self.verbs
        found: dict[str, Sense] = {}
        for key in sorted(keys, key=lambda k: -k.count(" ")):
            for sense in table.get(key, ()):
                found.setdefault(sense.id, sense)
        return list(found.values())

    def doubts(self, sense: str, lemma: str) -> bool:
        """Tell whether a sense, by id, is doubtful where it is told by this word."""
        return not self.doubtful.get(sense, frozenset()).isdisjoint(("any", lemma))

    def among(self, lemma: str, names: Words) -> bool:
        """Tell whether a lemma belongs to one of the classes."""
        return any(lemma in self.classes.get(name, ()) for name in names)


@functools.cache
def load_lexicon(folder: Path = LEXICON) -> Lexicon:
    """Load and check the lexicon. Raises LexiconError with the file at fault."""
    classes = read_yaml(folder / "classes.yaml", dict[str, tuple[str, ...]])
    known = {name: frozenset(words) for name, words in classes.items()}
    senses: list[Sense] = []
    seen: set[str] = set()
    for path in sorted((folder / "types").glob("*.yaml")):
        family = read_yaml(path, Family)
        for sense in family.senses:
            sense = msgspec.structs.replace(sense, type=sense.type or family.type)
            _check(sense, known, seen, path)
            senses.append(sense)
    return Lexicon(senses, known)


def _check(sense: Sense, classes: Mapping[str, frozenset[str]], seen: set[str], path: Path) -> None:
    if sense.id in seen:
        raise LexiconError(f"two senses are called {sense.id!r}", path=str(path))
    seen.add(sense.id)
    if sense.type not in EVENT_TYPES:
        raise LexiconError(f"{sense.id}: {sense.type!r} is no event type", path=str(path))
    if sense.form and sense.form not in FORMS.get(sense.type, ()):
        raise LexiconError(f"{sense.id}: {sense.form!r} is no form of {sense.type}", path=str(path))
    if not sense.verbs and not sense.nouns:
        raise LexiconError(f"{sense.id} names neither a verb nor a noun", path=str(path))
    for name in (
        *sense.context,
        *sense.without,
        *sense.support,
        *(w for ws in (*sense.needs.values(), *sense.bans.values()) for w in ws),
    ):
        if name not in classes and not name.startswith("@"):
            raise LexiconError(f"{sense.id}: there is no class {name!r}", path=str(path))
