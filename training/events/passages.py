"""Passages that the developers wrote and coded (`passages/*.yaml`), read and checked.

Each event names its trigger inside its evidence, and the words of each participant, place and date, so that a sentence
can be learned from word by word.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

from communique.model import Document

__all__ = ["CodedEvent", "CodedPassage", "read_passages"]

Quoted = tuple[str, str]


class CodedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act: `evidence` is a clause of the text, `trigger` the words in it that name the act.

    Participants are (words, "CODE/Name"), the date (words, EDTF), the place (words, country or region, city); the words
    are "" where the text only implies them.
    """

    type: str
    evidence: str
    trigger: str
    actors: tuple[Quoted, ...] = ()
    targets: tuple[Quoted, ...] = ()
    place: tuple[str, ...] = ()
    date: Quoted | None = None
    title: str = ""
    status: str = "occurred"
    form: str = ""
    count: int | None = None


class CodedPassage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text with its acts."""

    id: str
    source: str
    published: datetime.date
    title: str
    text: str
    events: tuple[CodedEvent, ...] = ()
    url: str = ""

    @property
    def document(self) -> Document:
        """The text as the coder takes it."""
        return Document(self.id, self.text, title=self.title, source=self.source, published=self.published)


def read_passages(folder: Path) -> Iterator[CodedPassage]:
    """Yield the passages of all files under a folder, by name. Raises ValueError with the file and what is wrong."""
    for path in sorted(folder.rglob("*.yaml")):
        try:
            found = msgspec.convert(yaml.safe_load(path.read_bytes()), tuple[CodedPassage, ...], strict=False)
        except (yaml.YAMLError, msgspec.MsgspecError) as error:
            raise ValueError(f"{path}: {error}") from error
        yield from found
