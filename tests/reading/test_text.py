"""Plain text: what is stored, its title, its identifier, and the comment form at its end."""

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import ReadingError
from communique.reading import Draft, make_document
from communique.reading.documents import normalise
from communique.reading.forms import drop_comment_form
from communique.reading.text import decode
from communique.reading.titles import read_title


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u0085", "\f"])
def test_line_ends_become_newlines(end: str) -> None:
    assert normalise(f"\ufeffOne{end}two") == "One\ntwo"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once).removeprefix("\ufeff") == once.removeprefix("\ufeff")
    assert not set(once) & set("\r\f\v\u0085\u2028\u2029")


def test_unicode_is_kept() -> None:
    text = "Tổng Bí thư Nguyễn Phú Trọng – “hội đàm”\u00a0… e\u0301"
    assert make_document(Draft(text)).text == text


def test_identifier_is_the_hash_of_the_stored_text() -> None:
    document = make_document(Draft("One.\r\nTwo."))
    assert document.id == hashlib.sha256(b"One.\nTwo.").hexdigest()[:16]
    assert make_document(Draft("One.\nTwo.", title="Other")).id == document.id
    assert make_document(Draft("One.", id="given")).id == "given"


def test_one_text_of_two_sources_is_two_documents() -> None:
    drafts = [
        Draft("One."),
        Draft("One.", source="Desk"),
        Draft("One.", source="Wire"),
        Draft("One.", url="https://a.example/1"),
        Draft("One.", url="https://b.example/1"),
    ]
    assert len({make_document(draft).id for draft in drafts}) == len(drafts)
    assert make_document(Draft("One."), source="Desk").id == make_document(drafts[1]).id


def test_date_and_source_of_the_caller_go_first() -> None:
    draft = Draft("Text.", source="Page", published="2024-05-16T10:00:00Z")
    told = make_document(draft)
    assert (told.published, told.published_from, told.source) == (datetime.date(2024, 5, 16), "metadata", "Page")
    day = datetime.date(2023, 1, 2)
    asked = make_document(draft, published=day, source="Caller")
    assert (asked.published, asked.published_from, asked.source) == (day, "option", "Caller")
    assert make_document(Draft("Text.")).published_from == ""


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "Leave a Reply\n\nYour email address will not be published."])
def test_text_without_words_is_an_error(text: str) -> None:
    with pytest.raises(ReadingError, match="is empty"):
        make_document(Draft(text))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ministers meet in Oslo\n\nThe ministers met.", "Ministers meet in Oslo"),
        ("\n  Ministers meet in Oslo  \n\nThe ministers met.", "Ministers meet in Oslo"),
        ("The ministers met in Oslo.\n\nThey ate.", ""),
        ("Ministers meet in Oslo\nThe ministers met.", ""),
        ("Ministers meet in Oslo", ""),
        ("17.01.2024\n\nThe ministers met.", ""),
        ("https://example.org/a\n\nThe ministers met.", ""),
        ("x" * 300 + "\n\nThe ministers met.", ""),
    ],
)
def test_title_is_a_first_line_on_its_own(text: str, title: str) -> None:
    assert read_title(text) == title


FORM = "Your email address will not be published.\nComment *\nName *\nEmail *\nPost Comment"


@pytest.mark.parametrize(
    "form",
    [
        f"Leave a Reply\n\n{FORM}",
        f"Post a Comment\n{FORM}",
        f"  {FORM}",
        "Leave a Reply",
        "LEAVE A COMMENT\nName *\nWebsite",
    ],
)
def test_comment_form_is_cut_off(form: str) -> None:
    assert drop_comment_form(f"The ministers met.\n\n{form}\n") == "The ministers met."


@pytest.mark.parametrize(
    "text",
    [
        "The guests did not\nleave a reply\nto the invitation, said the minister of foreign affairs.",
        "He asked the envoy to leave a comment in the book.",
        "Leave a Reply\n" + "The ministers met again. " * 100,
    ],
)
def test_prose_is_no_comment_form(text: str) -> None:
    assert drop_comment_form(text) == text


@given(st.text(alphabet=st.sampled_from("aL e.\n*"), max_size=200))
def test_cutting_keeps_the_beginning(text: str) -> None:
    assert text.startswith(drop_comment_form(text))


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"PK\x03\x04\x00\x00data", "binary", None),
        (bytes(range(1, 32)) * 4, "binary", None),
        (b"One.\nTwo \xe9t\xe9.\n", "not valid UTF-8 at byte 9", 2),
    ],
)
def test_bytes_that_are_no_text(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        decode(data, path="a.txt")
    assert (caught.value.path, caught.value.line) == ("a.txt", line)


def test_utf16_with_its_mark_is_read() -> None:
    assert normalise(decode("Été à Genève".encode("utf-16"))) == "Été à Genève"
