"""Write the table of tables into `docs/knowledge.md`, between its markers: `build_knowledge_docs.py [--check]`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.knowledge.overlay import TABLES, columns_of, files_of
from communique.knowledge.tables import DATA, read_table

__all__ = ["PATH", "build"]

PATH = Path(__file__).parent.parent / "docs" / "knowledge.md"
MARKED = re.compile(r"(?P<begin><!-- tables: begin -->\n).*?(?P<end><!-- tables: end -->)", re.DOTALL)


def build() -> str:
    """Give the page with the tables as they are: columns, files, rows, source and as-of date."""
    page = PATH.read_text(encoding="utf-8")
    lines = "\n".join(["| file | rows | source and as-of date |", "|---|---:|---|", *_describe_files()])
    schema = "\n".join(f"- **{table}**: {', '.join(f'`{name}`' for name in columns_of(table))}" for table in TABLES)
    return MARKED.sub(lambda found: f"{found['begin']}{lines}\n\n{schema}\n{found['end']}", page)


def _describe_files() -> Iterator[str]:
    for table, kind in TABLES.items():
        for path in files_of(table):
            note = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip()
            yield f"| {path.relative_to(DATA)} | {len(read_table(path, kind)):,} | {note} |"


if __name__ == "__main__":
    page = build()
    if "--check" in sys.argv and page != PATH.read_text(encoding="utf-8"):
        sys.exit(f"{PATH} is out of date: run scripts/build_knowledge_docs.py")
    PATH.write_text(page, encoding="utf-8")
