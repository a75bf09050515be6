"""Common nouns and name parts by which texts speak of participants (`lexicon/nominals.yaml`)."""

import functools
from pathlib import Path

import msgspec
import yaml

from communique.errors import LexiconError

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


@functools.cache
def load_nominals() -> Nominals:
    """Load the lists. Raises LexiconError where the file breaks its schema."""
    path = LEXICON / "nominals.yaml"
    try:
        return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Nominals)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise LexiconError(str(error), path=str(path)) from error
