"""Layers of a transformer over named weights, run with numpy: what the parser and the learned reader have in common."""

from collections.abc import Mapping

import numpy as np

from communique.language.weights import Floats

__all__ = ["Layers", "gelu"]


class Layers:
    """Named weights and the steps that use them; `heads` share the attention, `epsilon` keeps a norm from zero."""

    def __init__(self, weights: Mapping[str, Floats], *, heads: int, epsilon: float) -> None:
        self.weights = dict(weights)
        self.heads = heads
        self.epsilon = np.float32(epsilon)

    def layer(self, x: Floats, at: str, hidden_keys: Floats | None = None) -> Floats:
        """Give the new states (B, P, H) of self-attention and a feed-forward part, each with its norm behind.

        `at` begins the names of the layer's weights; `hidden_keys` is added to the scores, to hide padding.
        """
        b, p, h = x.shape
        qkv = self.linear(x, at + "qkv").reshape(b, p, 3, self.heads, h // self.heads).transpose(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(0, 1, 3, 2) * np.float32((h // self.heads) ** -0.5)
        if hidden_keys is not None:
            scores = scores + hidden_keys
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ qkv[2]).transpose(0, 2, 1, 3).reshape(b, p, h)
        x = self.norm(x + self.linear(mixed, at + "out"), at + "norm1")
        return self.norm(x + self.linear(gelu(self.linear(x, at + "up")), at + "down"), at + "norm2")

    def linear(self, x: Floats, name: str) -> Floats:
        """Map the last axis by a matrix and add the bias."""
        flat = x.reshape(-1, x.shape[-1]) @ self.weights[name + ".weight"].T
        flat += self.weights[name + ".bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def norm(self, x: Floats, name: str) -> Floats:
        """Centre and scale the last axis."""
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon)
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]


def gelu(x: Floats) -> Floats:
    """Give the Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), dtype=np.float32)
