"""Fixtures that several folders of tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from plain import PlainCoder, load_plain

ROOT = Path(__file__).parent.parent
BENCHMARK = ROOT.parent / "shared" / "benchmark"

# The same examples in every run: what fails, fails for everybody.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture
def plain_coder(monkeypatch: pytest.MonkeyPatch) -> PlainCoder:
    """Put `PlainCoder` in the place of the real one."""
    monkeypatch.setattr("communique.service.coding.load_coder", load_plain)
    return load_plain()


@pytest.fixture
def examples() -> Path:
    """Folder of the example texts."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def benchmark_folder() -> Path:
    """Folder of the hand-coded sets, where the machine has them beside the repository."""
    if not BENCHMARK.is_dir():
        pytest.skip("the hand-coded sets are not on this machine")
    return BENCHMARK
