"""Names as spellings share them, remembered: the same few stand in most tellings."""

from functools import lru_cache

from communique import knowledge

__all__ = ["fold"]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name as `knowledge.fold` does."""
    return knowledge.fold(text)
