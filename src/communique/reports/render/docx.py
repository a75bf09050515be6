"""A report as DOCX, by python-docx: real headings, lists, tables, and links from every mark to its reference."""

import io
from typing import TYPE_CHECKING, Any

from communique.errors import MissingExtraError
from communique.reports.content import Chart, Report, Section, Statement
from communique.reports.render.marks import NOTE, View
from communique.reports.render.paper import fit, tell_cut

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["write"]

WIDE = 6.3


def write(report: Report) -> bytes:
    """Give the document. Raises MissingExtraError without python-docx."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("python-docx", "reports") from error
    document = docx.Document()
    _set_style(document, report)
    view = View.of(fit(report), report)
    document.add_heading(_plain(report.title), 0)
    _say(document.add_paragraph(), view, report.lead)
    for section in report.sections:
        _section(document, view, section, 1)
    _counts(document, view)
    _appendix(document, view)
    _references(document, view)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_style(document: "Document", report: Report) -> None:
    import datetime

    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        font = document.styles[name].font
        font.name, font.color.rgb = "Liberation Sans", RGBColor(0x1C, 0x1C, 0x1E)
    properties = document.core_properties
    properties.title, properties.author, properties.language = _plain(report.title), "communique", "en"
    moment = datetime.datetime.combine(report.last or datetime.date(2000, 1, 1), datetime.time())
    properties.created = properties.modified = moment
    properties.comments = ""


def _section(document: "Document", view: View, section: Section, level: int) -> None:
    document.add_heading(_plain(section.heading), level)
    for chart in view.charts_of(section):
        _chart(document, chart)
    for block in section.blocks:
        if block.kind == "list":
            for statement in block.statements:
                _say(document.add_paragraph(style="List Bullet"), view, [statement])
        else:
            _say(document.add_paragraph(), view, block.statements)
    for part in section.sections:
        _section(document, view, part, level + 1)


def _say(paragraph: Any, view: View, statements: "tuple[Statement, ...] | list[Statement]") -> None:
    for statement in statements:
        for fragment in statement.fragments:
            paragraph.add_run(_plain(fragment.text))
            for mark in view.marks(statement, fragment):
                _link(paragraph, f"[{mark}]", mark if mark[0] == "c" else f"r{mark}")
        paragraph.add_run(" ")


def _link(paragraph: Any, text: str, anchor: str) -> None:
    """Add a small raised link to a bookmark of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = text
    run.font.superscript = True
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("start", "end"):
        mark = OxmlElement(f"w:bookmark{kind.title()}")
        mark.set(qn("w:id"), str(number))
        if kind == "start":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _chart(document: "Document", chart: Chart) -> None:
    from docx.shared import Inches

    caption = document.add_paragraph()
    caption.add_run(f"{_plain(chart.title)}. ").bold = True
    caption.add_run(_plain(chart.description))
    import vl_convert

    image = vl_convert.svg_to_png(chart.wide, scale=2)
    picture = document.add_picture(io.BytesIO(image), width=Inches(WIDE))
    properties = picture._inline.docPr
    properties.set("title", _plain(chart.title))
    properties.set("descr", _plain(chart.description))


def _counts(document: "Document", view: View) -> None:
    if not view.report.figures:
        return
    document.add_heading("How it was counted", 1)
    for i, figure in enumerate(view.report.figures):
        paragraph = document.add_paragraph()
        _bookmark(paragraph, figure.id, 1_000_000 + i)
        paragraph.add_run(f"{figure.id}: {_plain(figure.what)}: {figure.value:,} ({view.counted(figure)})")


def _appendix(document: "Document", view: View) -> None:
    """Write the events one a line: a table of thousands of rows takes python-docx minutes."""
    if not view.report.appendix:
        return
    document.add_heading("Appendix: all events", 1)
    if cut := tell_cut(view.report, len(view.rows)):
        document.add_paragraph(cut)
    for listed in view.report.appendix:
        status = "" if listed.status == "occurred" else f", {listed.status}"
        parts = [listed.date or "no date", f"{listed.type}{status}", listed.who, listed.what]
        sources = "".join(f"[{n}]" for n in listed.references)
        document.add_paragraph(f"{listed.row}. {_plain(' – '.join(filter(None, parts)))} {sources}")


def _references(document: "Document", view: View) -> None:
    if view.report.references:
        document.add_heading("References", 1)
    for reference in view.report.references:
        paragraph = document.add_paragraph()
        _bookmark(paragraph, f"r{reference.number}", reference.number)
        address = f" {reference.url}" if reference.url else ""
        words = f"[{reference.number}] {view.origin(reference)}: “{reference.quote}”{address}"
        paragraph.add_run(_plain(words))
    document.add_paragraph().add_run(NOTE).italic = True


def _plain(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or ("\x20" <= c <= "\ud7ff") or ("\ue000" <= c <= "\ufffd") or c > "\uffff"
    )
