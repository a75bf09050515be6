"""The chart that the README shows is what the program draws from the examples today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that draws it."""
    spec = importlib.util.spec_from_file_location("build_chart", ROOT / "scripts" / "build_chart.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_it_with_words_for_who_cannot_see_it(script: ModuleType) -> None:
    shown = re.search(r"!\[([^\]]+)\]\(([^)]+\.svg)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown and ROOT / shown[2] == script.PATH and len(shown[1]) > 40


@pytest.mark.slow
def test_the_chart_is_that_of_today(script: ModuleType) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    assert script.draw_map().wide + "\n" == script.PATH.read_text(encoding="utf-8"), "run python scripts/build_chart.py"
