"""The network that is trained: a shortened MiniLM encoder with a biaffine parser and five classifiers on top.

Encoder: the first layers of MiniLM-L6 (Wang et al. 2020; Apache-2.0), its table of pieces cut down by a truncated
singular value decomposition, plus an embedding of the word's case pattern. Parser: Dozat and Manning 2017. Shapes: B
sentences, P pieces, W words with a root at index 0, H hidden units.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

__all__ = ["Layer", "Parser", "Sizes"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network; `rank` is that of the factorised table of pieces."""

    layers: int = 4
    hidden: int = 384
    inner: int = 1536
    heads: int = 12
    rank: int = 160
    positions: int = 512
    arc: int = 192
    rel: int = 96


class Layer(nn.Module):
    """One layer of the encoder: self-attention and a feed-forward part, each with its norm behind (post-norm).

    `dropout` falls on what either part gives, `inner_dropout` inside the feed-forward part; `epsilon` keeps a norm from
    zero.
    """

    def __init__(
        self, h: int, inner: int, heads: int, dropout: float, *, inner_dropout: float = 0.0, epsilon: float = 1e-12
    ) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(h, 3 * h)
        self.out = nn.Linear(h, h)
        self.norm1 = nn.LayerNorm(h, eps=epsilon)
        self.up = nn.Linear(h, inner)
        self.down = nn.Linear(inner, h)
        self.norm2 = nn.LayerNorm(h, eps=epsilon)
        self.drop = nn.Dropout(dropout)
        self.drop_inside = nn.Dropout(inner_dropout) if inner_dropout else nn.Identity()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Give the new states B, P, H; `mask` (B, P) is true where there is a piece."""
        b, p, h = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, p, h))))
        return self.norm2(x + self.drop(self.down(self.drop_inside(F.gelu(self.up(x), approximate="tanh")))))


class Parser(nn.Module):
    """Scores of tags, lemma rules, entity types, heads and relations for batches of sentences."""

    def __init__(self, sizes: Sizes, pieces: int, shapes: int, labels: dict[str, int], dropout: float = 0.15) -> None:
        super().__init__()
        h = sizes.hidden
        self.sizes = sizes
        self.table = nn.Embedding(pieces, sizes.rank)
        self.widen = nn.Linear(sizes.rank, h, bias=False)
        self.position = nn.Embedding(sizes.positions, h)
        self.shape = nn.Embedding(shapes, h)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(h, eps=1e-12)
        self.layers = nn.ModuleList(Layer(h, sizes.inner, sizes.heads, 0.1) for _ in range(sizes.layers))
        self.mix = nn.Parameter(torch.zeros(2, sizes.layers + 1))
        self.drop = nn.Dropout(dropout)
        self.classify = nn.ModuleDict({name: nn.Linear(h, n) for name, n in labels.items() if name != "deprel"})
        self.arc_of, self.arc_to = nn.Linear(h, sizes.arc), nn.Linear(h, sizes.arc)
        self.rel_of, self.rel_to = nn.Linear(h, sizes.rel), nn.Linear(h, sizes.rel)
        n = labels["deprel"]
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.rel = nn.Parameter(torch.zeros(n, sizes.rel + 1, sizes.rel + 1))
        nn.init.xavier_uniform_(self.arc[:-1])

    def load_encoder(self, weights: dict[str, Tensor], kept: list[int]) -> None:
        """Take the first layers and the table of pieces (rows `kept`) from MiniLM's weights."""
        words = weights["embeddings.word_embeddings.weight"][kept]
        u, s, v = torch.linalg.svd(words, full_matrices=False)
        r = self.sizes.rank
        with torch.no_grad():
            self.table.weight.copy_(u[:, :r] * s[:r].sqrt())
            self.widen.weight.copy_((v[:r] * s[:r].sqrt()[:, None]).T)
            kinds = weights["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(weights["embeddings.position_embeddings.weight"] + kinds)
            self._copy(self.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}."
                parts = [at + f"attention.self.{name}" for name in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([weights[p + ".weight"] for p in parts]))
                layer.qkv.bias.copy_(torch.cat([weights[p + ".bias"] for p in parts]))
                self._copy(layer.out, weights, at + "attention.output.dense")
                self._copy(layer.norm1, weights, at + "attention.output.LayerNorm")
                self._copy(layer.up, weights, at + "intermediate.dense")
                self._copy(layer.down, weights, at + "output.dense")
                self._copy(layer.norm2, weights, at + "output.LayerNorm")

    @staticmethod
    def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
        module.weight.copy_(weights[name + ".weight"])
        module.bias.copy_(weights[name + ".bias"])

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give two mixes of all layers, one for the classifiers and one for the parser: each B, P, H."""
        x = self.widen(self.table(pieces)) + self.position.weight[: pieces.shape[1]] + self.shape(shapes)
        x = self.drop(self.norm(x))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        stacked = torch.stack(states)
        first, second = (torch.einsum("l,lbph->bph", F.softmax(w, 0), stacked) for w in self.mix)
        return first, second

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, starts: Tensor) -> dict[str, Tensor]:
        """Score everything; `starts` (B, W) is the first piece of each word, index 0 the start piece as root."""
        tag, parse = self.encode(pieces, shapes, mask)
        b = torch.arange(len(pieces))[:, None]
        tag, parse = self.drop(tag[b, starts]), self.drop(parse[b, starts])
        scores = {name: layer(tag) for name, layer in self.classify.items()}
        arc_of, arc_to = (self.drop(F.gelu(f(parse), approximate="tanh")) for f in (self.arc_of, self.arc_to))
        rel_of, rel_to = (self.drop(F.gelu(f(parse), approximate="tanh")) for f in (self.rel_of, self.rel_to))
        one = torch.ones_like(arc_of[..., :1])
        scores["arc"] = torch.cat([arc_of, one], -1) @ self.arc @ arc_to.transpose(1, 2)
        self_of, self_to = torch.cat([rel_of, one], -1), torch.cat([rel_to, one], -1)
        scores["rel_of"], scores["rel_to"] = self_of, self_to
        return scores

    def relations(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Score the relation of each word to its head (B, W, R)."""
        b = torch.arange(len(heads))[:, None]
        return torch.einsum("bwi,rij,bwj->bwr", scores["rel_of"], self.rel, scores["rel_to"][b, heads])
