"""Sentence templates: slots in braces, parts in square brackets that are left out when a slot in them is empty."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from communique.errors import ReportError
from communique.reports.content import Fragment
from communique.reports.data import FOLDER, load_yaml

__all__ = ["Template", "Templates", "Words"]

Words = str | tuple[Fragment, ...]
PIECE = re.compile(r"\{(?P<slot>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<bad>[{}])")
NAME = "sentences.yaml"


class Piece(msgspec.Struct, frozen=True):
    """Literal words, or a slot by its name."""

    text: str = ""
    slot: str = ""


class Template:
    """One template: groups of pieces, each needed or optional.

    >>> template = Template("{who} visited {where}[ {when}]")
    >>> "".join(f.text for f in template.fill({"who": "Ana", "where": "Chile", "when": ""}) or ())
    'Ana visited Chile'
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._groups: list[tuple[bool, list[Piece]]] = [(False, [])]
        place = 0
        for found in PIECE.finditer(source):
            self._add(Piece(text=source[place : found.start()]))
            place = found.end()
            if found["bad"]:
                raise ReportError(f"{source!r}: a brace without its partner", hint="write slots as {actors}")
            if found["slot"]:
                self._add(Piece(slot=found["slot"]))
            elif bool(found["open"]) == self._groups[-1][0]:
                raise ReportError(f"{source!r}: square brackets must pair and cannot stand in each other")
            else:
                self._groups.append((bool(found["open"]), []))
        self._add(Piece(text=source[place:]))
        if self._groups[-1][0]:
            raise ReportError(f"{source!r}: a square bracket is not closed")

    @property
    def slots(self) -> frozenset[str]:
        """Names of all slots."""
        return frozenset(piece.slot for _, pieces in self._groups for piece in pieces if piece.slot)

    def fill(self, slots: Mapping[str, Words]) -> tuple[Fragment, ...] | None:
        """Put words into the slots; None where a slot that is needed is empty."""
        fragments: list[Fragment] = []
        for optional, pieces in self._groups:
            lacking = any(piece.slot and not slots.get(piece.slot) for piece in pieces)
            if lacking and not optional:
                return None
            if not lacking:
                for piece in pieces:
                    _append(fragments, slots[piece.slot] if piece.slot else piece.text)
        return tuple(fragments)

    def _add(self, piece: Piece) -> None:
        if piece.text or piece.slot:
            self._groups[-1][1].append(piece)


class Templates:
    """The templates of the package, with those of a user's folder in the place of entries of the same key."""

    def __init__(self, folder: Path | None = None) -> None:
        entries = load_yaml(NAME, dict[str, list[str]])
        self._templates = {key: [_parse(source, FOLDER / NAME) for source in all_] for key, all_ in entries.items()}
        if folder is not None and (folder / NAME).exists():
            self._replace(folder / NAME, load_yaml(NAME, dict[str, list[str]], folder))

    def __contains__(self, key: str) -> bool:
        return key in self._templates

    def all(self, key: str) -> list[Template]:
        """Give the templates of one key."""
        return self._templates.get(key, [])

    def fill(self, keys: Iterable[str], slots: Mapping[str, Words]) -> tuple[Template, tuple[Fragment, ...]] | None:
        """Fill the first template of the first key that can be filled; give it with its words."""
        for key in keys:
            for template in self._templates.get(key, ()):
                if (words := template.fill(slots)) is not None:
                    return template, words
        return None

    def _replace(self, path: Path, entries: dict[str, list[str]]) -> None:
        for key, sources in entries.items():
            if key not in self._templates:
                raise ReportError(
                    f"no sentence is called {key!r}", path=str(path), hint=f"known: {', '.join(self._templates)}"
                )
            known = frozenset[str]().union(*(template.slots for template in self._templates[key])) | COMMON
            self._templates[key] = [_parse(source, path, known) for source in sources]


COMMON = frozenset(
    "actors first others states targets target aimed parties "
    "sides destination in_place when title accord quoted deed level form "
    "a_form number times acts counted often many occasions".split()
)


def _parse(source: str, path: Path, known: frozenset[str] | None = None) -> Template:
    try:
        template = Template(source)
    except ReportError as error:
        raise ReportError(error.message, path=str(path), hint=error.hint) from error
    if known is not None and (strange := template.slots - known):
        raise ReportError(f"{source!r}: no slot is called {', '.join(sorted(strange))}", path=str(path))
    return template


def _append(fragments: list[Fragment], words: Words) -> None:
    if isinstance(words, str):
        last = fragments[-1] if fragments else None
        if last is not None and not last.references and not last.figures:
            fragments[-1] = Fragment(last.text + words)
        else:
            fragments.append(Fragment(words))
    else:
        for fragment in words:
            if fragment.references or fragment.figures or not fragments:
                last = fragments[-1] if fragments else None
                if last is not None and not last.references and not last.figures:
                    fragments[-1] = Fragment(last.text + fragment.text, fragment.references, fragment.figures)
                else:
                    fragments.append(fragment)
            else:
                _append(fragments, fragment.text)
