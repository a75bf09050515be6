"""What tests do without a program or library beside Python's: skip, or fail where `.ci/run` asks for every test."""

import importlib
import os
import re
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest

__all__ = ["ALL", "find_chromium", "find_postgresql", "load_library", "tell_lacking"]

ALL = "COMMUNIQUE_ALL_TESTS"
"""Variable that `.ci/run` sets to 1."""


def tell_lacking(what: str) -> NoReturn:
    """Skip the test for want of a thing, or fail where every test is asked for."""
    told = f"{what} is not on this machine (.ci/run installs it)"
    if os.environ.get(ALL) == "1":
        pytest.fail(f"{told}; {ALL}=0 lets the test be skipped")
    pytest.skip(told)


def load_library(name: str) -> Any:
    """Import a library that may be absent, or may lack a library of the system."""
    try:
        return importlib.import_module(name)
    except (ImportError, OSError):
        tell_lacking(name)


def find_chromium() -> str:
    """Give the path of the browser, by the rule of `.ci/run`."""
    return shutil.which("chromium") or tell_lacking("chromium")


def find_postgresql(root: Path = Path("/usr/lib/postgresql")) -> Path:
    """Give the folder with the programs of the newest PostgreSQL, by the rule of `.ci/run`."""
    found = [path.parent for path in root.glob("[0-9]*/bin/initdb")]
    if not found:
        tell_lacking("PostgreSQL")
    return max(found, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)])
