"""How raw text is split into sentences."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.language.sentences import LONGEST, dateline_end, split_sentences

TABLE = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
BAR = "¦"
FAULTY = [pytest.param(case, marks=pytest.mark.xfail) for case in TABLE["known_faults"]]


def split(text: str) -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("case", TABLE["cases"] + FAULTY)
def test_table(case: str) -> None:
    assert split(case.replace(BAR, "")) == [part.strip() for part in case.split(BAR)]


@given(st.text(alphabet=st.sampled_from('aB .!?…\n\t"”)1é。’-A:,\r'), max_size=120) | st.text(max_size=60))
def test_spans_are_in_order_and_leave_only_white_space_out(text: str) -> None:
    spans = list(split_sentences(text))
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip() and text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_part_of_a_text() -> None:
    text = "Not this. They met. They left. Nor this."
    assert [text[a:b] for a, b in split_sentences(text, 10, 30)] == ["They met.", "They left."]


def test_sentence_without_end_is_cut_at_words() -> None:
    text = "word " * 3000
    pieces = split(text)
    assert max(map(len, pieces)) <= LONGEST and " ".join(pieces) == text.strip()
    assert max(len(piece) for piece in split("x" * 3 * LONGEST)) == LONGEST


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ACCRA, 3 May 2024 – Ghana signed.", "Ghana signed."),
        ("HANOI (AP) — Viet Nam signed.", "Viet Nam signed."),
        ("NEW DELHI, Feb. 8 -- India signed.", "India signed."),
        ("LIMA/BRASILIA, 8 February — Peru and Brazil signed.", "Peru and Brazil signed."),
        ("Ghana signed on Monday.", "Ghana signed on Monday."),
        ("Well-known envoys met.", "Well-known envoys met."),
    ],
)
def test_dateline_is_left_out(text: str, rest: str) -> None:
    assert text[dateline_end(text, 0, len(text)) :] == rest
