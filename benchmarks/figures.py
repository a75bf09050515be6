"""Figures with their units, the file that keeps them and the table that shows them."""

import datetime
import os
import platform
import subprocess
from pathlib import Path

import msgspec

__all__ = ["FOLDER", "RESULTS", "Figure", "Group", "fill", "load_results", "make_group", "save_results", "tabulate"]

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


class Figure(msgspec.Struct, frozen=True):
    """One measured value: what of, and in which unit ("share" is of 1)."""

    name: str
    value: float
    unit: str

    def __str__(self) -> str:
        if self.unit in ("share", "F1"):
            return f"{self.value:.3f}" + (" F1" if self.unit == "F1" else "")
        digits = 0 if self.value >= 100 or self.value == int(self.value) else 2 if self.value < 10 else 1
        return f"{self.value:,.{digits}f} {self.unit}".rstrip()


class Group(msgspec.Struct, frozen=True):
    """Figures that were measured together: on which day, of which commit, on which machine."""

    date: str
    commit: str
    machine: str
    figures: tuple[Figure, ...]


def make_group(figures: list[Figure]) -> Group:
    """Put today's date, the commit and the machine to figures."""
    return Group(datetime.date.today().isoformat(), _tell_commit(), _tell_machine(), tuple(figures))


def load_results(path: Path = RESULTS) -> dict[str, Group]:
    """Read the groups that were measured before; none where there is no file."""
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Group])


def save_results(groups: dict[str, Group], path: Path = RESULTS) -> None:
    """Write the groups, each in its place."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(groups), indent=1) + b"\n")


def tabulate(groups: dict[str, Group]) -> str:
    """Give the Markdown of all groups: a heading, where and when, and a table each."""
    parts = []
    for name, group in groups.items():
        rows = "\n".join(f"| {figure.name} | {figure} |" for figure in group.figures)
        where = f"{group.date}, commit {group.commit or 'unknown'}, {group.machine}"
        parts.append(f"### {name.capitalize()}\n\n{where}\n\n| what | figure |\n|---|---:|\n{rows}")
    return "\n\n".join(parts)


def fill(page: str, table: str) -> str:
    """Put `table` between the markers of a page. Raises ValueError where a marker is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def _tell_commit() -> str:
    command = ["git", "-C", str(FOLDER), "describe", "--always", "--dirty=+", "--abbrev=7"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _tell_machine() -> str:
    info = Path("/proc/cpuinfo")
    names = [line for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    processor = names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    return f"{processor} ({os.cpu_count()} cores), {platform.system()}, Python {platform.python_version()}"
