"""PDF: the text of all pages, its wrapped lines joined into paragraphs again."""

import re
from typing import TYPE_CHECKING

from communique.errors import ReadingError
from communique.reading.documents import Draft, normalise

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["join_lines", "read_pdf"]

# pdfium writes U+FFFE or U+0002 for the hyphen of a word that is broken at the end of a line.
BROKEN_WORD = re.compile("[\ufffe\u0002]\n?")
PAGE_NUMBER = re.compile(r"[-–— ]*(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?[-–— ]*", re.IGNORECASE)
SENTENCE_END = (".", "!", "?", ":", "”", '"', ")")
PROGRAM_TITLE = re.compile(r"^(?:microsoft word|untitled|document\d*|.*\.(?:docx?|pdf|indd|rtf|odt))\b", re.IGNORECASE)


def read_pdf(data: bytes, *, path: str = "") -> Draft:
    """Read a PDF. Its creation date is not taken for the publication date: scans and conversions are made years later.

    Raises ReadingError for an encrypted or damaged file, and for one without text.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [_read_page(page) for page in pdf]
            title = pdf.get_metadata_dict().get("Title", "")
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadingError("is an encrypted PDF", path=path, hint="remove its password first") from error
        raise ReadingError("is a damaged PDF", path=path) from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise ReadingError("is a PDF without text", path=path, hint="a scan needs text recognition first")
    return Draft(text, title="" if PROGRAM_TITLE.match(title) else title)


def _read_page(page: "pypdfium2.PdfPage") -> str:
    textpage = page.get_textpage()
    try:
        text = normalise(textpage.get_text_bounded())
    finally:
        textpage.close()
        page.close()
    lines = BROKEN_WORD.sub("", text).strip().split("\n")
    while lines and PAGE_NUMBER.fullmatch(lines[-1].strip()):
        lines.pop()
    while lines and PAGE_NUMBER.fullmatch(lines[0].strip()):
        lines.pop(0)
    return join_lines(lines)


def join_lines(lines: list[str]) -> str:
    """Join wrapped lines into paragraphs with a blank line between.

    A paragraph ends at a blank line, at a line that is clearly shorter than the page is wide and ends a sentence, or at
    one so short that it must be a heading.
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraphs: list[list[str]] = [[]]
    for line in map(str.strip, lines):
        if line:
            paragraphs[-1].append(line)
        short = len(line) < 0.85 * width and line.endswith(SENTENCE_END)
        if not line or short or len(line) < 0.5 * width:
            paragraphs.append([])
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
