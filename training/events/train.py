"""Train the learned reader from examples: `examples.pickle` in, weights out.

python -m training.events.train build/examples.pickle build/reader.pt --held w7
"""

import argparse
import json
import math
import pickle
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from communique.coding.learned.features import TYPES
from communique.model import STATUSES
from training.events.network import FORM_NAMES, ROLES, Reader, ReaderSizes

__all__ = ["figures", "main"]

RATE, WARM_UP = 1e-3, 60
BATCH_WORDS = 1200
Example = dict[str, Any]


class Batch:
    """Sentences padded to one width."""

    def __init__(self, items: list[Example]) -> None:
        wide = max(len(e["tokens"]) for e in items)
        self.items = items
        self.states = torch.zeros(len(items), wide, *items[0]["states"].shape[1:])
        self.words = torch.zeros(len(items), wide, items[0]["words"].shape[1])
        self.mask = torch.zeros(len(items), wide, dtype=torch.bool)
        self.names = torch.zeros(len(items), wide, len(TYPES))
        self.counted = torch.zeros(len(items), wide)
        self.acts = [(b, a) for b, e in enumerate(items) for a in e["acts"]]
        for b, e in enumerate(items):
            n = len(e["tokens"])
            self.states[b, :n] = torch.from_numpy(e["states"].astype(np.float32))
            self.words[b, :n] = torch.from_numpy(e["words"])
            self.mask[b, :n] = True
            self.counted[b, :n] = 1
            self.counted[b, list(e["open"])] = 0
            for a in e["acts"]:
                self.names[b, a["word"], TYPES.index(a["type"])] = 1
        self.sentence = torch.tensor([b for b, _ in self.acts], dtype=torch.long)
        self.word = torch.tensor([a["word"] for _, a in self.acts], dtype=torch.long)
        self.kind = torch.tensor([TYPES.index(a["type"]) for _, a in self.acts], dtype=torch.long)
        self.form = torch.tensor([FORM_NAMES.index(a["form"]) for _, a in self.acts], dtype=torch.long)
        self.status = torch.tensor([STATUSES.index(a["status"]) for _, a in self.acts], dtype=torch.long)
        self.pairs = torch.zeros(len(self.acts), wide, self.acts[0][1]["pairs"].shape[1] if self.acts else 1)
        self.roles = torch.zeros(len(self.acts), wide, len(ROLES))
        for n, (_, a) in enumerate(self.acts):
            self.pairs[n, : len(a["pairs"])] = torch.from_numpy(a["pairs"])
            for role, at in a["parts"]:
                self.roles[n, at, ROLES.index(role)] = 1


def batches(items: list[Example], shuffle: random.Random | None) -> list[list[Example]]:
    """Group sentences of like length."""
    order = sorted(items, key=lambda e: len(e["tokens"]) + (shuffle.random() * 4 if shuffle else 0))
    made: list[list[Example]] = [[]]
    for item in order:
        if made[-1] and len(item["tokens"]) * (len(made[-1]) + 1) > BATCH_WORDS:
            made.append([])
        made[-1].append(item)
    if shuffle:
        shuffle.shuffle(made)
    return made


def loss_of(model: Reader, batch: Batch) -> Tensor:
    """Give the summed loss of a batch."""
    x = model.encode(batch.states, batch.words, batch.mask)
    names, statuses, forms = model.naming(x)
    missed = F.binary_cross_entropy_with_logits(names, batch.names, reduction="none").sum(-1)
    total = (missed * batch.counted).sum() / len(batch.items)
    if batch.acts:
        total = total + 0.3 * F.cross_entropy(statuses[batch.sentence, batch.word], batch.status)
        total = total + 0.3 * F.cross_entropy(forms[batch.sentence, batch.word], batch.form)
        parts = model.parts(x, batch.sentence, batch.word, batch.kind, batch.pairs)
        real = batch.mask[batch.sentence][..., None]
        wrong = F.binary_cross_entropy_with_logits(parts, batch.roles, reduction="none") * real
        total = total + wrong.sum() / len(batch.acts)
    return total


@torch.no_grad()
def figures(model: Reader, items: list[Example], threshold: float = 0.5) -> dict[str, float]:
    """Score acts by (sentence, type) with the naming word free, and parts of the right acts."""
    model.eval()
    count: Counter[str] = Counter()
    for group in batches(items, None):
        batch = Batch(group)
        x = model.encode(batch.states, batch.words, batch.mask)
        names, statuses, _ = model.naming(x)
        chosen = (names.sigmoid() > threshold) & batch.mask[..., None]
        for b, e in enumerate(group):
            gold = Counter(a["type"] for a in e["acts"])
            named = Counter()
            for kind in range(len(TYPES)):
                words = chosen[b, :, kind].nonzero()[:, 0].tolist()
                named[TYPES[kind]] = sum(1 for n, w in enumerate(words) if n == 0 or w - words[n - 1] > 1)
            count["hit"] += sum((gold & named).values())
            count["gold"] += sum(gold.values())
            count["named"] += sum(named.values())
        if batch.acts:
            parts = model.parts(x, batch.sentence, batch.word, batch.kind, batch.pairs)
            real = batch.mask[batch.sentence][..., None]
            told = (parts > 0) & real
            count["part hit"] += int((told & (batch.roles > 0)).sum())
            count["part gold"] += int(batch.roles.sum())
            count["part named"] += int(told.sum())
            count["status"] += int((statuses[batch.sentence, batch.word].argmax(-1) == batch.status).sum())
    model.train()

    def f(hit: str, named: str, gold: str) -> list[float]:
        p, r = count[hit] / max(1, count[named]), count[hit] / max(1, count[gold])
        return [round(v, 3) for v in (p, r, 2 * p * r / max(1e-9, p + r))]

    return {
        "acts": f("hit", "named", "gold"),
        "parts": f("part hit", "part named", "part gold"),
        "status": round(count["status"] / max(1, count["gold"]), 3),
    }  # type: ignore[dict-item]


def fit(train: list[Example], dev: list[Example], args: argparse.Namespace) -> Reader:
    """Train over all epochs; the rate falls along a cosine."""
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    model = Reader(
        ReaderSizes(layers=train[0]["states"].shape[1], hidden=args.hidden, inner=2 * args.hidden, blocks=args.blocks),
        dropout=args.dropout,
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.05)
    steps, step, begun = args.epochs * len(batches(train, chance)), 0, time.time()
    for epoch in range(args.epochs):
        total = 0.0
        for group in batches(train, chance):
            scale = min(1.0, (step + 1) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, step / steps)))
            for part in optimizer.param_groups:
                part["lr"] = RATE * scale
            loss = loss_of(model, Batch(group))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            total += loss.item()
        if dev and (epoch % args.report == args.report - 1 or epoch == args.epochs - 1):
            told = f"epoch {epoch + 1} {time.time() - begun:.0f} s loss {total * args.epochs / steps:.3f}"
            print(told, json.dumps(figures(model, dev)), flush=True)
    return model


def main() -> None:
    """Train by the command line's arguments and write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("examples", type=Path)
    arguments.add_argument("output", type=Path)
    arguments.add_argument("--held", nargs="*", default=[], help="passages whose id begins so are kept out and scored")
    arguments.add_argument("--epochs", type=int, default=20)
    arguments.add_argument("--hidden", type=int, default=256)
    arguments.add_argument("--blocks", type=int, default=2)
    arguments.add_argument("--dropout", type=float, default=0.4)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--report", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=8)
    args = arguments.parse_args()
    torch.set_num_threads(args.threads)
    with args.examples.open("rb") as file:
        examples = pickle.load(file)
    held = tuple(args.held)
    dev = [e for e in examples if held and e["passage"].startswith(held)]
    train = [e for e in examples if not (held and e["passage"].startswith(held))]
    for name, part in (("trained on", train), ("held out", dev)):
        print(f"{name}: {len(part)} sentences, {sum(len(e['acts']) for e in part)} acts", flush=True)
    model = fit(train, dev, args)
    about = {"sizes": asdict(model.sizes), "held": figures(model, dev) if dev else {}}
    args.output.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"state": model.state_dict(), **about}, args.output)


if __name__ == "__main__":
    main()
