"""The spaCy pipeline and the analyser over spans of a stored text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from communique.language.pipeline import Analyser, load
from communique.language.sentences import split_sentences

pytestmark = pytest.mark.slow
TEXT = "Chad’s envoy didn't go to the U.S. on Monday.\n\nHe met Côte d'Ivoire's minister instead.  They talked."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The pipeline."""
    return load()


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """The analyser."""
    return Analyser()


def test_doc_has_sentences_tags_lemmas_and_a_tree(nlp: Language) -> None:
    doc = nlp("The ministers met in Oslo. They have signed two agreements.")
    first, second = doc.sents
    assert (first.text, second.text) == ("The ministers met in Oslo.", "They have signed two agreements.")
    assert (first.root.text, second.root.text) == ("met", "signed")
    assert [token.lemma_ for token in second][:5] == ["they", "have", "sign", "two", "agreement"]
    assert [token.pos_ for token in first] == ["DET", "NOUN", "VERB", "ADP", "PROPN", "PUNCT"]
    assert first[2].tag_ == "VBD" and second[4].morph.get("Number") == ["Plur"]
    assert [token.dep_ for token in first] == ["det", "nsubj", "ROOT", "case", "obl", "punct"]
    assert first[4].head is not None and first[4].head.text == "met"
    for name in ("SENT_START", "DEP", "HEAD", "TAG", "LEMMA", "POS", "MORPH"):
        assert doc.has_annotation(name), name


def test_heads_stay_in_their_sentence(nlp: Language) -> None:
    for sentence in nlp(TEXT).sents:
        assert {token.head.sent for token in sentence} == {sentence}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "...", "。", "\u200b\u200b", "a\r\n\r\nb"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert not len(doc) or "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    texts = ["He left.", TEXT, "Ghana signed on Monday."]
    for doc, text in zip(nlp.pipe(texts), texts, strict=True):
        alone = nlp(text)
        assert [(t.dep_, t.head.i, t.lemma_) for t in doc] == [(t.dep_, t.head.i, t.lemma_) for t in alone]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text(alphabet=st.sampled_from("Ab .’'-\n3é，。"), max_size=120))
def test_offsets_are_those_of_the_text(analyser: Analyser, text: str) -> None:
    spans = list(split_sentences(text))
    sentences = analyser.analyse(text, spans)
    assert len(sentences) == len(spans)
    for (start, end), sentence in zip(spans, sentences, strict=True):
        at = start
        for token in sentence:
            assert text[token.start : token.end] == token.text and token.text
            assert at <= token.start < token.end <= end and not text[at : token.start].strip()
            at = token.end
        assert not text[at:end].strip()


def test_words_of_a_part_point_into_the_whole(analyser: Analyser) -> None:
    at = TEXT.index("He met")
    words = [TEXT[a:b] for a, b in analyser.words(TEXT, at, len(TEXT))]
    assert words[:2] == ["He", "met"] and words[-1] == "."


def test_walks_over_the_tree(analyser: Analyser) -> None:
    text = "The minister of trade and the envoy met in Oslo."
    (sentence,) = analyser.analyse(text, [(0, len(text))])
    met = next(token for token in sentence if token.text == "met")
    subject = sentence.child(met.i, "nsubj")
    assert subject and subject.text == "minister"
    assert [sentence[i].text for i in sentence.subtree(subject.i, without=frozenset({"conj"}))] == [
        "The", "minister", "of", "trade",
    ]  # fmt: skip
    assert [token.text for token in sentence.ancestors(sentence.at(4, 5)[0])][-1] == "met"  # type: ignore[index]
    oslo = next(token for token in sentence if token.text == "Oslo")
    assert sentence.case(oslo.i) == "in" and sentence.span(oslo.i, oslo.i).text == "Oslo"
    assert sentence.at(len(text), len(text) + 5) is None


def test_empty_span_gives_an_empty_sentence(analyser: Analyser) -> None:
    (sentence,) = analyser.analyse("Hello.", [(3, 3)])
    assert len(sentence) == 0
