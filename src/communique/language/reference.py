"""Who is meant: mentions resolved to participants over one document.

A `Discourse` holds what the text has introduced so far: persons with what they were called, the last pair that met, the
states in play, the home state of the source. Knowledge is asked by the document's date.
"""

from collections.abc import Iterable, Sequence

import msgspec

from communique.knowledge.bearers import Bearers, Clues
from communique.knowledge.entries import Person
from communique.knowledge.names import fold
from communique.knowledge.variants import differs
from communique.knowledge.world import Knowledge
from communique.language.addressing import display, ends_so, plain, same_title
from communique.language.ahead import Ahead, misspelt, whole
from communique.language.mentions import Mention
from communique.model import Participant, When

__all__ = ["Discourse", "Known"]

RECENT = 40
SHORTENED = frozenset(
    "minister secretary ambassador envoy commissioner representative governor chairman director commander chief mayor "
    "speaker adviser advisor official diplomat".split()
)


class Known(msgspec.Struct):
    """A person of the document: whom the text has named, or an officeholder that it calls by the office."""

    participant: Participant
    words: frozenset[str]
    titles: set[str]
    sex: str
    person: str = ""
    last_seen: int = -1
    subject_at: int = -1
    seen_before: int = -1
    subject_before: int = -1


class Discourse:
    """The memory of one document.

    `now` is the publication date, `home` the state of the source ("" unknown), `principals` those in whose name a joint
    statement speaks.
    """

    def __init__(self, knowledge: Knowledge, now: When, home: str, principals: Sequence[str] = ()) -> None:
        self.knowledge = knowledge
        self.bearers = Bearers(knowledge)
        self.now = now
        self.home = home
        self.principals = tuple(principals)
        self.known: list[Known] = []
        self.clock = 0
        self.pair: tuple[Participant, ...] = ()
        self.states: list[str] = []
        self.last_group: tuple[Participant, ...] = ()
        self.organisations: list[str] = [home] if home in knowledge.organisations else []
        self.here: list[str] = []
        self.people_here: list[Participant] = []
        self.visitor: Participant | None = None
        self.host_state = ""
        self.dateline = ""
        self.beside = ""
        self.author: Participant | None = None
        self.ahead = Ahead()

    # resolving ---------------------------------------------------------------------------------------------------

    def resolve(self, mention: Mention, on: When | None = None) -> tuple[Participant, ...]:
        """Give the participants that a mention stands for, nothing where it stands for none."""
        self.clock += 1
        on = on or self.now
        if mention.kind == "person":
            known = self.person(mention, on)
            if known is None:
                return ()
            known.last_seen = self.clock
            self.people_here.append(known.participant)
            self.touch(known.participant.code)
            return (known.participant,)
        if mention.kind == "office":
            return self.office(mention, on)
        if mention.codes:
            self.touch(mention.codes[0])
            return (Participant(mention.codes[0]),)
        return ()

    def begin_sentence(self) -> None:
        """Remember how things stood before the sentence: its pronouns look back, not ahead."""
        for known in self.known:
            known.seen_before, known.subject_before = known.last_seen, known.subject_at
        self.here = []
        self.people_here = []

    def touch(self, code: str) -> None:
        """Note that a state or organisation was spoken of."""
        if code and code in self.knowledge.states:
            self.here.append(code)
            if code in self.states:
                self.states.remove(code)
            self.states.append(code)
        elif code and code in self.knowledge.organisations:
            if code in self.organisations:
                self.organisations.remove(code)
            self.organisations.append(code)

    def person(self, mention: Mention, on: When) -> Known | None:
        """Find or introduce the person that a named mention means."""
        words = frozenset(fold(mention.name).split())
        found = self._from_text(mention, frozenset(whole(words)))
        if found is None:
            found = self._from_knowledge(mention, on) or self._unknown(mention, on)
            if found is None:
                return None
            same = next((k for k in self.known if k.participant == found.participant), None)
            if same is None:
                self.known.append(found)
            else:
                found = same
        found.titles.update(plain(t) for t in mention.titles)
        found.sex = found.sex or mention.sex
        if not found.person and len(words) > len(found.words):
            found.words = words
            found.participant = Participant(found.participant.code, display(mention.name))
        return found

    def _from_text(self, mention: Mention, words: frozenset[str]) -> Known | None:
        """Find a person whom the text has named before and whose name holds these words."""
        exact = {m.name for m in mention.meanings if m.kind == "person"}
        fits = []
        for known in self.known:
            if known.person and known.person in exact:
                return known
            if not words or not words <= known.words:
                continue
            if exact and known.person:
                continue
            if mention.codes and known.participant.code not in mention.codes and len(words) == 1:
                continue
            fits.append(known)
        if len(fits) > 1 and len(words) == 1:
            serving = [k for k in fits if k.person and self.knowledge.offices_of(k.person, self.now)]
            fits = serving or fits
        if not fits and len(words) > 1 and not exact:
            fits = [k for k in self.known if misspelt(words, k.words) and set(mention.codes) <= {k.participant.code}]
        return max(fits, key=lambda k: k.last_seen, default=None)

    def _from_knowledge(self, mention: Mention, on: When) -> Known | None:
        clues = Clues(
            name=mention.name, titles=mention.titles, codes=mention.codes, meanings=mention.meanings, home=self.home,
            spoken=frozenset(self.states),
        )  # fmt: skip
        bearer = self.bearers.named(clues, on)
        if bearer is None:
            return None
        person = bearer.person
        if self._is_namesake(mention, person):
            words = frozenset(fold(mention.name).split())
            return Known(Participant(bearer.code, display(mention.name)), words, set(), mention.sex)
        name = person.id.partition(" (")[0]
        words = frozenset(w for n in (name, *person.aliases, mention.name) for w in fold(n).split())
        offices = {plain(t.title) for t in self.knowledge.offices_of(person.id, on)}
        return Known(Participant(bearer.code, name), words, offices, person.sex, person.id)

    def _is_namesake(self, mention: Mention, person: Person) -> bool:
        """Tell whether a name known by its surname alone is another person's: "Wang Kejian" is not Wang Chao."""
        if any(meaning.kind == "person" for meaning in mention.meanings):
            return False
        return differs(mention.name, person)

    def _unknown(self, mention: Mention, on: When) -> Known | None:
        """Introduce a person whom the tables do not know, by title and state."""
        name = display(mention.name)
        if not name:
            return None
        words = whole(fold(name).split())
        code = next((c for c in reversed(mention.codes) if not c.startswith("region:")), "")
        if not code and (told := self.ahead.told(words)):
            code, name = told
        if not code and mention.titles:
            code = self._of_role(mention)
        if not code:
            return None
        return Known(Participant(code, name), frozenset(fold(name).split()), set(), mention.sex)

    def _of_role(self, mention: Mention) -> str:
        """Give for whom somebody acts whose state is not said: as the person named right before, as the source."""
        titles = " ".join(mention.titles).lower()
        if "commissioner" in titles and "region:Europe" in mention.codes:
            return "EU"
        if "representative" in titles and "secretary-general" in titles:
            return "UN"
        return self.home or self.beside or self.dateline

    def office(self, mention: Mention, on: When) -> tuple[Participant, ...]:
        """Resolve a role without a name: the holder where the date makes it certain, else the state alone."""
        title = plain(mention.titles[-1]) if mention.titles else ""
        if mention.codes:
            code = (
                mention.codes[-1]
                if len(mention.codes) > 1 and mention.codes[-1] in self.knowledge.states
                else mention.codes[0]
            )
            self.touch(code)
            if mention.former:
                return (Participant(code),)
            return (self.holder(code, title, on) or self._spoken_of(code, title) or Participant(code),)
        named = [k for k in self.known if title and any(same_title(title, t) for t in k.titles)]
        before = [k for k in named if k.seen_before >= 0]
        if named and not before and not mention.former and self.home and (ours := self.holder(self.home, title, on)):
            return (ours,)
        if named:
            chosen = self._likeliest(named, title, on, former=mention.former)
            chosen.last_seen = self.clock
            return (chosen.participant,)
        code = self.knowledge.owner(title) or self.home
        found = self.holder(code, title, on) if code and title else None
        found = found or self._called(title) or self._heading(title, on)
        return (found,) if found else ()

    def called(self, code: str, title: str, on: When) -> Participant | None:
        """Give the only person of a state whom the text has named with a title that ends so."""
        if title not in SHORTENED:
            return None
        fits = [k for k in self.known if k.participant.code == code and any(ends_so(t, title) for t in k.titles)]
        fits = [k for k in fits if k.seen_before >= 0 and (not k.person or self.knowledge.offices_of(k.person, on))]
        return fits[0].participant if len(fits) == 1 else None

    def _called(self, title: str) -> Participant | None:
        """Give the person spoken of last whose longer title ends so: "the minister" is a deputy minister of before."""
        if title not in SHORTENED:
            return None
        fits = [k for k in self.known if k.seen_before >= 0 and any(ends_so(t, title) for t in k.titles)]
        best = max(fits, key=lambda k: (k.participant.code == self.home, k.subject_before, k.seen_before),
                   default=None)  # fmt: skip
        return best.participant if best else None

    def _heading(self, title: str, on: When) -> Participant | None:
        """Give the person spoken of last who is a head of state or government, for "the head of state"."""
        if not title.startswith("head of "):
            return None
        for known in sorted(self.known, key=lambda k: -k.last_seen):
            offices = self.knowledge.offices_of(known.person, on) if known.person else []
            if known.seen_before >= 0 and any(t.office == title.replace(" ", "_") for t in offices):
                return known.participant
        return None

    def _spoken_of(self, code: str, title: str) -> Participant | None:
        """Give the only person of a state whom the text has named, for "the Russian diplomat"."""
        if title.rpartition(" ")[2] not in ("diplomat", "official", "politician", "statesman", "envoy"):
            return None
        named = [k for k in self.known if k.participant.code == code and k.seen_before >= 0]
        return named[0].participant if len(named) == 1 else None

    def _likeliest(self, named: list[Known], title: str, on: When, *, former: bool) -> Known:
        """Choose among persons who were called so: one of the home state who still holds the office, else the last."""
        if not former:
            home = [k for k in named if k.participant.code == self.home]
            holding = {t.person for t in self.knowledge.titled(self.home, title, on)} if home else set()
            serving = [k for k in home if k.person in holding]
            if len(serving or home) == 1:
                return (serving or home)[0]
        return max(named, key=lambda k: k.last_seen)

    def holder(self, code: str, title: str, on: When) -> Participant | None:
        """Give the head of state or government, or head of an organisation, who bears `title` for `code`."""
        known = [k for k in self.known if k.participant.code == code and any(same_title(title, t) for t in k.titles)]
        if known:
            return max(known, key=lambda k: k.last_seen).participant
        chief = title == "chief" and code in self.knowledge.organisations
        heading = self.bearers.heading(code, "head" if chief else title, on)
        if heading is None:
            return None
        person, tenures = heading
        participant = Participant(code, person.id.partition(" (")[0])
        same = next((k for k in self.known if k.participant == participant), None)
        if same is None:
            words = frozenset(w for n in (person.id, *person.aliases) for w in fold(n).split())
            same = Known(participant, words, {plain(t.title) for t in tenures}, person.sex, person.id)
            self.known.append(same)
        same.last_seen = self.clock
        return participant

    # reference words ---------------------------------------------------------------------------------------------

    def pronoun(self, word: str, exclude: Iterable[Participant] = ()) -> tuple[Participant, ...]:
        """Resolve "he", "she", "they", "it" and their forms to the likeliest antecedent."""
        word = word.lower()
        if word in ("they", "them", "their"):
            return self.last_group or self.pair
        if word in ("it", "its"):
            return tuple(Participant(c) for c in self.states[-1:])
        sex = "m" if word in ("he", "him", "his") else "f"
        fits = [k for k in self.known if k.sex in ("", sex) and k.seen_before >= 0 and k.participant not in exclude]
        subjects = [k for k in fits if k.subject_before >= 0 and self.clock - k.subject_before < RECENT]
        best = max(subjects, key=lambda k: k.subject_before, default=None) or max(
            fits, key=lambda k: k.seen_before, default=None
        )
        if best is None:
            return ()
        best.last_seen = self.clock
        return (best.participant,)

    def traveller(self) -> Participant | None:
        """Give who travels where nobody is said to: the visitor whom the text told of, else the last subject."""
        if self.visitor is not None and self.visitor.name:
            return self.visitor
        return self.protagonist()

    def protagonist(self) -> Participant | None:
        """Give the person who was the last subject before this sentence."""
        subjects = [k for k in self.known if k.subject_before >= 0 and self.clock - k.subject_before < RECENT]
        best = max(subjects, key=lambda k: k.subject_before, default=None)
        return best.participant if best else None

    def other_than(self, codes: Iterable[str]) -> Participant | None:
        """Give the person spoken of last who is of none of the states."""
        fits = [k for k in self.known if k.last_seen >= 0 and k.participant.code not in codes]
        best = max(fits, key=lambda k: k.last_seen, default=None)
        return best.participant if best else None

    def persons(
        self, number: int = 2, title: str = "", *, later: Sequence[Participant] = ()
    ) -> tuple[Participant, ...]:
        """Give the last `number` persons ("the two leaders"), of different parties where there are as many.

        `later` are those whom the sentence names only behind the phrase: they do not count unless the text has named
        them before.
        """
        if not number and len(self.last_group) > 2 and all(p.name for p in self.last_group):
            return self.last_group
        number = number or 2
        fresh = [p for p in dict.fromkeys(self.people_here) if p not in later]
        if number == 2 and not title and len(fresh) == 2 and fresh[0].code == fresh[1].code:
            return tuple(fresh)
        if number == 2 and len(self.pair) == 2 and all(p.name for p in self.pair):
            return self.pair
        recent = sorted((k for k in self.known if k.last_seen >= 0), key=lambda k: -k.last_seen)
        recent = [k for k in recent if k.participant not in later or k.seen_before >= 0]
        if len(self.principals) == number and not title:
            ours = [next((k for k in recent if k.participant.code == code), None) for code in self.principals]
            if all(ours):
                return tuple(k.participant for k in ours if k is not None)
        if title:
            titled = [k for k in recent if any(same_title(title, t) for t in k.titles)]
            recent = titled if len(titled) >= number else recent
        chosen: list[Participant] = []
        for known in recent:
            if known.participant.code not in {p.code for p in chosen} and len(chosen) < number:
                chosen.append(known.participant)
        return tuple(reversed(chosen)) if len(chosen) == number else ()

    def sides(self, number: int = 2) -> tuple[Participant, ...]:
        """Give the last `number` states ("both sides", "the two countries")."""
        if len(self.principals) == number:
            return tuple(Participant(c) for c in self.principals)
        here = tuple(dict.fromkeys(self.here))
        if number == 2 and len(here) == 2:
            return tuple(Participant(c) for c in here)
        if number == 2 and self.pair:
            codes = tuple(dict.fromkeys(p.code for p in self.pair))
            if len(codes) == 2:
                return tuple(Participant(c) for c in codes)
        codes = tuple(self.states[-number:])
        return tuple(Participant(c) for c in codes) if len(codes) == number else ()

    def met(self, participants: Sequence[Participant]) -> None:
        """Note who took part in the last act of several, for "the two leaders" and "they"."""
        if len(participants) >= 2:
            self.pair = tuple(participants[:2]) if len({p.code for p in participants[:2]}) == 2 else tuple(participants)
            self.last_group = tuple(participants)

    def subject(self, participants: Sequence[Participant], *, aside: bool = False) -> None:
        """Note the subject of a clause, the likeliest antecedent of the next pronoun; one told aside leaves "they"."""
        self.clock += 1
        for participant in participants:
            for known in self.known:
                if known.participant == participant:
                    known.subject_at = known.last_seen = self.clock
        if len(participants) > 1 and not aside:
            self.last_group = tuple(participants)
