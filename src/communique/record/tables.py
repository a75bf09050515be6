"""The tables of the record.

Keys named `pk` are the database's own and mean nothing outside it; identifiers that people cite stand in `id`.
`merged` and `parties` are derived: they follow from the events, the links and the decisions, and can be made anew.
"""

import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

__all__ = [
    "anchors",
    "blocks",
    "decisions",
    "documents",
    "events",
    "links",
    "merged",
    "metadata",
    "participants",
    "parties",
    "spans",
]


class Moment(TypeDecorator[datetime.datetime]):
    """A point in time with its zone, kept in UTC on every database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Write in UTC, without a zone."""
        return value.astimezone(datetime.UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        """Read as UTC."""
        return value.replace(tzinfo=datetime.UTC) if value else None


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> "Column[str]":
    return Column(name, Text, nullable=False, server_default="")


documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False, unique=True, comment="hash of all that a document says"),
    Column("page", Text, nullable=False, index=True, comment="what stays the same when the text is corrected"),
    _text("text"),
    _text("title"),
    _text("source"),
    _text("url"),
    Column("published", Date, index=True),
    _text("published_from"),
    _text("language"),
    Column("turns", JSON, nullable=False),
    _text("path"),
    _text("coder"),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("superseded_by", ForeignKey("documents.pk"), index=True),
)

events = Table(
    "events",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    Column("act", String(16), nullable=False, server_default="", index=True, comment="merged event that it begins"),
    Column("document_pk", ForeignKey("documents.pk"), nullable=False),
    Column("type", Text, nullable=False),
    _text("country"),
    _text("city"),
    _text("region"),
    _text("date"),
    _text("status"),
    Column("counted", BigInteger().with_variant(Integer, "sqlite")),
    _text("title"),
    _text("form"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("evidence"),
    _text("speaker"),
    _text("lexicon"),
    Column("withdrawn", Moment, comment="when the document was corrected or coded anew without this event"),
    Column("merged_pk", ForeignKey("merged.pk", ondelete="SET NULL"), index=True),
    UniqueConstraint("document_pk", "id"),
)

participants = Table(
    "participants",
    metadata,
    Column("event_pk", ForeignKey("events.pk"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("side", String(6), nullable=False, comment="actor or target"),
    _text("code"),
    _text("name"),
    sqlite_with_rowid=False,
)

spans = Table(
    "spans",
    metadata,
    Column("event_pk", ForeignKey("events.pk"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("field"),
    _text("value"),
    Column("start", Integer, comment="empty where the value was inferred"),
    Column("end", Integer),
    _text("quote"),
    _text("reason"),
    sqlite_with_rowid=False,
)

blocks = Table(
    "blocks",
    metadata,
    Column("key", Text, primary_key=True, comment="events that share one are compared"),
    Column("event_pk", ForeignKey("events.pk"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("one_pk", ForeignKey("events.pk"), nullable=False),
    Column("other_pk", ForeignKey("events.pk"), nullable=False, index=True),
    Column("same", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("by", Text, nullable=False, comment="machine, or the name of a person"),
    Column("reasons", JSON, nullable=False),
    _text("note"),
    Column("made", Moment, nullable=False),
    Column("withdrawn", Moment),
    Column("decision_pk", ForeignKey("decisions.pk"), index=True, comment="whence the link of a person"),
    Index("ix_links_pair", "one_pk", "other_pk"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("action", Text, nullable=False, comment="accept, correct, reject, join or split"),
    Column("by", Text, nullable=False),
    _text("note"),
    _text("field"),
    _text("value"),
    Column("made", Moment, nullable=False),
    Column("withdrawn", Moment),
    _text("withdrawn_by"),
    _text("withdrawn_note"),
)

anchors = Table(
    "anchors",
    metadata,
    Column("decision_pk", ForeignKey("decisions.pk"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("part", Integer, nullable=False, comment="of a split: 0 leaves, 1 stays"),
    Column("origin_pk", ForeignKey("events.pk"), nullable=False, comment="the event that the person saw"),
    Column("event_pk", ForeignKey("events.pk"), index=True, comment="the event that tells the same today, if any"),
    sqlite_with_rowid=False,
)

merged = Table(
    "merged",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("type", Text, nullable=False),
    _text("country"),
    _text("city"),
    _text("city_folded"),
    _text("region"),
    _text("date"),
    Column("first", Date),
    Column("last", Date),
    _text("status"),
    Column("counted", BigInteger().with_variant(Integer, "sqlite")),
    _text("title"),
    _text("title_folded"),
    _text("form"),
    _text("words"),
    Column("sources", Integer, nullable=False),
    _text("sources_folded"),
    Column("conflicts", JSON, nullable=False),
    Column("conflicting", Integer, nullable=False, comment="number of fields in conflict"),
    _text("decision"),
    Index("ix_merged_time", "first", "last", "id"),
    Index("ix_merged_type", "type", "first"),
    Index("ix_merged_country", "country", "first"),
)

parties = Table(
    "parties",
    metadata,
    Column("merged_pk", ForeignKey("merged.pk", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("side", String(6), nullable=False, comment="actor or target"),
    _text("code"),
    _text("name"),
    _text("name_folded"),
    Column("first", Date, comment="that of the merged event, so that one index answers who took part when"),
    Column("last", Date),
    Index("ix_parties_code", "code", "first", "last", "side", "merged_pk"),
    Index("ix_parties_name", "name_folded", "code", "first", "last", "side", "merged_pk"),
    sqlite_with_rowid=False,
)
