"""The page on the tables tells the tables as they are."""

import importlib.util
from pathlib import Path

from communique.knowledge.overlay import TABLES

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("build_knowledge_docs", ROOT / "scripts" / "build_knowledge_docs.py")
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    assert builder.PATH.read_text(encoding="utf-8") == builder.build(), "run scripts/build_knowledge_docs.py"


def test_every_table_is_explained() -> None:
    page = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    explained = page.partition("| table | one row is |")[2].partition("\n\n")[0]
    assert [table for table in TABLES if table not in explained] == []
