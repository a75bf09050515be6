"""Write the learned reader as the package stores it.

python -m training.events.export build/reader.pt src/communique/coding/learned/data/reader.npz
"""

import torch

from training.export import read_arguments, store

__all__ = ["main"]


def main() -> None:
    """Read the trained reader and write the package's file."""
    args = read_arguments(__doc__)
    stored = torch.load(args.model, map_location="cpu", weights_only=True)
    store(args.output, stored["state"], {name: stored[name] for name in ("sizes", "held")})


if __name__ == "__main__":
    main()
