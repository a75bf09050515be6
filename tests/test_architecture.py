"""What the design demands of the code as a whole: layers, sizes, who may import what, the public names, the wheel."""

import ast
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import communique

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
# Library: the folders (or modules) of the package that may import it.
RESERVED = {
    "spacy": {"language", "coding"},
    "thinc": {"language", "coding"},
    "sqlalchemy": {"record"},
    "pydantic_settings": {"settings.py"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def name_of(path: Path) -> str:
    """Name of a module for messages."""
    return str(path.relative_to(PACKAGE))


def imported(path: Path) -> Iterator[str]:
    """Top packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_where_they_belong(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0]
    for library in set(imported(path)) & set(RESERVED):
        assert home in RESERVED[library], f"{library} is for {', '.join(RESERVED[library])}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_say_what_they_are_for_and_what_they_give(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if len(tree.body) > 1:
        assert "__all__" in names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_faces_print_and_only_settings_read_the_environment(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert home in {"cli", "web"}
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            assert home == "settings.py"


def test_public_names_are_these() -> None:
    assert communique.__all__ == sorted(communique.__all__, key=lambda name: (name.islower(), name))
    assert {"code", "read", "Document", "Event", "CommuniqueError", "ReadingError", "__version__"} <= set(
        communique.__all__
    )
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        communique.nonsense  # noqa: B018


def test_every_error_is_public() -> None:
    from communique import errors

    assert set(errors.__all__) <= set(communique.__all__)


def test_import_is_light() -> None:
    """As users have it: without a PYTHONPATH that may load more at the start."""
    script = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); import communique; "
        "sys.exit(any(name in sys.modules for name in ('spacy', 'msgspec', 'numpy')))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    assert subprocess.run([sys.executable, "-c", script], env=environment).returncode == 0


def test_wheel_holds_the_data(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    kinds = {".yaml", ".csv", ".txt", ".npz", ".typed", ".json", ".jinja", ".css"}
    data = {path for path in PACKAGE.rglob("*") if path.suffix in kinds}
    assert data and {path.relative_to(ROOT / "src").as_posix() for path in data} <= held
    assert any(name.endswith("licenses/NOTICE") for name in held)


def test_results_do_not_depend_on_the_calendar() -> None:
    asking = {path.relative_to(PACKAGE).parts[0] for path in MODULES if ".today()" in path.read_text(encoding="utf-8")}
    assert asking <= {"cli"}


def test_properties_are_tried_on_the_same_examples_in_every_run() -> None:
    assert settings().derandomize and settings().deadline is None
    of_profile = {ROOT / "tests" / "conftest.py", Path(__file__).resolve()}
    for path in set((ROOT / "tests").rglob("*.py")) - of_profile:
        assert "derandomize" not in path.read_text(encoding="utf-8"), path
