"""The network at run time, with the weights of the package."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import ModelError
from communique.language.network import MAX_PIECES, NO_SHAPE, Analysis, Network
from communique.language.pipeline import MODEL, network
from communique.language.wordpiece import SHAPES

pytestmark = pytest.mark.slow
LARGEST = 15_000_000
SENTENCE = "The two presidents signed a treaty after they met in Nairobi .".split()
STRANGE = ["\u200b", "", " ", "\ud800", "🇰🇪", "e\u0301\u0301\u0301", "x" * 5000, "会谈", "\x00", "ﬁ", "Ⅻ", "‮abc", "ẞ"]


@pytest.fixture(scope="module")
def model() -> Network:
    """The network."""
    return network()


def lengths(analysis: Analysis) -> set[int]:
    """How long the columns are."""
    return {len(getattr(analysis, name)) for name in Analysis.__struct_fields__ if name != "vectors"}


def test_states_are_kept_where_a_lens_asks_for_them(model: Network) -> None:
    lens = np.eye(model.layers + 1, dtype=np.float32)
    words = ["Xi", "met", "Putin", "."]
    (found,) = model.parse([words], lens)
    assert found.vectors is not None
    assert found.vectors.shape == (len(words), (model.layers + 1) * model.hidden)
    assert found.heads == model.parse([words])[0].heads


def is_tree(analysis: Analysis) -> bool:
    """Whether every word leads to the one root."""
    heads = analysis.heads
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if heads[word] != word:
            return False
    return sum(head == i for i, head in enumerate(heads)) == 1


def test_weights_are_small_and_load_within_two_seconds() -> None:
    assert MODEL.stat().st_size <= LARGEST
    script = (
        "import time; from communique.language.network import Network; from communique.language.pipeline import MODEL\n"
        "begun = time.process_time(); Network.load(MODEL); print(time.process_time() - begun)"
    )
    took = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert float(took) < 2


def test_plain_sentence(model: Network) -> None:
    (found,) = model.parse([SENTENCE])
    assert found.upos[:5] == ("DET", "NUM", "NOUN", "VERB", "DET")
    assert found.lemmas[:6] == ("the", "two", "president", "sign", "a", "treaty") and found.lemmas[8] == "meet"
    assert [found.heads[i] for i in (2, 3, 5, 8, 10)] == [3, 3, 3, 3, 8]
    assert [found.deprels[i] for i in (2, 3, 5, 8, 10)] == ["nsubj", "root", "obj", "advcl", "obl"]
    assert found.xpos[3] == "VBD" and "Number=Plur" in found.feats[2] and found.kinds[10] == "place"


def test_labels_say_root_where_the_head_is_the_word_itself(model: Network) -> None:
    (found,) = model.parse([SENTENCE])
    for i, (head, deprel) in enumerate(zip(found.heads, found.deprels, strict=True)):
        assert (head == i) == (deprel == "root")


def test_no_sentences_and_an_empty_one(model: Network) -> None:
    assert model.parse([]) == []
    (found,) = model.parse([[]])
    assert lengths(found) == {0}


def test_empty_among_others_keeps_the_order(model: Network) -> None:
    found = model.parse([SENTENCE, [], ["Yes", "."], [], SENTENCE[:4]])
    assert [len(a.heads) for a in found] == [len(SENTENCE), 0, 2, 0, 4]


def test_very_long_sentence(model: Network) -> None:
    words = SENTENCE * 100
    (found,) = model.parse([words])
    assert lengths(found) == {len(words)} and is_tree(found)
    assert found.upos[3] == "VERB" and found.upos[-1] == "X" and found.lemmas[-2] == "Nairobi"
    known = found.upos.index("X")
    assert known < MAX_PIECES and set(found.heads[known:]) == {known - 1}


@pytest.mark.parametrize("word", STRANGE, ids=ascii)
def test_strange_words(model: Network, word: str) -> None:
    for words in ([word], [word] * 3, ["He", word, "met", word, "."]):
        (found,) = model.parse([words])
        assert lengths(found) == {len(words)} and is_tree(found)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(st.lists(st.text(max_size=12), max_size=30), max_size=5))
def test_any_words_give_trees_and_whole_columns(model: Network, sentences: list[list[str]]) -> None:
    for words, found in zip(sentences, model.parse(sentences), strict=True):
        assert lengths(found) == {len(words)}
        assert not words or is_tree(found)


def test_same_again_and_in_other_company(model: Network) -> None:
    alone = model.parse([SENTENCE])[0]
    assert model.parse([SENTENCE])[0] == alone
    others = [["Ghana", "abstained", "."], SENTENCE * 3, ["No", "."]]
    assert model.parse([*others, SENTENCE])[3] == alone


def test_missing_weights_and_a_file_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.npz: the English model cannot be loaded"):
        Network.load(tmp_path / "none.npz")
    np.savez(tmp_path / "other.npz", numbers=np.arange(3))
    with pytest.raises(ModelError, match=r"other\.npz"):
        Network.load(tmp_path / "other.npz")


def test_damaged_weights(tmp_path: Path) -> None:
    content = bytearray(MODEL.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 1000] = bytes(1000)
    (tmp_path / "broken.npz").write_bytes(content)
    with pytest.raises(ModelError, match=r"broken\.npz"):
        Network.load(tmp_path / "broken.npz")


def test_no_shape_is_that_of_the_pieces() -> None:
    assert SHAPES[NO_SHAPE] == "none"
