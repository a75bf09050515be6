"""Codes of states as other datasets have them."""

from functools import lru_cache

import msgspec

from communique.knowledge import load

__all__ = ["StateCodes", "codes_of"]


class StateCodes(msgspec.Struct, frozen=True):
    """The codes of a participant: empty where it is no state, or the system has no number for it."""

    name: str
    iso3: str
    cow: int | None


@lru_cache(maxsize=4096)
def codes_of(code: str) -> StateCodes:
    """Give the name of a participant's code, its ISO 3166-1 alpha-3 code and its number in the Correlates of War."""
    knowledge = load()
    state = knowledge.states.get(code)
    if state is None or state.kind == "former":
        return StateCodes(knowledge.name_of(code), "", state.cow if state else None)
    return StateCodes(state.name, code, state.cow)
