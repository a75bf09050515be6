"""The network of the learned reader: which words of a sentence name acts, and which words are their parts.

On the frozen states of the parser's encoder stand a few layers of self-attention, a classifier of naming words and a
biaffine scorer of parts (Dozat and Manning 2017). Shapes: B sentences, W words, A acts.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.coding.learned.features import PAIR_FEATURES, TYPES, WORD_FEATURES
from communique.coding.learned.reader import FORM_NAMES, ROLES
from communique.model import STATUSES
from training.network import Layer

__all__ = ["FORM_NAMES", "ROLES", "Reader", "ReaderSizes"]


@dataclass(frozen=True, slots=True)
class ReaderSizes:
    """Sizes of the network."""

    layers: int = 6
    states: int = 384
    hidden: int = 256
    inner: int = 512
    heads: int = 4
    blocks: int = 2
    role: int = 96
    pair: int = 32


class Reader(nn.Module):
    """Scores of naming words, statuses and parts."""

    def __init__(self, sizes: ReaderSizes, dropout: float = 0.3) -> None:
        super().__init__()
        self.sizes = sizes
        h = sizes.hidden
        self.mix = nn.Parameter(torch.zeros(sizes.layers))
        self.enter = nn.Linear(sizes.states, h)
        self.know = nn.Linear(len(WORD_FEATURES), h)
        self.norm = nn.LayerNorm(h)
        self.blocks = nn.ModuleList(
            Layer(h, sizes.inner, sizes.heads, dropout, inner_dropout=dropout, epsilon=1e-5)
            for _ in range(sizes.blocks)
        )
        self.name = nn.Linear(h, len(TYPES))
        self.status, self.form = nn.Linear(h, len(STATUSES)), nn.Linear(h, len(FORM_NAMES))
        self.kind = nn.Embedding(len(TYPES), sizes.role)
        self.act, self.part = nn.Linear(h, sizes.role), nn.Linear(h, sizes.role)
        self.roles = nn.Parameter(torch.zeros(len(ROLES), sizes.role + 1, sizes.role + 1))
        self.pair, self.pair_roles = nn.Linear(len(PAIR_FEATURES), sizes.pair), nn.Linear(sizes.pair, len(ROLES))
        self.drop = nn.Dropout(dropout)
        self.drop_states = nn.Dropout(0.2)

    def encode(self, states: Tensor, words: Tensor, mask: Tensor) -> Tensor:
        """Give the words' own states (B, W, H) from the encoder's (B, W, layers, hidden) and what is known of them."""
        mixed = torch.einsum("l,bwlh->bwh", F.softmax(self.mix, 0), states)
        x = self.drop(self.norm(self.enter(self.drop_states(mixed)) + self.know(words)))
        for block in self.blocks:
            x = block(x, mask)
        return x

    def naming(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score the types, the statuses and the forms of acts that each word may name: each B, W, labels."""
        return self.name(x), self.status(x), self.form(x)

    def parts(self, x: Tensor, sentence: Tensor, word: Tensor, kind: Tensor, pairs: Tensor) -> Tensor:
        """Score each word of an act's sentence as its part (A, W, roles); `pairs` (A, W, features)."""
        act = F.gelu(self.act(x[sentence, word]) + self.kind(kind), approximate="tanh")
        part = F.gelu(self.part(x[sentence]), approximate="tanh")
        act, part = self.drop(act), self.drop(part)
        act = torch.cat([act, torch.ones_like(act[..., :1])], -1)
        part = torch.cat([part, torch.ones_like(part[..., :1])], -1)
        told = self.pair_roles(F.gelu(self.pair(pairs), approximate="tanh"))
        return torch.einsum("ai,rij,awj->awr", act, self.roles, part) + told
