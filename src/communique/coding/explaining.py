"""How the coder came to its events: what the gate saw of each sentence, and what became of every predicate in it."""

from typing import Literal

import msgspec

from communique.coding.gate import Look
from communique.coding.learned.reader import Frame
from communique.coding.propositions import Proposition
from communique.knowledge.senses import Sense
from communique.language.analysis import Sentence
from communique.model import Event, Span

__all__ = ["Considered", "Reasoning", "Sight", "consider", "consider_frame", "sight_of"]

Gated = Literal["passed", "kept", "passed over"]


class Considered(msgspec.Struct, frozen=True):
    """A predicate read by one entry of the lexicon.

    `keys` are the lemmas by which the lexicon has it, `slots` the words that fill its slots (("subj", "Xi")), `told`
    how its verb tells it ("occurred", "planned", "would" …). `refused` says why no act came of it, "" where one did.
    """

    predicate: Span
    keys: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]
    sense: str
    type: str
    told: str = ""
    refused: str = ""


class Sight(msgspec.Struct, frozen=True):
    """A sentence: what the gate made of it and why, and what was considered where it was parsed."""

    span: Span
    gate: Gated
    why: str
    considered: tuple[Considered, ...] = ()


class Reasoning(msgspec.Struct, frozen=True):
    """The events of a document and every sentence with what was considered."""

    events: tuple[Event, ...]
    sights: tuple[Sight, ...]


def consider(sentence: Sentence, sense: Sense, proposition: Proposition, *, told: str, refused: str) -> Considered:
    """Describe a proposition that was read by a sense."""
    slots = dict.fromkeys((argument.slot, sentence[argument.token].text) for argument in proposition.arguments)
    predicate = sentence.span(proposition.predicate, proposition.predicate)
    return Considered(predicate, proposition.keys, tuple(slots), sense.id, sense.type, told, refused)


def consider_frame(sentence: Sentence, frame: Frame, *, made: bool) -> Considered:
    """Describe an act that the learned reader sees; it adds none where an entry of the lexicon has told it."""
    parts = dict.fromkeys((role, sentence[word].text) for role, word in frame.parts)
    refused = "" if made else "told by an entry of the lexicon, or who takes part is not found"
    told = f"{frame.status}, with probability {frame.score:.2f}"
    word = sentence.span(frame.word, frame.word)
    return Considered(word, (), tuple(parts), f"{frame.type}.read", frame.type, told, refused)


def sight_of(span: Span, look: Look, considered: tuple[Considered, ...]) -> Sight:
    """Say in words what the gate made of a sentence."""
    if look.possible:
        return Sight(span, "passed", f"its words allow {_list(look.senses)}", considered)
    if not look.senses:
        why = (
            f"the words are missing that go with {_list(look.barred)}" if look.barred else "no predicate of the lexicon"
        )
    else:
        why = f"nobody is named who may take part in {_list(look.senses)}"
    if look.kept:
        return Sight(span, "kept", f"{why}; read for the names and dates that later sentences may need", considered)
    return Sight(span, "passed over", why)


def _list(senses: tuple[str, ...]) -> str:
    return ", ".join(senses)
