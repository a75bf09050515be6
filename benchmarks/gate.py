"""What the gate saves, and what coding costs beside parsing: ratios of processor times, side by side in one run.

python -m benchmarks.gate
"""

import gzip
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import FOLDER, Figure, make_group, tabulate
from communique.coding.coder import Coder
from communique.language.sentences import split_sentences
from communique.model import Document
from communique.service import read
from communique.service.reading import date_document

__all__ = ["EVERYDAY", "everyday", "measure_coding_to_parsing", "measure_gate", "measure_saving", "read_treebank"]

EVERYDAY = FOLDER / "prose" / "everyday.txt"
REPEATS = 3


def measure_gate(shared: Path, examples: Path) -> list[Figure]:
    """Measure on everyday prose, on the texts of the EWT test set where they are at hand, and on diplomatic texts."""
    coder, plain = Coder(), Coder(gated=False)
    found = [Figure("everyday prose: coding is faster than parsing everything", measure_saving(coder, everyday()), "×")]
    if (treebank := shared / "treebank" / "ewt-test.conllu.gz").exists():
        for name, without in (("EWT test", ()), ("EWT test without weblogs of war and politics", ("weblog",))):
            texts = read_treebank(treebank, without=without)
            found.append(Figure(f"{name}: coding is faster than parsing everything", measure_saving(coder, texts), "×"))
            found.append(Figure(f"{name}: share of words parsed", _share(coder, texts), "share"))
    texts = [document for document in read(examples) if isinstance(document, Document)]
    for name, which in (("without the gate", plain), ("with the gate", coder)):
        ratio = measure_coding_to_parsing(which, coder, texts)
        found.append(Figure(f"diplomatic texts: time of coding to that of parsing, {name}", ratio, "×"))
    return found


def everyday() -> list[Document]:
    """Give paragraphs of everyday life, each a document; they tell of no diplomacy."""
    paragraphs = EVERYDAY.read_text(encoding="utf-8").split("\n\n")
    return [date_document(Document(id=f"everyday-{n}", text=text)) for n, text in enumerate(paragraphs)]


def read_treebank(path: Path, *, without: Sequence[str] = ()) -> list[Document]:
    """Read the raw texts of a treebank in CoNLL-U, its paragraphs parted by blank lines.

    Texts whose identifiers begin with one of `without` are left out.
    """
    texts: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc id = "):
                name = line.removeprefix("# newdoc id = ").strip()
                texts[name] = ""
            elif line.startswith("# newpar"):
                texts[name] += "\n\n"
            elif line.startswith("# text = "):
                texts[name] += " " + line.removeprefix("# text = ").strip()
    return [date_document(Document(id=name, text=text.strip())) for name, text in texts.items()
            if not name.startswith(tuple(without))]  # fmt: skip


def measure_saving(coder: Coder, documents: Sequence[Document]) -> float:
    """Give how many times as fast coding is as parsing every sentence."""
    coding = _time(lambda: [coder.code(document) for document in documents])
    return _time(lambda: _parse(coder, documents)) / coding


def measure_coding_to_parsing(coder: Coder, parser: Coder, documents: Sequence[Document]) -> float:
    """Give how long coding takes where parsing the same documents takes one."""
    coding = _time(lambda: [coder.code(document) for document in documents])
    return coding / _time(lambda: _parse(parser, documents))


def _parse(coder: Coder, documents: Sequence[Document]) -> None:
    for document in documents:
        coder.analyser.analyse(document.text, list(split_sentences(document.text)))


def _share(coder: Coder, documents: Sequence[Document]) -> float:
    parsed = everything = 0
    for document in documents:
        for (start, end), look in zip(*coder.looks(document), strict=True):
            words = len(document.text[start:end].split())
            everything += words
            parsed += words * look.parsed
    return parsed / everything


def _time(work: Callable[[], object]) -> float:
    """Give the least processor time of a few runs after one that does not count."""
    work()
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    root = FOLDER.parent
    print(tabulate({"gate": make_group(measure_gate(root.parent / "shared", root / "examples"))}))
