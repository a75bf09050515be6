"""The learned reader at run time: which words of a sentence name acts, and which words are their parts.

A small network of the project's own on the states of the parser's encoder, run with numpy alone: layers of
self-attention, a classifier of naming words, a biaffine scorer of parts (Dozat and Manning 2017). Recipe, texts and
figures: `training/events/` in the repository.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from communique.coding.context import Context
from communique.coding.drafts import Draft
from communique.coding.learned.features import TYPES, pair_features, word_features
from communique.coding.propositions import Proposition, propositions
from communique.language.layers import Layers, gelu
from communique.language.weights import Floats, load_weights
from communique.model import FORMS, STATUSES

__all__ = ["FORM_NAMES", "ROLES", "Frame", "Reader", "reader"]

WEIGHTS = Path(__file__).parent / "data" / "reader.npz"
LONGEST = 384
ROLES = ("actor", "target", "place", "date", "title")
FORM_NAMES = ("", *dict.fromkeys(form for forms in FORMS.values() for form in forms))


class Frame(msgspec.Struct, frozen=True):
    """An act that the reader sees: the word that names it, its type, status and form, the words of its parts by role.

    `score` is the probability that the network gives to the type, between 0 and 1.
    """

    word: int
    type: str
    status: str
    form: str
    score: float
    parts: tuple[tuple[str, int], ...]

    def of(self, role: str) -> list[int]:
        """Give the words of one role in the order of the sentence."""
        return [i for r, i in self.parts if r == role]


class Reader(Layers):
    """The loaded network."""

    def __init__(self, weights: Mapping[str, Floats], meta: Mapping[str, object]) -> None:
        sizes = msgspec.convert(meta["sizes"], dict[str, int])
        super().__init__(weights, heads=sizes["heads"], epsilon=1e-5)
        self.blocks = sizes["blocks"]
        mix = np.exp(self.weights["mix"])
        self.lens: Floats = (mix / mix.sum())[None].astype(np.float32)

    def scores(
        self, context: Context, found: Sequence[Proposition], told: Sequence[Draft]
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Give the words' own states, the probabilities of types, and the scores of statuses and of forms."""
        vectors = context.sentence.vectors
        if vectors is None:
            raise ValueError("the sentence was analysed without the reader's lens")
        x = self.linear(vectors, "enter") + self.linear(word_features(context, found, told), "know")
        x = self.norm(x, "norm")
        for number in range(self.blocks):
            x = self.layer(x[None], f"blocks.{number}.")[0]
        names = np.float32(1) / (1 + np.exp(-self.linear(x, "name")))
        return x, names.astype(np.float32), self.linear(x, "status"), self.linear(x, "form")

    def read(self, context: Context, told: Sequence[Draft], least: float) -> tuple[list[Frame], list[float]]:
        """Read a sentence of which the lexicon has told the acts `told`.

        Gives the acts that the sentence tells with at least the probability `least`, in the order of the text, and
        how probable each act of `told` is. A sentence of more than `LONGEST` words is left to the lexicon: its end is
        not parsed, and attention over it would take memory by the square of its length.
        """
        if len(context.sentence) > LONGEST:
            return [], [1.0] * len(told)
        found = propositions(context.sentence)
        x, names, statuses, forms = self.scores(context, found, told)
        frames = []
        for kind, name in enumerate(TYPES):
            for at in _peaks(names[:, kind], least):
                status = STATUSES[int(statuses[at].argmax())]
                parts = self._parts(context, x, at, kind, found)
                form = FORM_NAMES[int(forms[at].argmax())]
                form = form if form in FORMS.get(name, ()) else ""
                frames.append(Frame(at, name, status, form, float(names[at, kind]), parts))
        return sorted(frames, key=lambda f: (f.word, f.type)), [self._trust(context, names, draft) for draft in told]

    def _trust(self, context: Context, names: Floats, draft: Draft) -> float:
        """Give the highest probability of the draft's type among the words of its evidence."""
        if draft.type not in TYPES:
            return 1.0
        where = context.sentence.at(draft.evidence.start, draft.evidence.end)
        first, last = where or (0, len(context.sentence) - 1)
        return float(names[first : last + 1, TYPES.index(draft.type)].max())

    def _parts(
        self, context: Context, x: Floats, at: int, kind: int, found: Sequence[Proposition]
    ) -> tuple[tuple[str, int], ...]:
        act = gelu(self.linear(x[at], "act") + self.weights["kind.weight"][kind])
        part = gelu(self.linear(x, "part"))
        act, part = np.append(act, np.float32(1)), np.pad(part, ((0, 0), (0, 1)), constant_values=1)
        scores = np.einsum("i,rij,wj->wr", act, self.weights["roles"], part, optimize=True)
        scores = scores + self.linear(gelu(self.linear(pair_features(context, at, found), "pair")), "pair_roles")
        return tuple((ROLES[r], int(i)) for i, r in zip(*np.nonzero(scores > 0), strict=True))


def _peaks(column: Floats, least: float) -> list[int]:
    """Give the best word of each run of neighbouring words that reach `least`."""
    peaks: list[int] = []
    for i in np.nonzero(column >= least)[0].tolist():
        if peaks and i - peaks[-1] <= 1:
            if column[i] > column[peaks[-1]]:
                peaks[-1] = i
        else:
            peaks.append(i)
    return peaks


@functools.cache
def reader() -> Reader:
    """Give the reader, loaded once. Raises ModelError."""
    return Reader(*load_weights(WEIGHTS))
