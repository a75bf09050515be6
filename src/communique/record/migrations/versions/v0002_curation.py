"""What persons decided, and the words of documents and events for search."""

import sqlalchemy as sa
from alembic import op

from communique.linking import act_id
from communique.record import search

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "decisions",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False, comment="accept, correct, reject, join or split"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_decisions")),
    )
    op.create_table(
        "anchors",
        sa.Column("decision_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False, comment="of a split: 0 leaves, 1 stays"),
        sa.Column("origin_pk", sa.Integer(), nullable=False, comment="the event that the person saw"),
        sa.Column("event_pk", sa.Integer(), comment="the event that tells the same today, if any"),
        sa.ForeignKeyConstraint(["decision_pk"], ["decisions.pk"], name=op.f("fk_anchors_decision_pk")),
        sa.ForeignKeyConstraint(["event_pk"], ["events.pk"], name=op.f("fk_anchors_event_pk")),
        sa.ForeignKeyConstraint(["origin_pk"], ["events.pk"], name=op.f("fk_anchors_origin_pk")),
        sa.PrimaryKeyConstraint("decision_pk", "position", name=op.f("pk_anchors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_anchors_event_pk"), "anchors", ["event_pk"], unique=False)
    with op.batch_alter_table("links") as links:
        links.add_column(sa.Column("decision_pk", sa.Integer(), comment="whence the link of a person"))
        links.create_foreign_key(op.f("fk_links_decision_pk"), "decisions", ["decision_pk"], ["pk"])
        links.create_index(op.f("ix_links_decision_pk"), ["decision_pk"], unique=False)
    comment = "merged event that it begins"
    op.add_column("events", sa.Column("act", sa.String(length=16), server_default="", nullable=False, comment=comment))
    op.create_index(op.f("ix_events_act"), "events", ["act"], unique=False)
    op.create_index("ix_parties_name", "parties", ["name_folded", "merged_pk"], unique=False)
    rows = op.get_bind().execute(sa.text("SELECT pk, id FROM events")).all()
    if rows:
        acts = [{"pk": pk, "act": act_id(id)} for pk, id in rows]
        op.get_bind().execute(sa.text("UPDATE events SET act = :act WHERE pk = :pk"), acts)
    search.create(op.get_bind())
