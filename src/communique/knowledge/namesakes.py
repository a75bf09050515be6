"""Names that mean several things: the words around them, the day and the states in play decide."""

from collections import defaultdict

import msgspec

from communique.knowledge.bearers import Bearer, Bearers, Clues
from communique.knowledge.contexts import Context, load_context_words
from communique.knowledge.entries import Homonym, Meaning
from communique.knowledge.identities import Identity
from communique.knowledge.names import fold
from communique.knowledge.nominals import load_nominals
from communique.knowledge.world import Knowledge
from communique.model import When

__all__ = ["Namesakes"]

PERSON_KINDS = ("person", "surname")
SEATS = ("capital", "seat")
PERSONAL = ("given", "surname")
CUE, QUALIFIED, CODE, HOME, SPOKEN, RANK, NOT_THEN = 1.0, 3.0, 2.0, 0.3, 0.6, 0.05, 3.0
MOST_CUES = 3


class Sense(msgspec.Struct, frozen=True):
    """One thing that the name can mean, with the score of the context and what decided."""

    kind: str
    code: str
    name: str
    score: float
    why: str


class Namesakes:
    """Chooses among the meanings of one name."""

    def __init__(self, knowledge: Knowledge, bearers: Bearers) -> None:
        self.knowledge = knowledge
        self.bearers = bearers
        self._rows: dict[str, list[Homonym]] = defaultdict(list)
        for row in knowledge.homonyms:
            self._rows[row.name].append(row)
        self._given = {person.id.partition(" ")[0] for person in knowledge.people.values()}
        self._words = load_context_words()
        self._no_names = load_nominals().no_names

    def rows(self, name: str) -> list[Homonym]:
        """List the written senses of a name."""
        return self._rows.get(name, [])

    def choose(
        self, name: str, meanings: tuple[Meaning, ...], clues: Clues, around: Context, on: When
    ) -> Identity | None:
        """Give the likeliest meaning; None where only persons are meant and none of them fits."""
        if person := self._part_of_longer_name(name, around):
            return person
        personal = [meaning for meaning in meanings if meaning.kind in PERSON_KINDS]
        other = [meaning for meaning in meanings if meaning.kind not in PERSON_KINDS]
        senses = [self._weigh(name, sense, clues, around, on) for sense in self._senses(name, other)]
        best = max(senses, key=lambda sense: sense.score, default=None)
        if best and self._untold(best, self.rows(name), meanings):
            best = None
        if personal and (best is None or not self._outweighs(best, around)):
            asked = msgspec.structs.replace(clues, name=name, meanings=tuple(personal))
            bearer = self.named_in_full(name, asked, around, on) or self.bearers.named(asked, on)
            if bearer and (namesake := self._of_same_surname(name, bearer, around)):
                return namesake
            if bearer and (best is None or best.score < CUE or clues.titles):
                known = bearer.person
                return Identity("person", bearer.code, known.id.partition(" (")[0], known.id, bearer.reason)
        return self._tell(name, best, senses, around, on) if best else None

    def named_in_full(self, name: str, clues: Clues, around: Context, on: When) -> Bearer | None:
        """Give the person of this short name whom the text elsewhere names in full."""
        if not around.text:
            return None
        people = [self.knowledge.people[meaning.name] for meaning in clues.meanings]
        for person in people or self.knowledge.people_called(name):
            full = (person.id.partition(" (")[0], *person.aliases)
            if any(" " in other and other != name and around.holds_name(other) for other in full):
                code = self.bearers.acting_for(person, clues.codes, on)
                if code:
                    return Bearer(person, code, QUALIFIED, f"the text names {full[0]} in full")
        return None

    def stand_in(self, name: str, clues: Clues, around: Context) -> Identity | None:
        """Resolve "the bloc", "the Union", "the Court" to the organisation named before that can be called so."""
        noun = fold(name)
        if not noun or len(noun.split()) > 3:
            return None
        fits = []
        for body in self.knowledge.organisations.values():
            called = noun in body.nouns or (
                name[0].isupper() and any(noun in fold(other).split() for other in (body.name, *body.aliases))
            )
            place = around.codes.get(body.code, -2)
            if called and (place > -2 or body.code in clues.codes):
                fits.append((body.code in clues.codes, place, noun in body.nouns, body))
        if not fits:
            return None
        body = max(fits, key=lambda fit: fit[:3])[3]
        reason = f"“{name}” can stand for {body.name}, which the text names"
        return Identity("organisation", body.code, body.name, body.code, reason)

    def _senses(self, name: str, meanings: list[Meaning]) -> list[Homonym]:
        """List the written senses first, then the meanings that they lack; cities also of other states."""
        senses = [row for row in self.rows(name) if row.kind not in PERSONAL]
        for meaning in meanings:
            kinds = {meaning.kind, "government"} if meaning.kind in SEATS else {meaning.kind}
            if not any(sense.kind in kinds and sense.code == meaning.code for sense in senses):
                identity = meaning.name or name
                senses.append(_sense(name, meaning.kind, meaning.code, identity))
        if any(sense.kind in ("city", "capital") for sense in senses):
            for city in self.knowledge.city(name):
                if not any(sense.code == city.code for sense in senses):
                    senses.append(_sense(name, "city", city.code, city.name))
        return senses

    def _weigh(self, name: str, sense: Homonym, clues: Clues, around: Context, on: When) -> Sense:
        said = around.says(sense.cues)
        score = CUE * min(len(said), MOST_CUES) - RANK * self._rank(name, sense)
        why = [f"the text says {', '.join(said)}"] if said else []
        if sense.code and sense.code == around.qualifier:
            score += QUALIFIED
            why.append(f"{self.knowledge.name_of(sense.code)} stands behind the comma")
        if sense.code and sense.code in clues.codes:
            score += CODE
            why.append(f"{self.knowledge.name_of(sense.code)} stands beside it")
        elif sense.code in around.codes and sense.kind != "province":
            score += SPOKEN
            why.append(f"the text speaks of {self.knowledge.name_of(sense.code)}")
        if sense.code and sense.code == clues.home:
            score += HOME
        state = self.knowledge.states.get(sense.code)
        if state and sense.kind == "state" and not state.holds(on):
            score -= NOT_THEN
            why.append(f"no state on that day ({state.since or '…'} to {state.until or 'now'})")
        return Sense(sense.kind, sense.code, sense.identity, score, "; ".join(why))

    def _rank(self, name: str, sense: Homonym) -> int:
        """Rank the written senses by their order, a state, nationality or capital that they lack before them."""
        lacking = -1 if sense.kind in ("state", "nationality", "capital", "organisation") else len(self.rows(name))
        return next((number for number, row in enumerate(self.rows(name)) if row == sense), lacking)

    def _untold(self, best: Sense, rows: list[Homonym], meanings: tuple[Meaning, ...]) -> bool:
        """Tell whether nothing in the text speaks for a sense that needs it: a word, or a noun such as "the Court"."""
        cued = any(row.cues for row in rows)
        return cued and best.score < SPOKEN - RANK * len(rows) and (best.kind == "word" or not meanings)

    def _outweighs(self, best: Sense, around: Context) -> bool:
        """Tell whether a meaning that is no person is surely meant: a place where the text wants one, or by cues."""
        return best.score >= QUALIFIED or (around.is_place and best.kind != "word")

    def _tell(self, name: str, best: Sense, senses: list[Sense], around: Context, on: When) -> Identity:
        others = {sense.name for sense in senses if (sense.kind, sense.code) != (best.kind, best.code)}
        kind, shown, why = best.kind, best.name, best.why
        if kind in (*SEATS, "government") or (kind == "city" and self._is_capital(name, best.code)):
            kind, shown, why = self._seat(name, best, around)
        elif kind in ("organisation", "region"):
            shown = self.knowledge.name_of(best.code)
        elif kind == "state":
            shown = self.knowledge.name_of(best.code)
            why = "; ".join(filter(None, (why, self._dated(name, best.code, on))))
        if not why:
            why = f"likelier than {', '.join(sorted(others)[:3])}" if others else f"the tables list {name}"
        code = best.code
        if kind == "city" and code in self.knowledge.organisations:
            code = next((city.code for city in self.knowledge.city(name)), code)
        key = code if kind in ("state", "organisation", "region") else best.name if kind == "instrument" else ""
        return Identity(kind, code, shown, key, why)

    def _is_capital(self, name: str, code: str) -> bool:
        return any(m.kind == "capital" and m.code == code for m in self.knowledge.matcher.meanings(name))

    def _seat(self, name: str, sense: Sense, around: Context) -> tuple[str, str, str]:
        """Tell the city from the government that sits in it, by the words before it."""
        city = sense.name or name
        if not around.text or around.start < 0:
            if sense.kind == "seat":
                return "government", self.knowledge.name_of(sense.code), f"“{name}” stands for its government"
            return "capital", city, f"the capital of {self.knowledge.name_of(sense.code)}"
        if around.is_place or around.qualifier:
            return "city", city, sense.why or f"“{' '.join([*around.before[-2:], name])}” is a place"
        ruled = self.knowledge.name_of(sense.code)
        return "government", ruled, f"“{name}” acts, so it stands for the government of {ruled}"

    def _dated(self, name: str, code: str, on: When) -> str:
        """Say until or since when the state had this name."""
        for row in self.knowledge.state_names:
            if row.code == code and row.name == name and (row.since or row.until):
                return f"so called {f'from {row.since} ' if row.since else ''}{f'to {row.until}' if row.until else ''}"
        return ""

    def _part_of_longer_name(self, name: str, around: Context) -> Identity | None:
        """Recognise a person's name of which the mention is a part: "Michael Jordan", "Chad Smith"."""
        kinds = {row.kind for row in self.rows(name)}
        before, after = around.word_before, around.word_after
        if "surname" in kinds and self._is_given_name(before, around):
            full = f"{before} {name}"
            return Identity("person", "", full, reason=f"the surname of {full}, who is not in the tables")
        if "surname" in kinds and before.lower().rstrip(".") in self._words.persons_follow:
            return Identity("person", "", name, reason=f"a person: “{before}” stands before it")
        others = [meaning for meaning in self.knowledge.matcher.meanings(after) if meaning.kind not in PERSON_KINDS]
        ends = after.lower() in self._no_names or others
        if "given" in kinds and after[:1].isupper() and not after.isupper() and not ends:
            full = f"{name} {after}"
            return Identity("person", "", full, reason=f"the given name of {full}, who is not in the tables")
        return None

    def _of_same_surname(self, name: str, bearer: Bearer, around: Context) -> Identity | None:
        """Tell a relative or namesake by another given name before the surname: "Brigitte Macron"."""
        before = around.word_before
        words = fold(" ".join((bearer.person.id, *bearer.person.aliases))).split()
        if not self._is_given_name(before, around) or fold(before) in words:
            return None
        full = f"{before} {name}"
        if len(known := self.knowledge.people_called(full)) == 1:
            return Identity("person", known[0].state, full, known[0].id, f"the text names {full} in full")
        return Identity("person", "", full, reason=f"{full} is not {bearer.person.id}, and not in the tables")

    def _is_given_name(self, word: str, around: Context) -> bool:
        small = word.lower().rstrip(".")
        if not word[:1].isupper() or small in self._words.no_given_names or small in self._no_names:
            return False
        if word in self._given:
            return True
        return len(around.before) > 1 and not self.knowledge.matcher.meanings(word) and not word.isupper()


def _sense(name: str, kind: str, code: str, identity: str) -> Homonym:
    return msgspec.structs.replace(EMPTY, name=name, kind=kind, code=code, identity=identity)


EMPTY = Homonym(name="-", kind="word", identity="-")
