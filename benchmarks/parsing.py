"""Accuracy of the English model on a treebank: on its own words, and from raw text (Zeman et al., CoNLL 2018)."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
from training.conllu import Sentence, read

from benchmarks.figures import Figure
from communique.language.analysis import Sentence as Analysed
from communique.language.pipeline import MODEL, Analyser, network
from communique.language.sentences import split_sentences

__all__ = ["Word", "analyse_raw", "gold_words", "measure_parsing", "score_words"]


class Word(msgspec.Struct, frozen=True):
    """One word by its place among the letters of a document, white space not counted; a root's `head` is (-1, -1)."""

    place: tuple[int, int]
    head: tuple[int, int]
    deprel: str
    upos: str
    xpos: str
    lemma: str


def measure_parsing(treebank: Path) -> list[Figure]:
    """Measure on `pud-test` of the folder `treebank`, of which nothing was trained on; without it the size is all."""
    path = treebank / "pud-test.conllu.gz"
    weights = Figure("weights", MODEL.stat().st_size / 1e6, "MB")
    if not path.exists():
        return [weights]
    sentences = list(read(path))
    return [weights, *_measure_words(sentences), *_measure_raw(sentences)]


def _measure_words(sentences: Sequence[Sentence]) -> list[Figure]:
    analyses = network().parse([s.words for s in sentences])
    right = dict.fromkeys(("UAS", "LAS", "UPOS", "XPOS", "features", "lemmas"), 0)
    for gold, found in zip(sentences, analyses, strict=True):
        heads = [0 if head == i else head + 1 for i, head in enumerate(found.heads)]
        hits = [a == b for a, b in zip(gold.heads, heads, strict=True)]
        right["UAS"] += sum(hits)
        right["LAS"] += sum(hit and a == b for hit, a, b in zip(hits, gold.deprels, found.deprels, strict=True))
        right["UPOS"] += _agreeing(gold.upos, found.upos)
        right["XPOS"] += _agreeing(gold.xpos, found.xpos)
        right["features"] += _agreeing(gold.feats, [feats or "_" for feats in found.feats])
        right["lemmas"] += _agreeing(gold.lemmas, found.lemmas)
    words = sum(len(s.words) for s in sentences)
    return [Figure(f"pud-test, gold words: {name}", n / words, "share") for name, n in right.items()]


def _agreeing(gold: Iterable[str], found: Iterable[str]) -> int:
    return sum(a == b for a, b in zip(gold, found, strict=True))


def _measure_raw(sentences: Sequence[Sentence]) -> list[Figure]:
    gold: list[Word] = []
    found: list[Word] = []
    borders: tuple[set[int], set[int]] = set(), set()
    at = 0
    for _, group in groupby(sentences, key=lambda s: s.document):
        members = list(group)
        gold += gold_words(members, at, borders[0])
        at = analyse_raw(" ".join(s.text for s in members), found, at, borders[1])
    figures = score_words(gold, found)
    figures["sentences"] = _f1(len(borders[0] & borders[1]), len(borders[0]), len(borders[1]))
    return [Figure(f"pud-test, raw text: {name}", value, "F1") for name, value in figures.items()]


def gold_words(sentences: Iterable[Sentence], at: int, ends: set[int]) -> list[Word]:
    """Give the words of a treebank's sentences; `at` letters stand before them, `ends` takes where sentences end."""
    made: list[Word] = []
    for s in sentences:
        places = []
        for word in s.words:
            size = len(word.replace(" ", ""))
            places.append((at, at + size))
            at += size
        ends.add(at)
        for i, place in enumerate(places):
            head = places[s.heads[i] - 1] if s.heads[i] else (-1, -1)
            made.append(Word(place, head, s.deprels[i], s.upos[i], s.xpos[i], s.lemmas[i]))
    return made


def analyse_raw(text: str, found: list[Word], at: int, ends: set[int]) -> int:
    """Analyse a raw text; add its words to `found`, its sentence ends to `ends`, and give the letters until its end."""
    letters = [at]
    for char in text:
        letters.append(letters[-1] + (not char.isspace()))
    for sentence in Analyser().analyse(text, list(split_sentences(text))):
        ends.add(letters[sentence.end])
        found += _place(sentence, letters)
    return letters[-1]


def _place(sentence: Analysed, letters: list[int]) -> list[Word]:
    places = [(letters[token.start], letters[token.end]) for token in sentence]
    return [
        Word(
            places[t.i], places[t.head] if t.head != t.i else (-1, -1), t.deprel if t.head != t.i else "root",
            t.upos, t.xpos, t.lemma,
        )
        for t in sentence
    ]  # fmt: skip


def score_words(gold: Sequence[Word], found: Sequence[Word]) -> dict[str, float]:
    """Score words that cover the same letters: F1 of the words themselves, of heads and relations, tags and lemmas."""
    by_place = {word.place: word for word in gold}
    pairs = [(by_place[word.place], word) for word in found if word.place in by_place]
    hits = {
        "words": len(pairs),
        "UAS": sum(a.head == b.head for a, b in pairs),
        "LAS": sum((a.head, a.deprel) == (b.head, b.deprel) for a, b in pairs),
        "UPOS": sum(a.upos == b.upos for a, b in pairs),
        "XPOS": sum(a.xpos == b.xpos for a, b in pairs),
        "lemmas": sum(a.lemma == b.lemma for a, b in pairs),
    }
    return {name: _f1(n, len(gold), len(found)) for name, n in hits.items()}


def _f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found) if gold + found else 0.0
