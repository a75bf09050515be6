"""What a sentence leaves implicit: the parts of an act that the reader sees and whose words are not there.

Each part is looked for first in the tree (the subject above a clause, the owner of a noun, the mission of a state),
then in what the story has told (the visit, the pair spoken of), last in the head of the document (whom its title is
about, whose text it is), and noted with what it was inferred from.
"""

import re
from collections.abc import Iterator

from communique.coding.building import Builder
from communique.coding.drafts import Draft
from communique.coding.learned.reader import Frame
from communique.coding.propositions import Proposition
from communique.coding.toolbox import Worker
from communique.knowledge.bearers import Clues
from communique.model import Participant, Place

__all__ = ["Implying"]

SURE = 0.8
MUTUAL = re.compile(
    r"\b(?:bilateral|binational|joint|intergovernmental|consultations?|commission|round|dialogue|session)\b"
)
SINGLE = frozenset(["the pair spoken of"])
Found = tuple[tuple[Participant, ...], str]


class Implying(Worker):
    """Fill the parts that the frames of one sentence lack."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder.tools)
        self.story = self.c.narrative
        self.discourse = self.c.discourse

    def fill(self, draft: Draft, frame: Frame, proposition: Proposition) -> None:
        """Add to a draft whom the text implies to take part, unless the act is doubted, only wished or imagined."""
        if draft.type in ("pledge", "aid"):
            self._turn(draft, frame)
        if frame.score < SURE or self.factuality.of(proposition) in ("", "negated"):
            return
        match draft.type:
            case "visit":
                self._visitor(draft, frame)
            case "meeting" | "call" | "relation":
                self._pair(draft, frame)
            case "representation":
                self._mission(draft, frame)
            case "gathering":
                self._convener(draft, frame)
            case "commemoration" | "initiative":
                self._one(draft, self._doers(frame))
            case "pledge" | "aid" | "sanction":
                self._giver(draft, frame)
                self._receiver(draft, frame)

    # finding ----------------------------------------------------------------------------------------------------

    def _first(self, sources: Iterator[Found], but: set[str]) -> Found:
        """Give the first of the sources that names somebody of other codes than `but`."""
        for people, reason in sources:
            others = tuple(p for p in dict.fromkeys(people) if p.code not in but)
            if others:
                return others, reason
        return (), ""

    def _add(self, people: list[Participant], found: Found, draft: Draft) -> None:
        for participant in found[0]:
            if participant not in people:
                people.append(participant)
                draft.note("participant", str(participant), None, found[1])

    def _one(self, draft: Draft, sources: Iterator[Found]) -> None:
        if not draft.actors:
            self._add(draft.actors, self._first(sources, {p.code for p in draft.targets}), draft)

    def _clause(self, word: int) -> Iterator[Found]:
        """Yield whom the tree puts above a word: the owner of a noun, what a clause describes, the subjects above."""
        token = self.s[word]
        for child in self.s.children(word):
            if child.deprel == "nmod:poss" or (child.relation == "nmod" and self.s.case(child.i) in ("by", "of")):
                yield self.parties.all(child.i), "the owner of the act"
        if token.relation == "amod" and token.upos == "VERB":
            yield self.parties.one(token.head), "whom the word describes"
        for above in (token, *self.s.ancestors(word)):
            if above.deprel in ("acl", "acl:relcl") and above.head != above.i:
                yield self.parties.one(above.head), "whom the clause describes"
            for subject in self.s.children(above.i, "nsubj"):
                yield self.parties.all(subject.i), "the subject of the sentence"

    def _nearby(self, word: int, among: frozenset[int] | None = None) -> Iterator[Found]:
        """Yield the persons whom the sentence (or these words of it) names, the nearest to a word first."""
        people = [m for m in self.c.mentions if m.kind in ("person", "office") and (not among or m.head in among)]
        for mention in sorted(people, key=lambda m: min(abs(m.first - word), abs(m.last - word))):
            yield self.parties.one(mention.head), "who is named beside it"

    def _titled(self) -> Found:
        """Give the person whom the title of the document names, where it names one."""
        document = self.story.document
        head = document.title or document.text.lstrip().partition("\n")[0][:200]
        found: dict[Participant, None] = {}
        for match in self.c.knowledge.matches(head):
            people = tuple(m for m in match.meanings if m.kind == "person")
            if people:
                clues = Clues(name=head[match.start : match.end], meanings=people, home=self.discourse.home)
                bearer = self.discourse.bearers.named(clues, self.c.now)
                if bearer is not None:
                    found[Participant(bearer.code, bearer.person.id.partition(" (")[0])] = None
        return (next(iter(found)),) if len(found) == 1 else (), "whom the title names"

    def _spoken(self) -> Iterator[Found]:
        """Yield those whom the story stands at, one side first."""
        hero = self.discourse.protagonist()
        yield (hero,) if hero else (), "whom the text speaks of"
        home = self.discourse.home
        yield (Participant(home),) if home else (), "whose text it is"

    def _doers(self, frame: Frame) -> Iterator[Found]:
        yield from self._clause(frame.word)
        yield self._titled()
        yield from self._spoken()

    # visits -----------------------------------------------------------------------------------------------------

    def _visitor(self, draft: Draft, frame: Frame) -> None:
        if not draft.actors:
            places = {place.country for word in frame.of("place") for _, place in self.places.parts(word)}
            self._one_traveller(draft, frame, places - {""})

    def _one_traveller(self, draft: Draft, frame: Frame, places: set[str]) -> None:
        found = self._first(self._travellers(frame), places)
        self._add(draft.actors, found, draft)

    def _travellers(self, frame: Frame) -> Iterator[Found]:
        yield from self._clause(frame.word)
        yield from self._nearby(frame.word)
        yield self._titled()
        traveller = self.discourse.traveller()
        yield (traveller,) if traveller else (), "the traveller spoken of"
        home = self.discourse.home
        if home in self.c.knowledge.states:
            yield (Participant(home),), "whose text it is"

    def destination(self, draft: Draft, frame: Frame) -> Iterator[tuple[int, Place, str]]:
        """Yield (word, place, reason) of a journey whose words name no place that can be its destination."""
        own = {p.code for p in draft.actors}
        for word, place in self._back_from(frame):
            if place.country not in own:
                yield word, place, "where they come back from"
                return
        told = self._told_visit(draft, own)
        lemma = self.s[frame.word].lemma.lower()
        if lemma in self.classes["going_back"] or any(t.text.lower() == "home" for t in self.s.tokens):
            if told:
                yield -1, told, "the visit spoken of"
            return
        if lemma not in self.classes["arriving"] or any(map(self._elsewhere, frame.of("place"))):
            return
        home, line = self.discourse.home, self.story.dateline
        if line.country and line.country not in own and home not in own:
            yield -1, line, "the dateline"
        elif home in self.c.knowledge.states and home not in own:
            yield -1, Place(country=home), "the source's own state"
        elif told:
            yield -1, told, "the visit spoken of"

    def _elsewhere(self, word: int) -> bool:
        """Tell whether a word names a place by a name that the tables do not know."""
        return self.s[word].upos == "PROPN" and not self.places.of(word)

    def _told_visit(self, draft: Draft, own: set[str]) -> Place:
        """Give where the visit told last leads, where these are its visitors and its days."""
        visit = self.story.visit
        if visit is None or visit[0] not in own:
            return Place()
        apart = draft.when is not None and visit[2] is not None and not draft.when.overlaps(visit[2])
        return Place() if apart else visit[1]

    def _back_from(self, frame: Frame) -> Iterator[tuple[int, Place]]:
        """Yield the places that a returning traveller comes from, said or told by what was done there."""
        if self.s[frame.word].lemma.lower() not in self.classes["going_back"]:
            return
        words = [t.i for t in self.s.tokens if t.i > frame.word]
        for cases in (("from",), ("in", "at", "to")):
            for word in words:
                mention = self.c.mention_of(word)
                named = mention is not None and mention.head == word and mention.kind in ("state", "city", "capital")
                if named and self.s.case(word) in cases:
                    yield word, self.places.of(word)

    # pairs ------------------------------------------------------------------------------------------------------

    def _pair(self, draft: Draft, frame: Frame) -> None:
        codes = draft.codes()
        several = len({(p.code, p.name) for p in draft.everyone()}) > 1
        if draft.count is not None or (several and draft.place.country not in codes):
            return
        if not codes and draft.type != "relation":
            self._add(draft.actors, self._first(self._clause(frame.word), set()), draft)
            codes = draft.codes()
        if len(codes) != 1:
            return
        found = self._first(self._others(frame, codes), codes)
        if draft.type == "relation":
            found = _states(found[0]), found[1]
        self._add(draft.actors, (found[0][:1] if found[1] in SINGLE else found[0], found[1]), draft)

    def _told_pair(self) -> Found:
        pair = _states(self.discourse.pair)
        return (pair, "the pair spoken of") if len({p.code for p in pair}) == 2 else ((), "")

    def _others(self, frame: Frame, codes: set[str]) -> Iterator[Found]:
        """Yield who may be the other side of those with these codes."""
        for thing in self.s.children(frame.word, "obj") if frame.type == "relation" else ():
            yield self.parties.states_under(thing.i), "whose it is"
        yield from self._clause(frame.word)
        verb = next((t.i for t in (self.s[frame.word], *self.s.ancestors(frame.word)) if t.upos == "VERB"), frame.word)
        yield from self._nearby(frame.word, among=frozenset(self.c.clause(verb)))
        if not any(t.relation in ("nsubj", "csubj") for t in self.s.tokens):
            yield self._titled()
        visitor, host = self.discourse.visitor, self.discourse.host_state
        if visitor is not None and host in codes:
            yield (visitor,), "the visitor spoken of"
        if visitor is not None and visitor.code in codes and host:
            yield self._speaker_of(host), "the host spoken of"
        pair = self.discourse.pair
        if len(pair) == 2 and codes & {p.code for p in pair}:
            yield pair, "the pair spoken of"
        yield self._titled()
        if frame.type != "relation":
            yield from self._spoken()

    def _speaker_of(self, code: str) -> tuple[Participant, ...]:
        """Give the person of a state who was the last subject, else the state."""
        hero = self.discourse.protagonist()
        return (hero,) if hero is not None and hero.code == code else (Participant(code),)

    # missions ---------------------------------------------------------------------------------------------------

    def _mission(self, draft: Draft, frame: Frame) -> None:
        """Let a mission be that of the state that its words name, in the state where it stands."""
        hosts = [place.country for word in (*frame.of("place"), *frame.of("target"))
                 for _, place in self.places.parts(word) if place.country]  # fmt: skip
        if not hosts and not draft.place:
            hosts = self._stands(draft, frame)
        if not draft.actors:
            senders = self._first(self._senders(frame), {*hosts, *(p.code for p in draft.targets)})
            self._add(draft.actors, (tuple(Participant(p.code) for p in senders[0]), senders[1]), draft)
        codes = draft.codes()
        host = next((code for code in hosts if code not in codes), "")
        if host and not draft.targets and draft.actors:
            self._add(draft.targets, ((Participant(host),), "where the mission stands"), draft)

    def _stands(self, draft: Draft, frame: Frame) -> list[str]:
        """Place a mission that a clause only describes where its noun says ("the embassy in X, closed in 2002")."""
        noun = self.s[frame.word].head
        for child in self.s.children(noun, "nmod"):
            place = self.places.of(child.i)
            mission = self.c.lexicon.among(self.s[noun].lemma.lower(), ("mission",))
            if mission and place.country and self.s.case(child.i) in ("in", "at"):
                draft.locate(place, self.c.span([child.i]), "stated")
                return [place.country]
        return []

    def _senders(self, frame: Frame) -> Iterator[Found]:
        root = self.s[frame.word]
        for word in self.s.subtree(frame.word, without=frozenset(["acl:relcl", "parataxis"])):
            if self.c.lexicon.among(self.s[word].lemma.lower(), ("mission", "ambassador")):
                yield self.parties.states_under(word), "whose mission it is"
        if root.relation in ("acl", "amod"):
            yield self.parties.states_under(root.head), "whose mission it is"
        yield from self._clause(frame.word)
        home = self.discourse.home
        yield (Participant(home),) if home else (), "whose text it is"

    # gatherings -------------------------------------------------------------------------------------------------

    def _convener(self, draft: Draft, frame: Frame) -> None:
        """Let a gathering whose title names no body and no parties be of whom the story speaks."""
        if draft.actors:
            return
        if frame.of("actor"):
            self._one(draft, self._clause(frame.word))
        if not draft.actors and not self._body(draft.title):
            self._one(draft, self._conveners(draft, frame))

    def _conveners(self, draft: Draft, frame: Frame) -> Iterator[Found]:
        for word in dict.fromkeys((frame.word, self.s[frame.word].head)):
            for subject in self.s.children(word, "nsubj"):
                yield self.parties.all(subject.i), "the subject of the sentence"
        if MUTUAL.search(draft.title.lower()):
            yield self._told_pair()
        if draft.place.country:
            yield (Participant(draft.place.country),), "where it is held"
        yield from self._spoken()

    def _body(self, title: str) -> tuple[Participant, ...]:
        """Give the parties that a title names: states by their adjectives, an organisation."""
        found: dict[str, None] = {}
        for match in self.c.knowledge.matches(title):
            meaning = match.meanings[0]
            if meaning.kind in ("nationality", "state", "organisation", "region") and meaning.code:
                found[meaning.code] = None
            elif meaning.kind == "gathering" and (body := self.c.knowledge.gatherings[meaning.code].organisation):
                found[body] = None
        return tuple(Participant(code) for code in found)

    # giving -----------------------------------------------------------------------------------------------------

    def _giver(self, draft: Draft, frame: Frame) -> None:
        if draft.actors and not draft.targets and self.s[frame.word].lemma.lower() in self.classes["obtaining"]:
            draft.actors, draft.targets = [], draft.actors
        if draft.actors:
            return
        thankful, thanked = self._thanks(frame)
        if draft.targets and self.s[frame.word].lemma.lower() in self.classes["obtaining"]:
            found = self._first(self._named_in(frame), {p.code for p in draft.targets})
            self._add(draft.actors, found, draft)
            return
        if thankful and draft.type != "sanction":
            draft.targets = draft.targets or list(_states(thankful))
            others = self._first(iter(((thanked, "who is thanked"), (self._talking(), "the other side of the talks"))),
                                 {p.code for p in thankful})  # fmt: skip
            self._add(draft.actors, (_states(others[0])[:1], others[1]), draft)
            return
        found = self._first(self._doers(frame), {p.code for p in draft.targets})
        self._add(draft.actors, (_states(found[0])[:1], found[1]), draft)

    def _turn(self, draft: Draft, frame: Frame) -> None:
        """Let who thanks for a gift receive it from who is thanked."""
        thankful, thanked = self._thanks(frame)
        if thankful and thanked and {p.code for p in draft.actors} == {p.code for p in thankful}:
            draft.actors, draft.targets = [], list(_states(thankful))
            self._add(draft.actors, (_states(thanked)[:1], "who is thanked"), draft)

    def _thanks(self, frame: Frame) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Give who thanks for what is given, and who is thanked."""
        for above in (self.s[frame.word], *self.s.ancestors(frame.word)):
            if above.lemma.lower() in self.classes["thanks"]:
                subjects = [p for c in self.s.children(above.i, "nsubj") for p in self.parties.all(c.i)]
                objects = [p for c in self.s.children(above.i, "obj") for p in self.parties.all(c.i)]
                return tuple(subjects), tuple(objects)
        return (), ()

    def _talking(self) -> tuple[Participant, ...]:
        pair = self.story.talks
        return tuple(Participant(code) for code in sorted(pair)) if len(pair) == 2 else ()

    def _receiver(self, draft: Draft, frame: Frame) -> None:
        """Let a measure be for or against the state that its words name, where it goes to, or the other side."""
        if draft.targets or not draft.actors:
            return
        found = self._first(self._receivers(frame), {p.code for p in draft.actors})
        self._add(draft.targets, found, draft)

    def _receivers(self, frame: Frame) -> Iterator[Found]:
        for word in (*frame.of("target"), *(frame.of("place") if frame.type == "aid" else ())):
            places = tuple(Participant(place.country) for _, place in self.places.parts(word) if place.country)
            yield places, "where it goes"
        yield from self._named_in(frame)
        yield self._talking(), "the other side of the talks"

    def _named_in(self, frame: Frame) -> Iterator[Found]:
        """Yield the states that the words of what is given name."""
        for title in frame.of("title"):
            for word in self.s.subtree(title, without=frozenset(["acl:relcl", "parataxis"])):
                mention = self.c.mention_of(word)
                if mention is not None and mention.kind in ("state", "nationality", "nationals"):
                    yield self.parties.code_of(word), "whom its words name"


def _states(people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return tuple(dict.fromkeys(Participant(p.code) for p in people))
