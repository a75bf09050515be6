"""A report as Markdown (CommonMark, with footnote-like references and a table for the appendix)."""

import re
from collections.abc import Iterator

from communique.reports.content import Chart, Report, Section, Statement
from communique.reports.render.marks import NOTE, View

__all__ = ["escape", "write"]

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
ENTITY = re.compile(r"&(?=#?\w+;)")
ITEM = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)")
SCHEME = re.compile(r"https?://[^\s<>]+")


def escape(text: str) -> str:
    """Give a source's words so that Markdown shows them and does not act on them."""
    return ENTITY.sub(r"\\&", SPECIAL.sub(r"\\\1", text))


def write(report: Report) -> str:
    """Give the report as Markdown; charts are told by their description and data."""
    view = View.of(report)
    lines = [f"# {escape(report.title)}", ""]
    lines += [" ".join(_say(view, statement) for statement in report.lead), ""]
    for section in report.sections:
        lines += _section(view, section, 2)
    if report.figures:
        lines += ["## How it was counted", ""]
        for figure in view.report.figures:
            counted = f"{figure.id}: {escape(figure.what)}: {figure.value:,} ({view.counted(figure)})"
            lines.append(f'- <a id="{figure.id}"></a>{counted}')
        lines.append("")
    lines += _appendix(view)
    if report.references:
        lines += ["## References", ""]
        for reference in report.references:
            link = f" <{reference.url}>" if SCHEME.fullmatch(reference.url) else ""
            said = f"{escape(view.origin(reference))}: “{escape(reference.quote)}”{link}"
            lines.append(f'- <a id="r{reference.number}"></a>\\[{reference.number}\\] {said}')
        lines += ["", f"*{NOTE}*", ""]
    return "\n".join(lines)


def _section(view: View, section: Section, level: int) -> list[str]:
    lines = [f"{'#' * level} {escape(section.heading)}", ""]
    for chart in view.charts_of(section):
        lines += _chart(chart)
    for block in section.blocks:
        said = [_say(view, statement) for statement in block.statements]
        lines += [*(f"- {line}" for line in said), ""] if block.kind == "list" else [" ".join(said), ""]
    for part in section.sections:
        lines += _section(view, part, level + 1)
    return lines


def _say(view: View, statement: Statement) -> str:
    parts = []
    for fragment in statement.fragments:
        parts.append(escape(fragment.text))
        marks = view.marks(statement, fragment)
        parts.append("".join(f"[\\[{mark}\\]](#{'' if mark[0] == 'c' else 'r'}{mark})" for mark in marks))
    return ITEM.sub(r"\1\\\2", "".join(parts))


def _chart(chart: Chart) -> list[str]:
    return [f"**{escape(chart.title)}.** {escape(chart.description)}", "", *_table(chart.columns, chart.rows), ""]


def _appendix(view: View) -> Iterator[str]:
    if not view.report.appendix:
        return
    yield from ("## Appendix: all events", "")
    rows = []
    for listed in view.report.appendix:
        marks = "".join(f"[\\[{n}\\]](#r{n})" for n in listed.references)
        rows.append(
            (
                f'<a id="e{listed.row}"></a>{listed.row}',
                *map(escape, (listed.date, listed.type, listed.status, listed.who, listed.what)),
                marks,
            )
        )
    yield from _table(("row", "date", "type", "status", "who", "what and where", "references"), rows, escaped=True)
    yield ""


def _table(columns: tuple[str, ...], rows: object, *, escaped: bool = False) -> list[str]:
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for row in rows:  # type: ignore[attr-defined]
        cells = row if escaped else tuple(map(escape, row))
        lines.append(f"| {' | '.join(cells)} |")
    return lines
