"""The table of an audit for people."""

import io
import shutil
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.model.claims import VERDICTS

if TYPE_CHECKING:
    from communique.model.claims import Audit, Verdict

__all__ = ["tell_audit"]

STYLES = {"supported": "green", "contradicted": "red", "unverified": "yellow"}
SIGNS = {"supported": "✓", "contradicted": "✗", "unverified": "?"}


def tell_audit(audit: "Audit", *, width: int | None = None, color: bool | None = None) -> str:
    """Give the verdicts as a table with a line of totals; colours only on a terminal."""
    stream = io.StringIO()
    console = Console(
        file=stream, highlight=False, width=width or shutil.get_terminal_size().columns,
        force_terminal=_on_terminal() if color is None else color,
    )  # fmt: skip
    if audit.verdicts:
        console.print(_make_table(audit))
    totals = [f"{audit.count(name)} {name}" for name in VERDICTS]
    console.print(f"{len(audit.verdicts)} claims: {', '.join(totals)}")
    return stream.getvalue().rstrip("\n")


def _on_terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def _make_table(audit: "Audit") -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 1, 0))
    table.add_column("", width=3)
    table.add_column("Verdict", width=14)
    table.add_column("Claim", ratio=3)
    table.add_column("Why", ratio=4)
    for number, verdict in enumerate(audit.verdicts, 1):
        name = verdict.verdict
        shown = Text(f"{SIGNS[name]} {name}", style=STYLES[name])
        table.add_row(str(number), shown, Text(" ".join(verdict.claim.quote.text.split())), _tell_why(verdict))
    return table


def _tell_why(verdict: "Verdict") -> Text:
    told = Text("\n".join(verdict.reasons))
    if verdict.missing:
        told.append("\nMissing: " + "; ".join(verdict.missing), style="dim")
    return told
