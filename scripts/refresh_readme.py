"""Run what `README.md` and the guides show and write the real output into them: `refresh_readme.py [--check]`.

All blocks of a page run in one temporary folder that has the repository's `examples`. A ```python block is executed,
and the ```text block behind it becomes what it printed. In a ```console block each line that begins with "$ communique"
is run and what it wrote stands below it. The table of figures comes from `benchmarks/results.json`.
"""

import io
import os
import re
import shlex
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

__all__ = ["GUIDES", "PATH", "refresh"]

ROOT = Path(__file__).parent.parent
PATH = ROOT / "README.md"
GUIDES = (ROOT / "docs" / "record.md", ROOT / "docs" / "reports.md")
RESULTS = ROOT / "benchmarks" / "results.json"
PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n+```text\n(?P<shown>.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(?P<lines>.*?)```", re.DOTALL)
FIGURES = re.compile(r"(?P<begin><!-- figures: begin -->\n).*?(?P<end><!-- figures: end -->)", re.DOTALL)
SHOWN = {
    "events": (
        "founding: event F1", "founding: strict F1", "plain: event F1", "plain: strict F1",
        "hard: event F1", "hard: strict F1",
    ),
    "parsing": ("pud-test, gold words: UAS", "pud-test, gold words: LAS", "weights"),
    "speed": ("parsing alone, from raw text", "coding, everything included"),
    "loading": ("English model, weights alone", "from import to the events of a first sentence"),
}  # fmt: skip


def refresh(page: str) -> str:
    """Give the page with the outputs that the program has today."""
    names: dict[str, Any] = {"__name__": "__readme__"}
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("examples").symlink_to(ROOT / "examples")
        page = PYTHON.sub(lambda found: _replace(found, "shown", _run_python(found["code"], names)), page)
        page = CONSOLE.sub(lambda found: _replace(found, "lines", _run_console(found["lines"])), page)
    return FIGURES.sub(lambda found: f"{found['begin']}\n{_tabulate()}\n\n{found['end']}", page)


def _replace(found: re.Match[str], group: str, text: str) -> str:
    at, whole = found.start(), found.group()
    return whole[: found.start(group) - at] + text + whole[found.end(group) - at :]


def _run_python(code: str, names: dict[str, Any]) -> str:
    # Without an installation there are no entry points, and spaCy would not find the component.
    import_module("communique.coding.component")
    with redirect_stdout(io.StringIO()) as written:
        exec(compile(code, str(PATH), "exec"), names)
    return _tidy(written.getvalue())


def _run_console(lines: str) -> str:
    commands = [line for line in lines.splitlines() if line.startswith("$ communique ")]
    return "\n".join(f"{command}\n{_tidy(_run_command(shlex.split(command)[2:]))}" for command in commands)


def _run_command(arguments: list[str]) -> str:
    from communique.cli.app import app

    written = io.StringIO()
    with patch.dict(os.environ, COLUMNS="80"), redirect_stdout(written), redirect_stderr(written):
        app(arguments, standalone_mode=False)
    return written.getvalue()


def _tidy(output: str) -> str:
    lines = [line.rstrip() for line in output.splitlines()]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n") + "\n"


def _tabulate() -> str:
    groups = msgspec.json.decode(RESULTS.read_bytes())
    rows = []
    for name, wanted in SHOWN.items():
        known = {figure["name"]: figure for figure in reversed(groups.get(name, {}).get("figures", []))}
        rows += [f"| {name} | {key} | {_tell(known[key])} |" for key in wanted if key in known]
    return "| | what | figure |\n|---|---|---:|\n" + "\n".join(rows)


def _tell(figure: dict[str, Any]) -> str:
    value, unit = figure["value"], figure["unit"]
    if unit in ("share", "F1"):
        return f"{value:.3f}"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


if __name__ == "__main__":
    for path in (PATH, *GUIDES):
        page = path.read_text(encoding="utf-8")
        fresh = refresh(page)
        if "--check" in sys.argv and fresh != page:
            sys.exit(f"{path} is out of date: run {Path(__file__).name}")
        path.write_text(fresh, encoding="utf-8")
