"""What the workers on one sentence share."""

from communique.coding.context import Context
from communique.coding.factuality import Factuality
from communique.coding.gatherings import Gatherings
from communique.coding.needs import Needs
from communique.coding.parties import Parties
from communique.coding.places import Places
from communique.coding.times import Times
from communique.coding.titles import Titles

__all__ = ["Toolbox", "Worker"]


class Toolbox:
    """The resolvers of one sentence, made once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.parties = Parties(context)
        self.places = Places(context)
        self.titles = Titles(context)
        self.times = Times(context)
        self.gatherings = Gatherings(context, self.titles)
        self.needs = Needs(context, self.parties, self.places, self.gatherings)
        self.factuality = Factuality(context)


class Worker:
    """Base of those who fill fields of drafts with the tools of a sentence.

    `c` is the context, `s` the sentence, `classes` are those of the lexicon.
    """

    def __init__(self, tools: Toolbox) -> None:
        self.tools = tools
        self.c = tools.context
        self.s = tools.context.sentence
        self.classes = tools.context.lexicon.classes
        self.parties = tools.parties
        self.places = tools.places
        self.titles = tools.titles
        self.times = tools.times
        self.gatherings = tools.gatherings
        self.needs = tools.needs
        self.factuality = tools.factuality
