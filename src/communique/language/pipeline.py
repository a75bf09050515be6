"""The English pipeline: spaCy's tokenizer and document with the project's own network behind two components.

`load()` gives a spaCy `Language` for anyone; `Analyser` is the coder's way in, over character spans of a stored text.
"""

import functools
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from communique.knowledge.nominals import LEXICON
from communique.knowledge.senses import load_lexicon
from communique.knowledge.yaml_files import read_yaml
from communique.language.analysis import Sentence
from communique.language.headings import plain_case
from communique.language.network import Analysis, Floats, Network
from communique.language.repairs import repaired
from communique.language.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODEL", "Analyser", "load", "network"]

PREFIXES = frozenset(["re", "co", "pre", "non", "anti", "ex"])
MODEL = Path(__file__).parent / "data" / "english.npz"


@functools.cache
def network(path: Path = MODEL) -> Network:
    """Give the network, loaded once. Raises ModelError."""
    loaded = Network.load(path)
    lexicon = load_lexicon()
    keys = {*lexicon.verbs, *(word for words in lexicon.classes.values() for word in words)}
    loaded.words |= {word for key in keys for word in key.split()}
    loaded.event_nouns = frozenset(load_lexicon().nouns)
    loaded.irregular = read_yaml(LEXICON / "irregular.yaml", dict[str, str])
    return loaded


def _parse(sentences: Sequence[Sequence[str]], lens: Floats | None = None) -> list[Analysis]:
    return [repaired(words, found) for words, found in zip(sentences, network().parse(sentences, lens), strict=True)]


class SyntaxComponent:
    """spaCy component that fills in sentences, tags, morphology, lemmas and the dependency tree."""

    def __call__(self, doc: "Doc") -> "Doc":
        spans = _sentences_of(doc)
        analyses = _parse([[t.text for t in doc[first:last]] for first, last in spans])
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        rows: list[tuple[int, ...]] = []
        for (first, last), found in zip(spans, analyses, strict=True):
            for n in range(last - first):
                label = "ROOT" if found.heads[n] == n else found.deprels[n]
                names = (label, found.upos[n], found.xpos[n], found.lemmas[n])
                rows.append(
                    (found.heads[n] - n, *map(strings.add, names), morphology.add(found.feats[n]), 1 if n == 0 else -1)
                )
        values = np.array([[value % 2**64 for value in row] for row in rows], dtype=np.uint64).reshape(len(doc), 7)
        attributes: list[int | str] = ["HEAD", "DEP", "POS", "TAG", "LEMMA", "MORPH", "SENT_START"]
        return doc.from_array(attributes, values)  # type: ignore[arg-type]


def _sentences_of(doc: "Doc") -> list[tuple[int, int]]:
    """Give the first and one past the last token of each sentence; together they cover the document."""
    starts = {0}
    for start, end in split_sentences(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            starts.add(span.start)
    edges = [*sorted(starts), len(doc)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _blank() -> "Language":
    import spacy

    return spacy.blank("en")


def load() -> "Language":
    """Give a spaCy pipeline with the project's analysis: `doc.sents`, `token.pos_`, `token.lemma_`, `token.dep_` …"""
    from spacy.language import Language

    if not Language.has_factory("communique_syntax"):
        Language.factory("communique_syntax", func=lambda nlp, name: SyntaxComponent())
    nlp = _blank()
    nlp.add_pipe("communique_syntax")
    return nlp


class Analyser:
    """Tokenize and parse spans of a stored text; `lens` as of `Network.parse`."""

    def __init__(self, nlp: "Language | None" = None, lens: Floats | None = None) -> None:
        self.tokenizer = (nlp or _blank()).tokenizer
        self.lens = lens

    def words(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Give the offsets of the words between `start` and `end`, white space left out."""
        words: list[tuple[int, int]] = []
        for token in self.tokenizer(text[start:end]):
            first, last = start + token.idx, start + token.idx + len(token.text)
            if token.is_space:
                continue
            if token.text.startswith(("U.S.-", "U.K.-", "U.N.-", "E.U.-")) and len(token.text) > 5:
                words += [(first, first + 4), (first + 4, first + 5), (first + 5, last)]
                continue
            if self._prefixed(text, words, first):
                words[-2:] = [(words[-2][0], last)]
            else:
                words.append((first, last))
        return words

    def _prefixed(self, text: str, words: list[tuple[int, int]], first: int) -> bool:
        """Tell whether the last two words are a prefix and its hyphen, glued to the word at `first` ("re-open")."""
        if len(words) < 2 or words[-1][1] != first or words[-2][1] != words[-1][0]:
            return False
        return text[slice(*words[-1])] == "-" and text[slice(*words[-2])].lower() in PREFIXES

    def analyse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Parse the sentences at `spans`; an empty span gives an empty sentence."""
        words = [self.words(text, start, end) for start, end in spans]
        verbs, irregular = load_lexicon().verbs.keys(), network().irregular.keys()
        analyses = _parse([plain_case([text[a:b] for a, b in row], verbs, irregular) for row in words], self.lens)
        return [Sentence.of(text, row, analysis) for row, analysis in zip(words, analyses, strict=True)]

    def analyse_items(self, text: str, items: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> list[Sentence]:
        """Parse items of lists, each behind the words of the opening line that it reads on from."""
        words: list[list[tuple[int, int]]] = []
        written: list[list[str]] = []
        for lead, item in items:
            first, second = self.words(text, *lead), self.words(text, *item)
            words.append([*first, *second])
            small = [text[a:b].lower() if n == 0 else text[a:b] for n, (a, b) in enumerate(second)]
            written.append([*(text[a:b] for a, b in first), *small])
        return [
            Sentence.of(text, row, analysis) for row, analysis in zip(words, _parse(written, self.lens), strict=True)
        ]
