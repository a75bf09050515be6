"""Search by words: which documents hold all words of a query, and where in a merged event's words a part stands.

Words are runs of letters and digits, without accents and case; each Chinese, Japanese or Korean character is a word of
its own, and a run of them in a query is a phrase, so that two characters are found as well as ten. The tables are
FTS5 on SQLite, tsvector and, where the server has it, pg_trgm on PostgreSQL.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Select,
    cast,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import DBAPIError

from communique.errors import UsageError
from communique.model.queries import fold

__all__ = ["OWN", "create", "find_documents", "holds_part", "index_documents", "is_indexed", "split_words"]

OWN = ("document_words", "merged_words")
"""The tables that are the search's own; FTS5 adds some whose names begin so."""
ALONE = "\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are words of their own; Hangul stands here in its letters, into which folding takes it apart."""
WORD = re.compile(f"[{ALONE}]|[^\\W_{ALONE}]+")
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
LONGEST_WORD = 40
PART = 5_000
PARTS = 4096
"""A part of a document has 5,000 words, of which a tsvector of 1 MB holds any; a document has fewer than 4,096."""
LEAST_TRIGRAM = 3


def split_words(written: str) -> list[str]:
    """Split a text into words as they are indexed."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(written))]


def create(connection: Connection) -> None:
    """Make the tables of the search, and index what is there already."""
    if connection.dialect.name == "sqlite":
        for statement in SQLITE:
            connection.exec_driver_sql(statement)
    else:
        for statement in POSTGRESQL:
            connection.exec_driver_sql(statement)
        _create_trigrams(connection)
    rows = connection.execute(text("SELECT pk, title, text FROM documents ORDER BY pk"))
    index_documents(connection, ((pk, f"{title}\n{written}") for pk, title, written in rows))


def _create_trigrams(connection: Connection) -> None:
    """Index parts of words where the server has pg_trgm; without it, looking for a part reads every event."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            connection.exec_driver_sql("CREATE INDEX merged_words ON merged USING gin (words gin_trgm_ops)")
    except DBAPIError:
        return


def index_documents(connection: Connection, written: Iterable[tuple[int, str]]) -> None:
    """Index documents by key and text."""
    on_sqlite = connection.dialect.name == "sqlite"
    rows = []
    for pk, content in written:
        words = split_words(content)
        for part in range(0, min(len(words), PART * PARTS), PART):
            some = words[part : part + PART]
            shown = " ".join(some) if on_sqlite else " ".join(f"{word}:{at}" for at, word in enumerate(some, 1))
            rows.append({"key": pk * PARTS + part // PART, "words": shown})
    if rows:
        connection.execute(text(INSERT_SQLITE if on_sqlite else INSERT_POSTGRESQL), rows)


def find_documents(query: str, dialect: Dialect) -> ColumnElement[bool] | None:
    """Give what must hold of a row of `documents` that has all words of a query, phrases in quotation marks included.

    Gives None where nothing is asked. Raises UsageError where there are only signs.
    """
    phrases = [words for phrase in _phrases(query) if (words := split_words(phrase))]
    if not phrases:
        if query.strip():
            raise UsageError(f"{query!r} has no words to look for")
        return None
    indexed = table("document_words")
    key: ColumnElement[int] = literal_column(
        "document_words.rowid" if dialect.name == "sqlite" else "document_words.key"
    )
    found = []
    for phrase in phrases:
        if dialect.name == "sqlite":
            shown = '"' + " ".join(phrase) + '"'
            matched = literal_column("document_words").op("MATCH")(literal(shown))
        else:
            shown = "<->".join(f"'{word}'" for word in phrase)
            matched = literal_column("document_words.words").op("@@")(cast(literal(shown), TSQUERY))
        found.append(literal_column("documents.pk").in_(select(key.op("/")(PARTS)).select_from(indexed).where(matched)))
    wanted: ColumnElement[bool] = found[0]
    for one in found[1:]:
        wanted = wanted & one
    return wanted


def is_indexed(part: str, dialect: Dialect) -> ColumnElement[bool] | None:
    """Give what the trigrams of FTS5 say of a row of `merged` that has a part in its words; None for a short part."""
    if dialect.name != "sqlite" or len(part) < LEAST_TRIGRAM:
        return None
    shown = '"' + part.replace('"', '""') + '"'
    matched = literal_column("merged_words").op("MATCH")(literal(shown))
    found: Select[Any] = select(literal_column("merged_words.rowid")).select_from(table("merged_words")).where(matched)
    return literal_column("merged.pk").in_(found)


def holds_part(column: ColumnElement[str], part: str, dialect: Dialect) -> ColumnElement[bool]:
    """Tell whether a part stands in a folded text, letter for letter: no character of it is a wildcard."""
    if dialect.name == "sqlite":
        return func.instr(column, part) > 0
    return column.contains(part, autoescape=True)


def _phrases(query: str) -> Iterator[str]:
    for found in PHRASE.finditer(query):
        yield found[1] or found[2] or ""


SQLITE = (
    "CREATE VIRTUAL TABLE document_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE merged_words USING fts5(words, content='merged', content_rowid='pk', tokenize='trigram')",
    "INSERT INTO merged_words(merged_words) VALUES ('rebuild')",
    """CREATE TRIGGER merged_words_insert AFTER INSERT ON merged BEGIN
    INSERT INTO merged_words(rowid, words) VALUES (new.pk, new.words);
    END""",
    """CREATE TRIGGER merged_words_delete AFTER DELETE ON merged BEGIN
    INSERT INTO merged_words(merged_words, rowid, words) VALUES ('delete', old.pk, old.words);
    END""",
)
POSTGRESQL = (
    "CREATE TABLE document_words (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX document_words_words ON document_words USING gin (words)",
)
INSERT_SQLITE = "INSERT INTO document_words(rowid, words) VALUES (:key, :words)"
INSERT_POSTGRESQL = "INSERT INTO document_words(key, words) VALUES (:key, CAST(:words AS tsvector))"
