"""What the package knows of the world, with dates: states, offices, organisations, places, gatherings, instruments."""

from communique.knowledge.check import Fault, check
from communique.knowledge.entries import (
    City,
    Edition,
    Instrument,
    Level,
    Meaning,
    NameMatch,
    Organisation,
    Person,
    Region,
    Series,
    State,
    Tenure,
)
from communique.knowledge.names import fold, plain_letters
from communique.knowledge.world import Knowledge, load

__all__ = [
    "City",
    "Edition",
    "Fault",
    "Instrument",
    "Knowledge",
    "Level",
    "Meaning",
    "NameMatch",
    "Organisation",
    "Person",
    "Region",
    "Series",
    "State",
    "Tenure",
    "check",
    "fold",
    "load",
    "plain_letters",
]
