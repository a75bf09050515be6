"""The command: measure, keep the figures in `results.json` and show them in `README.md`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.accuracy import measure_accuracy
from benchmarks.figures import FOLDER, Figure, Group, fill, load_results, make_group, save_results, tabulate
from benchmarks.gate import measure_gate
from benchmarks.loading import measure_loading
from benchmarks.parsing import measure_parsing
from benchmarks.scaling import measure_scaling
from benchmarks.speed import measure_speed

__all__ = ["GROUPS", "main"]

USUAL = ("parsing", "events", "loading", "speed", "gate")
GROUPS = (*USUAL, "scaling")
ROOT = FOLDER.parent


def main() -> None:
    """Measure the groups that the command line names, or all; groups left out keep their former figures."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure accuracy and speed.")
    arguments.add_argument(
        "groups", nargs="*", metavar="GROUP", help=f"what to measure: {', '.join(GROUPS)}; default all but the last"
    )
    arguments.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of treebank and benchmark"
    )
    arguments.add_argument("--dry", action="store_true", help="print the figures and keep nothing")
    args = arguments.parse_args()
    if unknown := set(args.groups) - set(GROUPS):
        arguments.error(f"no such group: {', '.join(sorted(unknown))}")
    measures: dict[str, Callable[[], list[Figure]]] = {
        "parsing": lambda: measure_parsing(args.shared / "treebank"),
        "events": lambda: measure_accuracy(args.shared / "benchmark"),
        "loading": measure_loading,
        "speed": lambda: measure_speed(args.shared / "benchmark", ROOT / "examples"),
        "scaling": measure_scaling,
        "gate": lambda: measure_gate(args.shared, ROOT / "examples"),
    }
    found = {}
    for name in args.groups or USUAL:
        found[name] = make_group(measures[name]())
        print(tabulate({name: found[name]}), end="\n\n", flush=True)
    if not args.dry:
        known = load_results() | {name: group for name, group in found.items() if group.figures}
        _keep({name: known[name] for name in GROUPS if name in known})
        print(f"Kept in {FOLDER.name}/results.json and {FOLDER.name}/README.md", file=sys.stderr)


def _keep(groups: dict[str, Group]) -> None:
    save_results(groups)
    page = FOLDER / "README.md"
    page.write_text(fill(page.read_text(encoding="utf-8"), tabulate(groups)), encoding="utf-8")
