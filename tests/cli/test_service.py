"""The use cases behind the faces, with a plain coder in the place of the real one."""

import datetime
from pathlib import Path

import pytest

import communique
from communique import service
from communique.errors import ReadingError, UsageError
from communique.model import Document
from communique.settings import Settings

TEXT = (
    "LIMA, 5 March 2024 - Ana met Bob.\r\n\r\nLater Carl met Dora.\r\n\r\nLeave a Reply\r\n"
    "Your email address will not be published."
)


def test_code_gives_events_in_order_with_exact_evidence(plain_coder: object) -> None:
    events = communique.code(TEXT)
    assert [event.evidence.text for event in events] == ["Ana met Bob", "Carl met Dora"]
    stored = TEXT.replace("\r\n", "\n")
    assert all(stored[event.evidence.start : event.evidence.end] == event.evidence.text for event in events)


def test_code_takes_the_date_of_the_call_first(plain_coder: object) -> None:
    assert {event.date for event in communique.code(TEXT, published="2020-01-02")} == {"2020-01-02"}
    assert {event.date for event in communique.code(TEXT)} == {"2024-03-05"}


@pytest.mark.parametrize("text", ["", " \n", "Leave a Reply"])
def test_text_without_words_has_no_events(plain_coder: object, text: str) -> None:
    assert communique.code(text) == []


def test_code_takes_a_document_that_was_read(plain_coder: object, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (document,) = communique.read(tmp_path / "a.txt", source="Desk")
    assert isinstance(document, Document) and document.source == "Desk"
    assert [event.document for event in communique.code(document)] == [document.id] * 2


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no day"):
        communique.code("Text.", published="5 March")


@pytest.mark.parametrize(
    ("text", "published", "told_by"),
    [
        ("LIMA, 5 March 2024 - Ana met Bob on Monday.", datetime.date(2024, 3, 5), "dateline"),
        (
            "A country’s diplomacy: the year 2022 in review\n\nAs 2022 ends, Ana met Bob in May.",
            datetime.date(2022, 12, 31),
            "text",
        ),
        ("Ana met Bob on 3 May 2021, and again on May 9, 2021 in Lima.", datetime.date(2021, 5, 9), "text"),
        ("Ana met Bob on Monday.", None, ""),
    ],
)
def test_reference_date_is_found_in_the_text(text: str, published: datetime.date | None, told_by: str) -> None:
    document = service.date_document(Document("d", text))
    assert (document.published, document.published_from) == (published, told_by)


def test_founding_texts_have_their_year_without_a_date(benchmark_folder: Path) -> None:
    documents = list(service.read(benchmark_folder / "founding" / "documents.jsonl"))
    for document in documents:
        assert isinstance(document, Document) and document.published
        bare = service.date_document(Document("d", document.text))
        assert bare.published and bare.published.year == document.published.year
    first, second = documents
    assert isinstance(first, Document) and "Leave a Reply" not in first.text
    assert isinstance(second, Document)
    assert [(turn.role, turn.outlet) for turn in second.turns] == [("question", "CNR"), ("answer", "")]


def test_limit_of_the_call_goes_before_the_setting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twelve bytes", encoding="utf-8")
    (outcome,) = service.read(tmp_path, limit=5)
    assert isinstance(outcome, ReadingError)


def test_overlay_of_the_setting_reaches_the_coder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("communique.settings.get_settings", lambda: Settings(knowledge_overlay=tmp_path))
    monkeypatch.setattr("communique.knowledge.world.load", lambda overlay: ("knowledge with", overlay))
    monkeypatch.setattr("communique.coding.coder.Coder", lambda knowledge: knowledge)
    service.coding.load_coder.cache_clear()
    assert service.coding.load_coder() == ("knowledge with", tmp_path)
    service.coding.load_coder.cache_clear()
