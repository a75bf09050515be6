"""Office phrases without a name: "the French president", "then-foreign minister of Germany", "president-elect"."""

import re

from communique.knowledge.bearers import Clues, tell_tenure
from communique.knowledge.contexts import Context
from communique.knowledge.entries import Tenure
from communique.knowledge.identities import Identity
from communique.knowledge.offices import plain_title
from communique.knowledge.phrases import Phrase
from communique.knowledge.world import Knowledge
from communique.model import When

__all__ = ["Officeholders"]

COMING_DAYS = 400
LEADING = ("leader", "head")
SENT = re.compile(r"\b(envoy|representative|ambassador|coordinator)$")


class Officeholders:
    """Finds who is meant by an office on a day, before it or after it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def resolve(self, phrase: Phrase, mention: str, clues: Clues, around: Context, on: When) -> Identity:
        """Give the holder as a person where one alone is meant, else the office of its state, never a guess."""
        code = self._code(phrase, clues)
        title = phrase.titles[-1]
        if not code:
            return Identity("office", "", mention, reason=f"of which state “{title}” is, the text does not say")
        if phrase.coming:
            found, how = self._next(code, title, on), "not yet in office"
        elif phrase.former:
            found, how = self._earlier(code, title, around, on), "in office before that day"
        else:
            found, how = self._owned(phrase, code, on) or self._current(code, title, on), ""
        where = self.knowledge.name_of(code)
        if not found:
            lacking = "which of those who held it is not told" if phrase.former else "the tables know no holder"
            return Identity("office", code, mention, reason=f"{title} of {where}; {lacking}")
        people = list(dict.fromkeys(tenure.person for tenure in found))
        if len(people) > 1:
            told = [f"{tenure.person}, {tell_tenure(self.knowledge, tenure)}" for tenure in found]
            held = "; ".join(dict.fromkeys(told))
            return Identity("office", code, mention, reason=f"several held it in that time: {held}")
        reason = "; ".join(filter(None, (tell_tenure(self.knowledge, found[-1]), how)))
        return Identity("person", code, people[0].partition(" (")[0], people[0], reason)

    def _code(self, phrase: Phrase, clues: Clues) -> str:
        """Give whose office it is: the state before an organisation that stands for its member, else the first.

        An envoy's is who sends, not where to: "the UN special envoy for Syria".
        """
        if len(phrase.codes) > 1 and SENT.search(phrase.titles[-1]):
            return phrase.codes[0]
        states = [code for code in phrase.codes if code in self.knowledge.states]
        codes = states or list(phrase.codes) or list(clues.codes)
        spoken = [code for code in clues.spoken if code in self.knowledge.states]
        only = spoken[0] if len(spoken) == 1 else ""
        return codes[-1] if states else codes[0] if codes else clues.home or only

    def _owned(self, phrase: Phrase, code: str, on: When) -> list[Tenure]:
        """Give the holder of a title that names its owner: "European Council president", "president of the …"."""
        titles = (f"{party} {phrase.titles[-1]}" for party in phrase.parties)
        return next(filter(None, (self.knowledge.titled(code, title, on) for title in titles)), [])

    def _current(self, code: str, title: str, on: When) -> list[Tenure]:
        if title in LEADING:
            return self.knowledge.leaders(code, on)
        return self.knowledge.titled(code, title, on)

    def _next(self, code: str, title: str, on: When) -> list[Tenure]:
        """Give the next to take the office: the president-elect."""
        coming = [tenure for tenure in self._all(code, title) if tenure.since > on.last.isoformat()]
        first = min(coming, key=lambda tenure: tenure.since, default=None)
        if first is None or (When.parse(first.since).first - on.last).days > COMING_DAYS:
            return []
        holding = {tenure.person for tenure in self._current(code, title, on)}
        return [] if first.person in holding else [first]

    def _earlier(self, code: str, title: str, around: Context, on: When) -> list[Tenure]:
        """Give the former holder whose name the text has; the only one, where the tables know one alone."""
        holding = {tenure.person for tenure in self._current(code, title, on)}
        past = [tenure for tenure in self._all(code, title)
                if tenure.until and tenure.until < on.first.isoformat() and tenure.person not in holding]  # fmt: skip
        named = []
        for tenure in past:
            person = self.knowledge.people.get(tenure.person)
            names = (tenure.person.partition(" (")[0], *person.aliases, *person.short) if person else ()
            if any(around.holds_name(name) for name in names):
                named.append(tenure)
        only = past if len({tenure.person for tenure in past}) == 1 else []
        return named or only

    def _all(self, code: str, title: str) -> list[Tenure]:
        """List all tenures of the office that the title names, in order of time."""
        offices = self.knowledge.offices_for(title, code)
        tenures = self.knowledge.tenures_of(code)
        same = [tenure for tenure in tenures if plain_title(tenure.title) == title]
        return same or [tenure for tenure in tenures if tenure.office in offices[:1]]
