"""Markdown: its words without the markup, one blank line between blocks."""

import re
from typing import TYPE_CHECKING

import yaml

from communique.errors import ReadingError
from communique.reading.documents import Draft
from communique.reading.text import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

FRONT_MATTER = re.compile(r"\A\ufeff?---[^\S\n]*\n(?P<fields>.*?)^(?:---|\.\.\.)[^\S\n]*\n", re.DOTALL | re.MULTILINE)


def read_markdown(data: bytes, *, path: str = "") -> Draft:
    """Read Markdown: `title`, `date`, `source`, `url` and `language` are those of the front matter.

    Without a title there, the first top heading is it. Raises ReadingError for data that is no text or has broken front
    matter.
    """
    text = decode(data, path=path).replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    fields = _read_fields(front["fields"], path) if front else {}
    blocks, heading = _read_blocks(text[front.end() :] if front else text)
    return Draft(
        "\n\n".join(blocks),
        title=fields.get("title") or heading,
        source=fields.get("source") or fields.get("publisher", ""),
        url=fields.get("url", ""),
        published=fields.get("date") or fields.get("published", ""),
        language=fields.get("language", ""),
    )


def _read_fields(front: str, path: str) -> dict[str, str]:
    try:
        fields = yaml.safe_load(front)
    except yaml.YAMLError as error:
        raise ReadingError("has front matter that is no YAML", path=path) from error
    if not isinstance(fields, dict):
        return {}
    return {str(name).lower(): str(value) for name, value in fields.items() if value is not None}


def _read_blocks(text: str) -> tuple[list[str], str]:
    """Give the text of every block in order (a row of a table is one), and the first top heading."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    cells: list[str] = []
    heading, opened = "", ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.nesting == 1:
            opened = token.tag
        elif token.type == "tr_close":
            blocks.append(" | ".join(cells))
            cells = []
        elif token.type == "inline":
            words = "".join(map(_read_inline, token.children or ())).strip()
            heading = heading or (words if opened == "h1" else "")
            (cells if opened in ("td", "th") else blocks).append(words)
    return [block for block in blocks if block], heading


def _read_inline(token: "Token") -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
