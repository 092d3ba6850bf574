"""Digests of creators who were forgotten."""

import sqlalchemy as sa
from alembic import op

from indexer.catalogue.types import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "tombstones",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_tombstones"),
    )
