"""A report as JSON for programs: the report's own structure (docs/reports.md), with charts as their data."""

import msgspec

from communique.reports.content import Report

__all__ = ["write"]


def write(report: Report) -> bytes:
    """Give the report as indented JSON; of charts the data and descriptions, not the pictures."""
    charts = tuple(msgspec.structs.replace(chart, wide="", narrow="") for chart in report.charts)
    plain = msgspec.structs.replace(report, charts=charts)
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"
