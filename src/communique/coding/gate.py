"""The gate: which sentences of a raw text are parsed at all.

A sentence can report an act only where it holds a predicate of the lexicon in any inflection, the words that one of its
senses asks for, and somebody who may take part: a name of the tables or, once the text has named one, a word that may
point back or an act that may be told in nobody's name. A sentence without an act still counts where a later one leans
on it: names, titles and dates are read off its tree as well. All of it is looked up word by word in tables made from
the lexicon, before anything is tokenized.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.coding.pointing import MEMBERS
from communique.knowledge.bearers import Bearers, Clues
from communique.knowledge.entries import NameMatch
from communique.knowledge.nominals import LEXICON, load_nominals
from communique.knowledge.senses import Lexicon, Sense
from communique.knowledge.world import Knowledge
from communique.knowledge.yaml_files import read_yaml
from communique.language.dates import DateMention
from communique.language.lemmas import stems
from communique.model import When

__all__ = ["Gate", "Look"]

WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
AMOUNT = re.compile(r"[$€£¥₹₽]")
PARTY_KINDS = frozenset(["state", "nationality", "national", "nationals", "organisation", "region", "capital", "seat"])
PLACE_KINDS = PARTY_KINDS | {"province", "city", "venue", "gathering"}
PERSON_KINDS = frozenset(["person", "surname"])
PERSONAL = frozenset("he she him her his hers himself herself".split())
OURS = frozenset("we us our ours".split())
POINTERS = frozenset("they them their theirs it its itself both each all other others another".split())
COUNTED = re.compile(r"\b(?:the|all|these|those)\s+(?:\w+\s+)?(?:one|two|three|four|five|six|[2-6])\b", re.I)
POINTING_CLASSES = ("containers", "counterparts", "hosts_and_guests", "assembled", "groups")
IMPLIED = frozenset(["agreement", "relation", "gathering"])
IMPLIED_NOUNS = frozenset(["visit", "meeting", "call"])
POINTING_PLACES = frozenset(["there", "here", "capital", "country"])
ECHOING = ("echoing", "following", "returning", "retaliating", "joining")
MOST_WORDS = 200_000
LAX_SUPPORT = frozenset(["support", "occur", "travel_support"])
SIGNS = {
    "@place": ("@place", *POINTING_PLACES),
    "@amount": ("@amount",),
    "@gathering": ("gathering", "@gathering", "@organisation"),
    "@gathering_held": ("gathering", "@gathering"),
    "@initiative": ("initiative", "@instrument"),
    "@instrument": ("instrument", "@instrument"),
    "@counted": ("counted",),
}


class Look(msgspec.Struct, frozen=True):
    """What the gate saw in one sentence.

    `senses` are those that the words allow, `barred` those whose predicate is there and whose words are not, `named`
    tells whether the sentence or the text before it names somebody who may take part. `parsed` is the verdict, `kept`
    says that the sentence is parsed only for what later ones refer to, `echoes` that a verb may point to an act before.
    """

    senses: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    named: bool = False
    kept: bool = False
    echoes: bool = False

    @property
    def possible(self) -> bool:
        """Tell whether the sentence may report an act."""
        return (bool(self.senses) or self.echoes) and self.named

    @property
    def parsed(self) -> bool:
        """Tell whether the sentence is parsed."""
        return self.possible or self.kept


class _Glance(msgspec.Struct, frozen=True):
    """A look, whether the sentence carries what later ones need, and whether it names those counted before it."""

    look: Look
    carries: bool
    lists: bool = False


class Gate:
    """Looks at sentences with the words of a lexicon and the names of the tables."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.bearers = Bearers(knowledge)
        nominals = load_nominals()
        self._titles = frozenset(nominals.person_nouns)
        pointing = (
            POINTERS, self._titles, nominals.group_states, nominals.group_persons, nominals.collectives,
            *(lexicon.classes.get(name, ()) for name in POINTING_CLASSES),
            *(organisation.nouns for organisation in knowledge.organisations.values()),
        )  # fmt: skip
        self._words = _Words(lexicon, frozenset(word.split()[-1] for words in pointing for word in words))

    def look(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        matches: Sequence[Sequence[NameMatch]],
        dates: Sequence[Sequence[DateMention]],
        *,
        now: When,
        spoken_for: bool,
    ) -> list[Look]:
        """Look at the sentences at `spans`, each with the names and dates inside it.

        `now` is the publication date, `spoken_for` says that the head of the document tells in whose name it speaks.
        """
        past = _Named(anybody=spoken_for, speaker=spoken_for)
        glances: list[_Glance] = []
        for (start, end), names, days in zip(spans, matches, dates, strict=True):
            written = text[start:end]
            words = set(WORD.findall(written))
            kinds = {meaning.kind for name in names for meaning in name.meanings}
            acting = [name for name in names if self._may_act(name, words, now)]
            past.note(acting, titled=self._titled(words))
            senses, barred = self._words.senses(words, kinds, written)
            pointed = past.anybody and (self._points_back(words, written, past) or any(map(_is_implied, senses)))
            targeted = bool(kinds & PLACE_KINDS) and any(sense.targets for sense in senses)
            named = bool(acting) or targeted or pointed
            look = Look(_ids(senses), _ids(barred), named=named, echoes=self._words.echoes(words))
            carries = bool(acting or days or kinds & (PLACE_KINDS | {"title"}))
            lists = len(acting) > 1 or (bool(acting) and MEMBERS.match(written) is not None)
            glances.append(_Glance(look, carries, lists))
        return list(_with_kept(glances))

    def _may_act(self, name: NameMatch, words: set[str], now: When) -> bool:
        """Tell whether a name may take part: a party, a person, or a surname of somebody in office on the day."""
        kinds = {meaning.kind for meaning in name.meanings}
        if kinds & PARTY_KINDS or "person" in kinds:
            return True
        if "surname" not in kinds:
            return False
        if self._titled(words):
            return True
        return self.bearers.named(Clues(name=name.text, meanings=name.meanings), now) is not None

    def _titled(self, words: set[str]) -> bool:
        return any(word.lower() in self._titles for word in words)

    def _points_back(self, words: set[str], written: str, past: "_Named") -> bool:
        """Tell whether a word may mean somebody whom the text has named: a pronoun, a role, a group."""
        small = {word.lower() for word in words}
        if (past.person and small & PERSONAL) or (past.speaker and small & OURS):
            return True
        return self._words.points(words) or bool(COUNTED.search(written))


class _Named:
    """Whom the text has named so far: anybody at all, a person, the one in whose name it speaks."""

    def __init__(self, *, anybody: bool, speaker: bool) -> None:
        self.anybody = self.person = anybody
        self.speaker = speaker

    def note(self, acting: Sequence[NameMatch], *, titled: bool) -> None:
        """Take up those whom one more sentence names; a title makes a person of a state's officer."""
        self.anybody |= bool(acting)
        self.person |= titled and self.anybody
        self.person |= any(meaning.kind in PERSON_KINDS for name in acting for meaning in name.meanings)


class _Words:
    """The words that open a sense: its predicates, and one of each list of words that it needs."""

    def __init__(self, lexicon: Lexicon, pointing: frozenset[str]) -> None:
        self._pointing = pointing
        first = {name: frozenset(entry.split()[0] for entry in entries) for name, entries in lexicon.classes.items()}
        self._opened: dict[str, list[tuple[frozenset[str], Sense]]] = defaultdict(list)
        self._asked: dict[str, tuple[frozenset[str], ...]] = {}
        for sense in lexicon.senses:
            self._asked[sense.id] = tuple(_asked(sense, first))
            for key in (*sense.verbs, *sense.nouns):
                parts = key.split()
                self._opened[parts[0]].append((frozenset(parts), sense))
        asked = {word for lists in self._asked.values() for words in lists for word in words}
        self._known = asked | {word for parts in self._opened.values() for keys, _ in parts for word in keys}
        self._echoing = [frozenset(phrase.split()) for name in ECHOING for phrase in lexicon.classes[name]]
        self._known |= pointing.union(*self._echoing)
        self._irregular = read_yaml(LEXICON / "irregular.yaml", dict[str, str])
        self._bases: dict[str, frozenset[str]] = {}

    def senses(self, words: Iterable[str], kinds: set[str], written: str) -> tuple[list[Sense], list[Sense]]:
        """Give the senses that the words of a sentence allow, and those whose predicate alone is there."""
        present: set[str] = set()
        for word in words:
            present |= self._of(word)
        present |= {f"@{kind}" for kind in kinds}
        if kinds & PLACE_KINDS:
            present.add("@place")
        if AMOUNT.search(written):
            present.add("@amount")
        found: dict[str, Sense] = {}
        barred: dict[str, Sense] = {}
        for word in present & self._opened.keys():
            for parts, sense in self._opened[word]:
                if parts <= present:
                    allowed = not any(asked.isdisjoint(present) for asked in self._asked[sense.id])
                    (found if allowed else barred)[sense.id] = sense
        return [found[key] for key in sorted(found)], [barred[key] for key in sorted(barred)]

    def echoes(self, words: Iterable[str]) -> bool:
        """Tell whether a verb may stand for an act told before: "did the same", "followed"."""
        present = set().union(*map(self._of, words))
        return any(phrase <= present for phrase in self._echoing)

    def points(self, words: Iterable[str]) -> bool:
        """Tell whether a word may point back to somebody: a pronoun, a role, a group."""
        return any(not self._pointing.isdisjoint(self._of(word)) for word in words)

    def _of(self, word: str) -> frozenset[str]:
        """Give the words of the lexicon that a form may stand for."""
        if word not in self._bases:
            if len(self._bases) > MOST_WORDS:
                self._bases.clear()
            self._bases[word] = frozenset(_bases(word.lower(), self._irregular) & self._known)
        return self._bases[word]


def _asked(sense: Sense, first: dict[str, frozenset[str]]) -> Iterable[frozenset[str]]:
    """Yield the lists of words of each of which a sentence must hold one, for the sense to be told."""
    lists = [*sense.needs.values(), sense.context]
    if not LAX_SUPPORT & set(sense.support):
        lists.append(sense.support)
    for names in filter(None, lists):
        if all(name in first or name in SIGNS for name in names):
            words: set[str] = set()
            for name in names:
                signs = SIGNS.get(name, (name,))
                words.update(*(first.get(sign, {sign}) for sign in signs))
                words.update(["@amount"] if name in ("money", "aid") else [])
            yield frozenset(words)


def _bases(word: str, irregular: dict[str, str]) -> set[str]:
    """Give every base form that a word may have, in any part of speech, and those of its hyphenated parts."""
    found = {word, irregular.get(word, word), *stems(word)}
    if word.endswith("s"):
        found |= {word[:-1], word[:-2], word[:-3] + "y", word[:-3] + "f", word[:-3] + "is"}
    if word.endswith("men"):
        found.add(word[:-3] + "man")
    if word.endswith("a"):
        found |= {word[:-1] + "um", word[:-1] + "on"}
    if "-" in word or "‑" in word:
        parts = re.split("[-‑]", word)
        found.add("".join(parts))
        for part in parts:
            found |= _bases(part, irregular)
    return found


def _ids(senses: Sequence[Sense]) -> tuple[str, ...]:
    return tuple(sense.id for sense in senses)


def _with_kept(glances: list[_Glance]) -> Iterator[Look]:
    """Keep what carries a name or a date before the last sentence that may report an act."""
    last = max((n for n, glance in enumerate(glances) if glance.look.possible), default=-1)
    for n, glance in enumerate(glances):
        kept = (n < last and glance.carries) or (glance.lists and n > 0 and glances[n - 1].look.possible)
        yield msgspec.structs.replace(glance.look, kept=kept and not glance.look.possible)


def _is_implied(sense: Sense) -> bool:
    """Tell whether the act may be told in nobody's name: "a declaration was signed", "the visit ended"."""
    return sense.type in IMPLIED or (sense.type in IMPLIED_NOUNS and bool(sense.nouns))
