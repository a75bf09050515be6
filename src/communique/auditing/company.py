"""Who and where of one unit, while it is read."""

import msgspec

from communique.model import Participant, Place
from communique.model.claims import Item

__all__ = ["Company"]


class Company(msgspec.Struct):
    """Who and where: `about` in order of the text, `place`, `items` of an enumeration, `title` of a body or gathering.

    `starts` are the words with which the items of "A in X, B in Y" begin: each is a claim of its own. `led` tells
    whether somebody is named as the one who acts.
    """

    about: list[Participant] = []
    place: Place = Place()
    site: str = ""
    items: list[Item] = []
    title: str = ""
    starts: list[int] = []
    led: bool = False
    subject: tuple[Participant, ...] = ()
