"""Documents, events, links and merged events."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "documents",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False, comment="hash of all that a document says"),
        sa.Column("page", sa.Text(), nullable=False, comment="what stays the same when the text is corrected"),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_from", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("turns", sa.JSON(), nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("coder", sa.Text(), server_default="", nullable=False),
        sa.Column("first_seen", sa.DateTime(), nullable=False),
        sa.Column("last_seen", sa.DateTime(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["superseded_by"], ["documents.pk"], name=op.f("fk_documents_superseded_by")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_documents")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_documents_fingerprint")),
    )
    op.create_index(op.f("ix_documents_id"), "documents", ["id"], unique=False)
    op.create_index(op.f("ix_documents_page"), "documents", ["page"], unique=False)
    op.create_index(op.f("ix_documents_published"), "documents", ["published"], unique=False)
    op.create_index(op.f("ix_documents_superseded_by"), "documents", ["superseded_by"], unique=False)
    op.create_table(
        "merged",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("city_folded", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("date", sa.Text(), server_default="", nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("title_folded", sa.Text(), server_default="", nullable=False),
        sa.Column("form", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("sources_folded", sa.Text(), server_default="", nullable=False),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.Column("conflicting", sa.Integer(), nullable=False, comment="number of fields in conflict"),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_merged")),
        sa.UniqueConstraint("id", name=op.f("uq_merged_id")),
    )
    op.create_index("ix_merged_country", "merged", ["country", "first"], unique=False)
    op.create_index("ix_merged_time", "merged", ["first", "last", "id"], unique=False)
    op.create_index("ix_merged_type", "merged", ["type", "first"], unique=False)
    op.create_table(
        "events",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_pk", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("date", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("form", sa.Text(), server_default="", nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.Column("speaker", sa.Text(), server_default="", nullable=False),
        sa.Column("lexicon", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "withdrawn",
            sa.DateTime(),
            nullable=True,
            comment="when the document was corrected or coded anew without this event",
        ),
        sa.Column("merged_pk", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_pk"], ["documents.pk"], name=op.f("fk_events_document_pk")),
        sa.ForeignKeyConstraint(["merged_pk"], ["merged.pk"], name=op.f("fk_events_merged_pk"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_events")),
        sa.UniqueConstraint("document_pk", "id", name=op.f("uq_events_document_pk_id")),
    )
    op.create_index(op.f("ix_events_id"), "events", ["id"], unique=False)
    op.create_index(op.f("ix_events_merged_pk"), "events", ["merged_pk"], unique=False)
    op.create_table(
        "parties",
        sa.Column("merged_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=6), nullable=False, comment="actor or target"),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("name_folded", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["merged_pk"], ["merged.pk"], name=op.f("fk_parties_merged_pk"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("merged_pk", "position", name=op.f("pk_parties")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_code", "parties", ["code", "name_folded", "merged_pk"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("key", sa.Text(), nullable=False, comment="events that share one are compared"),
        sa.Column("event_pk", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_pk"], ["events.pk"], name=op.f("fk_blocks_event_pk")),
        sa.PrimaryKeyConstraint("key", "event_pk", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_blocks_event_pk"), "blocks", ["event_pk"], unique=False)
    op.create_table(
        "links",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("one_pk", sa.Integer(), nullable=False),
        sa.Column("other_pk", sa.Integer(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False, comment="machine, or the name of a person"),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["one_pk"], ["events.pk"], name=op.f("fk_links_one_pk")),
        sa.ForeignKeyConstraint(["other_pk"], ["events.pk"], name=op.f("fk_links_other_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other_pk"), "links", ["other_pk"], unique=False)
    op.create_index("ix_links_pair", "links", ["one_pk", "other_pk"], unique=False)
    op.create_table(
        "participants",
        sa.Column("event_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=6), nullable=False, comment="actor or target"),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_pk"], ["events.pk"], name=op.f("fk_participants_event_pk")),
        sa.PrimaryKeyConstraint("event_pk", "position", name=op.f("pk_participants")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spans",
        sa.Column("event_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("start", sa.Integer(), nullable=True, comment="empty where the value was inferred"),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_pk"], ["events.pk"], name=op.f("fk_spans_event_pk")),
        sa.PrimaryKeyConstraint("event_pk", "position", name=op.f("pk_spans")),
        sqlite_with_rowid=False,
    )
