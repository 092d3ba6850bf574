"""Regions that are inferred, beside those that somebody stated."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the columns; they are filled when the creators are tagged anew."""
    op.add_column("creators", sa.Column("inferred_region", sa.String(6)))
    op.add_column("creators", sa.Column("region_confidence", sa.Double()))
    op.add_column("creators", sa.Column("region_evidence", sa.JSON(), nullable=False, server_default="[]"))
