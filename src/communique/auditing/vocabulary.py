"""The words by which a claim is read (`data/vocabulary.yaml`)."""

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from communique.knowledge.yaml_files import read_yaml

__all__ = ["Vocabulary", "load_vocabulary"]

DATA = Path(__file__).parent / "data"


class _Cancelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    nouns: frozenset[str]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of the file, each described there; `verbs` and `nouns` map an event type to its words."""

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    light: frozenset[str]
    containers: frozenset[str]
    cancelling: _Cancelling
    seeing: frozenset[str]
    soils: frozenset[str]
    leaving: frozenset[str]
    forms: Mapping[str, str]
    hosts: frozenset[str]
    chairing: frozenset[str]
    proposing: Mapping[str, str]
    counted: Mapping[str, frozenset[str]]
    attending: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    again: frozenset[str]
    superlatives: frozenset[str]
    seasons: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    dry: frozenset[str]

    def of_verb(self, keys: Iterable[str]) -> frozenset[str]:
        """Give the types that a verb can mean; its longest key that is listed decides."""
        return _longest(self.verbs, keys)

    def of_noun(self, keys: Iterable[str]) -> frozenset[str]:
        """Give the types that a noun can mean; its longest key that is listed decides."""
        return _longest(self.nouns, keys)

    def counts(self, noun: str) -> str:
        """Tell what a number before the noun counts, "" where the table does not say."""
        return next((what for what, words in self.counted.items() if noun in words), "")


def _longest(table: Mapping[str, frozenset[str]], keys: Iterable[str]) -> frozenset[str]:
    for key in sorted(keys, key=lambda key: -key.count(" ")):
        found = frozenset(kind for kind, words in table.items() if key in words)
        if found:
            return found
    return frozenset()


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Load the vocabulary. Raises LexiconError where the file breaks its form."""
    return read_yaml(DATA / "vocabulary.yaml", Vocabulary)
