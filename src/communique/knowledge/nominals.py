"""Common nouns and name parts by which texts speak of participants (`lexicon/nominals.yaml`)."""

import functools
from pathlib import Path

import msgspec

from communique.knowledge.yaml_files import read_yaml

__all__ = ["LEXICON", "Nominals", "load_nominals"]

LEXICON = Path(__file__).parent / "lexicon"


class Nominals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words, all lower-case lemmas or forms; `person_nouns` gives the offices that a bare noun can mean."""

    person_nouns: dict[str, tuple[str, ...]]
    honorifics: dict[str, str]
    collectives: frozenset[str]
    group_states: frozenset[str]
    group_persons: frozenset[str]
    particles: frozenset[str]
    before_titles: frozenset[str]
    no_names: frozenset[str]
    title_tails: frozenset[str]


@functools.cache
def load_nominals() -> Nominals:
    """Load the lists. Raises LexiconError where the file breaks its schema."""
    return read_yaml(LEXICON / "nominals.yaml", Nominals)
