"""Counts beyond two thousand million: sums of money are counted too. SQLite holds them as it is."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make it so."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in ("events", "merged"):
        op.alter_column(table, "counted", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=True)
