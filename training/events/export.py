"""Write the learned reader as the package stores it.

python -m training.events.export build/reader.pt src/communique/coding/learned/data/reader.npz
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.export import pack

__all__ = ["main"]


def main() -> None:
    """Read the trained reader, write the package's file and tell its size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("output", type=Path)
    args = arguments.parse_args()
    stored = torch.load(args.model, map_location="cpu", weights_only=True)
    arrays = pack(stored["state"])
    arrays["meta"] = np.frombuffer(
        json.dumps({"sizes": stored["sizes"], "held": stored["held"]}).encode(), dtype=np.uint8
    )
    args.output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.output, **arrays)
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
