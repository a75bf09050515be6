"""The best dependency tree from a matrix of scores: maximum spanning arborescence with one root.

Greedy heads are kept where they form a tree; else Chu-Liu-Edmonds (Chu and Liu 1965; Edmonds 1967).
"""

import numpy as np
import numpy.typing as npt

__all__ = ["best_tree"]

Scores = npt.NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """Give the head of each word: `scores[w, h]` for head `h`, 0 being the root. One word hangs on the root."""
    words = scores.shape[0]
    if not words:
        return []
    full = np.full((words + 1, words + 1), -np.inf)
    full[1:, :] = scores
    full[np.arange(1, words + 1), np.arange(1, words + 1)] = -np.inf
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        return [int(h) for h in heads[1:]]
    return [int(h) for h in _one_root(full)[1:]]


def _one_root(full: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Try the likeliest roots in turn and keep the best tree."""
    candidates = np.argsort(-(full[1:, 0] - full[1:, 1:].max(1, initial=-1e9)))[:3] + 1
    best: npt.NDArray[np.int64] = full.argmax(1).astype(np.int64)
    best_score = -np.inf
    for root in candidates:
        limited = full.copy()
        limited[1:, 0] = -np.inf
        limited[root, :] = -np.inf
        limited[root, 0] = full[root, 0]
        heads = _edmonds(limited)
        score = limited[np.arange(1, len(heads)), heads[1:]].sum()
        if score > best_score:
            best, best_score = heads, score
    return best


def _edmonds(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    heads: npt.NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_score = scores[cycle, heads[cycle]].sum()
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    members = np.array(cycle)
    enter = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None] + cycle_score
    enter_at = enter.argmax(0)
    smaller[size, :size] = enter.max(0)
    leave = scores[np.ix_(outside, members)]
    leave_at = leave.argmax(1)
    smaller[:size, size] = leave.max(1)
    smaller[0, :] = -np.inf
    found = _edmonds(smaller)
    result = heads.copy()
    for row, word in enumerate(outside):
        head = found[row]
        result[word] = members[leave_at[row]] if head == size else outside[head]
    broken = found[size]
    result[members[enter_at[broken]]] = outside[broken]
    result[0] = 0
    return result


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """Give the words of a cycle, an empty list where there is none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []
