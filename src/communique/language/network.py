"""The parser's network at run time: numpy alone, weights from one file.

The encoder is a transformer (post-norm, as MiniLM), the parser biaffine (Dozat and Manning 2017). Weights are stored as
8-bit integers with one scale a row and are widened on loading. Training: `training/` in the repository.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from communique.language.layers import Layers, gelu
from communique.language.lemmas import apply_rule, stems
from communique.language.tree import best_tree
from communique.language.weights import Floats, load_weights
from communique.language.wordpiece import WordPieces, shape_of

__all__ = ["Analysis", "Floats", "Network"]

MAX_PIECES = 384
BATCH_PIECES = 2048
NO_SHAPE = 7


class Analysis(msgspec.Struct, frozen=True):
    """What the network says of one sentence, word by word; `heads` counts words from 0, a root points at itself.

    `vectors` (words, mixes x hidden) are the words' states under the network's lens.
    """

    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    kinds: tuple[str, ...]
    vectors: Floats | None = None


class Network(Layers):
    """The loaded network. `parse` takes sentences as lists of words."""

    def __init__(self, weights: Mapping[str, Floats], meta: dict[str, object]) -> None:
        self.labels: dict[str, list[str]] = msgspec.convert(meta["labels"], dict[str, list[str]])
        self.pieces = WordPieces(msgspec.convert(meta["pieces"], list[str]))
        sizes = msgspec.convert(meta["sizes"], dict[str, int])
        super().__init__(weights, heads=sizes["heads"], epsilon=1e-12)
        self.layers, self.hidden = sizes["layers"], sizes["hidden"]
        self.words = set(self.pieces.numbers)
        self.event_nouns: frozenset[str] = frozenset()
        self.irregular: Mapping[str, str] = {}
        mix = self.weights["mix"]
        self.mix = np.exp(mix) / np.exp(mix).sum(-1, keepdims=True)

    @classmethod
    def load(cls, path: Path) -> "Network":
        """Load the weights from an `.npz` file. Raises ModelError where it is missing or damaged."""
        return cls(*load_weights(path))

    def parse(self, sentences: Sequence[Sequence[str]], lens: Floats | None = None) -> list[Analysis]:
        """Analyse sentences; what lies past `MAX_PIECES` pieces of one sentence is attached to its last word before.

        `lens` (mixes, layers + 1) says which mixes of the layers' states the analyses are to keep of their words.
        """
        encoded = [self._encode_words(words) for words in sentences]
        order = sorted(range(len(sentences)), key=lambda n: len(encoded[n][0]))
        results: list[Analysis | None] = [None] * len(sentences)
        batch: list[int] = []
        for number in [*order, -1]:
            full = batch and (number < 0 or len(encoded[number][0]) * (len(batch) + 1) > BATCH_PIECES)
            if full:
                for n, analysis in zip(
                    batch,
                    self._parse_batch([sentences[n] for n in batch], [encoded[n] for n in batch], lens),
                    strict=True,
                ):
                    results[n] = analysis
                batch = []
            if number >= 0:
                batch.append(number)
        return [analysis for analysis in results if analysis is not None]

    def _lemma(self, rule: str, form: str, upos: str) -> str:
        """Apply the lemma rule; where it leaves a verb inflected or makes no word, take a base form that is one."""
        lemma = apply_rule(rule, form)
        nominal = upos in ("NOUN", "PROPN")
        if nominal and lemma not in self.words and lemma.endswith("ie") and form.lower().endswith("ies"):
            return lemma[:-2] + "y"
        if (
            nominal
            and lemma.endswith("s")
            and (lemma[:-1] in self.event_nouns or (lemma not in self.words and lemma[:-1] in self.words))
        ):
            return lemma[:-1]
        if upos == "NOUN" and lemma.endswith("y") and form.lower().endswith("s") and not form.lower().endswith("ies"):
            return lemma if form.lower() in (lemma + "s", lemma) else form.lower()[:-1]
        if upos not in ("VERB", "AUX"):
            return lemma
        if form.lower() in self.irregular:
            return self.irregular[form.lower()]
        if lemma in self.words and not (lemma == form.lower() and lemma.endswith(("ed", "ing"))):
            return lemma
        return next((base for base in stems(form) if base in self.words), lemma)

    def _encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        pieces, shapes, starts = [self.pieces.start], [NO_SHAPE], [0]
        for word in words:
            numbers = self.pieces.of_word(word)
            if len(pieces) + len(numbers) >= MAX_PIECES:
                break
            starts.append(len(pieces))
            pieces.extend(numbers)
            shapes.extend([shape_of(word) if word else NO_SHAPE] * len(numbers))
        return [*pieces, self.pieces.end], [*shapes, NO_SHAPE], starts

    def _parse_batch(
        self,
        sentences: list[Sequence[str]],
        encoded: list[tuple[list[int], list[int], list[int]]],
        lens: Floats | None,
    ) -> list[Analysis]:
        width, words = max(len(e[0]) for e in encoded), max(len(e[2]) for e in encoded)
        pieces = np.zeros((len(encoded), width), dtype=np.int64)
        shapes = np.full_like(pieces, NO_SHAPE)
        starts = np.zeros((len(encoded), words), dtype=np.int64)
        mask = np.zeros((len(encoded), width), dtype=bool)
        for row, (p, s, w) in enumerate(encoded):
            pieces[row, : len(p)], shapes[row, : len(s)], starts[row, : len(w)] = p, s, w
            mask[row, : len(p)] = True
        rows = np.arange(len(encoded))[:, None]
        tag, parse, *seen = (mixed[rows, starts] for mixed in self._encode(pieces, shapes, mask, lens))
        vectors = np.concatenate(seen, axis=-1) if seen else None
        best = {
            name: self.linear(tag, f"classify.{name}").argmax(-1)
            for name in ("upos", "xpos", "feats", "lemma", "entity")
        }
        arc_of, arc_to = gelu(self.linear(parse, "arc_of")), gelu(self.linear(parse, "arc_to"))
        arcs = _with_one(arc_of) @ self.weights["arc"] @ arc_to.transpose(0, 2, 1)
        rel_of = _with_one(gelu(self.linear(parse, "rel_of")))
        rel_to = _with_one(gelu(self.linear(parse, "rel_to")))
        return [
            self._analysis(
                sentences[row],
                len(encoded[row][2]) - 1,
                arcs[row],
                rel_of[row],
                rel_to[row],
                {name: numbers[row, 1:] for name, numbers in best.items()},
                None if vectors is None else vectors[row, 1:],
            )
            for row in range(len(encoded))
        ]

    def _encode(
        self,
        pieces: npt.NDArray[np.int64],
        shapes: npt.NDArray[np.int64],
        mask: npt.NDArray[np.bool_],
        lens: Floats | None,
    ) -> list[Floats]:
        """Give the mixes of all layers for the tagger, the parser and each row of the lens: each B, P, H."""
        w = self.weights
        mixes = self.mix if lens is None else np.concatenate([self.mix, lens])
        x = (
            w["table.weight"][pieces] @ w["widen.weight"].T
            + w["position.weight"][: pieces.shape[1]]
            + w["shape.weight"][shapes]
        )
        x = self.norm(x, "norm")
        mixed = [share * x for share in mixes[:, 0]]
        hidden_keys = np.where(mask, np.float32(0), np.float32(-1e9))[:, None, None, :]
        for number in range(self.layers):
            x = self.layer(x, f"layers.{number}.", hidden_keys)
            mixed = [
                done + share * x if share else done for done, share in zip(mixed, mixes[:, number + 1], strict=True)
            ]
        return mixed

    def _analysis(
        self,
        words: Sequence[str],
        known: int,
        arcs: Floats,
        rel_of: Floats,
        rel_to: Floats,
        best: dict[str, npt.NDArray[np.int64]],
        vectors: Floats | None,
    ) -> Analysis:
        heads = best_tree(arcs[1 : known + 1, : known + 1])
        of, to = rel_of[1 : known + 1], rel_to[heads]
        relations = np.einsum("wi,rij,wj->wr", of, self.weights["rel"], to, optimize=True).argmax(-1)
        names = {name: [self.labels[name][n] for n in best[name][:known]] for name in best}
        deprels = [self.labels["deprel"][n] for n in relations]
        extra = len(words) - known
        last = max(known - 1, 0)
        return Analysis(
            heads=tuple([h - 1 if h else n for n, h in enumerate(heads)] + [last] * extra),
            deprels=tuple(["root" if not h else r for r, h in zip(deprels, heads, strict=True)] + ["dep"] * extra),
            upos=tuple(names["upos"] + ["X"] * extra),
            xpos=tuple(names["xpos"] + ["FW"] * extra),
            feats=tuple(["" if f == "_" else f for f in names["feats"]] + [""] * extra),
            lemmas=tuple([*map(self._lemma, names["lemma"], words[:known], names["upos"]), *words[known:]]),
            kinds=tuple(["" if k == "-" else k for k in names["entity"]] + [""] * extra),
            vectors=None if vectors is None else np.pad(vectors[:known], ((0, extra), (0, 0))),
        )


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones_like(x[..., :1])], axis=-1)
