"""The progress bar of long work."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["track", "working"]

PATIENCE = 1.0
One = TypeVar("One")


def track(work: Iterable[One], count: Callable[[], int | None], *, label: str) -> Iterator[One]:
    """Pass on what `work` gives, with a bar on standard error from the second second on.

    `count` gives how many there will be, None if unknown; it is asked only when the bar is shown.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    started = time.monotonic()
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(label, total=None)
    shown = False
    try:
        for done, one in enumerate(work, 1):
            if not shown and time.monotonic() - started > PATIENCE:
                progress.update(task, total=count())
                progress.start()
                shown = True
            progress.update(task, completed=done)
            yield one
    finally:
        progress.stop()


@contextmanager
def working(label: str) -> Iterator[None]:
    """Show on a terminal's standard error that work of unknown length goes on."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(label):
        yield
