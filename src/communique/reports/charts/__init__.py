"""Charts of a report, drawn offline: Altair makes the description, vl-convert the picture."""

from communique.reports.charts.drawing import draw

__all__ = ["draw"]
