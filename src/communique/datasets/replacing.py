"""Files that are written as a whole or not at all: what was there stays until the new one is complete."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to that takes the place of `path` at the end, or is removed when something is raised.

    A link stays one, and what is no regular file (a device, a pipe) is written to directly. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        yield target
        return
    fresh = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        yield fresh
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
