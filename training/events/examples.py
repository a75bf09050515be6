"""Sentences to learn from: what the coder sees of them, and which word names which act with which parts.

    python -m training.events.examples training/events/passages build/examples.pickle

Runs the coder up to the lexicon, so that training sees names, dates and trees as coding does.
"""

import argparse
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from communique.coding.coder import Coder
from communique.coding.context import Context
from communique.coding.learned.features import TYPES, pair_features, word_features
from communique.coding.propositions import propositions
from communique.language.pipeline import network
from training.events.passages import CodedEvent, CodedPassage, read_passages

__all__ = ["Act", "Example", "examples_of", "main"]


class Act(msgspec.Struct, frozen=True):
    """One act of a sentence: the word that names it, its type, status and form, and (role, word) of its parts.

    `pairs` (words, features) tells how each word stands to the naming word.
    """

    word: int
    type: str
    status: str
    form: str
    parts: tuple[tuple[str, int], ...]
    pairs: npt.NDArray[np.float32]


class Example(msgspec.Struct, frozen=True):
    """One sentence: `states` (words, layers, hidden), `words` (words, features), the acts and the words left open."""

    passage: str
    tokens: tuple[str, ...]
    states: npt.NDArray[np.float16]
    words: npt.NDArray[np.float32]
    acts: tuple[Act, ...]
    open: tuple[int, ...]


def examples_of(passage: CodedPassage, coder: Coder) -> Iterator[Example]:
    """Yield the sentences of a passage with their acts."""
    places = {id(e): _place_of(passage.text, e) for e in passage.events}
    for found in coder.passages(passage.document):
        context = found.tools.context
        s = context.sentence
        if not len(s) or s.vectors is None:
            continue
        acts: dict[tuple[int, str], list[CodedEvent]] = {}
        left_open: set[int] = set()
        for event in passage.events:
            start, end = places[id(event)]
            where = s.at(start, end) if s[0].start <= start < s[len(s) - 1].end else None
            if where is None:
                continue
            word = _naming_word(context, range(where[0], where[1] + 1), event.type)
            left_open |= set(range(where[0], where[1] + 1)) - {word}
            acts.setdefault((word, event.type), []).append(event)
        layers = s.vectors.reshape(len(s), -1, network().hidden)
        made = list(propositions(s))
        yield Example(
            passage.id,
            tuple(t.text for t in s),
            layers.astype(np.float16),
            word_features(context, made, found.told),
            tuple(
                Act(word, kind, events[0].status, events[0].form, _parts(context, passage.text, word, events),
                    pair_features(context, word, made))
                for (word, kind), events in acts.items()
            ),
            tuple(sorted(left_open - {word for word, _ in acts})),
        )  # fmt: skip


def _place_of(text: str, event: CodedEvent) -> tuple[int, int]:
    start = text.index(event.evidence) + event.evidence.index(event.trigger)
    return start, start + len(event.trigger)


def _naming_word(context: Context, words: Sequence[int], kind: str) -> int:
    """Choose the word that names the act: a noun that the lexicon knows for it, else the head of the words."""
    s = context.sentence

    def known(i: int) -> bool:
        senses = context.lexicon.of((s[i].lemma.lower(),), True)
        return s[i].upos == "NOUN" and any(sense.type == kind for sense in senses)

    top = next((i for i in words if s[i].head not in words or s[i].head == i), words[0])
    nouns = [i for i in words if known(i)]
    objects = [c.i for c in s.children(top, "obj") if known(c.i)] if s[top].upos == "VERB" else []
    return (nouns or objects or [top])[0]


def _parts(context: Context, text: str, word: int, events: Sequence[CodedEvent]) -> tuple[tuple[str, int], ...]:
    found: dict[tuple[str, int], None] = {}
    for event in events:
        quoted = [("actor", q) for q, _ in event.actors] + [("target", q) for q, _ in event.targets]
        if event.place:
            quoted.append(("place", event.place[0]))
        if event.date:
            quoted.append(("date", event.date[0]))
        quoted.append(("title", event.title))
        for role, quote in quoted:
            at = _word_of(context, text, word, quote)
            if at is not None:
                found[role, at] = None
    return tuple(found)


def _word_of(context: Context, text: str, word: int, quote: str) -> int | None:
    """Give the head of the quoted words: those nearest to the naming word in its sentence."""
    s = context.sentence
    if not quote:
        return None
    starts, at = [], text.find(quote, s[0].start)
    while 0 <= at < s[len(s) - 1].end:
        starts.append(at)
        at = text.find(quote, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - s[word].start))
    where = s.at(start, start + len(quote))
    if where is None:
        return None
    inside = range(where[0], where[1] + 1)
    for i in inside:
        mention = context.mention_of(i)
        if mention is not None and mention.head in inside and mention.kind in ("person", "office"):
            return mention.head
    return next((i for i in inside if s[i].head not in inside or s[i].head == i), where[0])


def main() -> None:
    """Write the examples of all passages under a folder."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("passages", type=Path)
    arguments.add_argument("output", type=Path)
    args = arguments.parse_args()
    layers = network().layers + 1
    coder = Coder(reading=False)
    coder.analyser.lens = np.eye(layers, dtype=np.float32)
    made = [e for passage in read_passages(args.passages) for e in examples_of(passage, coder)]
    acts = sum(len(e.acts) for e in made)
    parts = sum(len(a.parts) for e in made for a in e.acts)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    with args.output.open("wb") as file:
        pickle.dump(
            [msgspec.structs.asdict(e) | {"acts": [msgspec.structs.asdict(a) for a in e.acts]} for e in made], file
        )
    print(f"{len(made)} sentences, {acts} acts, {parts} parts; types {TYPES}")


if __name__ == "__main__":
    main()
