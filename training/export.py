"""Write the trained network as the package stores it: 8-bit integers with a scale a row, in one `.npz` file.

python -m training.export build/model.pt src/communique/language/data/english.npz
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

__all__ = ["main", "pack", "quantised", "read_arguments", "store"]

WHOLE = ("norm", "bias", "mix", "shape", "position")
POSITIONS = 400
HALF_RANGE = (1e-6, 6e4)


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give integers of -127..127 and the scale of each row (last axis)."""
    scale = np.abs(matrix).max(-1, keepdims=True) / 127
    scale[scale == 0] = 1
    fits = HALF_RANGE[0] < scale.min() and scale.max() < HALF_RANGE[1]
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float16 if fits else np.float32)


def pack(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Give the arrays to store: vectors and small tables in half precision, matrices as `name.q` and `name.s`.

    Of the positions only those are kept that the run time can reach.
    """
    arrays: dict[str, np.ndarray] = {}
    for name, tensor in state.items():
        matrix = tensor.float().numpy()
        if name.startswith("position"):
            matrix = matrix[:POSITIONS]
        if matrix.ndim == 1 or any(part in name for part in WHOLE):
            arrays[name] = matrix.astype(np.float16)
        else:
            arrays[name + ".q"], arrays[name + ".s"] = quantised(matrix)
    return arrays


def store(output: Path, state: dict[str, torch.Tensor], meta: dict[str, object]) -> None:
    """Write weights and what belongs to them into one compressed file, and tell its size."""
    arrays = pack(state)
    arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(output, **arrays)
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


def read_arguments(about: str | None) -> argparse.Namespace:
    """Read the two paths of an export."""
    arguments = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("output", type=Path)
    return arguments.parse_args()


def main() -> None:
    """Read the trained model and write the package's file."""
    args = read_arguments(__doc__)
    stored = torch.load(args.model, map_location="cpu", weights_only=True)
    store(args.output, stored["state"], {name: stored[name] for name in ("labels", "pieces", "sizes", "dev")})


if __name__ == "__main__":
    main()
