"""What the README shows is what the program does, and its links lead somewhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "training" / "README.md",
    ROOT / "docs" / "model.md",
    ROOT / "docs" / "record.md",
    ROOT / "docs" / "reports.md",
    ROOT / "benchmarks" / "README.md",
]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")
PATHS = re.compile(r"`((?:src|docs|training|benchmarks|examples|scripts)/[\w./-]*)`")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that writes the outputs."""
    spec = importlib.util.spec_from_file_location("refresh_readme", ROOT / "scripts" / "refresh_readme.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_outputs_are_those_of_today(script: ModuleType) -> None:
    page = script.PATH.read_text(encoding="utf-8")
    assert page.count("```python") >= 3 and page.count("$ communique ") >= 3
    assert page == script.refresh(page), "run python scripts/refresh_readme.py"


@pytest.mark.parametrize("name", ["record.md", pytest.param("reports.md", marks=pytest.mark.slow)])
def test_guides_show_what_the_program_does(script: ModuleType, name: str) -> None:
    path = ROOT / "docs" / name
    page = path.read_text(encoding="utf-8")
    assert path in script.GUIDES
    assert "```python" in page and page == script.refresh(page), "run python scripts/refresh_readme.py"


def test_pages_run_in_a_folder_of_their_own(script: ModuleType) -> None:
    code = 'import os\nopen("left.txt", "w").close()\nprint(sorted(os.listdir()))'
    page = f"```python\n{code}\n```\n\n```text\n```\n"
    assert "['examples', 'left.txt']" in script.refresh(page) and not (ROOT / "left.txt").exists()


def test_stale_output_is_replaced(script: ModuleType) -> None:
    page = "a\n\n```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n\nb ```text\nkept\n```\n"
    assert script.refresh(page) == page.replace("3\n", "2\n")


def test_examples_share_their_names(script: ModuleType) -> None:
    page = "```python\nx = 4\n```\n\n```text\n```\n\n```python\nprint(x)\n```\n\n```text\n```\n"
    assert script.refresh(page).endswith("```text\n4\n```\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_pages_point_at_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), target
    for target in PATHS.findall(text):
        assert (ROOT / target).exists(), target
