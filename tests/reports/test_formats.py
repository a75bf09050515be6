"""Formats: each has the whole report, escapes hostile text, and gives the same bytes for the same record.

The snapshots are compared whole; `COMMUNIQUE_UPDATE_SNAPSHOTS=1 pytest tests/reports/test_formats.py` writes them anew.
"""

import io
import os
import re
import zipfile
from pathlib import Path

import msgspec
import pytest

from communique.errors import MissingExtraError, ReportError, UsageError
from communique.linking import merge
from communique.model import MergedEvent
from communique.reports.content import Report
from communique.reports.render import FORMATS, html, is_binary, render
from communique.reports.render.markdown import escape
from communique.reports.render.marks import rows_of
from lacking import load_library

from .conftest import tell, write

SNAPSHOTS = Path(__file__).parent / "snapshots"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) \u202eabc | * `a` &amp; שלום " + "w" * 300


def compare(name: str, text: str) -> None:
    """Compare with the stored text, or store it where asked to."""
    path = SNAPSHOTS / name
    if os.environ.get("COMMUNIQUE_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}: set COMMUNIQUE_UPDATE_SNAPSHOTS=1 if this is meant"


def words_of_pdf(content: bytes) -> str:
    """Give the text of a PDF, its lines drawn together."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def words_of_docx(content: bytes) -> str:
    """Give the paragraphs of a DOCX."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs) + "\n"


@pytest.fixture(scope="module")
def hostile() -> Report:
    """A review of texts that try to break out."""
    told = tell(HOSTILE, HOSTILE, "pledge", "CHN/<b>Xi</b>", "RUS", title=HOSTILE, date="2024-05-05")
    document = msgspec.structs.replace(told.document, url='javascript:alert("x")', title=HOSTILE)
    return write([merge([msgspec.structs.replace(told, document=document)])])[0]


def test_markdown(review: Report) -> None:
    compare("review.md", review.render().decode())


def test_html(review: Report) -> None:
    page = review.render("html").decode()
    compare("review.html", re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.S))
    assert "<script" not in page and "http-equiv" in page


def test_json(review: Report) -> None:
    content = review.render("json")
    compare("review.json", content.decode())
    assert msgspec.json.decode(content, type=Report) == review


def test_docx(review: Report) -> None:
    pytest.importorskip("docx")
    compare("review.docx.txt", words_of_docx(review.render("docx")))


def test_docx_links_lead_to_bookmarks(review: Report) -> None:
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(review.render("docx"))) as file:
        body = file.read("word/document.xml").decode()
    anchors = set(re.findall(r'w:anchor="(\w+)"', body))
    assert anchors and anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', body))


@pytest.mark.slow
def test_pdf(review: Report) -> None:
    load_library("weasyprint")
    text = words_of_pdf(review.render("pdf"))
    for statement in review.statements():
        for fragment in statement.fragments:
            for word in fragment.text.split():
                assert word.strip(".,;:“”()")[:12] in text


def test_a_sheet_in_words(year: list[MergedEvent]) -> None:
    compare("sheet.md", write(year, "CHN RUS")[0].render().decode())


def test_marks_of_html_and_markdown_lead_somewhere(review: Report) -> None:
    page = review.render("html").decode()
    anchors = set(re.findall(r'href="#([\w-]+)"', page))
    assert anchors <= set(re.findall(r'\bid="([\w-]+)"', page))
    text = review.render().decode()
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= set(re.findall(r'<a id="(\w+)">', text))


def test_hostile_text_is_escaped(hostile: Report) -> None:
    page = hostile.render("html").decode()
    assert "<script" not in page and "<b>Xi" not in page and 'href="javascript' not in page
    assert "\u202e" not in page
    text = hostile.render().decode()
    assert "<script>" not in text.replace("\\<", "‹") and "](javascript" not in text.replace("\\]", "")
    assert b"<script" not in hostile.render("docx")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes(review: Report, form: str) -> None:
    if form == "pdf":
        assert words_of_pdf(review.render(form)) == words_of_pdf(review.render(form))
    elif form == "docx":
        assert words_of_docx(review.render(form)) == words_of_docx(review.render(form))
    else:
        assert review.render(form) == review.render(form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_report_in_every_format(form: str) -> None:
    content = write([])[0].render(form)
    told = {"pdf": words_of_pdf, "docx": words_of_docx}.get(form, bytes.decode)(content)  # type: ignore[operator]
    assert "The record holds no events in 2024 that concern China." in told


def test_a_page_and_a_style_of_ones_own(review: Report, tmp_path: Path) -> None:
    (tmp_path / "report.html.jinja").write_text("<title>{{ report.title }}</title>{{ style }}", encoding="utf-8")
    (tmp_path / "report.css").write_text("p > q {}", encoding="utf-8")
    assert review.render("html", templates=tmp_path) == b"<title>China: diplomacy, 2024</title>p &gt; q {}"


@pytest.mark.parametrize("page", ["{{ nothing }}", "{% for %}", "{{ ''.__class__.__mro__ }}"])
def test_faults_of_a_page_are_told(review: Report, tmp_path: Path, page: str) -> None:
    (tmp_path / "report.html.jinja").write_text(page, encoding="utf-8")
    with pytest.raises(ReportError, match=r"report\.html\.jinja"):
        review.render("html", templates=tmp_path)


@pytest.mark.parametrize(("form", "library"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_what_lacks_is_named(review: Report, form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'communique\[reports\]'"):
        review.render(form)


def test_a_missing_pango_is_named(review: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ReportError, match="apt-get install libpango"):
        review.render("pdf")


def test_unknown_formats_are_told(review: Report) -> None:
    with pytest.raises(UsageError, match="known: markdown, html"):
        render(review, "odt")
    assert is_binary("pdf") and not is_binary("html")


def test_rows_are_drawn_together() -> None:
    assert rows_of([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert rows_of([]) == ""


def test_markdown_is_escaped() -> None:
    assert escape("*a* [b](c) <d> &amp; e|f") == "\\*a\\* \\[b\\](c) \\<d\\> \\&amp; e\\|f"


@pytest.mark.slow
def test_paper_holds_what_the_text_tells_of_and_says_what_is_left_out() -> None:
    pytest.importorskip("docx")
    events = [
        merge([tell("Wire", f"said {i}", "statement", "CHN", date=f"2024-{i % 12 + 1:02d}-05", title=f"matter {i}")])
        for i in range(700)
    ]
    report, _ = write(events)
    words = words_of_docx(report.render("docx"))
    assert "Of 700 rows, the 10 that the text tells of are printed here" in words
    assert len(report.appendix) == 700 and report.render().decode().count('<a id="e') == 700
    printed = html.write(report, printed=True)
    anchors = set(re.findall(r'href="#([\w-]+)"', printed))
    assert anchors <= set(re.findall(r'\bid="([\w-]+)"', printed))
