"""The time of a merged event with each that takes part in it: one index tells who took part when."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make it so."""
    comment = "that of the merged event, so that one index answers who took part when"
    op.add_column("parties", sa.Column("first", sa.Date(), nullable=True, comment=comment))
    op.add_column("parties", sa.Column("last", sa.Date(), nullable=True))
    for column in ("first", "last"):
        op.execute(f"UPDATE parties SET {column} = (SELECT {column} FROM merged WHERE merged.pk = parties.merged_pk)")
    op.drop_index("ix_parties_code", table_name="parties")
    op.drop_index("ix_parties_name", table_name="parties")
    op.create_index("ix_parties_code", "parties", ["code", "first", "last", "side", "merged_pk"])
    op.create_index("ix_parties_name", "parties", ["name_folded", "code", "first", "last", "side", "merged_pk"])
