"""What the benchmarks count: words by the letters that they cover, figures as they are shown and kept."""

from pathlib import Path

import msgspec
import pytest
from benchmarks.figures import Figure, Group, fill, load_results, save_results, tabulate
from benchmarks.gate import everyday, measure_coding_to_parsing, measure_saving
from benchmarks.parsing import Word, gold_words, score_words
from benchmarks.world import DOCUMENTS_A_DAY, make_world
from training.conllu import Sentence

from communique import service
from communique.coding.coder import Coder
from communique.model import Document

ROOT = Path(__file__).parent.parent
GROUP = Group("2024-05-01", "abc", "a machine", (Figure("LAS", 0.85, "share"), Figure("speed", 1234.5, "words/s")))


def word(start: int, end: int, head: tuple[int, int] = (-1, -1), deprel: str = "root") -> Word:
    """A word with a tag that is the same for all."""
    return Word((start, end), head, deprel, "X", "FW", "w")


def test_same_words_score_one() -> None:
    words = [word(0, 3), word(3, 5, (0, 3), "obj")]
    assert set(score_words(words, words).values()) == {1.0}


def test_wrong_head_or_label_or_border_costs() -> None:
    gold = [word(0, 3), word(3, 5, (0, 3), "obj"), word(5, 9, (0, 3), "obl")]
    label = score_words(gold, [*gold[:2], word(5, 9, (0, 3), "obj")])
    assert (label["UAS"], label["LAS"]) == (1.0, pytest.approx(2 / 3))
    head = score_words(gold, [*gold[:2], word(5, 9, (3, 5), "obl")])
    assert head["UAS"] == head["LAS"] == pytest.approx(2 / 3)
    split = score_words(gold, [*gold[:2], word(5, 7, (0, 3), "obl"), word(7, 9, (5, 7), "goeswith")])
    assert split["words"] == split["LAS"] == pytest.approx(2 * 2 / 7)


def test_treebank_words_are_placed_by_letters_alone() -> None:
    sentence = Sentence(
        words=["New", "1 000", "!"], heads=[2, 0, 2], deprels=["amod", "root", "punct"],
        upos=["ADJ", "NUM", "PUNCT"], xpos=["JJ", "CD", "."], lemmas=["new", "1000", "!"],
    )  # fmt: skip
    ends: set[int] = set()
    made = gold_words([sentence, sentence], 10, ends)
    assert [w.place for w in made[:3]] == [(10, 13), (13, 17), (17, 18)]
    assert [w.head for w in made[:3]] == [(13, 17), (-1, -1), (13, 17)]
    assert ends == {18, 26} and made[3].place == (18, 21)


def test_results_are_kept_and_shown(tmp_path: Path) -> None:
    save_results({"parsing": GROUP}, tmp_path / "results.json")
    assert load_results(tmp_path / "results.json") == {"parsing": GROUP}
    assert load_results(tmp_path / "none.json") == {}
    table = tabulate({"parsing": GROUP})
    assert "| LAS | 0.850 |" in table and "| speed | 1,234 words/s |" in table


def test_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="the page has no"):
        fill("# Figures", "table")


def test_page_shows_the_kept_results() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    groups = load_results()
    assert groups and page == fill(page, tabulate(groups)), "run make bench"
    assert msgspec.json.decode((ROOT / "benchmarks" / "results.json").read_bytes()).keys() == groups.keys()


def test_world_is_the_same_again_and_tells_acts_more_than_once() -> None:
    told = list(make_world(200))
    assert told == list(make_world(200)) and told != list(make_world(200, seed=2))
    assert told[: DOCUMENTS_A_DAY * 3] == list(make_world(DOCUMENTS_A_DAY * 3))
    events = [event for document, listed in told for event in listed if document.id == event.document]
    assert len(events) > 400
    acts = {(event.type, event.title, event.date, event.place, len(event.actors)) for event in events}
    assert len(acts) < 0.8 * len(events)
    for document, listed in told:
        for event in listed:
            assert document.text[event.evidence.start : event.evidence.end] == event.evidence.text


@pytest.mark.slow
def test_the_gate_saves_most_of_everyday_prose() -> None:
    assert measure_saving(Coder(), everyday()) >= 4


@pytest.mark.slow
def test_coding_costs_little_beside_parsing() -> None:
    coder = Coder()
    plain = Coder(coder.knowledge, gated=False)
    texts = [outcome for outcome in service.read(ROOT / "examples" / "china-2023") if isinstance(outcome, Document)]
    assert len(texts) > 10
    assert measure_coding_to_parsing(plain, coder, texts) <= 1.6
