"""Names that a spelling nearly matches, by `rapidfuzz`."""

from collections.abc import Callable
from functools import cached_property

import msgspec
from rapidfuzz import fuzz, process

from communique.knowledge.entries import Meaning, Person
from communique.knowledge.names import fold
from communique.knowledge.world import Knowledge

__all__ = ["THRESHOLD", "Variant", "Variants", "differs", "nearness"]

THRESHOLD = 88
SHORTEST = 6
EXACT_TO = 4
GIVEN_NEAR = 70


class Variant(msgspec.Struct, frozen=True):
    """A known name that is spelled nearly so, what it means, and how near from 0 to 100."""

    name: str
    meaning: Meaning
    score: float


class Variants:
    """Spelling variants of full names of persons, and of names of states and organisations.

    Surnames alone and short names are left out: a letter's difference makes them another name ("Wang", "Wan").
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def nearest(
        self, name: str, *, accept: Callable[[Meaning], bool] | None = None, threshold: float = THRESHOLD
    ) -> Variant | None:
        """Give the nearest name from `threshold` on whose meaning is accepted; None where there is none.

        Both names must have as many words, and every word its counterpart, the same where both are short: "Kim Jong
        Min" is not Kim Jong Un, nor "Wang Yan" Wang Yang.
        """
        wanted = fold(name)
        if len(wanted) < SHORTEST:
            return None
        ranked = process.extract(wanted, self._names, scorer=fuzz.ratio, score_cutoff=threshold - 10, limit=20)
        best: Variant | None = None
        for other, _, _ in ranked:
            score = nearness(wanted, other)
            meaning = self._meanings[other]
            if score >= threshold and (best is None or score > best.score) and (accept is None or accept(meaning)):
                best = Variant(other, meaning, score)
        return best

    @cached_property
    def _meanings(self) -> dict[str, Meaning]:
        names: dict[str, Meaning] = {}
        for person in self.knowledge.people.values():
            meaning = Meaning("person", person.state, person.id)
            for name in {fold(name) for name in (person.id.partition(" (")[0], *person.aliases)}:
                if " " in name:
                    names.setdefault(name, meaning)
        for row in self.knowledge.state_names:
            if row.kind == "name" and len(fold(row.name)) >= SHORTEST:
                names[fold(row.name)] = Meaning("state", row.code, self.knowledge.name_of(row.code))
        for body in self.knowledge.organisations.values():
            for name in (body.name, *body.aliases):
                if " " in fold(name) and len(fold(name)) >= SHORTEST:
                    names[fold(name)] = Meaning("organisation", body.code, body.name)
        return names

    @cached_property
    def _names(self) -> list[str]:
        return list(self._meanings)


def differs(name: str, person: Person) -> bool:
    """Tell whether `name`, which holds the surname of `person`, has given names that cannot be that person's.

    Where the surname stands first ("Wang Kejian") every further word must be one of the person's or spelled nearly so,
    else one of them ("Antony John Blinken"). Initials tell nothing.
    """
    surnames = {word for short in person.short for word in fold(short).split()}
    known = {word for full in (person.id.partition(" (")[0], *person.aliases) for word in fold(full).split()} | surnames
    words = fold(name).split()
    given = [word for word in words if word not in surnames and len(word) > 1]
    if not given:
        return False
    fits = [any(_is_near(word, other) for other in known) for word in given]
    return not (all(fits) if words[0] in surnames else any(fits))


def _is_near(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) > EXACT_TO and fuzz.ratio(word, other) >= GIVEN_NEAR)


def nearness(one: str, two: str) -> float:
    """Score from 0 to 100 how near two folded names are: the mean of the whole and of the word that differs most."""
    words, others = one.split(), two.split()
    if len(words) != len(others):
        return fuzz.ratio(one.replace(" ", ""), two.replace(" ", "")) if _joined(one, two) else 0.0
    pairs = list(zip(words, others, strict=True))
    if any(word != other and max(len(word), len(other)) <= EXACT_TO for word, other in pairs):
        return 0.0
    worst = min(fuzz.ratio(word, other) for word, other in pairs)
    return (fuzz.ratio(one, two) + worst) / 2


def _joined(one: str, two: str) -> bool:
    """Tell whether the names differ in how words are parted: "Li Keqiang", "Li Ke Qiang"."""
    return abs(one.count(" ") - two.count(" ")) == 1
