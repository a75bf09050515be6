"""Score a reader, as the package stores it, on examples that it was not trained on.

python -m training.events.examples training/events/unseen build/unseen.pickle
python -m training.events.score build/unseen.pickle src/communique/coding/learned/data/reader.npz
"""

import argparse
import pickle
from pathlib import Path

import torch

from communique.language.weights import load_weights
from training.events.network import Reader, ReaderSizes
from training.events.train import figures

__all__ = ["main", "reader_of"]


def reader_of(path: Path) -> Reader:
    """Give the network of stored weights. Raises ModelError."""
    weights, meta = load_weights(path)
    model = Reader(ReaderSizes(**meta["sizes"]))  # type: ignore[arg-type]
    model.load_state_dict({name: torch.from_numpy(matrix) for name, matrix in weights.items()})
    return model


def main() -> None:
    """Print the figures by set (the identifiers of its passages begin with its name) and of all together."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("examples", type=Path)
    arguments.add_argument("weights", type=Path)
    arguments.add_argument("--threshold", type=float, default=0.5, help="how probable an act must be to count")
    args = arguments.parse_args()
    torch.set_num_threads(2)
    examples = pickle.loads(args.examples.read_bytes())
    model = reader_of(args.weights)
    for name in sorted({e["passage"].partition("-")[0] for e in examples}):
        print(name, figures(model, [e for e in examples if e["passage"].startswith(f"{name}-")], args.threshold))
    print("all", figures(model, examples, args.threshold))


if __name__ == "__main__":
    main()
