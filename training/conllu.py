"""Sentences of a CoNLL-U treebank as the training sees them."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Sentence", "read"]

ENTITY = re.compile(r"\((\d+)-([a-z]+)|(\d+)?\)")


@dataclass(slots=True)
class Sentence:
    """Words and their annotation; `heads` counts from 1, 0 is the root; `entities` is None where a treebank has none.

    `document` is the name of the document that the sentence belongs to.
    """

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    entities: list[str] | None = None
    text: str = ""
    document: str = ""


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a gzipped CoNLL-U file; words of a multiword token count, the token itself does not."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        text, document, has_entities = "", "", False
        joined: dict[int, str] = {}
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                text = line[9:] if line.startswith("# text = ") else text
                document = line.partition("=")[2].strip() if line.startswith("# newdoc") else document
                has_entities |= line.startswith("# global.Entity")
            elif line:
                row = line.split("\t")
                if "-" in row[0]:
                    first, last = row[0].split("-")
                    joined.update({n: "SpaceAfter=No" for n in range(int(first), int(last))})
                    joined[int(last)] = row[9]
                elif row[0].isdigit():
                    row[9] += "|" + joined.get(int(row[0]), "")
                    rows.append(row)
            elif rows:
                yield _sentence(rows, text, document, has_entities)
                rows, text, joined = [], "", {}


def _sentence(rows: list[list[str]], text: str, document: str, has_entities: bool) -> Sentence:
    sentence = Sentence(text=text, document=document)
    for row in rows:
        sentence.words.append(row[1])
        sentence.spaces.append("SpaceAfter=No" not in row[9])
        sentence.lemmas.append(row[2])
        sentence.upos.append(row[3])
        sentence.xpos.append(row[4])
        sentence.feats.append(row[5])
        sentence.heads.append(int(row[6]))
        sentence.deprels.append(row[7])
    if has_entities:
        sentence.entities = _entity_of_heads(sentence.heads, [row[9] for row in rows])
    return sentence


def _entity_of_heads(heads: list[int], miscs: list[str]) -> list[str]:
    """Give for each word the type of the outermost entity that it heads, "-" for none (GUM's Entity annotation)."""
    types = ["-"] * len(heads)
    open_spans: list[tuple[str, str, int]] = []
    for index, misc in enumerate(miscs):
        entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for number, kind, closing in ENTITY.findall(entity.replace("-pseudo", "")):
            if kind:
                open_spans.append((number, kind, index))
            elif open_spans:
                at = next(
                    (i for i in range(len(open_spans) - 1, -1, -1) if open_spans[i][0] == closing), len(open_spans) - 1
                )
                _, kind, start = open_spans.pop(at)
                for word in range(start, index + 1):
                    if not start + 1 <= heads[word] <= index + 1:
                        types[word] = kind
                        break
    return types
