"""Merged events as frames of pandas and polars."""

import datetime

import pytest

from communique.model import Participant, Query
from communique.model.views import FlatEvent
from communique.record import Record
from telling import meeting, tell

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
COLUMNS = list(FlatEvent.__struct_fields__)


@pytest.fixture
def filled(record: Record) -> Record:
    """A record of a meeting of two sources and of an undated agreement with a count."""
    signed = {"type": "agreement", "who": "FRA;ESP", "quote": "They signed six accords", "count": 6}
    coded = [
        meeting(source="A"),
        meeting(source="B", url="https://x.example/1"),
        tell("They signed six accords.", signed),
    ]
    record.add_many(coded, coder="test")
    return record


def test_pandas(filled: Record) -> None:
    frame = filled.to_pandas()
    assert list(frame.columns) == COLUMNS and list(frame["sources"]) == [2, 1]
    assert frame["actors"][0] == "CHN/Xi Jinping; RUS/Vladimir Putin" and frame["urls"][0] == "https://x.example/1"
    assert str(frame["count"].dtype) == "Int64" and frame["count"].isna()[0] and frame["count"][1] == 6
    assert frame["first"][0] == datetime.date(2024, 5, 16) and frame["evidence"][1] == "They signed six accords"


def test_polars(filled: Record) -> None:
    frame = filled.to_polars(Query(who=(Participant("FRA"),)))
    assert frame.columns == COLUMNS and frame.schema["first"] == polars.Date and frame.schema["count"] == polars.Int64
    assert frame["count"].to_list() == [6] and frame["first"].to_list() == [None]


def test_a_record_without_events_has_the_same_columns(record: Record) -> None:
    assert list(record.to_pandas().columns) == COLUMNS == record.to_polars().columns
    assert record.to_polars().is_empty() and record.to_pandas().empty
