"""Weights of the project's networks as they are stored: 8-bit integers with one scale a row, widened on loading."""

import json
import zipfile
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from communique.errors import ModelError

__all__ = ["Floats", "load_weights"]

Floats = npt.NDArray[np.float32]


def load_weights(path: Path) -> tuple[dict[str, Floats], dict[str, object]]:
    """Give the weights by name and the labels and sizes stored with them. Raises ModelError."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            meta: dict[str, object] = json.loads(stored["meta"].tobytes().decode())
            weights: dict[str, Floats] = {}
            for name in stored.files:
                if name.endswith(".q"):
                    base = name[:-2]
                    weights[base] = stored[name].astype(np.float32) * stored[base + ".s"]
                elif not name.endswith(".s") and name != "meta":
                    weights[name] = stored[name].astype(np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(
            f"the English model cannot be loaded: {error}", path=str(path), hint="install the package again"
        ) from error
    return weights, meta
