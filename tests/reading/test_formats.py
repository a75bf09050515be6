"""Markdown, web pages, PDF and JSONL."""

import datetime
import importlib.util
from io import BytesIO
from pathlib import Path

import pytest

from communique.errors import ReadingError
from communique.model import Document
from communique.reading import read
from communique.reading.jsonl import read_jsonl
from communique.reading.markdown import read_markdown
from communique.reading.pdf import join_lines, read_pdf
from communique.reading.web import read_web

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "build_example_pdf.py"
ARTICLE = (
    "<p>The foreign minister of Norway met his Jordanian colleague in Amman to talk about relief for Gaza.</p>"
    "<p>They signed a memorandum on water, and the guest left for the port of Aqaba on the following morning.</p>"
)


def only(path: Path) -> Document:
    """The one document of a file."""
    (document,) = read(path)
    assert isinstance(document, Document), document
    return document


def test_markdown_loses_its_markup() -> None:
    draft = read_markdown(
        b"# Talks *in* Oslo\n\n"
        b"The **two** [sides](http://x) met\nagain.\n\n- one\n- two\n\n```\ncode\n```\n\n![alt](x.png)\n"
    )
    assert draft.text == "Talks in Oslo\n\nThe two sides met again.\n\none\n\ntwo"
    assert draft.title == "Talks in Oslo"


def test_front_matter_tells_of_the_document() -> None:
    draft = read_markdown(
        b"---\r\n"
        b"title: 'Talks: day one'\r\ndate: 2024-03-07\r\nsource: Desk\r\nurl: https://x.example\r\n---\r\nThey met."
    )
    assert (draft.title, draft.published, draft.source, draft.url) == (
        "Talks: day one",
        "2024-03-07",
        "Desk",
        "https://x.example",
    )
    assert draft.text == "They met."


def test_broken_front_matter_is_an_error() -> None:
    with pytest.raises(ReadingError, match="front matter"):
        read_markdown(b"---\ntitle: [a\n---\nThey met.", path="a.md")


def test_table_rows_become_lines() -> None:
    assert read_markdown(b"| Who | Where |\n|---|---|\n| A | B |\n").text == "Who | Where\n\nA | B"


def test_page_keeps_the_article_only(examples: Path) -> None:
    document = only(examples / "brussels-trilateral.html")
    assert "270 million euros" in document.text
    for dropped in ("cookies", "Front page", "Georgia", "Tehran", "Leave a Reply", "email address", "rights reserved"):
        assert dropped not in document.text
    assert document.title == "EU and US pledge support for Armenia"
    assert document.source == "Courier of Brussels"
    assert document.url == "https://courier.example/2024/04/05/armenia"
    assert (document.published, document.published_from) == (datetime.date(2024, 4, 5), "metadata")
    assert "\n\nThe European Union announced" in document.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ministry of Water – Norway and Jordan meet</title>", "Norway and Jordan meet"),
        ("<title>Norway and Jordan meet | The Desk</title>", "Norway and Jordan meet"),
        ("<title>News</title>", "News"),
        ("", "Norway and Jordan meet"),
    ],
)
def test_headline_is_what_heading_and_title_share(head: str, title: str) -> None:
    page = f"<html><head>{head}</head><body><article><h1>Norway and Jordan meet</h1>{ARTICLE}</article></body></html>"
    assert read_web(page.encode()).title == title


@pytest.mark.parametrize(("charset", "declared"), [("windows-1252", True), ("iso-8859-2", True), ("utf-8", False)])
def test_encoding_is_detected(charset: str, declared: bool) -> None:
    meta = f'<meta charset="{charset}">' if declared else ""
    page = f"<html><head>{meta}</head><body><article>{ARTICLE.replace('foreign', 'Außen')}</article></body></html>"
    assert "Außen minister" in read_web(page.encode(charset)).text


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><footer>Copyright</footer></body></html>",
        b"<html><body><form><input name=user></form></body></html>",
        b"<html></html>",
    ],
)
def test_page_without_an_article_is_an_error(page: bytes) -> None:
    with pytest.raises(ReadingError, match="without an article"):
        read_web(page)


def load_builder():  # type: ignore[no-untyped-def]
    """The script that makes the PDF of the examples."""
    spec = importlib.util.spec_from_file_location("build_example_pdf", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pdf_gives_paragraphs(examples: Path) -> None:
    document = only(examples / "camp-david.pdf")
    assert document.title == "Leaders meet at Camp David"
    assert "hosted Japanese Prime Minister Fumio Kishida" in document.text
    assert (examples / "camp-david.pdf").read_bytes() == load_builder().build_pdf(load_builder().TEXT.splitlines())


def test_encrypted_pdf_is_an_error() -> None:
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + "41" * 32
        + "> /U <"
        + "42" * 32
        + "> >> /ID [<00> <00>] "
    )
    with pytest.raises(ReadingError, match="is an encrypted PDF"):
        read_pdf(load_builder().build_pdf(["secret"], trailer=lock))


@pytest.mark.parametrize(("data", "message"), [(b"%PDF-1.4\nrubbish", "damaged"), (None, "without text")])
def test_pdf_that_gives_nothing_is_an_error(data: bytes | None, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_pdf(data or load_builder().build_pdf([]))


def test_wrapped_lines_are_joined() -> None:
    lines = [
        "A heading",
        "The ministers of both states met in the old",
        "town. They talked.",
        "On Friday they flew home to their capitals to",
        "report.",
    ]
    assert join_lines(lines) == (
        "A heading\n\nThe ministers of both states met in the old town. They talked.\n\n"
        "On Friday they flew home to their capitals to report."
    )


LINES = b"""\
{"id": 7, "text": "One.", "published": "2024-05-16", "extra": 1}
[1, 2]

{"id": "b"}
{"id": "c", "text": "Three.", "published": "soon"}
not json
{"id": "d", "text": "Four \xff."}
{"id": "e", "text": "Five.", "title": null}
"""


def test_jsonl_goes_on_after_a_bad_line() -> None:
    rows = list(read_jsonl(BytesIO(LINES), path="a.jsonl", limit=1000))
    errors = [outcome for _, outcome in rows if isinstance(outcome, ReadingError)]
    assert [number for number, _ in rows] == [1, 2, 4, 5, 6, 7, 8]
    assert [outcome.text for _, outcome in rows if not isinstance(outcome, ReadingError)] == ["One.", "Five."]
    assert [error.line for error in errors] == [2, 4, 5, 6, 7]
    for error, words in zip(errors, ["not a JSON object", "`text`", "no date", "not JSON", "UTF-8"], strict=True):
        assert words in str(error) and str(error).startswith(f"a.jsonl:{error.line}: ")


def test_jsonl_line_over_the_limit_is_passed_over() -> None:
    data = b'{"text": "' + b"x" * 500 + b'"}\n{"text": "Short."}\n'
    (first, second) = read_jsonl(BytesIO(data), limit=100)
    assert isinstance(first[1], ReadingError) and "limit" in first[1].message
    assert second[0] == 2 and not isinstance(second[1], ReadingError)
