"""Tests without what they need skip here and fail in CI, and CI sets the variable that says so."""

from pathlib import Path

import pytest

from lacking import ALL, find_postgresql, load_library

CI = Path(__file__).parent.parent / ".ci" / "run"


def test_what_is_lacking_skips_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL, raising=False)
    with pytest.raises(pytest.skip.Exception, match="nothing_of_that_name is not on this machine"):
        load_library("nothing_of_that_name")
    monkeypatch.setenv(ALL, "1")
    with pytest.raises(pytest.fail.Exception, match="nothing_of_that_name is not on this machine"):
        load_library("nothing_of_that_name")
    assert f'export {ALL}="${{{ALL}:-1}}"' in CI.read_text(encoding="utf-8")


def test_the_newest_postgresql_is_found_among_other_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL, raising=False)
    for name in ("9.6", "15", "16-old", "common", "17"):
        (tmp_path / name / "bin").mkdir(parents=True)
        if name != "17":
            (tmp_path / name / "bin" / "initdb").touch()
    assert find_postgresql(tmp_path) == tmp_path / "15" / "bin"
    with pytest.raises(pytest.skip.Exception):
        find_postgresql(tmp_path / "common")
