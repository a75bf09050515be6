"""Tests without what they need skip here and fail in CI, and CI sets the variable that says so."""

import subprocess
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
    for name in ("9.6", "15", "14-old", "common", "17"):
        (tmp_path / name / "bin").mkdir(parents=True)
        if name != "17":
            (tmp_path / name / "bin" / "initdb").touch()
    assert find_postgresql(tmp_path) == tmp_path / "15" / "bin"
    with pytest.raises(pytest.skip.Exception):
        find_postgresql(tmp_path / "common")


@pytest.mark.parametrize(("wish", "outcome"), [("", "fail"), ("0", "skip")])
def test_ci_says_what_it_could_not_install(tmp_path: Path, wish: str, outcome: str) -> None:
    stubs = {"make": f"echo all tests: ${ALL}", "dpkg": "exit 1", "id": "echo 1000", "dirname": 'echo "${1%/*}"'}
    for name, line in stubs.items():
        (tmp_path / name).write_text(f"#!/bin/bash\n{line}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": str(tmp_path)} | ({ALL: wish} if wish else {})
    done = subprocess.run(["/bin/bash", str(CI)], env=environment, capture_output=True, text=True, timeout=30)
    assert done.stdout == f"all tests: {wish or 1}\n" and done.returncode == 0
    assert done.stderr.startswith("could not install ") and "chromium libpango-1.0-0" in done.stderr
    assert done.stderr.endswith(f": the tests that need them {outcome}\n") and done.stderr.count("\n") == 1
