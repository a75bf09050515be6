"""The references are those of the running program, and every setting is documented."""

import importlib.util
from pathlib import Path

from communique.settings import Settings

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "build_cli_docs.py"


def test_cli_reference_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("build_cli_docs", SCRIPT)
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    assert builder.PATH.read_text(encoding="utf-8") == builder.build(), "run make docs"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description and f"`COMMUNIQUE_{name.upper()}`" in page


def test_codebook_is_the_shared_one() -> None:
    shared = ROOT.parent / "shared" / "codebook.md"
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert page.startswith("# Codebook")
    assert not shared.exists() or page == shared.read_text(encoding="utf-8")


def test_every_example_is_described() -> None:
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    for path in (ROOT / "examples").iterdir():
        assert f"`{path.name}`" in page
