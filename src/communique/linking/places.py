"""Where two tellings put an act."""

from communique.linking.spelling import fold
from communique.model import Place

__all__ = ["same_city"]


def same_city(one: Place, other: Place) -> bool:
    """Tell whether both name a city, and the same; spelling with or without accents does not matter."""
    return bool(one.city) and fold(one.city) == fold(other.city)
