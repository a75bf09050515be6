"""Write the chart of the README: a record of examples/china-2024, and its travel map: `build_chart.py [--check]`."""

import sys
from pathlib import Path

import communique
from communique import Document
from communique.reports.content import Chart

__all__ = ["PATH", "draw_map"]

ROOT = Path(__file__).parent.parent
PATH = ROOT / "docs" / "china-2024.svg"


def draw_map() -> Chart:
    """Code the examples, keep them in a record in memory, and draw the map of the review of China in 2024."""
    with communique.Record.open("sqlite://") as record:
        for document in communique.read(ROOT / "examples" / "china-2024"):
            if isinstance(document, Document):
                record.add(document, communique.code(document), coder="communique")
        report = communique.review("CHN", year=2024, db=record, charts=True)
    return next(chart for chart in report.charts if chart.id == "travel")


if __name__ == "__main__":
    picture = draw_map().wide + "\n"
    if "--check" in sys.argv and picture != PATH.read_text(encoding="utf-8"):
        sys.exit(f"{PATH} is out of date: run {Path(__file__).name}")
    PATH.write_text(picture, encoding="utf-8")
