"""The table of cases, coded once a session, and the report of how many pass.

Run `pytest tests/coding --write-floors` to pin the shares that pass now; `--lower-floors` lets a pin sink.
"""

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "case_report.py"
REPORT = pytest.StashKey[list[str]]()


def load_report() -> ModuleType:
    """Load `scripts/case_report.py`, which reads and judges the cases."""
    spec = importlib.util.spec_from_file_location("case_report", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["case_report"] = module
    spec.loader.exec_module(module)
    return module


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that move the floors; known where the run names this folder."""
    parser.addoption("--write-floors", action="store_true", help="pin the shares of cases that pass now")
    parser.addoption("--lower-floors", action="store_true", help="with --write-floors: let a pinned share sink")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the share that passed by phenomenon."""
    if lines := config.stash.get(REPORT, []):
        terminalreporter.section("cases of coding")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def case_report() -> ModuleType:
    """Give the module that reads and judges the cases."""
    return load_report()


@pytest.fixture(scope="session")
def report_lines(request: pytest.FixtureRequest) -> list[str]:
    """Lines for the end of the run; what is added is printed."""
    return request.config.stash.setdefault(REPORT, [])


@pytest.fixture(scope="session")
def outcomes(case_report: ModuleType, report_lines: list[str]) -> Iterable[Any]:
    """Give what became of every case, each coded once."""
    from communique.coding.coder import Coder

    found = case_report.run(Coder(), case_report.load_cases())
    by_phenomenon: dict[str, list[bool]] = {}
    for outcome in found:
        by_phenomenon.setdefault(outcome.phenomenon, []).append(not outcome.faults)
    for name, passed in by_phenomenon.items():
        report_lines.append(f"{name:<16} {sum(passed):>3} of {len(passed):>3}")
    passed = [not outcome.faults for outcome in found]
    report_lines.append(f"{'all':<16} {sum(passed):>3} of {len(passed):>3} ({sum(passed) / len(passed):.1%})")
    return found
